//! What a client needs to know, and the way to the login page.

use super::{View, html};
use crate::escape;
use crate::oauth::browser::AUTHORIZE;
use crate::settings;

/// Standalone applications are sent to the sandbox's own page by this address.
const STANDALONE: &str = "http://connect.mail.ru/oauth/success.html";

pub(super) fn section(view: &View<'_>) -> String {
    let platform = &view.service.platform;
    let owner = platform.world.read().owner();
    let token = platform.sessions.key_of(owner).unwrap_or_default();
    let line = |variable: &settings::Variable| {
        if variable.is_secret && !view.visit.shows_secrets {
            format!("export {}={}", variable.name, view.secret(""))
        } else {
            html::text(&variable.export())
        }
    };
    let lines: Vec<String> = settings::variables(view.service.address, platform, &token).iter().map(line).collect();
    let hint = if view.visit.shows_secrets {
        "Paste them into a shell, and a client that reads its settings from the environment calls this sandbox."
            .to_owned()
    } else {
        let show = view.address(true);
        format!("<a class=\"button\" href=\"{show}\" rel=\"nofollow\">Show secrets</a> to paste them into a shell.")
    };
    format!(
        r#"<section id="settings">
<h1>A local Mail.ru platform</h1>
<p class="lead">Choose a method to read about it and to try it. Every request that arrives here is in the log below, with the text
that had to be signed, and with the mistake if its signature is wrong.</p>
<h2>Settings of a client</h2>
<pre class="export">{lines}</pre>
<p>{hint}</p>
{login}
</section>"#,
        lines = lines.join("\n"),
        login = login(view),
    )
}

fn login(view: &View<'_>) -> String {
    let platform = &view.service.platform;
    let world = platform.world.read();
    let email = world.person(world.owner()).map(crate::world::Person::email).unwrap_or_default();
    format!(
        r#"<h2>Log in</h2>
<p>As <code>{email}</code> with the password <code>{password}</code>, which is the same for everybody:</p>
<p class="buttons"><a class="button" href="{code}">Code flow</a> <a class="button" href="{token}">Implicit flow</a></p>"#,
        email = html::text(&email),
        password = view.secret(&view.service.platform.password),
        code = authorize(view, "code", &back(view)),
        token = authorize(view, "token", STANDALONE),
    )
}

/// The consent page, asking for everything.
fn authorize(view: &View<'_>, response_type: &str, redirect_uri: &str) -> String {
    let app_id = view.service.platform.application.id.to_string();
    let session = crate::oauth::full_session(0);
    let scope = session.privileges.join(" ");
    let query = [
        ("client_id", app_id.as_str()),
        ("response_type", response_type),
        ("redirect_uri", redirect_uri),
        ("scope", &scope),
        ("lang", "en"),
    ];
    format!("{AUTHORIZE}?{}", escape::query(&query)).replace('&', "&amp;")
}

/// Where the code flow returns to: this page.
fn back(view: &View<'_>) -> String {
    format!("http://{}/", view.service.address)
}

/// What the consent page came back with, if it did.
pub(super) fn arrival(view: &View<'_>) -> String {
    match (&view.visit.code, &view.visit.error) {
        (Some(code), _) => format!(
            r#"<section class="note">
<h2>A code has arrived</h2>
<p>It works once, within ten minutes of the sandbox's clock:</p>
<pre>curl -d grant_type=authorization_code -d client_id=$MAILRU_APP_ID -d client_secret=$MAILRU_SECRET_KEY \
  -d redirect_uri={back} -d code={code} "$MAILRU_OAUTH_URL/token"</pre>
</section>"#,
            back = back(view),
            code = view.secret(code),
        ),
        (None, Some(error)) => {
            format!(
                "<section class=\"note\"><h2>No consent</h2>\n<p>The error is <code>{}</code>.</p></section>",
                html::text(error)
            )
        }
        (None, None) => String::new(),
    }
}
