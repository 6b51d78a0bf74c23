//! A graph ↔ bytes beside its store, so that the next question does not ask the store for all of it again. The bytes begin
//! with a mark, the version of their form, the revision of the store and a checksum; what does not fit is as good as not
//! there. Words that come again and again (sources, rules, sentences) are kept once.
//!
//! The form is postcard's: small, without field names, hence `VERSION`, which must be raised with every change here.

use super::{Act, Agency, Contested, Graph, Judged, Paper, Proof, Task, ToldDay};
use crate::judge::Verdict;
use crate::model::{Place, RelationType, Role, Tier};
use chrono::{Datelike, NaiveDate};
use flate2::Crc;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The name of the file in the folder of a store.
pub const FILE: &str = "graph.cache";
const MARK: &[u8; 8] = b"luocdo-g";
const VERSION: u32 = 2;
/// Mark, version, revision, checksum.
const HEAD: usize = 8 + 4 + 8 + 4;

/// An index into [`Kept::words`].
type Word = u32;
/// Days since the beginning of our era, which take three bytes.
type Day = i32;

#[derive(Serialize, Deserialize)]
struct Kept {
    words: Vec<String>,
    papers: Vec<KeptPaper>,
    acts: Vec<KeptAct>,
    agencies: Vec<KeptAgency>,
    tasks: Vec<KeptTask>,
    aliases: Vec<(String, u32)>,
    contested: Vec<KeptContested>,
}

#[derive(Serialize, Deserialize)]
struct KeptAgency {
    iri: String,
    name: String,
    id: Option<String>,
    tier: Option<u8>,
}

#[derive(Serialize, Deserialize)]
struct KeptContested {
    status: Word,
    text: Word,
    source: Word,
    start: usize,
    candidates: Vec<Word>,
}

#[derive(Serialize, Deserialize)]
struct KeptPaper {
    iri: String,
    label: String,
    key: String,
    number: String,
    date: Option<Day>,
    year: Option<i32>,
    issuer: Option<Word>,
    title: Option<Word>,
    short_title: Option<Word>,
    effect: Vec<(Day, Vec<Word>)>,
    ends: Vec<(Day, Vec<Word>)>,
    described: bool,
}

#[derive(Serialize, Deserialize)]
struct KeptAct {
    from: u32,
    to: u32,
    kind: u8,
    proofs: Vec<KeptProof>,
}

#[derive(Serialize, Deserialize)]
struct KeptTask {
    iri: String,
    document: u32,
    agency: u32,
    role: u8,
    task: Word,
    due: Option<Day>,
    due_text: Option<Word>,
    proof: KeptProof,
}

#[derive(Serialize, Deserialize)]
struct KeptProof {
    id: String,
    sentence: Word,
    source: Word,
    span: [usize; 2],
    place: Option<(usize, Option<u32>, u32)>,
    cue: Word,
    rule: Word,
    confidence: f64,
    pinpoint: Option<Word>,
    part: bool,
    effect: Option<Day>,
    judged: Option<(u8, Word, Word)>,
}

/// The graph kept in a folder for this revision of the store; `None` if there is none, or it is of another form or
/// revision, or damaged.
pub fn read(folder: &Path, revision: u64) -> Option<Graph> {
    decode(&fs::read(folder.join(FILE)).ok()?, revision)
}

/// Keeps a graph in a folder. The file is whole or not there; a folder that cannot be written has none, which is no
/// error: the next question is slower and as right.
pub fn write(folder: &Path, revision: u64, graph: &Graph) {
    let Some(bytes) = encode(graph, revision) else { return };
    // Two readers may write at a time; each renames a whole file of its own.
    let beside = folder.join(format!("{FILE}.{}.tmp", std::process::id()));
    let written = fs::File::create(&beside).and_then(|mut file| file.write_all(&bytes));
    if written.and_then(|()| fs::rename(&beside, folder.join(FILE))).is_err() {
        let _ = fs::remove_file(&beside);
    }
}

fn encode(graph: &Graph, revision: u64) -> Option<Vec<u8>> {
    let body = postcard::to_stdvec(&keep(graph)?).ok()?;
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend_from_slice(MARK);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&revision.to_le_bytes());
    bytes.extend_from_slice(&checksum(&body).to_le_bytes());
    bytes.extend_from_slice(&body);
    Some(bytes)
}

