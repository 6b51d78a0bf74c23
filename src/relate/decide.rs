//! What the words say of each paper named in an item. The nearest cue decides; a list passes its cue on; what stands
//! in the title of another paper is that paper's doing.

use super::clause::own_words;
use super::cues::Cue;
use super::rank::{is_administrative, is_change, outranks};
use super::titles::Title;
use super::touch::{self, Extent};
use super::{Act, Named, Place, Scene, able, is_later};
use crate::find::date::is_word;
use crate::find::{has_use, use_at};
use crate::model::{DocType, Key, PartKind, RelationType, Span, Value, mentions_in, part_at};
use crate::tables::{Use, Voice};
use crate::tokens::Kind;

/// Tokens between a cue for carrying out and what is carried out, at most.
const REACH: usize = 34;
/// Tokens between "công bố" and what is made known, at most.
const MAKES_KNOWN: usize = 8;
/// Tokens in which the heading of an annex stands.
const HEADING: usize = 60;
/// Tokens at the start of a clause in which "trường hợp" makes it what may be or not.
const OPENING: usize = 3;

/// What the words say of each paper named, in order.
pub fn decide(scene: &Scene) -> Vec<Act> {
    let mut decided: Vec<Option<Act>> = Vec::with_capacity(scene.named.len());
    for index in 0..scene.named.len() {
        let this = &scene.named[index];
        let act = one(scene, index, &decided);
        let act = match scene.place(this) {
            Place::Quoted => act.map(|act| quoted(scene, this, act, &decided)).and_then(|act| in_order(scene, act)),
            place => act.and_then(|act| in_order(scene, act)).map(|act| allowed(scene, act, place)),
        };
        decided.push(act.filter(|act| act.from != act.to));
    }
    let beside: Vec<Act> = (0..decided.len()).flat_map(|index| beside(scene, index, &decided)).collect();
    decided.into_iter().flatten().chain(beside).collect()
}

/// The same act with the papers that stand beside the other end: "Nghị định A và Nghị định B được hợp nhất tại C".
fn beside(scene: &Scene, index: usize, decided: &[Option<Act>]) -> Vec<Act> {
    let Some((act, partner)) = decided[index].as_ref().and_then(|act| Some((act, act.partner?))) else {
        return Vec::new();
    };
    let joined = |at: &usize| {
        let (one, next) = (&scene.named[*at], &scene.named[*at + 1]);
        let tokens = scene.tokens();
        let joins = (one.last + 1..next.first).any(|i| {
            tokens.get(i).is_some_and(|t| t.is_mark(',')) || has_use(scene.reading.tables, tokens, i, Use::Joins)
        });
        let parts = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(';' | ':' | '.' | '(')));
        let plain = decided[*at].as_ref().is_some_and(|act| act.rule == "subject");
        plain && joins && !(one.last + 1..next.first).any(parts) && scene.cues.within(one.last, next.first).is_empty()
    };
    let others = (0..partner).rev().take_while(joined).map(|at| scene.named[at].key.clone());
    let passive = act.rule == "passive";
    let with = |other: Key| {
        let act = Act { pinpoint: None, part: false, ..act.clone() };
        if passive { Act { to: other, ..act } } else { Act { from: other, ..act } }
    };
    others.map(with).filter(|act| act.from != act.to).collect()
}

/// What stands in quotes is said by the paper whose words they are or become; the document itself names what is
/// named there.
fn quoted(scene: &Scene, this: &Named, act: Act, decided: &[Option<Act>]) -> Act {
    let quotation =
        part_at(scene.reading.parts, this.span.start, PartKind::is_quoted).map_or(this.span, |part| part.span);
    let inside = act.cue.start >= quotation.start;
    let own = act.from == *scene.speaker;
    if !own && inside {
        return act;
    }
    let acts: Vec<&Act> = decided.iter().flatten().collect();
    let owner = touch::words_of(scene, quotation.start, &acts);
    match owner.filter(|_| own && inside && act.kind != RelationType::Cites) {
        Some(owner) => Act { from: owner, ..act },
        None => Act { from: scene.subject.clone(), to: this.key.clone(), ..act.as_naming() },
    }
}

