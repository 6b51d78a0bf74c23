//! A view → a picture ("lược đồ") with every box, line and word at its place: levels of government from the top, each
//! in its band, papers with nothing to join them in a part of their own below. In: a [`View`]. Out: a [`Picture`] in
//! pixels, the same for the same view. It draws nothing; `svg` does.

mod layers;
mod look;
mod place;
mod rows;
mod svg;
mod width;

pub use layers::layers;
pub use look::Look;
pub use svg::{Reader, style, write};

use super::view::{Kind, View, day_vi};
use crate::analyze::Level;
use rows::{ABREAST, Block, Cell, Line, Row, Trunk};
use std::collections::{BTreeMap, BTreeSet};
use width::Face;

/// With more papers and bodies than this, bodies are left out and their tasks counted in the box of the paper.
const BODIES_MOST: usize = 60;
/// With more lines than this the legend alone names them.
const NAMED_MOST: usize = 16;

const MARGIN: f64 = 24.0;
/// Of the column that names the levels.
const NAMES: f64 = 104.0;
const WIDE: f64 = 192.0;
const BODY_WIDE: f64 = 168.0;
const INSIDE: f64 = 11.0;
/// Between two rows; lines bend here.
const ROW_GAP: f64 = 66.0;
/// How far a line goes straight out of a row before it bends, so that heads of arrows stand upright.
const STRAIGHT: f64 = 12.0;
/// Between two rows that no line joins.
const PLAIN_GAP: f64 = 18.0;
/// Between two blocks side by side.
const BLOCK_GAP: f64 = 46.0;
const SHELF_GAP: f64 = 26.0;

const NAME: Face = Face { size: 12.5, bold: true };
const SMALL: Face = Face { size: 10.5, bold: false };
const BODY: Face = Face { size: 11.5, bold: false };
const TITLE: Face = Face { size: 19.0, bold: true };
const BAND: Face = Face { size: 12.0, bold: true };

/// What a line of words in a box says, for its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name of the paper or of the body.
    Name,
    /// Who issued it.
    Issuer,
    /// What it is about.
    About,
    /// That it is only named, or which tasks it gives.
    Mark,
}

/// A box and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxed {
    /// The node of the view.
    pub node: usize,
    /// Left, top, width, height.
    pub at: [f64; 4],
    /// Its words: what they are, where their line stands below the top, and the words.
    pub words: Vec<(Part, f64, String)>,
}

/// A line between two boxes.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Name of the relation, or `assignsTo`.
    pub name: &'static str,
    /// The edges of the view that it stands for.
    pub edges: Vec<usize>,
    /// The way, in the letters of an SVG path.
    pub way: String,
}

/// A band of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The level.
    pub level: Level,
    /// The words of its name.
    pub words: Vec<String>,
    /// Top and height.
    pub at: [f64; 2],
}

/// Words that stand free: beside a line, or over a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Where the words begin, or end if `ends`.
    pub at: [f64; 2],
    /// True where the words end there.
    pub ends: bool,
    /// True for the heading of a part.
    pub heading: bool,
    /// The words.
    pub words: String,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Width and height in pixels.
    pub size: [f64; 2],
    /// The lines of its title.
    pub title: Vec<String>,
    /// The bands, from the top.
    pub bands: Vec<Band>,
    /// The boxes.
    pub boxes: Vec<Boxed>,
    /// The lines.
    pub lines: Vec<Drawn>,
    /// Free words.
    pub captions: Vec<Caption>,
    /// The kinds of line in it, for the legend.
    pub kinds: Vec<&'static str>,
    /// Where the legend begins.
    pub legend: f64,
    /// What is not drawn, and why.
    pub notes: Vec<String>,
}

/// Blocks side by side under one set of bands.
struct Shelf {
    heading: Option<&'static str>,
    gap: f64,
    width: f64,
    blocks: Vec<Laid>,
}

/// A block with the middle of each of its cells.
struct Laid {
    block: Block,
    middles: Vec<Vec<f64>>,
    /// Its left side within the shelf.
    left: f64,
}

