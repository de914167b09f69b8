//! A pair of tokens and what belongs to it.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use secrecy::{ExposeSecret, SecretString};

use crate::{redact::Secrets, types::Uid};

/// The largest part of a token's life that may be given up by refreshing it early: a quarter.
const MARGIN_SHARE: u32 = 4;

/// An access token, and what is needed to get the next one. Its `Debug` form shows no token.
#[derive(Clone)]
pub struct Tokens {
    pub(crate) access_token: SecretString,
    pub(crate) refresh_token: Option<SecretString>,
    pub(crate) expires_at: Option<SystemTime>,
    /// How long the access token lasts in all, as far as the platform said it.
    pub(crate) life: Option<Duration>,
    pub(crate) uid: Option<Uid>,
}

impl Tokens {
    /// An access token alone: the session lasts as long as it does.
    #[must_use]
    pub fn new(access_token: impl Into<String>) -> Self {
        Self { access_token: access_token.into().into(), refresh_token: None, expires_at: None, life: None, uid: None }
    }

    /// Adds the token that gets the next pair.
    #[must_use]
    pub fn refresh_token(mut self, refresh_token: impl Into<String>) -> Self {
        self.refresh_token = Some(refresh_token.into().into());
        self
    }

    /// Adds the moment when the access token expires; without it, the platform's refusal tells.
    #[must_use]
    pub fn expires_at(mut self, moment: SystemTime) -> Self {
        (self.expires_at, self.life) = (Some(moment), None);
        self
    }

    /// Adds the user's id.
    #[must_use]
    pub fn uid(mut self, uid: impl Into<Uid>) -> Self {
        self.uid = Some(uid.into());
        self
    }

    /// The access token, which is the session key of calls. **A secret.**
    #[must_use]
    pub fn expose_access_token(&self) -> &str {
        self.access_token.expose_secret()
    }

    /// The token that gets the next pair. **A secret.**
    #[must_use]
    pub fn expose_refresh_token(&self) -> Option<&str> {
        self.refresh_token.as_ref().map(ExposeSecret::expose_secret)
    }

    /// When the access token expires, by this machine's clock.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The user whose tokens they are, if the platform said so.
    #[must_use]
    pub fn owner(&self) -> Option<Uid> {
        self.uid
    }

    /// Notes how many seconds the access token lasts from `now` on. 0, by which some platforms mean "for ever", says as little as
    /// nothing does: error 102 will tell.
    pub(crate) fn lasting(mut self, seconds: Option<u64>, now: SystemTime) -> Self {
        let life = seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs);
        self.expires_at = life.and_then(|life| now.checked_add(life));
        self.life = life;
        self
    }

    /// Takes a pair that somebody else put somewhere for one that begins now, where nothing better is known of its life.
    pub(crate) fn seen_at(mut self, now: SystemTime) -> Self {
        self.life = self.life.or_else(|| self.expires_at?.duration_since(now).ok());
        self
    }

    /// Whether it is time to replace the access token: within `margin` of its end. A margin that is longer than its life would
    /// replace it before every call, so no more than a share of the life counts.
    pub(crate) fn is_due(&self, margin: Duration, now: SystemTime) -> bool {
        self.expires_within(self.life.map_or(margin, |life| margin.min(life / MARGIN_SHARE)), now)
    }

    /// Whether the access token expires within `margin` of `now`.
    pub(crate) fn expires_within(&self, margin: Duration, now: SystemTime) -> bool {
        // A margin that goes beyond all time covers every moment.
        self.expires_at.is_some_and(|moment| now.checked_add(margin).is_none_or(|end| moment <= end))
    }

    /// Whether they are known to be another user's.
    pub(crate) fn contradict(&self, uid: Option<Uid>) -> bool {
        self.uid.zip(uid).is_some_and(|(own, other)| own != other)
    }

    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.expose_access_token() == other.expose_access_token()
            && self.expose_refresh_token() == other.expose_refresh_token()
    }
}

/// The access token; a refresh token goes into no call.
impl Secrets for Tokens {
    fn secrets(&self) -> Vec<String> {
        vec![self.expose_access_token().to_owned()]
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("has_refresh_token", &self.refresh_token.is_some())
            .field("expires_at", &self.expires_at)
            .field("uid", &self.uid)
            .finish_non_exhaustive()
    }
}
