//! Uploads a picture from the disk into an album: `cargo run --example upload -- ALBUM FILE`.
//!
//! The application and the session come from the environment, see `App::from_env`. The file is streamed, and its progress shown.

use std::{env, error::Error, process::ExitCode};

use mailru_sdk::{Api, App, File};

const USAGE: &str = "usage: upload ALBUM FILE";

#[tokio::main]
async fn main() -> ExitCode {
    match upload(env::args().skip(1).collect()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn upload(arguments: Vec<String>) -> Result<(), Box<dyn Error>> {
    let [album, path] = arguments.try_into().map_err(|_| USAGE)?;
    let api = Api::new(App::from_env()?.session_from_env()?);
    let file = File::from_path(path).on_progress(|sent, all| println!("{sent} of {all} bytes"));
    let photo = api.photos().upload(album, file).await?;
    println!("photo {} of {}", photo.pid, photo.owner.map_or_else(|| "?".to_owned(), |owner| owner.to_string()));
    Ok(())
}
