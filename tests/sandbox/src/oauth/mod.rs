//! OAuth: how sessions come about. `grant.rs` answers the token endpoint, `browser` shows the pages of the consent flow; both
//! open sessions, which live in `sessions.rs`. Nothing here reads or writes HTTP.

pub(crate) mod browser;
mod consents;
mod grant;
mod record;
mod refusal;
mod scope;

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use record::{ClientKey, TokenRequest};
pub use refusal::OauthErrors;
pub(crate) use scope::{is_privilege, names};

use consents::Consents;
use refusal::Refusal;

use crate::clock::Clock;
use crate::codes::Codes;
use crate::gate::Gateway;
use crate::generator::Generator;
use crate::log::{Journal, Observer};
use crate::platform::Platform;
use crate::sessions::{Session, Tokens};

/// What the builder chooses.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, which the builder names in full")]
pub(crate) struct Settings {
    pub(crate) sends_vid: bool,
    pub(crate) sends_token_type: bool,
    pub(crate) errors: OauthErrors,
    /// Who may authorize besides the author, when the application is in development.
    pub(crate) testers: Option<BTreeSet<u64>>,
    /// What an address to return to must begin with; anything when there is none.
    pub(crate) redirect_prefixes: Vec<String>,
    pub(crate) returns_state: bool,
    /// Whether a user who has consented before is led on without a page.
    pub(crate) remembers_consent: bool,
    pub(crate) observer: Observer<TokenRequest>,
    /// Whether an empty `client_secret` is as good as a right one.
    pub(crate) takes_empty_secret: bool,
    /// Whether a header may hold `client_id` and `client_secret`.
    pub(crate) takes_basic_credentials: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sends_vid: true,
            sends_token_type: true,
            errors: OauthErrors::default(),
            testers: None,
            redirect_prefixes: Vec::new(),
            returns_state: true,
            remembers_consent: true,
            observer: Observer::default(),
            takes_empty_secret: false,
            takes_basic_credentials: false,
        }
    }
}

/// What an authorization code stands for. There is one application, so a code is bound to it by being here.
#[derive(Debug)]
struct Code {
    session: Session,
    redirect_uri: String,
}

/// The OAuth service of one sandbox.
#[derive(Debug)]
pub(crate) struct Oauth {
    pub(crate) settings: Settings,
    codes: Codes<Code>,
    consents: Consents,
    order: Mutex<Generator>,
    failing: Mutex<Option<(usize, Refusal)>>,
    log: Journal<TokenRequest>,
    /// In front of the decision.
    pub(crate) requests: Gateway,
    /// Between the decision and the answer.
    pub(crate) answers: Gateway,
}

impl Oauth {
    pub(crate) fn new(seed: u64, clock: Clock, settings: Settings) -> Self {
        Self {
            log: Journal::new(settings.observer.clone()),
            settings,
            codes: Codes::new(Generator::new(seed, "codes"), clock),
            consents: Consents::default(),
            order: Mutex::new(Generator::new(seed, "order")),
            failing: Mutex::default(),
            requests: Gateway::default(),
            answers: Gateway::default(),
        }
    }

    /// A code, as the consent page gives it to the address.
    pub(crate) fn code(&self, owner: u64, scope: &str, redirect_uri: &str) -> String {
        self.codes.issue(Code { session: session(owner, scope), redirect_uri: redirect_uri.to_owned() })
    }

    fn record(&self, request: TokenRequest) {
        let size = request.size();
        self.log.record(request, size);
    }

    /// Lets the consent page ask everybody again.
    pub(crate) fn forget_consents(&self) {
        self.consents.forget();
    }

    /// The requests to the token endpoint so far.
    pub(crate) fn token_requests(&self) -> Vec<TokenRequest> {
        self.log.requests()
    }

    /// Lets the next refresh requests fail, whatever they hold.
    pub(crate) fn fail_refresh(&self, times: usize, error: &str) {
        *lock(&self.failing) = (times > 0).then(|| (times, Refusal::new(error)));
    }

    /// Whether the user may authorize an application that is perhaps not public yet. The author of the application is the
    /// user of the sandbox.
    fn admits(&self, platform: &Platform, uid: u64) -> bool {
        let is_tester = |testers: &BTreeSet<u64>| uid == platform.world.read().owner() || testers.contains(&uid);
        self.settings.testers.as_ref().is_none_or(is_tester)
    }

    /// The members of a token answer, in an order that nobody should rely on. Answers to a code and fragments are complete.
    fn members(&self, tokens: &Tokens, is_complete: bool) -> Vec<(&'static str, String)> {
        let mut members = vec![
            ("access_token", tokens.access.clone()),
            ("refresh_token", tokens.refresh.clone()),
            ("expires_in", tokens.lifetime.as_secs().to_string()),
        ];
        if is_complete || self.settings.sends_token_type {
            members.push(("token_type", "bearer".to_owned()));
        }
        if is_complete || self.settings.sends_vid {
            members.push(("x_mailru_vid", tokens.owner.to_string()));
        }
        lock(&self.order).shuffle(&mut members);
        members
    }
}

/// The session that its owner opens with these privileges.
pub(crate) fn session(owner: u64, scope: &str) -> Session {
    Session { owner, privileges: scope::parse(scope).iter().map(|privilege| privilege.name.to_owned()).collect() }
}

/// One with all privileges that there are.
pub(crate) fn full_session(owner: u64) -> Session {
    Session { owner, privileges: scope::PRIVILEGES.iter().map(|privilege| privilege.name.to_owned()).collect() }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
