//! Lists the user's friends by name. The application and the session come from the environment, see `App::from_env`.

use mailru_sdk::{Api, App, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let api = Api::new(App::from_env()?.session_from_env()?);
    for friend in api.friends().get().extended().await? {
        println!("{} {}", friend.uid, friend.first_name.as_deref().unwrap_or("?"));
    }
    Ok(())
}
