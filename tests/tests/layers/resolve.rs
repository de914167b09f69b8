//! Finds what a path names: the module that defines it, through whatever re-exports it.

use crate::tree::{Entry, ROOT, Reference, Tree};

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The module, or the one that defines the item.
    pub module: usize,
    pub is_item: bool,
}

#[derive(Debug, Default)]
pub struct Found {
    /// None for what belongs to another crate; two where a name means two things, such as a module and a function.
    pub targets: Vec<Target>,
    /// The modules whose re-exports it went through.
    pub through: Vec<usize>,
    /// Whether the path, as it is written, begins at the crate's root.
    pub from_root: bool,
    /// The module that it goes into from there; none where it takes what the root itself has.
    pub entered: Option<usize>,
}

/// A module and a name in it, on the way that a path takes.
type Step = (usize, String);

pub fn resolve(tree: &Tree, reference: &Reference) -> Found {
    let mut found = Found::default();
    let targets = Walk { tree, found: &mut found, way: Vec::new() }.path(reference.module, &reference.path);
    found.targets = targets;
    found
}

struct Walk<'t> {
    tree: &'t Tree,
    found: &'t mut Found,
    /// What is being followed, so that a name does not lead to itself.
    way: Vec<Step>,
}

impl Walk<'_> {
    fn path(&mut self, from: usize, path: &[String]) -> Vec<Target> {
        let mut module = from;
        let mut rest = path;
        while let Some((first, others)) = rest.split_first().filter(|_| self.tree.is_anchored(rest)) {
            module = match first.as_str() {
                "self" => module,
                "super" => self.tree.modules[module].parent,
                _ => ROOT,
            };
            rest = others;
        }
        let is_anchored = rest.len() < path.len();
        if is_anchored && module == ROOT && self.way.is_empty() {
            let names = rest.first().and_then(|name| self.tree.modules[ROOT].names.get(name));
            self.found.from_root = true;
            self.found.entered = names.into_iter().flatten().find_map(|entry| match entry {
                Entry::Module(child) => Some(*child),
                Entry::Item | Entry::Import(_) => None,
            });
        }
        self.names(module, rest, is_anchored)
    }

    /// Follows names inside a module. What is not found there is what a macro wrote, or, where the path does not say where it
    /// begins, another crate.
    fn names(&mut self, module: usize, path: &[String], must_be_here: bool) -> Vec<Target> {
        let Some((name, rest)) = path.split_first() else {
            return vec![Target { module, is_item: false }];
        };
        let step = (module, name.clone());
        if self.way.contains(&step) {
            return Vec::new();
        }
        self.way.push(step);
        let tree = self.tree;
        let entries = tree.modules[module].names.get(name).map_or(&[][..], Vec::as_slice);
        // A module and a function may have one name; what goes on is inside the module.
        let is_module = |entry: &&Entry| matches!(entry, Entry::Module(_));
        let inside = !rest.is_empty() && entries.iter().any(|entry| is_module(&entry));
        let meant = entries.iter().filter(|entry| !inside || is_module(entry));
        let mut targets: Vec<_> = meant.flat_map(|entry| self.entry(module, entry, rest)).collect();
        if entries.is_empty() {
            for glob in &tree.modules[module].globs {
                let modules = self.path(module, glob);
                targets.extend(
                    modules.iter().filter(|glob| !glob.is_item).flat_map(|glob| self.names(glob.module, path, false)),
                );
            }
        }
        self.way.pop();
        if entries.is_empty() && targets.is_empty() && must_be_here {
            return vec![Target { module, is_item: true }];
        }
        targets
    }

    fn entry(&mut self, module: usize, entry: &Entry, rest: &[String]) -> Vec<Target> {
        match entry {
            Entry::Module(child) => self.names(*child, rest, true),
            // What follows is a variant or a function of its own.
            Entry::Item => vec![Target { module, is_item: true }],
            Entry::Import(path) => {
                let targets = self.path(module, path);
                if !targets.is_empty() && self.way.len() > 1 {
                    self.found.through.push(module);
                }
                targets
                    .into_iter()
                    .flat_map(
                        |target| if target.is_item { vec![target] } else { self.names(target.module, rest, true) },
                    )
                    .collect()
            }
        }
    }
}
