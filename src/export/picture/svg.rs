//! A picture → SVG. Every box and line carries its words as a title that shows when the pointer rests on it, the
//! picture itself a title and a description for those who hear it. It loads nothing: no font, no script, no image.

use super::look::{Head, Look};
use super::{MARGIN, NAMES, Part, Picture, SMALL, short};
use crate::export::view::{Edge, Kind, Node, Tie, View, day_vi};
use crate::export::xml::escaped;
use std::io::{self, Write};

/// Who looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Somebody with the file alone: the style is in it, and words show where the pointer rests.
    Alone,
    /// A page around it, which has the style and answers to clicks and keys.
    Page,
}

const FONT: &str = "Arial, 'Liberation Sans', 'Noto Sans', Helvetica, sans-serif";
const LEGEND_STEP: f64 = 250.0;
const LEGEND_ROW: f64 = 22.0;

/// The style sheet of the picture.
pub fn style() -> String {
    let mut css = format!(
        "svg.luocdo{{font-family:{FONT};background:#fff}}.luocdo text{{fill:#1a1a1a}}\
         .luocdo .title{{font-size:19px;font-weight:bold}}.luocdo .band{{font-size:12px;font-weight:bold;fill:#37474f}}\
         .luocdo .name{{font-size:12.5px;font-weight:bold}}.luocdo .body .name{{font-size:11.5px;font-weight:normal}}\
         .luocdo .issuer{{font-size:10.5px;fill:#1f4e79}}.luocdo .about{{font-size:10.5px;fill:#333}}\
         .luocdo .mark{{font-size:10.5px;fill:#8a3b00}}.luocdo .small{{font-size:11px;fill:#333}}\
         .luocdo .head{{font-size:14px;font-weight:bold}}\
         .luocdo .said{{font-size:10.5px;font-style:italic;fill:#333;stroke:#fff;stroke-width:3px;paint-order:stroke}}\
         .luocdo .box rect{{fill:#fff;stroke:#1f4e79;stroke-width:1.4}}\
         .luocdo .stub rect{{fill:#fafafa;stroke:#666;stroke-dasharray:6 4}}\
         .luocdo .chief rect{{fill:#fff8e1;stroke-width:2.6}}\
         .luocdo .body rect{{fill:#eef3f7;stroke:#607d8b}}.luocdo path.way{{fill:none}}"
    );
    for look in Look::ALL {
        let dashes = if look.dashes.is_empty() { "none" } else { look.dashes };
        let cap = if look.head == Head::Dot { ";stroke-linecap:round" } else { "" };
        css += &format!(
            ".luocdo .r-{}{{stroke:{};stroke-width:{};stroke-dasharray:{dashes}{cap}}}",
            look.name, look.colour, look.weight
        );
    }
    css
}

/// Writes the picture of a view.
///
/// # Errors
/// What `out` says.
pub fn write(picture: &Picture, view: &View, reader: Reader, out: &mut dyn Write) -> io::Result<()> {
    let [width, height] = picture.size.map(short);
    let title = escaped(&picture.title.join(" "));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"luocdo\" role=\"{}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" aria-labelledby=\"luocdo-title luocdo-desc\" lang=\"vi\">",
        if reader == Reader::Alone { "img" } else { "group" },
    )?;
    writeln!(out, "<title id=\"luocdo-title\">{title}</title>")?;
    writeln!(out, "<desc id=\"luocdo-desc\">{}</desc>", escaped(&described(picture, view)))?;
    if reader == Reader::Alone {
        writeln!(out, "<style>{}</style>", style())?;
        writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>")?;
    }
    heads(picture, out)?;
    for (n, line) in (1..).zip(&picture.title) {
        let y = short(MARGIN - 4.0 + 24.7 * f64::from(n));
        writeln!(out, "<text class=\"title\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", escaped(line))?;
    }
    bands(picture, out)?;
    for line in &picture.lines {
        let look = Look::of(line.name);
        let edges: Vec<&Edge> = line.edges.iter().filter_map(|&at| view.edges.get(at)).collect();
        let numbers: Vec<String> = line.edges.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "<g class=\"line\" data-e=\"{}\"><title>{}</title><path class=\"way r-{}\" d=\"{}\" \
             marker-end=\"url(#h-{})\"/></g>",
            numbers.join(" "),
            escaped(&said(view, &edges)),
            look.name,
            line.way,
            look.name,
        )?;
    }
    for boxed in &picture.boxes {
        self::boxed(view, boxed, reader, out)?;
    }
    for caption in &picture.captions {
        let (class, anchor) =
            (if caption.heading { "head" } else { "said" }, if caption.ends { "end" } else { "start" });
        let [x, y] = caption.at.map(short);
        let words = escaped(&caption.words);
        writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>")?;
    }
    legend(picture, view, out)?;
    writeln!(out, "</svg>")?;
    out.flush()
}