/// No paper acts on a later one; of a consolidated text, the text itself names it.
fn in_order(scene: &Scene, act: Act) -> Option<Act> {
    if !is_later(&act.to, &act.from) {
        return Some(act);
    }
    let named = Act { from: scene.subject.clone(), ..act.as_naming() };
    (!is_later(&named.to, &named.from)).then_some(named)
}

/// What stands in a form or a note does not act for the document; it may still name and report.
fn allowed(scene: &Scene, act: Act, place: Place) -> Act {
    let own = act.from == *scene.speaker || act.from == *scene.subject;
    let muted = match place {
        Place::Own | Place::Quoted => false,
        Place::Issued => act.kind == RelationType::Basis,
        Place::Annex => act.rule != "annex" && act.kind != RelationType::Cites,
        Place::Note => act.kind != RelationType::Cites,
    };
    if muted && own { act.as_naming() } else { act }
}

/// What the words say of one paper.
fn one(scene: &Scene, index: usize, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let start = scene.clauses.start(scene.tokens(), this.first);
    let title = scene.cues.title_around(this.first);
    let is_own = this.key == scene.speaker || this.key == scene.subject;
    // Cues in the titles of other papers are those papers' doing.
    let pinpointed = this.pinpoint.is_some();
    let cue = scene.cues.nearest(scene.tokens(), start, this.first, title, pinpointed);
    // "Căn cứ Luật A được sửa đổi theo Luật B; Nghị định C": the semicolon ends what is said of A.
    let cue = match cue.filter(|cue| cue.voice != Voice::Passive || goes_on(scene, cue.last + 1, this.first)) {
        Some(cue) => Some(cue),
        None => scene.cues.nearest_active(start, this.first, title),
    };
    if let Some(cue) = cue.as_ref().filter(|cue| cue.voice == Voice::Passive) {
        return passive(scene, index, start, cue, decided);
    }
    if let Some(after) = behind(scene, index, start).filter(|_| title.is_none())
        && !is_own
    {
        return said_behind(scene, index, start, after);
    }
    if let Some(cue) = cue {
        return governed(scene, index, start, &cue, title, decided);
    }
    if is_own {
        return None;
    }
    if let Some(act) = listed(scene, index, start, decided) {
        return Some(act);
    }
    let named = Cue { first: this.first, last: this.first, kind: RelationType::Cites, voice: Voice::Active };
    // The subject of its sentence, of which the words behind it may tell more.
    let before = before(scene, index, start, decided).and_then(|(_, act)| act);
    let subject = scene.clauses.headed_by(scene.reading, this) || before.is_some_and(|act| act.rule == "subject");
    let rule = if subject { "subject" } else { "named" };
    (!this.anaphor).then(|| scene.act(&named, scene.speaker, this, rule, 0.7))
}

/// False where a semicolon parts two places, unless a colon opens a list of them.
fn goes_on(scene: &Scene, first: usize, before: usize) -> bool {
    let tokens = scene.tokens();
    let opens = tokens.get(first).is_some_and(|t| t.is_mark(':'));
    opens || !(first..before).any(|at| tokens.get(at).is_some_and(|t| t.is_mark(';')))
}

/// The member of the list before: the last paper of the clause that no title of another holds.
fn before<'s>(
    scene: &'s Scene,
    index: usize,
    start: usize,
    decided: &'s [Option<Act>],
) -> Option<(&'s Named<'s>, Option<&'s Act>)> {
    let owner = scene.cues.title_around(scene.named[index].first).map(|t| t.owner);
    (0..index)
        .rev()
        .map(|i| (&scene.named[i], decided[i].as_ref()))
        .take_while(|(n, _)| n.first >= start)
        .find(|(n, _)| scene.cues.title_around(n.first).map(|t| t.owner) == owner)
}

