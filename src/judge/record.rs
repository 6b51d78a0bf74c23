//! One judgement → the file, then the store. The file is written first: it is the record, and what the store lacks
//! after a failure the next build puts in. What a choice does to a name is seen when its source is read again, for which
//! the store tells the sources ([`Replayed::again`]).

use super::{Judgement, Judgements, Label, Verdict};
use crate::error::{Error, Result};
use crate::model::{RelationType, Role};
use crate::names::nearest;
use crate::store::{Claim, Matter, Replayed, Store};
use serde::Serialize;
use std::path::Path;

/// Whether a judgement has an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It stands.
    Standing,
    /// No source says now what it judged; it holds again when one does.
    Waiting,
    /// A later one on the same id stands in its place.
    Superseded,
}

impl State {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            State::Standing => "standing",
            State::Waiting => "waiting",
            State::Superseded => "superseded",
        }
    }

    /// The Vietnamese word.
    pub fn label_vi(self) -> &'static str {
        match self {
            State::Standing => "đang áp dụng",
            State::Waiting => "chờ nguồn",
            State::Superseded => "đã có ý kiến sau",
        }
    }
}

/// Writes a judgement to the file and brings the store in line; what the judgement is about is filled in.
///
/// # Errors
/// [`Error::Name`] if nothing in the store has the id, with the nearest; [`Error::Argument`] if it cannot be
/// relabelled so; and those of [`Judgements::read`], [`Judgements::write`] and [`Store::replay`].
pub fn record(store: &mut Store, file: &Path, mut judgement: Judgement) -> Result<Replayed> {
    let Some(claim) = store.claim(&judgement.id)? else { return Err(unknown(store, &judgement.id)?) };
    fits(&judgement, &claim)?;
    judgement.about = claim.about;
    let mut all = Judgements::read(file)?;
    all.add(judgement);
    all.write(file)?;
    store.judge_by(all);
    store.replay()
}

/// Takes the last judgement on an id out of the file and brings the store in line: an earlier one holds again.
///
/// # Errors
/// [`Error::Name`] if there is none, and those of [`Judgements::read`], [`Judgements::write`] and [`Store::replay`].
pub fn take_back(store: &mut Store, file: &Path, id: &str) -> Result<Replayed> {
    let mut all = Judgements::read(file)?;
    if !all.take_back(id) {
        return Err(Error::Name(format!("nobody has judged `{id}`")));
    }
    all.write(file)?;
    store.judge_by(all);
    store.replay()
}

/// Each judgement with what became of it.
///
/// # Errors
/// [`Error::Store`] if the store cannot be read.
pub fn states<'j>(store: &Store, judgements: &'j Judgements) -> Result<Vec<(&'j Judgement, State)>> {
    let standing = judgements.standing();
    let state = |judgement: &'j Judgement| {
        let state = match standing.get(judgement.id.as_str()) {
            Some(last) if !std::ptr::eq(*last, judgement) => State::Superseded,
            _ => match (judgement.choice(), store.claim(&judgement.id)?) {
                (Some(choice), _) if store.is_chosen(&judgement.id, &choice)? => State::Standing,
                (None, Some(claim)) if fits(judgement, &claim).is_ok() => State::Standing,
                _ => State::Waiting,
            },
        };
        Ok((judgement, state))
    };
    judgements.rows().iter().map(state).collect()
}

fn fits(judgement: &Judgement, claim: &Claim) -> Result<()> {
    let id = &judgement.id;
    let (what, names) = match (claim.matter, judgement.label) {
        (Matter::Name, _) if judgement.verdict == Verdict::Chosen => return Ok(()),
        (Matter::Name, _) => {
            let message = format!("`{id}` is a name of a paper; say which paper it means with `luocdo judge choose`");
            return Err(Error::Argument(message));
        }
        (Matter::Relation | Matter::Task, _) if judgement.verdict == Verdict::Chosen => {
            let message = format!("`{id}` is no name of a paper; accept, reject or relabel it");
            return Err(Error::Argument(message));
        }
        (Matter::Relation, Some(Label::Role(_))) => {
            ("a relation", RelationType::ALL.iter().map(|k| k.name()).collect())
        }
        (Matter::Task, Some(Label::Relation(_))) => ("a task", Role::ALL.iter().map(|role| role.name()).collect()),
        (Matter::Relation, None) if judgement.verdict == Verdict::Relabelled => ("a relation", Label::names()),
        (Matter::Task, None) if judgement.verdict == Verdict::Relabelled => ("a task", Label::names()),
        _ => return Ok(()),
    };
    let names: Vec<&str> = names;
    Err(Error::Argument(format!("`{id}` is {what}; relabel it with `--as` and one of {}", names.join(", "))))
}

