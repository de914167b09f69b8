//! The map: a table for each crate, under its name, in the section `## The map` of `CONTRIBUTING.md`.
//!
//! | wing | what lives there | may use |
//! |---|---|---|
//! | `api/`, `blocking.rs` | the door | everything below but `incoming` |
//! | `incoming/` | what comes from outside | `types` |
//! | `types/`, `codes` | values | nothing |
//!
//! Rows stand from the highest wing to the lowest. The first column holds a wing's folders, files and modules that `lib.rs` writes in
//! place, of which the first gives it its name; the last which of the wings below it may use.

use crate::tree::Violation;

pub const DOCUMENT: &str = "CONTRIBUTING.md";

#[derive(Debug)]
pub struct Wing {
    pub name: String,
    /// As the table has them: `wire/`, `spec.rs`, `codes`.
    pub paths: Vec<String>,
    /// The names of the wings that it may use.
    pub below: Vec<String>,
    /// The row's line in the document.
    pub line: usize,
}

/// The wings of a crate, from the highest to the lowest.
#[derive(Debug)]
pub struct Table {
    pub wings: Vec<Wing>,
}

impl Table {
    /// The place of the wing that a file belongs to: by the longest of the paths that it is under.
    pub fn wing_of(&self, file: &str) -> Option<usize> {
        let paths = self.wings.iter().enumerate().flat_map(|(at, wing)| wing.paths.iter().map(move |path| (at, path)));
        let (at, _) = paths.filter(|(_, path)| covers(path, file)).max_by_key(|(_, path)| path.len())?;
        Some(at)
    }
}

/// Whether a path of the table is the file, or a folder around it.
pub fn covers(path: &str, file: &str) -> bool {
    path == file || (path.ends_with('/') && file.starts_with(path))
}

/// Reads the table under the heading `### crate_name`.
pub fn parse(document: &str, crate_name: &str) -> Result<Table, Violation> {
    let mut lines = document.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let heading = format!("### {crate_name}");
    if !(lines.any(|(_, line)| line == "## The map")
        && lines.by_ref().take_while(|(_, line)| !line.starts_with("## ")).any(|(_, line)| line == heading))
    {
        return Err(Violation::new(DOCUMENT, 1, format!("has no `{heading}` in a section `## The map`")));
    }
    // After the names of the columns and the line below them.
    let rows = lines.take_while(|(_, line)| !line.starts_with('#')).filter(|(_, line)| line.starts_with('|')).skip(2);
    let rows: Vec<_> = rows.collect();
    let mut wings: Vec<Wing> = Vec::new();
    // From the lowest, so that the wings below are known.
    for &(number, row) in rows.iter().rev() {
        let wing = wing(row, &wings).map_err(|problem| Violation::new(DOCUMENT, number, problem))?;
        wings.insert(0, Wing { line: number, ..wing });
    }
    if wings.is_empty() {
        return Err(Violation::new(DOCUMENT, 1, format!("has no table under `{heading}`")));
    }
    Ok(Table { wings })
}

fn wing(row: &str, lower: &[Wing]) -> Result<Wing, String> {
    let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
    let &[paths, _, may_use] = cells.as_slice() else {
        return Err(format!("the row has {} columns, not 3", cells.len()));
    };
    let paths = in_backticks(paths)?;
    let name = paths[0].trim_end_matches('/').trim_end_matches(".rs").to_owned();
    let known = || lower.iter().map(|wing| wing.name.clone());
    if known().any(|other| other == name) {
        return Err(format!("two wings are called `{name}`"));
    }
    if let Some(path) = paths.iter().find(|path| lower.iter().any(|wing| wing.paths.contains(path))) {
        return Err(format!("`{path}` belongs to two wings"));
    }
    let wings_below = |text: &str| -> Result<Vec<String>, String> {
        let names = in_backticks(text)?;
        match names.iter().find(|name| !known().any(|known| known == **name)) {
            Some(name) => Err(format!("`{name}` is no wing below `{}`", paths[0])),
            None => Ok(names),
        }
    };
    let below = match may_use {
        "nothing" => Vec::new(),
        "everything below" => known().collect(),
        names => match names.strip_prefix("everything below but ") {
            Some(but) => {
                let but = wings_below(but)?;
                known().filter(|name| !but.contains(name)).collect()
            }
            None => wings_below(names)?,
        },
    };
    Ok(Wing { name, paths, below, line: 0 })
}

/// The parts of a cell: `one`, `two`.
fn in_backticks(cell: &str) -> Result<Vec<String>, String> {
    let part = |part: &str| {
        let inner = part.trim().strip_prefix('`')?.strip_suffix('`')?;
        (!inner.is_empty() && !inner.contains('`')).then(|| inner.to_owned())
    };
    cell.split(',').map(|text| part(text).ok_or_else(|| format!("{text:?} should stand in backticks"))).collect()
}
