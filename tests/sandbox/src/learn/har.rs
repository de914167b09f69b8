//! Files: a recording is read whole, a HAR file entry by entry, so that its size does not matter.
//!
//! The crate `har` was looked at for this: it keeps a whole file as values, which are several times as large as the file.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::har_entry::Entry;
use super::learner::{Learner, Progress};
use crate::recording::{Exchange, RecordingError};

/// The version that is read.
const VERSION: &str = "1.2";

/// After so many bytes it is told how far reading is.
const STEP: u64 = 4 << 20;

/// Reads one file.
pub(super) fn read(path: &Path, learner: &mut Learner, progress: &dyn Fn(Progress<'_>)) -> Result<(), RecordingError> {
    let unreadable = |error| RecordingError::unreadable(path, error);
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let count = Cell::new(0);
    let reader = BufReader::with_capacity(64 << 10, Counted { file, count: &count });
    let tell =
        |learner: &Learner| progress(Progress { file: path, read: count.get(), size, exchanges: learner.exchanges });
    let told = tell_now_and_then(&count, tell);
    from(reader, path, learner, &told)?;
    tell(learner);
    Ok(())
}

/// Reads anything that is written like a file.
pub(super) fn from(
    reader: impl Read,
    path: &Path,
    learner: &mut Learner,
    told: &dyn Fn(&Learner),
) -> Result<(), RecordingError> {
    let problem = Cell::new(None);
    let mut json = serde_json::Deserializer::from_reader(reader);
    let top = Top { learner, told, problem: &problem };
    let rest = json.deserialize_map(top).and_then(|rest| json.end().map(|()| rest));
    let owned = || path.to_owned();
    match (problem.take(), rest) {
        (Some(Problem::Version(found)), _) => Err(RecordingError::Har { path: owned(), found }),
        (Some(Problem::Place(place)), Err(error)) if error.is_data() => {
            let problem = "it is missing, or of another kind than it has to be".to_owned();
            Err(RecordingError::Malformed { path: owned(), place, problem })
        }
        (_, Err(error)) if error.is_data() => Err(RecordingError::Other { path: owned() }),
        (_, Err(error)) => Err(RecordingError::json(path, &error)),
        (_, Ok(None)) => Ok(()),
        (_, Ok(Some(rest))) => {
            let exchange = Exchange::from_value(Value::Object(rest), path)?;
            learner.learn(&exchange);
            Ok(())
        }
    }
}

fn tell_now_and_then<'t>(count: &'t Cell<u64>, tell: impl Fn(&Learner) + 't) -> impl Fn(&Learner) + 't {
    let last = Cell::new(0);
    move |learner| {
        if count.get() >= last.get() + STEP {
            last.set(count.get());
            tell(learner);
        }
    }
}

/// A file whose bytes are counted.
struct Counted<'c> {
    file: File,
    count: &'c Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(into)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// What is wrong, when it is not the JSON.
enum Problem {
    Version(String),
    Place(String),
}

/// The file: a HAR file has the member `log`; the members of anything else are given back.
struct Top<'l> {
    learner: &'l mut Learner,
    told: &'l dyn Fn(&Learner),
    problem: &'l Cell<Option<Problem>>,
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = Option<Map<String, Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut rest = Map::new();
        let mut is_har = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "log" && rest.is_empty() {
                self.problem.set(Some(Problem::Place("log".to_owned())));
                map.next_value_seed(Log { top: &mut self })?;
                is_har = true;
            } else if is_har {
                map.next_value::<IgnoredAny>()?;
            } else {
                rest.insert(key, map.next_value()?);
            }
        }
        Ok((!is_har).then_some(rest))
    }
}

struct Log<'t, 'l> {
    top: &'t mut Top<'l>,
}

impl<'de> DeserializeSeed<'de> for Log<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Log<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the log of a HAR file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut version = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => {
                    let found: String = map.next_value()?;
                    if found != VERSION {
                        let found = found
                            .chars()
                            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '.')
                            .take(12)
                            .collect();
                        self.top.problem.set(Some(Problem::Version(found)));
                        return Err(A::Error::custom("another version"));
                    }
                    version = Some(());
                }
                "entries" => map.next_value_seed(Entries { top: self.top })?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if version.is_none() {
            self.top.problem.set(Some(Problem::Place("log.version".to_owned())));
            return Err(A::Error::custom("no version"));
        }
        Ok(())
    }
}

struct Entries<'t, 'l> {
    top: &'t mut Top<'l>,
}

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the entries of a HAR file")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let Top { learner, told, problem } = self.top;
        let mut number = 0_u64;
        loop {
            problem.set(Some(Problem::Place(format!("log.entries[{number}]"))));
            let Some(entry) = sequence.next_element::<Entry>()? else { break };
            learner.hear(&entry.heard());
            number += 1;
            told(learner);
        }
        problem.set(Some(Problem::Place("log".to_owned())));
        Ok(())
    }
}
