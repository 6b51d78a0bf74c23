//! Paragraphs of an item → groups of bodies with a task each: who stands as the subject of a clause, or behind a word
//! that orders, entrusts or asks; and whose orders are being told. Deadlines and doubles are settled afterwards.

mod speaker;

use super::bodies::{BodyList, Listed, body_list};
use super::{Clause, Group};
use crate::find::agency::body_at;
use crate::find::{first_use, has_use, use_at};
use crate::model::{Key, Role, Span};
use crate::relate::Named;
use crate::sentence::ends_sentence;
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};

/// Words that put a task on the bodies behind them.
pub(super) const ORDERS: [Use; 3] = [Use::Entrusts, Use::Requests, Use::Orders];

/// Bodies that a clause names, with how it gives them a task.
struct Given {
    bodies: Vec<Listed>,
    /// Their part, where the words say so.
    told: Option<Role>,
    rule: &'static str,
    confidence: f64,
    /// True if the paragraphs below say what is to be done.
    heading: bool,
}

/// A clause as its orders are looked for.
#[derive(Clone, Copy)]
struct Stretch {
    /// Paragraph in the item.
    number: usize,
    /// First token.
    start: usize,
    /// Last token.
    last: usize,
    /// The last token that a list of bodies may go on to.
    whole: usize,
    /// True if the paragraph ends with the clause and others stand below it.
    more: bool,
}

/// The walk through the paragraphs of an item.
pub(super) struct Walk<'a, 't> {
    tables: &'a Tables,
    tokens: &'a Tokens<'t>,
    named: &'a [Named<'a>],
    people: &'a [Span],
    pub(super) groups: Vec<Group>,
    /// The paper whose orders are being told.
    document: Key,
    /// True if that paper speaks in this paragraph only.
    borrowed: bool,
    /// The paragraph that told that paper's orders itself; none where it only opened them with a colon.
    told_in: Option<usize>,
    /// Bodies of the paragraphs right above, which are a list that goes on: "Giám đốc Sở Tài chính;".
    waiting: Vec<Listed>,
    subject: &'a Key,
}

