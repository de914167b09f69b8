//! Who learns: reads files, looks at exchanges one by one, and remembers their form.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::draft::{self, DraftError};
use super::har;
use super::kind::fits;
use super::method::{MethodSeen, counted};
use super::report::Report;
use super::seen::Seen;
use super::walk::{Deviation, Met, What, walk};
use crate::known::{Def, File, Known, Name, Type, field};
use crate::recording::heard::Heard;
use crate::recording::scrub::{BATCH, Scrubber};
use crate::recording::{Exchange, RecordingError, files};

/// How far reading is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Progress<'p> {
    /// The file that is read.
    pub file: &'p Path,
    /// Bytes of it that were read.
    pub read: u64,
    /// Bytes that it has.
    pub size: u64,
    /// Exchanges of all files so far.
    pub exchanges: u64,
}

/// Reads exchanges, and tells what they show.
#[derive(Debug)]
pub struct Learner {
    pub(super) known: Arc<Known>,
    scrubber: Scrubber,
    pub(super) exchanges: u64,
    pub(super) methods: BTreeMap<String, MethodSeen>,
    /// Declared types: how many objects there were, and how many had each member.
    pub(super) types: BTreeMap<Name, TypeSeen>,
    /// Words of enums, with their numbers.
    pub(super) words: BTreeMap<Name, BTreeMap<String, u64>>,
    /// What stood under tags that a union lacks.
    pub(super) tags: BTreeMap<(Name, String), Seen>,
    pub(super) passed_over: BTreeMap<String, u64>,
}

#[derive(Debug, Default)]
pub(super) struct TypeSeen {
    pub(super) objects: u64,
    pub(super) there: BTreeMap<String, u64>,
    /// Values of members that the spec lacks, or has as scalars, or of another type.
    pub(super) values: BTreeMap<String, Seen>,
    pub(super) deviations: BTreeSet<Deviation>,
}

impl Default for Learner {
    fn default() -> Self {
        Self::new()
    }
}

impl Learner {
    /// Holds what it reads against the spec of the SDK.
    #[must_use]
    pub fn new() -> Self {
        Self::knowing(Known::of_the_sdk())
    }

    /// Holds what it reads against the spec files of a folder as well: a copy of all those of the SDK, if `types.toml` is among them, else
    /// the files of a crate of one's own.
    ///
    /// # Errors
    ///
    /// When a file of the folder cannot be read. A folder that is not there has none.
    pub fn with_spec(folder: &Path) -> io::Result<Self> {
        Ok(Self::knowing(Arc::new(Known::of(draft::files(folder)?))))
    }

    pub(super) fn knowing(known: Arc<Known>) -> Self {
        let scrubber = Scrubber::new(Arc::clone(&known), 0);
        let (methods, types, words, tags) = Default::default();
        Self { known, scrubber, exchanges: 0, methods, types, words, tags, passed_over: BTreeMap::new() }
    }

