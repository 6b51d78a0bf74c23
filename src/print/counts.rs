//! Counts → lists that a person reads.

use luocdo::analyze::{Count, name_vi};
use std::io::{self, Write};

/// Writes counts for people: the group once, the numbers under each other.
pub fn write(counts: &[Count], out: &mut dyn Write) -> io::Result<()> {
    let wide = counts.iter().map(|count| name_vi(count.group, &count.name).chars().count()).max().unwrap_or(0);
    let digits = counts.iter().map(|count| count.count.to_string().len()).max().unwrap_or(0);
    let mut group = None;
    for count in counts {
        if group != Some(count.group) {
            writeln!(out, "{}{}", if group.is_some() { "\n" } else { "" }, count.group.label_vi())?;
            group = Some(count.group);
        }
        let name = name_vi(count.group, &count.name);
        let dots = ".".repeat(wide + 3 - name.chars().count());
        writeln!(out, "  {name} {dots} {:>digits$}", count.count)?;
    }
    Ok(())
}
