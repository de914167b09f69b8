//! The way through the pages, from a visit to the one that comes next: login, then consent unless it was given before, then wherever
//! the service leads.

use super::visitors::Visitors;
use super::{Answer, Language, Page, RECOVERY, Visit};
use crate::parameters::Parameters;
use crate::platform::Platform;
use crate::world::Person;

/// A request for somebody's consent that a service has found sound.
pub(crate) trait Asking {
    /// The id of the application that asks.
    fn application(&self) -> String;

    /// What it will be able to do, in the words of the page.
    fn privileges(&self, language: Language) -> Vec<&'static str>;

    /// The part of an address that tells a user who will get the answer.
    fn destination(&self) -> String;

    /// Whether the application is there for this person.
    fn admits(&self, person: &Person) -> bool;

    /// Whether the person need not be asked.
    fn has_consented(&self, person: &Person) -> bool;

    /// What follows a consent.
    fn consent(&self, person: &Person) -> Answer;

    /// What follows a refusal.
    fn refuse(&self) -> Answer;
}

impl Visitors {
    /// Answers a visit: a form when there is one, else the page that comes next.
    pub(crate) fn receive(&self, platform: &Platform, visit: &Visit, asking: &dyn Asking) -> Answer {
        let page = visit.page();
        match &visit.form {
            None => self.show(platform, visit, &page, asking),
            Some(form) => self.submit(platform, visit, &page, asking, form),
        }
    }

    fn show(&self, platform: &Platform, visit: &Visit, page: &Page, asking: &dyn Asking) -> Answer {
        let cookie = visit.cookie.as_deref();
        let Some(person) = self.visitor(platform, visit) else {
            // Whoever has no cookie gets one, as the form is tied to it.
            let new = cookie.is_none().then(|| self.stranger());
            let csrf = self.csrf(cookie.or(new.as_deref()).unwrap_or_default());
            return page.login(asking, &csrf).with_cookie(new);
        };
        let csrf = self.csrf(cookie.unwrap_or_default());
        if !asking.admits(&person) {
            page.in_development(&person, &csrf)
        } else if asking.has_consented(&person) {
            asking.consent(&person)
        } else {
            page.consent(asking, &person, &csrf)
        }
    }

    fn submit(
        &self,
        platform: &Platform,
        visit: &Visit,
        page: &Page,
        asking: &dyn Asking,
        form: &Parameters,
    ) -> Answer {
        let cookie = visit.cookie.as_deref().unwrap_or_default();
        if cookie.is_empty() || form.get("csrf") != Some(self.csrf(cookie).as_str()) {
            return page.stale();
        }
        match (pressed(form), self.visitor(platform, visit)) {
            (Some("login"), _) => self.log_in(platform, page, form),
            (Some("logout"), _) => {
                self.forget(cookie);
                Answer::redirect(page.anew()).with_cookie(Some(self.stranger()))
            }
            (Some("deny"), Some(_)) => asking.refuse(),
            (Some("allow"), Some(person)) if asking.admits(&person) => asking.consent(&person),
            // Logged out, or removed from the testers, since the page was shown: it is shown as it is now.
            (Some("allow" | "deny"), _) => self.show(platform, visit, page, asking),
            _ => page.unreadable(),
        }
    }

    fn log_in(&self, platform: &Platform, page: &Page, form: &Parameters) -> Answer {
        let (email, password) = credentials(form);
        match platform.log_in(&email, password) {
            Some(person) if person.standing.blocked => Answer::redirect(RECOVERY.to_owned()),
            // A new cookie, so that one that somebody else planted is worth nothing.
            Some(person) => Answer::redirect(page.anew()).with_cookie(Some(self.enter(person.uid))),
            None => Answer::redirect(page.after_failure(&email)),
        }
    }

    fn visitor(&self, platform: &Platform, visit: &Visit) -> Option<Person> {
        platform.world.read().person(self.find(visit.cookie.as_deref()?)?).cloned()
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
