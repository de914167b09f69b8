//! Who gets to see which elements of the feed.

use super::{Element, Kind, What};
use crate::world::{Denial, World};

impl World {
    /// What is new for a person: what they, their friends and their communities did, newest first.
    pub(crate) fn news_of(&self, viewer: u64) -> impl Iterator<Item = &Element> {
        let follows = move |author: u64| {
            author == viewer
                || self.are_friends(viewer, author)
                || self.community(author).is_some_and(|community| community.subscribers.contains(&viewer))
        };
        let elements = self.feed.newest_first();
        elements.filter(move |element| {
            element.authors.iter().any(|&author| follows(author)) && self.shows(Some(viewer), element)
        })
    }

    /// What one person or community did, newest first.
    pub(crate) fn doings_of(&self, author: u64, viewer: Option<u64>) -> impl Iterator<Item = &Element> {
        let elements = self.feed.newest_first().filter(move |element| element.authors.contains(&author));
        elements.filter(move |element| self.shows(viewer, element))
    }

    /// How many posts of a community there are in the feed.
    pub(crate) fn posts_of(&self, community: u64) -> u64 {
        let is_post = |element: &&Element| {
            element.authors.contains(&community)
                && element.event().is_some_and(|event| event.kind == Kind::COMMUNITY_POST)
        };
        self.feed.newest_first().filter(is_post).count() as u64
    }

    /// Whether the viewer may look at the event, or at the event that was liked or commented on.
    pub(crate) fn event_access(&self, viewer: Option<u64>, element: &Element) -> Result<(), Denial> {
        let event = match element.what {
            What::Event(_) => Some(element),
            What::Like(place) | What::Comment(place, _) => self.feed.get(place),
        };
        let mut authors = event.into_iter().flat_map(|event| &event.authors);
        authors.try_for_each(|&author| self.access(viewer, author))
    }

    /// What is shown is open in all of its parts: who did it, and to what.
    fn shows(&self, viewer: Option<u64>, element: &Element) -> bool {
        let mut authors = element.authors.iter();
        authors.all(|&author| self.access(viewer, author).is_ok()) && self.event_access(viewer, element).is_ok()
    }

    /// How many events wait for a person to look: those of others that came after the last look.
    pub(crate) fn new_events(&self, viewer: u64) -> usize {
        let seen = self.seen.get(&viewer).copied().unwrap_or_default();
        self.news_of(viewer).take_while(|element| element.place > seen).filter(|e| !e.authors.contains(&viewer)).count()
    }

    /// The person has looked at everything there is.
    pub(crate) fn look(&mut self, viewer: u64) {
        if let Some(newest) = self.feed.newest_first().next().map(|element| element.place) {
            self.seen.insert(viewer, newest);
        }
    }
}
