//! The HTTP side: which address leads where. Connections are in `connections.rs`, the way from a call to its answer in `call.rs`;
//! what the answer is, `platform` decides.

mod basic;
mod body;
mod browser;
mod call;
mod connections;
mod control;
mod elsewhere;
mod explorer;
mod faults;
mod form;
mod guard;
mod oauth_mail;
mod own_name;
mod patience;
mod photo;
mod read;
mod reply;
mod token;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};

pub(crate) use browser::decoded;
pub(crate) use connections::serve;
#[cfg(feature = "learn")]
pub(crate) use read::parameters;

use crate::explorer::{CALL, FAULTS, NEWS, SCRIPT, SIGN, STYLE};
use crate::faults::{Fault, FaultError, Faults};
use crate::log::Log;
use crate::methods::photos;
use crate::oauth::Oauth;
use crate::oauth::browser::{AUTHORIZE, SUCCESS};
use crate::oauth_mail::{BASE, Endpoint, OLDER_BASE, OauthMail, browser::NAMES};
use crate::pages::{RECOVERY, Visitors};
use crate::platform::{Catalogue, Platform, elsewhere::path};

/// Where REST calls go.
const ENDPOINT: &str = "/platform/api";

/// The token endpoint, for all grants.
const TOKEN: &str = "/oauth/token";

/// The largest body of a REST call, in bytes.
const BODY_LIMIT: usize = 16 << 20;

/// The largest form that OAuth reads, in bytes.
const FORM_LIMIT: usize = 64 << 10;

/// In the extensions of an answer: which entry of the log it is.
#[derive(Debug, Clone, Copy)]
struct Number(u64);

/// What the builder chooses of the way in.
#[derive(Debug)]
pub(crate) struct Front {
    /// Names, in small letters, that lead here besides those of every machine.
    pub(crate) hosts: Vec<String>,
    /// How long a client may keep the sandbox waiting.
    pub(crate) patience: Duration,
}

impl Default for Front {
    fn default() -> Self {
        Self { hosts: Vec::new(), patience: Duration::from_secs(30) }
    }
}

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    pub(crate) front: Front,
    pub(crate) platform: Platform,
    pub(crate) oauth: Oauth,
    pub(crate) oauth_mail: OauthMail,
    pub(crate) visitors: Visitors,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
}

impl Service {
    /// Lets something go wrong from now on, unless it never could.
    pub(crate) fn inject(&self, fault: Fault) -> Result<(), FaultError> {
        self.platform.check(&fault)?;
        self.faults.inject(fault);
        Ok(())
    }
}

pub(crate) fn router(service: Arc<Service>) -> Router {
    let calls: MethodRouter<Arc<Service>> = get(call::answer).post(call::answer);
    Router::new()
        .route(ENDPOINT, calls.clone())
        .route(&format!("{ENDPOINT}/"), calls.clone())
        .route(&format!("{ENDPOINT}/{{group}}/{{method}}"), calls)
        .route("/platform/{domain}/{login}", get(call::look_up))
        .route("/platform/{domain}/{login}/", get(call::look_up))
        .route(&format!("{}{{owner}}/{{aid}}/{{file}}", photos::PATH), get(photo::answer))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .merge(oauth())
        .merge(oauth_mail())
        .merge(elsewhere(&service.platform.catalogue))
        .merge(control())
        .merge(page())
        .layer(middleware::from_fn_with_state(Arc::clone(&service), guard::check))
        .with_state(service)
}

fn elsewhere(catalogue: &Catalogue) -> Router<Arc<Service>> {
    let methods = catalogue.groups().iter().flat_map(|group| group.methods);
    let paths: BTreeSet<String> = methods.filter_map(|method| path(method)).collect();
    // What stands in a path is meant as it stands.
    let none = Router::new().without_v07_checks();
    let all =
        paths.iter().fold(none, |router, path| router.route(path, get(elsewhere::answer).post(elsewhere::answer)));
    all.layer(DefaultBodyLimit::max(BODY_LIMIT))
}

fn control() -> Router<Arc<Service>> {
    let faults = get(control::list).post(control::submit).delete(control::clear);
    Router::new().route(FAULTS, faults).layer(DefaultBodyLimit::max(FORM_LIMIT))
}

fn page() -> Router<Arc<Service>> {
    Router::new()
        .route("/", get(explorer::page))
        .route(STYLE, get(explorer::style))
        .route(SCRIPT, get(explorer::script))
        .route(NEWS, get(explorer::news))
        .route(CALL, post(explorer::call))
        .route(SIGN, post(explorer::sign))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

fn oauth() -> Router<Arc<Service>> {
    Router::new()
        .route(TOKEN, get(token::answer).post(token::answer))
        .route(AUTHORIZE, get(browser::authorize).post(browser::authorize))
        .route(SUCCESS, get(browser::success))
        .route(RECOVERY, get(browser::recovery))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

fn oauth_mail() -> Router<Arc<Service>> {
    let mut router = Router::new();
    for base in [BASE, OLDER_BASE] {
        for name in NAMES {
            let page = get(browser::authorize_mail).post(browser::authorize_mail);
            router = router.route(&format!("{base}/{name}"), page);
        }
        for endpoint in Endpoint::ALL {
            let answer = move |service, request| oauth_mail::answer(endpoint, service, request);
            let path = format!("{base}/{}", endpoint.name());
            router = router.route(&path, get(answer).post(answer));
        }
    }
    router.layer(DefaultBodyLimit::max(FORM_LIMIT))
}
