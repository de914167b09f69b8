//! A platform that answers as it is told, and sessions there whose secrets can be told in any text.

use std::{cell::OnceCell, error::Error as StdError, future::Future};

use mailru_sdk::{Api, Client, ClientApp, Error, Server, ServerApp, auth::Tokens};
use tokio::runtime::{Builder, Runtime};

pub const PRIVATE_KEY: &str = "Qprivate-key?of&the=application";
pub const SECRET_KEY: &str = "Qsecret-key/of+the%application";
pub const ACCESS_TOKEN: &str = "Qaccess-\"token\\of the user";
pub const REFRESH_TOKEN: &str = "Qrefresh<token>of the user";
pub const PASSWORD: &str = "Qpässword of the user";
pub const CODE: &str = "Qcode-of-the-redirect";

/// As many letters at the beginning of a secret are taken for the secret.
const BEGINNING: usize = 8;

thread_local! {
    static RUNTIME: OnceCell<Runtime> = const { OnceCell::new() };
}

/// Runs a future to its end. Whatever waits for a time has waited at once.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with(|runtime| {
        let new = || Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
        runtime.get_or_init(new).block_on(future)
    })
}

pub fn client_app() -> ClientApp {
    ClientApp::new(423_004, PRIVATE_KEY)
}

pub fn server_app() -> ServerApp {
    ServerApp::new(423_004, SECRET_KEY)
}

pub fn client() -> Api<Client> {
    Api::new(client_app().session(ACCESS_TOKEN, 1_324_730_981_306_483_817))
}

pub fn server() -> Api<Server> {
    let tokens = Tokens::new(ACCESS_TOKEN).refresh_token(REFRESH_TOKEN).uid(1_324_730_981_306_483_817);
    Api::new(server_app().session_of(tokens).expect("a session"))
}

/// Some status that a byte stands for; of most bytes success.
pub fn status(byte: u8) -> u16 {
    match byte % 16 {
        0 => 400,
        1 => 401,
        2 => 302,
        3 => 404,
        4 => 429,
        5 => 500,
        6 => 503,
        7 => 201,
        _ => 200,
    }
}

/// Everything that an error says, in all of its forms.
pub fn told(error: &Error) -> String {
    let mut told = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        told += &format!("\n{error}\n{error:?}");
        source = error.source();
    }
    told
}

/// Whatever an error says, it says no secret.
///
/// # Panics
/// When it does.
pub fn assert_no_secret(error: &Error, secrets: &[&str]) {
    let told = told(error);
    for secret in secrets {
        let beginning: String = secret.chars().take(BEGINNING).collect();
        assert!(!told.contains(&beginning), "{beginning:?} shows in {told}");
    }
}
