//! Judgements → rows.

use super::day;
use super::rows::Row;
use chrono::NaiveDate;
use luocdo::judge::{Judgement, Label, State, Verdict};
use serde::Serialize;

/// A judgement with what became of it.
#[derive(Serialize)]
pub struct Listed<'j> {
    id: &'j str,
    judgement: Verdict,
    #[serde(rename = "as")]
    label: Option<&'static str>,
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
            label: judgement.label.map(Label::name),
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
    const HEADINGS: &'static [&'static str] = &["Mã", "Ý kiến", "Người thẩm tra", "Ngày", "Lý do", "Về", "Trạng thái"];
    const FIELDS: &'static [&'static str] = &["id", "judgement", "as", "by", "on", "why", "about", "state"];

    fn cells(&self) -> Vec<String> {
        let label = self.label_vi.map(|label| format!(": {label}")).unwrap_or_default();
        vec![
            self.id.to_owned(),
            format!("{}{label}", self.judgement.label_vi()),
            self.by.to_owned(),
            day(self.on),
            self.why.to_owned(),
            self.about.to_owned(),
            self.state.label_vi().to_owned(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.id.to_owned(),
            self.judgement.name().to_owned(),
            self.label.unwrap_or_default().to_owned(),
            self.by.to_owned(),
            self.on.to_string(),
            self.why.to_owned(),
            self.about.to_owned(),
            self.state.name().to_owned(),
        ]
    }
}