/// "Quyết định X hết hiệu lực": the paper that speaks acts, or the one whose entry into force ends X.
fn said_behind(scene: &Scene, index: usize, start: usize, cue: &Cue) -> Option<Act> {
    let this = &scene.named[index];
    // "… hết hiệu lực kể từ ngày Quyết định B có hiệu lực": B acts.
    let next = scene.named[index..].iter().find(|n| n.first == cue.last + 1);
    let acting = next.map_or(scene.speaker, |n| n.key);
    if acting == this.key {
        return None;
    }
    let act = scene.act(cue, acting, this, "after", 0.9);
    let possible = match next {
        Some(next) => able(next, this, cue.kind),
        None => scene.precedes(this) && outranks(scene.speaker, this.key, cue.kind),
    };
    if !possible || conditional(scene, start, this.first) || denied(scene, cue.first) {
        return Some(act.as_naming());
    }
    let extent = Extent::of(scene, this.pinpoint, cue.first, cue.last + 3).but(scene, cue.last);
    Some(act.touching(extent, scene.effect_behind(cue.first - 1, acting)))
}

/// What the nearest cue before a paper makes of it.
fn governed(
    scene: &Scene,
    index: usize,
    start: usize,
    cue: &Cue,
    title: Option<&Title>,
    decided: &[Option<Act>],
) -> Option<Act> {
    let this = &scene.named[index];
    if this.key == scene.subject || (this.key == scene.speaker && cue.kind != RelationType::Consolidates) {
        return None;
    }
    let inherited = before(scene, index, start, decided).filter(|(n, _)| n.first > cue.last).and_then(|(_, act)| act);
    if let Some(act) = inherited.filter(|act| act.rule != "after" && title.is_none()) {
        if act.from == *this.key || act.to == *this.key {
            return None;
        }
        if !is_later(this.key, &act.from) {
            return Some(act.passed_on(scene, this));
        }
    }
    let Some(acting) = actor(scene, this, cue, title, start) else {
        return Some(scene.act(cue, scene.speaker, this, "named", 0.75).as_naming());
    };
    if acting == *this.key {
        return None;
    }
    let distance = this.first - cue.last;
    let far = match cue.kind {
        RelationType::Implements => distance > REACH,
        RelationType::Announces => distance > MAKES_KNOWN,
        _ => false,
    };
    let changes = is_change(cue.kind) && acting == *scene.speaker;
    let impossible = !scene.precedes(this)
        || (changes && !outranks(scene.speaker, this.key, cue.kind))
        || (changes && (conditional(scene, start, cue.first) || left_to_others(scene, start, cue)))
        || (is_change(cue.kind) && denied(scene, cue.first));
    let weak = cue.kind == RelationType::Cites || far || impossible;
    let from = if weak { scene.speaker } else { &acting };
    if from == this.key {
        return None;
    }
    let mut cue = cue.clone();
    if is_change(cue.kind) {
        cue.kind = joint_kind(scene, &cue);
    }
    // A letter that guides how to carry out a decree carries it out itself; a circular lays it down.
    if cue.kind == RelationType::Details && is_administrative(from.kind) && carries_out(scene, cue.last) {
        cue.kind = RelationType::Implements;
    }
    let rule = match (weak, acting != *scene.speaker) {
        (true, _) => "named",
        (false, true) => "title",
        (false, false) if scene.item.headline.contains(this.span) => "headline",
        (false, false) => "cue",
    };
    let confidence = if rule == "headline" { 0.97 } else { 0.9 };
    let act = scene.act(&cue, from, this, rule, confidence);
    if weak {
        return Some(act.as_naming());
    }
    let extent = Extent::of(scene, this.pinpoint, cue.first, this.first).but(scene, this.last);
    let adjoining = (acting != *scene.speaker && title.is_none())
        .then(|| scene.named.iter().rposition(|n| n.last < cue.first && *n.key == acting));
    let act = act.touching(extent, scene.effect_behind(this.last, &acting));
    Some(Act { partner: adjoining.flatten(), ..act })
}

/// The kind that several cues of one object make together: changes to a part are an amendment as soon as one of
/// them is.
fn joint_kind(scene: &Scene, cue: &Cue) -> RelationType {
    let joint = scene.cues.beside(scene.reading.tables, scene.tokens(), cue);
    let amends = joint.iter().any(|c| c.kind == RelationType::Amends);
    if amends { RelationType::Amends } else { joint.iter().map(|c| c.kind).min().unwrap_or(cue.kind) }
}

/// True if a cue ends with words for carrying out: "hướng dẫn thực hiện".
fn carries_out(scene: &Scene, last: usize) -> bool {
    (1..=2).any(|back| use_at(scene.reading.tables, scene.tokens(), last + 1 - back, Use::CarriesOut) == Some(last))
}

