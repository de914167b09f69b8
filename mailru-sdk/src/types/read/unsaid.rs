//! What the reader notes, while somebody listens, of values that can be read and that the spec does not tell of. They are noted by their
//! place in the text, as misfits are, and put into words when the whole text was read.

use super::{
    deviation::{Declared, DeviationKind, Note, Notes},
    notes::in_order,
    path::Walk,
    reader::Reader,
    told::{Told, found},
};

/// How many are noted of one answer.
const MOST_NOTED: usize = 10_000;

/// A deviation in words.
#[derive(Debug, PartialEq)]
pub(crate) struct Deviating {
    pub(crate) kind: DeviationKind,
    pub(crate) path: String,
    /// The kind of the value.
    pub(crate) value: &'static str,
    /// An enum's or a tag's own, as much of it as may be shown.
    pub(crate) word: Option<String>,
    pub(crate) declared: Option<Declared>,
}

impl Reader<'_> {
    /// Notes deviations, if somebody listens.
    pub(crate) fn listening(mut self, listens: bool) -> Self {
        self.notes = listens.then(Box::default);
        self
    }

    /// Notes a deviation of the value that holds the byte `at`.
    #[cold]
    pub(super) fn deviates(&mut self, kind: DeviationKind, at: usize, declared: Declared) {
        if let Some(Notes { seen, .. }) = self.notes.as_deref_mut()
            && seen.len() < MOST_NOTED
        {
            seen.push(Note { at, kind, declared: Some(declared), value: None });
        }
    }

    /// The next value is the tag of a union.
    pub(super) fn at_tag(&mut self) {
        if let Some(Notes { tags, .. }) = self.notes.as_deref_mut() {
            tags.insert(self.at as u64);
        }
    }

    /// The next value is that of a member that the object does not declare, on that line.
    #[cold]
    pub(super) fn undeclared(&mut self, declared: Declared) {
        let at = self.at;
        if self.notes.as_mut().is_some_and(|notes| !notes.tags.remove(&(at as u64))) {
            self.deviates(DeviationKind::Member, at, declared);
        }
    }

    /// The value that was read last is none that the enum of that file and line knows.
    pub fn unknown_word(&mut self, file: &'static str, line: u32) {
        self.deviates(DeviationKind::Word, self.at.saturating_sub(1), (file, line));
    }

    /// How much was noted so far, for [`in_map`](Self::in_map).
    pub(super) fn noted_so_far(&self) -> usize {
        self.notes.as_ref().map_or(0, |notes| notes.seen.len()) + self.told_so_far()
    }

    /// A map begins there, and something inside it is to be told.
    #[cold]
    pub(super) fn in_map(&mut self, start: usize) {
        if let Some(Notes { maps, .. }) = self.notes.as_deref_mut() {
            maps.push(start);
        }
    }

    /// What was noted; `None` if nobody listens.
    pub(crate) fn noted(&mut self) -> Option<Notes> {
        self.notes.take().map(|notes| *notes)
    }
}

impl Notes {
    /// All of them in words, and those misfits, in the order of the text.
    pub(crate) fn told<'m>(self, text: &str, misfits: impl IntoIterator<Item = &'m Told>) -> Vec<Deviating> {
        let Self { seen, mut maps, .. } = self;
        let misfit = |told: &Told| Note {
            at: told.at,
            kind: DeviationKind::Misfit,
            declared: told.declared,
            value: Some(told.kind),
        };
        let notes = in_order(seen.into_iter().chain(misfits.into_iter().map(misfit)), |note| note.at);
        maps.sort_unstable();
        let mut walk = Walk::new(text);
        notes.into_iter().map(|note| note.told(text, &mut walk, &maps)).collect()
    }
}

impl Note {
    fn told(self, text: &str, walk: &mut Walk<'_>, maps: &[usize]) -> Deviating {
        let Self { at, kind, declared, value } = self;
        let start = walk.seek(at);
        let path = walk.place(maps);
        let (value, shown) = value.map_or_else(|| found(text, start), |value| (value, String::new()));
        let is_word = matches!(kind, DeviationKind::Word | DeviationKind::Tag) && shown != value;
        let word = is_word.then_some(shown);
        Deviating { kind, path, value, word, declared }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        objects::User,
        types::{
            Lenient,
            read::{Misfits, read_all},
        },
    };

    fn told<T: Lenient>(text: &str) -> Vec<(DeviationKind, String, &'static str)> {
        let mut reader = Reader::new(text, Misfits::Members).listening(true);
        read_all(&mut reader, T::read).map_err(|_| reader.failure()).unwrap();
        let notes = reader.noted().unwrap();
        let misfits = Told::all(text, reader.told().0);
        notes.told(text, &misfits).into_iter().map(|one| (one.kind, one.path, one.value)).collect()
    }

    #[test]
    fn nothing_is_noted_while_nobody_listens() {
        let mut reader = Reader::new(r#"[{"uid":1,"new":2}]"#, Misfits::Members);
        assert!(read_all(&mut reader, Vec::<User>::read).is_ok());
        assert!(reader.noted().is_none());
    }

    #[test]
    fn the_names_of_a_map_are_content_and_not_told() {
        let text = r#"{"secret":[{"uid":1,"new":[]}],"x":[{"uid":"1","age":{},"a b":null,"7":1}]}"#;
        let told = told::<BTreeMap<String, Vec<User>>>(text);
        let told: Vec<_> = told.iter().map(|(kind, path, value)| (*kind, path.as_str(), *value)).collect();
        assert_eq!(
            told,
            [
                (DeviationKind::Member, "{}[].new", "a list"),
                (DeviationKind::Misfit, "{}[].age", "an object"),
                (DeviationKind::Member, "{}[]{}", "null"),
                (DeviationKind::Member, "{}[][]", "a number"),
            ]
        );
    }

    #[test]
    fn a_list_with_gaps_is_a_list() {
        assert_eq!(
            told::<Vec<User>>(r#"{"0":{"uid":1},"15":{"uid":1, "new" : false}}"#),
            [(DeviationKind::Member, "[].new".to_owned(), "a boolean")]
        );
    }

    #[test]
    fn what_is_noted_of_one_text_is_bounded() {
        let many = vec![r#"{"uid":1,"new":2}"#; MOST_NOTED + 5].join(",");
        assert_eq!(told::<Vec<User>>(&format!("[{many}]")).len(), MOST_NOTED);
    }
}
