//! What a crate's sources are read into: modules with the names in them, and every place that names something.

use std::collections::HashMap;

/// The module that the crate's root is.
pub const ROOT: usize = 0;

/// The file of the crate's root.
pub const LIB: &str = "lib.rs";

/// What a name in a module stands for.
#[derive(Debug, Clone)]
pub enum Entry {
    Module(usize),
    /// Defined in the module.
    Item,
    /// Imported: the path as it is written there.
    Import(Vec<String>),
}

#[derive(Debug)]
pub struct Module {
    /// The module around it; the root is its own.
    pub parent: usize,
    /// The file below `src`, or the name of a module that the root writes in place.
    pub file: String,
    pub names: HashMap<String, Vec<Entry>>,
    /// The paths of the glob imports.
    pub globs: Vec<Vec<String>>,
}

/// How something is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By a `use` for the module alone.
    Import,
    /// By a `use` that others may use in turn.
    ReExport,
    /// By a path that begins at `crate`, `self` or `super`.
    Path,
    /// By a path that begins with a name of the module.
    Bare,
}

#[derive(Debug)]
pub struct Reference {
    pub module: usize,
    pub line: usize,
    pub path: Vec<String>,
    pub kind: Kind,
    pub test: bool,
}

#[derive(Debug)]
pub struct Tree {
    pub modules: Vec<Module>,
    pub references: Vec<Reference>,
    /// The names under which the crate knows itself: `extern crate self as mailru_sdk`.
    pub own_names: Vec<String>,
    pub problems: Vec<Violation>,
}

impl Module {
    pub fn new(parent: usize, file: &str) -> Self {
        Self { parent, file: file.into(), names: HashMap::new(), globs: Vec::new() }
    }
}

impl Tree {
    pub fn is_within(&self, mut module: usize, outer: usize) -> bool {
        while module != outer && module != ROOT {
            module = self.modules[module].parent;
        }
        module == outer
    }

    /// Whether a path says where it begins, instead of with a name of the module.
    /// Whether a path that begins with `::` leads into this crate.
    pub fn is_own(&self, path: &[String]) -> bool {
        path.first().is_some_and(|first| self.own_names.contains(first))
    }

    pub fn is_anchored(&self, path: &[String]) -> bool {
        self.is_own(path) || path.first().is_some_and(|first| matches!(first.as_str(), "crate" | "self" | "super"))
    }
}

/// Something that the map does not allow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    pub file: String,
    pub line: usize,
    pub what: String,
}

impl Violation {
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.into(), line, what: what.into() }
    }

    /// As a line that an editor can follow. The document with the map stands beside the crates.
    pub fn render(&self, prefix: &str) -> String {
        let prefix = if self.file == crate::table::DOCUMENT { "" } else { prefix };
        format!("{prefix}{}:{}: {}", self.file, self.line, self.what)
    }
}
