//! One page of use, against a sandbox: calls, what did not fit, an error, pages, an upload, a log-in, a message by a server. The README shows parts.

use std::{error::Error, sync::Arc};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, App, Client, ClientApp, Error as SdkError, File, ServerApp, Uid,
    auth::{MemoryStore, code_from_redirect},
    codes::Code,
    error::ErrorClass,
    objects::{Privilege, User},
};

/// The smallest picture there is.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let api = Api::new(client.session(sandbox.access_token(), sandbox.uid()));
    calls(&api).await?;
    misfits(&api).await?;
    publish(&api).await?;
    pages(&api).await?;
    upload(&api).await?;

    let app = App::new(sandbox.app_id()).private_key(sandbox.private_key()).secret_key(sandbox.secret_key());
    log_in(&app.settings(sandbox.settings()), |redirect_uri| {
        // What a browser comes back with, after its user has consented.
        format!("{redirect_uri}&code={}", sandbox.code(redirect_uri))
    })
    .await?;

    let server = ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
    notify(&server, sandbox.uid().into()).await?;
    Ok(())
}

async fn calls(api: &Api<Client>) -> Result<(), SdkError> {
    let ids: Vec<Uid> = api.friends().get().await?;
    let users: Vec<User> = api.friends().get().extended().offset(20).await?; // ext=1: another type of answer
    let posts = api.stream().get_by_author().uid(ids[0]).limit(5).await?; // what is optional is a setter
    let album = api.photos().create_album("Holidays").await?; // what is not is an argument
    let balance = api.call("users.getBalance").await?; // any method by its name, as JSON
    println!("{} friends, {} of them after the first twenty", ids.len(), users.len());
    println!("{} posts of the first, the new album {}, and {balance}", posts.len(), album.aid);
    Ok(())
}

async fn misfits(api: &Api<Client>) -> Result<(), SdkError> {
    let (users, misfits) = api.friends().get().extended().with_misfits().await?;
    println!("{} friends, and {} members that did not fit", users.len(), misfits.len());
    Ok(())
}

async fn publish(api: &Api<Client>) -> Result<(), SdkError> {
    match api.stream().post("Привет!").await {
        Ok(_) => println!("published"),
        Err(SdkError::Api(error)) if error.code() == Code::PermissionDenied => println!("ask for `stream` first"),
        Err(SdkError::Api(error)) if error.class() == ErrorClass::Permission => println!("not for us: {error}"),
        Err(error) if error.is_retryable() => println!("later, perhaps: {error}"),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn pages(api: &Api<Client>) -> Result<(), SdkError> {
    let mut pages = api.stream().get().limit(2).pages();
    while let Some(page) = pages.next().await? {
        println!("a page of {} events", page.len());
    }
    Ok(())
}

async fn upload(api: &Api<Client>) -> Result<(), SdkError> {
    let picture = File::from_bytes("dot.gif", GIF).on_progress(|sent, all| println!("{sent} of {all} bytes"));
    let photo = api.photos().upload("_myphoto", picture).name("A dot").await?;
    println!("photo {:?}", photo.pid);
    Ok(())
}

/// `browser` goes to the platform's page and comes back with an address.
async fn log_in(app: &App, browser: impl FnOnce(&str) -> String) -> Result<(), SdkError> {
    let store = Arc::new(MemoryStore::new());
    let authorization = app.authorization("https://example.com/back").scope([Privilege::Photos]).state("random words");
    let redirect_uri = authorization.redirect_uri()?;
    println!("the browser goes to {}", authorization.url()?);
    let came_back_with = browser(&redirect_uri);

    let code = code_from_redirect(&came_back_with, Some("random words"))?;
    let session = app.code(code, redirect_uri).store(store).authorize().await?; // refreshes itself from now on
    let me = Api::new(session).users().get_info().await?;
    println!("it was {:?}", me[0].first_name);
    Ok(())
}

/// A server may act for a user who is away, or for nobody.
async fn notify(server: &ServerApp, user: Uid) -> Result<(), SdkError> {
    let balance = Api::new(server.absent_user(user)).users().get_balance().await?;
    Api::new(server.no_user()).notifications().send([user], "Your turn!").await?;
    println!("told {user}, whose balance is {balance:?}");
    Ok(())
}
