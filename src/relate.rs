//! Item + References → Relations: what the paper that acts does to each paper named. The nearest cue decides;
//! a list passes its cue on; what stands in the title of another paper is that paper's doing. Every relation
//! keeps its cue, its sentence, the rule and how sure it is. Nothing ambiguous becomes one.

mod cues;

use crate::find::date::is;
use crate::model::{DocType, Form, Item, Key, Mention, Reference, Relation, RelationType, Span};
use crate::sentence;
use crate::tables::{Tables, Voice};
use crate::tokens::Tokens;
use crate::{named_for_id, stable_id};
use cues::{Cue, Cues, Title};
use std::collections::BTreeMap;

/// Tokens between a cue for carrying out and what is carried out, at most.
const REACH: usize = 34;

/// A document named in an item, with what it leads to.
pub(crate) struct Named<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its first and last token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// The document.
    pub key: &'a Key,
    /// True for an anaphor.
    pub anaphor: bool,
    /// The pinpoint before it.
    pub pinpoint: Option<Span>,
}

/// What was decided for one mention.
#[derive(Clone, Debug)]
struct Decision {
    kind: RelationType,
    from: Key,
    to: Key,
    cue: Span,
    rule: &'static str,
    confidence: f64,
}

/// The relations that an item states.
pub fn relate(
    tables: &Tables,
    tokens: &Tokens,
    item: &Item,
    at: usize,
    mentions: &[Mention],
    references: &[Reference],
) -> Vec<Relation> {
    let Some(subject) = &item.subject else { return Vec::new() };
    let named = named_in(tokens, item, mentions, references);
    let cues = Cues::of(tables, tokens, item, &named);
    let mut decisions: Vec<Option<Decision>> = Vec::with_capacity(named.len());
    for index in 0..named.len() {
        let decision = decide(tables, tokens, item, subject, &named, &cues, index, &decisions);
        decisions.push(decision);
    }
    strongest(tokens, item, at, &named, decisions, subject)
}

/// The titles that follow documents in a text ("về việc …"), with the document.
pub fn titles(
    tables: &Tables,
    tokens: &Tokens,
    items: &[Item],
    mentions: &[Mention],
    references: &[Reference],
) -> Vec<(Key, Span)> {
    let mut found = Vec::new();
    for item in items {
        let named = named_in(tokens, item, mentions, references);
        for title in cues::titles(tables, tokens, &named) {
            found.push((named[title.owner].key.clone(), tokens.span(title.first, title.last)));
        }
    }
    found
}

/// The documents named in an item, in order.
pub(crate) fn named_in<'a>(
    tokens: &Tokens,
    item: &Item,
    mentions: &[Mention],
    references: &'a [Reference],
) -> Vec<Named<'a>> {
    let from = references.partition_point(|r| mentions[r.mention].span.start < item.span.start);
    references[from..]
        .iter()
        .take_while(|r| mentions[r.mention].span.start < item.span.end)
        .filter_map(|reference| {
            let mention = &mentions[reference.mention];
            let cited = mention.cited()?;
            let key = reference.key()?;
            let first = tokens.at(mention.span.start);
            let last = tokens.at(mention.span.end).saturating_sub(1);
            Some(Named {
                span: mention.span,
                first,
                last,
                key,
                anaphor: cited.form == Form::Anaphor,
                pinpoint: cited.pinpoint,
            })
        })
        .collect()
}

