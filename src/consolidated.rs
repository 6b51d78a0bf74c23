//! Whose voice a consolidated text speaks with: that of the paper which it gives in its present wording. "Thông tư này"
//! in it is that paper. Rule of form: Pháp lệnh Hợp nhất văn bản quy phạm pháp luật số 01/2012/UBTVQH13, Điều 7.

use crate::find::number::is_consolidated;
use crate::model::{Form, Mention, RelationType, Span};
use crate::sentence::sentence_end;
use crate::tables::{Tables, Voice};
use crate::tokens::Tokens;

/// Tokens in which a consolidated text tells of the paper that it gives.
const OPENING: usize = 150;

/// Where the paper that a consolidated text gives is first named. The paper of which a line tells that others have
/// changed it ("Thông tư số 219/2013/TT-BTC …, được sửa đổi, bổ sung bởi:"), else the first that is said to be joined
/// ("Hợp nhất Quyết định số …"), else the first below the title.
pub fn base(tables: &Tables, tokens: &Tokens, headline: Option<Span>, mentions: &[Mention]) -> Option<Span> {
    let papers = mentions.iter().filter(|m| {
        m.cited().is_some_and(|cited| cited.form != Form::Anaphor && !is_consolidated(tables, &cited.name))
    });
    let changed = |m: &&Mention| {
        let (first, last) = (tokens.at(m.span.start), tokens.at(m.span.end).saturating_sub(1));
        let heads = tokens.get(first).is_some_and(|t| t.breaks > 0);
        heads
            && (last + 1..=sentence_end(tokens, last, last + OPENING)).any(|at| {
                let cue = tables.relation_cues.longest(tokens, at);
                cue.is_some_and(|hit| hit.value.kind == RelationType::Amends && hit.value.voice == Voice::Passive)
            })
    };
    let joined = |m: &&Mention| {
        let first = tokens.at(m.span.start);
        (first.saturating_sub(4)..first).any(|at| {
            let cue = tables.relation_cues.longest(tokens, at);
            cue.is_some_and(|hit| hit.value.kind == RelationType::Consolidates && hit.last + 1 == first)
        })
    };
    let below = |m: &&Mention| headline.is_none_or(|headline| !headline.contains(m.span));
    let mut all = papers.clone();
    let found = papers.clone().find(changed).or_else(|| papers.clone().find(joined));
    found.or_else(|| papers.clone().find(below)).or_else(|| all.next()).map(|m| m.span)
}