/// Lays the picture of a view out.
pub fn picture(view: &View) -> Picture {
    let bodies = view.nodes.iter().filter(|node| node.kind == Kind::Agency).count();
    let with_bodies = view.nodes.len() <= BODIES_MOST;
    let drawn: Vec<bool> = view.nodes.iter().map(|node| with_bodies || node.kind == Kind::Document).collect();
    let lines = rows::lines(view, &drawn);
    let (blocks, alone) = rows::blocks(view, &drawn, &lines);
    let words: Vec<Words> = (0..view.nodes.len()).map(|node| words(view, node)).collect();
    let most = (WIDE + BLOCK_GAP) * f64::from(u8::try_from(ABREAST).unwrap_or(u8::MAX));
    let mut shelves: Vec<Shelf> = Vec::new();
    for mut block in blocks {
        place::order(&mut block);
        let (middles, width) = place::places(&block, |node| wide(view, node));
        let fits = |shelf: &&mut Shelf| shelf.width + BLOCK_GAP + width <= most;
        match shelves.iter_mut().find(fits) {
            Some(shelf) => {
                shelf.blocks.push(Laid { block, middles, left: shelf.width + BLOCK_GAP });
                shelf.width += BLOCK_GAP + width;
            }
            None => {
                let blocks = vec![Laid { block, middles, left: 0.0 }];
                shelves.push(Shelf { heading: None, gap: ROW_GAP, width, blocks });
            }
        }
    }
    if !alone.is_empty() {
        shelves.push(grid(view, &alone, !shelves.is_empty()));
    }
    let mut page = Page::new(view, &words, &lines, &shelves);
    for shelf in &shelves {
        page.shelf(shelf);
    }
    if !with_bodies {
        page.picture.notes.push(format!(
            "Không vẽ {bodies} cơ quan được giao nhiệm vụ cho dễ đọc; nhiệm vụ được đếm trong ô của văn bản giao."
        ));
    }
    page.picture.notes.extend(view.left_out.map(|left_out| left_out.words()));
    page.finish()
}

/// The boxes that no line touches, level by level.
fn grid(view: &View, alone: &[usize], others: bool) -> Shelf {
    let mut rows = Vec::new();
    let mut middles = Vec::new();
    for &level in Level::ALL {
        let mut here: Vec<usize> = alone.iter().copied().filter(|&node| view.nodes[node].level == level).collect();
        here.sort_by_key(|&node| (&view.nodes[node].date, node));
        for (sub, part) in here.chunks(ABREAST).enumerate() {
            rows.push(Row { level, sub, cells: part.iter().map(|&node| Cell::Box(node)).collect() });
            let step = |n: u8| WIDE / 2.0 + f64::from(n) * (WIDE + PLAIN_GAP);
            middles.push((0..u8::MAX).take(part.len()).map(step).collect());
        }
    }
    let heading = others.then_some("Văn bản chưa thấy quan hệ với văn bản khác");
    let block = Block { rows, ways: Vec::new() };
    let width = (WIDE + PLAIN_GAP) * f64::from(u8::try_from(alone.len().min(ABREAST)).unwrap_or(u8::MAX));
    Shelf { heading, gap: PLAIN_GAP, width, blocks: vec![Laid { block, middles, left: 0.0 }] }
}

fn wide(view: &View, node: usize) -> f64 {
    match view.nodes[node].kind {
        Kind::Document => WIDE,
        Kind::Agency => BODY_WIDE,
    }
}

/// The words of a box and its height.
struct Words {
    lines: Vec<(Part, f64, String)>,
    height: f64,
}

fn words(view: &View, at: usize) -> Words {
    let node = &view.nodes[at];
    let inside = wide(view, at) - 2.0 * INSIDE;
    let mut lines = Vec::new();
    let mut down = 7.0;
    let mut add = |part: Part, face: Face, words: &str, most: usize| {
        for line in face.wrap(words, inside, most) {
            down += face.size * 1.28;
            lines.push((part, down, line));
        }
    };
    if node.kind == Kind::Agency {
        add(Part::Name, BODY, &node.label, 4);
    } else {
        // The day stands on a line of its own rather than be torn apart.
        match node.label.rsplit_once(" ngày ").filter(|_| NAME.width(&node.label) > inside) {
            Some((name, day)) => {
                add(Part::Name, NAME, name, 3);
                add(Part::Name, NAME, &format!("ngày {day}"), 1);
            }
            None => add(Part::Name, NAME, &node.label, 4),
        }
        add(Part::Issuer, SMALL, &node.issuer, 2);
        add(Part::About, SMALL, &node.title, 3);
        if !node.described {
            add(Part::Mark, SMALL, "(chỉ được nhắc tên)", 1);
        }
        let tasks = view.tasks_of(at).count();
        if tasks > 0 {
            let due = view.tasks_of(at).map(|task| task.due.as_str()).filter(|due| !due.is_empty()).min();
            let due = due.map(|due| format!(", hạn sớm nhất {}", day_vi(due))).unwrap_or_default();
            add(Part::Mark, SMALL, &format!("Giao {tasks} nhiệm vụ{due}"), 2);
        }
    }
    Words { lines, height: down + 10.0 }
}

