//! The people and communities of the sandbox, invented from a seed. All methods see the same ones. How they look in JSON is
//! in `profile.rs`; which method shows what is in `methods`.

mod birthday;
mod community;
mod names;
mod person;
mod places;
pub(crate) mod profile;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use community::Community;
pub(crate) use person::{OWNERS_PRIVILEGES, Person};

use crate::generator::Generator;

/// How many people there are.
const PEOPLE: u64 = 60;

/// How many of them are friends of the user whose session it is.
const FRIENDS_OF_OWNER: usize = 42;

/// The moment at which the world stands still: 1 September 2014, midnight in Greenwich, in Unix time.
pub(crate) const NOW: u64 = 1_409_529_600;

/// Everybody there is, and who knows whom.
#[derive(Debug)]
pub(crate) struct World {
    owner: u64,
    people: BTreeMap<u64, Person>,
    friends: BTreeMap<u64, BTreeSet<u64>>,
    communities: Vec<Community>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut generator = Generator::new(seed, "people");
        let everybody: Vec<Person> = (0..PEOPLE).map(|ordinal| Person::new(ordinal, &mut generator)).collect();
        let uids: Vec<u64> = everybody.iter().map(|person| person.uid).collect();
        Self {
            owner: uids[0],
            friends: befriend(&uids, &mut Generator::new(seed, "friends")),
            communities: community::all(&uids, &mut Generator::new(seed, "communities")),
            people: everybody.into_iter().map(|person| (person.uid, person)).collect(),
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

    /// The one person whose account is blocked.
    pub(crate) fn blocked(&self) -> &Person {
        self.people.values().find(|person| person.standing.blocked).expect("every world has one")
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

    pub(crate) fn are_friends(&self, one: u64, other: u64) -> bool {
        self.friends.get(&one).is_some_and(|friends| friends.contains(&other))
    }
}

/// Friendship is mutual. The first of the people is the owner of the session.
fn befriend(uids: &[u64], generator: &mut Generator) -> BTreeMap<u64, BTreeSet<u64>> {
    let mut friends: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    for (place, &one) in uids.iter().enumerate() {
        for (other_place, &other) in uids.iter().enumerate().skip(place + 1) {
            let know_each_other = if place == 0 { other_place <= FRIENDS_OF_OWNER } else { generator.one_in(5) };
            if know_each_other {
                friends.entry(one).or_default().insert(other);
                friends.entry(other).or_default().insert(one);
            }
        }
    }
    friends
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
        assert_eq!(format!("{:?}", World::new(5)), format!("{:?}", World::new(5)));
        assert_ne!(World::new(5).owner(), World::new(6).owner());
    }

    #[test]
    fn nobody_shares_an_id_and_ids_lie_on_both_sides_of_two_to_the_63() {
        for world in SEEDS.map(World::new) {
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
        let world = World::new(1);
        for person in world.people.values() {
            assert!(!world.are_friends(person.uid, person.uid));
            assert!(world.friends(person).all(|friend| world.are_friends(friend.uid, person.uid)));
        }
    }

    #[test]
    fn the_owner_has_42_friends_of_every_kind() {
        for world in SEEDS.map(World::new) {
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
