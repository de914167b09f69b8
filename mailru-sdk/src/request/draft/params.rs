//! How parameters are set: by their place in the spec, by their name, and anew for each page.

use crate::{request::value::Value, spec::PageRule};

use super::{
    Draft,
    check::{added_problem, list_problem, value_problem},
};

impl<'a> Draft<'a> {
    /// Sets the parameter at that place of the spec, if its value is within its limits.
    pub fn set<T: Into<Value<'a>>>(&mut self, index: usize, value: T) {
        self.forget(index);
        self.put(index, value.into());
    }

    /// Sets a comma list.
    pub fn set_list<T: Into<Value<'static>>>(&mut self, index: usize, items: impl IntoIterator<Item = T>) {
        let mut list = CommaList::default();
        for item in items {
            item.into().with_text(|text| list.push(text));
        }
        self.put_list(index, list);
    }

    /// Sets a comma list of texts.
    pub fn set_texts(&mut self, index: usize, items: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut list = CommaList::default();
        for item in items {
            list.push(item.as_ref());
        }
        self.put_list(index, list);
    }

    /// Takes a parameter back, because another one of the same choice is set.
    pub fn clear(&mut self, index: usize) {
        self.forget(index);
        self.slots[index] = Value::ABSENT;
    }

    /// Chooses the response variant that the parameter at that place switches on.
    pub fn switch(&mut self, index: usize) {
        self.put(index, true.into());
    }

    /// Adds a parameter by its wire name, replacing one of that name.
    pub fn param(&mut self, name: impl Into<String>, value: impl Into<Value<'a>>) {
        self.add(name.into(), value.into());
    }

    fn put_list(&mut self, index: usize, list: CommaList) {
        let CommaList { text, items, ambiguous } = list;
        self.forget(index);
        if ambiguous {
            self.refuse(index, "has an item with a comma, which would be read as two items");
        }
        let param = &self.spec.params[index];
        if let Some(problem) = list_problem(items, &param.limits) {
            match self.spec.page {
                Some(PageRule::Batch { param: split }) if split == param.name => {
                    self.too_long = Some(self.mistake(split, problem));
                }
                _ => self.refuse(index, problem),
            }
        }
        self.put(index, text.into());
    }

    fn put(&mut self, index: usize, value: Value<'a>) {
        if let Some(problem) = value_problem(&value, &self.spec.params[index].limits) {
            self.refuse(index, problem);
        }
        self.slots[index] = value;
    }

    fn add(&mut self, name: String, value: Value<'a>) {
        if let Some(problem) = added_problem(&name, &value, self.spec.auth()) {
            self.problems.push(self.mistake(&name, problem));
            return;
        }
        match self.extra.binary_search_by(|(other, _)| other.as_str().cmp(&name)) {
            Ok(at) => self.extra[at].1 = value,
            Err(at) => self.extra.insert(at, (name, value)),
        }
    }

    /// What is wrong with a parameter is mended by setting it again.
    fn forget(&mut self, index: usize) {
        let name = self.spec.params[index].name;
        self.problems.retain(|problem| problem.name() != name);
        self.too_long.take_if(|problem| problem.name() == name);
    }

    fn refuse(&mut self, index: usize, problem: impl Into<Box<str>>) {
        self.problems.push(self.mistake(self.spec.params[index].name, problem));
    }

    /// The place of a parameter that a page rule names; the macro has made sure that there is one.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.spec.params.iter().position(|param| param.name == name)
    }

    /// The value of a parameter that was added by its name.
    pub(super) fn added(&self, name: &str) -> Option<&Value<'a>> {
        self.extra.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The number that a parameter is set to, by its setter or by its name.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        let mut number = None;
        self.added(name).or(self.slots.get(self.place(name)?))?.with_text(|text| number = text.parse().ok());
        number
    }

    /// Sets a parameter for the next page, whoever set it before.
    pub(crate) fn set_by_name(&mut self, name: &str, value: Value<'a>) {
        self.extra.retain(|(other, _)| other != name);
        if let Some(index) = self.place(name) {
            self.slots[index] = value;
        }
    }

    /// Splits a comma list into parts that are short enough for one call, the first one last. Without a list there is one part,
    /// which is absent too; an empty list has no parts.
    pub(crate) fn take_batches(&mut self, name: &str) -> Vec<Value<'static>> {
        let Some(index) = self.place(name) else { return Vec::new() };
        self.too_long = None;
        let slot = std::mem::replace(&mut self.slots[index], Value::ABSENT);
        let added = self.extra.iter().position(|(other, _)| other == name).map(|place| self.extra.remove(place).1);
        let list = added.unwrap_or(slot);
        let (Some(text), Some(limit)) = (list.text(), self.spec.params[index].limits.max_items) else {
            return vec![list.into_owned()];
        };
        if text.is_empty() {
            return Vec::new();
        }
        let items: Vec<_> = text.split(',').collect();
        items.chunks(limit.max(1)).rev().map(|part| part.join(",").into()).collect()
    }
}

/// A list as it goes over the wire, where nothing can be escaped.
#[derive(Default)]
struct CommaList {
    text: String,
    items: usize,
    /// An item holds a comma itself.
    ambiguous: bool,
}

impl CommaList {
    fn push(&mut self, item: &str) {
        if self.items > 0 {
            self.text.push(',');
        }
        self.items += 1;
        self.ambiguous |= item.contains(',');
        self.text.push_str(item);
    }
}
