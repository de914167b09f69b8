//! Calls any method by its name: `cargo run --example call -- friends.get ext=1`.
//!
//! The application and the session come from the environment, see `App::from_env`. The answer's JSON goes to standard
//! output; an error goes to standard error, with exit status 1.

use std::{env, error::Error, process::ExitCode};

use mailru_sdk::{Api, App, Json};

const USAGE: &str = "usage: call METHOD [name=value ...]";

#[tokio::main]
async fn main() -> ExitCode {
    match call(env::args().skip(1).collect()).await {
        Ok(answer) => {
            println!("{answer:#}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn call(arguments: Vec<String>) -> Result<Json, Box<dyn Error>> {
    let (method, params) = arguments.split_first().ok_or(USAGE)?;
    let api = Api::new(App::from_env()?.session_from_env()?);
    let mut call = api.call(method);
    for param in params {
        let (name, value) = param.split_once('=').ok_or_else(|| format!("{param:?} is not name=value; {USAGE}"))?;
        call = call.param(name, value);
    }
    Ok(call.await?)
}
