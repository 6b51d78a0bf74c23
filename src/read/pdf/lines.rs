//! Letters and rules of a page → its lines in the order of reading: words by the gaps between letters, the cells of
//! a ruled table row by row, and where two columns stand side by side the left one before the right.

use super::glyphs::{Glyph, Rule};
use crate::read::row;
use std::cmp::Ordering;

/// A gap wider than this part of the size is a space.
const SPACE: f64 = 0.17;
/// Letters of one run follow each other closer than this part of the size.
const NEAR: f64 = 0.9;
/// A column's gutter is as wide as this part of the size, at least.
const GUTTER: f64 = 0.9;
/// Lines that stand on both sides of a gutter, at least.
const SIDES: usize = 2;
/// Characters that a line of a column has on average, at least: less is a list's numbers.
const CHARS: usize = 6;
/// Pages with more rules are drawings.
const RULES: usize = 4_000;
/// Places tried for a gutter, over the width of the text.
const TRIES: usize = 120;
/// Cuts of one page, one within the other.
const CUTS: usize = 24;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Where it begins.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// Its base line.
    pub y: f64,
    /// The size of most of its letters.
    pub size: f64,
    /// Where the text of its column begins and ends.
    pub column: (f64, f64),
    /// True for a row of a table, whose cells are parted by `|`.
    pub row: bool,
    /// True if the lines before it stand in another column or part of the page.
    pub breaks: bool,
}

/// Letters that follow each other, in the order of the file.
#[derive(Clone, Debug)]
struct Run {
    glyphs: Vec<Glyph>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

impl Run {
    /// The middle of its letters, from which rules and lines around it are told.
    fn middle(&self) -> f64 {
        self.y + self.size * 0.3
    }

    /// True if two runs stand on one line: a raised number beside its word does.
    fn level(&self, other: &Run) -> bool {
        let (top, bottom) = ((self.y + self.size * 0.7).min(other.y + other.size * 0.7), self.y.max(other.y));
        top - bottom > 0.35 * self.size.min(other.size)
    }
}

/// The lines of a page. `glyphs` stand upright, in the order of the file.
pub fn lines(glyphs: &[Glyph], rules: &[Rule]) -> Vec<Line> {
    let runs = runs(glyphs);
    let (cells, flow) = if rules.len() <= RULES { in_cells(runs, rules) } else { (Vec::new(), runs) };
    // Tables cut the page: what stands above one is read before it.
    let mut tables = tables(cells);
    tables.sort_by(|a, b| descending(a.top, b.top));
    let mut rest = flow;
    let mut out = Vec::new();
    for table in tables {
        let (above, below) = rest.into_iter().partition(|run| run.middle() > table.top);
        out.extend(columns(above, CUTS));
        out.extend(table.rows);
        rest = below;
    }
    out.extend(columns(rest, CUTS));
    out
}

fn descending(a: f64, b: f64) -> Ordering {
    b.total_cmp(&a)
}

/// Letters gathered while they follow each other on one base line. Where a font tells no widths the file's order is
/// all there is, and a run goes on until the line changes.
fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let wide = glyphs.iter().filter(|glyph| glyph.width > 0.0).count() * 2 >= glyphs.len();
    let mut found: Vec<Run> = Vec::new();
    for &glyph in glyphs {
        let mark = crate::read::is_mark_above(glyph.c);
        if let Some(run) = found.last_mut() {
            let same =
                (run.y - glyph.y).abs() < 0.1 * run.size.max(1.0) && (run.size - glyph.size).abs() < 0.25 * run.size;
            let gap = glyph.x - run.right;
            let follows = same && (!wide || (-0.3 * run.size..NEAR * run.size).contains(&gap));
            let over = run.glyphs.last().is_some_and(|last| is_same_again(last, &glyph));
            if over {
                continue;
            }
            if follows || mark {
                run.glyphs.push(if mark { Glyph { x: run.right, width: 0.0, ..glyph } } else { glyph });
                run.right = run.right.max(glyph.x + glyph.width);
                run.left = run.left.min(glyph.x);
                continue;
            }
        }
        found.push(Run {
            glyphs: vec![glyph],
            left: glyph.x,
            right: glyph.x + glyph.width,
            y: glyph.y,
            size: glyph.size,
        });
    }
    found.retain(|run| run.glyphs.iter().any(|glyph| !glyph.c.is_whitespace()));
    for run in &mut found {
        // Blanks at the ends part words, and take no room.
        let letters = || run.glyphs.iter().filter(|glyph| !glyph.c.is_whitespace());
        let left = letters().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
        let right = letters().map(|glyph| glyph.x + glyph.width).fold(f64::NEG_INFINITY, f64::max);
        (run.left, run.right) = (left, right);
    }
    found
}

