//! A row of a table → one line of text, or none: lists are read row by row, while the head of a paper ("UBND TỈNH …"
//! beside "CỘNG HÒA …") and its foot are texts of their own, one below the other.

/// A row longer than this, in code points, is no line of a list.
const LONGEST: usize = 600;

/// The line of a row, from the lines of its cells; `None` where the cells are texts of their own.
pub fn line(cells: &[Vec<String>]) -> Option<String> {
    let full: Vec<_> = cells.iter().filter(|lines| !lines.is_empty()).collect();
    if full.len() <= 2 && full.iter().any(|lines| lines.len() > 1) {
        return None;
    }
    let line = full.iter().map(|lines| lines.join(" ")).collect::<Vec<_>>().join(" | ");
    (line.chars().count() <= LONGEST).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&[&str]], expect: Option<&str>) {
        let cells: Vec<Vec<String>> = cells.iter().map(|c| c.iter().map(|line| (*line).to_owned()).collect()).collect();
        assert_eq!(line(&cells).as_deref(), expect);
    }

    #[test]
    fn a_row_of_a_list_is_a_line() {
        let list: &[&[&str]] = &[&["1"], &["Quyết định", "số 12/2019/QĐ-UBND"], &[], &["Bãi bỏ"]];
        check(list, Some("1 | Quyết định số 12/2019/QĐ-UBND | Bãi bỏ"));
        check(
            &[&["Số: 12/QĐ-UBND"], &["Lạng Sơn, ngày 05 tháng 6 năm 2023"]],
            Some("Số: 12/QĐ-UBND | Lạng Sơn, ngày 05 tháng 6 năm 2023"),
        );
    }

    #[test]
    fn a_head_and_long_cells_are_texts_of_their_own() {
        check(&[&["UBND TỈNH", "-----"], &["CỘNG HÒA", "Độc lập"]], None);
        check(&[&["a"], &["b"], &[&"c".repeat(600)]], None);
    }
}