/// A picture under way.
struct Page<'a> {
    view: &'a View,
    words: &'a [Words],
    lines: &'a [Line],
    picture: Picture,
    /// How far down it is drawn.
    down: f64,
}

/// A row's top and height.
type Span = (f64, f64);

impl<'a> Page<'a> {
    fn new(view: &'a View, words: &'a [Words], lines: &'a [Line], shelves: &[Shelf]) -> Self {
        let widest = shelves.iter().map(|shelf| shelf.width).fold(4.0 * WIDE, f64::max);
        let width = 2.0 * MARGIN + NAMES + widest + BLOCK_GAP;
        let title = if view.title.is_empty() { "Lược đồ văn bản" } else { &view.title };
        let title = TITLE.wrap(title, width - 2.0 * MARGIN, 3);
        let used: BTreeSet<&str> = lines.iter().map(|line| line.name).collect();
        let kinds = Look::ALL.iter().map(|look| look.name).filter(|name| used.contains(name)).collect();
        let down = MARGIN + TITLE.size * 1.3 * f64::from(u8::try_from(title.len()).unwrap_or(3)) + 12.0;
        let picture = Picture {
            size: [width, 0.0],
            title,
            bands: Vec::new(),
            boxes: Vec::new(),
            lines: Vec::new(),
            captions: Vec::new(),
            kinds,
            legend: 0.0,
            notes: Vec::new(),
        };
        Page { view, words, lines, picture, down }
    }

    fn shelf(&mut self, shelf: &Shelf) {
        if let Some(heading) = shelf.heading {
            self.down += 16.0;
            let at = [MARGIN, self.down];
            self.picture.captions.push(Caption { at, ends: false, heading: true, words: heading.to_owned() });
            self.down += 12.0;
        }
        let mut rows: BTreeMap<(Level, usize), f64> = BTreeMap::new();
        for row in shelf.blocks.iter().flat_map(|laid| &laid.block.rows) {
            let tallest = row.cells.iter().map(|cell| self.height(*cell)).fold(0.0, f64::max);
            let height = rows.entry((row.level, row.sub)).or_default();
            *height = height.max(tallest);
        }
        let mut spans: BTreeMap<(Level, usize), Span> = BTreeMap::new();
        let levels: BTreeSet<Level> = rows.keys().map(|(level, _)| *level).collect();
        for level in levels {
            let words = BAND.wrap(level.label_vi(), NAMES - 16.0, 4);
            let least = BAND.size * 1.3 * f64::from(u8::try_from(words.len()).unwrap_or(4)) + 8.0;
            let top = self.down;
            self.down += shelf.gap / 2.0;
            for (&key, &height) in rows.iter().filter(|((of, _), _)| *of == level) {
                let height = height.max(least - shelf.gap / 2.0);
                spans.insert(key, (self.down, height));
                self.down += height + shelf.gap;
            }
            self.down -= shelf.gap / 2.0;
            self.picture.bands.push(Band { level, words, at: [top, self.down - top] });
        }
        for laid in &shelf.blocks {
            let spans: Vec<Span> = laid.block.rows.iter().map(|row| spans[&(row.level, row.sub)]).collect();
            self.block(laid, &spans);
        }
        self.down += SHELF_GAP;
    }

    fn height(&self, cell: Cell) -> f64 {
        match cell {
            Cell::Box(node) => self.words[node].height,
            Cell::Through(_) => 0.0,
        }
    }

    fn block(&mut self, laid: &Laid, spans: &[Span]) {
        let left = MARGIN + NAMES + BLOCK_GAP / 2.0 + laid.left;
        let mut middle: BTreeMap<(usize, Cell), f64> = BTreeMap::new();
        for (row, (cells, middles)) in laid.block.rows.iter().zip(&laid.middles).enumerate() {
            for (&cell, x) in cells.cells.iter().zip(middles) {
                middle.insert((row, cell), left + x);
                if let Cell::Box(node) = cell {
                    let (wide, tall) = (wide(self.view, node), self.words[node].height);
                    let at = [left + x - wide / 2.0, spans[row].0, wide, tall];
                    self.picture.boxes.push(Boxed { node, at, words: self.words[node].lines.clone() });
                }
            }
        }
        let ports = self.ports(&laid.block, &middle);
        for (at, way) in &laid.block.ways {
            let line = &self.lines[*at];
            let way = self.way(trunk(line, way), way, spans, &middle, &ports);
            self.picture.lines.push(Drawn { name: line.name, edges: line.edges.clone(), way });
        }
        if self.lines.len() <= NAMED_MOST {
            self.names(spans, &ports);
        }
    }