/// "Nghị định A được sửa đổi bởi Nghị định B": the later acts on the earlier.
fn passive(scene: &Scene, index: usize, start: usize, cue: &Cue, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let tables = scene.reading.tables;
    let points = cue.first.checked_sub(1).filter(|&at| at >= start && has_use(tables, scene.tokens(), at, Use::This));
    let upto = scene.named[..index].partition_point(|n| n.last < cue.first);
    // "Khoản này được sửa đổi bởi …": a provision of the text itself.
    let itself = points.filter(|at| scene.named[..upto].last().is_none_or(|n| n.last < *at));
    let acted = match itself {
        Some(_) => None,
        None => acted_on(scene, this, upto, start, cue, decided),
    };
    if let Some(acted) = acted {
        if upto < index && !goes_on_amending(scene, this) {
            return Some(scene.act(cue, scene.speaker, this, "named", 0.7).as_naming());
        }
        let extent = Extent::of(scene, acted.pinpoint, cue.first, cue.last + 1);
        let act = scene.between(cue, this.key, acted.key, this, "passive", 0.9);
        let effect =
            scene.effect_behind(this.last, this.key).or_else(|| scene.effect_within(acted.last + 1, cue.first));
        let partner = scene.named.iter().position(|n| n.first == acted.first);
        return Some(Act { partner, ..act.touching(extent, effect) });
    }
    if this.key == scene.speaker || this.key == scene.subject {
        return None;
    }
    let speaks_of_itself = itself.is_some() || touch::provisions(scene, start, cue.first).is_some() || scene.is_label;
    if !speaks_of_itself {
        return Some(scene.act(cue, scene.speaker, this, "named", 0.7).as_naming());
    }
    let extent = Extent { part: true, ..Extent::of(scene, None, start, cue.last) };
    let act = scene.between(cue, this.key, scene.speaker, this, "passive", 0.85);
    Some(act.touching(extent, scene.effect_behind(this.last, this.key)))
}

/// The paper that a passive cue speaks of: the nearest before it that the actor can change and that is no actor
/// itself; where the sentence names none, the one that heads the entry of the list.
fn acted_on<'s>(
    scene: &'s Scene,
    this: &Named,
    upto: usize,
    start: usize,
    cue: &Cue,
    decided: &[Option<Act>],
) -> Option<&'s Named<'s>> {
    let acts =
        |at: usize| decided[at].as_ref().is_some_and(|act| act.rule == "passive" && act.from == *scene.named[at].key);
    let fits = |at: &usize| {
        let n = &scene.named[*at];
        n.key != this.key && able(this, n, cue.kind) && !acts(*at)
    };
    let named = |at: usize| &scene.named[at];
    let inside = (0..upto).rev().take_while(|&at| scene.named[at].first >= start).find(fits).map(named);
    inside.or_else(|| {
        let entry = scene.entry(this)?;
        (0..upto).rev().take_while(|&at| scene.named[at].first >= entry).filter(fits).last().map(named)
    })
}

/// True for a paper that goes on with "được sửa đổi bởi Luật số 03/2016/QH14, Luật số …": a statute by its title is one
/// more of the list around, unless its title says that it amends.
fn goes_on_amending(scene: &Scene, this: &Named) -> bool {
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let Some(hit) = tables.type_words.longest(tokens, this.first).filter(|_| this.key.kind.is_statute()) else {
        return true;
    };
    let at = hit.last + 1;
    let amends = tables.relation_cues.longest(tokens, at).is_some_and(|cue| is_change(cue.value.kind));
    amends || is_word(tokens, at, "số") || tokens.number(at).is_some()
}

