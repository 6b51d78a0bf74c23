//! What the words say of each paper named in an item. The nearest cue decides; a list passes its cue on; what stands
//! in the title of another paper is that paper's doing.

use super::actor::{actor, already, conditional, denied, left_to_others};
use super::clause::heads;
use super::cues::Cue;
use super::list::listed;
use super::passive::{agent, passive};
use super::rank::{able, is_administrative, is_change, outranks};
use super::scene::Place;
use super::titles::Title;
use super::touch::{self, Extent};
use super::{Act, Named, Scene, is_later};
use crate::find::{has_use, use_at};
use crate::model::{DocType, Key, PartKind, RelationType, part_at};
use crate::tables::{Use, Voice};
use crate::tokens::Kind;

/// Tokens between a cue for carrying out and what is carried out, at most.
const REACH: usize = 34;
/// Tokens of the name of a paper before its number, at most.
const NAME: usize = 5;
/// Tokens between "công bố" and what is made known, at most.
const MAKES_KNOWN: usize = 8;

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
    super::issued::told(scene, &mut decided);
    let beside: Vec<Act> = (0..scene.named.len()).flat_map(|index| beside(scene, index, &decided)).collect();
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
    let laid_down = !matches!(act.kind, RelationType::Cites | RelationType::Implements);
    match owner.filter(|_| own && inside && laid_down) {
        Some(owner) => Act { from: owner, ..act },
        None => Act { from: scene.subject.clone(), to: this.key.clone(), ..act.naming() },
    }
}

/// No paper acts on a later one; of a consolidated text, the text itself names it.
fn in_order(scene: &Scene, act: Act) -> Option<Act> {
    if !is_later(&act.to, &act.from) {
        return Some(act);
    }
    let named = Act { from: scene.subject.clone(), ..act.naming() };
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
    if muted && own { act.naming() } else { act }
}

