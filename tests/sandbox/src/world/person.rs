//! One invented person. What a profile shows of them is in `profile.rs`, whom they know is in the world.

use std::collections::BTreeSet;

use super::NOW;
use super::birthday::Birthday;
use super::names::{FAMILIES, MEN, STATUSES, WOMEN};
use super::places::{LOCATIONS, Location};
use super::scenario::file;
use crate::generator::Generator;
use crate::oauth;

/// The parts of mail addresses and page addresses that users of Mail.ru have.
const DOMAINS: [&str; 4] = ["mail", "inbox", "bk", "list"];

/// What a site can ask for, all of which the owner of the session allowed the application.
pub(crate) const OWNERS_PRIVILEGES: [&str; 5] = ["photos", "guestbook", "stream", "messages", "events"];

/// What the owner allowed it besides, as users of an application inside My World do.
pub(crate) const LEGACY_PRIVILEGE: &str = "notifications";

/// The one whose account is blocked.
const BLOCKED: u64 = 44;

/// The one who has black-listed the owner; no friend.
pub(super) const OFFENDED: u64 = 46;

/// What others allowed it.
const PRIVILEGES: [&[&str]; 3] = [&[], &["notifications"], &["stream", "photos"]];

/// The numbers are those of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Male = 0,
    Female = 1,
}

/// When they were here.
#[derive(Debug, Clone)]
pub(crate) struct Presence {
    pub(crate) online: bool,
    /// In Unix time.
    pub(crate) last_visit: u64,
}

/// What the platform says of them.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) verified: bool,
    pub(crate) vip: bool,
    /// Whether the account is locked against its owner.
    pub(crate) blocked: bool,
}

/// A user of the platform.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) uid: u64,
    pub(crate) sex: Sex,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    /// The mail domain without `.ru`.
    pub(crate) domain: String,
    pub(crate) login: String,
    pub(crate) birthday: Birthday,
    pub(crate) shows_age: bool,
    pub(crate) has_avatar: bool,
    pub(crate) location: Option<Location>,
    pub(crate) status_text: String,
    pub(crate) presence: Presence,
    pub(crate) standing: Standing,
    pub(crate) videos: u64,
    /// How many invitations to become friends wait for an answer.
    pub(crate) invitations: u64,
    /// In "mailiki".
    pub(crate) balance: u64,
    /// How many letters in the mailbox wait to be read.
    pub(crate) unread_mail: u64,
    /// The page is for friends only.
    pub(crate) closed: bool,
    /// Who may not look at the page, nor write to its owner.
    pub(crate) black_list: BTreeSet<u64>,
    /// The privileges granted to the application, when it is installed.
    pub(crate) application: Option<BTreeSet<String>>,
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
        let location = generator.pick(LOCATIONS);
        Self {
            uid: uid(ordinal, generator),
            sex,
            first_name: given.cyrillic.to_owned(),
            last_name: format!("{}{}", family.cyrillic, ending.0),
            domain: (*generator.pick(&DOMAINS)).to_owned(),
            login: format!("{}.{}{}.sandbox{ordinal:02}", given.latin, family.latin, ending.1),
            birthday: Birthday::new(ordinal, generator),
            shows_age: generator.one_in(2),
            has_avatar: ordinal % 10 != 3,
            location: (ordinal % 10 != 4).then(|| location.clone()),
            status_text: (*generator.pick(&STATUSES)).to_owned(),
            presence: Presence { online, last_visit: NOW - seconds_away },
            standing: Standing { verified: !generator.one_in(4), vip: ordinal % 10 == 5, blocked: ordinal == BLOCKED },
            videos: generator.between(0, 30),
            invitations: generator.between(1, 7),
            balance: generator.between(0, 500),
            unread_mail: ordinal % 6 + 1,
            closed: ordinal % 10 == 7,
            black_list: BTreeSet::new(),
            application: match ordinal {
                0 => Some(owners_privileges()),
                _ if ordinal % 5 < 2 => Some(generator.pick(&PRIVILEGES).iter().map(|&name| name.to_owned()).collect()),
                _ => None,
            },
        }
    }

    /// What they log in with.
    pub(crate) fn email(&self) -> String {
        format!("{}@{}.ru", self.login, self.domain)
    }

    /// The address of their page.
    pub(crate) fn link(&self) -> String {
        format!("http://my.mail.ru/{}/{}/", self.domain, self.login)
    }
}

/// A person of a scenario; the error is the member that is wrong, and what is expected of it. What is left out is as plain as can
/// be, and the user of the sandbox has allowed the application everything.
pub(super) fn of_scenario(uid: u64, given: &file::Person, is_owner: bool) -> Result<Person, (&'static str, String)> {
    let address = given.email.clone().unwrap_or_else(|| format!("{}@mail.ru", given.name));
    let parts = address.split_once('@').and_then(|(login, domain)| Some((login, domain.strip_suffix(".ru")?)));
    let is_fit =
        |part: &str| !part.is_empty() && part.chars().all(|char| char.is_ascii_alphanumeric() || "._-".contains(char));
    let parts = parts.filter(|(login, domain)| is_fit(login) && is_fit(domain));
    let (login, domain) = parts.ok_or_else(|| ("email", "is not of the form login@domain.ru".to_owned()))?;
    let birthday = Birthday::parse(given.birthday.as_deref().unwrap_or_default());
    let is_female = matches!(given.sex, Some(file::Sex::Female));
    if let Some(unknown) = given.privileges.iter().flatten().find(|name| !oauth::is_privilege(name)) {
        return Err(("privileges", format!("no privilege is called '{unknown}'")));
    }
    let privileges = given.privileges.as_ref().map(|privileges| privileges.iter().cloned().collect());
    Ok(Person {
        uid,
        sex: if is_female { Sex::Female } else { Sex::Male },
        first_name: given.first_name.clone().unwrap_or_else(|| given.name.clone()),
        last_name: given.last_name.clone().unwrap_or_default(),
        domain: domain.to_owned(),
        login: login.to_owned(),
        birthday: birthday.ok_or_else(|| ("birthday", "is neither DD.MM.YYYY nor DD.MM".to_owned()))?,
        shows_age: given.show_age,
        has_avatar: given.avatar,
        location: given.location.as_ref().map(Location::of_scenario),
        status_text: given.status_text.clone(),
        presence: Presence { online: given.online, last_visit: given.last_visit.unwrap_or(NOW) },
        standing: Standing { verified: given.verified, vip: given.vip, blocked: given.blocked },
        videos: given.videos,
        invitations: given.invitations,
        balance: given.balance,
        unread_mail: given.unread_mail,
        closed: given.closed,
        black_list: BTreeSet::new(),
        application: privileges.or_else(|| is_owner.then(owners_privileges)),
    })
}

/// All that the owner of the session allowed.
pub(super) fn owners_privileges() -> BTreeSet<String> {
    OWNERS_PRIVILEGES.into_iter().chain([LEGACY_PRIVILEGE]).map(str::to_owned).collect()
}

/// Ids of 18, 19 and 20 digits; only those of 20 are above 2^63. The last digits hold the ordinal, so no two are equal.
pub(super) fn uid(ordinal: u64, generator: &mut Generator) -> u64 {
    let (low, high) = match ordinal % 4 {
        1 => (10_u64.pow(17), 10_u64.pow(18)),
        3 => (10_u64.pow(18), i64::MAX.unsigned_abs()),
        _ => (10_u64.pow(19), u64::MAX),
    };
    generator.between(low / 100, high / 100) * 100 + ordinal
}
