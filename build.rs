//! Builds the page of `luocdo serve` (web/) with npm, at the versions of its lock file, into the build folder, from where
//! it is built into the program. Without the feature `serve` there is nothing to do.

use std::env;
use std::path::Path;
use std::process::{Command, exit};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_SERVE").is_none() {
        return;
    }
    for name in ["package.json", "package-lock.json", "build.mjs", "src"] {
        println!("cargo::rerun-if-changed=web/{name}");
    }
    let Some(out) = env::var_os("OUT_DIR") else { return };
    let web = Path::new("web");
    // What is installed is kept from build to build as long as the lock file is the same.
    run(
        "npm",
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts=false"])
            .current_dir(web),
    );
    run("node", Command::new("node").arg("build.mjs").arg(Path::new(&out).join("page")).current_dir(web));
}

fn run(name: &str, command: &mut Command) {
    let why = match command.status() {
        Ok(status) if status.success() => return,
        Ok(status) => format!("`{name}` ended with {status} in web/"),
        Err(error) => format!("`{name}` could not be started: {error}"),
    };
    println!(
        "cargo::error={why}; the page needs Node.js 18 or newer with npm (Debian: apt-get install -y nodejs npm), or build without it: --no-default-features --features rocksdb"
    );
    exit(1);
}
