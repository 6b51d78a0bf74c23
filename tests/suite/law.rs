//! What must hold of the graph whatever else changes: papers of one number stay apart, nothing uncertain becomes an
//! edge, every edge has its sentence, and the same bytes give the same facts.

use crate::{TABLES, project, reading, reading_with};
use luocdo::analyze::{Graph, Limits, trace, trace_sparql};
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::iri::terms::{ONTOLOGY, TERMS};
use luocdo::model::{Extraction, RelationType, Role, Status, Target};
use luocdo::names::{self, Found};
use luocdo::store::{Answer, Store};
use luocdo::{Config, read};
use std::collections::BTreeSet;

fn example() -> Vec<Extraction> {
    let files = ["caobang-2023-07.html", "langson-2023-w27.txt", "langson-2023-w28.txt"];
    files
        .map(|name| {
            let path = project("examples/digest").join(name);
            let text = read::read_file(&path, u64::MAX).expect("it reads");
            luocdo::extract(&TABLES, &Config { source: name.to_owned(), ..Config::default() }, text)
        })
        .into()
}

fn store(pages: &[Extraction]) -> Store {
    let base = Base::default();
    let mut store = Store::memory(base.clone()).expect("a store");
    for page in pages {
        store.replace_source(&base.source(&page.source), &encode(&base, page, None, &*TABLES)).expect("it takes it");
    }
    store
}

/// The key of the last document that a text names.
#[track_caller]
fn named(text: &str, expect: &str) {
    let found = reading(text);
    let key = found.references.last().and_then(|r| r.key()).map(ToString::to_string);
    assert_eq!(key.as_deref(), Some(expect), "{text}: {:?}", found.references);
}

#[test]
fn the_three_directives_20_are_three_papers() {
    named("Chỉ thị số 20/CT-TTg ngày 29/7/2019 của Thủ tướng Chính phủ.", "CT|20/CT-TTg|2019|TTg");
    named("Chỉ thị số 20/CT-TTg ngày 07/5/2020 của Thủ tướng Chính phủ.", "CT|20/CT-TTg|2020|TTg");
    named("Chỉ thị số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ.", "CT|20/CT-TTg|2023|TTg");
    let found = reading(
        "Kế hoạch thực hiện Chỉ thị số 20/CT-TTg ngày 29/7/2019, Chỉ thị số 20/CT-TTg ngày 07/5/2020 và Chỉ thị số \
         20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ.",
    );
    let iris: BTreeSet<_> = found
        .references
        .iter()
        .filter_map(|r| r.key())
        .map(|key| Base::default().document(key).into_string())
        .collect();
    assert_eq!(iris.len(), 3, "{iris:?}");
}

#[test]
fn the_short_form_takes_the_year_of_the_full_one() {
    named(
        "Thực hiện Chỉ thị số 20/CT-TTg ngày 07/5/2020 của Thủ tướng; Sở Công Thương báo cáo Chỉ thị số 20/CT-TTg.",
        "CT|20/CT-TTg|2020|TTg",
    );
    named("Chỉ thị số 20/CT-TTg ngày 08/6/2023 đã rõ; các huyện thực hiện Chỉ thị 20.", "CT|20/CT-TTg|2023|TTg");
}

#[test]
fn a_bare_directive_20_is_ambiguous_with_its_three_candidates() {
    let found = reading("Sở Công Thương báo cáo kết quả thực hiện Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ.");
    let [reference] = &found.references[..] else { panic!("{:?}", found.references) };
    assert_eq!(reference.status(), Status::Ambiguous);
    let years: Vec<_> = reference.candidates().iter().filter_map(|key| key.year).collect();
    assert_eq!(years, [2019, 2020, 2023]);
    assert_eq!(reference.key(), None);
}

