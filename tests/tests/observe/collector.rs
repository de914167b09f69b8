//! A subscriber that keeps what it is given.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// A span or an event of the SDK.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub name: String,
    /// The span that an event belongs to, by its place in the list.
    pub parent: Option<usize>,
    pub fields: BTreeMap<String, String>,
}

impl Entry {
    /// The fields in one line, but those that tell a time.
    pub fn line(&self) -> String {
        let fields = self.fields.iter().filter(|(name, _)| !name.ends_with("_ms"));
        let fields = fields.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        format!("{}: {}", self.name, fields.join(" "))
    }
}

impl Visit for Entry {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.name = format!("{value:?}");
        } else {
            self.fields.insert(field.name().to_owned(), format!("{value:?}"));
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name().to_owned(), value.to_owned());
    }
}

/// Everything that the SDK and the libraries under it record.
#[derive(Debug, Clone, Default)]
pub struct Collector {
    entries: Arc<Mutex<Vec<Entry>>>,
    /// What others than the SDK record.
    pub others: Arc<Mutex<Vec<Entry>>>,
}

impl Collector {
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.lock().unwrap().clone()
    }

    fn add(&self, metadata: &Metadata<'_>, entry: Entry) -> Id {
        let mut entries = self.entries.lock().unwrap();
        if metadata.target().starts_with("mailru_sdk") {
            entries.push(entry);
        } else {
            self.others.lock().unwrap().push(entry);
        }
        Id::from_u64(entries.len().max(1) as u64)
    }
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut entry = Entry { name: span.metadata().name().to_owned(), ..Entry::default() };
        span.record(&mut entry);
        self.add(span.metadata(), entry)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut entries = self.entries.lock().unwrap();
        let place = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut entries[place]);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let parent = event.parent().map(|id| usize::try_from(id.into_u64()).unwrap() - 1);
        let mut entry = Entry { parent, ..Entry::default() };
        event.record(&mut entry);
        self.add(event.metadata(), entry);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
