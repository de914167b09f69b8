//! Walks the tables of both versions side by side.

use toml_edit::{Item, TableLike};

use super::rules::{FILE, Inside, Kind, Rule};
use super::version::{File, Version};
use super::{Change, Severity};

/// A file of a version.
type In<'v> = (&'v Version, &'v File);

/// A table in both versions.
type Both<'v> = (&'v dyn TableLike, &'v dyn TableLike);

/// Tells what differs between two files of one name.
pub(super) fn compare(old: In<'_>, new: In<'_>, changes: &mut Vec<Change>) {
    let tables: Both<'_> = (old.1.document.as_table(), new.1.document.as_table());
    Walk { old, new, changes, path: Vec::new() }.table(&FILE, tables);
}

struct Walk<'v> {
    old: In<'v>,
    new: In<'v>,
    changes: &'v mut Vec<Change>,
    /// The tables that one is in: ``method `get` ``.
    path: Vec<String>,
}

impl Walk<'_> {
    fn table(&mut self, kind: &Kind, (old, new): Both<'_>) {
        let is_inside = |key: &str| kind.inside.iter().any(|(name, _)| *name == key);
        for key in keys(old, new).filter(|key| !is_inside(key)) {
            self.key(kind.rule(key), key, (old, new));
        }
        for (name, inside) in kind.inside {
            let empty = toml_edit::Table::new();
            let (old, new) = (table(old, name).unwrap_or(&empty), table(new, name).unwrap_or(&empty));
            match inside {
                Inside::Tables(kind) => self.tables(kind, (old, new)),
                Inside::Types { word, added } => self.types(word, *added, (old, new)),
            }
        }
    }

    /// A key with a value of its own.
    fn key(&mut self, rule: Rule, key: &str, (old, new): Both<'_>) {
        let (before, after) = (old.get(key), new.get(key));
        let is_type = matches!(rule, Rule::Type);
        let [before_text, after_text] = [(self.old, before), (self.new, after)].map(|(version, item)| match item {
            Some(item) if is_type => Some(resolved(version, item)),
            item => item.map(plain),
        });
        if before_text == after_text {
            return;
        }
        let Some(severity) = rule.severity(before, after) else { return };
        let text = match (before_text, after_text) {
            (Some(before), Some(after)) => format!("`{key}` was {before}, is {after}"),
            (Some(before), None) => format!("`{key}` was {before}, and is no longer said"),
            (_, after) => format!("`{key}` is {} now", after.unwrap_or_default()),
        };
        self.tell(severity, key, (old, new), &text);
    }

    /// A table for each name.
    fn tables(&mut self, kind: &Kind, (old, new): Both<'_>) {
        for name in keys(old, new) {
            self.path.push(format!("{} `{name}`", kind.word));
            match (table(old, name), table(new, name)) {
                (Some(old), Some(new)) => self.table(kind, (old, new)),
                (Some(_), None) => self.tell(Severity::Major, name, (old, new), "is gone"),
                _ => {
                    let is_required = new.get(name).and_then(|item| item.get("required")?.as_bool()) == Some(true);
                    let (severity, text) = if is_required {
                        (Severity::Major, "is new, and required")
                    } else {
                        (Severity::Minor, "is new")
                    };
                    self.tell(severity, name, (old, new), text);
                }
            }
            self.path.pop();
        }
        let stays =
            |name: &&str| required(old).any(|other| other == *name) && required(new).any(|other| other == *name);
        if required(old).filter(stays).ne(required(new).filter(stays)) {
            self.tell(Severity::Major, "", (old, new), "the required parameters are in another order");
        }
    }

    /// A type for each name.
    fn types(&mut self, word: &str, added: Severity, (old, new): Both<'_>) {
        for name in keys(old, new) {
            self.path.push(format!("{word} `{name}`"));
            let [before, after] = [(self.old, old.get(name)), (self.new, new.get(name))]
                .map(|(version, item)| item.map(|item| resolved(version, item)));
            match (before, after) {
                (Some(before), Some(after)) if before != after => {
                    self.tell(Severity::Major, name, (old, new), &format!("was {before}, is {after}"));
                }
                (Some(_), None) => self.tell(Severity::Major, name, (old, new), "is gone"),
                (None, Some(after)) => self.tell(added, name, (old, new), &format!("is new: {after}")),
                _ => {}
            }
            self.path.pop();
        }
    }

    fn tell(&mut self, severity: Severity, key: &str, (old, new): Both<'_>, text: &str) {
        let place = match new.key(key) {
            None if old.key(key).is_some() => self.old.1.place(old.key(key)),
            key => self.new.1.place(key),
        };
        let path = self.path.join(", ");
        let separator = if path.is_empty() || text.starts_with("is ") || text.starts_with("was ") { " " } else { ": " };
        let text = format!("{path}{separator}{text}").trim_start().to_owned();
        self.changes.push(Change { severity, place, text });
    }
}

fn table<'t>(table: &'t dyn TableLike, name: &str) -> Option<&'t dyn TableLike> {
    table.get(name).and_then(Item::as_table_like)
}

/// The names of both, those of the older version first.
fn keys<'t>(old: &'t dyn TableLike, new: &'t dyn TableLike) -> impl Iterator<Item = &'t str> {
    let added = new.iter().map(|(key, _)| key).filter(|key| !old.contains_key(key));
    old.iter().map(|(key, _)| key).chain(added)
}

/// The names of what becomes an argument.
fn required(table: &dyn TableLike) -> impl Iterator<Item = &str> {
    let is_required = |item: &Item| item.get("required").and_then(Item::as_bool) == Some(true);
    table.iter().filter(move |(_, item)| is_required(item)).map(|(name, _)| name)
}

/// The value without the blanks and comments around it.
fn plain(item: &Item) -> String {
    let bare = |value: &toml_edit::Value| value.clone().decorated("", "").to_string();
    item.as_value().map_or_else(|| item.to_string(), bare)
}

fn resolved((version, file): In<'_>, item: &Item) -> String {
    format!("`{}`", version.resolve(file, item.as_str().unwrap_or_default()))
}
