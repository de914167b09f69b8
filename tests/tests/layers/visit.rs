//! What a file holds: the names that it defines and imports, and every path in it.

use syn::{
    Attribute, Block, ImplItem, Item, ItemExternCrate, ItemMod, ItemUse, Macro, Meta, Path, Visibility,
    visit::{self, Visit},
};

use crate::{
    attributes::{heading, is_test},
    imports::{Brings, imports, plain},
    reader::Reader,
    tokens,
    tree::{Entry, Kind, ROOT},
};

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, name) = heading(item);
        if let Some(name) = name.filter(|_| self.blocks == 0) {
            self.define(&name, Entry::Item);
        }
        let outer = self.test;
        self.test |= is_test(attributes);
        visit::visit_item(self, item);
        self.test = outer;
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let outer = self.test;
        if let ImplItem::Fn(function) = item {
            self.test |= is_test(&function.attrs);
        }
        visit::visit_impl_item(self, item);
        self.test = outer;
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.blocks += 1;
        visit::visit_block(self, block);
        self.blocks -= 1;
    }

    fn visit_item_mod(&mut self, node: &'ast ItemMod) {
        node.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        let name = plain(&node.ident);
        let test = is_test(&node.attrs);
        if let Some((_, items)) = &node.content {
            let file = if self.module == ROOT { name.clone() } else { self.tree.modules[self.module].file.clone() };
            self.within(&name, &file, test, |reader| items.iter().for_each(|item| reader.visit_item(item)));
        } else {
            for file in self.files(node, &name) {
                self.within(&name, &file, test, |reader| reader.file(&file));
            }
        }
    }

    fn visit_item_use(&mut self, node: &'ast ItemUse) {
        let kind = if matches!(node.vis, Visibility::Inherited) { Kind::Import } else { Kind::ReExport };
        for import in imports(&node.tree) {
            if node.leading_colon.is_some() && !self.tree.is_own(&import.path) {
                continue;
            }
            match import.brings {
                Brings::Name(name) => self.define(&name, Entry::Import(import.path.clone())),
                Brings::All => self.tree.modules[self.module].globs.push(import.path.clone()),
            }
            self.refer(import.path, import.line, kind);
        }
    }

    fn visit_item_extern_crate(&mut self, node: &'ast ItemExternCrate) {
        if let (true, Some((_, name))) = (node.ident == "self", &node.rename) {
            self.tree.own_names.push(plain(name));
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(first) = path.segments.first() {
            let names: Vec<_> = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
            if path.leading_colon.is_none() || self.tree.is_own(&names) {
                self.refer(names, first.ident.span().start().line, Kind::Bare);
            }
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, node: &'ast Macro) {
        let path: Vec<_> = node.path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        self.visit_path(&node.path);
        if !tokens::is_quote(&path) {
            for (path, line) in tokens::paths(node.tokens.clone(), &self.tree.own_names) {
                self.refer(path, line, Kind::Bare);
            }
        }
    }

    /// Attributes have a language of their own: only what is surely a path counts.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            for (path, line) in tokens::paths(list.tokens.clone(), &self.tree.own_names) {
                if path.len() > 1 && self.tree.is_anchored(&path) {
                    self.refer(path, line, Kind::Path);
                }
            }
        }
    }

    /// How far something can be seen is no use of the modules in between.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}
