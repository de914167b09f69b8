//! The feed: what people, communities and applications did, who likes it and who commented on it, in the order in which it
//! happened. Who gets to see what is in `view.rs`, what events are made of in `event.rs`.

mod event;
mod part;
mod view;

use std::collections::BTreeMap;

pub(crate) use event::{ActionLink, Comment, Event, Kind, Vote};
pub(crate) use part::{Part, split};

/// The place of an element in the order of the feed. Places are given out once: one that is free now has been taken before.
pub(crate) type Place = u32;

/// One element.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) place: Place,
    /// Several for an event that several people took part in.
    pub(crate) authors: Vec<u64>,
    /// In Unix time.
    pub(crate) time: u64,
    pub(crate) what: What,
}

/// What an element tells of.
#[derive(Debug)]
pub(crate) enum What {
    Event(Box<Event>),
    /// Somebody likes the event in that place.
    Like(Place),
    /// The comment of that id, on the event in that place.
    Comment(Place, u64),
}

impl Element {
    /// 16 hexadecimal digits: the kind, then the place.
    pub(crate) fn id(&self) -> String {
        let kind = match &self.what {
            What::Event(event) => event.kind,
            What::Like(_) => Kind::LIKE,
            What::Comment(..) => Kind::COMMENT,
        };
        format!("{}0000{:08x}", kind.digits(), self.place)
    }

    /// A checksum of the author, then the id. It is what likes and comments are attached to.
    pub(crate) fn thread_id(&self) -> String {
        let author = self.authors.first().copied().unwrap_or_default();
        format!("{:08x}{}", (author >> 32 ^ author) & 0xFFFF_FFFF, self.id())
    }

    pub(crate) fn event(&self) -> Option<&Event> {
        match &self.what {
            What::Event(event) => Some(event),
            _ => None,
        }
    }
}

/// All elements there are.
#[derive(Debug)]
pub(crate) struct Feed {
    first: Place,
    next: Place,
    elements: BTreeMap<Place, Element>,
    comments: u64,
}

impl Feed {
    /// An empty feed whose first element gets that place.
    pub(crate) fn new(first: Place) -> Self {
        Self { first, next: first, elements: BTreeMap::new(), comments: 0 }
    }

