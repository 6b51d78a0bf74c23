//! Papers → communities: groups that act on each other more than on the rest, by the Leiden algorithm (V. A. Traag,
//! L. Waltman, N. J. van Eck, "From Louvain to Leiden", Scientific Reports 9, 2019) on modularity, with a fixed seed so
//! that the same store gives the same groups. The crate `leiden-rs` does it; nothing else knows that crate. Time is
//! about O(pairs) a round. A community goes by its weightiest paper.

use super::pagerank::{Walk, pagerank, pairs};
use super::{Graph, Proof};
use crate::error::{Error, Result};
use crate::model::RelationType;
use chrono::NaiveDate;
use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig, LeidenError};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

const SEED: u64 = 42;

/// A paper of a community.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Its IRI.
    pub iri: String,
    /// What people call it.
    pub label: String,
    /// Its PageRank among all papers.
    pub pagerank: f64,
}

/// A group of papers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Community {
    /// Its place by size, from 1.
    pub rank: usize,
    /// Label of its weightiest paper.
    pub name: String,
    /// How many papers.
    pub size: usize,
    /// Pairs of papers within it that one act or more joins.
    pub inside: usize,
    /// Pairs of which one paper is outside.
    pub across: usize,
    /// Date of its oldest paper.
    pub from: Option<NaiveDate>,
    /// Date of its newest paper.
    pub to: Option<NaiveDate>,
    /// Those who issued most of its papers, at most three.
    pub issuers: Vec<String>,
    /// The papers, weightiest first.
    pub members: Vec<Member>,
    /// The surest sentence about its weightiest paper, as an example.
    pub proof: Option<Proof>,
}

/// How papers fall into groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Communities {
    /// Modularity of the grouping: 0 is chance, 1 is the most.
    pub modularity: f64,
    /// The groups of two papers or more, largest first.
    pub communities: Vec<Community>,
}

/// Groups the papers by the relations given, and keeps the first `top` groups. A pair counts once and without direction.
///
/// # Errors
/// [`Error::Argument`] if the algorithm refuses the graph.
pub fn communities(graph: &Graph, follow: &[RelationType], top: usize) -> Result<Communities> {
    let mut joined: Vec<(usize, usize)> = pairs(graph, follow).into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
    joined.sort_unstable();
    joined.dedup();
    if joined.is_empty() {
        return Ok(Communities { modularity: 0.0, communities: Vec::new() });
    }
    let (group, modularity) = grouped(graph.papers.node_count(), &joined)
        .map_err(|error| Error::Argument(format!("no communities: {error}")))?;
    let weights = pagerank(graph, follow, Walk::default()).weights;
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (paper, group) in group.iter().enumerate() {
        members.entry(*group).or_default().push(paper);
    }
    let (mut inside, mut across) = (HashMap::<usize, usize>::new(), HashMap::<usize, usize>::new());
    for &(a, b) in &joined {
        let (a, b) = (group[a], group[b]);
        if a == b {
            *inside.entry(a).or_default() += 1;
        } else {
            *across.entry(a).or_default() += 1;
            *across.entry(b).or_default() += 1;
        }
    }
    let mut found: Vec<(usize, Vec<usize>)> = members.into_iter().filter(|(_, papers)| papers.len() > 1).collect();
    for (_, papers) in &mut found {
        papers.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
    }
    found.sort_by_key(|(_, papers)| (std::cmp::Reverse(papers.len()), papers.first().copied()));
    let count = |map: &HashMap<usize, usize>, group: usize| map.get(&group).copied().unwrap_or(0);
    let shown = found.into_iter().take(top).enumerate();
    let communities = shown
        .map(|(at, (group, papers))| {
            let counts = (count(&inside, group), count(&across, group));
            community(graph, &weights, at + 1, counts, &papers)
        })
        .collect();
    Ok(Communities { modularity, communities })
}

/// The group of each paper, and the modularity.
fn grouped(papers: usize, joined: &[(usize, usize)]) -> std::result::Result<(Vec<usize>, f64), LeidenError> {
    let mut builder = GraphDataBuilder::new(papers);
    for &(a, b) in joined {
        builder.add_edge(a, b, 1.0)?;
    }
    let found = Leiden::new(LeidenConfig { seed: Some(SEED), ..LeidenConfig::default() }).run(&builder.build()?)?;
    let group = (0..papers).map(|paper| found.partition.community_of(paper)).collect();
    Ok((group, found.quality))
}

