//! One invented person. What a profile shows of them is in `profile.rs`, whom they know is in the world.

use super::NOW;
use super::birthday::Birthday;
use super::names::{FAMILIES, MEN, STATUSES, WOMEN};
use super::places::{LOCATIONS, Location};
use crate::generator::Generator;

/// The parts of mail addresses and page addresses that users of Mail.ru have.
const DOMAINS: [&str; 4] = ["mail", "inbox", "bk", "list"];

/// What the owner of the session allowed the application to do.
pub(crate) const OWNERS_PRIVILEGES: [&str; 5] = ["photos", "guestbook", "stream", "messages", "events"];

/// The one whose account is blocked.
const BLOCKED: u64 = 44;

/// What others allowed it.
const PRIVILEGES: [&[&str]; 3] = [&[], &["notifications"], &["stream", "photos"]];

/// The numbers are those of the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sex {
    Male = 0,
    Female = 1,
}

/// When they were here.
#[derive(Debug)]
pub(crate) struct Presence {
    pub(crate) online: bool,
    /// In Unix time.
    pub(crate) last_visit: u64,
}

/// What the platform says of them.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) verified: bool,
    pub(crate) vip: bool,
    /// Whether the account is locked against its owner.
    pub(crate) blocked: bool,
}

/// A user of the platform.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) uid: u64,
    pub(crate) sex: Sex,
    pub(crate) first_name: &'static str,
    pub(crate) last_name: String,
    /// The mail domain without `.ru`.
    pub(crate) domain: &'static str,
    pub(crate) login: String,
    pub(crate) birthday: Birthday,
    pub(crate) shows_age: bool,
    pub(crate) has_avatar: bool,
    pub(crate) location: Option<&'static Location>,
    pub(crate) status_text: &'static str,
    pub(crate) presence: Presence,
    pub(crate) standing: Standing,
    pub(crate) videos: u64,
    /// How many invitations to become friends wait for an answer.
    pub(crate) invitations: u64,
    /// In "mailiki".
    pub(crate) balance: u64,
    /// The privileges granted to the application, when it is installed.
    pub(crate) application: Option<&'static [&'static str]>,
}

impl Person {
    /// The ordinal decides what must not be left to chance, so that every world has people of every kind. 0 is the owner
    /// of the session.
    pub(crate) fn new(ordinal: u64, generator: &mut Generator) -> Self {
        let sex = if generator.one_in(2) { Sex::Female } else { Sex::Male };
        let (given, ending) = match sex {
            Sex::Female => (generator.pick(&WOMEN), ("а", "a")),
            Sex::Male => (generator.pick(&MEN), ("", "")),
        };
        let family = generator.pick(&FAMILIES);
        let online = ordinal.is_multiple_of(3);
        let seconds_away = if online { 0 } else { generator.between(600, 90 * 86_400) };
        let location = generator.pick(&LOCATIONS);
        Self {
            uid: uid(ordinal, generator),
            sex,
            first_name: given.cyrillic,
            last_name: format!("{}{}", family.cyrillic, ending.0),
            domain: *generator.pick(&DOMAINS),
            login: format!("{}.{}{}.sandbox{ordinal:02}", given.latin, family.latin, ending.1),
            birthday: Birthday::new(ordinal, generator),
            shows_age: generator.one_in(2),
            has_avatar: ordinal % 10 != 3,
            location: (ordinal % 10 != 4).then_some(location),
            status_text: *generator.pick(&STATUSES),
            presence: Presence { online, last_visit: NOW - seconds_away },
            standing: Standing { verified: !generator.one_in(4), vip: ordinal % 10 == 5, blocked: ordinal == BLOCKED },
            videos: generator.between(0, 30),
            invitations: generator.between(1, 7),
            balance: generator.between(0, 500),
            application: match ordinal {
                0 => Some(&OWNERS_PRIVILEGES),
                _ if ordinal % 5 < 2 => Some(*generator.pick(&PRIVILEGES)),
                _ => None,
            },
        }
    }

    /// What they log in with.
    pub(crate) fn email(&self) -> String {
        format!("{}@{}.ru", self.login, self.domain)
    }
}

/// Ids of 18, 19 and 20 digits; only those of 20 are above 2^63. The last digits hold the ordinal, so no two are equal.
fn uid(ordinal: u64, generator: &mut Generator) -> u64 {
    let (low, high) = match ordinal % 4 {
        1 => (10_u64.pow(17), 10_u64.pow(18)),
        3 => (10_u64.pow(18), i64::MAX.unsigned_abs()),
        _ => (10_u64.pow(19), u64::MAX),
    };
    generator.between(low / 100, high / 100) * 100 + ordinal
}
