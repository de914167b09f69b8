//! The pages themselves, as HTML without any script. Every value from outside goes through `Escaped`.

use super::html::document;
use super::language::Language;
use super::text::Text;
use super::{AUTHORIZE, Answer, Content, Problem, Request};
use crate::escape::{self, Escaped};
use crate::oauth::scope;
use crate::world::Person;

/// Longer e-mail addresses are not carried from page to page.
const LONGEST_EMAIL: usize = 254;

/// What a page needs to know of the visit: the language, and the query to be repeated in its links.
pub(super) struct Page {
    pub(super) language: Language,
    pub(super) query: Vec<(String, String)>,
}

impl Page {
    /// The authorize page as if for the first time.
    pub(super) fn anew(&self) -> String {
        format!("{AUTHORIZE}?{}", escape::query(&self.query_without(&["fail", "login"])))
    }

    /// The login page with its complaint.
    pub(super) fn after_failure(&self, email: &str) -> String {
        let mut query = self.query_without(&["fail", "login"]);
        query.push(("login", email.chars().take(LONGEST_EMAIL).collect()));
        query.push(("fail", "1".to_owned()));
        format!("{AUTHORIZE}?{}", escape::query(&query))
    }

    pub(super) fn login(&self, request: &Request, app_id: u64, csrf: &str) -> Answer {
        let text = self.text();
        let complaint = format!("<p role=\"alert\">{}</p>", text.login_failed);
        let alert = if request.has_failed { complaint } else { String::new() };
        let body = format!(
            r#"<p>{application} {app_id} {lead}</p>
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
            lead = text.login_lead,
            action = self.action(),
            email = text.email,
            login = Escaped(&request.login),
            focus_email = if request.login.is_empty() { " autofocus" } else { "" },
            password = text.password,
            focus_password = if request.login.is_empty() { "" } else { " autofocus" },
            button = text.enter,
        );
        self.answer(200, text.login, &body)
    }

    pub(super) fn consent(&self, request: &Request, app_id: u64, person: &Person, csrf: &str) -> Answer {
        let text = self.text();
        let asked = scope::parse(&request.scope).into_iter().map(|privilege| privilege.described(self.language));
        let privileges = std::iter::once(text.everybodys).chain(asked);
        let items: Vec<String> = privileges.map(|privilege| format!("<li>{privilege}</li>")).collect();
        let body = format!(
            r#"<p>{application} {app_id} {lead}</p>
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
            lead = text.consent_lead,
            items = items.join("\n"),
            action = self.action(),
            allow = text.allow,
            deny = text.deny,
            destination = text.destination,
            address = Escaped(request.destination()),
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

    pub(super) fn success(&self, is_refused: bool) -> Answer {
        let text = self.text();
        let title = if is_refused { text.refused } else { text.allowed };
        self.answer(200, title, &format!("<p>{}</p>", text.close))
    }

    pub(super) fn problem(&self, problem: Problem) -> Answer {
        let text = self.text();
        // Clients read the page about the application itself, and expect success.
        let status = if problem == Problem::Application { 200 } else { 400 };
        self.answer(status, text.problem, &format!("<p role=\"alert\">{}</p>", text.of_problem(problem)))
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

    fn text(&self) -> &'static Text {
        Text::of(self.language)
    }
}
