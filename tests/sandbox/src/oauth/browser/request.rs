//! What an application asks for by the query of the authorize page.

use super::{SUCCESS, redirect};
use crate::oauth::Settings;
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
    /// The e-mail address to put into the form.
    pub(super) login: String,
    /// Whether the user is to be asked even if there is nothing new.
    pub(super) asks_again: bool,
    /// Whether the last try to log in failed.
    pub(super) has_failed: bool,
}

/// Why there is nothing that a user could consent to. The browser is sent nowhere then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// The query or the form is broken, or says something twice.
    Unreadable,
    /// No application has this id.
    Application,
    /// The address to return to is missing, or is none.
    Redirect,
    /// The address to return to is not the application's.
    ForeignRedirect,
    /// It is neither `code` nor `token`.
    ResponseType,
}

impl Request {
    pub(super) fn read(query: &Parameters, app_id: u64, settings: &Settings, origin: &str) -> Result<Self, Problem> {
        if query.repeated().is_some() {
            return Err(Problem::Unreadable);
        }
        let text = |name| query.get(name).unwrap_or_default().to_owned();
        if query.get("client_id").and_then(|id| id.parse().ok()) != Some(app_id) {
            return Err(Problem::Application);
        }
        let redirect_uri = text("redirect_uri");
        if !redirect::is_acceptable(&redirect_uri) {
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
        let has_failed = query.get("fail").is_some();
        let asks_again = query.get("revoke") == Some("1");
        let state = query.get("state").map(str::to_owned);
        Ok(Self { flow, redirect_uri, scope: text("scope"), state, login: text("login"), asks_again, has_failed })
    }

    /// Where the browser goes: the page for standalone applications is the sandbox's own, as nothing is to leave it.
    pub(super) fn landing(&self, origin: &str) -> String {
        match redirect::standalone(&self.redirect_uri) {
            Some(query) => format!("{origin}{SUCCESS}{query}"),
            None => self.redirect_uri.clone(),
        }
    }

    /// The part of the address that tells a user who will get the answer.
    pub(super) fn destination(&self) -> &str {
        let end = self.redirect_uri.find("://").map_or(0, |scheme| scheme + 3);
        let rest = &self.redirect_uri[end..];
        &self.redirect_uri[..end + rest.find(['/', '?']).unwrap_or(rest.len())]
    }
}
