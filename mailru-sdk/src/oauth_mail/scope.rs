//! What an application may be let into.

use std::fmt;

/// A word of the scope.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// `openid`, which newer applications need with anything else.
    OpenId,
    /// `profile`: names, picture, gender, birthday.
    Profile,
    /// `email`: the address.
    Email,
    /// `mail.imap`: mail, over IMAP and SMTP; only together with `openid` or `userinfo`.
    MailImap,
    /// `offline_access`: a refresh token, which comes with [`Prompt::Consent`](super::Prompt::Consent) only.
    OfflineAccess,
    /// `userinfo`, of older applications: the profile, and a refresh token without asking.
    Userinfo,
    /// `biz.api`, of older applications: mail of organizations.
    BizApi,
    /// Any other word.
    Other(String),
}

impl Scope {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::OpenId => "openid",
            Self::Profile => "profile",
            Self::Email => "email",
            Self::MailImap => "mail.imap",
            Self::OfflineAccess => "offline_access",
            Self::Userinfo => "userinfo",
            Self::BizApi => "biz.api",
            Self::Other(word) => word,
        }
    }
}

impl From<&str> for Scope {
    fn from(word: &str) -> Self {
        let known = [
            Self::OpenId,
            Self::Profile,
            Self::Email,
            Self::MailImap,
            Self::OfflineAccess,
            Self::Userinfo,
            Self::BizApi,
        ];
        known.into_iter().find(|scope| scope.as_str() == word).unwrap_or_else(|| Self::Other(word.to_owned()))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Why no answer to a request for such a scope could be of use; `None` when one could.
pub(super) fn problem(scope: &[Scope], consents: bool) -> Option<&'static str> {
    let has = |wanted: &Scope| scope.contains(wanted);
    let (newer, older) = (has(&Scope::OpenId), has(&Scope::Userinfo));
    let foreign = |scope: &Scope| scope.as_str().is_empty() || !scope.as_str().bytes().all(is_plain);
    if scope.iter().any(foreign) {
        return Some("has a word that is empty or holds a space, a comma or another letter that no scope has");
    }
    if has(&Scope::MailImap) && !newer && !older {
        return Some("has `mail.imap` without `openid`, or `userinfo` of older applications: alone it is refused");
    }
    if [Scope::Profile, Scope::Email, Scope::OfflineAccess].iter().any(has) && !newer {
        return Some("has words of newer applications without `openid`, which is answered with status 401");
    }
    if has(&Scope::OfflineAccess) && !consents {
        return Some("has `offline_access`, but without `Prompt::Consent` no refresh token comes of it");
    }
    None
}

/// Letters of a scope (RFC 6749, 3.3), but for the comma, by which some programs separate words.
fn is_plain(letter: u8) -> bool {
    matches!(letter, 0x21 | 0x23..=0x2b | 0x2d..=0x5b | 0x5d..=0x7e)
}
