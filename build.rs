//! Looks for libclang before the C++ of RocksDB is compiled, because the bindings ask for it only afterwards,
//! ten minutes later. It builds nothing.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for variable in ["LIBCLANG_PATH", "LLVM_CONFIG_PATH", "PATH", "LD_LIBRARY_PATH"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    if env::var_os("CARGO_FEATURE_ROCKSDB").is_none() || places().iter().any(|folder| holds_libclang(folder)) {
        return;
    }
    let missing = "libclang is missing, which the bindings of RocksDB need: run scripts/prepare, or as root \
                   `apt-get install -y libclang1-14 libclang-common-14-dev` (any version, or libclang-dev); \
                   `--no-default-features` builds without a store on disk";
    if may_be_elsewhere() {
        println!("cargo::warning={missing} (going on, as it may be in a place unknown here)");
    } else {
        eprintln!("{missing}");
        process::exit(1);
    }
}

/// The folders where libclang usually is.
fn places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> =
        ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64"].map(Into::into).into();
    for (parent, below) in [("/usr/lib", ""), ("/usr/lib", "lib"), ("/usr/lib64", "lib"), ("/usr/lib64", "lib64")] {
        places.extend(folders(parent).map(|folder| folder.join(below)));
    }
    places.extend(env::var_os("LIBCLANG_PATH").map(PathBuf::from));
    places.extend(env::var_os("LD_LIBRARY_PATH").iter().flat_map(env::split_paths));
    places
}

fn folders(parent: &str) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_dir())
}

fn holds_libclang(folder: &Path) -> bool {
    let is_it = |name: &str| {
        let stem = name.strip_prefix("libclang").unwrap_or_default();
        (stem.starts_with(".so") || stem.starts_with('-')) && name.contains(".so") && !name.contains("cpp")
    };
    folder.is_file()
        || fs::read_dir(folder).into_iter().flatten().flatten().any(|e| e.file_name().to_str().is_some_and(is_it))
}

/// True where something hints at a libclang that the folders above do not show.
fn may_be_elsewhere() -> bool {
    let named = ["LIBCLANG_PATH", "LLVM_CONFIG_PATH", "NIX_STORE"].iter().any(|name| env::var_os(name).is_some());
    let programs = env::var_os("PATH").unwrap_or_default();
    let in_path = |name: &str| env::split_paths(&programs).any(|folder| folder.join(name).is_file());
    named || in_path("llvm-config") || in_path("clang") || !cfg!(target_os = "linux")
}