impl<'a, 't> Walk<'a, 't> {
    /// A walk that begins with the orders of `subject`. `named` and `people` are those of the item, in order.
    pub(super) fn new(
        tables: &'a Tables,
        tokens: &'a Tokens<'t>,
        named: &'a [Named<'a>],
        people: &'a [Span],
        subject: &'a Key,
    ) -> Self {
        let document = subject.clone();
        Self {
            tables,
            tokens,
            named,
            people,
            groups: Vec::new(),
            document,
            borrowed: false,
            told_in: None,
            waiting: Vec::new(),
            subject,
        }
    }

    /// Reads one paragraph.
    pub(super) fn paragraph(&mut self, number: usize, span: Span, next: Option<Span>) {
        let (first, last) = (self.tokens.at(span.start), self.tokens.at(span.end).saturating_sub(1));
        if first > last || first >= self.tokens.list.len() {
            return;
        }
        if self.borrowed {
            self.document = self.subject.clone();
            self.borrowed = false;
        }
        self.voice(number, first, last);
        if next.is_some() && self.waits(first, last) {
            return;
        }
        let before = self.groups.len();
        let mut clause = first;
        let mut at = first;
        while at <= last {
            let ends = ends_sentence(self.tokens, at);
            let parts = ends || self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(';'))) || at == last;
            if parts {
                at = self.clause(number, clause, at, last, next.is_some()).clamp(at, last);
                clause = at + 1;
            }
            at += 1;
        }
        if self.groups.len() == before {
            self.below_heading(first, last);
        }
        self.waiting.clear();
    }

    /// True for a paragraph that is a list of bodies and ends in the middle of it; they share what the next paragraph
    /// gives those that it begins with.
    fn waits(&mut self, first: usize, last: usize) -> bool {
        if !self.tokens.get(last).is_some_and(|t| t.is_mark(';') || t.is_mark(',')) {
            return false;
        }
        let start = self.content_start(first, last);
        match body_list(self.tables, self.tokens, start, last).filter(|list| list.next == last) {
            Some(list) => {
                self.waiting.extend(list.bodies);
                true
            }
            None => false,
        }
    }

    /// A paragraph below "1. Sở Y tế" that names no body of its own goes on with that body's task: it may lead,
    /// and others may work along.
    fn below_heading(&mut self, first: usize, last: usize) {
        let start = self.content_start(first, last);
        let leads =
            has_use(self.tables, self.tokens, start, Use::Leads) || self.leads(start, self.sentence_last(start, last));
        let along = self.along(start, last, last);
        let Some(group) = self.groups.last_mut().filter(|group| group.heading) else { return };
        for (_, role) in group.bodies.iter_mut().filter(|(_, role)| leads && *role == Role::Perform) {
            *role = Role::Lead;
        }
        group.bodies.extend(along);
    }

    /// The bodies that work along in a stretch: behind "phối hợp với".
    fn along(&self, from: usize, end: usize, last: usize) -> Vec<(Listed, Role)> {
        let mut found = Vec::new();
        let mut at = from;
        while at <= end {
            let Some(cue) = use_at(self.tables, self.tokens, at, Use::Coordinates) else {
                at += 1;
                continue;
            };
            match body_list(self.tables, self.tokens, cue + 1, last) {
                Some(list) => {
                    found.extend(list.bodies.into_iter().map(|body| (body, Role::Coordinate)));
                    at = list.next.max(cue + 1);
                }
                None => at = cue + 1,
            }
        }
        found
    }

    /// The papers named at or behind a token.
    fn named_from(&self, index: usize) -> impl Iterator<Item = &Named<'_>> {
        self.named[self.named.partition_point(|n| n.first < index)..].iter()
    }

    /// Notices where a paragraph begins to tell another paper's orders: "Theo Công văn số …:", "Công điện nêu
    /// rõ: …".
    fn voice(&mut self, number: usize, first: usize, last: usize) {
        let quoted = use_at(self.tables, self.tokens, first, Use::Quotes).map_or(first, |end| end + 1);
        let paper = self.named_from(quoted).next().filter(|n| n.first == quoted && n.key != self.subject);
        let Some(paper) = paper else { return };
        // "Chỉ thị này của Thủ tướng Chính phủ cũng đặt yêu cầu …"
        let says = (paper.last + 1..paper.last + 9)
            .take_while(|&i| self.tokens.get(i).is_some_and(|t| !t.is_mark(',')))
            .any(|i| has_use(self.tables, self.tokens, i, Use::Says));
        let colon = (paper.last + 1..=last).find(|&i| self.tokens.get(i).is_some_and(|t| t.is_mark(':')));
        let short = colon.is_some_and(|colon| {
            colon <= paper.last + 60 && !(paper.last..colon).any(|i| ends_sentence(self.tokens, i))
        });
        let closes = colon == Some(last);
        if (quoted > first && (closes || short)) || (says && quoted == first) || (says && short) {
            self.document = paper.key.clone();
            // Without a colon the paper speaks in this paragraph only.
            self.borrowed = colon.is_none();
            self.told_in = (!closes).then_some(number);
        }
    }

    /// Reads one clause of a paragraph that ends at `end`; gives the last token read: a list of bodies may go on behind
    /// ";", and what they are to do stands behind it.
    fn clause(&mut self, number: usize, first: usize, last: usize, end: usize, below: bool) -> usize {
        let start = self.content_start(first, last);
        let more = last == end && below;
        let whole = match self.tokens.get(last) {
            Some(token) if token.is_mark(';') => self.sentence_last(last, end),
            _ => last,
        };
        let position = |walk: &mut Self, from: usize| walk.by_position(number, from, whole, more);
        let found = position(self, start)
            .or_else(|| self.told_behind(start, last).and_then(|colon| position(self, colon + 1)))
            .or_else(|| self.named_behind(start, last).and_then(|colon| position(self, colon + 1)));
        let opened = found.is_none() && self.by_opener(number, start, last, more);
        let subject = found.is_some() || opened;
        let stretch = Stretch { number, start, last: found.unwrap_or(last).max(last), whole, more };
        let read = self.by_cue(stretch, subject);
        if !subject {
            self.by_doer(number, start, last);
            self.goes_on(number, start, last);
        }
        read
    }

    /// A clause without bodies of its own goes on with the task of those named last in the paragraph: "…; chủ trì, phối
    /// hợp với Sở Tài chính rà soát …".
    fn goes_on(&mut self, number: usize, start: usize, last: usize) {
        // "…; đồng thời, chủ trì tổ chức …"
        let opener = use_at(self.tables, self.tokens, start, Use::Opener).map_or(start, |end| end + 1);
        let comma = opener > start && self.tokens.get(opener).is_some_and(|t| t.is_mark(','));
        let start = if comma { opener + 1 } else { opener };
        let leads = has_use(self.tables, self.tokens, start, Use::Leads);
        let along = use_at(self.tables, self.tokens, start, Use::Coordinates).is_some();
        if !(leads || along) {
            return;
        }
        let along = self.along(start, self.sentence_last(start, last), last);
        let Some(group) = self.groups.last_mut().filter(|group| group.clause.paragraph == number) else { return };
        for (_, role) in group.bodies.iter_mut().filter(|(_, role)| leads && *role == Role::Perform) {
            *role = Role::Lead;
        }
        group.bodies.extend(along);
    }

    /// The colon behind which a paper's own words are told: "Công điện nêu rõ: …".
    fn told_behind(&self, start: usize, last: usize) -> Option<usize> {
        let paper = self.named_from(start).next().filter(|n| n.first <= start + 2)?;
        (paper.last + 1..=last.min(paper.last + 40)).find(|&i| self.tokens.get(i).is_some_and(|t| t.is_mark(':')))
    }

    /// The colon behind which bodies stand with what they are to do: "… có ý kiến như sau: Sở Y tế chủ trì …".
    fn named_behind(&self, start: usize, last: usize) -> Option<usize> {
        // "Giám đốc: Sở Y tế, Sở Tài chính" is one list.
        let post = |colon: usize| {
            (colon.saturating_sub(4)..colon)
                .any(|at| use_at(self.tables, self.tokens, at, Use::Post).is_some_and(|end| end + 1 == colon))
        };
        let colon = |i: &usize| self.tokens.get(*i).is_some_and(|t| t.is_mark(':')) && !post(*i);
        (start..last).filter(colon).find(|&colon| {
            body_list(self.tables, self.tokens, colon + 1, last)
                .is_some_and(|list| self.predicate(&list, last, false).is_some())
        })
    }

    /// The first token behind numbers, letters and dashes that count paragraphs.
    fn content_start(&self, first: usize, last: usize) -> usize {
        let mut at = first;
        while at < last {
            let Some(token) = self.tokens.get(at) else { break };
            let mark = matches!(
                token.kind,
                Kind::Mark('-' | '–' | '+' | '•' | '●' | '▪' | '~' | '_' | '*' | '.' | ')' | '“' | '"' | '…')
            );
            let next = self.tokens.get(at + 1);
            let label = matches!(token.kind, Kind::Number)
                || (token.kind == Kind::Word
                    && self.tokens.str(at).chars().count() <= 3
                    && next.is_some_and(|n| n.glued && matches!(n.kind, Kind::Mark(')' | '.'))));
            let followed =
                next.is_some_and(|n| matches!(n.kind, Kind::Mark('.' | ')' | '/')) || n.kind == Kind::Number);
            if mark || (label && followed) {
                at += 1;
            } else if let Some(end) = self.article(at) {
                at = end + 1;
            } else {
                break;
            }
        }
        at
    }

    /// The last token of "Điều 3." at the start of a clause.
    fn article(&self, at: usize) -> Option<usize> {
        let end = use_at(self.tables, self.tokens, at, Use::Provision)?;
        self.tokens.number(end + 1)?;
        Some(if self.tokens.get(end + 2).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ':'))) {
            end + 2
        } else {
            end + 1
        })
    }

    /// A clause whose subject is a list of bodies.
    ///
    /// A list may go on behind ";": "Giám đốc các sở: Tư pháp, Tài chính; Chủ tịch UBND các huyện …". Gives the last
    /// token of the clause.
    fn by_position(&mut self, number: usize, start: usize, last: usize, more: bool) -> Option<usize> {
        let list = body_list(self.tables, self.tokens, start, last)?;
        let at = list.next;
        let task = self.predicate(&list, last, more)?;
        let last = self.clause_last(task, last);
        let clause = Clause { paragraph: number, first: start, task, last };
        let heading = at > last || (more && self.tokens.get(last).is_some_and(|t| t.is_mark(':')));
        let told = self.told(task, last);
        // "Bộ trưởng Bộ Xây dựng ban hành Thông tư …", "Chủ tịch UBND tỉnh giao …": who speaks.
        let speaks = has_use(self.tables, self.tokens, task, Use::Issues)
            || first_use(self.tables, self.tokens, task, &ORDERS).is_some();
        if speaks && list.bodies.iter().all(|body| self.is_issuer(body.held.as_deref())) {
            return None;
        }
        if self.signs(task) {
            return None;
        }
        let mut bodies = std::mem::take(&mut self.waiting);
        bodies.extend(list.bodies);
        let given = Given { bodies, told, rule: "subject", confidence: 0.88, heading };
        self.push(clause, given).then_some(last)
    }

    /// The last token of the clause that goes on from a token: ";" or the end.
    fn clause_last(&self, from: usize, last: usize) -> usize {
        (from..=last).find(|&i| self.tokens.get(i).is_some_and(|t| t.is_mark(';'))).unwrap_or(last)
    }

    /// The part that the words behind the bodies give them: "được giao", "được Chủ tịch UBND tỉnh giao", "được đề
    /// nghị", "đề nghị phối hợp".
    fn told(&self, task: usize, last: usize) -> Option<Role> {
        let (tables, tokens) = (self.tables, self.tokens);
        let passive = use_at(tables, tokens, task, Use::Reports);
        let from = passive.map_or(task, |end| end + 1);
        let by = body_at(tables, tokens, from).filter(|_| passive.is_some()).map_or(from, |body| body.last + 1);
        match first_use(tables, tokens, by, &ORDERS)? {
            (Use::Entrusts, _) if passive.is_some() => Some(Role::Lead),
            (Use::Requests, end) if passive.is_some() || body_list(tables, tokens, end + 1, last).is_none() => {
                Some(Role::Request)
            }
            _ => None,
        }
    }

    /// A clause that opens with words such as "Theo đó," or "Hằng năm," and goes on with the bodies.
    fn by_opener(&mut self, number: usize, start: usize, last: usize, more: bool) -> bool {
        // "Theo Kế hoạch, các sở, ban, ngành …"
        let quotes = use_at(self.tables, self.tokens, start, Use::Quotes)
            .is_some_and(|end| self.named_from(start).next().is_some_and(|paper| paper.first == end + 1));
        if !quotes && !has_use(self.tables, self.tokens, start, Use::Opener) {
            return false;
        }
        // Behind an order the bodies are its own: "Theo đó, yêu cầu các sở, ban, ngành …".
        let order = (start..=last).find(|&i| {
            let cue = first_use(self.tables, self.tokens, i, &ORDERS);
            cue.is_some_and(|(_, end)| body_list(self.tables, self.tokens, end + 1, last).is_some())
        });
        // "Riêng UBND các đặc khu …", "Đối với Sở Tài chính: …"
        let opener = use_at(self.tables, self.tokens, start, Use::Opener)
            // "Sau khi báo phản ánh, UBND tỉnh …"
            .filter(|_| !has_use(self.tables, self.tokens, start, Use::Clausal));
        let commas = opener.into_iter().chain(
            (start..=order.unwrap_or(last))
                .filter(|&i| self.tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ':')))),
        );
        for comma in commas.take(5) {
            let Some(list) = body_list(self.tables, self.tokens, comma + 1, last) else { continue };
            let Some(task) = self.predicate(&list, last, more) else { continue };
            if first_use(self.tables, self.tokens, task, &ORDERS).is_some() {
                // "Tại Công điện nêu trên, Thủ tướng Chính phủ yêu cầu …": who gives the order.
                continue;
            }
            let clause = Clause { paragraph: number, first: start, task, last };
            let (rule, told) = ("opener", self.told(task, last));
            if self.push(clause, Given { bodies: list.bodies, told, rule, confidence: 0.82, heading: false }) {
                return true;
            }
        }
        false
    }

    /// Bodies right behind a word that orders, entrusts or asks; gives the last token read.
    fn by_cue(&mut self, stretch: Stretch, subject_found: bool) -> usize {
        let Stretch { number, start, mut last, whole, more } = stretch;
        let mut at = start;
        let mut first_cue = true;
        while at <= last {
            let cue = first_use(self.tables, self.tokens, at, &ORDERS).filter(|_| !self.is_noun(at));
            let Some((role, end)) = cue else {
                at += 1;
                continue;
            };
            let mut from = end + 1;
            let mark = |i: usize, c: char| self.tokens.get(i).is_some_and(|t| t.is_mark(c));
            if mark(from, '(') {
                // "UBND tỉnh yêu cầu (Công văn số 13641/UBND-NN) Sở …"
                from = (from..last).find(|&i| mark(i, ')')).map_or(from, |close| close + 1);
            }
            // "yêu cầu các đơn vị: Sở Tài chính …"
            let nobody = use_at(self.tables, self.tokens, from, Use::Nobody).filter(|end| mark(end + 1, ':'));
            from = nobody.map_or(from, |end| end + 1);
            if mark(from, ':') {
                from += 1;
            }
            let Some(list) = body_list(self.tables, self.tokens, from, whole) else {
                at = end + 1;
                continue;
            };
            if list.next > last {
                last = self.clause_last(list.next, whole);
            }
            // "…; chỉ đạo các tổ chức tín dụng …": the bodies named before drive others on, which is their own task.
            let theirs = has_use(self.tables, self.tokens, at, Use::Directs)
                && (subject_found || self.groups.last().is_some_and(|g| g.heading || g.clause.paragraph == number))
                && !list.bodies.iter().all(|b| b.known);
            if theirs {
                first_cue = false;
                at = list.next.max(end + 1);
                continue;
            }
            let opens = at == start || first_cue && !subject_found && self.opens(start, at);
            let verb = self.predicate(&list, last, false);
            let before = at.checked_sub(1);
            let joined = self.joins(at) || before.is_some_and(|before| self.joins(before));
            // In the middle of a clause only bodies known by name count, and only with something to do.
            let counts = opens || joined || (verb.is_some() && list.bodies.iter().all(|b| b.known));
            let passive = before.is_some_and(|before| has_use(self.tables, self.tokens, before, Use::Reports))
                && !has_use(self.tables, self.tokens, end, Use::For);
            first_cue = false;
            if let Some(paper) = self.speaker(at) {
                // "…, Bộ Y tế đề nghị UBND các tỉnh …": the ministry speaks by its own paper.
                self.document = paper;
                self.borrowed = true;
            }
            if counts && !passive && !(role == Use::Orders && subject_found && !list.bodies.iter().all(|b| b.known)) {
                let told = match role {
                    Use::Entrusts => Some(Role::Lead),
                    Use::Requests => Some(Role::Request),
                    _ => None,
                };
                let clause = Clause { paragraph: number, first: at, task: verb.unwrap_or(list.next), last };
                let confidence = if opens { 0.92 } else { 0.8 };
                // "… yêu cầu UBND các huyện thực hiện các nội dung sau:": the points below are theirs.
                let heading = more && mark(last, ':');
                self.push(clause, Given { bodies: list.bodies, told, rule: "order", confidence, heading });
            }
            at = list.next.max(end + 1);
        }
        last
    }

    /// Bodies behind the thing that they are to do: "Việc biên soạn tài liệu do Sở Tư pháp chủ trì".
    fn by_doer(&mut self, number: usize, start: usize, last: usize) {
        for at in start..=last {
            let Some(by) = use_at(self.tables, self.tokens, at, Use::By) else { continue };
            let Some(list) = body_list(self.tables, self.tokens, by + 1, last) else { continue };
            // What "do Bộ Công an chủ trì soạn thảo" tells of a ministry is no task of a province's paper.
            let local = |id: Option<&str>| id.is_some_and(|id| id.contains(':'));
            let below = !local(self.document.issuer.as_deref()) || list.bodies.iter().all(|b| local(b.id.as_deref()));
            if !below || !has_use(self.tables, self.tokens, list.next, Use::Leads) {
                continue;
            }
            let clause = Clause { paragraph: number, first: at, task: list.next, last };
            let told = Some(Role::Lead);
            self.push(clause, Given { bodies: list.bodies, told, rule: "doer", confidence: 0.85, heading: false });
        }
    }

    /// True if what stands before an order is who gives it: "UBND tỉnh yêu cầu", "Theo đó, yêu cầu".
    fn opens(&self, start: usize, at: usize) -> bool {
        at - start <= 80
    }

    /// Where the task begins behind a list of bodies; `None` if nothing is to be done.
    fn predicate(&self, list: &BodyList, last: usize, more: bool) -> Option<usize> {
        let mut at = list.next;
        let mark = |i: usize, c: char| self.tokens.get(i).is_some_and(|t| t.is_mark(c));
        if mark(at, '(') {
            at = (at..=last).find(|&i| mark(i, ')'))? + 1;
        }
        if self.tokens.get(at).is_some_and(|t| t.is_dash()) {
            // "Sở Tư pháp - cơ quan thường trực của Hội đồng … có trách nhiệm": an apposition.
            let duty = (at + 1..=last).find(|&i| {
                self.tokens.get(i).is_some_and(|t| t.case == Case::Lower)
                    && has_use(self.tables, self.tokens, i, Use::Duty)
            });
            return duty.or(list.whole.then_some(at + 1));
        }
        if mark(at, ':') {
            return (at < last || more).then_some(at + 1);
        }
        if at > last || (at == last && ends_sentence(self.tokens, at)) {
            // A heading: the tasks are in the paragraphs below.
            return more.then_some(at);
        }
        if mark(at, ',') {
            at += 1;
        }
        if has_use(self.tables, self.tokens, at, Use::Term) {
            // "Căn cứ Nghị quyết … của Quốc hội về Kỳ họp thứ 8, Quốc hội khóa XV": which assembly.
            return None;
        }
        if has_use(self.tables, self.tokens, at, Use::Tells) {
            // "UBND các huyện đã thực hiện xong vòng 1, tiếp tục …": what is told first is no task, what goes on is.
            return (at + 1..=self.sentence_last(at, last))
                .find(|&i| mark(i - 1, ',') && has_use(self.tables, self.tokens, i, Use::Resumes));
        }
        let lower = self.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower);
        // Behind a name that is whole any small word begins what the body does, unless it binds ("của", "về").
        let begins = has_use(self.tables, self.tokens, at, Use::Verb)
            || (list.whole && !mark(at - 1, ',') && !has_use(self.tables, self.tokens, at, Use::Binder));
        (lower && begins).then_some(at)
    }

    /// True for an order that a word before it makes a noun of: "việc giao", "thừa ủy quyền".
    fn is_noun(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| has_use(self.tables, self.tokens, before, Use::Nominal))
    }

    /// True for a word that joins two clauses in one paragraph: "và".
    fn joins(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.breaks < 2) && has_use(self.tables, self.tokens, at, Use::Joins)
    }

    /// Keeps a group, with the bodies that work along. False if it names none.
    fn push(&mut self, clause: Clause, given: Given) -> bool {
        let Given { bodies, told, rule, confidence, heading } = given;
        if bodies.is_empty() {
            return true;
        }
        // "UBND tỉnh yêu cầu …": who gives the order has no task by it; nor has a person.
        let named = |body: &Listed| {
            let next = self.people.partition_point(|p| p.end <= body.span.start);
            self.people.get(next).is_some_and(|p| p.overlaps(body.span))
        };
        // What is ordered or asked in words may be of anybody ("kiến nghị Chính phủ").
        let orders = rule != "order";
        // "k) Văn phòng Chính phủ chủ trì …" in the office's own notice: the head for whom it speaks gives it a task.
        let own_task =
            || told == Some(Role::Lead) || self.leads(clause.task, self.sentence_last(clause.task, clause.last));
        // Asked of an office alone: the end of a sentence may be far.
        let speaks = |body: &Listed| self.is_author(body) && !(self.is_office(body) && own_task());
        let bodies: Vec<Listed> =
            (bodies.into_iter()).filter(|b| !(speaks(b) || named(b) || orders && self.is_above(b))).collect();
        if bodies.is_empty() {
            return false;
        }
        let end = self.sentence_last(clause.task, clause.last);
        let leads = self.leads(clause.task, end);
        let role = told.unwrap_or(if leads { Role::Lead } else { Role::Perform });
        let of_town = |body: Listed| if self.is_town(&body) { Listed { id: None, ..body } } else { body };
        let mut all: Vec<(Listed, Role)> = bodies.into_iter().map(|b| (of_town(b), role)).collect();
        all.extend(self.along(clause.task, end, clause.last));
        let document = self.speaks_for(&clause, rule, &all).clone();
        self.groups.push(Group { clause, document, bodies: all, rule, confidence, heading });
        true
    }

    /// The last token of the sentence of a task, clauses behind `;` left out.
    fn sentence_last(&self, task: usize, last: usize) -> usize {
        (task..=last).find(|&i| ends_sentence(self.tokens, i)).unwrap_or(last)
    }

    /// True if the bodies lead: "chủ trì" right behind them, or behind a comma with no other body between.
    fn leads(&self, task: usize, end: usize) -> bool {
        if has_use(self.tables, self.tokens, task, Use::Leads) {
            return true;
        }
        (task..=end).any(|i| {
            let begins = self.tokens.get(i).is_some_and(|t| t.is_mark(','))
                || self.joins(i)
                || i.checked_sub(2).is_some_and(|two| use_at(self.tables, self.tokens, two, Use::Duty) == Some(i));
            begins && has_use(self.tables, self.tokens, i + 1, Use::Leads)
        })
    }
}
