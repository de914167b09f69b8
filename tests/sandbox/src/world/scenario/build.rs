//! From a scenario to a world. Names become ids, and what they do not name is an error with its place.

use std::collections::BTreeMap;

use super::super::games::{Achievement, Title};
use super::super::music::Track;
use super::super::photos::{Album, EVERYBODY, MY_PHOTOS, NewPhoto, is_album_id};
use super::super::picture::Picture;
use super::super::{NOW, World, community, person};
use super::{ScenarioError, file};
use crate::generator::Generator;

/// The widest and highest photo that is drawn, in pixels.
const LARGEST_PHOTO: u32 = 4096;

/// How far apart things happened of which no time is given, in seconds.
const STEP: u64 = 60;

pub(super) fn world(scenario: &file::Scenario, seed: u64, app_id: u64) -> Result<World, ScenarioError> {
    let mut build = Build {
        names: BTreeMap::new(),
        world: World::empty(seed, 0),
        generator: Generator::new(seed, "scenario"),
        app_id,
    };
    build.people(&scenario.people)?;
    build.communities(&scenario.communities)?;
    build.friendships(&scenario.friendships)?;
    build.tracks(&scenario.tracks)?;
    build.albums(&scenario.albums)?;
    build.posts(&scenario.posts)?;
    build.guestbook(&scenario.guestbook)?;
    build.messages(&scenario.messages)?;
    build.games(scenario)?;
    Ok(build.world)
}

/// What is built so far.
pub(super) struct Build {
    /// Of people and communities.
    names: BTreeMap<String, u64>,
    pub(super) world: World,
    generator: Generator,
    pub(super) app_id: u64,
}

impl Build {
    fn people(&mut self, people: &[file::Person]) -> Result<(), ScenarioError> {
        if people.is_empty() {
            return Err(ScenarioError::new("people", "there must be at least one person, the user of the sandbox"));
        }
        for (number, person) in people.iter().enumerate() {
            let place = format!("people[{number}]");
            let drawn = person::uid(number as u64 % 98, &mut self.generator);
            let uid = self.enter(&place, &person.name, person.uid.as_deref(), drawn)?;
            if number == 0 {
                self.world.owner = uid;
            }
            let made = person::of_scenario(uid, person, number == 0)
                .map_err(|(member, problem)| ScenarioError::new(format!("{place}.{member}"), problem))?;
            if self.world.person_by_email(&made.email()).is_some() {
                return Err(ScenarioError::new(
                    format!("{place}.email"),
                    format!("'{}' is somebody else's", made.email()),
                ));
            }
            self.world.people.insert(uid, made);
            self.world.albums.create(uid, Album::new(MY_PHOTOS, "Фото со мной", NOW));
            self.world.games.add_score(uid, person.score);
        }
        for (number, person) in people.iter().enumerate() {
            let owner = self.names[&person.name];
            let black_list = self.persons(&format!("people[{number}].black_list"), &person.black_list)?;
            if let Some(person) = self.world.people.get_mut(&owner) {
                person.black_list.extend(black_list);
            }
        }
        Ok(())
    }

    /// Gives a name and an id to somebody.
    fn enter(&mut self, place: &str, name: &str, uid: Option<&str>, drawn: u64) -> Result<u64, ScenarioError> {
        let is_fit = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || "._-".contains(char);
        let name_error = |problem: &str| ScenarioError::new(format!("{place}.name"), problem);
        if name.is_empty() || !name.chars().all(is_fit) {
            return Err(name_error("is no name of small Latin letters, digits, '.', '_' and '-'"));
        }
        if self.names.contains_key(name) {
            return Err(name_error(&format!("there is another '{name}'")));
        }
        let uid_error = |problem: &str| ScenarioError::new(format!("{place}.uid"), problem);
        let uid = match uid {
            None => drawn,
            Some(uid) if uid.starts_with('+') || uid == "0" => return Err(uid_error("is no user's id")),
            Some(uid) => {
                uid.parse().map_err(|_| uid_error("is no user's id, a decimal number of up to 64 bits as a text"))?
            }
        };
        if let Some((other, _)) = self.names.iter().find(|(_, known)| **known == uid) {
            return Err(uid_error(&format!("is the id of '{other}', too")));
        }
        self.names.insert(name.to_owned(), uid);
        Ok(uid)
    }

    fn communities(&mut self, communities: &[file::Community]) -> Result<(), ScenarioError> {
        for (number, community) in communities.iter().enumerate() {
            let place = format!("communities[{number}]");
            let drawn = self.generator.between(10_u64.pow(16), 10_u64.pow(16) * 9) * 100 + 98 + number as u64 % 2;
            let uid = self.enter(&place, &community.name, community.uid.as_deref(), drawn)?;
            let subscribers = self.persons(&format!("{place}.members"), &community.members)?.into_iter().collect();
            self.world.communities.push(community::of_scenario(uid, community, subscribers));
        }
        Ok(())
    }

    fn friendships(&mut self, friendships: &[[String; 2]]) -> Result<(), ScenarioError> {
        for (number, pair) in friendships.iter().enumerate() {
            let place = format!("friendships[{number}]");
            let both = self.persons(&place, pair)?;
            if both[0] == both[1] {
                return Err(ScenarioError::new(place, "nobody is a friend of himself"));
            }
            self.world.set_friends(both[0], both[1], true);
        }
        Ok(())
    }

