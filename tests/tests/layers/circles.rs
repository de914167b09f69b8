//! Circles among files that use each other.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use crate::tree::Violation;

/// Who uses whom, and in which line first.
#[derive(Debug, Default)]
pub struct Uses {
    lines: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Uses {
    pub fn add(&mut self, from: &str, to: &str, line: usize) {
        if from != to {
            match self.lines.entry(from.into()).or_default().entry(to.into()) {
                Entry::Vacant(place) => _ = place.insert(line),
                Entry::Occupied(mut known) => *known.get_mut() = line.min(*known.get()),
            }
        }
    }

    fn reachable<'a>(&'a self, from: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(file) = next.pop() {
            for to in self.lines.get(file).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(to.as_str()) {
                    next.push(to);
                }
            }
        }
        reached
    }

    /// One for each group of files that all reach each other, with every use between them.
    pub fn circles(&self) -> Vec<Violation> {
        let known: BTreeMap<_, _> = self.lines.keys().map(|file| (file.as_str(), self.reachable(file))).collect();
        let reaches = |from: &str, to: &str| known.get(from).is_some_and(|reached| reached.contains(to));
        let mut done = BTreeSet::new();
        let mut circles = Vec::new();
        for file in self.lines.keys().map(String::as_str).filter(|file| reaches(file, file)) {
            let group: Vec<_> = known[file].iter().copied().filter(|other| reaches(other, file)).collect();
            if !done.insert(group.clone()) {
                continue;
            }
            let uses: Vec<_> = group
                .iter()
                .flat_map(|from| self.lines[*from].iter().map(move |(to, line)| (from, to, line)))
                .filter(|(_, to, _)| group.contains(&to.as_str()))
                .collect();
            let told: Vec<_> = uses.iter().map(|(from, to, line)| format!("\n    {from}:{line} uses {to}")).collect();
            let what = format!("{} files make a circle:{}", group.len(), told.concat());
            let first = uses.iter().find(|(from, ..)| **from == file).map_or(1, |(_, _, line)| **line);
            circles.push(Violation::new(file, first, what));
        }
        circles
    }
}
