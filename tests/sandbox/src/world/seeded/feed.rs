//! What happened in the last month. An event comes before its likes and comments, which come from people who may see it.

use super::super::feed::{ActionLink, Event, Kind, Part, Place};
use super::super::photos::MY_PHOTOS;
use super::super::{NOW, World};
use super::DAY;
use super::texts::{COMMENTS, NEWS, POSTS, WISHES};
use crate::generator::Generator;

/// How many things happened.
const HAPPENINGS: u64 = 240;

/// An application other than the one of the sandbox.
const OTHER_APPLICATION: u64 = 520_706;

impl World {
    pub(super) fn happen(&mut self, seed: u64, app_id: u64) {
        let mut generator = Generator::new(seed, "feed");
        let people = self.by_ordinal();
        let step = 30 * DAY / HAPPENINGS;
        let mut events: Vec<Place> = Vec::new();
        for number in 0..HAPPENINGS {
            let time = NOW - 30 * DAY + number * step + generator.between(0, step);
            let person = *generator.pick(&people);
            match number % 5 {
                3 | 4 if !events.is_empty() => {
                    let place = *generator.pick(&events);
                    let text = (*generator.pick(&COMMENTS)).to_owned();
                    if self.feed.get(place).is_some_and(|event| self.event_access(Some(person), event).is_ok()) {
                        if number % 5 == 3 {
                            self.feed.like(place, person, time);
                        } else {
                            self.feed.comment(place, person, text, time);
                        }
                    }
                }
                _ => {
                    let (authors, event) = self.event_of(person, number, app_id, &mut generator);
                    events.push(self.feed.publish(authors, event, time));
                }
            }
        }
        // All but the last few are no news any more.
        let last = self.feed.newest_first().nth(12).map(|element| element.place);
        self.seen.extend(people.iter().filter_map(|&uid| last.map(|last| (uid, last))));
    }

    /// The kinds take turns, so that every world has events of each.
    fn event_of(&self, person: u64, number: u64, app_id: u64, generator: &mut Generator) -> (Vec<u64>, Event) {
        let friends: Vec<u64> = self.people.keys().copied().filter(|&uid| self.are_friends(person, uid)).collect();
        let friend = generator.pick(&friends);
        let photo = self.albums.album(person, MY_PHOTOS).and_then(|album| album.photos.last());
        let pid = photo.map(|photo| photo.pid).unwrap_or_default();
        let text = *generator.pick(&POSTS);
        let track = self.music.playlist(person).next().map(|track| track.mid.clone()).unwrap_or_default();
        let community = generator.pick(&self.communities);
        let own = vec![person];
        match number % 13 {
            0 => (own, Event::new(Kind::AVATAR).with(Part::Avatar { owner: person, pid })),
            1 => (own, Event::new(Kind::PHOTO).with(Part::Photo { owner: person, pid })),
            2 => (own, Event::new(Kind::MUSIC).with(Part::Track(track))),
            5 => {
                let text = (*generator.pick(&WISHES)).to_owned();
                (own, Event::new(Kind::GIFT).with(Part::Gift { from: person, to: *friend, text }))
            }
            6 => {
                let text = *generator.pick(&NEWS);
                let event = Event { user_text: text.to_owned(), ..Event::new(Kind::COMMUNITY_POST) };
                (vec![community.uid], event.with(Part::Community(community.uid)))
            }
            7 => {
                let (text, url) = ("Пример".to_owned(), "http://example.com/".to_owned());
                (own, Event::new(Kind::SHARE).with(Part::Link { text, url }))
            }
            8 | 11 => {
                let application = if number.is_multiple_of(2) { app_id } else { OTHER_APPLICATION };
                let href = format!("http://my.mail.ru/apps/{application}");
                let links = vec![ActionLink { text: "Играть".to_owned(), href }];
                let title = Some("Новый рекорд!".to_owned());
                let event = Event { title, links, application: Some(application), ..Event::new(Kind::APP_EVENT) };
                // Some people play together.
                let authors = if number % 13 == 11 { vec![person, *friend] } else { own };
                (authors, event.with(Part::Application(application)))
            }
            9 => (vec![person, *friend], Event::new(Kind::FRIEND)),
            10 => {
                let event = micropost(text);
                (own, event.with(Part::Video { owner: person, name: format!("_myvideo/{number}") }))
            }
            12 => (own, micropost(text).with(Part::Photo { owner: person, pid })),
            _ => (own, micropost(text)),
        }
    }
}

fn micropost(text: &str) -> Event {
    Event { user_text: text.to_owned(), ..Event::new(Kind::MICROPOST) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::super::World;

    #[test]
    fn every_world_has_news_of_many_kinds_for_its_owner() {
        for seed in 0..20 {
            let world = World::new(seed, 1);
            let kinds: BTreeSet<String> = world
                .news_of(world.owner())
                .filter_map(|element| element.event())
                .map(|event| event.kind.code())
                .collect();
            assert!(kinds.len() >= 8, "{seed}: {kinds:?}");
            assert!(world.news_of(world.owner()).count() >= 50, "{seed}");
            assert!(
                world.news_of(world.owner()).any(|element| element.event().is_none()),
                "{seed}: likes and comments"
            );
            assert!(world.new_events(world.owner()) > 0, "{seed}");
        }
    }
}
