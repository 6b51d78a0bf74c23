//! A dump in Parquet → its rows, row group by row group and only the columns that are read. What breaks inside
//! a row group costs the rest of it; the next goes on.

use super::dump::{Cells, Dump};
use super::quiet::quietly;
use super::{Options, sources::Step};
use crate::error::{Error, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};
use serde_json::Value;
use std::fs::File;
use std::sync::Arc;

/// Values of a column that are held at a time.
const BATCH: usize = 16;
/// A column chunk that grows more than so many times is a bomb; sorted codes of real dumps grow a hundredfold.
const RATIO: i64 = 1000;

/// The rows of a dump.
pub struct Rows {
    dump: Dump,
    file: SerializedFileReader<File>,
    columns: SchemaDescPtr,
    /// Columns of nanoseconds, which come as bare numbers.
    nanoseconds: Vec<String>,
    group: usize,
    rows: Option<ReaderIter>,
    row: u64,
    ended: bool,
}

impl Rows {
    /// The rows of `file`.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is no Parquet file inside, [`Error::Bomb`] if it grows out of measure,
    /// [`Error::Dump`] if no column holds the text.
    pub fn open(name: &str, file: File, options: &Options<'_>) -> Result<Self> {
        let mut dump = Dump::new(name.to_owned(), options);
        let damaged = |message: String| Error::Damaged { path: name.into(), message };
        let file = quietly(|| SerializedFileReader::new(file))
            .unwrap_or_else(|| Err(parquet::errors::ParquetError::General("no Parquet inside".into())))
            .map_err(|error| damaged(error.to_string()))?;
        for group in file.metadata().row_groups() {
            for chunk in group.columns() {
                let (packed, whole) = (chunk.compressed_size().max(1), chunk.uncompressed_size());
                if whole > 64 << 20 && whole / packed > RATIO {
                    let message = format!("column `{}` grows {} times", chunk.column_path(), whole / packed);
                    return Err(Error::Bomb { path: name.into(), message });
                }
            }
        }
        let schema = file.metadata().file_metadata().schema();
        let columns: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
        dump.begin(columns.iter().copied(), options)?;
        let nanoseconds = schema.get_fields().iter().filter(|field| {
            let logical = field.get_basic_info().logical_type_ref();
            matches!(logical, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
        });
        let nanoseconds = nanoseconds.map(|field| field.name().to_owned()).collect();
        let read = schema.get_fields().iter().filter(|field| options.reads(field.name())).cloned().collect();
        let columns = Type::group_type_builder(schema.name()).with_fields(read).build();
        let columns = columns.map_err(|error| damaged(error.to_string()))?;
        let columns = Arc::new(SchemaDescriptor::new(Arc::new(columns)));
        Ok(Rows { dump, file, columns, nanoseconds, group: 0, rows: None, row: 0, ended: false })
    }

    /// The next row.
    pub fn step(&mut self, options: &Options<'_>) -> Step {
        loop {
            if let Some(rows) = &mut self.rows {
                match quietly(|| rows.next()) {
                    Some(None) => self.rows = None,
                    Some(Some(Ok(row))) => {
                        self.row += 1;
                        let mut cells = cells(row);
                        for column in &self.nanoseconds {
                            if let Some(cell) = cells.get_mut(column) {
                                let nanoseconds = cell.as_i64().map(DateTime::from_timestamp_nanos);
                                *cell = time(nanoseconds);
                            }
                        }
                        return Step::source(self.dump.source(self.row, &cells, options));
                    }
                    Some(Some(Err(error))) => return self.broken(&error.to_string()),
                    None => return self.broken("what it holds is not what its schema says"),
                }
            } else if self.group < self.file.num_row_groups() {
                let opened = quietly(|| {
                    let group = self.file.get_row_group(self.group)?;
                    TreeBuilder::new().with_batch_size(BATCH).as_iter(Arc::clone(&self.columns), &*group)
                });
                self.group += 1;
                match opened {
                    Some(Ok(rows)) => self.rows = Some(rows),
                    Some(Err(error)) => return self.broken(&error.to_string()),
                    None => return self.broken("what it holds is not what its schema says"),
                }
            } else {
                let last = if std::mem::replace(&mut self.ended, true) { None } else { self.dump.end() };
                return last.map_or(Step::End, |error| Step::source(Err(error)));
            }
        }
    }

    /// Leaves the row group that broke.
    fn broken(&mut self, message: &str) -> Step {
        self.rows = None;
        let after: i64 = self.file.metadata().row_groups().iter().take(self.group).map(|group| group.num_rows()).sum();
        let row = self.row + 1;
        self.row = u64::try_from(after).unwrap_or(row).max(row);
        let message = format!("{message}; rows {row} to {} are left out", self.row);
        Step::source(Err(self.dump.broken_row(row, message)))
    }
}

/// The cells of a row.
fn cells(row: Row) -> Cells {
    row.into_columns().into_iter().map(|(column, field)| (column, value(field))).collect()
}

/// A cell as JSON has it; days and times as text.
fn value(field: Field) -> Value {
    match field {
        Field::Str(words) => words.into(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into(),
        Field::Bool(value) => value.into(),
        Field::Byte(value) => value.into(),
        Field::Short(value) => value.into(),
        Field::Int(value) => value.into(),
        Field::Long(value) => value.into(),
        Field::UByte(value) => value.into(),
        Field::UShort(value) => value.into(),
        Field::UInt(value) => value.into(),
        Field::ULong(value) => value.into(),
        Field::Float(value) => value.into(),
        Field::Double(value) => value.into(),
        Field::Date(days) => NaiveDate::default()
            .checked_add_signed(TimeDelta::days(days.into()))
            .map_or(Value::Null, |date| date.to_string().into()),
        Field::TimestampMillis(value) => time(DateTime::from_timestamp_millis(value)),
        Field::TimestampMicros(value) => time(DateTime::from_timestamp_micros(value)),
        Field::Group(row) => Value::Object(cells(row)),
        Field::ListInternal(list) => list.elements().iter().cloned().map(value).collect(),
        Field::MapInternal(map) => map
            .entries()
            .iter()
            .filter_map(|(key, held)| Some((value(key.clone()).as_str()?.to_owned(), value(held.clone()))))
            .collect::<Cells>()
            .into(),
        _ => Value::Null,
    }
}

/// A moment as text.
fn time(moment: Option<DateTime<Utc>>) -> Value {
    moment.map_or(Value::Null, |moment| moment.to_rfc3339().into())
}
