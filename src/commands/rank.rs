//! `rank`: the weightiest papers, the bodies with most to do, the groups of papers.

use super::answer::{Answer, To};
use super::{Done, Outcome, World};
use crate::cli::{Of, Rank};
use chrono::Local;
use luocdo::analyze::{Graph, Load, Measure, communities, rank_bodies, rank_papers};
use luocdo::export::View;
use luocdo::model::RelationType;
use luocdo::sheet::Sheet;
use luocdo::{Error, Result};

/// Prints the list.
pub fn run(args: &Rank) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Rank, to: To<'_>) -> Done {
    // A wrong measure is told before a long load.
    let measure = measure(args)?;
    let graph = world.graph(false)?;
    let follow = if args.relation.is_empty() { RelationType::ALL.to_vec() } else { args.relation.clone() };
    match measure {
        By::Papers(measure) => papers(args, graph, measure, &follow, to),
        By::Bodies(load) => bodies(args, graph, load, to),
        By::Communities => groups(args, graph, &follow, to),
    }
}

/// What is ranked, and by what.
enum By {
    Papers(Measure),
    Bodies(Load),
    Communities,
}

fn measure(args: &Rank) -> Result<By> {
    let by = args.by.as_deref();
    let wrong = |names: &[&str]| {
        let of = match args.of {
            Of::Papers => "papers",
            Of::Bodies => "bodies",
            Of::Communities => "communities",
        };
        Error::Argument(format!(
            "{of} are not ranked by `{}`; give one of {}",
            by.unwrap_or_default(),
            names.join(", ")
        ))
    };
    match args.of {
        Of::Papers => {
            Measure::from_name(by.unwrap_or("pagerank")).map(By::Papers).ok_or_else(|| wrong(&Measure::names()))
        }
        Of::Bodies => {
            let load = Load::ALL.into_iter().find(|load| by.is_none_or(|by| by == load.name()));
            load.map(By::Bodies).ok_or_else(|| wrong(&Load::ALL.map(Load::name)))
        }
        Of::Communities => match by {
            None | Some("size") => Ok(By::Communities),
            Some(_) => Err(wrong(&["size"])),
        },
    }
}

fn papers(args: &Rank, graph: &Graph, by: Measure, follow: &[RelationType], to: To<'_>) -> Done {
    let mut follow = follow.to_vec();
    if let Measure::Relation(kind) = by
        && !follow.contains(&kind)
    {
        follow.push(kind);
    }
    let rows = rank_papers(graph, by, &follow, args.top);
    let title = match by {
        Measure::PageRank => "Văn bản quan trọng nhất theo PageRank".to_owned(),
        Measure::Any => "Văn bản được nhiều văn bản tác động nhất".to_owned(),
        Measure::Relation(kind) => format!("Văn bản được nhiều văn bản {} nhất", kind.label_vi()),
    };
    Answer::new(&rows, Sheet::of(title, &rows))
        .drawn(|| View::among(graph, rows.iter().map(|row| row.paper.iri.as_str())))
        .give(&args.out, to)?;
    Ok(Outcome::of(!rows.is_empty()))
}

fn bodies(args: &Rank, graph: &Graph, by: Load, to: To<'_>) -> Done {
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    let rows = rank_bodies(graph, by, today, args.top);
    let title = match by {
        Load::Tasks => "Cơ quan được giao nhiều nhiệm vụ nhất",
        Load::Lead => "Cơ quan chủ trì nhiều nhiệm vụ nhất",
        Load::Overdue => "Cơ quan có nhiều nhiệm vụ quá hạn nhất",
    };
    Answer::new(&rows, Sheet::of(title, &rows)).give(&args.out, to)?;
    Ok(Outcome::of(!rows.is_empty()))
}

fn groups(args: &Rank, graph: &Graph, follow: &[RelationType], to: To<'_>) -> Done {
    let found = communities(graph, follow, args.top)?;
    let members = || found.communities.iter().flat_map(|group| &group.members).map(|member| member.iri.as_str());
    Answer::new(&found, Sheet::of("Các nhóm văn bản tác động lẫn nhau", &found.communities))
        .drawn(|| View::among(graph, members()))
        .give(&args.out, to)?;
    Ok(Outcome::of(!found.communities.is_empty()))
}
