//! The browser's part: from a request for consent to a code. The pages in between are those of `pages`.

mod problem;
mod request;

use problem::Problem;
use request::{Landing, Request};

use super::tokens::Grant;
use super::{BASE, Code, OLDER_BASE, OauthMail};
use crate::pages::{self, Answer, Asking, Language, Visit, Visitors, address};
use crate::platform::Platform;
use crate::world::Person;

/// The names of the page: that of the service, and that which the provider's own button uses.
pub(crate) const NAMES: [&str; 2] = ["login", "xlogin"];

/// Whether a path leads to the page.
pub(crate) fn is_page(path: &str) -> bool {
    let name = path.strip_prefix(BASE).or_else(|| path.strip_prefix(OLDER_BASE));
    name.and_then(|name| name.strip_prefix('/')).is_some_and(|name| NAMES.contains(&name))
}

/// What an application asks for.
struct Authorization<'a> {
    service: &'a OauthMail,
    visit: &'a Visit,
    request: Request,
}

impl OauthMail {
    /// Answers a visit of the page.
    pub(crate) fn visit(&self, platform: &Platform, visitors: &Visitors, visit: &Visit) -> Answer {
        let page = visit.page();
        match self.asked(visit) {
            Ok(asking) => visitors.receive(platform, visit, &asking),
            Err(Problem::Unreadable) => page.unreadable(),
            Err(Problem::Page(problem)) => page.problem(400, problem.words(page.language)),
            Err(Problem::Told { landing, error, description, state }) => {
                let members = vec![("error", error.to_owned()), ("error_description", description.to_owned())];
                landing.arrive(visit, members, state)
            }
        }
    }

    /// Where the browser would be sent if the person consented; `None` when nobody would be asked.
    pub(crate) fn consented(&self, visit: &Visit, person: &Person) -> Option<Answer> {
        Some(self.asked(visit).ok()?.consent(person))
    }

    fn asked<'a>(&'a self, visit: &'a Visit) -> Result<Authorization<'a>, Problem> {
        let query = visit.query.as_ref().filter(|query| query.repeated().is_none()).ok_or(Problem::Unreadable)?;
        Ok(Authorization { service: self, visit, request: Request::read(query, &self.settings.applications)? })
    }
}

impl Asking for Authorization<'_> {
    fn application(&self) -> String {
        self.request.client_id.clone()
    }

    fn privileges(&self, language: Language) -> Vec<&'static str> {
        self.request.scope.described(language)
    }

    fn destination(&self) -> String {
        match &self.request.landing {
            Landing::Address(address) => pages::destination(address).to_owned(),
            Landing::ByHand(address) => address.clone(),
        }
    }

    fn admits(&self, _: &Person) -> bool {
        true
    }

    fn has_consented(&self, person: &Person) -> bool {
        let remembers = self.service.settings.remembers_consent && !self.request.asks_again();
        remembers && self.service.consents.cover(&self.grant(person))
    }

    fn consent(&self, person: &Person) -> Answer {
        let (request, grant) = (&self.request, self.grant(person));
        self.service.consents.add(&grant);
        let redirect_uri = request.landing.address().to_owned();
        let code = Code { grant, redirect_uri, challenge: request.challenge.clone() };
        let members = vec![("code", self.service.codes.issue(code))];
        request.landing.arrive(self.visit, members, request.state.clone())
    }

    fn refuse(&self) -> Answer {
        let members = vec![("error", "access_denied".to_owned())];
        self.request.landing.arrive(self.visit, members, self.request.state.clone())
    }
}

impl Authorization<'_> {
    fn grant(&self, person: &Person) -> Grant {
        let Request { client_id, scope, prompts_consent, .. } = &self.request;
        let is_renewable = scope.is_renewable(*prompts_consent);
        Grant { client_id: client_id.clone(), uid: person.uid, scope: scope.clone(), is_renewable }
    }
}

impl Landing {
    /// Sends the browser on, or shows what is to be copied.
    fn arrive(&self, visit: &Visit, mut members: Vec<(&'static str, String)>, state: Option<String>) -> Answer {
        match self {
            Self::Address(address) => {
                members.extend(state.map(|state| ("state", state)));
                Answer::redirect(address::with_query(address, &members))
            }
            Self::ByHand(_) => {
                let (name, value) = members.swap_remove(0);
                if name == "code" { visit.page().code(&value) } else { visit.page().success(true) }
            }
        }
    }
}