/// What somebody hears who does not see the picture.
fn described(picture: &Picture, view: &View) -> String {
    let papers = view.nodes.iter().filter(|node| node.kind == Kind::Document).count();
    let acts = view.edges.iter().filter(|edge| matches!(edge.tie, Tie::Act(_))).count();
    let mut levels: Vec<&str> = picture.bands.iter().map(|band| band.level.label_vi()).collect();
    levels.dedup();
    format!(
        "{papers} văn bản, {acts} quan hệ, {} nhiệm vụ; từ trên xuống: {}. {}",
        view.edges.len() - acts,
        levels.join(", "),
        picture.notes.join(" ")
    )
}

/// The heads of the arrows.
fn heads(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<defs>")?;
    for look in picture.kinds.iter().map(|name| Look::of(name)) {
        let colour = look.colour;
        let shape = match look.head {
            Head::Full => format!("<path d=\"M0 0L11 5L0 10Z\" fill=\"{colour}\"/>"),
            Head::Open => format!("<path d=\"M1 1L10 5L1 9\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>"),
            Head::Barred => format!(
                "<path d=\"M0 1L8 5L0 9Z\" fill=\"{colour}\"/><path d=\"M10 0V10\" stroke=\"{colour}\" stroke-width=\"2\"/>"
            ),
            Head::Dot => format!("<circle cx=\"6\" cy=\"5\" r=\"4\" fill=\"{colour}\"/>"),
        };
        writeln!(
            out,
            "<marker id=\"h-{}\" viewBox=\"0 0 11 10\" refX=\"10.5\" refY=\"5\" markerWidth=\"11\" markerHeight=\"10\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\">{shape}</marker>",
            look.name
        )?;
    }
    writeln!(out, "</defs>")
}

