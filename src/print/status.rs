//! A status → what a person reads: the answer first, then the sentences that it rests on, the texts of the paper by
//! day, and what to look at before relying on it.

use super::day;
use super::tree::{capitalised, fill, heading, quoted};
use chrono::NaiveDate;
use luocdo::analyze::status::{AnchorRule, Doubt, Event, Force, Holds, Status};
use luocdo::analyze::{Proof, ToldDay};
use std::io::{self, Write};

/// Writes a status for a screen of so many columns.
pub fn write(status: &Status, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", heading(&status.paper))?;
    if let Some(title) = &status.paper.title {
        fill(out, "  ", title, columns)?;
    }
    writeln!(out, "Ngày {}: {}", day(status.on), answer(status))?;
    for (words, days) in [("Có hiệu lực từ", &status.paper.effect), ("Hết hiệu lực từ", &status.paper.ends)]
    {
        for told in days {
            fill(out, "  ", &format!("{words} {} theo {}", day(told.day), sources(told)), columns)?;
        }
    }
    for event in &status.events {
        fill(out, "", &format!("• {}", happening(event)), columns)?;
        for proof in &event.proofs {
            let proof = Proof { sentence: around(&proof.sentence, &proof.cue), ..proof.clone() };
            fill(out, "  ", &format!("{} (mã {})", quoted(&proof), proof.id), columns)?;
        }
    }
    if status.versions.len() > 1 {
        writeln!(out, "Các phiên bản:")?;
        for (at, version) in status.versions.iter().enumerate() {
            let by = if version.by.is_empty() { "như ban hành".to_owned() } else { version.by.join("; ") };
            let here = if version.current { " ← áp dụng ngày này" } else { "" };
            fill(out, "  ", &format!("{}. {}: {by}{here}", at + 1, since(version.from)), columns)?;
        }
    }
    if !status.doubts.is_empty() {
        writeln!(out, "Lưu ý:")?;
        for doubt in &status.doubts {
            fill(out, "  ", &format!("- {}", words(doubt)), columns)?;
        }
    }
    Ok(())
}

/// "HẾT HIỆU LỰC TOÀN BỘ từ ngày 01/07/2025".
fn answer(status: &Status) -> String {
    let mut words = status.status.label_vi().to_uppercase();
    if status.part {
        words.push_str(" MỘT PHẦN");
    }
    match (status.status, status.since) {
        (Force::Unknown, _) | (Force::NotYet, None) => words,
        (Force::NotYet, Some(day)) => format!("{words}; sẽ có hiệu lực {}", since(Some(day))),
        (_, day) => format!("{words} {}", since(day)),
    }
}

fn since(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "chưa rõ từ ngày nào".to_owned(), |date| format!("từ ngày {}", day(date)))
}

/// The words of a long sentence around those that decided: the preamble of a decree is one sentence of two pages. JSON
/// and CSV have the whole.
pub(super) fn around(sentence: &str, cue: &str) -> String {
    const BEFORE: usize = 20;
    const MOST: usize = 60;
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words.len() <= MOST {
        return words.join(" ");
    }
    let decided: Vec<String> = cue.split_whitespace().map(str::to_lowercase).collect();
    let says = |at: &[&str]| at.iter().zip(&decided).all(|(word, cue)| word.to_lowercase() == *cue);
    let at = words.windows(decided.len().max(1)).position(says).unwrap_or(0);
    let first = at.saturating_sub(BEFORE).min(words.len() - MOST);
    let shown = words[first..first + MOST].join(" ");
    let (before, behind) = (first > 0, first + MOST < words.len());
    format!("{}{shown}{}", if before { "… " } else { "" }, if behind { " …" } else { "" })
}

fn sources(told: &ToldDay) -> String {
    told.sources.join(", ")
}