/// A paper that heads its clause and goes on with a list: of the clause before, or of the words that open it.
fn listed(scene: &Scene, index: usize, start: usize, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    // "a) Quyết định A và Quyết định B": B goes with A.
    if let Some((first, Some(act))) = before(scene, index, start, decided)
        && act.rule == "list"
        && (first.last + 1..this.first).any(|at| has_use(tables, tokens, at, Use::Joins))
        && scene.cues.within(first.last, this.first).is_empty()
    {
        return Some(act.passed_on(scene, this));
    }
    // A clause that begins with the paper goes on with the list of the clause before: "Căn cứ A; B".
    let continued =
        index.checked_sub(1).and_then(|i| decided[i].as_ref()).filter(|act| act.kind == RelationType::Basis);
    if let Some(basis) = continued.filter(|_| this.first == start) {
        return Some(basis.passed_on(scene, this));
    }
    if !scene.clauses.headed_by(scene.reading, this) {
        return None;
    }
    if scene.place(this) == Place::Annex {
        return in_annex(scene, this);
    }
    let Some((first, last)) = scene.clauses.lead_in(scene.reading, this) else {
        return made_known(scene, this);
    };
    // Without a colon, as in the heading of an article, only what is done to papers opens a list of them.
    let opens = tokens.get(last).is_some_and(|t| t.is_mark(':'));
    let Some(cue) = opening_cue(scene, first, last).filter(|cue| opens || is_change(cue.kind)) else {
        return made_known(scene, this);
    };
    if cue.voice == Voice::After && makes_known(scene).is_some() {
        return made_known(scene, this);
    }
    let mut extent = Extent::of(scene, this.pinpoint, cue.first, last);
    if let Some(own) = extent.pinpoint.is_none().then(|| touch::provisions(scene, start, this.first)).flatten() {
        extent = Extent { pinpoint: Some(own), part: true, ..extent };
    }
    let effect = scene.effect_within(cue.first, last);
    if cue.voice == Voice::Passive {
        let upto = scene.named.partition_point(|n| n.last < cue.first);
        let acted = scene.named[..upto].iter().rev().take_while(|n| n.first >= first).find(|n| able(this, n, cue.kind));
        let act = scene.between(cue, this.key, acted.map_or(scene.speaker, |n| n.key), this, "list", 0.85);
        return Some(act.touching(extent, scene.effect_behind(this.last, this.key)));
    }
    if !scene.precedes(this) {
        return None;
    }
    let mut act = scene.act(cue, scene.speaker, this, "list", 0.85).touching(extent, effect);
    act.evidence = scene.together(first, act.evidence);
    Some(act)
}

/// The cue of the words that open a list: the strongest that has no paper of its own among them.
fn opening_cue<'s>(scene: &'s Scene, first: usize, last: usize) -> Option<&'s Cue> {
    let cues = scene.cues.within(first, last);
    let free = cues.iter().enumerate().filter(|(n, cue)| {
        let until = cues.get(n + 1).map_or(last, |next| next.first);
        let from = scene.named.partition_point(|n| n.first <= cue.last);
        let own = scene.named[from..].iter().take_while(|n| n.first <= until).any(|n| n.key != scene.speaker);
        let back = cue.voice == Voice::Passive || !own;
        back && scene.cues.title_around(cue.first).is_none() && cue.kind != RelationType::Cites
    });
    free.map(|(_, cue)| cue).min_by_key(|cue| cue.kind)
}

/// The cue by which the title of a document says that it makes something known: "Công bố Danh mục văn bản …".
fn makes_known<'s>(scene: &'s Scene) -> Option<&'s Cue> {
    let (first, last) = scene.token_range(scene.item.headline);
    opening_cue(scene, first, last)
        .filter(|cue| cue.kind == RelationType::Announces)
        .or_else(|| scene.cues.within(first, last).iter().find(|cue| cue.kind == RelationType::Announces))
}

/// An entry of a list that a document makes known: a paper that has ended, by another.
fn made_known(scene: &Scene, this: &Named) -> Option<Act> {
    let cue = makes_known(scene).filter(|_| scene.precedes(this) && scene.clauses.lists(scene.reading, this))?;
    Some(scene.act(cue, scene.speaker, this, "list", 0.8))
}