/// True for a letter drawn twice to look bold.
fn is_same_again(last: &Glyph, glyph: &Glyph) -> bool {
    last.c == glyph.c
        && !glyph.c.is_whitespace()
        && glyph.width > 0.0
        && (last.x - glyph.x).abs() < 0.08 * glyph.size
        && (last.y - glyph.y).abs() < 0.08 * glyph.size
}

/// A cell of a ruled table, by its sides in half points.
type Cell = (i64, i64, i64, i64);

/// Parts the runs that stand in cells from those that do not.
fn in_cells(runs: Vec<Run>, rules: &[Rule]) -> (Vec<(Cell, Run)>, Vec<Run>) {
    let upright: Vec<&Rule> = rules.iter().filter(|rule| rule.to.1 - rule.from.1 > rule.to.0 - rule.from.0).collect();
    let level: Vec<&Rule> = rules.iter().filter(|rule| rule.to.1 - rule.from.1 <= rule.to.0 - rule.from.0).collect();
    let (mut cells, mut flow) = (Vec::new(), Vec::new());
    for run in runs {
        match cell(&run, &upright, &level) {
            Some(cell) => cells.push((cell, run)),
            None => flow.push(run),
        }
    }
    (cells, flow)
}

/// The cell around a run: the nearest rules on its four sides, of which at least three uprights stand at its height.
fn cell(run: &Run, upright: &[&Rule], level: &[&Rule]) -> Option<Cell> {
    let middle = run.middle();
    let sides: Vec<f64> = upright
        .iter()
        .filter(|rule| rule.from.1 - 1.0 <= middle && middle <= rule.to.1 + 1.0)
        .map(|rule| (rule.from.0 + rule.to.0) / 2.0)
        .collect();
    let center = (run.left + run.right) / 2.0;
    let left = sides.iter().copied().filter(|&x| x <= center).fold(f64::NEG_INFINITY, f64::max);
    let right = sides.iter().copied().filter(|&x| x > center).fold(f64::INFINITY, f64::min);
    let outer = sides.iter().any(|&x| x < left - 2.0 || x > right + 2.0);
    if !outer || !left.is_finite() || !right.is_finite() {
        return None;
    }
    let across = (left + right) / 2.0;
    let heights = level
        .iter()
        .filter(|rule| rule.from.0 <= across && across <= rule.to.0 && rule.to.0 - rule.from.0 >= 0.8 * (right - left))
        .map(|rule| (rule.from.1 + rule.to.1) / 2.0);
    let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
    for y in heights {
        if y > middle {
            top = top.min(y);
        } else {
            bottom = bottom.max(y);
        }
    }
    let half = |n: f64| (n * 2.0).round() as i64;
    (top.is_finite() && bottom.is_finite()).then(|| (-half(top), half(left), -half(bottom), half(right)))
}

/// A table as its rows.
struct Table {
    top: f64,
    bottom: f64,
    rows: Vec<Line>,
}

