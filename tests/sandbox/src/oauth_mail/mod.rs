//! OAuth Mail, the younger authorization service `oauth.mail.ru`: other applications, other tokens and other errors than the platform's.
//! `grant.rs` answers the token endpoint, `profile.rs` the one for profiles, `browser` leads through the pages of the consent. Nothing
//! here reads or writes HTTP.

mod application;
pub(crate) mod browser;
mod consents;
mod endpoint;
mod grant;
mod pkce;
mod profile;
mod record;
mod refusal;
mod scope;
mod tokens;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use application::MailApplication;
pub(crate) use endpoint::Endpoint;
pub use record::MailRequest;
pub(crate) use refusal::Refusal;

use consents::Consents;
use pkce::Challenge;
use scope::Scope;
use tokens::{Grant, Tokens};

use crate::clock::Clock;
use crate::codes::Codes;
use crate::generator::Generator;
use crate::log::{Journal, Observer};

/// Where the service is, in the place of `https://oauth.mail.ru`.
pub(crate) const BASE: &str = "/oauth.mail.ru";

/// In the place of `https://o2.mail.ru`, the older name of the same service.
pub(crate) const OLDER_BASE: &str = "/o2.mail.ru";

/// What the builder chooses.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The first one is the sandbox's own, unless others were given.
    pub(crate) applications: Vec<MailApplication>,
    /// Of an access token.
    pub(crate) lifetime: Duration,
    /// Whether errors have a status of their own.
    pub(crate) error_statuses: bool,
    /// Whether a user who has consented before is led on without a page.
    pub(crate) remembers_consent: bool,
    pub(crate) observer: Observer<MailRequest>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            applications: Vec::new(),
            lifetime: Duration::from_hours(1),
            error_statuses: false,
            remembers_consent: true,
            observer: Observer::default(),
        }
    }
}

/// What an authorization code stands for.
#[derive(Debug)]
struct Code {
    grant: Grant,
    redirect_uri: String,
    challenge: Option<Challenge>,
}

/// The service of one sandbox.
#[derive(Debug)]
pub(crate) struct OauthMail {
    pub(crate) settings: Settings,
    seed: u64,
    codes: Codes<Code>,
    consents: Consents,
    tokens: Tokens,
    order: Mutex<Generator>,
    log: Journal<MailRequest>,
}

impl OauthMail {
    pub(crate) fn new(seed: u64, clock: Clock, mut settings: Settings) -> Self {
        if settings.applications.is_empty() {
            let mut keys = Generator::new(seed, "mail application");
            settings.applications.push(MailApplication::new(keys.hex(), keys.hex()));
        }
        Self {
            seed,
            codes: Codes::new(Generator::new(seed, "mail codes"), clock.clone()),
            consents: Consents::default(),
            tokens: Tokens::new(seed, clock, settings.lifetime),
            order: Mutex::new(Generator::new(seed, "mail order")),
            log: Journal::new(settings.observer.clone()),
            settings,
        }
    }

    /// The one that is meant when none is named.
    pub(crate) fn first(&self) -> &MailApplication {
        // There is one from the start.
        &self.settings.applications[0]
    }

    pub(crate) fn application(&self, id: &str) -> Option<&MailApplication> {
        self.settings.applications.iter().find(|application| application.id == id)
    }

    /// The id by which the service knows somebody. That it is not the platform's `uid` is a choice: no program should rely on it.
    pub(crate) fn id(&self, uid: u64) -> String {
        Generator::new(self.seed, &format!("mail id {uid}")).between(1_000_000_000, 10_000_000_000_000).to_string()
    }

    /// Whether it is an access token that has not expired.
    pub(crate) fn knows(&self, token: &str) -> bool {
        self.tokens.find(token).is_some()
    }

    /// An access token for what somebody allows the first application, without a refresh token; `None` for a word that is not known.
    pub(crate) fn open(&self, uid: u64, scope: &str) -> Option<String> {
        let scope = Scope::exactly(scope)?;
        let client_id = self.first().id.clone();
        Some(self.tokens.open(Grant { client_id, uid, scope, is_renewable: false }).access)
    }

    /// Ends access tokens: the one that is given, or all. Refresh tokens go on working.
    pub(crate) fn expire(&self, token: Option<&str>) {
        self.tokens.expire(token);
    }

    /// Lets the consent page ask everybody again.
    pub(crate) fn forget_consents(&self) {
        self.consents.forget();
    }

    /// Ends all that somebody has allowed.
    pub(crate) fn withdraw(&self, uid: u64) {
        self.consents.withdraw(uid);
        self.tokens.withdraw(uid);
    }

    /// The requests of programs so far.
    pub(crate) fn requests(&self) -> Vec<MailRequest> {
        self.log.requests()
    }

    fn record(&self, request: MailRequest) {
        let size = request.kept.size();
        self.log.record(request, size);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
