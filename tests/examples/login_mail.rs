//! Signs a user in by OAuth Mail, the service that Mail.ru runs today: `cargo run --example login_mail -- [--demo]`.
//!
//! It prints the address that the user opens in a browser, takes the address that the browser came back to from standard input, and
//! prints who signed in. The application comes from the environment, see `MailApp::from_env`, and so does the address that it has
//! registered, `MAILRU_OAUTH_MAIL_REDIRECT`. Without `MAILRU_OAUTH_MAIL_ID` it starts a sandbox for itself, and with `--demo` it plays the
//! user's part there.

use std::{
    env,
    error::Error,
    io::{self, BufRead as _},
    process::ExitCode,
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Bearer, Session,
    oauth_mail::{Identity, MailApp, Profile, Prompt, Xoauth2},
};

/// How the user comes back from the address.
type Browser<'b> = &'b dyn Fn(&str) -> io::Result<String>;

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("{error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn Error>> {
    let demo = match env::args().nth(1).as_deref() {
        None => false,
        Some("--demo") => true,
        Some(_) => return Err("usage: login_mail [--demo]".into()),
    };
    if env::var_os("MAILRU_OAUTH_MAIL_ID").is_some() {
        let back = env::var("MAILRU_OAUTH_MAIL_REDIRECT")?;
        // The text holds the token of somebody real.
        return sign_in(&MailApp::from_env()?, &back, &by_hand).await.map(drop);
    }
    let sandbox = Sandbox::start().await?;
    println!("No MAILRU_OAUTH_MAIL_ID, so this is the sandbox at {}", sandbox.oauth_mail_url());
    let secret = sandbox.mail_client_secret().unwrap_or_default();
    let app = MailApp::new(sandbox.mail_client_id(), secret).settings(sandbox.settings());
    let consent = |url: &str| Ok(sandbox.mail_consent(url));
    if !demo {
        println!("Log in there as {} with the password {}", sandbox.user_email(), sandbox.password());
    }
    let browser: Browser<'_> = if demo { &consent } else { &by_hand };
    let sasl = sign_in(&app, "http://localhost/back", browser).await?;
    println!("XOAUTH2: {}", sasl.expose_base64());
    Ok(())
}

async fn sign_in(app: &MailApp, back: &str, browser: Browser<'_>) -> Result<Xoauth2, Box<dyn Error>> {
    let authorization = app.authorization(back).scope(["openid", "profile", "email", "mail.imap", "offline_access"]);
    let authorization = authorization.prompt(Prompt::Consent); // without it no refresh token comes
    let came_back_with = browser(&authorization.url()?)?;
    let session = authorization.exchange(&came_back_with)?.authorize().await?; // refreshes itself from now on

    let profile = session.userinfo().await?;
    println!("signed in: {}", shown(&profile));
    let first = token(&session);
    session.renew().await?; // calls do so by themselves
    println!("refreshed, with another token: {}", token(&session) != first);
    Ok(session.xoauth2(profile.email.as_deref().unwrap_or_default()).await?) // for IMAP and SMTP
}

fn token(session: &Session<Bearer>) -> Option<String> {
    session.tokens().map(|tokens| tokens.current().expose_access_token().to_owned())
}

fn shown(profile: &Profile) -> String {
    let known_by = match profile.identity() {
        Some(Identity::Id(id)) => id,
        Some(Identity::Email(email)) => email,
        None => "nobody knows who",
    };
    format!("{known_by} {} <{}>", text(profile.name.as_deref()), text(profile.email.as_deref()))
}

fn text(member: Option<&str>) -> &str {
    member.unwrap_or("?")
}

/// The user's part: the address is opened, and the one that the browser came back to is pasted.
fn by_hand(url: &str) -> io::Result<String> {
    println!("Open this address in a browser:\n  {url}\nand paste the one that it comes back to:");
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}