#[test]
fn an_ambiguous_name_gives_no_edge_but_is_kept_with_its_candidates() {
    let page = "UBND tỉnh Lạng Sơn ban hành Kế hoạch số 9/KH-UBND, ngày 04/7/2019 triển khai thực hiện Chỉ thị số \
                16/CT-TTg ngày 27/5/2017. Giao Sở Công Thương thực hiện Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ.";
    let found = reading(page);
    let open: Vec<_> = found.references.iter().filter(|r| matches!(r.target, Target::Many(_) | Target::None)).collect();
    for relation in &found.relations {
        assert!(relation.to.number != "20/CT-TTg" || open.is_empty(), "{relation:?}");
    }
    // Over the whole example: no edge of the graph leads to or from a candidate that nothing else names.
    for page in example() {
        let certain: BTreeSet<_> = page.references.iter().filter_map(|r| r.key()).collect();
        for relation in &page.relations {
            assert!(certain.contains(&relation.to), "{}: {relation:?}", page.source);
        }
    }
    let bare =
        reading("UBND tỉnh ban hành Kế hoạch số 9/KH-UBND ngày 04/7/2023 triển khai thực hiện Chỉ thị số 20/CT-TTg.");
    if bare.references.iter().any(|r| r.status() == Status::Ambiguous) {
        assert!(bare.relations.is_empty(), "{:?}", bare.relations);
        let quads = encode(&Base::default(), &bare, None, &*TABLES);
        assert!(quads.iter().any(|quad| quad.predicate.as_str().ends_with("#candidate")));
        assert!(!quads.iter().any(|quad| quad.predicate.as_str().ends_with("#implements")));
    }
}

#[test]
fn a_paper_never_cites_one_of_later() {
    for page in example() {
        for relation in &page.relations {
            if let (Some(from), Some(to)) = (relation.from.year, relation.to.year) {
                assert!(from >= to, "{}: {} → {}", page.source, relation.from, relation.to);
            }
        }
    }
    let date = chrono::NaiveDate::from_ymd_opt(2020, 6, 1);
    let found = reading_with(
        "Các huyện thực hiện Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ.",
        Config { date, ..Config::default() },
    );
    let years = |r: &luocdo::model::Reference| -> Vec<i32> {
        r.key().into_iter().chain(r.candidates()).filter_map(|key| key.year).collect()
    };
    assert!(found.references.iter().all(|r| years(r).iter().all(|year| *year <= 2020)), "{:?}", found.references);
}

#[test]
fn basis_is_never_implementation() {
    let found = reading(
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 37/QĐ-UBND\nLạng Sơn, ngày 04 tháng 7 năm 2023\nQUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\n\n\
         Căn cứ Nghị định số 13/2018/NĐ-CP ngày 23/01/2018 của Chính phủ;\n",
    );
    assert!(!found.relations.is_empty());
    assert!(found.relations.iter().all(|r| r.kind == RelationType::Basis), "{:?}", found.relations);
}

#[test]
fn the_example_answers_the_question_of_the_readme() {
    let store = store(&example());
    let graph = Graph::load(&store).expect("it loads");
    let Found::One(order) = names::find(&graph, "Chỉ thị 20/CT-TTg", Some(2023)) else { panic!("one paper") };
    let tree = trace(&graph, order, &Limits::default());
    let numbers: BTreeSet<&str> = tree.steps.iter().map(|step| step.paper.number.as_str()).collect();
    for number in ["1892/KH-UBND", "148/KH-UBND", "1187/SCT-QLNL"] {
        assert!(numbers.contains(number), "{number} carries it out: {numbers:?}");
    }
    for step in &tree.steps {
        let proof = step.proofs.first().expect("every edge has its sentence");
        assert!(!proof.sentence.is_empty() && proof.source.contains("-2023-"), "{proof:?}");
    }
    let due = |number: &str, agency: &str, role: Role| {
        let mut tasks = tree.steps.iter().filter(|step| step.paper.number == number).flat_map(|step| &step.assignments);
        let task = tasks.find(|task| task.agency.contains(agency) && task.role == role);
        task.unwrap_or_else(|| panic!("{number} tasks {agency}")).due.map(|due| due.to_string())
    };
    assert_eq!(due("1892/KH-UBND", "UBND các huyện, thành phố", Role::Perform).as_deref(), Some("2023-08-31"));
    assert_eq!(due("1892/KH-UBND", "Sở Công Thương", Role::Lead).as_deref(), Some("2023-12-14"));
    assert_eq!(due("1187/SCT-QLNL", "sở, ban, ngành", Role::Request).as_deref(), Some("2023-07-31"));
}