/// A row of "Danh mục văn bản bãi bỏ": the document repeals it, or makes known that it has ended.
fn in_annex(scene: &Scene, this: &Named) -> Option<Act> {
    let annex = part_at(scene.reading.parts, this.span.start, |kind| kind == PartKind::Annex)?;
    // The heading stands above the first row, and may say again with which paper it was issued.
    let first = scene.tokens().at(annex.span.start);
    let from = scene.named.partition_point(|n| n.first < first);
    let row = scene.named[from..].iter().find(|n| n.key != scene.speaker && n.key != scene.subject)?;
    let last = row.first.min(first + HEADING).checked_sub(1)?;
    let cue = opening_cue(scene, first, last).filter(|cue| is_change(cue.kind) && scene.precedes(this))?;
    let mut cue = cue.clone();
    if makes_known(scene).is_some() {
        cue.kind = RelationType::Announces;
    }
    let extent = Extent::of(scene, this.pinpoint, cue.first, cue.last + 3);
    Some(scene.act(&cue, scene.speaker, this, "annex", 0.85).touching(extent, None))
}

/// A cue behind a mention that speaks of it: "Quyết định X hết hiệu lực". A list may stand between.
fn behind<'s>(scene: &'s Scene, index: usize, start: usize) -> Option<&'s Cue> {
    let this = &scene.named[index];
    let tokens = scene.tokens();
    let end = scene.clauses.end(tokens, this.last);
    let cue = scene.cues.between(this.last, end).find(|c| c.voice == Voice::After)?;
    // The last of the list stands right before the cue, but for its issuer and title.
    let last = scene.named[index..].iter().take_while(|n| n.first < cue.first).last()?;
    let issued = cue.first - last.last <= 24;
    let acts =
        |c: &Cue| c.voice.acts_on_next() && c.kind != RelationType::Cites && scene.cues.title_around(c.first).is_none();
    let other = scene.cues.between(last.last, cue.first).any(|c| c.last < cue.first && acts(c));
    // "Thực hiện Quyết định A; Quyết định B hết hiệu lực": what is ordered of A has its own cue before it.
    let parted = last.first > this.last
        && (this.last..last.first).any(|i| tokens.get(i).is_some_and(|t| t.is_mark(';')))
        && scene.cues.between(start.saturating_sub(1), this.first).any(acts);
    (issued && !other && !parted).then_some(cue)
}

/// The paper that acts where a cue stands: the one in whose title it is, the one right before it, or the one that
/// speaks. `None` where a paper acts that is not named by number, or none that is named can act so.
fn actor(scene: &Scene, this: &Named, cue: &Cue, title: Option<&Title>, start: usize) -> Option<Key> {
    if let Some(title) = title.filter(|t| t.first <= cue.first) {
        let owner = &scene.named[title.owner];
        return able(owner, this, cue.kind).then(|| owner.key.clone());
    }
    if cue.kind == RelationType::Consolidates && scene.speaker != scene.subject {
        return Some(scene.subject.clone());
    }
    let changes = !matches!(cue.kind, RelationType::Implements | RelationType::Basis | RelationType::Cites);
    if !changes {
        return Some(scene.speaker.clone());
    }
    // "Nghị định số 45/2022/NĐ-CP thay thế Nghị định …": the paper right before the cue acts.
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let upto = scene.named.partition_point(|n| n.last < cue.first);
    let before = scene.named[..upto].last().filter(|n| n.first >= start);
    if let Some(before) = before
        && (scene.cues.adjoins(tables, tokens, before.last, cue.first) || heads_sentence(scene, before, cue))
        && able(before, this, cue.kind)
    {
        return Some(before.key.clone());
    }
    // "khi Quyết định của UBND tỉnh ban hành Quy chế … thay thế Quyết định X": a paper to come, without number.
    let other = (start..cue.first).rev().find_map(|at| {
        let token = tokens.get(at).filter(|t| t.is_capital())?;
        let hit = tables.type_words.longest(tokens, at)?;
        let (kind, _) = *hit.value;
        let inside =
            scene.named[..upto].iter().rev().take_while(|n| n.last >= start).any(|n| n.first <= at && at <= n.last);
        let first = at == start && token.breaks > 0;
        (!inside && !first && kind != DocType::Rules && kind != DocType::Regulation).then_some(kind)
    });
    match other {
        Some(kind) if kind != scene.subject.kind && kind != scene.speaker.kind => None,
        _ => Some(scene.speaker.clone()),
    }
}

