//! The browser's part: login and consent, from one visit of a browser to the page or the redirect that answers it.
//!
//! What a visit asks for is read in `request.rs`, where a browser may be sent is decided in `redirect.rs`, who is logged in
//! is known to `visitors.rs`. The pages are in `pages.rs`, their words in `text.rs`.

mod address;
mod html;
mod language;
mod pages;
mod redirect;
mod request;
mod text;
mod visitors;

use language::Language;
use pages::Page;
use request::{Flow, Problem, Request};
pub(super) use visitors::Visitors;

use super::{Oauth, session};
use crate::parameters::Parameters;
use crate::platform::Platform;
use crate::world::Person;

/// Where the pages are.
pub(crate) const AUTHORIZE: &str = "/oauth/authorize";

/// Where standalone applications are sent to.
pub(crate) const SUCCESS: &str = "/oauth/success.html";

/// Where people are sent whose account is blocked.
pub(crate) const RECOVERY: &str = "/recovery";

/// What a browser sent.
#[derive(Debug)]
pub(crate) struct Visit {
    /// `http://` and the address of the sandbox.
    pub(crate) origin: String,
    /// `None` when it cannot be read.
    pub(crate) query: Option<Parameters>,
    pub(crate) form: Option<Parameters>,
    pub(crate) cookie: Option<String>,
    pub(crate) accept_language: Option<String>,
}

/// What the browser gets.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) content: Content,
    /// The value of a new cookie.
    pub(crate) cookie: Option<String>,
}

/// A page or another address.
#[derive(Debug)]
pub(crate) enum Content {
    Page { status: u16, html: String },
    Redirect(String),
}

impl Answer {
    fn redirect(location: String) -> Self {
        Self { content: Content::Redirect(location), cookie: None }
    }

    fn with_cookie(self, cookie: Option<String>) -> Self {
        Self { cookie, ..self }
    }
}

impl Visit {
    fn page(&self) -> Page {
        let parameter = |name| self.query.as_ref().and_then(|query| query.get(name));
        Page {
            language: Language::choose(parameter("lang"), self.accept_language.as_deref()),
            query: self.query.as_ref().map(|query| query.pairs().to_vec()).unwrap_or_default(),
        }
    }
}

/// The page that a standalone application watches for. What it reads is behind the `#`, which no server gets to see.
pub(crate) fn success(visit: &Visit) -> Answer {
    let is_refused = visit.query.as_ref().is_some_and(|query| query.get("error").is_some());
    visit.page().success(is_refused)
}

/// The page for people whose account is blocked.
pub(crate) fn recovery(visit: &Visit) -> Answer {
    visit.page().recovery()
}

impl Oauth {
    /// Answers a visit of the authorize page: a form when there is one, else the page that comes next.
    pub(crate) fn visit(&self, platform: &Platform, visit: &Visit) -> Answer {
        let page = visit.page();
        let query = visit.query.as_ref().ok_or(Problem::Unreadable);
        let asked =
            query.and_then(|query| Request::read(query, platform.application.id, &self.settings, &visit.origin));
        match (asked, &visit.form) {
            (Err(problem), _) => page.problem(problem),
            (Ok(request), None) => self.show(platform, visit, &page, &request),
            (Ok(request), Some(form)) => self.submit(platform, visit, &page, &request, form),
        }
    }

    fn show(&self, platform: &Platform, visit: &Visit, page: &Page, request: &Request) -> Answer {
        let cookie = visit.cookie.as_deref();
        let Some(person) = self.visitor(platform, visit) else {
            // Whoever has no cookie gets one, as the form is tied to it.
            let new = cookie.is_none().then(|| self.visitors.stranger());
            let csrf = self.visitors.csrf(cookie.or(new.as_deref()).unwrap_or_default());
            return page.login(request, platform.application.id, &csrf).with_cookie(new);
        };
        let csrf = self.visitors.csrf(cookie.unwrap_or_default());
        if !self.admits(platform, person.uid) {
            page.in_development(&person, &csrf)
        } else if self.has_consented(&person, request) {
            Answer::redirect(self.consent(platform, visit, request, &person))
        } else {
            page.consent(request, platform.application.id, &person, &csrf)
        }
    }

