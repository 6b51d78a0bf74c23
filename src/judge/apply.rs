//! The quads of one source + judgements → the quads as judged. What an earlier judgement did is undone first, from
//! what the node itself keeps, so that the outcome depends on the judgements alone and never on the way there. A
//! rejected relation keeps its node and loses its plain edge, unless another relation of the source says the same;
//! what other sources say is theirs. What a person chose for a name was written when the source was read, and stays.

use super::{Judgement, Judgements, Label, Verdict};
use crate::iri::{Base, Resource, terms};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a judgement writes of a node, beside the label.
const WRITTEN: [NamedNodeRef<'static>; 5] =
    [terms::JUDGEMENT, terms::JUDGED_BY, terms::JUDGED_ON, terms::WHY, terms::READ_AS];

/// What is known of a relation or an assignment.
#[derive(Debug, Default)]
struct Node {
    /// True for an assignment.
    is_task: bool,
    /// The acting document, or the one that gives the task.
    from: Option<NamedNode>,
    /// The other document, or the body.
    to: Option<NamedNode>,
    /// Its type or its role, as it stands.
    label: Option<NamedNode>,
    /// What the machine read, where it was relabelled.
    read_as: Option<NamedNode>,
    /// True if it was judged before.
    judged: bool,
}

impl Node {
    /// The type or the role that the machine read.
    fn read(&self) -> Option<&NamedNode> {
        self.read_as.as_ref().or(self.label.as_ref())
    }

    /// The plain edge that stands for it under a label.
    fn plain(&self, label: &NamedNode, graph: &GraphName) -> Option<Quad> {
        let predicate = if self.is_task { terms::ASSIGNS_TO.into_owned() } else { label.clone() };
        Some(Quad::new(self.from.clone()?, predicate, self.to.clone()?, graph.clone()))
    }

    fn label_predicate(&self) -> NamedNodeRef<'static> {
        if self.is_task { terms::ROLE } else { terms::RELATION_TYPE }
    }

    /// What it is called once judged; `None` if the judgement does not fit it.
    fn judged_label(&self, judgement: &Judgement) -> Option<NamedNode> {
        match (judgement.label, self.is_task) {
            (None, _) => self.read().cloned(),
            (Some(Label::Relation(kind)), false) => Some(terms::predicate(kind).into_owned()),
            (Some(Label::Role(role)), true) => Some(terms::role(role)),
            (Some(_), _) => None,
        }
    }
}

/// The quads of one graph as they are once judged; `quads` are of one graph.
pub fn apply<'q>(base: &Base, judgements: &Judgements, quads: &'q [Quad]) -> Cow<'q, [Quad]> {
    let by_node = by_node(base, judgements);
    let touched = |quad: &Quad| {
        (quad.predicate == terms::JUDGEMENT && !is_of_name(base, quad))
            || matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if by_node.contains_key(node))
    };
    let Some(graph) = quads.iter().find(|quad| touched(quad)).map(|quad| &quad.graph_name) else {
        return Cow::Borrowed(quads);
    };
    let nodes = nodes(quads);
    let choosing = choosing(base, quads);
    let mut judged: HashSet<Quad> = quads.iter().filter(|quad| !is_written(base, &choosing, quad)).cloned().collect();
    // First all that is undone, then all that stands: two relations may claim one plain edge.
    for (node, known) in nodes.iter().filter(|(node, known)| known.judged || by_node.contains_key(node)) {
        for label in [&known.label, &known.read_as].into_iter().flatten() {
            judged.remove(&Quad::new(node.clone(), known.label_predicate(), label.clone(), graph.clone()));
            if let Some(plain) = known.plain(label, graph) {
                judged.remove(&plain);
            }
        }
    }
    for (node, known) in &nodes {
        let standing = by_node.get(node).and_then(|judgement| Some((*judgement, known.judged_label(judgement)?)));
        let verdict = standing.as_ref().map(|(judgement, _)| judgement.verdict);
        let Some(label) = standing.as_ref().map(|(_, label)| label).or(known.read()) else { continue };
        judged.insert(Quad::new(node.clone(), known.label_predicate(), label.clone(), graph.clone()));
        if verdict != Some(Verdict::Rejected) {
            judged.extend(known.plain(label, graph));
        }
        if let Some((judgement, _)) = standing {
            judged.extend(written(base, node, known, judgement, graph));
        }
    }
    Cow::Owned(judged.into_iter().collect())
}

/// True for what a judgement of a relation or an assignment wrote: of the node, or of a person who chose nothing.
fn is_written(base: &Base, choosing: &HashSet<&Term>, quad: &Quad) -> bool {
    match resource(base, quad) {
        Some(Resource::Judge(_)) => !choosing.contains(&Term::from(quad.subject.clone())),
        Some(Resource::Mention(..)) => false,
        _ => WRITTEN.iter().any(|predicate| quad.predicate == *predicate),
    }
}