/// Tables from the runs in their cells: cells that begin at one height are a row, rows that touch are a table.
fn tables(mut cells: Vec<(Cell, Run)>) -> Vec<Table> {
    cells.sort_by_key(|(cell, _)| *cell);
    let mut found: Vec<Table> = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let top = cells[at].0.0;
        let end = at + cells[at..].iter().take_while(|(cell, _)| cell.0 - top <= 2).count();
        let row = &mut cells[at..end];
        row.sort_by_key(|(cell, _)| (cell.1, cell.3, cell.0));
        let row = &*row;
        at = end;
        let mut texts: Vec<Vec<String>> = Vec::new();
        for column in row.chunk_by(|a, b| (a.0.1, a.0.3) == (b.0.1, b.0.3)) {
            texts.push(
                lines_of(column.iter().map(|(_, run)| run.clone()).collect())
                    .into_iter()
                    .map(|line| line.text)
                    .collect(),
            );
        }
        let bounds = |side: fn(&Cell) -> i64| row.iter().map(move |(cell, _)| side(cell));
        let (left, right) = (bounds(|c| c.1).min().unwrap_or(0), bounds(|c| c.3).max().unwrap_or(0));
        let bottom = -bounds(|c| c.2).max().unwrap_or(0);
        let half = |n: i64| n as f64 / 2.0;
        let line = |text: String| Line {
            text,
            left: half(left),
            right: half(right),
            y: half(-top),
            size: row.first().map_or(0.0, |(_, run)| run.size),
            column: (half(left), half(right)),
            row: true,
            breaks: false,
        };
        let cells: Vec<Vec<String>> = texts.into_iter().map(whole).collect();
        let mut rows: Vec<Line> = match row::line(&cells) {
            Some(text) => vec![line(text)],
            None => cells.into_iter().flatten().map(line).collect(),
        };
        let top = half(-top);
        match found.last_mut().filter(|table| table.bottom <= top + 4.0) {
            Some(table) => {
                table.bottom = table.bottom.min(half(bottom));
                table.rows.append(&mut rows);
            }
            None => found.push(Table { top, bottom: half(bottom), rows }),
        }
    }
    found
}

/// The lines of a cell, in which numbers broken over two are made whole.
fn whole(lines: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        match out.last_mut().filter(|last| super::paragraphs::is_glued(last, &line)) {
            Some(last) => last.push_str(&line),
            None => out.push(line),
        }
    }
    out
}

/// The lines of a part of the page that may stand in two columns.
fn columns(runs: Vec<Run>, cuts: usize) -> Vec<Line> {
    let cut = if cuts > 0 { gutter(&runs) } else { None };
    let Some(cut) = cut else { return lines_of(runs) };
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for run in runs {
        let side = match run.middle() {
            y if y > cut.top => &mut above,
            y if y < cut.bottom => &mut below,
            _ if run.right <= cut.x => &mut left,
            _ => &mut right,
        };
        side.push(run);
    }
    let mut out = columns(above, cuts - 1);
    for part in [left, right] {
        let mut lines = columns(part, cuts - 1);
        if let Some(first) = lines.first_mut() {
            first.breaks = true;
        }
        out.extend(lines);
    }
    let mut rest = columns(below, cuts - 1);
    if let Some(first) = rest.first_mut() {
        first.breaks = true;
    }
    out.extend(rest);
    out
}

/// A white strip with text on both sides.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    x: f64,
    top: f64,
    bottom: f64,
}