#[test]
fn sparql_says_what_trace_says() {
    let store = store(&example());
    let graph = Graph::load(&store).expect("it loads");
    for order in graph.papers.node_indices() {
        let tree = trace(&graph, order, &Limits::default());
        let walked: BTreeSet<[String; 3]> = (tree.steps.iter())
            .map(|step| [step.paper.iri.clone(), step.relation.predicate().to_owned(), step.order.to_owned()])
            .collect();
        let Answer::Rows(answer) = store.query(&trace_sparql(&graph.papers[order].iri)).expect("it answers") else {
            panic!("rows")
        };
        let cell = |row: &[Option<oxigraph::model::Term>], name: &str| {
            let at = answer.columns.iter().position(|column| column == name).expect("a column");
            row[at].as_ref().map(|term| term.to_string().trim_matches(['<', '>']).to_owned()).expect("bound")
        };
        let asked: BTreeSet<[String; 3]> = answer
            .rows
            .iter()
            .map(|row| [cell(row, "paper"), cell(row, "type").replace(ONTOLOGY, ""), cell(row, "order")])
            .collect();
        assert_eq!(asked, walked, "{}", graph.papers[order].label);
    }
}

#[test]
fn the_same_bytes_give_the_same_quads_in_the_same_order() {
    let quads = || example().iter().flat_map(|page| encode(&Base::default(), page, None, &*TABLES)).collect::<Vec<_>>();
    let once = quads();
    assert!(once.len() > 1000);
    assert!(once == quads());
}

#[test]
fn every_word_of_ours_in_the_graph_is_one_of_the_ontology() {
    let ontology = std::fs::read_to_string(project("ontology/luocdo.ttl")).expect("it reads");
    let defined: BTreeSet<&str> =
        ontology.lines().filter_map(|line| line.strip_prefix("luo:")?.split(' ').next()).collect();
    assert!(TERMS.len() > 40 && defined.len() > TERMS.len());
    for page in example() {
        for quad in encode(&Base::default(), &page, None, &*TABLES) {
            for node in [quad.predicate.to_string(), quad.object.to_string()] {
                if let Some(iri) = node.strip_prefix('<').and_then(|iri| iri.strip_suffix('>')) {
                    let local = iri.strip_prefix(ONTOLOGY);
                    assert!(local.is_none_or(|local| defined.contains(local)), "{iri}");
                }
            }
        }
    }
}

#[test]
fn every_place_leads_back_to_its_words_in_the_source() {
    for name in ["langson-2023-w27.txt", "langson-2023-w28.txt"] {
        let path = project("examples/digest").join(name);
        let plain = std::fs::read_to_string(&path).expect("it reads");
        // The same page as other editors write it: byte order mark, CRLF, decomposed letters.
        use unicode_normalization::UnicodeNormalization;
        let odd = format!("\u{feff}{}", plain.nfd().collect::<String>().replace('\n', "\r\n"));
        let [same, other] = [plain, odd].map(|source| {
            let points: Vec<char> = source.chars().collect();
            let found = reading(&source);
            let words = |span| {
                let [start, end] = found.text.points(span);
                points[start..end].iter().collect::<String>().nfc().collect::<String>().replace("\r\n", "\n")
            };
            let mentions: Vec<_> = found.mentions.iter().map(|m| (m.kind(), words(m.span))).collect();
            for mention in &found.mentions {
                assert_eq!(words(mention.span), found.text.slice(mention.span));
            }
            let relations: Vec<_> =
                found.relations.iter().map(|r| (r.kind, r.from.clone(), r.to.clone(), words(r.evidence))).collect();
            (mentions, relations)
        });
        assert_eq!(same, other, "{name}");
    }
}
