//! The form of all values seen at a place: counts, and no value.

use std::collections::BTreeMap;

use serde_json::Value;

use super::kind::is_absent;
use crate::recording::scrub::Form;
use crate::recording::scrub::invent::TIMES;

/// An object with more members than this is a map.
const MOST_MEMBERS: usize = 400;

/// What stood at a place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// `null`, and empty texts.
    pub(crate) absent: u64,
    pub(crate) empty_texts: u64,
    pub(crate) scalars: Scalars,
    /// Lists with something in them.
    pub(crate) lists: u64,
    pub(crate) empty_lists: u64,
    pub(crate) items: Option<Box<Seen>>,
    pub(crate) objects: u64,
    pub(crate) members: BTreeMap<String, Seen>,
    /// Objects whose members are called like things and not like members.
    pub(crate) maps: u64,
    pub(crate) values: Option<Box<Seen>>,
}

/// Values that are neither lists nor objects, by what they could be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scalars {
    pub(crate) bools: u64,
    pub(crate) numbers: u64,
    pub(crate) texts: u64,
    /// Of numbers and texts: whole numbers.
    pub(crate) whole: u64,
    /// Of these: 0 and 1.
    pub(crate) flags: u64,
    /// Of these: could be a time.
    pub(crate) times: u64,
    /// Of these: beyond the signed numbers of 64 bits.
    pub(crate) large: u64,
    /// Of these: beyond any number, or with zeros before it.
    pub(crate) ids: u64,
    /// Of these: 15 digits and more.
    pub(crate) long: u64,
    pub(crate) negative: u64,
    pub(crate) decimals: u64,
    pub(crate) dates: u64,
    pub(crate) urls: u64,
    pub(crate) html: u64,
    /// `true` and `false` as texts.
    pub(crate) words_of_truth: u64,
    /// Lists between commas.
    pub(crate) comma_lists: u64,
}

impl Scalars {
    pub(crate) fn total(&self) -> u64 {
        self.bools + self.numbers + self.texts
    }

    fn add(&mut self, text: &str) {
        match Form::of(text) {
            Form::Digits => {
                self.whole += 1;
                let digits = text.strip_prefix('-').unwrap_or(text);
                let number = text.parse::<i128>().ok();
                self.flags += u64::from(matches!(text, "0" | "1"));
                self.times += u64::from(text.parse().is_ok_and(|time| TIMES.contains(&time)));
                self.large += u64::from(number.is_some_and(|number| i64::try_from(number).is_err()));
                self.ids += u64::from(
                    (digits.starts_with('0') && digits != "0")
                        || number.is_none_or(|number| number > i128::from(u64::MAX)),
                );
                self.long += u64::from(digits.len() >= 15);
                self.negative += u64::from(text.starts_with('-'));
            }
            Form::Decimal => self.decimals += 1,
            Form::Date => self.dates += 1,
            Form::Url => self.urls += 1,
            Form::Html => self.html += 1,
            Form::Bool => self.words_of_truth += 1,
            Form::List => self.comma_lists += 1,
            _ => {}
        }
    }

    fn merge(&mut self, other: &Self) {
        let Self {
            bools,
            numbers,
            texts,
            whole,
            flags,
            times,
            large,
            ids,
            long,
            negative,
            decimals,
            dates,
            urls,
            html,
            words_of_truth,
            comma_lists,
        } = other;
        for (mine, theirs) in [
            (&mut self.bools, bools),
            (&mut self.numbers, numbers),
            (&mut self.texts, texts),
            (&mut self.whole, whole),
            (&mut self.flags, flags),
            (&mut self.times, times),
            (&mut self.large, large),
            (&mut self.ids, ids),
            (&mut self.long, long),
            (&mut self.negative, negative),
            (&mut self.decimals, decimals),
            (&mut self.dates, dates),
            (&mut self.urls, urls),
            (&mut self.html, html),
            (&mut self.words_of_truth, words_of_truth),
            (&mut self.comma_lists, comma_lists),
        ] {
            *mine += theirs;
        }
    }
}

impl Seen {
    /// How many values there were.
    pub(crate) fn times(&self) -> u64 {
        self.absent + self.scalars.total() + self.lists + self.empty_lists + self.objects + self.maps
    }

    pub(crate) fn add(&mut self, value: &Value) {
        match value {
            Value::Array(items) if items.is_empty() => self.empty_lists += 1,
            Value::String(text) if text.is_empty() => {
                self.absent += 1;
                self.empty_texts += 1;
            }
            value if is_absent(value) => self.absent += 1,
            Value::Array(items) => {
                self.lists += 1;
                let seen = self.items.get_or_insert_default();
                for item in items {
                    seen.add(item);
                }
            }
            Value::Object(members) if !members.is_empty() && members.keys().all(|key| is_thing(key)) => {
                self.maps += 1;
                let seen = self.values.get_or_insert_default();
                members.values().for_each(|value| seen.add(value));
            }
            Value::Object(members) => {
                self.objects += 1;
                for (key, value) in members {
                    self.members.entry(key.clone()).or_default().add(value);
                }
                self.fold();
            }
            Value::Bool(_) => self.scalars.bools += 1,
            Value::Number(number) => {
                self.scalars.numbers += 1;
                self.scalars.add(&number.to_string());
            }
            Value::String(text) => self.text(text),
            Value::Null => {}
        }
    }

    /// A value of a request, which is a text in any case.
    pub(crate) fn add_text(&mut self, text: &str) {
        if text.is_empty() {
            self.absent += 1;
        } else {
            self.text(text);
            if Form::of(text) == Form::List {
                let seen = self.items.get_or_insert_default();
                text.split(',').for_each(|item| seen.add_text(item));
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.scalars.texts += 1;
        self.scalars.add(text);
    }

    /// An object of very many members is a map after all.
    fn fold(&mut self) {
        if self.members.len() > MOST_MEMBERS {
            self.maps += std::mem::take(&mut self.objects);
            let seen = self.values.get_or_insert_default();
            for (_, value) in std::mem::take(&mut self.members) {
                seen.merge(&value);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.absent += other.absent;
        self.empty_texts += other.empty_texts;
        self.scalars.merge(&other.scalars);
        self.lists += other.lists;
        self.empty_lists += other.empty_lists;
        self.objects += other.objects;
        self.maps += other.maps;
        for (mine, theirs) in [(&mut self.items, &other.items), (&mut self.values, &other.values)] {
            if let Some(theirs) = theirs {
                mine.get_or_insert_default().merge(theirs);
            }
        }
        for (name, theirs) in &other.members {
            self.members.entry(name.clone()).or_default().merge(theirs);
        }
        self.fold();
    }
}

/// Whether the name of a member is that of a thing, as in a map: an id, an address.
fn is_thing(key: &str) -> bool {
    !matches!(Form::of(key), Form::Other | Form::Empty | Form::Bool)
}