    fn tracks(&mut self, tracks: &[file::Track]) -> Result<(), ScenarioError> {
        for (number, track) in tracks.iter().enumerate() {
            let owners = self.persons(&format!("tracks[{number}].in"), &track.playlists)?;
            let file::Track { mid, artist, title, duration, .. } = track;
            let track = Track { mid: mid.clone(), artist: artist.clone(), title: title.clone(), duration: *duration };
            if mid.is_empty() || mid.contains([',', ':']) {
                let problem = "is no track's id, a text without ',' and ':'";
                return Err(ScenarioError::new(format!("tracks[{number}].mid"), problem));
            }
            if !self.world.music.add(track) {
                return Err(ScenarioError::new(format!("tracks[{number}].mid"), "there is a track of that id already"));
            }
            for owner in owners {
                self.world.music.link(owner, mid);
            }
        }
        Ok(())
    }

    fn albums(&mut self, albums: &[file::Album]) -> Result<(), ScenarioError> {
        for (number, album) in albums.iter().enumerate() {
            let place = |member: &str| format!("albums[{number}].{member}");
            let owner = self.anybody(&place("owner"), &album.owner)?;
            if !is_album_id(&album.aid) {
                return Err(ScenarioError::new(place("aid"), "is no name of Latin letters, digits, '-' and '_'"));
            }
            let created = time(&place("created"), album.created, number, albums.len())?;
            let made = Album {
                description: album.description.clone(),
                privacy: album.privacy.unwrap_or(EVERYBODY),
                locked: album.password,
                ..Album::new(&*album.aid, &*album.title, created)
            };
            // Everybody has this one, so the first that speaks of it says how it looks.
            let is_first = self
                .world
                .albums
                .album(owner, MY_PHOTOS)
                .is_some_and(|old| old.photos.is_empty() && old.created == NOW);
            let exists =
                || ScenarioError::new(place("aid"), format!("'{}' has an album '{}' already", album.owner, album.aid));
            if album.aid == MY_PHOTOS && is_first {
                self.world.albums.replace(owner, made);
            } else {
                self.world.albums.create(owner, made).ok_or_else(exists)?;
            }
            let cover = album.cover.unwrap_or(1);
            if album.cover.is_some() && !(1..=album.photos.len()).contains(&cover) {
                let problem = "there is no photo of that number, the first one is 1";
                return Err(ScenarioError::new(place("cover"), problem));
            }
            for (at, photo) in album.photos.iter().enumerate() {
                for (member, pixels) in [("width", photo.width), ("height", photo.height)] {
                    if !(1..=LARGEST_PHOTO).contains(&pixels) {
                        let problem = format!("is not between 1 and {LARGEST_PHOTO} pixels");
                        return Err(ScenarioError::new(place(&format!("photos[{at}].{member}")), problem));
                    }
                }
                let picture = Picture::drawn(self.generator.next(), photo.width, photo.height);
                let new = NewPhoto { title: photo.title.clone(), picture };
                self.world.albums.add(owner, &album.aid, new, created, at + 1 == cover);
            }
        }
        Ok(())
    }

    fn games(&mut self, scenario: &file::Scenario) -> Result<(), ScenarioError> {
        for (number, achievement) in scenario.achievements.iter().enumerate() {
            let id = self.world.games.new_id();
            let (img_url, description) = (achievement.img_url.clone(), achievement.description.clone());
            let made = Achievement { img_url, description, weight: achievement.weight, group: None };
            self.world.games.achievements.insert(id, made);
            for person in self.persons(&format!("achievements[{number}].awarded"), &achievement.awarded)? {
                self.world.games.reward(person, id);
            }
        }
        for (number, title) in scenario.titles.iter().enumerate() {
            let id = self.world.games.new_id();
            let (img_url, name) = (title.img_url.clone(), title.name.clone());
            self.world.games.titles.insert(id, Title { img_url, name });
            for person in self.persons(&format!("titles[{number}].borne_by"), &title.borne_by)? {
                self.world.games.bear(person, id);
            }
        }
        Ok(())
    }

    pub(super) fn persons(&self, place: &str, names: &[String]) -> Result<Vec<u64>, ScenarioError> {
        names.iter().enumerate().map(|(at, name)| self.person(&format!("{place}[{at}]"), name)).collect()
    }

    pub(super) fn person(&self, place: &str, name: &str) -> Result<u64, ScenarioError> {
        let uid = self.anybody(place, name)?;
        if self.world.community(uid).is_some() {
            return Err(ScenarioError::new(place, format!("'{name}' is a community, where a person is expected")));
        }
        Ok(uid)
    }

    /// A person or a community.
    pub(super) fn anybody(&self, place: &str, name: &str) -> Result<u64, ScenarioError> {
        self.names.get(name).copied().ok_or_else(|| {
            let known: Vec<&str> = self.names.keys().map(String::as_str).collect();
            ScenarioError::new(place, format!("nobody is called '{name}', expected one of: {}", known.join(", ")))
        })
    }
}

/// A time that is given, or the one in the order of the file. The sandbox begins after it.
pub(super) fn time(place: &str, given: Option<u64>, number: usize, count: usize) -> Result<u64, ScenarioError> {
    match given {
        Some(time) if time > NOW => {
            Err(ScenarioError::new(place, format!("is after the beginning of the sandbox, which is at {NOW}")))
        }
        Some(time) => Ok(time),
        None => Ok(NOW - (count - number) as u64 * STEP),
    }
}
