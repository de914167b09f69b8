//! Lists friends as ids and as profiles, in both circuits, and shows an error of the platform.
//!
//! Without any set-up it talks to a sandbox that it starts itself. With `MAILRU_API_URL` and the credentials in the
//! environment it talks to that server instead.

use std::{env, error::Error, process::ExitCode};

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, App, ClientApp, ServerApp, Uid, objects::User};

/// How many friends are printed of each list.
const SHOWN: usize = 3;

/// Both circuits need the same four things; a real program has one circuit and half of them.
struct Access {
    client: Api<mailru_sdk::Client>,
    server: Api<mailru_sdk::Server>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("{error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn Error>> {
    if env::var_os("MAILRU_API_URL").is_some() {
        return show(&from_environment()?).await;
    }
    let sandbox = Sandbox::start().await?;
    println!("No MAILRU_API_URL, so this is the sandbox at {}\n", sandbox.api_url());
    let client = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let server = ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
    show(&Access {
        client: Api::new(client.session(sandbox.access_token(), sandbox.uid())),
        server: Api::new(server.session(sandbox.access_token())),
    })
    .await
}

fn from_environment() -> Result<Access, Box<dyn Error>> {
    let app = App::from_env()?;
    let variable = |name| env::var(name).map_err(|error| format!("{name}: {error}"));
    let token = variable("MAILRU_ACCESS_TOKEN")?;
    let uid: Uid = variable("MAILRU_UID")?.parse()?;
    Ok(Access { client: Api::new(app.client()?.session(&token, uid)), server: Api::new(app.server()?.session(&token)) })
}

async fn show(Access { client, server }: &Access) -> Result<(), Box<dyn Error>> {
    let ids: Vec<Uid> = client.friends().get().await?;
    println!("friends.get, client-server: {} ids", ids.len());
    for id in ids.iter().take(SHOWN) {
        println!("  {id}");
    }

    let users: Vec<User> = server.friends().get().extended().await?;
    println!("friends.get with ext=1, server-server: {} profiles", users.len());
    for user in users.iter().take(SHOWN) {
        println!("  {} {}", user.uid, name(user));
    }

    let error = client.call("friends.getEnemies").await.expect_err("there is no such method");
    println!("a method that does not exist:\n  {error}");
    Ok(())
}

fn name(user: &User) -> String {
    let parts = [user.first_name.as_deref(), user.last_name.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
