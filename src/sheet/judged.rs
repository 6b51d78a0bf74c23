//! Judgements as rows: what people said, of what, and what became of it.

use super::{Cell, Column, Row};
use crate::judge::{Judgement, Label, State, Verdict};
use chrono::NaiveDate;
use serde::Serialize;

/// A judgement with what became of it.
#[derive(Serialize)]
pub struct Listed<'j> {
    id: &'j str,
    judgement: Verdict,
    #[serde(rename = "as")]
    label: Option<String>,
    by: &'j str,
    on: NaiveDate,
    why: &'j str,
    about: &'j str,
    state: State,
    #[serde(skip)]
    label_vi: Option<&'static str>,
}

impl<'j> From<(&'j Judgement, State)> for Listed<'j> {
    fn from((judgement, state): (&'j Judgement, State)) -> Self {
        Listed {
            id: &judgement.id,
            judgement: judgement.verdict,
            label: match &judgement.paper {
                Some(paper) => Some(paper.to_string()),
                None => judgement.label.map(|label| label.name().to_owned()),
            },
            by: &judgement.by,
            on: judgement.day,
            why: &judgement.why,
            about: &judgement.about,
            state,
            label_vi: judgement.label.map(Label::label_vi),
        }
    }
}

impl Row for Listed<'_> {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("id", "Mã", 20),
            Column::screen("judgement", "Ý kiến", 16),
            Column::screen("as", "Đặt lại thành, chọn", 22),
            Column::screen("by", "Người thẩm tra", 20),
            Column::screen("on", "Ngày", 13),
            Column::screen("why", "Lý do", 40),
            Column::screen("about", "Về", 40),
            Column::screen("state", "Trạng thái", 20),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.id.into(),
            Cell::word(self.judgement.name(), self.judgement.label_vi()),
            self.label.as_ref().map_or(Cell::Empty, |label| Cell::word(label, self.label_vi.unwrap_or(label))),
            self.by.into(),
            self.on.into(),
            self.why.into(),
            self.about.into(),
            Cell::word(self.state.name(), self.state.label_vi()),
        ]
    }
}
