//! From sources to the [`Tree`]: follows each `mod` to its file. What a file holds is noted in `visit`.

use std::collections::{BTreeMap, BTreeSet};

use syn::{ItemMod, visit::Visit as _};

use crate::{
    attributes::{files_by_path, is_test},
    tree::{Entry, Kind, LIB, Module, ROOT, Reference, Tree, Violation},
};

/// Reads a crate's files, which are named by their paths below `src`.
pub fn read(sources: &BTreeMap<String, String>) -> Tree {
    let tree = Tree {
        modules: vec![Module::new(ROOT, LIB)],
        references: Vec::new(),
        own_names: Vec::new(),
        problems: Vec::new(),
    };
    let mut reader =
        Reader { sources, tree, seen: BTreeSet::new(), module: ROOT, folder: String::new(), test: false, blocks: 0 };
    reader.file(LIB);
    for file in sources.keys().filter(|file| !reader.seen.contains(*file)) {
        reader.tree.problems.push(Violation::new(file, 1, "no `mod` names this file"));
    }
    let Reader { mut tree, .. } = reader;
    for at in 0..tree.references.len() {
        if tree.references[at].kind == Kind::Bare && tree.is_anchored(&tree.references[at].path) {
            tree.references[at].kind = Kind::Path;
        }
    }
    tree
}

pub struct Reader<'s> {
    sources: &'s BTreeMap<String, String>,
    pub tree: Tree,
    seen: BTreeSet<String>,
    /// Where it is: the module, the folder of the modules inside it, whether that is test code.
    pub module: usize,
    folder: String,
    pub test: bool,
    /// How many blocks it is in, whose names are not the module's.
    pub blocks: usize,
}

impl Reader<'_> {
    pub fn file(&mut self, file: &str) {
        self.seen.insert(file.into());
        match self.sources.get(file).map(|text| syn::parse_file(text)) {
            Some(Ok(parsed)) => {
                self.test |= is_test(&parsed.attrs);
                self.visit_file(&parsed);
            }
            Some(Err(error)) => {
                let line = error.span().start().line;
                self.tree.problems.push(Violation::new(file, line, error.to_string()));
            }
            None => self.tree.problems.push(Violation::new(file, 1, "is named by a `mod` and does not exist")),
        }
    }

    /// The files that a `mod name;` may mean.
    pub fn files(&self, node: &ItemMod, name: &str) -> Vec<String> {
        let beside = &self.tree.modules[self.module].file;
        let beside = beside.rsplit_once('/').map_or("", |(folder, _)| folder);
        let by_path = files_by_path(&node.attrs).map(|file| format!("{beside}/{file}"));
        let mut files: Vec<_> = by_path.map(|file| file.trim_start_matches('/').to_owned()).collect();
        if !node.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            let folder = format!("{}{name}/mod.rs", self.folder);
            let file = format!("{}{name}.rs", self.folder);
            files.push(if self.sources.contains_key(&folder) { folder } else { file });
        }
        files
    }

    /// Goes into a module, and comes back.
    pub fn within(&mut self, name: &str, file: &str, test: bool, inside: impl FnOnce(&mut Self)) {
        let child = self.tree.modules.len();
        self.tree.modules.push(Module::new(self.module, file));
        self.define(name, Entry::Module(child));
        let folder = format!("{}{name}/", self.folder);
        let outer = (self.module, std::mem::replace(&mut self.folder, folder), self.test, self.blocks);
        (self.module, self.test, self.blocks) = (child, self.test || test, 0);
        inside(self);
        (self.module, self.folder, self.test, self.blocks) = outer;
    }

    pub fn define(&mut self, name: &str, entry: Entry) {
        let names = &mut self.tree.modules[self.module].names;
        names.entry(name.into()).or_default().push(entry);
    }

    pub fn refer(&mut self, path: Vec<String>, line: usize, kind: Kind) {
        self.tree.references.push(Reference { module: self.module, line, path, kind, test: self.test });
    }
}
