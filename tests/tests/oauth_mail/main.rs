//! Signing in by OAuth Mail: the authorization, the exchange, sessions that refresh themselves, the profile, mail; and each way in which
//! the service is not what one would guess.

mod authorization;
mod canary;
mod end;
mod hostile;
mod sessions;
mod surprises;
mod xoauth2;

use mailru_sdk::{
    Bearer, Error, Session,
    auth::Tokens,
    error::ServiceError,
    oauth_mail::{MailApp, MailAuthorization, Prompt, Scope},
};
use mailru_tests::sequence::Sequence;

const ID: &str = "0123456789abcdef0123456789abcdef";
const BACK: &str = "https://example.com/back";

/// An answer of the token end point, whose members come in another order each time.
const FIRST_PAIR: &str =
    r#"{"expires_in":3600,"refresh_token":"first refresh","access_token":"first","token_type":"Bearer"}"#;
const NEXT_TOKEN: &str = r#"{"access_token":"next","expires_in":3600}"#;
const REFUSED_TOKEN: &str = r#"{"error":"invalid token","error_code":6,"error_description":"token not found"}"#;

fn app(server: &Sequence) -> MailApp {
    MailApp::new(ID, "client secret").settings(server.settings())
}

/// An authorization that ends in a refresh token.
fn authorization(app: &MailApp) -> MailAuthorization {
    let scope = [Scope::OpenId, Scope::Profile, Scope::Email, Scope::OfflineAccess];
    app.authorization(BACK).scope(scope).prompt(Prompt::Consent)
}

/// The address that a browser comes back to with a code.
fn back(authorization: &MailAuthorization) -> String {
    format!("{BACK}?state={}&code=c0de", authorization.expose_state().unwrap())
}

/// A session whose token and refresh token are these.
fn session(server: &Sequence) -> Session<Bearer> {
    app(server).session_of(Tokens::new("first").refresh_token("first refresh")).unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> ServiceError {
    match result {
        Err(Error::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// The parameters of an address.
fn query(url: &str) -> Vec<(String, String)> {
    let (_, query) = url.split_once('?').expect("a query");
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn get(query: &[(String, String)], name: &str) -> Option<String> {
    query.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}