/// True for a paper that heads its sentence and is said to do more than one thing: "Nghị định 20 có hiệu lực từ ngày
/// 01/7/2021 và thay thế Nghị định X".
fn heads_sentence(scene: &Scene, before: &Named, cue: &Cue) -> bool {
    let tokens = scene.tokens();
    let marked = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | '(' | ':')));
    let enters = use_at(scene.reading.tables, tokens, before.last + 1, Use::InForce).is_some();
    enters && !(before.last + 1..cue.first).any(marked)
}

/// True if another body is to do it, or it is no more than proposed: "Các bộ rà soát, sửa đổi …".
fn left_to_others(scene: &Scene, start: usize, cue: &Cue) -> bool {
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let first = scene.cues.beside(tables, tokens, cue).first().map_or(cue.first, |c| c.first);
    let parts = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | ':' | '(')));
    // "rà soát, sửa đổi", "xem xét bãi bỏ"
    let near = if first > start && parts(first - 1) { first - 1 } else { first };
    let proposed = (1..=3)
        .filter_map(|back| near.checked_sub(back).filter(|&at| at >= start))
        .any(|at| use_at(tables, tokens, at, Use::Proposes).is_some_and(|last| last + 1 == near));
    let Some(last) = first.checked_sub(1).filter(|&last| last >= start) else { return proposed };
    let (_, inside) = mentions_in(scene.reading.mentions, tokens.span(start, last));
    let body = inside.iter().rev().find_map(|m| match &m.value {
        Value::Agency(body) => Some((m.span, body)),
        _ => None,
    });
    let delegated = body.is_some_and(|(span, body)| {
        let (from, to) = scene.token_range(span);
        let own = scene.speaker.issuer.as_deref().zip(body.id.as_deref());
        let itself = own.is_some_and(|(issuer, id)| issuer.split(':').next() == id.split(':').next());
        let whose = from.checked_sub(1).is_some_and(|at| has_use(tables, tokens, at, Use::Of));
        !itself && !whose && !(to + 1..first).any(parts)
    });
    proposed || delegated
}

/// True if the words right before a cue say that it is not so: "không thay thế".
fn denied(scene: &Scene, first: usize) -> bool {
    (1..=2)
        .filter_map(|back| first.checked_sub(back))
        .any(|at| use_at(scene.reading.tables, scene.tokens(), at, Use::Denies).is_some_and(|last| last + 1 == first))
}

/// True if a clause tells what may be or not: "Trường hợp Nghị định X được thay thế …".
fn conditional(scene: &Scene, start: usize, before: usize) -> bool {
    (start..before.min(start + OPENING)).any(|at| has_use(scene.reading.tables, scene.tokens(), at, Use::Conditional))
}

impl Scene<'_> {
    /// The first token of the entry of a list that holds a paper: a provision, or a paragraph.
    fn entry(&self, this: &Named) -> Option<usize> {
        let byte = this.span.start;
        let part = part_at(self.reading.parts, byte, PartKind::is_provision).map(|part| part.span.start);
        let paragraphs = self.reading.paragraphs;
        let paragraph = paragraphs[..paragraphs.partition_point(|p| p.start <= byte)].last().map(|p| p.start);
        part.max(paragraph).map(|start| self.tokens().at(start))
    }

    /// The provisions that hold a place, by their places among the parts, the innermost first.
    pub(super) fn ancestors(&self, byte: usize) -> impl Iterator<Item = usize> {
        let parts = self.reading.parts;
        let mut at = parts.partition_point(|part| part.span.start <= byte).checked_sub(1);
        std::iter::from_fn(move || {
            while let Some(found) = at {
                at = parts[found].parent;
                if parts[found].span.end > byte {
                    return Some(found);
                }
            }
            None
        })
    }

    /// What the provisions around a place say themselves, the innermost first.
    pub(super) fn words_around(&self, byte: usize) -> impl Iterator<Item = (usize, usize)> {
        self.ancestors(byte)
            .filter(|&at| self.reading.parts[at].kind.is_provision())
            .filter_map(|at| own_words(self.reading, at))
    }

    /// The tokens of a span.
    pub(super) fn token_range(&self, span: Span) -> (usize, usize) {
        let tokens = self.tokens();
        (tokens.at(span.start), tokens.at(span.end).saturating_sub(1))
    }
}
