//! How much of the other document an act touches: the whole, provisions by name ("khoản 2 Điều 5"), or words in it.
//! Instructions that leave the document out ("2. Bãi bỏ khoản 3 Điều 7.") touch the one that the article is about.

use super::cues::{Cue, in_quoted_words};
use super::rank::is_change;
use super::{Act, Scene, scene::Place};
use crate::find::{has_use, use_at};
use crate::model::{Key, RelationType, Span, Value, mentions_in, part_at};
use crate::tables::{PartCue, Use, Voice};

/// How much of a document is touched.
#[derive(Clone, Debug, Default)]
pub struct Extent {
    /// The provisions.
    pub pinpoint: Option<String>,
    /// True where it is a part only.
    pub part: bool,
    /// True where it is words within the document, or a form: "cụm từ", "mẫu".
    pub wording: bool,
}

impl Extent {
    /// What the tokens `first..before` say, beside the pinpoint that is tied to the paper.
    pub fn of(scene: &Scene, pinpoint: Option<Span>, first: usize, before: usize) -> Self {
        let owner = |at| scene.cues.title_around(at).map(|title| title.owner);
        let says = |role| {
            (first..before)
                .any(|at| has_use(scene.reading.tables, scene.tokens(), at, role) && owner(at) == owner(first))
        };
        let pinpoint = match pinpoint {
            Some(span) => Some(scene.words(span)),
            None => provisions(scene, first, before),
        };
        let wording = says(Use::Wording);
        let part = pinpoint.is_some() || wording || says(Use::Partly);
        Self { pinpoint, part, wording }
    }

    /// The same where the words behind a token leave some provisions as they are: "hết hiệu lực …, trừ khoản 2 Điều 11".
    pub fn but(self, scene: &Scene, last: usize) -> Self {
        let end = scene.clauses.end(scene.tokens(), last);
        let spared = (last + 1..=end).any(|at| {
            let behind = use_at(scene.reading.tables, scene.tokens(), at, Use::Except).map(|except| except + 1);
            behind.is_some_and(|first| {
                provision_spans(scene, first, first + 1).first().is_some_and(|span| {
                    // "trừ trường hợp tại Điều 13 Nghị định này" is a matter of the time between.
                    let next = scene.named.iter().find(|n| n.pinpoint.is_some_and(|pinpoint| pinpoint == *span));
                    next.is_none_or(|n| n.key != scene.speaker)
                })
            })
        });
        Self { part: self.part || spared, ..self }
    }
}

/// The provisions named among the tokens `first..before`, outside quotes and titles, as one line.
pub fn provisions(scene: &Scene, first: usize, before: usize) -> Option<String> {
    let found: Vec<String> = provision_spans(scene, first, before).into_iter().map(|span| scene.words(span)).collect();
    (!found.is_empty()).then(|| found.join("; "))
}

fn provision_spans(scene: &Scene, first: usize, before: usize) -> Vec<Span> {
    let Some(last) = before.checked_sub(1).filter(|&last| last >= first) else { return Vec::new() };
    let (_, inside) = mentions_in(scene.reading.mentions, scene.tokens().span(first, last));
    let spans = inside.iter().filter(|m| matches!(m.value, Value::Provision)).map(|m| m.span);
    spans.filter(|span| is_named(scene, *span)).collect()
}

/// True for a pinpoint that speaks of another document: not quoted, not in a title, not the number of a provision of
/// the text itself ("Điều 3. Sửa đổi …").
fn is_named(scene: &Scene, span: Span) -> bool {
    let parts = scene.reading.parts;
    let own = part_at(parts, span.start, |kind| kind.is_provision()).is_some_and(|part| part.span.start == span.start);
    let at = scene.tokens().at(span.start);
    let quoted = part_at(parts, span.start, |kind| kind.is_quoted()).is_some() || in_quoted_words(scene.tokens(), at);
    let heads = own && scene.tokens().get(scene.tokens().at(span.end)).is_none_or(|t| t.is_mark('.') || t.is_mark(':'));
    !heads && !quoted && scene.cues.title_around(at).is_none()
}

/// Acts on the document that an article or the title is about, by instructions that do not name it again.
pub fn instructions(scene: &Scene, acts: &[Act]) -> Vec<Act> {
    let mut found = Vec::new();
    let all: Vec<&Act> = acts.iter().collect();
    for (at, cue) in scene.cues.list.iter().enumerate() {
        let span = scene.tokens().span(cue.first, cue.last);
        let named = acts.iter().any(|act| act.cue == span && act.kind != RelationType::Cites);
        let title = scene.cues.title_around(cue.first);
        if !is_change(cue.kind) || named || title.is_some() || scene.place_at(span.start) != Place::Own {
            continue;
        }
        let about = about(scene, span.start, &all).filter(|about| about.to != *scene.speaker);
        let Some(Act { to, kind, .. }) = about else { continue };
        let to = to.clone();
        let Some((first, before)) = reach(scene, at, cue, &to) else { continue };
        let mut spans = provision_spans(scene, first, before);
        if spans.is_empty() && cue.voice == Voice::Active {
            // "Tại khoản 1 Điều 2, thay cụm từ “…” bằng cụm từ “…”."
            spans = provision_spans(scene, scene.clauses.start(scene.tokens(), cue.first), cue.first);
        }
        if spans.is_empty() {
            continue;
        }
        let mut pinpoint = spans.iter().map(|span| scene.words(*span)).collect::<Vec<_>>().join("; ");
        if !spans.iter().any(|span| names_article(scene, *span))
            && let Some(article) = article_around(scene, span.start, cue)
        {
            pinpoint = format!("{pinpoint} {article}");
        }
        let extent =
            Extent { pinpoint: Some(pinpoint), part: true, ..Extent::of(scene, None, cue.first.min(first), before) };
        let until = scene.clauses.end(scene.tokens(), cue.last);
        let effect = scene.effect_within(cue.first, until);
        let evidence = scene.clauses.around(scene.tokens(), cue.first, cue.last);
        let mut act = Act { to, at: cue.first, evidence, ..scene.bare(cue, scene.speaker, "within", 0.85) };
        // "được đính chính như sau: bỏ cụm từ “…”"
        if *kind == RelationType::Corrects {
            act.kind = RelationType::Corrects;
        }
        found.push(act.touching(extent, effect));
    }
    found
}

