//! Names that are given twice.

/// The names that occur before, with the place of the first; empty ones were already reported.
pub(crate) fn repeated<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<(usize, usize)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut repeated = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        if !name.is_empty()
            && let Some(first) = seen.iter().position(|known| *known == name)
        {
            repeated.push((at, first));
        }
        seen.push(name);
    }
    repeated
}