fn decode(bytes: &[u8], revision: u64) -> Option<Graph> {
    let (head, body) = bytes.split_at_checked(HEAD)?;
    let expected = [&MARK[..], &VERSION.to_le_bytes(), &revision.to_le_bytes(), &checksum(body).to_le_bytes()].concat();
    if head != expected {
        return None;
    }
    restore(postcard::from_bytes(body).ok()?)
}

fn checksum(body: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(body);
    crc.sum()
}

/// Words met so far.
#[derive(Default)]
struct Words {
    list: Vec<String>,
    places: HashMap<String, Word>,
}

impl Words {
    fn of(&mut self, word: &str) -> Word {
        if let Some(&at) = self.places.get(word) {
            return at;
        }
        // A graph with more words than fit is not kept at all.
        let at = Word::try_from(self.list.len()).unwrap_or(Word::MAX);
        self.list.push(word.to_owned());
        self.places.insert(word.to_owned(), at);
        at
    }

    fn maybe(&mut self, word: Option<&String>) -> Option<Word> {
        word.map(|word| self.of(word))
    }

    fn told(&mut self, days: &[ToldDay]) -> Vec<(Day, Vec<Word>)> {
        let sources = |words: &mut Words, told: &ToldDay| told.sources.iter().map(|source| words.of(source)).collect();
        days.iter().map(|told| (told.day.num_days_from_ce(), sources(self, told))).collect()
    }

    fn proof(&mut self, proof: &Proof) -> KeptProof {
        // Named one by one, so that a new field cannot be forgotten here.
        let Proof { id, sentence, source, span, place, cue, rule, confidence, pinpoint, part, effect, judged } = proof;
        KeptProof {
            id: id.clone(),
            sentence: self.of(sentence),
            source: self.of(source),
            span: *span,
            place: place.map(|Place { byte, page, paragraph }| (byte, page, paragraph)),
            cue: self.of(cue),
            rule: self.of(rule),
            confidence: *confidence,
            pinpoint: self.maybe(pinpoint.as_ref()),
            part: *part,
            effect: effect.map(|day| day.num_days_from_ce()),
            judged: judged.as_ref().and_then(|Judged { verdict, by, why }| {
                Some((number(Verdict::ALL, *verdict)?, self.of(by), self.of(why)))
            }),
        }
    }
}

/// `None` for a graph too large for the form, or one that is no longer as the store gave it.
fn keep(graph: &Graph) -> Option<Kept> {
    let small = |index: NodeIndex| u32::try_from(index.index()).ok();
    let mut words = Words::default();
    let mut papers = Vec::with_capacity(graph.papers.node_count());
    for paper in graph.papers.node_weights() {
        // The level is what the tables of the day say, and is added to every graph anew.
        let Paper {
            iri,
            label,
            key,
            number,
            date,
            year,
            issuer,
            level: _,
            title,
            short_title,
            effect,
            ends,
            described,
        } = paper;
        papers.push(KeptPaper {
            iri: iri.clone(),
            label: label.clone(),
            key: key.clone(),
            number: number.clone(),
            date: date.map(|day| day.num_days_from_ce()),
            year: *year,
            issuer: words.maybe(issuer.as_ref()),
            title: words.maybe(title.as_ref()),
            short_title: words.maybe(short_title.as_ref()),
            effect: words.told(effect),
            ends: words.told(ends),
            described: *described,
        });
    }
    let mut acts = Vec::with_capacity(graph.papers.edge_count());
    for edge in graph.papers.edge_references() {
        let Act { kind, proofs } = edge.weight();
        acts.push(KeptAct {
            from: small(edge.source())?,
            to: small(edge.target())?,
            kind: number(RelationType::ALL, *kind)?,
            proofs: proofs.iter().map(|proof| words.proof(proof)).collect(),
        });
    }
    let mut tasks = Vec::with_capacity(graph.tasks.len());
    for Task { iri, document, agency, role, task, due, due_text, proof } in &graph.tasks {
        tasks.push(KeptTask {
            iri: iri.clone(),
            document: small(*document)?,
            agency: u32::try_from(*agency).ok()?,
            role: number(Role::ALL, *role)?,
            task: words.of(task),
            due: due.map(|day| day.num_days_from_ce()),
            due_text: words.maybe(due_text.as_ref()),
            proof: words.proof(proof),
        });
    }
    let mut agencies = Vec::with_capacity(graph.agencies.len());
    for Agency { iri, name, id, tier } in &graph.agencies {
        let tier = tier.and_then(|tier| number(Tier::ALL, tier));
        agencies.push(KeptAgency { iri: iri.clone(), name: name.clone(), id: id.clone(), tier });
    }
    let mut contested = Vec::with_capacity(graph.contested.len());
    for Contested { status, text, source, start, candidates } in &graph.contested {
        contested.push(KeptContested {
            status: words.of(status),
            text: words.of(text),
            source: words.of(source),
            start: *start,
            candidates: candidates.iter().map(|iri| words.of(iri)).collect(),
        });
    }
    let aliases = graph.aliases.iter().map(|(name, node)| Some((name.clone(), small(*node)?)));
    let kept =
        Kept { agencies, contested, aliases: aliases.collect::<Option<_>>()?, papers, acts, tasks, words: words.list };
    (kept.words.len() < Word::MAX as usize && graph.elsewhere.is_empty()).then_some(kept)
}