fn community(
    graph: &Graph,
    weights: &[f64],
    rank: usize,
    (inside, across): (usize, usize),
    papers: &[usize],
) -> Community {
    const SHOWN: usize = 3;
    let held: Vec<_> = papers.iter().filter_map(|&at| Some((weights[at], graph.papers.raw_nodes().get(at)?))).collect();
    let dates = || held.iter().filter_map(|(_, node)| node.weight.date);
    let mut issuers: BTreeMap<&str, usize> = BTreeMap::new();
    for issuer in held.iter().filter_map(|(_, node)| node.weight.issuer.as_deref()) {
        *issuers.entry(issuer).or_default() += 1;
    }
    let mut issuers: Vec<(&str, usize)> = issuers.into_iter().collect();
    issuers.sort_by_key(|(name, papers)| (std::cmp::Reverse(*papers), *name));
    let first = papers.first().map(|&at| petgraph::graph::NodeIndex::new(at));
    let proofs = first.into_iter().flat_map(|node| graph.papers.edges_directed(node, petgraph::Direction::Incoming));
    Community {
        rank,
        name: held.first().map(|(_, node)| node.weight.label.clone()).unwrap_or_default(),
        size: papers.len(),
        inside,
        across,
        from: dates().min(),
        to: dates().max(),
        issuers: issuers.into_iter().take(SHOWN).map(|(name, _)| name.to_owned()).collect(),
        proof: proofs
            .filter_map(|act| act.weight().proofs.first())
            .min_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.id.cmp(&b.id)))
            .cloned(),
        members: held
            .iter()
            .map(|(weight, node)| Member {
                iri: node.weight.iri.clone(),
                label: node.weight.label.clone(),
                pagerank: *weight,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    /// Two orders, each with plans of its own, and one letter that cites both.
    const EDGES: &[(&str, &str, &str)] = &[
        ("KH|1/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg"),
        ("KH|2/KH-UBND|2023|UBND:CB", "implements", "CT|20/CT-TTg|2023|TTg"),
        ("KH|3/KH-UBND|2023|UBND:HN", "implements", "CT|20/CT-TTg|2023|TTg"),
        ("KH|4/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2019|TTg"),
        ("KH|5/KH-UBND|2023|UBND:CB", "implements", "CT|20/CT-TTg|2019|TTg"),
        ("KH|1/KH-UBND|2023|UBND:LS", "cites", "CT|20/CT-TTg|2019|TTg"),
        ("KH|2/KH-UBND|2023|UBND:CB", "cites", "KH|1/KH-UBND|2023|UBND:LS"),
    ];

    #[test]
    fn papers_fall_into_groups_named_by_the_weightiest() {
        let graph = Graph::load(&fixture::store(EDGES)).expect("it loads");
        let found = communities(&graph, RelationType::ALL, 9).expect("it groups");
        let shown: Vec<_> = (found.communities.iter())
            .map(|c| format!("{} {} ({} văn bản, {} trong, {} ngoài)", c.rank, c.name, c.size, c.inside, c.across))
            .collect();
        assert_eq!(
            shown,
            [
                "1 Chỉ thị 20/CT-TTg ngày 08/06/2023 (4 văn bản, 4 trong, 1 ngoài)",
                "2 Chỉ thị 20/CT-TTg ngày 29/07/2019 (3 văn bản, 2 trong, 1 ngoài)",
            ]
        );
        assert!((found.modularity - 0.316_327).abs() < 1e-5, "{}", found.modularity);
        assert_eq!(found, communities(&graph, RelationType::ALL, 9).expect("it groups"), "the same every time");
        assert_eq!(communities(&graph, RelationType::ALL, 1).expect("it groups").communities.len(), 1);
    }

    #[test]
    fn a_graph_without_acts_has_none() {
        let graph = Graph::load(&fixture::store(&[])).expect("it loads");
        assert!(communities(&graph, RelationType::ALL, 9).expect("it groups").communities.is_empty());
    }
}