/// What the words say of one paper.
fn one(scene: &Scene, index: usize, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let start = scene.clauses.start(scene.tokens(), this.first);
    let title = scene.cues.title_around(this.first);
    let is_own = this.key == scene.speaker || this.key == scene.subject;
    // Cues in the titles of other papers are those papers' doing.
    let pinpointed = this.pinpoint.is_some();
    let cue = scene.cues.nearest(scene.reading.tables, scene.tokens(), start, this.first, title, pinpointed);
    // "Căn cứ Luật A được sửa đổi theo Luật B; Nghị định C": the semicolon ends what is said of A.
    let cue = match cue.filter(|cue| cue.voice != Voice::Passive || goes_on(scene, cue.last + 1, this.first)) {
        Some(cue) => Some(cue),
        None => scene.cues.nearest_active(start, this.first, title),
    };
    if let Some(act) = agent(scene, index, start, decided) {
        return Some(act);
    }
    if let Some(cue) = cue.as_ref().filter(|cue| cue.voice == Voice::Passive) {
        return passive(scene, index, start, cue, decided);
    }
    if let Some(after) = behind(scene, index, start).filter(|_| title.is_none())
        && !is_own
    {
        return said_behind(scene, index, start, after);
    }
    if let Some(cue) =
        cue.map(|cue| basis(scene, this, start).filter(|_| cue.kind == RelationType::Cites).unwrap_or(cue))
    {
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

/// The cue of a legal basis right before a paper, for all that its own name says: "Căn cứ Kết luận kiểm tra số …".
fn basis(scene: &Scene, this: &Named, start: usize) -> Option<Cue> {
    part_at(scene.reading.parts, this.span.start, |kind| kind == PartKind::Basis)?;
    let (opens, others) = scene.cues.within(start, this.first).split_first()?;
    let names = others.iter().all(|cue| cue.kind == RelationType::Cites && cue.voice == Voice::Active);
    (opens.kind == RelationType::Basis && names && this.first - opens.last <= NAME).then(|| opens.clone())
}

/// False where a semicolon parts two places, unless a colon opens a list of them.
fn goes_on(scene: &Scene, first: usize, before: usize) -> bool {
    let tokens = scene.tokens();
    let opens = tokens.get(first).is_some_and(|t| t.is_mark(':'));
    opens || !(first..before).any(|at| tokens.get(at).is_some_and(|t| t.is_mark(';')))
}

/// The member of the list before: the last paper of the clause that no title of another holds.
pub fn before<'s>(
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
    // "Quyết định X đã hết hiệu lực" tells what was before.
    let reported = next.is_none() && already(scene, cue.first);
    if !possible || reported || conditional(scene, start, this.first) || denied(scene, cue.first) {
        return Some(act.naming());
    }
    let extent = Extent::of(scene, this.pinpoint, cue.first, cue.last + 3).but(scene, cue.last);
    // "Kể từ ngày 01/01/2020, Quyết định X hết hiệu lực."
    let effect = scene.effect_behind(cue.first - 1, acting).or_else(|| scene.effect_within(start, this.first));
    Some(act.touching(extent, effect))
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
        // "Triển khai Chỉ thị A thay thế Chỉ thị B và Công văn C": what is done to A is done to C.
        let apart = act.from != *scene.speaker && act.to.kind != this.key.kind;
        let act = act.partner.filter(|_| apart).and_then(|at| decided[at].as_ref()).unwrap_or(act);
        if !joins_on(scene, index, start) {
            return Some(scene.act(cue, scene.speaker, this, "named", 0.75).naming());
        }
        if act.from == *this.key || act.to == *this.key {
            return None;
        }
        if !is_later(this.key, &act.from) {
            return Some(act.passed_on(scene, this));
        }
    }
    let Some(acting) = actor(scene, this, cue, title, start) else {
        return Some(scene.act(cue, scene.speaker, this, "named", 0.75).naming());
    };
    if acting == *this.key {
        return None;
    }
    let distance = this.first - cue.last;
    // "Quyết định … của Thủ tướng phê duyệt Chiến lược …, theo chỉ đạo của UBND tỉnh tại Công văn …": nobody carries
    // out the order of a body below; what the title seems to hold is the doing of the paper that speaks.
    let local = |key: &Key| key.issuer.as_deref().map(|id| id.contains(':'));
    let upwards = cue.kind == RelationType::Implements
        && acting != *scene.speaker
        && local(&acting) == Some(false)
        && local(this.key) == Some(true);
    let acting = if upwards { scene.speaker.clone() } else { acting };
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
    // "Nghị định số … về thi hành Luật …": what a decree of that title carries out it lays down in detail.
    let titled = title.is_some() || scene.item.headline.contains(this.span);
    if cue.kind == RelationType::Implements && titled && from.kind == DocType::Decree && this.key.kind.is_statute() {
        cue.kind = RelationType::Details;
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
        return Some(act.naming());
    }
    let extent = Extent::of(scene, this.pinpoint, cue.first, this.first).but(scene, this.last);
    let adjoining = (acting != *scene.speaker && title.is_none())
        .then(|| scene.named.iter().rposition(|n| n.last < cue.first && *n.key == acting));
    let act = act.touching(extent, scene.effect_behind(this.last, &acting));
    Some(Act { partner: adjoining.flatten(), ..act })
}

/// False where a semicolon parts a paper from the one before and something else than a paper begins behind it: "thay thế
/// Quyết định A; các nội dung của Quyết định B tiếp tục được theo dõi".
fn joins_on(scene: &Scene, index: usize, start: usize) -> bool {
    let this = &scene.named[index];
    let semicolon = (start..this.first).rev().find(|&at| scene.tokens().get(at).is_some_and(|t| t.is_mark(';')));
    let parted = semicolon.filter(|&at| index.checked_sub(1).is_some_and(|i| scene.named[i].last < at));
    parted.is_none_or(|at| heads(scene.reading, at + 1, this))
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
