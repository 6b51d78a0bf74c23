//! Which papers of a trace to show: by body (issuer or tasked), province, day of issue. It looks at one paper at a
//! time and never at the tree.

use super::super::Graph;
use crate::error::{Error, Result};
use crate::names::{fold, nearest};
use chrono::NaiveDate;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which papers to show; a field that is `None` lets all pass.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    /// Papers that one of these issued, or that give one of them a task.
    pub body: Option<HashSet<NodeIndex>>,
    /// Code of the province of the issuer.
    pub place: Option<String>,
    /// The first day of issue.
    pub from: Option<NaiveDate>,
    /// The last day of issue.
    pub to: Option<NaiveDate>,
}

impl Pass {
    /// Only papers of a body: those that it issued and those that give it a task. The body is part of a name, with or
    /// without accents, or an id (`SCT:LS`).
    ///
    /// # Errors
    /// [`Error::Name`] if no issuer and no body with a task is called so; the message offers the nearest names.
    pub fn of_body(mut self, graph: &Graph, typed: &str) -> Result<Self> {
        let folded = fold(typed);
        let fits = |name: Option<&str>, id: Option<&str>| {
            id.is_some_and(|id| fold(id) == folded) || name.is_some_and(|name| fold(name).contains(&folded))
        };
        let tasked: Vec<bool> = graph.agencies.iter().map(|body| fits(Some(&body.name), body.id.as_deref())).collect();
        // Many papers have one issuer, and taking the accents off a name is the dear part.
        let mut met: HashMap<(Option<&str>, Option<&str>), bool> = HashMap::new();
        let mut held: HashSet<NodeIndex> = HashSet::new();
        for node in graph.papers.node_indices() {
            let paper = &graph.papers[node];
            let issuer = (paper.issuer.as_deref(), paper.issuer_id());
            if *met.entry(issuer).or_insert_with(|| fits(issuer.0, issuer.1)) {
                held.insert(node);
            }
        }
        held.extend(graph.tasks.iter().filter(|task| tasked[task.agency]).map(|task| task.document));
        if held.is_empty() && !tasked.contains(&true) {
            let issuers = graph.papers.node_weights().filter_map(|paper| paper.issuer.as_deref());
            let names: BTreeSet<&str> = graph.agencies.iter().map(|body| body.name.as_str()).chain(issuers).collect();
            let near: Vec<String> = nearest(typed, names.into_iter()).iter().map(|name| format!("`{name}`")).collect();
            let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
            return Err(Error::Name(format!("no body is called `{typed}` here{near}")));
        }
        self.body = Some(held);
        Ok(self)
    }

    /// True if all papers pass.
    pub fn is_open(&self) -> bool {
        self.body.is_none() && self.place.is_none() && self.from.is_none() && self.to.is_none()
    }

    /// True if a paper passes. One whose day is not known passes no filter of days.
    pub fn takes(&self, graph: &Graph, node: NodeIndex) -> bool {
        let paper = &graph.papers[node];
        self.body.as_ref().is_none_or(|held| held.contains(&node))
            && self.place.as_ref().is_none_or(|place| paper.place() == Some(place))
            && self.from.is_none_or(|from| paper.date.is_some_and(|date| from <= date))
            && self.to.is_none_or(|to| paper.date.is_some_and(|date| date <= to))
    }
}
