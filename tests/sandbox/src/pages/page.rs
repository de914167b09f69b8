//! The pages themselves, as HTML without any script. Every value from outside goes through `Escaped`.

use super::html::document;
use super::language::Language;
use super::text::Text;
use super::{Answer, Asking, Content};
use crate::escape::{self, Escaped};
use crate::world::Person;

/// Longer e-mail addresses are not carried from page to page.
const LONGEST_EMAIL: usize = 254;

/// What a page needs to know of the visit: the language, and the address to be repeated in its links.
pub(crate) struct Page {
    pub(super) path: String,
    pub(crate) language: Language,
    pub(super) query: Vec<(String, String)>,
}

impl Page {
    /// The page as if for the first time.
    pub(super) fn anew(&self) -> String {
        format!("{}?{}", self.path, escape::query(&self.query_without(&["fail", "login"])))
    }

    /// The login page with its complaint.
    pub(super) fn after_failure(&self, email: &str) -> String {
        let mut query = self.query_without(&["fail", "login"]);
        query.push(("login", email.chars().take(LONGEST_EMAIL).collect()));
        query.push(("fail", "1".to_owned()));
        format!("{}?{}", self.path, escape::query(&query))
    }

    pub(super) fn login(&self, asking: &dyn Asking, csrf: &str) -> Answer {
        let text = self.text();
        let complaint = format!("<p role=\"alert\">{}</p>", text.login_failed);
        let alert = if self.parameter("fail").is_some() { complaint } else { String::new() };
        let login = self.parameter("login").unwrap_or_default();
        let body = format!(
            r#"<p>{application} {id} {lead}</p>
{alert}
<form method="post" action="{action}">
<input type="hidden" name="csrf" value="{csrf}">
<input type="hidden" name="otherwise" value="login">
<label for="email">{email}</label>
<input id="email" name="email" type="email" value="{login}" autocomplete="username" required{focus_email}>
<label for="password">{password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{focus_password}>
<button name="action" value="login">{button}</button>
</form>"#,
            application = text.application,
            id = Escaped(&asking.application()),
            lead = text.login_lead,
            action = self.action(),
            email = text.email,
            login = Escaped(login),
            focus_email = if login.is_empty() { " autofocus" } else { "" },
            password = text.password,
            focus_password = if login.is_empty() { "" } else { " autofocus" },
            button = text.enter,
        );
        self.answer(200, text.login, &body)
    }

    pub(super) fn consent(&self, asking: &dyn Asking, person: &Person, csrf: &str) -> Answer {
        let text = self.text();
        let privileges = asking.privileges(self.language);
        let items: Vec<String> = privileges.iter().map(|privilege| format!("<li>{privilege}</li>")).collect();
        let body = format!(
            r#"<p>{application} {id} {lead}</p>
<ul>
{items}
</ul>
<form method="post" action="{action}">
<input type="hidden" name="csrf" value="{csrf}">
<input type="hidden" name="otherwise" value="allow">
<button name="action" value="allow">{allow}</button>
<button name="action" value="deny" class="second">{deny}</button>
</form>
<p class="small">{destination} <b>{address}</b>.</p>
{identity}"#,
            application = text.application,
            id = Escaped(&asking.application()),
            lead = text.consent_lead,
            items = items.join("\n"),
            action = self.action(),
            allow = text.allow,
            deny = text.deny,
            destination = text.destination,
            address = Escaped(&asking.destination()),
            identity = self.identity(person, csrf),
        );
        self.answer(200, text.consent, &body)
    }

    pub(super) fn in_development(&self, person: &Person, csrf: &str) -> Answer {
        let text = self.text();
        let body = format!("<p role=\"alert\">{}</p>\n{}", text.in_development, self.identity(person, csrf));
        // With success, as clients read the page itself.
        self.answer(200, text.forbidden, &body)
    }

    pub(super) fn recovery(&self) -> Answer {
        let text = self.text();
        self.answer(200, text.blocked, &format!("<p>{}</p>", text.blocked_lead))
    }

    pub(crate) fn success(&self, is_refused: bool) -> Answer {
        let text = self.text();
        let title = if is_refused { text.refused } else { text.allowed };
        self.answer(200, title, &format!("<p>{}</p>", text.close))
    }

    /// A code for a program that cannot be returned to.
    pub(crate) fn code(&self, code: &str) -> Answer {
        let text = self.text();
        let code = Escaped(code);
        self.answer(200, text.allowed, &format!("<p>{}</p>\n<p><code>{code}</code></p>", text.copy))
    }

    /// Why there is nothing that a user could consent to. The browser is sent nowhere then.
    pub(crate) fn problem(&self, status: u16, problem: &str) -> Answer {
        self.answer(status, self.text().problem, &format!("<p role=\"alert\">{problem}</p>"))
    }

    /// For a query or a form that is broken, or says something twice.
    pub(crate) fn unreadable(&self) -> Answer {
        self.problem(400, self.text().unreadable)
    }

    /// For a form that does not belong to the browser that sent it.
    pub(super) fn stale(&self) -> Answer {
        let text = self.text();
        let link = format!("<a href=\"{}\">{}</a>", Escaped(&self.anew()), text.again);
        self.answer(403, text.stale, &format!("<p role=\"alert\">{}</p>\n<p>{link}</p>", text.stale_lead))
    }

    /// Who is logged in, and how to become somebody else.
    fn identity(&self, person: &Person, csrf: &str) -> String {
        let text = self.text();
        format!(
            r#"<form method="post" action="{action}" class="small">
<input type="hidden" name="csrf" value="{csrf}">
{logged_in_as} <b>{first} {last}</b> ({email}).
<button name="action" value="logout" class="link">{logout}</button>
</form>"#,
            action = self.action(),
            logged_in_as = text.logged_in_as,
            first = Escaped(&person.first_name),
            last = Escaped(&person.last_name),
            email = Escaped(&person.email()),
            logout = text.logout,
        )
    }

    fn answer(&self, status: u16, title: &str, body: &str) -> Answer {
        let mut query = self.query_without(&["lang"]);
        query.push(("lang", self.language.other().tag().to_owned()));
        let switch = format!("?{}", escape::query(&query));
        let html = document(self.language, self.text(), &switch, title, body);
        Answer { content: Content::Page { status, html }, cookie: None }
    }

    /// Forms go where the page is, with the same query; it is ready to stand in an attribute.
    fn action(&self) -> String {
        Escaped(&self.anew()).to_string()
    }

    fn query_without(&self, names: &[&str]) -> Vec<(&str, String)> {
        let kept = self.query.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        kept.map(|(name, value)| (name.as_str(), value.clone())).collect()
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn text(&self) -> &'static Text {
        Text::of(self.language)
    }
}