/// "Bãi bỏ một phần (khoản 2 Điều 5) bởi Nghị định 70/2025/NĐ-CP, từ ngày 01/06/2025".
fn happening(event: &Event) -> String {
    let part = if event.part { " một phần" } else { "" };
    let pinpoints = event.pinpoints().join("; ");
    let pinpoints = if pinpoints.is_empty() { pinpoints } else { format!(" ({pinpoints})") };
    let holds = match event.holds {
        Holds::Yes | Holds::Undated => "",
        Holds::NotYet => " — chưa áp dụng ngày này",
        Holds::Never => " — không áp dụng",
        Holds::NoLonger => " — không còn áp dụng",
    };
    let kind = capitalised(event.kind.label_vi());
    format!("{kind}{part}{pinpoints} bởi {}, {}{holds}", event.by.label, since(event.day))
}

fn words(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoEffect => "Chưa thấy nguồn nào nêu ngày có hiệu lực của văn bản này.".to_owned(),
        Doubt::EffectsDiffer => "Các nguồn nêu ngày có hiệu lực khác nhau.".to_owned(),
        Doubt::EndsDiffer => "Các nguồn nêu ngày hết hiệu lực khác nhau.".to_owned(),
        Doubt::NoDay { by, kind, issued } => {
            let issued = issued.map(|date| format!(" (ban hành ngày {})", day(date))).unwrap_or_default();
            format!("Chưa rõ {by}{issued} {} văn bản này từ ngày nào.", kind.label_vi())
        }
        Doubt::NeverActed { by, kind, ended } => {
            format!("{by} hết hiệu lực từ ngày {}, trước khi kịp {} văn bản này.", day(*ended), kind.label_vi())
        }
        Doubt::NoPower { by, kind } => format!(
            "Có câu cho thấy {by} {} văn bản này, nhưng loại văn bản đó không có thẩm quyền; cần đọc lại câu.",
            kind.label_vi()
        ),
        Doubt::Older { by, kind } => {
            format!("Có câu cho thấy {by} {} văn bản này, nhưng văn bản đó ban hành trước.", kind.label_vi())
        }
        Doubt::SuspensionOver { by, ended } => format!(
            "{by} đình chỉ văn bản này đã hết hiệu lực từ ngày {}; cần kiểm tra việc xử lý sau đình chỉ.",
            day(*ended)
        ),
        Doubt::ActorSuspended { by } => format!("{by} đang bị đình chỉ hoặc ngưng hiệu lực."),
        Doubt::AnchorGone { anchor, since: date, rule } => {
            let rule = match rule {
                Some(AnchorRule::EndsAlong) => {
                    "văn bản quy định chi tiết đồng thời hết hiệu lực theo khoản 4 Điều 154 Luật số 80/2015/QH13"
                }
                Some(AnchorRule::GoesOn) => {
                    "văn bản quy định chi tiết tiếp tục có hiệu lực nếu không trái văn bản mới, theo khoản 2 Điều 57 \
                     Luật số 64/2025/QH15"
                }
                None => {
                    "xem khoản 4 Điều 154 Luật số 80/2015/QH13 và khoản 2 Điều 57 Luật số 64/2025/QH15 (từ ngày \
                     01/04/2025)"
                }
            };
            format!(
                "{anchor} mà văn bản này quy định chi tiết đã hết hiệu lực, {}; {rule}. Chưa thấy văn bản nào nêu \
                 tên để bãi bỏ văn bản này.",
                since(*date)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use luocdo::analyze::Paper;
    use luocdo::analyze::status::Version;
    use luocdo::model::RelationType;

    fn date(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn paper(label: &str) -> Paper {
        Paper { label: label.into(), described: true, ..Paper::default() }
    }

    fn sample() -> Status {
        let told = ToldDay { day: date("2022-07-01").expect("a day"), sources: vec!["a.txt".into(), "b.txt".into()] };
        let proof = Proof {
            id: "51f0".into(),
            sentence: "Bãi bỏ khoản 2\n Điều 5 NĐ 1.".into(),
            source: "c.txt".into(),
            confidence: 0.9,
            pinpoint: Some("khoản 2 Điều 5".into()),
            ..Proof::default()
        };
        let event = Event {
            kind: RelationType::Repeals,
            part: true,
            by: paper("NĐ 2"),
            day: date("2025-06-01"),
            holds: Holds::Yes,
            proofs: vec![proof],
        };
        let version = |from, by: &[&str], current| Version {
            from: date(from),
            by: by.iter().map(|by| (*by).to_owned()).collect(),
            current,
        };
        Status {
            paper: Paper { effect: vec![told], ..paper("NĐ 1") },
            on: date("2025-11-20").expect("a day"),
            status: Force::PartlyExpired,
            part: false,
            since: date("2025-06-01"),
            events: vec![event],
            versions: vec![version("2022-07-01", &[], false), version("2025-06-01", &["NĐ 2 (bãi bỏ)"], true)],
            doubts: vec![Doubt::AnchorGone {
                anchor: "Luật A".into(),
                since: date("2025-05-01"),
                rule: Some(AnchorRule::GoesOn),
            }],
        }
    }

    #[test]
    fn the_answer_comes_first_and_the_sentences_behind_it() {
        let mut out = Vec::new();
        write(&sample(), 110, &mut out).expect("memory takes it");
        let expect = "\
NĐ 1
Ngày 20/11/2025: HẾT HIỆU LỰC MỘT PHẦN từ ngày 01/06/2025
  Có hiệu lực từ 01/07/2022 theo a.txt, b.txt
• Bãi bỏ một phần (khoản 2 Điều 5) bởi NĐ 2, từ ngày 01/06/2025
  “Bãi bỏ khoản 2 Điều 5 NĐ 1.” [c.txt, tin cậy 90%] (mã 51f0)
Các phiên bản:
  1. từ ngày 01/07/2022: như ban hành
  2. từ ngày 01/06/2025: NĐ 2 (bãi bỏ) ← áp dụng ngày này
Lưu ý:
  - Luật A mà văn bản này quy định chi tiết đã hết hiệu lực, từ ngày 01/05/2025; văn bản quy định chi tiết
    tiếp tục có hiệu lực nếu không trái văn bản mới, theo khoản 2 Điều 57 Luật số 64/2025/QH15. Chưa thấy văn
    bản nào nêu tên để bãi bỏ văn bản này.
";
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }

    #[test]
    fn a_long_sentence_is_shown_where_it_decides() {
        let long = format!("{}Điều 2 Bãi bỏ Quyết định số 1 {}", "căn cứ luật ".repeat(40), "và tờ trình ".repeat(40));
        let shown = around(&long, "bãi bỏ");
        assert!(shown.contains("Điều 2 Bãi bỏ Quyết định số 1") && shown.split_whitespace().count() == 62, "{shown}");
        assert!(shown.starts_with("… ") && shown.ends_with(" …"));
        assert_eq!(around("Bãi bỏ\n Quyết định.", "bãi bỏ"), "Bãi bỏ Quyết định.");
        assert_eq!(around(&"từ ".repeat(61), ""), format!("{}…", "từ ".repeat(60)));
    }

    #[test]
    fn every_doubt_is_said_in_words() {
        let by = || "NĐ 2".to_owned();
        let ended = date("2022-06-01").expect("a day");
        let kind = RelationType::Replaces;
        for (doubt, expect) in [
            (Doubt::NoEffect, "ngày có hiệu lực"),
            (Doubt::EffectsDiffer, "khác nhau"),
            (Doubt::EndsDiffer, "hết hiệu lực khác nhau"),
            (Doubt::NoDay { by: by(), kind, issued: date("2022-05-01") }, "NĐ 2 (ban hành ngày 01/05/2022) thay thế"),
            (Doubt::NeverActed { by: by(), kind, ended }, "trước khi kịp thay thế"),
            (Doubt::NoPower { by: by(), kind }, "không có thẩm quyền"),
            (Doubt::Older { by: by(), kind }, "ban hành trước"),
            (Doubt::SuspensionOver { by: by(), ended }, "01/06/2022"),
            (Doubt::ActorSuspended { by: by() }, "NĐ 2 đang bị đình chỉ"),
        ] {
            assert!(words(&doubt).contains(expect), "{}", words(&doubt));
        }
    }
}
