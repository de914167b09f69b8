//! Private messages. A dialogue belongs to two people, or to one who writes to himself.

use std::collections::BTreeMap;

/// A private message.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) from: u64,
    pub(crate) text: String,
    /// In Unix time.
    pub(crate) time: u64,
    /// The addressee has read it.
    pub(crate) read: bool,
}

/// The dialogues of everybody, by their two people in order.
#[derive(Debug, Default)]
pub(crate) struct Dialogues {
    by_pair: BTreeMap<(u64, u64), Vec<(u64, Message)>>,
    /// How many messages there have been, for the order among those of one second.
    sent: u64,
}

/// One line of the list of dialogues.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) other: u64,
    pub(crate) unread: usize,
    /// Of the last message.
    pub(crate) time: u64,
}

fn pair(one: u64, other: u64) -> (u64, u64) {
    (one.min(other), one.max(other))
}

impl Dialogues {
    /// Adds a message at the end of the dialogue.
    pub(crate) fn send(&mut self, from: u64, to: u64, text: String, time: u64) {
        // Nobody has to read what he wrote himself.
        self.add(to, Message { from, text, time, read: from == to });
    }

    /// Adds a message that was perhaps read long ago.
    pub(crate) fn add(&mut self, to: u64, message: Message) {
        self.sent += 1;
        self.by_pair.entry(pair(message.from, to)).or_default().push((self.sent, message));
    }

    /// The messages between the two, newest first.
    pub(crate) fn thread(&self, one: u64, other: u64) -> impl Iterator<Item = &Message> {
        self.by_pair.get(&pair(one, other)).into_iter().flatten().rev().map(|(_, message)| message)
    }

    /// The reader has seen everything that the other wrote.
    pub(crate) fn read(&mut self, reader: u64, other: u64) {
        for (_, message) in self.by_pair.get_mut(&pair(reader, other)).into_iter().flatten() {
            message.read |= message.from != reader;
        }
    }

    /// The dialogues of one person, that with the newest message first.
    pub(crate) fn of(&self, person: u64) -> Vec<Summary> {
        let mine = self.by_pair.iter().filter(|((one, other), _)| person == *one || person == *other);
        let mut summaries: Vec<(u64, Summary)> = mine
            .filter_map(|(&(one, other), messages)| {
                let (order, last) = messages.last()?;
                let unread = messages.iter().filter(|(_, message)| message.from != person && !message.read).count();
                let other = if person == one { other } else { one };
                Some((*order, Summary { other, unread, time: last.time }))
            })
            .collect();
        summaries.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
        summaries.into_iter().map(|(_, summary)| summary).collect()
    }

    /// How many messages the person has not read.
    pub(crate) fn unread(&self, person: u64) -> usize {
        self.of(person).iter().map(|summary| summary.unread).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialogues, Summary};

    #[test]
    fn a_message_waits_for_its_addressee_until_it_is_read() {
        let mut dialogues = Dialogues::default();
        dialogues.send(1, 2, "раз".to_owned(), 10);
        dialogues.send(1, 2, "два".to_owned(), 11);
        dialogues.send(2, 1, "три".to_owned(), 12);
        assert_eq!((dialogues.unread(1), dialogues.unread(2), dialogues.unread(3)), (1, 2, 0));
        dialogues.read(2, 1);
        assert_eq!((dialogues.unread(1), dialogues.unread(2)), (1, 0));
        let texts: Vec<_> = dialogues.thread(2, 1).map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["три", "два", "раз"]);
    }

    #[test]
    fn the_dialogue_with_the_newest_message_is_on_top_even_within_one_second() {
        let mut dialogues = Dialogues::default();
        dialogues.send(1, 2, String::new(), 10);
        dialogues.send(3, 1, String::new(), 10);
        let summary = |other, unread| Summary { other, unread, time: 10 };
        assert_eq!(dialogues.of(1), [summary(3, 1), summary(2, 0)]);
        dialogues.send(1, 2, String::new(), 10);
        assert_eq!(dialogues.of(1), [summary(2, 0), summary(3, 1)]);
    }

    #[test]
    fn a_message_to_oneself_is_read_already() {
        let mut dialogues = Dialogues::default();
        dialogues.send(1, 1, String::new(), 10);
        assert_eq!(dialogues.of(1), [Summary { other: 1, unread: 0, time: 10 }]);
    }
}
