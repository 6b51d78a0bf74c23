//! What the library draws → the letters of a page with their places, and the rules around the cells of its tables.

use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

/// Letters of one page that are taken.
const LETTERS: usize = 2_000_000;
/// A rule is no thicker than this, in points.
const THIN: f64 = 3.0;
/// A rule is at least so long, in points.
const LONG: f64 = 6.0;

/// A letter where it stands, in points from the lower left as the reader sees the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The character.
    pub c: char,
    /// Where it begins.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// How far the pen moves.
    pub width: f64,
    /// Its size.
    pub size: f64,
}

/// A straight line, upright or level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Left or lower end.
    pub from: (f64, f64),
    /// Right or upper end.
    pub to: (f64, f64),
}

/// One page as drawn.
#[derive(Debug, Default)]
pub struct Page {
    /// Letters in the order of the file, by the quarter turn in which they are written: 0 is upright.
    pub glyphs: [Vec<Glyph>; 4],
    /// Rules, as the upright page has them.
    pub rules: Vec<Rule>,
    /// Letters for which the fonts give no character.
    pub nameless: usize,
}

impl Page {
    /// The quarter turn in which most letters are written.
    pub fn turn(&self) -> usize {
        (0..4).max_by_key(|&turn| (self.glyphs[turn].len(), 4 - turn)).unwrap_or(0)
    }

    /// Letters of a quarter turn, as they stand when the page is turned upright for them.
    pub fn upright(&self, turn: usize) -> Vec<Glyph> {
        self.glyphs[turn]
            .iter()
            .map(|glyph| {
                let (x, y) = turned(turn, (glyph.x, glyph.y));
                Glyph { x, y, ..*glyph }
            })
            .collect()
    }

    /// Rules as they stand when the page is turned so.
    pub fn upright_rules(&self, turn: usize) -> Vec<Rule> {
        self.rules.iter().map(|rule| rule_between(turned(turn, rule.from), turned(turn, rule.to))).collect()
    }
}

/// A point of a page that is turned back by so many quarters.
fn turned(turn: usize, (x, y): (f64, f64)) -> (f64, f64) {
    match turn {
        1 => (y, -x),
        2 => (-x, -y),
        3 => (-y, x),
        _ => (x, y),
    }
}

fn rule_between(a: (f64, f64), b: (f64, f64)) -> Rule {
    Rule { from: (a.0.min(b.0), a.1.min(b.1)), to: (a.0.max(b.0), a.1.max(b.1)) }
}

/// What pages and their orders say to us while the library draws: a box that no page has, drawn as a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Another page begins.
    Page,
    /// What is drawn up to [`Signal::End`] reads as these words.
    Words(usize),
    /// The words end.
    End,
}

/// Where signals are drawn: farther out than any page reaches, and exact in the numbers of PDF.
const FAR: f64 = -16_777_216.0;

impl Signal {
    /// The box that is filled as this signal: its corner, width and height.
    pub fn drawn(self) -> [f64; 4] {
        match self {
            Signal::Page => [FAR, FAR, 0.0, 0.0],
            Signal::Words(at) => [FAR, FAR, 1.0, at as f64],
            Signal::End => [FAR, FAR, 2.0, 0.0],
        }
    }

    fn read(drawn: [f64; 4]) -> Option<Self> {
        match drawn {
            [x, y, ..] if x != FAR || y != FAR => None,
            [.., 0.0, _] => Some(Signal::Page),
            [.., 1.0, at] => Some(Signal::Words(at as usize)),
            _ => Some(Signal::End),
        }
    }
}

/// Pages as the library draws them, one after the other.
#[derive(Debug, Default)]
pub struct Sheets {
    /// The pages.
    pub pages: Vec<Page>,
    /// What [`Signal::Words`] counts.
    words: Vec<String>,
    /// The words that are being drawn, and how many letters the page had before them.
    open: Option<(usize, [usize; 4])>,
}