/// What the words say of one mention.
#[allow(clippy::too_many_arguments, reason = "one rule set looks at all of them; a struct would only rename them")]
fn decide(
    tables: &Tables,
    tokens: &Tokens,
    item: &Item,
    subject: &Key,
    named: &[Named],
    cues: &Cues,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<Decision> {
    let this = &named[index];
    let start = sentence::sentence_start(tokens, this.first, tokens.at(item.span.start));
    let title = cues.title_around(this.first);
    // Cues in the titles of other papers are those papers' doing.
    let cue = cues.nearest(tokens, start, this.first, title, this.pinpoint.is_some());
    // The member of the list before: the last paper that no title of another holds.
    let owner = title.map(|t| t.owner);
    let before = (0..index)
        .rev()
        .map(|i| (&named[i], decided[i].as_ref()))
        .take_while(|(n, _)| n.first >= start)
        .find(|(n, _)| cues.title_around(n.first).map(|t| t.owner) == owner);
    if let Some(after) = behind(tokens, cues, named, index, start)
        && this.key != subject
    {
        // "… hết hiệu lực kể từ ngày Quyết định B có hiệu lực": B acts.
        let acting = named[index..].iter().find(|n| n.first == after.last + 1).map_or(subject, |n| n.key);
        return (acting != this.key).then(|| decision(tokens, after, acting.clone(), this.key.clone(), "after", 0.9));
    }
    if let Some(cue) = cue {
        if cue.voice == Voice::Passive {
            // "Nghị định A được sửa đổi bởi Nghị định B": the later acts on the earlier.
            let earlier = named[..index].iter().rev().find(|n| n.last < cue.first && n.first >= start)?;
            return (earlier.key != this.key)
                .then(|| decision(tokens, &cue, this.key.clone(), earlier.key.clone(), "passive", 0.9));
        }
        if this.key == subject {
            return None;
        }
        let inherited = before.filter(|(n, _)| n.first > cue.last).and_then(|(_, d)| d);
        if let Some(mut same) = inherited.cloned().filter(|d| d.rule != "after" && title.is_none()) {
            if same.from == *this.key || same.to == *this.key || this.key == subject {
                return None;
            }
            same.to = this.key.clone();
            same.rule = "list";
            same.confidence = (same.confidence - 0.05).max(0.5);
            return Some(same);
        }
        let acting = actor(tables, tokens, subject, named, cues, &cue, title, start);
        let Some(acting) = acting else {
            return (this.key != subject)
                .then(|| decision(tokens, &cue, subject.clone(), this.key.clone(), "named", 0.75))
                .map(cites);
        };
        if acting == *this.key {
            return None;
        }
        let far = this.first - cue.last > REACH;
        let weak = cue.kind == RelationType::Cites || (far && cue.kind == RelationType::Implements);
        let foreign = acting != *subject;
        let from = if weak { subject.clone() } else { acting };
        if from == *this.key {
            return None;
        }
        // A letter that guides how to carry out a decree carries it out itself; a circular lays it down.
        let mut cue = cue;
        let guides = cue.kind == RelationType::Details && is_administrative(from.kind);
        if guides && ["hiện", "khai"].iter().any(|word| is(tokens, cue.last, word)) {
            cue.kind = RelationType::Implements;
        }
        let rule = match (weak, foreign, item.headline.contains(this.span)) {
            (true, _, _) => "named",
            (false, true, _) => "title",
            (false, false, true) => "headline",
            (false, false, false) => "cue",
        };
        let confidence = if rule == "headline" { 0.97 } else { 0.9 };
        let found = decision(tokens, &cue, from, this.key.clone(), rule, confidence);
        return Some(if weak { cites(found) } else { found });
    }
    // A clause that begins with the paper goes on with the list of the clause before: "Căn cứ A; B".
    let continued = index.checked_sub(1).and_then(|i| decided[i].as_ref()).filter(|d| d.kind == RelationType::Basis);
    if let Some(basis) = continued.filter(|_| this.first == start && this.key != subject) {
        return Some(Decision { to: this.key.clone(), rule: "list", ..basis.clone() });
    }
    if this.key == subject || this.anaphor {
        return None;
    }
    let own = Cue { first: this.first, last: this.first, kind: RelationType::Cites, voice: Voice::Active };
    Some(decision(tokens, &own, subject.clone(), this.key.clone(), "named", 0.7))
}

/// A cue behind a mention that speaks of it: "Quyết định X hết hiệu lực". A list may stand between.
fn behind<'c>(tokens: &Tokens, cues: &'c Cues, named: &[Named], index: usize, start: usize) -> Option<&'c Cue> {
    let this = &named[index];
    let end = sentence::sentence_end(tokens, this.last, tokens.list.len().saturating_sub(1));
    let cue = cues.between(this.last, end).find(|c| c.voice == Voice::After)?;
    // The last of the list stands right before the cue, but for its issuer and title.
    let last = named[index..].iter().take_while(|n| n.first < cue.first).last()?;
    let issued = cue.first - last.last <= 24;
    let acts =
        |c: &Cue| c.voice == Voice::Active && c.kind != RelationType::Cites && cues.title_around(c.first).is_none();
    let other = cues.between(last.last, cue.first).any(|c| c.last < cue.first && acts(c));
    // "Thực hiện Quyết định A; Quyết định B hết hiệu lực": what is ordered of A has its own cue before it.
    let parted = last.first > this.last
        && (this.last..last.first).any(|i| tokens.get(i).is_some_and(|t| t.is_mark(';')))
        && cues.between(start.saturating_sub(1), this.first).any(acts);
    (issued && !other && !parted).then_some(cue)
}

