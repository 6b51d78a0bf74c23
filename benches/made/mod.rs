//! A made graph in the shape of a real one, the same every time: papers, what they do to each other, a sentence for each
//! paper that proves what it does, all as N-Quads.
//!
//! The shape is measured on 261 full papers of the shared corpus (1513 papers named, 3060 acts): how often a paper is
//! acted on follows a power law with exponent 2.2 (maximum likelihood of Clauset, Shalizi and Newman 2009 from 2 on); a
//! third of the acts cite, a third name a basis, one in eight amends, one in sixteen each carries out and details.
//! A paper acts on older ones, the k-th most wanted with a chance near 1 / (k + 10)^(1/1.2).

use std::fmt::Write as _;

/// The kinds of acts, each with how many of a hundred it takes.
const KINDS: [(&str, u64); 6] =
    [("cites", 35), ("hasBasis", 31), ("amends", 14), ("implements", 8), ("details", 6), ("repeals", 6)];
const BASE: &str = "https://w3id.org/luocdo/id/";
const LUO: &str = "https://w3id.org/luocdo/ontology#";

/// Chance that is the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same seed.
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to before `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are kept")]
    fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of the papers before `end`, the early ones far more often.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
    pub fn older(&mut self, end: u64) -> u64 {
        const SHIFT: f64 = 10.0;
        const POWER: f64 = 1.0 - 1.0 / 1.2;
        let (low, high) = (SHIFT.powf(POWER), (end as f64 + SHIFT).powf(POWER));
        let at = (low + self.share() * (high - low)).powf(1.0 / POWER) - SHIFT;
        (at.max(0.0) as u64).min(end - 1)
    }
}

/// The IRI of the paper of a number.
pub fn paper(number: u64) -> String {
    format!("{BASE}vn/made/{number}")
}

/// What the papers `from..to` say, in N-Quads, a graph for each; paper 0 says nothing of others. On average each acts
/// `acts` times.
pub fn quads(dice: &mut Dice, from: u64, to: u64, acts: u64) -> String {
    const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
    let mut out = String::new();
    for number in from..to {
        let (paper_iri, graph) = (paper(number), format!("{BASE}source/{number}"));
        let mut say = |subject: &str, predicate: &str, object: &str| {
            let _ = writeln!(out, "<{subject}> <{predicate}> {object} <{graph}> .");
        };
        // The province whose committee issues it, one of 63; the first hundred are of the Prime Minister.
        let issuer = if number < 100 { "ttg".to_owned() } else { format!("ubnd-{}", dice.below(63)) };
        let body = format!("{BASE}vn/agency/{issuer}");
        let day = 1 + number * 3650 / to.max(200_000);
        let date = chrono_day(day);
        say(&paper_iri, RDF, &format!("<{LUO}Document>"));
        say(
            &paper_iri,
            "http://www.w3.org/2000/01/rdf-schema#label",
            &format!("\"Văn bản {number}/VB ngày {date}\"@vi"),
        );
        say(&paper_iri, &format!("{LUO}key"), &format!("\"CV|{number}/VB|{}|{issuer}\"", &date[..4]));
        say(&paper_iri, "http://purl.org/dc/terms/identifier", &format!("\"{number}/VB\""));
        say(&paper_iri, "http://data.europa.eu/eli/ontology#date_document", &format!("\"{date}\"^^<{XSD}date>"));
        say(&paper_iri, "http://data.europa.eu/eli/ontology#passed_by", &format!("<{body}>"));
        say(&body, RDF, "<http://www.w3.org/ns/org#Organization>");
        say(&body, "http://www.w3.org/2004/02/skos/core#prefLabel", &format!("\"Cơ quan {issuer}\"@vi"));
        say(&graph, &format!("{LUO}path"), &format!("\"van-ban/{number}.txt\""));
        let proof = format!("{BASE}evidence/{number}/0-40");
        say(&proof, "http://www.w3.org/ns/oa#exact", &format!("\"Văn bản {number}/VB thực hiện các văn bản trên.\""));
        say(&proof, "http://www.w3.org/ns/oa#start", &format!("\"0\"^^<{XSD}integer>"));
        say(&proof, "http://www.w3.org/ns/oa#end", &format!("\"40\"^^<{XSD}integer>"));
        let many = if number == 0 { 0 } else { dice.below(2 * acts + 1) };
        for act in 0..many {
            let other = paper(dice.older(number));
            let mut left = dice.below(100);
            let kind = KINDS.iter().find(|(_, share)| {
                let found = left < *share;
                left = left.saturating_sub(*share);
                found
            });
            let kind = kind.map_or("cites", |(name, _)| *name);
            let node = format!("{BASE}relation/{number:08x}{act:08x}");
            say(&paper_iri, &format!("{LUO}{kind}"), &format!("<{other}>"));
            say(&node, RDF, &format!("<{LUO}Relation>"));
            say(&node, &format!("{LUO}relationType"), &format!("<{LUO}{kind}>"));
            say(&node, &format!("{LUO}from"), &format!("<{paper_iri}>"));
            say(&node, &format!("{LUO}to"), &format!("<{other}>"));
            say(&node, &format!("{LUO}rule"), "\"made\"");
            say(&node, &format!("{LUO}confidence"), &format!("\"0.9\"^^<{XSD}decimal>"));
            say(&node, &format!("{LUO}evidence"), &format!("<{proof}>"));
            say(&node, "http://www.w3.org/ns/prov#wasDerivedFrom", &format!("<{graph}>"));
        }
    }
    out
}

/// The day so many days after the end of 2015, `YYYY-MM-DD`.
fn chrono_day(days: u64) -> String {
    let start = chrono::NaiveDate::from_ymd_opt(2015, 12, 31).unwrap_or_default();
    (start + chrono::Days::new(days)).to_string()
}