/// The tokens `first..before` in which an instruction names its provisions; `None` where it names another document
/// than the one it is about.
fn reach(scene: &Scene, at: usize, cue: &Cue, about: &Key) -> Option<(usize, usize)> {
    let tokens = scene.tokens();
    let cues = &scene.cues.list;
    let names = |first: usize, before: usize| {
        let from = scene.named.partition_point(|n| n.last < first);
        let mut inside = scene.named[from..].iter().take_while(|n| n.first < before);
        inside.any(|n| n.key != scene.speaker && n.key != about && scene.place(n) != Place::Quoted)
    };
    let range = if cue.voice == Voice::Active {
        let end = scene.clauses.end(tokens, cue.last) + 1;
        let next = cues[at + 1..].iter().find(|c| is_change(c.kind)).map_or(end, |c| c.first);
        (cue.last + 1, end.min(next))
    } else {
        let start = scene.clauses.start(tokens, cue.first);
        let before = cues[..at].iter().rev().find(|c| is_change(c.kind)).map_or(start, |c| c.last + 1);
        (start.max(before), cue.first)
    };
    (!names(range.0, range.1)).then_some(range)
}

/// The document that the provisions around a place are about: the one that their own words act on, else the only one
/// that the title of the text does.
fn about<'s>(scene: &Scene, byte: usize, acts: &[&'s Act]) -> Option<&'s Act> {
    let changes = |act: &&Act| is_change(act.kind) && act.from == *scene.speaker;
    let around = scene.words_around(byte).find_map(|(first, last)| {
        acts.iter().copied().filter(|act| changes(act)).rfind(|act| (first..=last).contains(&act.at))
    });
    around.or_else(|| {
        let titled = acts.iter().copied().filter(|act| changes(act));
        let mut titled = titled.filter(|act| scene.item.headline.contains(act.cue));
        let first = titled.next()?;
        titled.all(|other| other.to == first.to).then_some(first)
    })
}

/// The paper whose words a quotation gives: the one named right before it in its clause ("Luật số 47/2019/QH14 có căn
/// cứ ban hành như sau: “…”"), else the one that the article is about.
pub fn words_of(scene: &Scene, byte: usize, acts: &[&Act]) -> Option<Key> {
    let first = scene.tokens().at(byte);
    let last = first.checked_sub(1)?;
    let start = scene.clauses.start(scene.tokens(), last);
    let upto = scene.named.partition_point(|n| n.last < first);
    let before = scene.named[..upto].iter().rev().take_while(|n| n.first >= start);
    let named = before.filter(|n| scene.cues.title_around(n.first).is_none()).find(|n| n.key != scene.speaker);
    named.map(|n| n.key.clone()).or_else(|| about(scene, byte, acts).map(|act| act.to.clone()))
}

/// True if a pinpoint goes up to an article.
fn names_article(scene: &Scene, span: Span) -> bool {
    let (first, last) = scene.token_range(span);
    (first..=last).any(|at| {
        scene.reading.tables.part_cues.longest(scene.tokens(), at).is_some_and(|hit| *hit.value == PartCue::Article)
    })
}

/// The one article that the provisions around an instruction are about: "1. Sửa đổi Điều 3 như sau: a) Sửa đổi khoản
/// 2 như sau".
fn article_around(scene: &Scene, byte: usize, cue: &Cue) -> Option<String> {
    scene.words_around(byte).filter(|(first, last)| !(*first..=*last).contains(&cue.first)).find_map(|(first, last)| {
        match provision_spans(scene, first, last + 1).as_slice() {
            [one] if names_article(scene, *one) => Some(scene.words(*one)),
            _ => None,
        }
    })
}

impl Act {
    /// The act with how much it touches and from when. To put words or a form in the place of others is to amend.
    pub(super) fn touching(self, extent: Extent, effect: Option<chrono::NaiveDate>) -> Self {
        if !is_change(self.kind) {
            return self;
        }
        let kind = match self.kind {
            RelationType::Replaces | RelationType::Repeals if extent.wording => RelationType::Amends,
            kind => kind,
        };
        Act { kind, pinpoint: extent.pinpoint, part: extent.part, effect, ..self }
    }
}