fn bands(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    for (n, band) in picture.bands.iter().enumerate() {
        let [top, tall] = band.at;
        let fill = if n % 2 == 0 { "#f3f6fa" } else { "#ffffff" };
        let wide = picture.size[0] - 2.0 * MARGIN;
        writeln!(
            out,
            "<g class=\"level\" data-level=\"{}\"><rect x=\"{MARGIN}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" \
             stroke=\"#d5dde6\" stroke-width=\"1\"/><rect x=\"{MARGIN}\" y=\"{}\" width=\"{}\" height=\"{}\" \
             fill=\"#dfe7f0\"/>",
            band.level.name(),
            short(top),
            short(wide),
            short(tall),
            short(top),
            short(NAMES - 8.0),
            short(tall),
        )?;
        let lines = f64::from(u8::try_from(band.words.len()).unwrap_or(4));
        let first = top + tall / 2.0 - (lines - 1.0) * 7.8 + 4.0;
        for (n, words) in (0..4_u8).zip(&band.words) {
            let y = short(first + 15.6 * f64::from(n));
            writeln!(out, "<text class=\"band\" x=\"{}\" y=\"{y}\">{}</text>", MARGIN + 8.0, escaped(words))?;
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

fn boxed(view: &View, boxed: &super::Boxed, reader: Reader, out: &mut dyn Write) -> io::Result<()> {
    let node = &view.nodes[boxed.node];
    let class = match (node.kind, node.described, view.about == Some(boxed.node)) {
        (Kind::Agency, ..) => "box body",
        (_, false, _) => "box stub",
        (_, _, true) => "box chief",
        _ => "box",
    };
    let name = escaped(&hover(node));
    let answers = match reader {
        Reader::Alone => String::new(),
        Reader::Page => format!(" tabindex=\"0\" role=\"button\" aria-label=\"{}\"", escaped(&node.label)),
    };
    let [x, y, wide, tall] = boxed.at.map(short);
    let round = if node.kind == Kind::Agency { 14 } else { 3 };
    write!(
        out,
        "<g class=\"{class}\" data-n=\"{}\"{answers}><title>{name}</title>\
         <rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" rx=\"{round}\"/>",
        boxed.node
    )?;
    let middle = short(boxed.at[0] + boxed.at[2] / 2.0);
    for (part, down, words) in &boxed.words {
        let class = match part {
            Part::Name => "name",
            Part::Issuer => "issuer",
            Part::About => "about",
            Part::Mark => "mark",
        };
        let (y, words) = (short(boxed.at[1] + down), escaped(words));
        write!(out, "<text class=\"{class}\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{words}</text>")?;
    }
    writeln!(out, "</g>")
}

/// All that a box has no room for.
fn hover(node: &Node) -> String {
    let parts = [&node.label, &node.issuer, &node.title];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// What a line says, with the sentences that prove it.
fn said(view: &View, edges: &[&Edge]) -> String {
    let one = |edge: &&Edge| {
        let name = |at: usize| view.nodes[at].label.as_str();
        let head = match edge.tie {
            Tie::Act(kind) => format!("{} — {} → {}", name(edge.from), kind.label_vi(), name(edge.to)),
            Tie::Task(role) => {
                let due = if edge.due.is_empty() { String::new() } else { format!(", hạn {}", day_vi(&edge.due)) };
                format!("{} — {} ({}{due}): {}", name(edge.from), name(edge.to), role.label_vi(), edge.task)
            }
        };
        let proof = |proof: &crate::analyze::Proof| {
            let sure = (proof.confidence * 100.0).round();
            format!("\n“{}” [{}, tin cậy {sure}%]", proof.sentence, proof.source)
        };
        head + &edge.proofs.iter().take(3).map(proof).collect::<String>()
    };
    edges.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// How many samples stand side by side.
fn abreast(picture: &Picture) -> usize {
    let mut count = 1;
    let mut wide = MARGIN * 2.0 + LEGEND_STEP * 2.0;
    while wide <= picture.size[0] {
        count += 1;
        wide += LEGEND_STEP;
    }
    count
}

/// The height of the legend and the notes.
pub(super) fn legend_height(picture: &Picture) -> f64 {
    let rows = (picture.kinds.len() + 3).div_ceil(abreast(picture)) + picture.notes.len() + 1;
    30.0 + LEGEND_ROW * f64::from(u16::try_from(rows).unwrap_or(u16::MAX))
}

fn legend(picture: &Picture, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let top = picture.legend + 14.0;
    writeln!(out, "<text class=\"head\" x=\"{MARGIN}\" y=\"{}\">Chú giải</text>", short(top))?;
    let abreast = abreast(picture);
    let place = |n: usize| {
        let (row, column) = (n / abreast, n % abreast);
        let real = |number: usize| f64::from(u16::try_from(number).unwrap_or(u16::MAX));
        (MARGIN + LEGEND_STEP * real(column), top + LEGEND_ROW * (real(row) + 1.0))
    };
    let mut count = 0;
    let mut entry = |sample: &dyn Fn(f64, f64) -> String, words: &str| {
        let (x, y) = place(count);
        count += 1;
        let (sample, words) = (sample(x, y - 4.0), escaped(words));
        writeln!(out, "{sample}<text class=\"small\" x=\"{}\" y=\"{}\">{words}</text>", short(x + 56.0), short(y))
    };
    for look in picture.kinds.iter().map(|name| Look::of(name)) {
        let sample = |x: f64, y: f64| {
            let (x, to, y) = (short(x), short(x + 46.0), short(y));
            format!("<path class=\"way r-{0}\" d=\"M{x} {y}H{to}\" marker-end=\"url(#h-{0})\"/>", look.name)
        };
        entry(&sample, look.vi)?;
    }
    let rect = |class: &'static str, round: u8| {
        move |x: f64, y: f64| {
            let (x, y) = (short(x), short(y - 7.0));
            format!(
                "<g class=\"box {class}\"><rect x=\"{x}\" y=\"{y}\" width=\"46\" height=\"14\" rx=\"{round}\"/></g>"
            )
        }
    };
    let drawn = |kind: Kind, described: bool| {
        picture.boxes.iter().any(|b| (view.nodes[b.node].kind, view.nodes[b.node].described) == (kind, described))
    };
    if drawn(Kind::Document, true) {
        entry(&rect("", 3), "văn bản đã đọc được tin")?;
    }
    if drawn(Kind::Document, false) {
        entry(&rect("stub", 3), "văn bản chỉ được nhắc tên")?;
    }
    if drawn(Kind::Agency, true) {
        entry(&rect("body", 7), "cơ quan được giao nhiệm vụ")?;
    }
    let mut y = place(count.div_ceil(abreast) * abreast).1 + 4.0;
    let proof =
        "Mũi tên đi từ văn bản tác động đến văn bản bị tác động; để con trỏ lên một đường để đọc câu chứng minh.";
    for note in picture.notes.iter().map(String::as_str).chain([proof]) {
        for line in SMALL.wrap(note, picture.size[0] - 2.0 * MARGIN, 1) {
            writeln!(out, "<text class=\"small\" x=\"{MARGIN}\" y=\"{}\">{}</text>", short(y), escaped(&line))?;
        }
        y += LEGEND_ROW;
    }
    Ok(())
}
