//! Lists friends page by page in a program that is not async: `cargo run --example blocking`.
//!
//! The application and the session come from the environment, see `App::from_env`; `cargo run -p mailru-sandbox` prints one.

use std::{error::Error, process::ExitCode};

use mailru_sdk::{Api, App, blocking::Wait as _};

fn main() -> ExitCode {
    match list() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn list() -> Result<(), Box<dyn Error>> {
    let api = Api::new(App::from_env()?.session_from_env()?);
    let balance = api.users().get_balance().wait()?;
    println!("{} mailiki", balance.balance);
    for page in api.friends().get().extended().pages().blocking() {
        for friend in page? {
            println!("{} {}", friend.uid, friend.first_name.as_deref().unwrap_or("?"));
        }
    }
    Ok(())
}
