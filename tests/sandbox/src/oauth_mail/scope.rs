//! What an application can ask for. There are two generations of words: `userinfo` stands for a sign-in among the older ones, `openid`
//! among the newer ones.

use std::collections::BTreeSet;

use crate::pages::Language;

/// A word of a scope, and what the consent page says of it.
struct Word {
    name: &'static str,
    is_newer: bool,
    english: &'static str,
    russian: &'static str,
}

const fn word(name: &'static str, is_newer: bool, english: &'static str, russian: &'static str) -> Word {
    Word { name, is_newer, english, russian }
}

/// All that are known, in the order in which the consent page lists them.
const WORDS: [Word; 7] = [
    word(
        "userinfo",
        false,
        "See your name, e-mail address, sex, birthday and picture",
        "Видеть ваше имя, адрес почты, пол, день рождения и фотографию",
    ),
    word("openid", true, "Know who you are", "Знать, кто вы"),
    word(
        "profile",
        true,
        "See your name, sex, birthday and picture",
        "Видеть ваше имя, пол, день рождения и фотографию",
    ),
    word("email", true, "See your e-mail address", "Видеть адрес вашей почты"),
    word("mail.imap", false, "Read, send and delete your mail", "Читать, отправлять и удалять вашу почту"),
    word("biz.api", false, "Manage the mail of your organization", "Управлять почтой вашей организации"),
    word(
        "offline_access",
        true,
        "Do all of it when you are away, until you withdraw it",
        "Делать всё это без вас, пока вы не отзовёте доступ",
    ),
];

/// The words that were asked for, of those that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scope(BTreeSet<&'static str>);

impl Scope {
    /// Spaces separate the words, or commas, as two clients write them. Unknown ones ask for nothing, and nothing at all is
    /// `userinfo`, as older clients send no scope.
    pub(super) fn parse(text: &str) -> Self {
        let asked: BTreeSet<&str> = text.split([' ', ',']).collect();
        let mut known: BTreeSet<_> = WORDS.iter().map(|word| word.name).filter(|name| asked.contains(name)).collect();
        if known.is_empty() {
            known.insert("userinfo");
        }
        Self(known)
    }

    /// The same, but `None` where a word is not known.
    pub(super) fn exactly(text: &str) -> Option<Self> {
        let is_known = |asked: &str| asked.is_empty() || WORDS.iter().any(|word| word.name == asked);
        text.split([' ', ',']).all(is_known).then(|| Self::parse(text))
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether the newer rules hold.
    pub(super) fn is_newer(&self) -> bool {
        WORDS.iter().any(|word| word.is_newer && self.has(word.name))
    }

    /// Whether whoever it is given to may ask who the user is.
    pub(super) fn signs_in(&self) -> bool {
        self.has("openid") || (self.has("userinfo") && !self.is_newer())
    }

    /// Whether access to the mailbox is asked for without the word that has to stand beside it.
    pub(super) fn lacks_sign_in(&self) -> bool {
        self.has("mail.imap") && !self.has("openid") && !self.has("userinfo")
    }

    /// Whether it asks for more than a sign-in.
    pub(super) fn has_product(&self) -> bool {
        self.has("mail.imap")
    }

    /// Whether there is a refresh token. Under the newer rules the user has to be asked for that in so many words.
    pub(super) fn is_renewable(&self, asks_for_consent: bool) -> bool {
        if self.is_newer() { self.has("offline_access") && asks_for_consent } else { true }
    }

    pub(super) fn described(&self, language: Language) -> Vec<&'static str> {
        let granted = WORDS.iter().filter(|word| self.has(word.name));
        granted.map(|word| language.choice(word.english, word.russian)).collect()
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn words_are_separated_by_a_space_or_a_comma_and_unknown_ones_ask_for_nothing() {
        assert_eq!(Scope::parse("userinfo mail.imap"), Scope::parse("mail.imap,userinfo, nonsense"));
        assert_eq!(Scope::parse(""), Scope::parse("userinfo"));
        assert!(Scope::parse("mail.imap").lacks_sign_in() && !Scope::parse("mail.imap openid").lacks_sign_in());
    }

    #[test]
    fn newer_words_bring_the_newer_rules() {
        assert!(Scope::parse("userinfo").is_renewable(false));
        for (scope, asks, renewable) in
            [("openid", true, false), ("openid offline_access", false, false), ("openid offline_access", true, true)]
        {
            assert_eq!(Scope::parse(scope).is_renewable(asks), renewable, "{scope} {asks}");
        }
        assert!(!Scope::parse("profile email").signs_in() && !Scope::parse("userinfo email").signs_in());
    }
}