    /// Reads a recording, a HAR file of version 1.2, or a folder of such files, and tells now and then how far it is.
    ///
    /// # Errors
    ///
    /// When a file is none of both, is of another version, ends in the middle or cannot be read. What was read before that counts.
    pub fn read(&mut self, path: &Path, progress: impl Fn(Progress<'_>)) -> Result<(), RecordingError> {
        for file in files(path)? {
            har::read(&file, self, &progress)?;
        }
        Ok(())
    }

    /// The same for what is no file, such as standard input; the name is for messages.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read) has them.
    pub fn read_from(&mut self, reader: impl io::Read, name: &Path) -> Result<(), RecordingError> {
        har::from(reader, name, self, &|_| ())
    }

    /// What was learned so far, by method.
    #[must_use]
    pub fn report(&self) -> String {
        Report(self).to_string()
    }

    /// Drafts entries of the spec into a folder, and gives the files that were written.
    ///
    /// A folder with `types.toml`, as the SDK's, is amended in place: comments and order stay. Otherwise methods that the SDK lacks go to a
    /// file for each group, ready for a crate of one's own, and what the SDK's own files lack to amended copies of them in `api-spec`.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written. Each is written whole or not at all.
    pub fn write(&self, folder: &Path) -> Result<Vec<PathBuf>, DraftError> {
        draft::write(self, folder)
    }

    /// The drafts as [`write`](Self::write) puts them into the folder of a crate of one's own: names of files in it, and their texts.
    #[must_use]
    pub fn drafts(&self) -> Vec<(PathBuf, String)> {
        let drafts = draft::texts(self, true);
        drafts.into_iter().map(|(name, text)| (draft::place(&name, true), text)).collect()
    }

    #[cfg(test)]
    pub(super) fn scrubber_mut(&mut self) -> &mut Scrubber {
        &mut self.scrubber
    }

    /// What was heard, made safe first.
    pub(super) fn hear(&mut self, heard: &Heard) {
        match self.scrubber.scrub(heard) {
            Some(exchange) => self.learn(&exchange),
            None => self.pass_over("no calls of the API"),
        }
    }

    pub(super) fn pass_over(&mut self, what: &str) {
        *self.passed_over.entry(what.to_owned()).or_default() += 1;
    }

    pub(super) fn learn(&mut self, exchange: &Exchange) {
        self.exchanges += 1;
        let Some(name) = exchange.request.method.clone() else {
            return self.pass_over(if exchange.request.grant.is_some() { "grants" } else { "calls without a method" });
        };
        if name == BATCH {
            return self.pass_over("calls of several methods in one");
        }
        let known = Arc::clone(&self.known);
        let seen = self.methods.entry(name.clone()).or_default();
        seen.add(exchange);
        let Some(method) = known.method(&name) else { return };
        for parameter in &exchange.request.parameters {
            let param = method.param(&parameter.name);
            if param.is_some_and(|param| !takes(&known, &method.file, &param.ty, &parameter.value)) {
                *seen.misfits.entry(parameter.name.clone()).or_default() += 1;
            }
        }
        let Some(body) = exchange.answer.body.as_ref().filter(|body| body.get("error").is_none()) else { return };
        let (_, ty) = method.variant(|name| exchange.parameter(name));
        let (mut counted, mut told) = (BTreeMap::<Deviation, u64>::new(), Vec::new());
        walk(&known, &method.file, ty, body, &mut |met| match met {
            Met::Deviation(deviation, value) => {
                *counted.entry(deviation.clone()).or_default() += 1;
                told.push((deviation, value));
            }
            Met::Object(name, members) => self.object(&known, name, members),
            Met::Word(name, word) => *self.words.entry(name.clone()).or_default().entry(word).or_default() += 1,
        });
        for (deviation, value) in told {
            self.deviation(deviation, value);
        }
        if let Some(seen) = self.methods.get_mut(&name) {
            for (deviation, times) in counted {
                *seen.deviations.entry(deviation).or_default() += times;
            }
        }
    }

    fn object(&mut self, known: &Known, name: &Name, members: &serde_json::Map<String, Value>) {
        let Some(Def::Object(fields)) = known.def(name) else { return };
        let seen = self.types.entry(name.clone()).or_default();
        seen.objects += 1;
        for (key, value) in members {
            let spec = field(fields, key);
            let key = spec.map_or(key.as_str(), |(name, _)| name);
            *seen.there.entry(key.to_owned()).or_default() += 1;
            // A union's tag is no member of its objects; where it is met it is told as a deviation, or not.
            if spec.is_some_and(|(_, field)| matches!(field.ty, Type::Scalar(_))) {
                seen.values.entry(key.to_owned()).or_default().add(value);
            }
        }
    }

    fn deviation(&mut self, deviation: Deviation, value: &Value) {
        let Some((name, member)) = deviation.owner.clone() else { return };
        match deviation.what {
            What::Tag(_) => return self.tags.entry((name, member)).or_default().add(value),
            What::Word(_) => return,
            What::Member(_) => self.types.entry(name.clone()).or_default().values.entry(member).or_default().add(value),
            What::Misfit(..) => {
                let values = &mut self.types.entry(name.clone()).or_default().values;
                // Scalars were counted with the others.
                let is_counted = self.known.def(&name).is_some_and(
                    |def| matches!(def, Def::Object(fields) if fields.get(&member).is_some_and(|field| matches!(field.ty, Type::Scalar(_)))),
                );
                if !is_counted {
                    values.entry(member).or_default().add(value);
                }
            }
            What::Missing => {}
        }
        self.types.entry(name).or_default().deviations.insert(deviation);
    }
}

/// Whether a parameter of that type can have the value.
fn takes(known: &Known, file: &str, ty: &Type, value: &str) -> bool {
    match ty {
        _ if value.is_empty() => true,
        Type::Scalar(scalar) => fits(&Value::from(value), *scalar),
        Type::List(item) => value.split(',').all(|value| takes(known, file, item, value)),
        Type::Named(name) => match known.resolve(file, name) {
            Some((_, Def::Enum(words))) => words.contains(value),
            _ => true,
        },
        Type::Any | Type::File | Type::Map(_) => true,
    }
}

impl fmt::Display for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = (self.read * 100).checked_div(self.size).unwrap_or(100);
        write!(f, "{}: {percent} %, {}", self.file.display(), counted(self.exchanges, "exchange"))
    }
}

impl Learner {
    /// A spec file as it is known.
    pub(super) fn file(&self, name: &str) -> Option<&File> {
        self.known.files.iter().find(|file| file.name == name)
    }
}
