//! Access tokens, which end, and refresh tokens, which stay: a refresh gives a new access token and leaves the refresh token as it was.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use super::lock;
use super::scope::Scope;
use crate::clock::Clock;
use crate::generator::Generator;

/// What somebody has allowed an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) client_id: String,
    pub(super) uid: u64,
    pub(super) scope: Scope,
    /// Whether a refresh token belongs to it.
    pub(super) is_renewable: bool,
}

/// What is handed out.
#[derive(Debug)]
pub(super) struct Issued {
    pub(super) access: String,
    pub(super) refresh: Option<String>,
    /// Of the access token.
    pub(super) lifetime: Duration,
}

/// All tokens that are valid.
#[derive(Debug)]
pub(super) struct Tokens {
    clock: Clock,
    lifetime: Duration,
    known: Mutex<Known>,
}

#[derive(Debug)]
struct Known {
    generator: Generator,
    access: HashMap<String, Access>,
    refresh: HashMap<String, Grant>,
}

#[derive(Debug)]
struct Access {
    grant: Grant,
    end: Duration,
    /// The refresh token that it goes with.
    refresh: Option<String>,
}

impl Tokens {
    pub(super) fn new(seed: u64, clock: Clock, lifetime: Duration) -> Self {
        let generator = Generator::new(seed, "mail tokens");
        let known = Known { generator, access: HashMap::new(), refresh: HashMap::new() };
        Self { clock, lifetime, known: Mutex::new(known) }
    }

    pub(super) fn open(&self, grant: Grant) -> Issued {
        let mut known = lock(&self.known);
        let refresh = grant.is_renewable.then(|| known.generator.hex());
        if let Some(refresh) = &refresh {
            known.refresh.insert(refresh.clone(), grant.clone());
        }
        let access = self.enter(&mut known, grant, refresh.clone());
        Issued { access, refresh, lifetime: self.lifetime }
    }

    /// A new access token, and no refresh token: the one before stays.
    pub(super) fn refresh(&self, refresh: &str, client_id: &str) -> Option<Issued> {
        let mut known = lock(&self.known);
        let grant = known.refresh.get(refresh).filter(|grant| grant.client_id == client_id)?.clone();
        let access = self.enter(&mut known, grant, Some(refresh.to_owned()));
        Some(Issued { access, refresh: None, lifetime: self.lifetime })
    }

    /// What an access token stands for, unless it has expired.
    pub(super) fn find(&self, token: &str) -> Option<Grant> {
        let now = self.clock.now();
        lock(&self.known).access.get(token).filter(|access| now < access.end).map(|access| access.grant.clone())
    }

    /// Ends an access token, or a refresh token with all that it has given. What the application does not have stays as it is.
    pub(super) fn revoke(&self, token: &str, client_id: &str) {
        let mut known = lock(&self.known);
        let Known { access, refresh, .. } = &mut *known;
        if refresh.get(token).is_some_and(|grant| grant.client_id == client_id) {
            refresh.remove(token);
            access.retain(|_, access| access.refresh.as_deref() != Some(token));
        }
        access.retain(|name, access| name != token || access.grant.client_id != client_id);
    }

    /// Ends one access token, or all. What can be refreshed stays so.
    pub(super) fn expire(&self, token: Option<&str>) {
        lock(&self.known).access.retain(|name, _| token.is_some_and(|token| name != token));
    }

    /// Ends everything that somebody has allowed.
    pub(super) fn withdraw(&self, uid: u64) {
        let mut known = lock(&self.known);
        known.access.retain(|_, access| access.grant.uid != uid);
        known.refresh.retain(|_, grant| grant.uid != uid);
    }

    fn enter(&self, known: &mut Known, grant: Grant, refresh: Option<String>) -> String {
        let now = self.clock.now();
        known.access.retain(|_, access| now < access.end);
        let name = known.generator.hex();
        known.access.insert(name.clone(), Access { grant, end: now.saturating_add(self.lifetime), refresh });
        name
    }
}