/// The paper that acts where a cue stands: the one in whose title it is, the one right before it, or the
/// subject. `None` where a paper acts that is not named by number.
#[allow(clippy::too_many_arguments, reason = "as for `decide`")]
fn actor(
    tables: &Tables,
    tokens: &Tokens,
    subject: &Key,
    named: &[Named],
    cues: &Cues,
    cue: &Cue,
    title: Option<&Title>,
    start: usize,
) -> Option<Key> {
    if let Some(title) = title.filter(|t| t.first <= cue.first) {
        return Some(named[title.owner].key.clone());
    }
    let changes = !matches!(cue.kind, RelationType::Implements | RelationType::Basis | RelationType::Cites);
    if !changes {
        return Some(subject.clone());
    }
    // "Nghị định số 45/2022/NĐ-CP thay thế Nghị định …": the paper right before the cue acts.
    let upto = named.partition_point(|n| n.last < cue.first);
    let before = named[..upto].last().filter(|n| n.first >= start);
    if let Some(before) = before
        && cues.adjoins(tokens, before.last, cue.first)
    {
        return Some(before.key.clone());
    }
    // "khi Quyết định của UBND tỉnh ban hành Quy chế … thay thế Quyết định X": a paper to come, without number.
    let other = (start..cue.first).rev().find_map(|at| {
        let token = tokens.get(at).filter(|t| t.is_capital())?;
        let hit = tables.type_words.longest(tokens, at)?;
        let (kind, _) = *hit.value;
        let inside = named[..upto].iter().rev().take_while(|n| n.last >= start).any(|n| n.first <= at && at <= n.last);
        let first = at == start && token.breaks > 0;
        (!inside && !first && kind != DocType::Rules && kind != DocType::Regulation).then_some(kind)
    });
    match other {
        Some(kind) if kind != subject.kind => None,
        _ => Some(subject.clone()),
    }
}

/// True for types of paper that order and tell, and lay down no rules.
fn is_administrative(kind: DocType) -> bool {
    use DocType::{Announcement, Conclusion, Directive, OfficialLetter, Plan, Report, Telegram};
    matches!(kind, Announcement | Conclusion | Directive | OfficialLetter | Plan | Report | Telegram)
}

/// A decision from its parts.
fn decision(tokens: &Tokens, cue: &Cue, from: Key, to: Key, rule: &'static str, confidence: f64) -> Decision {
    Decision { kind: cue.kind, from, to, cue: tokens.span(cue.first, cue.last), rule, confidence }
}

/// The same, as a mere naming.
fn cites(decision: Decision) -> Decision {
    Decision { kind: RelationType::Cites, confidence: decision.confidence.min(0.85), ..decision }
}

/// One relation for each pair: the strongest; among equals the first.
fn strongest(
    tokens: &Tokens,
    item: &Item,
    at: usize,
    named: &[Named],
    decisions: Vec<Option<Decision>>,
    subject: &Key,
) -> Vec<Relation> {
    let mut best: BTreeMap<(Key, Key), (usize, Decision)> = BTreeMap::new();
    for (index, decision) in decisions.into_iter().enumerate() {
        let Some(decision) = decision.filter(|d| d.from != d.to) else { continue };
        let pair = (decision.from.clone(), decision.to.clone());
        match best.get(&pair) {
            Some((_, kept)) if kept.kind <= decision.kind => {}
            _ => {
                best.insert(pair, (index, decision));
            }
        }
    }
    // A paper that acts on another does not stand beside the subject merely naming that other one.
    let mut found: Vec<(usize, Relation)> = best
        .into_values()
        .map(|(index, decision)| {
            let evidence = sentence::sentence(tokens, named[index].span, item.span);
            let cue = tokens.text.slice(decision.cue).split_whitespace().collect::<Vec<_>>().join(" ");
            let words = tokens.text.slice(evidence).split_whitespace().collect::<Vec<_>>().join(" ");
            let id = stable_id(&[
                decision.kind.name(),
                &named_for_id(&decision.from),
                &named_for_id(&decision.to),
                &named_for_id(subject),
                &words,
            ]);
            let pinpoint = named[index]
                .pinpoint
                .map(|span| tokens.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" "));
            let relation = Relation {
                id,
                item: at,
                kind: decision.kind,
                from: decision.from,
                to: decision.to,
                cue,
                evidence,
                pinpoint,
                part: false,
                effect: None,
                rule: decision.rule,
                confidence: decision.confidence,
            };
            (index, relation)
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    found.into_iter().map(|(_, relation)| relation).collect()
}