/// `None` where an index leads nowhere.
fn restore(kept: Kept) -> Option<Graph> {
    let Kept { words, papers, acts, agencies, tasks, aliases, contested } = kept;
    let word = |at: Word| words.get(at as usize).cloned();
    // A missing word is a damaged file, an absent one is not.
    let maybe = |at: Option<Word>| at.map_or(Some(None), |at| word(at).map(Some));
    let told = |days: Vec<(Day, Vec<Word>)>| {
        let told = |(at, sources): (Day, Vec<Word>)| {
            Some(ToldDay { day: day(at)?, sources: sources.into_iter().map(word).collect::<Option<_>>()? })
        };
        days.into_iter().map(told).collect::<Option<Vec<_>>>()
    };
    let proof = |kept: KeptProof| {
        Some(Proof {
            id: kept.id,
            sentence: word(kept.sentence)?,
            source: word(kept.source)?,
            span: kept.span,
            place: kept.place.map(|(byte, page, paragraph)| Place { byte, page, paragraph }),
            cue: word(kept.cue)?,
            rule: word(kept.rule)?,
            confidence: kept.confidence,
            pinpoint: maybe(kept.pinpoint)?,
            part: kept.part,
            effect: days(kept.effect)?,
            judged: match kept.judged {
                None => None,
                Some((verdict, by, why)) => {
                    Some(Judged { verdict: *Verdict::ALL.get(usize::from(verdict))?, by: word(by)?, why: word(why)? })
                }
            },
        })
    };
    let mut graph = Graph::default();
    graph.papers.reserve_nodes(papers.len());
    graph.papers.reserve_edges(acts.len());
    for paper in papers {
        let iri = paper.iri.clone();
        let node = graph.papers.add_node(Paper {
            iri: paper.iri,
            label: paper.label,
            key: paper.key,
            number: paper.number,
            date: days(paper.date)?,
            year: paper.year,
            issuer: maybe(paper.issuer)?,
            level: None,
            title: maybe(paper.title)?,
            short_title: maybe(paper.short_title)?,
            effect: told(paper.effect)?,
            ends: told(paper.ends)?,
            described: paper.described,
        });
        graph.by_iri.insert(iri, node);
    }
    let node = |at: u32| ((at as usize) < graph.by_iri.len()).then(|| NodeIndex::new(at as usize));
    for act in acts {
        let kind = *RelationType::ALL.get(usize::from(act.kind))?;
        let proofs = act.proofs.into_iter().map(proof).collect::<Option<_>>()?;
        graph.papers.add_edge(node(act.from)?, node(act.to)?, Act { kind, proofs });
    }
    for KeptAgency { iri, name, id, tier } in agencies {
        let tier = match tier {
            Some(tier) => Some(*Tier::ALL.get(usize::from(tier))?),
            None => None,
        };
        graph.agencies.push(Agency { iri, name, id, tier });
    }
    for kept in contested {
        graph.contested.push(Contested {
            status: word(kept.status)?,
            text: word(kept.text)?,
            source: word(kept.source)?,
            start: kept.start,
            candidates: kept.candidates.into_iter().map(word).collect::<Option<_>>()?,
        });
    }
    for task in tasks {
        let (document, agency) = (node(task.document)?, task.agency as usize);
        graph.agencies.get(agency)?;
        graph.tasks_at.entry(document).or_default().push(graph.tasks.len());
        graph.tasks.push(Task {
            iri: task.iri,
            document,
            agency,
            role: *Role::ALL.get(usize::from(task.role))?,
            task: word(task.task)?,
            due: days(task.due)?,
            due_text: maybe(task.due_text)?,
            proof: proof(task.proof)?,
        });
    }
    graph.aliases = aliases.into_iter().map(|(name, at)| Some((name, node(at)?))).collect::<Option<_>>()?;
    Some(graph)
}

