//! What the map demands of a crate's sources.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    circles::Uses,
    reader,
    resolve::{self, Found},
    table::{DOCUMENT, Table, covers},
    tree::{Kind, LIB, ROOT, Reference, Tree, Violation},
};

pub fn violations(sources: &BTreeMap<String, String>, table: &Table) -> Vec<Violation> {
    let tree = reader::read(sources);
    let mut rules =
        Rules { tree: &tree, table, uses: Uses::default(), told: BTreeSet::new(), found: tree.problems.clone() };
    rules.places(sources);
    let (bare, explicit): (Vec<_>, Vec<_>) = tree.references.iter().partition(|reference| reference.kind == Kind::Bare);
    // An import tells of a wrong arrow first; what is then done with the name is the same arrow.
    for reference in explicit.into_iter().chain(bare) {
        rules.reference(reference);
    }
    rules.found.extend(rules.uses.circles());
    rules.found.sort();
    rules.found.dedup();
    rules.found
}

struct Rules<'t> {
    tree: &'t Tree,
    table: &'t Table,
    uses: Uses,
    /// The arrows that were told already, from file to file.
    told: BTreeSet<(String, String)>,
    found: Vec<Violation>,
}

impl Rules<'_> {
    /// Every file belongs to a wing, and every path of a wing is there.
    fn places(&mut self, sources: &BTreeMap<String, String>) {
        for file in sources.keys().filter(|file| *file != LIB && self.table.wing_of(file).is_none()) {
            self.found.push(Violation::new(file, 1, "belongs to no wing of the map"));
        }
        for wing in &self.table.wings {
            for path in &wing.paths {
                let written_in_place = self.tree.modules.iter().map(|module| &module.file);
                if !sources.keys().chain(written_in_place).any(|file| covers(path, file)) {
                    let what = format!("`{path}` of the wing `{}` does not exist", wing.name);
                    self.found.push(Violation::new(DOCUMENT, wing.line, what));
                }
            }
        }
    }

    /// The root is its file, and whatever it writes in place that is no wing.
    fn is_root(&self, module: usize) -> bool {
        let file = &self.tree.modules[module].file;
        module == ROOT || file == LIB || (!file.contains('.') && self.table.wing_of(file).is_none())
    }

    fn reference(&mut self, reference: &Reference) {
        if self.is_root(reference.module) {
            return;
        }
        let found = resolve::resolve(self.tree, reference);
        let file = &self.tree.modules[reference.module].file;
        if found.from_root && found.entered.is_none_or(|module| self.is_root(module)) {
            self.tell_of_root(reference, &found);
        }
        if reference.test {
            return;
        }
        for target in &found.targets {
            let below = self.tree.is_within(target.module, reference.module);
            if target.is_item && !self.is_root(target.module) && !(reference.kind == Kind::ReExport && below) {
                self.uses.add(file, &self.tree.modules[target.module].file, reference.line);
            }
        }
        let named = found.targets.iter().filter(|target| target.is_item || reference.kind != Kind::Bare);
        let mut wings = BTreeSet::new();
        for module in named.map(|target| target.module).chain(found.through.iter().copied()) {
            let to = &self.tree.modules[module].file;
            if let Some(wing) = self.table.wing_of(to).filter(|wing| wings.insert(*wing)) {
                self.arrow(reference, to, wing);
            }
        }
    }

    fn tell_of_root(&mut self, reference: &Reference, found: &Found) {
        let path = reference.path.join("::");
        let defined = found.targets.iter().filter(|target| !self.is_root(target.module));
        let defined: Vec<_> = defined.map(|target| self.tree.modules[target.module].file.as_str()).collect();
        let there = if defined.is_empty() { String::new() } else { format!(", which is in {}", defined.join(", ")) };
        let what = format!("`{path}` is taken from the crate's root, instead of from what defines it{there}");
        let file = &self.tree.modules[reference.module].file;
        self.found.push(Violation::new(file, reference.line, what));
    }

    fn arrow(&mut self, reference: &Reference, target: &str, to: usize) {
        let file = &self.tree.modules[reference.module].file;
        let Some(from) = self.table.wing_of(file) else {
            return;
        };
        let (from_wing, to_wing) = (&self.table.wings[from], &self.table.wings[to]);
        if from == to || from_wing.below.contains(&to_wing.name) {
            return;
        }
        let is_new = self.told.insert((file.clone(), target.to_owned()));
        if reference.kind == Kind::Bare && !is_new {
            return;
        }
        let runs = if to < from { "runs up" } else { "is not in the map" };
        let path = reference.path.join("::");
        let what = format!("`{path}` of {target} {runs}: from the wing `{}` to `{}`", from_wing.name, to_wing.name);
        self.found.push(Violation::new(file, reference.line, what));
    }
}