    /// In the order of the feed, the newest first.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Element> {
        self.elements.values().rev()
    }

    pub(crate) fn get(&self, place: Place) -> Option<&Element> {
        self.elements.get(&place)
    }

    /// The place that an id speaks of, also when its element is gone; `None` for an id that was never given out.
    pub(crate) fn place_of(&self, id: &str) -> Option<Place> {
        let is_id = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let place = Place::from_str_radix(id.get(8..).filter(|_| is_id)?, 16).ok()?;
        let fits = self.get(place).is_none_or(|element| element.id().eq_ignore_ascii_case(id));
        (fits && (self.first..self.next).contains(&place)).then_some(place)
    }

    /// The element of that id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Element> {
        self.get(self.place_of(id)?)
    }

    /// The event that has the thread.
    pub(crate) fn by_thread(&self, thread_id: &str) -> Option<&Element> {
        let element = self.by_id(thread_id.get(8..)?)?;
        (element.event().is_some() && element.thread_id().eq_ignore_ascii_case(thread_id)).then_some(element)
    }

    pub(crate) fn publish(&mut self, authors: Vec<u64>, event: Event, time: u64) -> Place {
        self.add(authors, What::Event(Box::new(event)), time)
    }

    /// Likes the event in that place, unless the person does already.
    pub(crate) fn like(&mut self, place: Place, person: u64, time: u64) {
        if self.event(place).is_some_and(|event| !event.is_liked_by(person)) {
            let element = self.add(vec![person], What::Like(place), time);
            if let Some(event) = self.event_mut(place) {
                event.likes.push(Vote { person, time, element });
            }
        }
    }

    /// Takes a like back, with the element that tells of it.
    pub(crate) fn unlike(&mut self, place: Place, person: u64) {
        let Some(event) = self.event_mut(place) else { return };
        if let Some(at) = event.likes.iter().position(|like| like.person == person) {
            let like = event.likes.remove(at);
            self.elements.remove(&like.element);
        }
    }

    pub(crate) fn comment(&mut self, place: Place, author: u64, text: String, time: u64) {
        if self.event(place).is_none() {
            return;
        }
        self.comments += 1;
        let id = self.comments;
        let element = self.add(vec![author], What::Comment(place, id), time);
        if let Some(event) = self.event_mut(place) {
            event.comments.push(Comment { id, author, text, time, element });
        }
    }

    /// Removes an event, with its likes and comments.
    pub(crate) fn remove(&mut self, place: Place) {
        let Some(What::Event(event)) = self.elements.remove(&place).map(|element| element.what) else { return };
        let likes = event.likes.iter().map(|like| like.element);
        for element in likes.chain(event.comments.iter().map(|comment| comment.element)) {
            self.elements.remove(&element);
        }
    }

    /// The event in that place.
    pub(crate) fn event(&self, place: Place) -> Option<&Event> {
        self.get(place).and_then(Element::event)
    }

    fn event_mut(&mut self, place: Place) -> Option<&mut Event> {
        match &mut self.elements.get_mut(&place)?.what {
            What::Event(event) => Some(event),
            _ => None,
        }
    }

    fn add(&mut self, authors: Vec<u64>, what: What, time: u64) -> Place {
        let place = self.next;
        self.next += 1;
        self.elements.insert(place, Element { place, authors, time, what });
        place
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Feed, Kind, Place};

    fn feed() -> (Feed, Place) {
        let mut feed = Feed::new(0xab37_5800);
        let place = feed.publish(vec![0x0a1b_2c3d], Event::new(Kind::MICROPOST), 10);
        (feed, place)
    }

    #[test]
    fn ids_tell_the_kind_and_threads_the_author() {
        let (feed, place) = feed();
        let element = feed.get(place).expect("it was published");
        assert_eq!(element.id(), "03170000ab375800");
        assert_eq!(element.thread_id(), "0a1b2c3d03170000ab375800");
        assert_eq!(feed.by_thread(&element.thread_id()).map(|element| element.place), Some(place));
    }

    #[test]
    fn a_like_counts_once_and_goes_with_its_element() {
        let (mut feed, place) = feed();
        feed.like(place, 5, 11);
        feed.like(place, 5, 12);
        assert_eq!((feed.event(place).map(|event| event.likes.len()), feed.newest_first().count()), (Some(1), 2));
        feed.unlike(place, 6);
        feed.unlike(place, 5);
        assert_eq!((feed.event(place).map(|event| event.likes.len()), feed.newest_first().count()), (Some(0), 1));
    }

    #[test]
    fn what_tells_of_an_event_goes_with_it_and_its_place_stays_known() {
        let (mut feed, place) = feed();
        feed.like(place, 5, 11);
        feed.comment(place, 6, "да".to_owned(), 12);
        let id = feed.get(place).expect("it was published").id();
        feed.remove(place);
        assert_eq!(feed.newest_first().count(), 0);
        assert!(feed.by_id(&id).is_none());
        assert_eq!(feed.place_of(&id), Some(place), "to go on after it");
        feed.like(place, 5, 13);
        feed.comment(place, 5, "нет".to_owned(), 13);
        assert_eq!(feed.newest_first().count(), 0, "there is nothing to like");
    }

    #[test]
    fn an_id_that_was_never_given_out_is_unknown() {
        let (mut feed, place) = feed();
        feed.like(place, 5, 11);
        let like = feed.newest_first().next().expect("the like").thread_id();
        assert!(feed.by_thread(&like).is_none(), "a like has no thread");
        for unknown in ["", "text", "05170000ab375800", "03170000ab375802", "03170000ab3757ff", "я317000ab375800"] {
            assert_eq!(feed.place_of(unknown), None, "{unknown}");
            assert!(feed.by_thread(unknown).is_none(), "{unknown}");
        }
        assert!(feed.by_thread("0000000003170000ab375800").is_none(), "another author's checksum");
    }
}
