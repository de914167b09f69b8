//! What an application asks for by the query of the authorize page.

use super::problem::Problem;
use super::{SUCCESS, redirect};
use crate::oauth::Settings;
use crate::pages;
use crate::parameters::Parameters;

/// What comes back on consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// A code in the query, for applications with a server.
    Code,
    /// Tokens in the fragment, for applications without one.
    Implicit,
}

/// An authorization request that can be put before a user.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) flow: Flow,
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    pub(super) state: Option<String>,
    /// Whether the user is to be asked even if there is nothing new.
    pub(super) asks_again: bool,
}

impl Request {
    pub(super) fn read(query: &Parameters, app_id: u64, settings: &Settings, origin: &str) -> Result<Self, Problem> {
        let text = |name| query.get(name).unwrap_or_default().to_owned();
        if query.get("client_id").and_then(|id| id.parse().ok()) != Some(app_id) {
            return Err(Problem::Application);
        }
        let redirect_uri = text("redirect_uri");
        if !pages::is_acceptable(&redirect_uri) {
            return Err(Problem::Redirect);
        }
        if !redirect::is_registered(&redirect_uri, &settings.redirect_prefixes, &format!("{origin}{SUCCESS}")) {
            return Err(Problem::ForeignRedirect);
        }
        let flow = match query.get("response_type") {
            Some("code") => Flow::Code,
            Some("token") => Flow::Implicit,
            _ => return Err(Problem::ResponseType),
        };
        let asks_again = query.get("revoke") == Some("1");
        let state = query.get("state").map(str::to_owned);
        Ok(Self { flow, redirect_uri, scope: text("scope"), state, asks_again })
    }

    /// Where the browser goes: the page for standalone applications is the sandbox's own, as nothing is to leave it.
    pub(super) fn landing(&self, origin: &str) -> String {
        match redirect::standalone(&self.redirect_uri) {
            Some(query) => format!("{origin}{SUCCESS}{query}"),
            None => self.redirect_uri.clone(),
        }
    }
}
