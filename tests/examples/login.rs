//! Logs a user in by the code flow and calls `users.getInfo`: `cargo run --example login -- [--demo] [--port PORT] [FILE]`.
//!
//! It prints the address that the user opens in a browser, listens on loopback for the redirect, exchanges the code, and keeps
//! the tokens in FILE; the next start finds them there and asks nobody. The application comes from the environment, see
//! `App::from_env`. Without `MAILRU_APP_ID` it starts a sandbox for itself, and with `--demo` it plays the user's part there and
//! starts twice.

use std::{
    env,
    error::Error,
    fs,
    hash::{BuildHasher as _, RandomState},
    io,
    path::PathBuf,
    process::{self, ExitCode},
    sync::Arc,
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, App, Error as SdkError, Inferred, Session,
    auth::{FileStore, code_from_redirect},
    error::{AuthError, ErrorClass},
    objects::Privilege,
};
use mailru_tests::browser::{self, User};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

const USAGE: &str = "usage: login [--demo] [--port PORT] [FILE]";

/// Where the browser comes back to.
const BACK: &str = "/back";

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
    let mut options = Options::read(env::args().skip(1))?;
    if env::var_os("MAILRU_APP_ID").is_some() {
        return start(&App::from_env()?, &options).await;
    }
    let sandbox = Sandbox::start().await?;
    println!("No MAILRU_APP_ID, so this is the sandbox at {}", sandbox.oauth_url());
    let app = App::new(sandbox.app_id()).private_key(sandbox.private_key()).secret_key(sandbox.secret_key());
    let app = app.settings(sandbox.settings());
    let user = User { email: sandbox.user_email(), password: sandbox.password().to_owned(), consents: true };
    if !options.demo {
        println!("Log in there as {} with the password {}", user.email, user.password);
        return start(&app, &options).await;
    }
    let folder = env::temp_dir().join(format!("mailru-login-{}", process::id()));
    fs::create_dir(&folder)?;
    options.file = folder.join("tokens.json");
    options.user = Some(user);
    println!("\nThe first start:");
    start(&app, &options).await?;
    println!("\nThe second start:");
    start(&app, &options).await?;
    Ok(fs::remove_dir_all(folder)?)
}

struct Options {
    demo: bool,
    /// 0: any that is free. A real application has one address registered.
    port: u16,
    file: PathBuf,
    /// Who plays the user's part, if nobody is there to do it.
    user: Option<User>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let file = env::temp_dir().join("mailru-login.json");
        let mut options = Self { demo: false, port: 0, file, user: None };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--demo" => options.demo = true,
                "--port" => options.port = arguments.next().and_then(|port| port.parse().ok()).ok_or(USAGE)?,
                file if !file.starts_with('-') => options.file = file.into(),
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }
}

/// One start of the program: with the tokens of an earlier one, or with new ones.
async fn start(app: &App, options: &Options) -> Result<(), Box<dyn Error>> {
    let store = Arc::new(FileStore::new(&options.file));
    if let Some(session) = app.resume(store.clone()).await? {
        println!("There are tokens of an earlier start.");
        match greet(session).await {
            Err(error) if is_over(&error) => println!("They are no longer good: {error}"),
            other => return Ok(other?),
        }
    }
    let session = log_in(app, store, options).await?;
    println!("The tokens are stored.");
    Ok(greet(session).await?)
}

async fn greet(session: Session<Inferred>) -> Result<(), SdkError> {
    let people = Api::new(session).users().get_info().await?;
    for person in people {
        let names = [person.first_name.as_deref(), person.last_name.as_deref()];
        println!("users.getInfo: {} {}", person.uid, names.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    Ok(())
}

/// Whether only a new log-in helps.
fn is_over(error: &SdkError) -> bool {
    match error {
        SdkError::Auth(AuthError::Refused { .. }) => true,
        SdkError::Api(error) => error.class() == ErrorClass::Refresh,
        _ => false,
    }
}

async fn log_in(app: &App, store: Arc<FileStore>, options: &Options) -> Result<Session<Inferred>, Box<dyn Error>> {
    let listener = TcpListener::bind(("127.0.0.1", options.port)).await?;
    let back = format!("http://{}{BACK}", listener.local_addr()?);
    let state = random();
    let authorization = app.authorization(back).scope([Privilege::Photos]).state(&state);
    let url = authorization.url()?;
    println!("Open this address in a browser:\n  {url}");
    if let Some(user) = options.user.clone() {
        tokio::spawn(async move { browser::open(&user.open(&url).await?).await });
    }
    let redirect = redirect(&listener).await?;
    let code = code_from_redirect(&redirect, Some(&state))?;
    Ok(app.code(code, authorization.redirect_uri()?).store(store).authorize().await?)
}

/// A word that nobody can guess: the standard library draws the keys of its hash function from the system's random numbers.
fn random() -> String {
    [(); 2].map(|()| format!("{:016x}", RandomState::new().hash_one(process::id()))).concat()
}

/// Waits for the browser to come back, and returns path and query of the address that it was sent to.
async fn redirect(listener: &TcpListener) -> io::Result<String> {
    let (sender, mut receiver) = mpsc::channel(1);
    loop {
        tokio::select! {
            // Browsers open connections in advance and ask for an icon, so one at a time would not do.
            accepted = listener.accept() => {
                let (stream, sender) = (accepted?.0, sender.clone());
                tokio::spawn(async move {
                    if let Ok(Some(target)) = answer(stream).await {
                        // The first one counts.
                        let _ = sender.try_send(target);
                    }
                });
            }
            Some(target) = receiver.recv() => return Ok(target),
        }
    }
}

/// Answers one request of a browser, and returns its target if it is the redirect.
async fn answer(mut stream: TcpStream) -> io::Result<Option<String>> {
    let mut lines = BufReader::new(&mut stream).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    while lines.next_line().await?.is_some_and(|line| !line.is_empty()) {}
    let target = first.split(' ').nth(1).unwrap_or_default();
    let is_redirect = target.split('?').next() == Some(BACK);
    let (status, text) = if is_redirect { ("200 OK", "You can close this page.") } else { ("404 Not Found", "") };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}", text.len());
    stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n{text}").as_bytes()).await?;
    stream.shutdown().await?;
    Ok(is_redirect.then(|| target.to_owned()))
}
