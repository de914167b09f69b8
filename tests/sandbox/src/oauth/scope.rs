//! The privileges that an application can ask for, and what the consent page says of them.

use crate::pages::Language;

/// What a session without the privilege cannot do, in the words of the consent page.
#[derive(Debug)]
pub(crate) struct Privilege {
    pub(crate) name: &'static str,
    english: &'static str,
    russian: &'static str,
}

impl Privilege {
    pub(super) fn described(&self, language: Language) -> &'static str {
        language.choice(self.english, self.russian)
    }
}

const fn privilege(name: &'static str, english: &'static str, russian: &'static str) -> Privilege {
    Privilege { name, english, russian }
}

/// What every application may do that somebody consented to.
pub(super) const EVERYBODYS: Privilege = privilege(
    "",
    "See your profile, your friends, your photos and your music",
    "Видеть ваш профиль, друзей, фотографии и музыку",
);

/// All that the platform has, in the order in which the consent page lists them.
pub(crate) const PRIVILEGES: [Privilege; 7] = [
    privilege("photos", "Create albums and add photos", "Создавать альбомы и добавлять фотографии"),
    privilege("guestbook", "Write in guest books", "Писать в гостевые книги"),
    privilege("stream", "Publish in your feed", "Публиковать записи в вашей ленте"),
    privilege("messages", "Read and send personal messages", "Читать и отправлять личные сообщения"),
    privilege("events", "See how many new events there are", "Узнавать число новых событий"),
    privilege("notifications", "Send you notifications", "Присылать вам уведомления"),
    privilege("widget", "Change the widget on your page", "Менять виджет на вашей странице"),
];

pub(crate) fn is_privilege(name: &str) -> bool {
    PRIVILEGES.iter().any(|privilege| privilege.name == name)
}

/// The names in a `scope`, which spaces or commas separate.
pub(crate) fn names(scope: &str) -> impl Iterator<Item = &str> {
    scope.split([' ', ',']).filter(|name| !name.is_empty())
}

/// The privileges that a `scope` names, each once. Unknown names ask for nothing.
pub(super) fn parse(scope: &str) -> Vec<&'static Privilege> {
    let named: Vec<&str> = names(scope).collect();
    PRIVILEGES.iter().filter(|privilege| named.contains(&privilege.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_scope_is_separated_by_spaces_or_commas_and_names_count_once() {
        let names = |scope| parse(scope).iter().map(|privilege| privilege.name).collect::<Vec<_>>();
        assert_eq!(names("photos stream"), ["photos", "stream"]);
        assert_eq!(names(",stream, photos,,photos "), ["photos", "stream"]);
        assert_eq!(names("Photos wall \0 <b>"), [""; 0]);
        assert_eq!(names(""), [""; 0]);
    }
}