    /// Where lines touch boxes: by row, box, whether at its bottom, and the trunk that the line belongs to.
    fn ports(&self, block: &Block, middle: &BTreeMap<(usize, Cell), f64>) -> Ports {
        let mut wanted: BTreeMap<(usize, usize, bool), BTreeMap<Trunk, Vec<f64>>> = BTreeMap::new();
        for (at, way) in &block.ways {
            let trunk = trunk(&self.lines[*at], way);
            let ends = [(way.first(), way.get(1)), (way.last(), way.len().checked_sub(2).and_then(|n| way.get(n)))];
            for (end, next) in ends {
                if let (Some(&(row, Cell::Box(node))), Some(&next)) = (end, next) {
                    let side = wanted.entry((row, node, next.0 > row)).or_default();
                    side.entry(trunk).or_default().extend(middle.get(&next));
                }
            }
        }
        let mut ports = Ports::new();
        for ((row, node, below), trunks) in wanted {
            let mean = |xs: &Vec<f64>| xs.iter().sum::<f64>() / xs.iter().map(|_| 1.0).sum::<f64>().max(1.0);
            let mut order: Vec<(f64, Trunk)> = trunks.iter().map(|(trunk, xs)| (mean(xs), *trunk)).collect();
            order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let count = f64::from(u8::try_from(order.len()).unwrap_or(u8::MAX));
            let step = (30.0_f64).min((wide(self.view, node) - 30.0) / count);
            let from = middle.get(&(row, Cell::Box(node))).copied().unwrap_or_default() - step * (count - 1.0) / 2.0;
            for (n, (_, trunk)) in (0..u8::MAX).zip(order) {
                ports.insert((row, node, below, trunk), from + step * f64::from(n));
            }
        }
        ports
    }

    /// The way of a line, from the acting paper to the other end.
    fn way(
        &self,
        trunk: Trunk,
        way: &[(usize, Cell)],
        spans: &[Span],
        middle: &BTreeMap<(usize, Cell), f64>,
        ports: &Ports,
    ) -> String {
        // The x of a cell towards a side, and the height at which it is left there.
        let at = |(row, cell): (usize, Cell), below: bool| -> (f64, f64) {
            let (top, tall) = spans[row];
            match cell {
                Cell::Box(node) => {
                    let x = ports.get(&(row, node, below, trunk)).copied().unwrap_or_else(|| middle[&(row, cell)]);
                    (x, if below { top + self.words[node].height } else { top })
                }
                Cell::Through(_) => (middle[&(row, cell)], if below { top + tall } else { top }),
            }
        };
        let mut out = String::new();
        for pair in way.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let below = b.0 > a.0;
            let (start, end) = (at(a, below), at(b, !below));
            // Beside a box that is lower than its row the line goes straight to the end of the row, then bends.
            let edge = |row: usize, below: bool| if below { spans[row].0 + spans[row].1 } else { spans[row].0 };
            let toward = if below { STRAIGHT } else { -STRAIGHT };
            let (bend_from, bend_to) = (edge(a.0, below) + toward, edge(b.0, !below) - toward);
            let half = (bend_from + bend_to) / 2.0;
            if out.is_empty() {
                out = format!("M{} {}", short(start.0), short(start.1));
            }
            out += &format!(
                "L{x} {} C{x} {half} {y} {half} {y} {} L{y} {}",
                short(bend_from),
                short(bend_to),
                short(end.1),
                x = short(start.0),
                y = short(end.0),
                half = short(half),
            );
        }
        out
    }

    /// The names of the relations beside the boxes where their lines meet, as far as there is room.
    fn names(&mut self, spans: &[Span], ports: &Ports) {
        let mut sides: BTreeMap<(usize, usize, bool), Vec<(f64, Trunk)>> = BTreeMap::new();
        for ((row, node, below, trunk), x) in ports {
            sides.entry((*row, *node, *below)).or_default().push((*x, *trunk));
        }
        for ((row, node, below), mut held) in sides {
            held.sort_by(|a, b| a.0.total_cmp(&b.0));
            if held.len() > 2 {
                continue;
            }
            let count = held.len();
            for (n, (x, trunk)) in held.into_iter().enumerate().filter(|(_, (_, trunk))| trunk.hub == node) {
                let ends = count == 2 && n == 0;
                let y = if below { spans[row].0 + self.words[node].height + 21.0 } else { spans[row].0 - 14.0 };
                let words = Look::of(trunk.name).vi.to_owned();
                let at = [if ends { x - 7.0 } else { x + 7.0 }, y];
                self.picture.captions.push(Caption { at, ends, heading: false, words });
            }
        }
    }

    fn finish(mut self) -> Picture {
        self.picture.legend = self.down;
        self.picture.size[1] = self.down + svg::legend_height(&self.picture) + MARGIN;
        self.picture
    }
}