/// The gutter with most lines on both sides, if there is one.
fn gutter(runs: &[Run]) -> Option<Gutter> {
    let left = runs.iter().map(|run| run.left).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|run| run.right).fold(f64::NEG_INFINITY, f64::max);
    let size = median(runs.iter().map(|run| run.size))?;
    let mut order: Vec<&Run> = runs.iter().collect();
    order.sort_by(|a, b| descending(a.middle(), b.middle()));
    let mut best: Option<(usize, Gutter)> = None;
    for n in TRIES / 6..TRIES * 5 / 6 {
        let x = left + (right - left) * n as f64 / TRIES as f64;
        let half = GUTTER * size / 2.0;
        let crosses = |run: &Run| run.left < x + half && run.right > x - half;
        for part in order.split(|run| crosses(run)).filter(|part| !part.is_empty()) {
            if let Some((score, found)) = sides(part, x, size)
                && best.is_none_or(|(most, _)| score > most)
            {
                best = Some((score, found));
            }
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// How many lines stand on both sides of a strip in which no run crosses `x`, and from where to where they do.
fn sides(part: &[&Run], x: f64, size: f64) -> Option<(usize, Gutter)> {
    let (left, right): (Vec<&Run>, Vec<&Run>) = part.iter().partition(|run| run.right <= x);
    // Above the first line that has a fellow across the gutter the order is the same without a cut.
    let start = |side: &[&Run]| side.first().map(|run| run.middle());
    let top = start(&left)?.min(start(&right)?) + size * 0.6;
    // Lines below the last that has a fellow belong to their column as long as they follow closely.
    let mut bottom = right.last()?.middle().max(left.last()?.middle());
    for run in part {
        if run.middle() < bottom && bottom - run.middle() < size * 1.8 {
            bottom = run.middle();
        }
    }
    let bottom = bottom - size * 0.6;
    let within = |side: &[&Run]| {
        let mut heights: Vec<f64> = Vec::new();
        let mut chars = 0;
        for run in side.iter().filter(|run| run.middle() <= top && run.middle() >= bottom) {
            if heights.last().is_none_or(|y| y - run.middle() > size * 0.5) {
                heights.push(run.middle());
            }
            chars += run.glyphs.len();
        }
        (chars >= CHARS * heights.len().max(1)).then_some(heights.len())
    };
    let score = within(&left)?.min(within(&right)?);
    (score >= SIDES).then_some((score, Gutter { x, top, bottom }))
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// The lines of runs that stand in one column, from top to bottom.
fn lines_of(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|a, b| descending(a.y, b.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let at =
            rows.iter().rev().take(3).position(|row| {
                row.iter().any(|other| other.size >= run.size && other.level(&run)) || row[0].level(&run)
            });
        match at {
            Some(back) => {
                let index = rows.len() - 1 - back;
                rows[index].push(run);
            }
            None => rows.push(vec![run]),
        }
    }
    let left = rows.iter().flatten().map(|run| run.left).fold(f64::INFINITY, f64::min);
    let right = rows.iter().flatten().map(|run| run.right).fold(f64::NEG_INFINITY, f64::max);
    rows.into_iter().map(|row| line(row, (left, right))).collect()
}

/// The runs of a line as one, from left to right.
fn line(mut row: Vec<Run>, column: (f64, f64)) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut text = String::new();
    let mut end = f64::NEG_INFINITY;
    for glyph in row.iter().flat_map(|run| &run.glyphs) {
        let blank = text.is_empty() || text.ends_with(' ');
        if glyph.c.is_whitespace() {
            if !blank {
                text.push(' ');
            }
        } else {
            let gap = glyph.width > 0.0 && glyph.x - end > SPACE * glyph.size;
            if gap && !blank {
                text.push(' ');
            }
            text.push(glyph.c);
        }
        end = end.max(glyph.x + glyph.width);
    }
    text.truncate(text.trim_end().len());
    let largest = row.iter().max_by_key(|run| run.glyphs.len());
    Line {
        text,
        left: row.iter().map(|run| run.left).fold(f64::INFINITY, f64::min),
        right: row.iter().map(|run| run.right).fold(f64::NEG_INFINITY, f64::max),
        y: largest.map_or(0.0, |run| run.y),
        size: largest.map_or(0.0, |run| run.size),
        column,
        row: false,
        breaks: false,
    }
}
