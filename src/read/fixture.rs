//! Files that the tests of this room are about, made when they are needed.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP archive of these members, in this order.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("it begins");
        writer.write_all(bytes).expect("it is written");
    }
    writer.finish().expect("it ends").into_inner()
}
