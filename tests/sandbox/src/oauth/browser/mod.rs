//! The browser's part: from a request for consent to a code or to tokens. The pages in between are those of `pages`.
//!
//! What a visit asks for is read in `request.rs`, which addresses are the application's is decided in `redirect.rs`.

mod problem;
mod redirect;
mod request;

use request::{Flow, Request};

use super::{Oauth, scope, session};
use crate::pages::{self, Answer, Asking, Language, Visit, Visitors, address};
use crate::platform::Platform;
use crate::world::Person;

/// Where the pages are.
pub(crate) const AUTHORIZE: &str = "/oauth/authorize";

/// Where standalone applications are sent to.
pub(crate) const SUCCESS: &str = "/oauth/success.html";

/// The page that a standalone application watches for. What it reads is behind the `#`, which no server gets to see.
pub(crate) fn success(visit: &Visit) -> Answer {
    let is_refused = visit.query.as_ref().is_some_and(|query| query.get("error").is_some());
    visit.page().success(is_refused)
}

/// What an application asks for, and whom it asks.
struct Authorization<'a> {
    oauth: &'a Oauth,
    platform: &'a Platform,
    origin: &'a str,
    request: Request,
}

impl Oauth {
    /// Answers a visit of the authorize page.
    pub(crate) fn visit(&self, platform: &Platform, visitors: &Visitors, visit: &Visit) -> Answer {
        let page = visit.page();
        let query = visit.query.as_ref().filter(|query| query.repeated().is_none());
        let Some(query) = query else { return page.unreadable() };
        match Request::read(query, platform.application.id, &self.settings, &visit.origin) {
            Err(problem) => page.problem(problem.status(), problem.words(page.language)),
            Ok(request) => {
                let asking = Authorization { oauth: self, platform, origin: &visit.origin, request };
                visitors.receive(platform, visit, &asking)
            }
        }
    }
}

impl Asking for Authorization<'_> {
    fn application(&self) -> String {
        self.platform.application.id.to_string()
    }

    fn privileges(&self, language: Language) -> Vec<&'static str> {
        let asked = scope::parse(&self.request.scope).into_iter();
        std::iter::once(&scope::EVERYBODYS).chain(asked).map(|privilege| privilege.described(language)).collect()
    }

    fn destination(&self) -> String {
        pages::destination(&self.request.redirect_uri).to_owned()
    }

    fn admits(&self, person: &Person) -> bool {
        self.oauth.admits(self.platform, person.uid)
    }

    fn has_consented(&self, person: &Person) -> bool {
        let remembers = self.oauth.settings.remembers_consent && !self.request.asks_again;
        remembers && self.oauth.consents.cover(person.uid, &self.request.scope)
    }

    fn consent(&self, person: &Person) -> Answer {
        let Self { oauth, platform, origin, request } = self;
        oauth.consents.grant(person.uid, &request.scope);
        let landing = request.landing(origin);
        Answer::redirect(match request.flow {
            Flow::Code => {
                let mut members = vec![("code", oauth.code(person.uid, &request.scope, &request.redirect_uri))];
                members.extend(self.state());
                address::with_query(&landing, &members)
            }
            Flow::Implicit => {
                let tokens = platform.consent(session(person.uid, &request.scope));
                let mut members = oauth.members(&tokens, true);
                members.extend(self.state());
                address::with_fragment(&landing, &members)
            }
        })
    }

    fn refuse(&self) -> Answer {
        let mut members = vec![("error", "access_denied".to_owned())];
        members.extend(self.state());
        Answer::redirect(address::with_query(&self.request.landing(self.origin), &members))
    }
}

impl Authorization<'_> {
    fn state(&self) -> Option<(&'static str, String)> {
        let state = self.request.state.clone().filter(|_| self.oauth.settings.returns_state);
        state.map(|state| ("state", state))
    }
}
