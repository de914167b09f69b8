//! `mailru-sandbox methods`: one line per method of the spec, in aligned columns.

use std::error::Error;

use mailru_sdk::spec::MethodSpec;

use super::print;

pub(super) fn run() -> Result<(), Box<dyn Error>> {
    let methods = mailru_sdk::api::GROUPS.iter().flat_map(|group| group.methods);
    Ok(print(&table(&methods.map(|method| row(method)).collect::<Vec<_>>()))?)
}

fn row(method: &MethodSpec) -> [String; 6] {
    let scope = if method.scope.is_empty() { "-".to_owned() } else { method.scope.join(",") };
    [
        method.name.to_owned(),
        method.verb.to_string(),
        method.circuit.to_string(),
        method.effect.to_string(),
        scope,
        method.evidence.to_string(),
    ]
}

fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let widths: [usize; COLUMNS] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or_default());
    let line = |row: &[String; COLUMNS]| {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_are_aligned_and_lines_have_no_trailing_space() {
        let rows = [["friends.get", "-", "any"], ["users.getInfo", "photos", "-"]].map(|row| row.map(str::to_owned));
        assert_eq!(table(&rows), "friends.get    -       any\nusers.getInfo  photos  -\n");
    }
}
