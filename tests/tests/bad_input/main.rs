//! Bad input from every side, and the clear error that each gives: set-up and parameters that nothing is sent for, answers
//! that are no answers, and connections that fail.

mod answers;
mod connections;
mod parameters;
mod refused;
mod reported;
mod setup;

use mailru_sdk::{Api, Client, ClientApp, Error, Settings};

/// A session whose calls go where the settings say.
fn api(settings: Settings) -> Api<Client> {
    let app = ClientApp::new(423_004, "7815696ecbf1c96e6894b779456d330e").settings(settings);
    Api::new(app.session("be6ef89965d58e56dec21acb9b62bdaa", 7))
}

/// The error inside, which has to be of that kind.
macro_rules! kind {
    ($kind:ident, $error:expr) => {
        match $error {
            mailru_sdk::Error::$kind(error) => error,
            other => panic!("expected {}, got {other:?}", stringify!($kind)),
        }
    };
}
use kind;

/// The error of a call whose answer is of no interest.
async fn failure<T: std::fmt::Debug>(call: impl IntoFuture<Output = Result<T, Error>>) -> Error {
    call.await.unwrap_err()
}
