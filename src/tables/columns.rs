//! The names that collections give to what they say of a text: columns of dumps (`so_hieu`), labels in the
//! tables of web pages ("Số ký hiệu"). Case, accents and marks between the words make no difference.

use super::rows::{ColumnRow, Row};
use super::{in_row, plain_word};
use crate::error::Result;
use std::collections::HashMap;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal),+ $(,)?) => {
        /// What a column or a label says of a text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $variant),+ }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Field] = &[$(Field::$variant),+];

            /// The name in `--map` and in the table.
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name),+ }
            }

            /// The field of a name; `None` if there is none.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Field::$variant),)+ _ => None }
            }
        }
    };
}

fields! {
    /// The text itself.
    Text "text",
    /// What the collection knows it by.
    Id "id",
    /// Official number ("số hiệu").
    Number "number",
    /// Type in words ("loại văn bản").
    Kind "kind",
    /// Title ("trích yếu").
    Title "title",
    /// Day of issue ("ngày ban hành").
    Date "date",
    /// Issuing body ("cơ quan ban hành").
    Issuer "issuer",
    /// Who signed ("người ký").
    Signer "signer",
    /// First day in force ("ngày có hiệu lực").
    Effect "effect",
    /// In force or not, in words ("tình trạng hiệu lực").
    Status "status",
    /// Where it is published.
    Address "address",
    /// Its relations ("lược đồ").
    Relations "relations",
    /// In one relation: what it is ("được sửa đổi").
    Label "label",
    /// In one relation: the other document.
    Target "target",
}

/// The names, ready to be asked.
#[derive(Debug, Default)]
pub struct Columns {
    /// By name without accents and marks: each field with the rank of the name in it, 1 being the surest.
    names: HashMap<String, Vec<(Field, u32)>>,
}

impl Columns {
    /// Takes the rows of the table.
    pub(super) fn load(rows: &[ColumnRow]) -> Result<Self> {
        let mut columns = Columns::default();
        for row in rows {
            let Some(field) = Field::from_name(&row.field) else {
                return Err(in_row::<ColumnRow>(row.id(), format!("field `{}` is unknown", row.field)));
            };
            columns.names.entry(plain_word(&row.name)).or_default().push((field, row.rank));
        }
        Ok(columns)
    }

    /// What a column of this name may hold, each with how sure that is, 1 being the surest.
    pub fn fields(&self, name: &str) -> &[(Field, u32)] {
        self.names.get(&plain_word(name)).map_or(&[], Vec::as_slice)
    }
}
