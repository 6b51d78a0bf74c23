//! Teaches luocdo a name that only one office uses: a folder with a table of one's own takes the place of the one
//! built in, and every other table stays. Run it with `cargo run --release --example own_tables`.

use luocdo::{Config, Error, Result, Tables, extract, read};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A row of `nicknames.csv`: what the people of a province call their energy plan.
const ROW: &str = "ke-hoach-dien-xanh,Kế hoạch điện xanh,KH,148/KH-UBND,2023-07-04,UBND:LS,về tiết kiệm điện,2023-07-04,,\
                   theo Kế hoạch điện xanh";
const PAGE: &str = "Sở Công Thương báo cáo kết quả thực hiện Kế hoạch điện xanh.";

fn main() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("luocdo-tables-{}", std::process::id()));
    let outcome = run(&folder);
    // The folder is only a show; what cannot be removed is left to the system.
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

fn run(folder: &Path) -> Result<()> {
    let failed = |path: &Path| {
        let path: PathBuf = path.to_owned();
        move |source| Error::File { action: "write", path, source }
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let table = folder.join("nicknames.csv");
    let header = "id,nickname,type,number,date,issuer,title,from,to,examples";
    std::fs::write(&table, format!("{header}\n{ROW}\n")).map_err(failed(&table))?;

    let mut out = std::io::stdout().lock();
    for (whose, tables) in [("built in", Tables::builtin()?), ("our own", Tables::from_folder(folder)?)] {
        let text = read::read_bytes("page.txt".as_ref(), PAGE.as_bytes())?;
        let found = extract(&tables, &Config::default(), text);
        let names: Vec<String> = found.references.iter().filter_map(|r| r.key()).map(ToString::to_string).collect();
        // Nobody to tell if standard output is closed.
        let _ = writeln!(out, "with the tables {whose}: {names:?}");
    }
    Ok(())
}