fn day(at: Day) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(at)
}

/// No day is no day; a number that is none is a damaged file.
fn days(at: Option<Day>) -> Option<Option<NaiveDate>> {
    at.map_or(Some(None), |at| day(at).map(Some))
}

/// The place of a value in the list of all.
fn number<T: PartialEq>(all: &[T], value: T) -> Option<u8> {
    all.iter().position(|known| *known == value).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, fixture, trace};
    use super::*;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const EDGES: &[(&str, &str, &str)] = &[
        ("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", "KH|148/KH-UBND|2023|UBND:LS"),
    ];

    fn graph() -> Graph {
        Graph::load_with_rejected(&fixture::store(EDGES)).expect("it loads")
    }

    /// All of a graph in words.
    fn shown(graph: &Graph) -> String {
        let order = graph.by_iri(&fixture::iri(CT20)).expect("the order is there");
        let trace = serde_json::to_string(&trace(graph, order, &Limits::default())).expect("JSON");
        let tasks: Vec<_> = order_of_tasks(graph);
        format!("{:?} {:?} {:?} {:?} {tasks:?} {trace}", graph.papers, graph.agencies, graph.tasks, graph.aliases)
    }

    fn order_of_tasks(graph: &Graph) -> Vec<usize> {
        graph.papers.node_indices().map(|node| graph.tasks_of(node).count()).collect()
    }

    #[test]
    fn a_graph_comes_back_as_it_was() {
        let graph = graph();
        let bytes = encode(&graph, 7).expect("it is kept");
        assert_eq!(shown(&decode(&bytes, 7).expect("it comes back")), shown(&graph));
        assert_eq!(encode(&graph, 7), Some(bytes), "the same bytes every time");
    }

    #[test]
    fn what_does_not_fit_is_not_there() {
        let bytes = encode(&graph(), 7).expect("it is kept");
        assert!(decode(&bytes, 8).is_none(), "another revision");
        assert!(decode(&bytes[..bytes.len() - 1], 7).is_none(), "cut off");
        assert!(decode(b"", 7).is_none() && decode(b"luocdo-g", 7).is_none());
        for at in [0, 9, 21, HEAD, HEAD + 40, bytes.len() - 2] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(decode(&damaged, 7).is_none(), "byte {at}");
        }
        // Even with a right checksum nonsense is refused, and never ends the program.
        for body in [&[0xff_u8; 64][..], &[1, 200, 1, 1, 1], &[0, 0, 1, 9, 9, 0, 0]] {
            let mut nonsense = bytes[..20].to_vec();
            nonsense.extend_from_slice(&checksum(body).to_le_bytes());
            nonsense.extend_from_slice(body);
            assert!(decode(&nonsense, 7).is_none());
        }
    }

    #[cfg(feature = "rocksdb")]
    #[test]
    fn the_file_follows_the_store() {
        use crate::store::Store;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store");
        let acts = || {
            let store = Store::open_to_read(&path).expect("it opens");
            Graph::load(&store).expect("it loads").papers.edge_count()
        };
        let build = |edges| drop(fixture::fill(Store::open_to_write(&path, None).expect("a store"), edges));
        build(&EDGES[..1]);
        assert_eq!((acts(), acts()), (1, 1));
        assert!(path.join(FILE).is_file());
        build(EDGES);
        assert_eq!(acts(), 2, "a new fact is in the next answer");
        fs::write(path.join(FILE), "damaged").expect("it is written");
        assert_eq!((acts(), acts()), (2, 2));
        assert!(fs::metadata(path.join(FILE)).expect("it is there").len() > 100, "it is written anew");
    }

    #[test]
    fn a_file_is_written_whole_and_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(read(folder.path(), 1).is_none());
        write(folder.path(), 1, &graph());
        assert_eq!(shown(&read(folder.path(), 1).expect("it is there")), shown(&graph()));
        assert!(read(folder.path(), 2).is_none());
        write(folder.path(), 2, &graph());
        assert!(read(folder.path(), 2).is_some());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else stays");
        // A folder that is not there, or cannot be written, is no error.
        write(&folder.path().join("gone"), 1, &graph());
        assert!(read(&folder.path().join("gone"), 1).is_none());
    }
}
