//! `use` items taken apart: one path for each name that they bring.

use proc_macro2::Span;
use syn::UseTree;

/// What a part of a `use` item brings.
pub enum Brings {
    /// A name, which `_` hides.
    Name(String),
    /// Whatever is in there.
    All,
}

pub struct Import {
    pub path: Vec<String>,
    pub line: usize,
    pub brings: Brings,
}

pub fn imports(tree: &UseTree) -> Vec<Import> {
    let mut imports = Vec::new();
    collect(tree, &mut Vec::new(), &mut imports);
    imports
}

fn collect(tree: &UseTree, prefix: &mut Vec<String>, imports: &mut Vec<Import>) {
    let mut leaf = |prefix: &[String], last: Option<String>, name: Option<String>, span: Span| {
        let path: Vec<_> =
            prefix.iter().cloned().chain(last.filter(|last| last != "self" || prefix.is_empty())).collect();
        let name = name.map(|name| if name == "self" { path.last().cloned().unwrap_or(name) } else { name });
        let brings = name.map_or(Brings::All, Brings::Name);
        imports.push(Import { path, line: span.start().line, brings });
    };
    match tree {
        UseTree::Path(path) => {
            prefix.push(plain(&path.ident));
            collect(&path.tree, prefix, imports);
            prefix.pop();
        }
        UseTree::Name(name) => leaf(prefix, Some(plain(&name.ident)), Some(plain(&name.ident)), name.ident.span()),
        UseTree::Rename(name) => leaf(prefix, Some(plain(&name.ident)), Some(plain(&name.rename)), name.ident.span()),
        UseTree::Glob(glob) => leaf(prefix, None, None, glob.star_token.span),
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, prefix, imports)),
    }
}

/// A name without the `r#` that makes it one.
pub fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}
