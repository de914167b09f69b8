//! The world of the sandbox: its people and communities, and everything that they have, say and do. All methods see the same
//! one, and what a method writes the next one reads. A world is invented from a seed (`seeded`) or described by a file
//! (`scenario`). How profiles look in JSON is in `profile.rs`; which method shows what is in `methods`.

mod access;
mod birthday;
mod community;
mod consent;
pub(crate) mod dialogues;
pub(crate) mod feed;
pub(crate) mod games;
pub(crate) mod guestbook;
pub(crate) mod music;
mod names;
mod notification;
mod person;
pub(crate) mod photos;
pub(crate) mod picture;
mod places;
pub(crate) mod profile;
pub(crate) mod scenario;
mod seeded;
mod shared;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use access::Denial;
pub(crate) use community::Community;
pub use notification::Notification;
pub(crate) use person::{OWNERS_PRIVILEGES, Person, Sex};
pub use scenario::ScenarioError;
pub(crate) use shared::Shared;

use dialogues::Dialogues;
use feed::{Feed, Place};
use games::Games;
use guestbook::Guestbooks;
use music::Music;
use photos::Albums;

use crate::generator::Generator;

/// How many people there are.
const PEOPLE: u64 = 60;

/// How many of them are friends of the user whose session it is.
const FRIENDS_OF_OWNER: usize = 42;

/// The moment at which the world stands still: 1 September 2014, midnight in Greenwich, in Unix time.
pub(crate) const NOW: u64 = 1_409_529_600;

/// Everybody there is, who knows whom, and what there is besides.
#[derive(Debug)]
pub(crate) struct World {
    owner: u64,
    people: BTreeMap<u64, Person>,
    friends: BTreeMap<u64, BTreeSet<u64>>,
    communities: Vec<Community>,
    pub(crate) albums: Albums,
    pub(crate) feed: Feed,
    /// The newest element of the feed at each person's last look.
    seen: BTreeMap<u64, Place>,
    pub(crate) dialogues: Dialogues,
    pub(crate) guestbooks: Guestbooks,
    pub(crate) music: Music,
    pub(crate) games: Games,
    /// Those that the application has sent, in that order.
    pub(crate) notifications: Vec<Notification>,
}

impl World {
    /// The world of a seed, with an application of that id.
    pub(crate) fn new(seed: u64, app_id: u64) -> Self {
        let mut generator = Generator::new(seed, "people");
        let everybody: Vec<Person> = (0..PEOPLE).map(|ordinal| Person::new(ordinal, &mut generator)).collect();
        let uids: Vec<u64> = everybody.iter().map(|person| person.uid).collect();
        let mut world = Self::empty(seed, uids[0]);
        world.friends = befriend(&uids, &mut Generator::new(seed, "friends"));
        world.communities = community::all(&uids, &mut Generator::new(seed, "communities"));
        world.people = everybody.into_iter().map(|person| (person.uid, person)).collect();
        world.furnish(seed, app_id);
        world
    }

    /// A world that nobody lives in yet.
    fn empty(seed: u64, owner: u64) -> Self {
        let first = Generator::new(seed, "places").between(0x1000_0000, 0x4000_0000);
        Self {
            owner,
            people: BTreeMap::new(),
            friends: BTreeMap::new(),
            communities: Vec::new(),
            albums: Albums::default(),
            feed: Feed::new(Place::try_from(first).unwrap_or_default()),
            seen: BTreeMap::new(),
            dialogues: Dialogues::default(),
            guestbooks: Guestbooks::default(),
            music: Music::default(),
            games: Games::default(),
            notifications: Vec::new(),
        }
    }

    /// The user whose session it is.
    pub(crate) fn owner(&self) -> u64 {
        self.owner
    }

    pub(crate) fn person(&self, uid: u64) -> Option<&Person> {
        self.people.get(&uid)
    }

    /// Everybody, by ascending id.
    pub(crate) fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// Addresses are compared as mail servers do, without regard to case.
    pub(crate) fn person_by_email(&self, email: &str) -> Option<&Person> {
        self.people.values().find(|person| person.email().eq_ignore_ascii_case(email.trim()))
    }

    pub(crate) fn person_mut(&mut self, uid: u64) -> Option<&mut Person> {
        self.people.get_mut(&uid)
    }

    /// Whether a person or a community has the id.
    pub(crate) fn has(&self, uid: u64) -> bool {
        self.people.contains_key(&uid) || self.community(uid).is_some()
    }

    pub(crate) fn community(&self, uid: u64) -> Option<&Community> {
        self.communities().find(|community| community.uid == uid)
    }

    pub(crate) fn communities(&self) -> impl Iterator<Item = &Community> {
        self.communities.iter()
    }

    /// The user or community that has the page `/<domain>/<login>/`.
    pub(crate) fn by_page(&self, domain: &str, login: &str) -> Option<u64> {
        if domain == "community" {
            return self.communities().find(|community| community.address == login).map(|community| community.uid);
        }
        self.people.values().find(|person| person.domain == domain && person.login == login).map(|person| person.uid)
    }