/// True for what is said of a name.
fn is_of_name(base: &Base, quad: &Quad) -> bool {
    matches!(resource(base, quad), Some(Resource::Mention(..)))
}

/// What a fact is of.
fn resource(base: &Base, quad: &Quad) -> Option<Resource> {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => base.resource(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// The persons who chose the paper of a name.
fn choosing<'q>(base: &Base, quads: &'q [Quad]) -> HashSet<&'q Term> {
    let of_names = quads.iter().filter(|quad| quad.predicate == terms::JUDGED_BY && is_of_name(base, quad));
    of_names.map(|quad| &quad.object).collect()
}

/// What a judgement writes.
fn written(base: &Base, node: &NamedNode, known: &Node, judgement: &Judgement, graph: &GraphName) -> Vec<Quad> {
    let person = base.judge(&judgement.by);
    let day = Literal::new_typed_literal(judgement.day.format("%Y-%m-%d").to_string(), terms::XSD_DATE);
    let words = |words: &str| Term::from(Literal::new_simple_literal(words));
    let mut facts: Vec<(&NamedNode, NamedNodeRef<'_>, Term)> = vec![
        (node, terms::JUDGEMENT, terms::judgement(judgement.verdict).into()),
        (node, terms::JUDGED_BY, person.clone().into()),
        (node, terms::JUDGED_ON, day.into()),
        (node, terms::WHY, words(&judgement.why)),
        (&person, terms::TYPE, terms::PERSON.into_owned().into()),
        (&person, terms::LABEL, words(&judgement.by)),
    ];
    if let (Some(_), Some(read)) = (judgement.label, known.read()) {
        facts.push((node, terms::READ_AS, read.clone().into()));
    }
    let quad = |(subject, predicate, object): (&NamedNode, NamedNodeRef<'_>, Term)| {
        Quad::new(subject.clone(), predicate.into_owned(), object, graph.clone())
    };
    facts.into_iter().map(quad).collect()
}

/// The judgement that stands for each node that it may be of.
fn by_node<'j>(base: &Base, judgements: &'j Judgements) -> HashMap<NamedNode, &'j Judgement> {
    let both =
        |(id, judgement): (&str, &'j Judgement)| [(base.relation(id), judgement), (base.assignment(id), judgement)];
    let standing = judgements.standing().into_iter();
    standing.filter(|(_, judgement)| judgement.verdict != Verdict::Chosen).flat_map(both).collect()
}