/// Says that nothing has the id, and which ids are near.
fn unknown(store: &Store, id: &str) -> Result<Error> {
    let ids = store.ids()?;
    let mut near = nearest(id, ids.iter().map(String::as_str));
    if near.is_empty() && id.chars().count() >= 4 {
        near = ids.iter().map(String::as_str).filter(|held| held.starts_with(id)).take(5).collect();
    }
    let mut message = format!("no relation, task or open name here has the id `{id}`");
    if near.is_empty() {
        message += "; ids stand in the column `id` of `luocdo trace … --format csv`, `luocdo tasks --format csv` and \
                    `luocdo stats --open`";
    } else {
        message += "; the nearest are:";
    }
    for near in near {
        let about = store.claim(near)?.map(|claim| claim.about).unwrap_or_default();
        message += &format!("\n  {near}  {about}");
    }
    Ok(Error::Name(message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::encode;
    use crate::encode::tests::{Few, sample};
    use crate::iri::Base;
    use crate::store::Answer;
    use oxigraph::model::Quad;
    use std::path::PathBuf;

    /// A store with the page of `encode`'s tests, and a file for judgements.
    struct Desk {
        _folder: tempfile::TempDir,
        file: PathBuf,
        store: Store,
    }

    const PAGE: &str = "pages/w27.txt";

    fn quads(path: &str, id: &str) -> Vec<Quad> {
        let mut page = sample();
        page.source = path.to_owned();
        page.relations[0].id = id.to_owned();
        encode(&Base::default(), &page, None, &Few)
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("judgements.csv");
            let mut desk = Desk { _folder: folder, file, store: Store::memory(Base::default()).expect("a store") };
            desk.build(PAGE, "00000000000000r1");
            desk
        }

        fn build(&mut self, path: &str, id: &str) {
            let graph = Base::default().source(path);
            self.store.replace_source(&graph, &quads(path, id)).expect("built");
        }

        fn judge(&mut self, id: &str, verdict: Verdict, label: Option<Label>) -> Result<Replayed> {
            let judgement = Judgement {
                id: id.to_owned(),
                verdict,
                label,
                paper: None,
                by: "An".to_owned(),
                day: "2026-11-20".parse().expect("a day"),
                why: "đã đối chiếu".to_owned(),
                about: String::new(),
            };
            record(&mut self.store, &self.file, judgement)
        }

        #[track_caller]
        fn asks(&self, pattern: &str, expect: bool) {
            let answer = self.store.query(&format!("ASK {{ {pattern} }}")).expect("an answer");
            assert_eq!(answer, Answer::Boolean(expect), "{pattern}");
        }
    }

    const R1: &str = "00000000000000r1";
    const R2: &str = "00000000000000r2";
    const PLAIN: &str = "?letter luo:implements ?directive";
    const RECORD: &str = "?r a luo:Relation ; luo:judgement luo:judgement-rejected ; prov:wasDerivedFrom ?page";

    #[test]
    fn a_rejected_relation_leaves_the_answers_and_stays_on_record_through_builds() {
        let mut desk = Desk::new();
        assert_eq!(desk.judge(R1, Verdict::Rejected, None).expect("known").changed, 1);
        desk.asks(PLAIN, false);
        desk.asks(RECORD, true);
        // Built again, unchanged or with other words elsewhere.
        desk.build(PAGE, R1);
        desk.asks(PLAIN, false);
        // In a new store, from the file alone.
        desk.store = Store::memory(Base::default()).expect("a store");
        desk.store.judge_by(Judgements::read(&desk.file).expect("read"));
        desk.build(PAGE, R1);
        desk.asks(PLAIN, false);
        desk.asks(RECORD, true);
        assert_eq!(desk.store.replay().expect("replayed"), Replayed::default());
        let kept = Judgements::read(&desk.file).expect("read");
        let about = "Công văn 830/UBND-KT ngày 03/7/2023 triển khai thực hiện Chỉ thị 20/CT-TTg ngày 08/6/2023";
        assert_eq!(kept.rows()[0].about, about);
        // And a change of mind.
        desk.judge(R1, Verdict::Accepted, None).expect("known");
        desk.asks(PLAIN, true);
        desk.asks(RECORD, false);
    }

    #[test]
    fn rejecting_one_source_s_relation_leaves_the_other_s() {
        let mut desk = Desk::new();
        desk.build("pages/other.txt", R2);
        desk.judge(R1, Verdict::Rejected, None).expect("known");
        desk.asks(PLAIN, true);
        desk.asks(&format!("GRAPH <{}> {{ {PLAIN} }}", Base::default().source(PAGE).as_str()), false);
        desk.judge(R2, Verdict::Rejected, None).expect("known");
        desk.asks(PLAIN, false);
    }

    #[test]
    fn a_copy_of_the_page_is_judged_along() {
        let mut desk = Desk::new();
        desk.build("copy/w27.txt", R1);
        assert_eq!(desk.judge(R1, Verdict::Rejected, None).expect("known").changed, 2);
        desk.asks(PLAIN, false);
        desk.build("third/w27.txt", R1);
        desk.asks(PLAIN, false);
    }

    #[test]
    fn a_judgement_whose_relation_is_gone_waits_and_holds_again_when_it_returns() {
        let mut desk = Desk::new();
        desk.judge(R1, Verdict::Rejected, None).expect("known");
        desk.build(PAGE, R2);
        desk.asks(PLAIN, true);
        assert_eq!(
            desk.store.replay().expect("replayed"),
            Replayed { waiting: vec![R1.to_owned()], ..Replayed::default() }
        );
        let kept = Judgements::read(&desk.file).expect("read");
        assert_eq!(states(&desk.store, &kept).expect("told")[0].1, State::Waiting);
        desk.build(PAGE, R1);
        desk.asks(PLAIN, false);
        assert_eq!(states(&desk.store, &kept).expect("told")[0].1, State::Standing);
    }

    #[test]
    fn a_judgement_taken_out_of_the_file_is_undone_by_the_next_replay() {
        let mut desk = Desk::new();
        let before = desk.store.len().expect("a number");
        desk.judge(R1, Verdict::Rejected, None).expect("known");
        desk.store.judge_by(Judgements::default());
        assert_eq!(desk.store.replay().expect("replayed").changed, 1);
        desk.asks(PLAIN, true);
        assert_eq!(desk.store.len().expect("a number"), before);
    }

    #[test]
    fn what_is_taken_back_leaves_what_was_judged_before() {
        let mut desk = Desk::new();
        desk.judge(R1, Verdict::Rejected, None).expect("known");
        desk.judge(R1, Verdict::Accepted, None).expect("known");
        desk.asks(PLAIN, true);
        take_back(&mut desk.store, &desk.file, R1).expect("one was made");
        desk.asks(PLAIN, false);
        take_back(&mut desk.store, &desk.file, R1).expect("one is left");
        desk.asks(PLAIN, true);
        desk.asks("?r luo:judgement ?j", false);
        let message = take_back(&mut desk.store, &desk.file, R1).expect_err("none is left").to_string();
        assert_eq!(message, format!("nobody has judged `{R1}`"));
    }

    #[test]
    fn a_relation_gets_a_type_and_a_task_a_role() {
        let mut desk = Desk::new();
        desk.judge(R1, Verdict::Relabelled, Some(Label::Relation(RelationType::Details))).expect("it fits");
        desk.asks("?r luo:relationType luo:details ; luo:readAs luo:implements . ?letter luo:details ?d", true);
        desk.asks(PLAIN, false);
        let message = desk.judge(R1, Verdict::Relabelled, Some(Label::Role(Role::Lead))).expect_err("no").to_string();
        assert!(message.contains("is a relation") && message.contains("repeals"), "{message}");
        let cites = Some(Label::Relation(RelationType::Cites));
        let message = desk.judge("a1", Verdict::Relabelled, cites).expect_err("no").to_string();
        assert!(message.contains("is a task") && message.contains("coordinate"), "{message}");
        desk.judge("a1", Verdict::Relabelled, Some(Label::Role(Role::Perform))).expect("it fits");
        desk.asks("?a luo:role luo:role-perform ; luo:readAs luo:role-lead", true);
        let kept = Judgements::read(&desk.file).expect("read");
        let all: Vec<State> = states(&desk.store, &kept).expect("told").iter().map(|(_, state)| *state).collect();
        assert_eq!(all, [State::Standing, State::Standing]);
    }

    #[test]
    fn an_unknown_id_offers_the_nearest_and_writes_nothing() {
        let mut desk = Desk::new();
        for typed in ["00000000000000r7", "00000000"] {
            let message = desk.judge(typed, Verdict::Rejected, None).expect_err("unknown").to_string();
            assert!(message.contains(&format!("has the id `{typed}`; the nearest are:")), "{message}");
            assert!(message.contains(&format!("{R1}  Công văn 830/UBND-KT")), "{message}");
        }
        let message = desk.judge("<>\"\n|", Verdict::Rejected, None).expect_err("unknown").to_string();
        assert!(message.contains("column `id`"), "{message}");
        assert!(!desk.file.exists());
    }

    #[test]
    fn the_later_of_two_stands() {
        let mut desk = Desk::new();
        desk.judge(R1, Verdict::Rejected, None).expect("known");
        desk.judge(R1, Verdict::Accepted, None).expect("known");
        let kept = Judgements::read(&desk.file).expect("read");
        let all: Vec<State> = states(&desk.store, &kept).expect("told").iter().map(|(_, state)| *state).collect();
        assert_eq!(all, [State::Superseded, State::Standing]);
        desk.asks(PLAIN, true);
    }
}