    fn submit(&self, platform: &Platform, visit: &Visit, page: &Page, request: &Request, form: &Parameters) -> Answer {
        let cookie = visit.cookie.as_deref().unwrap_or_default();
        if cookie.is_empty() || form.get("csrf") != Some(self.visitors.csrf(cookie).as_str()) {
            return page.stale();
        }
        match (pressed(form), self.visitor(platform, visit)) {
            (Some("login"), _) => self.log_in(platform, page, form),
            (Some("logout"), _) => {
                self.visitors.forget(cookie);
                Answer::redirect(page.anew()).with_cookie(Some(self.visitors.stranger()))
            }
            (Some("deny"), Some(_)) => Answer::redirect(self.refusal(visit, request)),
            (Some("allow"), Some(person)) if self.admits(platform, person.uid) => {
                Answer::redirect(self.consent(platform, visit, request, &person))
            }
            // Logged out, or removed from the testers, since the page was shown: it is shown as it is now.
            (Some("allow" | "deny"), _) => self.show(platform, visit, page, request),
            _ => page.problem(Problem::Unreadable),
        }
    }

    fn log_in(&self, platform: &Platform, page: &Page, form: &Parameters) -> Answer {
        let (email, password) = credentials(form);
        match self.login(platform, &email, password) {
            Some(person) if person.standing.blocked => Answer::redirect(RECOVERY.to_owned()),
            // A new cookie, so that one that somebody else planted is worth nothing.
            Some(person) => Answer::redirect(page.anew()).with_cookie(Some(self.visitors.enter(person.uid))),
            None => Answer::redirect(page.after_failure(&email)),
        }
    }

    fn visitor(&self, platform: &Platform, visit: &Visit) -> Option<Person> {
        platform.world.read().person(self.visitors.find(visit.cookie.as_deref()?)?).cloned()
    }

    fn has_consented(&self, person: &Person, request: &Request) -> bool {
        let remembers = self.settings.remembers_consent && !request.asks_again;
        remembers && self.consents.cover(person.uid, &request.scope)
    }

    fn refusal(&self, visit: &Visit, request: &Request) -> String {
        let mut members = vec![("error", "access_denied".to_owned())];
        members.extend(self.state(request));
        address::with_query(&request.landing(&visit.origin), &members)
    }

    fn consent(&self, platform: &Platform, visit: &Visit, request: &Request, person: &Person) -> String {
        self.consents.grant(person.uid, &request.scope);
        let landing = request.landing(&visit.origin);
        match request.flow {
            Flow::Code => {
                let mut members = vec![("code", self.code(person.uid, &request.scope, &request.redirect_uri))];
                members.extend(self.state(request));
                address::with_query(&landing, &members)
            }
            Flow::Implicit => {
                let tokens = platform.consent(session(person.uid, &request.scope));
                let mut members = self.members(&tokens, true);
                members.extend(self.state(request));
                address::with_fragment(&landing, &members)
            }
        }
    }

    fn state(&self, request: &Request) -> Option<(&'static str, String)> {
        request.state.clone().filter(|_| self.settings.returns_state).map(|state| ("state", state))
    }
}

/// The button that was pressed. Programs that fill in forms press none, and mean the one that the form is for.
fn pressed(form: &Parameters) -> Option<&str> {
    form.get("action").or_else(|| form.get("otherwise"))
}

/// The e-mail address and the password, which clients that know the platform's own form write in three fields.
fn credentials(form: &Parameters) -> (String, &str) {
    let text = |name| form.get(name).unwrap_or_default();
    match (form.get("Login"), form.get("Domain")) {
        (Some(login), Some(domain)) => (format!("{login}@{domain}"), text("Password")),
        _ => (text("email").to_owned(), text("password")),
    }
}