/// Every relation and assignment among the quads.
fn nodes(quads: &[Quad]) -> BTreeMap<NamedNode, Node> {
    let mut nodes: BTreeMap<NamedNode, Node> = BTreeMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == terms::TYPE) {
        let is = |class: NamedNodeRef<'_>| quad.object.as_ref() == TermRef::NamedNode(class);
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject
            && (is(terms::RELATION) || is(terms::ASSIGNMENT))
        {
            nodes.entry(node.clone()).or_default().is_task = is(terms::ASSIGNMENT);
        }
    }
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let Some(node) = nodes.get_mut(subject) else { continue };
        let object = match &quad.object {
            Term::NamedNode(object) => Some(object.clone()),
            _ => None,
        };
        let is = |predicate: NamedNodeRef<'_>| quad.predicate == predicate;
        match () {
            () if is(terms::FROM) || is(terms::BY_DOCUMENT) => node.from = object,
            () if is(terms::TO) || is(terms::AGENCY) => node.to = object,
            () if is(terms::RELATION_TYPE) || is(terms::ROLE) => node.label = object,
            () if is(terms::READ_AS) => node.read_as = object,
            () if is(terms::JUDGEMENT) => node.judged = true,
            () => {}
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::encode;
    use crate::encode::tests::{Few, sample};
    use crate::model::{Extraction, RelationType, Role};

    const R1: &str = "r1";

    /// The page of `encode`'s tests, with a second sentence that says the same of the letter and the directive.
    fn told_twice() -> Extraction {
        let mut page = sample();
        let mut again = page.relations[0].clone();
        again.id = "r2".to_owned();
        page.relations.push(again);
        page
    }

    fn quads(page: &Extraction) -> Vec<Quad> {
        encode(&Base::default(), page, None, &Few)
    }

    fn judged(id: &str, verdict: Verdict, label: Option<Label>) -> Judgements {
        let mut all = Judgements::default();
        all.add(Judgement {
            id: id.to_owned(),
            verdict,
            label,
            paper: None,
            by: "Nguyễn Văn A/B \"C\"".to_owned(),
            day: "2026-11-20".parse().expect("a day"),
            why: "câu này nói về việc khác".to_owned(),
            about: String::new(),
        });
        all
    }

    fn sorted(quads: &[Quad]) -> Vec<String> {
        let mut lines: Vec<String> = quads.iter().map(ToString::to_string).collect();
        lines.sort();
        lines
    }

    /// The facts after the judgement, as lines without the graph and the namespaces.
    fn after(page: &Extraction, judgements: &Judgements) -> String {
        let base = Base::default();
        let quads = quads(page);
        let judged = apply(&base, judgements, &quads);
        // Whatever was judged before, the judgements alone decide; and without any all is as it was.
        let other = apply(&base, &self::judged(R1, Verdict::Accepted, None), &quads).into_owned();
        assert_eq!(sorted(&apply(&base, judgements, &other)), sorted(&judged));
        assert_eq!(sorted(&apply(&base, &Judgements::default(), &judged)), sorted(&quads));
        let lines = sorted(&judged).join("\n");
        lines.replace(terms::ONTOLOGY, "luo:").replace(base.as_str(), "id:")
    }

    const PLAIN: &str = "<id:vn/ubnd-ls/cong-van/2023/830-ubnd-kt> <luo:implements> <id:vn/ttg/chi-thi/2023/20-ct-ttg>";
    const CITES: &str = "<id:vn/ubnd-ls/cong-van/2023/830-ubnd-kt> <luo:cites> <id:vn/ttg/chi-thi/2023/20-ct-ttg>";

    #[track_caller]
    fn says(facts: &str, lines: &[&str], not: &[&str]) {
        for line in lines {
            assert!(facts.contains(line), "not said: {line}\n{facts}");
        }
        for line in not {
            assert!(!facts.contains(line), "said: {line}");
        }
    }

    #[test]
    fn what_is_rejected_loses_its_edge_and_keeps_its_record() {
        says(
            &after(&sample(), &judged(R1, Verdict::Rejected, None)),
            &[
                "<id:relation/r1> <luo:relationType> <luo:implements>",
                "<id:relation/r1> <luo:judgement> <luo:judgement-rejected>",
                "<id:relation/r1> <luo:why> \"câu này nói về việc khác\"",
                "<id:relation/r1> <luo:judgedOn> \"2026-11-20\"",
                "<id:relation/r1> <luo:judgedBy> <id:judge/Nguy%E1%BB%85n%20V%C4%83n%20A%2FB%20%22C%22>",
                "rdf-schema#label> \"Nguyễn Văn A/B \\\"C\\\"\"",
            ],
            &[PLAIN],
        );
    }

    #[test]
    fn what_another_sentence_says_as_well_keeps_its_edge() {
        says(&after(&told_twice(), &judged(R1, Verdict::Rejected, None)), &[PLAIN, "judgement-rejected"], &[]);
    }

    #[test]
    fn what_is_accepted_stays_as_it_was() {
        says(&after(&sample(), &judged(R1, Verdict::Accepted, None)), &[PLAIN, "luo:judgement-accepted"], &["readAs"]);
    }

    #[test]
    fn what_is_relabelled_answers_as_the_person_says_and_keeps_what_the_machine_read() {
        let cites = Some(Label::Relation(RelationType::Cites));
        says(
            &after(&sample(), &judged(R1, Verdict::Relabelled, cites)),
            &[
                CITES,
                "<id:relation/r1> <luo:relationType> <luo:cites>",
                "<id:relation/r1> <luo:readAs> <luo:implements>",
            ],
            &[PLAIN, "<luo:relationType> <luo:implements>"],
        );
    }

    #[test]
    fn a_task_is_judged_like_a_relation() {
        let plain = "<id:vn/ubnd-ls/cong-van/2023/830-ubnd-kt> <luo:assignsTo> <id:vn/agency/sct-ls>";
        says(&after(&sample(), &judged("a1", Verdict::Rejected, None)), &["judgement-rejected"], &[plain]);
        says(
            &after(&sample(), &judged("a1", Verdict::Relabelled, Some(Label::Role(Role::Coordinate)))),
            &[
                plain,
                "<id:assignment/a1> <luo:role> <luo:role-coordinate>",
                "<id:assignment/a1> <luo:readAs> <luo:role-lead>",
            ],
            &[],
        );
    }

    #[test]
    fn a_judgement_that_does_not_fit_or_finds_nothing_changes_nothing() {
        for judgements in
            [judged(R1, Verdict::Relabelled, Some(Label::Role(Role::Lead))), judged("gone", Verdict::Rejected, None)]
        {
            says(&after(&sample(), &judgements), &[PLAIN], &["luo:judgement"]);
        }
    }
}