impl Sheets {
    /// No page yet; `words` are what signals tell.
    pub fn new(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn hear(&mut self, signal: Signal) {
        match signal {
            Signal::Page => {
                self.open = None;
                self.pages.push(Page::default());
            }
            Signal::Words(at) => {
                let page = self.page();
                let before = std::array::from_fn(|turn| page.glyphs[turn].len());
                self.open = Some((at, before));
            }
            Signal::End => {
                let Some((at, before)) = self.open.take() else { return };
                let Some(words) = self.words.get_mut(at).map(std::mem::take) else { return };
                let page = self.page();
                for (turn, from) in before.into_iter().enumerate() {
                    let drawn = page.glyphs[turn].split_off(from);
                    if let (Some(first), Some(last)) = (drawn.first(), drawn.last()) {
                        // Marks drawn over their letter are told as one with it, and move nothing on.
                        let over = drawn.len() > words.chars().count();
                        let whole = (last.x - first.x).hypot(last.y - first.y) + last.width;
                        let letters = drawn.iter().take(words.chars().count()).map(|glyph| glyph.width).sum();
                        let width = if over { whole.min(letters) } else { whole };
                        page.spread(turn, Glyph { width, ..*first }, &words);
                    }
                }
            }
        }
    }
}

impl Page {
    /// Adds the characters of one letter, which share its width: a ligature has several.
    fn spread(&mut self, turn: usize, whole: Glyph, text: &str) {
        let share = whole.width / text.chars().count().max(1) as f64;
        let (across, up) = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][turn];
        let glyphs = &mut self.glyphs[turn];
        for (n, c) in text.chars().enumerate() {
            if glyphs.len() < LETTERS && !c.is_control() && c != '\u{fffd}' {
                let (x, y) = (whole.x + across * share * n as f64, whole.y + up * share * n as f64);
                glyphs.push(Glyph { c, x, y, width: share, ..whole });
            }
        }
    }
}

impl OutputDev for Sheets {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let (across, up) = (place.m11 * font_size, place.m12 * font_size);
        let size = (place.m21.hypot(place.m22) * font_size).abs();
        let width = (across.hypot(up) * width + spacing * place.m11.hypot(place.m12)).abs();
        if ![place.m31, place.m32, size, width].iter().all(|n| n.is_finite()) {
            return Ok(());
        }
        let turn = match (across.abs() >= up.abs(), across >= 0.0, up >= 0.0) {
            (true, true, _) => 0,
            (true, false, _) => 2,
            (false, _, true) => 1,
            (false, _, false) => 3,
        };
        let told = self.open.is_some();
        let page = self.page();
        let nameless = text.is_empty() || text.starts_with(['\0', '\u{fffd}']);
        page.nameless += usize::from(nameless && !told);
        // The place of a letter without a name counts where the file tells what it reads as.
        let text = if nameless && told { " " } else { text };
        page.spread(turn, Glyph { c: ' ', x: place.m31, y: place.m32, width, size }, text);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, place: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        self.page().draw(place, path);
        Ok(())
    }

    fn fill(&mut self, place: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        for order in &path.ops {
            if let PathOp::Rect(x, y, width, height) = *order
                && let Some(signal) = Signal::read([x, y, width, height])
            {
                self.hear(signal);
                return Ok(());
            }
        }
        self.page().draw(place, path);
        Ok(())
    }
}

impl Page {
    /// Keeps what is a rule of a drawn path: level and upright lines, thin boxes, and the sides of wide ones.
    fn draw(&mut self, place: &Transform, path: &Path) {
        let at =
            |x: f64, y: f64| (x * place.m11 + y * place.m21 + place.m31, x * place.m12 + y * place.m22 + place.m32);
        let (mut start, mut pen) = ((0.0, 0.0), (0.0, 0.0));
        for order in &path.ops {
            match *order {
                PathOp::MoveTo(x, y) => (start, pen) = (at(x, y), at(x, y)),
                PathOp::LineTo(x, y) => {
                    self.rule(pen, at(x, y));
                    pen = at(x, y);
                }
                PathOp::CurveTo(.., x, y) => pen = at(x, y),
                PathOp::Close => {
                    self.rule(pen, start);
                    pen = start;
                }
                PathOp::Rect(x, y, width, height) => {
                    let corners = [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height)];
                    let whole = rule_between(corners[0], corners[2]);
                    if whole.to.0 - whole.from.0 <= THIN || whole.to.1 - whole.from.1 <= THIN {
                        self.rule(corners[0], corners[2]);
                        continue;
                    }
                    for side in 0..4 {
                        self.rule(corners[side], corners[(side + 1) % 4]);
                    }
                }
            }
        }
    }

    fn rule(&mut self, a: (f64, f64), b: (f64, f64)) {
        let rule = rule_between(a, b);
        let (across, up) = (rule.to.0 - rule.from.0, rule.to.1 - rule.from.1);
        let finite = across.is_finite() && up.is_finite();
        if finite && across.min(up) <= THIN && across.max(up) >= LONG && self.rules.len() < LETTERS {
            self.rules.push(rule);
        }
    }
}