    /// The friends of a person, by ascending id.
    pub(crate) fn friends(&self, person: &Person) -> impl Iterator<Item = &Person> {
        self.friends.get(&person.uid).into_iter().flatten().filter_map(|&uid| self.person(uid))
    }

    /// Makes two different people friends, or ends that.
    pub(crate) fn set_friends(&mut self, one: u64, other: u64, friends: bool) {
        for (one, other) in [(one, other), (other, one)] {
            let known = self.friends.entry(one).or_default();
            if friends && one != other {
                known.insert(other);
            } else {
                known.remove(&other);
            }
        }
    }

    /// Marks somebody as here or away since now.
    pub(crate) fn set_online(&mut self, uid: u64, online: bool, now: u64) -> bool {
        let Some(person) = self.people.get_mut(&uid) else { return false };
        person.presence.online = online;
        person.presence.last_visit = now;
        true
    }

    pub(crate) fn are_friends(&self, one: u64, other: u64) -> bool {
        self.friends.get(&one).is_some_and(|friends| friends.contains(&other))
    }
}

/// Friendship is mutual, and everybody has a friend. The first of the people is the owner of the session.
fn befriend(uids: &[u64], generator: &mut Generator) -> BTreeMap<u64, BTreeSet<u64>> {
    let mut friends: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    for (place, &one) in uids.iter().enumerate() {
        for (other_place, &other) in uids.iter().enumerate().skip(place + 1) {
            let know_each_other = if place == 0 { other_place <= FRIENDS_OF_OWNER } else { generator.one_in(5) };
            if know_each_other {
                link(&mut friends, one, other);
            }
        }
    }
    // One world in some twenty thousand has somebody whom chance gave no friend, and who would have nobody to write to.
    for pair in uids.windows(2) {
        if !friends.contains_key(&pair[1]) {
            link(&mut friends, pair[0], pair[1]);
        }
    }
    friends
}

fn link(friends: &mut BTreeMap<u64, BTreeSet<u64>>, one: u64, other: u64) {
    friends.entry(one).or_default().insert(other);
    friends.entry(other).or_default().insert(one);
}

#[cfg(test)]
mod tests {
    use super::{FRIENDS_OF_OWNER, PEOPLE, Person, World};

    const SEEDS: std::ops::Range<u64> = 0..50;

    fn owner(world: &World) -> &Person {
        world.person(world.owner()).expect("the owner is one of the people")
    }

    #[test]
    fn the_same_seed_gives_the_same_world_and_another_seed_another() {
        assert_eq!(format!("{:?}", World::new(5, 1)), format!("{:?}", World::new(5, 1)));
        assert_ne!(World::new(5, 1).owner(), World::new(6, 1).owner());
    }

    #[test]
    fn nobody_shares_an_id_and_ids_lie_on_both_sides_of_two_to_the_63() {
        for world in SEEDS.map(|seed| World::new(seed, 1)) {
            assert_eq!(world.people.len(), usize::try_from(PEOPLE).expect("sixty fits"));
            assert!(world.communities().all(|community| world.person(community.uid).is_none()));
            assert!(world.communities().any(|community| i64::try_from(community.uid).is_ok()));
            let digits = |count| world.people.keys().filter(|uid| uid.to_string().len() == count).count();
            assert!(digits(18) > 0 && digits(19) > 0 && digits(20) > 0);
            assert!(world.people.keys().any(|&uid| i64::try_from(uid).is_ok()));
            assert!(i64::try_from(world.owner()).is_err());
        }
    }

    #[test]
    fn friendship_is_mutual_and_nobody_befriends_himself() {
        let world = World::new(1, 1);
        for person in world.people.values() {
            assert!(!world.are_friends(person.uid, person.uid));
            assert!(world.friends(person).all(|friend| world.are_friends(friend.uid, person.uid)));
        }
    }

    #[test]
    fn a_seed_that_gives_somebody_no_friend_gives_a_world_all_the_same() {
        // Found by trying: chance leaves the last of the people alone.
        let world = World::new(39_191, 1);
        assert!(world.people.values().all(|person| world.friends(person).next().is_some()));
        assert_eq!(world.friends(owner(&world)).count(), FRIENDS_OF_OWNER);
    }

    #[test]
    fn the_owner_has_42_friends_of_every_kind() {
        for world in SEEDS.map(|seed| World::new(seed, 1)) {
            let friends: Vec<&Person> = world.friends(owner(&world)).collect();
            assert_eq!(friends.len(), FRIENDS_OF_OWNER);
            let some_but_not_all = |is: fn(&Person) -> bool| {
                let count = friends.iter().filter(|friend| is(friend)).count();
                count > 0 && count < friends.len()
            };
            assert!(some_but_not_all(|friend| friend.presence.online));
            assert!(some_but_not_all(|friend| friend.application.is_some()));
            assert!(some_but_not_all(|friend| friend.has_avatar));
            assert!(some_but_not_all(|friend| friend.location.is_some()));
            assert!(some_but_not_all(|friend| friend.birthday.to_string().is_empty()));
            assert!(some_but_not_all(|friend| friend.birthday.to_string().len() == "01.02".len()));
        }
    }
}