/// Where lines touch boxes.
type Ports = BTreeMap<(usize, usize, bool, Trunk), f64>;

/// The trunk that a line which goes this way belongs to.
fn trunk(line: &Line, way: &[(usize, Cell)]) -> Trunk {
    let rows = (way.first().map(|cell| cell.0), way.last().map(|cell| cell.0));
    let (hub, far) = if line.is_task() { rows } else { (rows.1, rows.0) };
    line.trunk(far > hub)
}

/// A number with one decimal at most.
fn short(number: f64) -> String {
    let tenths = (number * 10.0).round() / 10.0;
    tenths.to_string()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{hostile, many};
    use super::*;
    use crate::export::view::{Edge, Tie};
    use crate::model::RelationType;

    #[track_caller]
    fn check(view: &View, boxes: usize, lines: usize) -> Picture {
        let laid = picture(view);
        assert_eq!((laid.boxes.len(), laid.lines.len()), (boxes, lines));
        assert_eq!(laid, picture(view));
        for (n, a) in laid.boxes.iter().enumerate() {
            let [x, y, wide, tall] = a.at;
            assert!(x >= MARGIN + NAMES - 8.0 && x + wide <= laid.size[0] - MARGIN, "{x} {wide} {}", laid.size[0]);
            for b in &laid.boxes[..n] {
                let [x2, y2, wide2, tall2] = b.at;
                assert!(x >= x2 + wide2 || x2 >= x + wide || y >= y2 + tall2 || y2 >= y + tall, "{a:?} over {b:?}");
            }
            let view_wide = super::wide(view, a.node) - 2.0 * INSIDE;
            assert!(a.words.iter().all(|(_, _, words)| SMALL.width(words) <= view_wide), "{:?}", a.words);
        }
        laid
    }

    #[test]
    fn levels_stand_under_each_other() {
        let view = hostile("Kế hoạch 148/KH-UBND");
        let laid = check(&view, 3, 3);
        let top = |node: usize| laid.boxes.iter().find(|b| b.node == node).map(|b| b.at[1]);
        assert!(top(1) < top(0) && top(0) < top(2));
        let levels: Vec<Level> = laid.bands.iter().map(|band| band.level).collect();
        assert_eq!(levels, [Level::Central, Level::Province, Level::District]);
        assert_eq!(laid.kinds, ["implements", "cites", "assignsTo"]);
    }

    #[test]
    fn circles_loops_and_papers_alone_are_drawn() {
        let mut view = hostile("Kế hoạch 148/KH-UBND");
        let act = |from, to| Edge { from, to, tie: Tie::Act(RelationType::Basis), ..view.edges[0].clone() };
        let (there, back, itself) = (act(0, 1), act(1, 0), act(0, 0));
        view.edges = vec![there, back, itself];
        view.nodes[1].level = view.nodes[0].level;
        let laid = check(&view, 3, 2);
        assert!(laid.captions.iter().any(|caption| caption.heading));
    }

    #[test]
    fn thirty_plans_for_one_directive_stand_in_rows() {
        let laid = check(&many(30), 31, 30);
        assert!(laid.size[0] < 1700.0, "{}", laid.size[0]);
        assert!(laid.size[1] < 2000.0, "{}", laid.size[1]);
    }

    #[test]
    fn many_bodies_are_counted_and_not_drawn() {
        let mut view = many(30);
        let body = hostile("UBND huyện").nodes[2].clone();
        view.nodes.extend(std::iter::repeat_n(body, 40));
        let laid = check(&view, 31, 30);
        assert!(laid.notes[0].contains("40 cơ quan"), "{:?}", laid.notes);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        check(&View::default(), 0, 0);
    }
}
