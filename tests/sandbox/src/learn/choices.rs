//! Parameters of which a call has exactly one: that shows only over many calls, and never as a certainty.

use std::collections::{BTreeMap, BTreeSet};

use super::method::MethodSeen;

/// The least calls that say so, and the least in which each of the parameters was.
const ENOUGH: (u64, u64) = (6, 2);

/// More sets of parameters than that are those of a method whose parameters are all optional.
const MOST_SETS: usize = 256;

/// Which parameters and files calls had that were no errors.
#[derive(Debug, Default)]
pub(super) struct Together {
    sets: BTreeMap<BTreeSet<String>, u64>,
    is_full: bool,
}

impl Together {
    pub(super) fn add<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        let names = names.cloned().collect();
        self.is_full |= self.sets.len() >= MOST_SETS && !self.sets.contains_key(&names);
        if !self.is_full {
            *self.sets.entry(names).or_default() += 1;
        }
    }

    fn calls(&self, fits: impl Fn(&BTreeSet<String>) -> bool) -> u64 {
        self.sets.iter().filter(|(names, _)| fits(names)).map(|(_, calls)| calls).sum()
    }
}

/// The choices that calls of a method seem to have, of the candidates.
pub(super) fn choices<'n>(seen: &MethodSeen, candidates: impl Iterator<Item = &'n String>) -> Vec<Vec<String>> {
    let together = &seen.together;
    let all = together.calls(|_| true);
    if together.is_full || all < ENOUGH.0 {
        return Vec::new();
    }
    let optional: Vec<&String> =
        candidates.filter(|name| (ENOUGH.1..all).contains(&together.calls(|names| names.contains(*name)))).collect();
    // Of two that are never apart nobody can tell which one it is.
    let is_apart = |name: &&String, other: &&String| {
        *name == *other || together.calls(|names| names.contains(*name) != names.contains(*other)) > 0
    };
    let mut left = optional.clone();
    left.retain(|name| optional.iter().all(|other| is_apart(name, other)));
    let mut choices = Vec::new();
    while let Some(first) = left.first().copied() {
        let mut choice = vec![first];
        for name in &left[1..] {
            if together.calls(|names| names.contains(*name) && choice.iter().any(|other| names.contains(*other))) == 0 {
                choice.push(name);
            }
        }
        let is_one_always = together.calls(|names| choice.iter().any(|name| names.contains(*name))) == all;
        let taken = if is_one_always && choice.len() > 1 { choice } else { vec![first] };
        left.retain(|name| !taken.contains(name));
        if taken.len() > 1 {
            choices.push(taken.into_iter().cloned().collect());
        }
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::choices;
    use crate::learn::method::MethodSeen;

    fn of(calls: &[&[&str]]) -> Vec<Vec<String>> {
        let mut seen = MethodSeen::default();
        let names = |call: &&[&str]| call.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        calls.iter().map(names).for_each(|call| seen.together.add(call.iter()));
        let mut all: Vec<String> = calls.iter().flat_map(names).collect();
        all.sort();
        all.dedup();
        choices(&seen, all.iter())
    }

    #[test]
    fn what_never_comes_together_and_is_never_absent_is_a_choice() {
        let (url, file, both, none): (&[&str], &[&str], &[&str], &[&str]) =
            (&["url"], &["file"], &["file", "url"], &["a"]);
        assert_eq!(of(&[url, file, url, file, url, file]), [["file", "url"]]);
        assert_eq!(of(&[url, file, url, file, url]), Vec::<Vec<String>>::new(), "too few calls");
        assert_eq!(of(&[url, file, url, url, url, url]), Vec::<Vec<String>>::new(), "too few of one");
        assert_eq!(of(&[url, file, url, file, url, both]), Vec::<Vec<String>>::new());
        assert_eq!(of(&[url, file, url, file, url, none]), Vec::<Vec<String>>::new());
        let with: &[&str] = &["a", "url"];
        assert_eq!(of(&[with, file, url, file, with, file]), [["file", "url"]]);
        assert_eq!(of(&[with, file, with, file, with, file]), Vec::<Vec<String>>::new(), "it may be `a` as well");
        let third: &[&str] = &["id"];
        assert_eq!(of(&[url, file, third, url, file, third]), [["file", "id", "url"]]);
    }
}
