//! The example `login`, with a user in front of it: a first start that logs in, and a second one that need not.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::LazyLock,
};

use mailru_sandbox::{Circuit, Sandbox};
use mailru_tests::{
    browser::{self, User},
    example,
};

static LOGIN: LazyLock<PathBuf> = LazyLock::new(|| example::executable("login").unwrap());

/// The example in an environment that holds nothing else of the SDK.
fn login(arguments: &[&str], sandbox: Option<&Sandbox>) -> Command {
    let mut command = Command::new(&*LOGIN);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["MAILRU_APP_ID", "MAILRU_PRIVATE_KEY", "MAILRU_ACCESS_TOKEN", "MAILRU_UID"] {
        command.env_remove(name);
    }
    if let Some(sandbox) = sandbox {
        command.envs([
            ("MAILRU_APP_ID", sandbox.app_id().to_string()),
            ("MAILRU_SECRET_KEY", sandbox.secret_key().to_owned()),
            ("MAILRU_API_URL", sandbox.api_url()),
            ("MAILRU_OAUTH_URL", sandbox.oauth_url()),
        ]);
    }
    command
}

/// A start that the user has to take part in.
struct Start {
    child: Child,
    url: String,
    printed: BufReader<std::process::ChildStdout>,
}

impl Start {
    fn of(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("  http://") {
            line.clear();
            assert_ne!(printed.read_line(&mut line).unwrap(), 0, "it prints an address");
        }
        Self { child, url: line.trim().to_owned(), printed }
    }

    /// Whether it went well, what it printed after the address, and what went wrong.
    fn end(mut self) -> (bool, String, String) {
        let (mut printed, mut complaint) = (String::new(), String::new());
        self.printed.read_to_string(&mut printed).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        (self.child.wait().unwrap().success(), printed, complaint)
    }
}

fn user(sandbox: &Sandbox, consents: bool) -> User {
    User { email: sandbox.user_email(), password: sandbox.password().to_owned(), consents }
}

fn token_file(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&path);
    path
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_start_uses_the_tokens_of_the_first() {
    let sandbox = Sandbox::start().await.unwrap();
    let file = token_file("login.json");
    let arguments = [file.to_str().unwrap()];
    let first = Start::of(login(&arguments, Some(&sandbox)));
    let landing = user(&sandbox, true).open(&first.url).await.unwrap();
    assert_eq!(browser::open(&landing).await.unwrap(), "You can close this page.");
    let (is_good, printed, complaint) = first.end();
    assert!(is_good && complaint.is_empty(), "{printed}{complaint}");
    let greeting = format!("users.getInfo: {} ", sandbox.uid());
    assert!(printed.starts_with(&format!("The tokens are stored.\n{greeting}")), "{printed}");

    sandbox.expire_sessions();
    let second = login(&arguments, Some(&sandbox)).output().unwrap();
    let printed = String::from_utf8(second.stdout).unwrap();
    assert!(second.status.success(), "{printed}");
    assert!(printed.starts_with(&format!("There are tokens of an earlier start.\n{greeting}")), "{printed}");
    let grants: Vec<_> = sandbox.token_requests().iter().map(|request| request.grant().unwrap()).collect();
    assert_eq!(grants, ["authorization_code", "refresh_token"]);
    assert!(sandbox.requests().iter().all(|request| request.circuit() == Circuit::Server));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_that_are_no_longer_good_lead_to_a_new_log_in() {
    let file = token_file("login-stale.json");
    let arguments = [file.to_str().unwrap()];
    for seed in [1, 2] {
        let sandbox = Sandbox::builder().seed(seed).start().await.unwrap();
        let start = Start::of(login(&arguments, Some(&sandbox)));
        browser::open(&user(&sandbox, true).open(&start.url).await.unwrap()).await.unwrap();
        let (is_good, printed, complaint) = start.end();
        assert!(is_good && printed.starts_with("The tokens are stored.\n"), "{printed}{complaint}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_refuses_or_comes_with_another_state_is_not_logged_in() {
    let sandbox = Sandbox::start().await.unwrap();
    let file = token_file("login-refused.json");
    let arguments = [file.to_str().unwrap()];
    let start = Start::of(login(&arguments, Some(&sandbox)));
    browser::open(&user(&sandbox, false).open(&start.url).await.unwrap()).await.unwrap();
    let (is_good, _, complaint) = start.end();
    assert_eq!((is_good, complaint.as_str()), (false, "the user refused to let the application in\n"));

    let start = Start::of(login(&arguments, Some(&sandbox)));
    let landing = user(&sandbox, true).open(&start.url).await.unwrap();
    browser::open(&landing.replace("state=", "state=0")).await.unwrap();
    let (is_good, _, complaint) = start.end();
    assert_eq!((is_good, complaint.as_str()), (false, "the `state` of the redirect is not the one that was sent\n"));
    assert!(sandbox.token_requests().is_empty() && !file.exists());
}

/// The text without what differs from run to run: ports and random words.
fn steady(text: &str) -> String {
    let mut steady = String::new();
    let mut rest = text;
    while let Some(at) =
        [rest.find("127.0.0.1%3A"), rest.find("127.0.0.1:"), rest.find("state%3D")].into_iter().flatten().min()
    {
        let from = at + rest[at..].find(['A', ':', 'D']).unwrap() + 1;
        steady.push_str(&rest[..from]);
        rest = rest[from..].trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
    }
    steady + rest
}

#[test]
fn the_demo_runs_by_itself_and_the_guide_shows_what_it_prints() {
    let output = login(&["--demo"], None).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mailru-sdk/src/guide/tokens.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, shown) = page.split_once("$ cargo run --example login -- --demo\n").expect("the guide shows the demo");
    let (shown, _) = shown.split_once("```").unwrap();
    assert_eq!(steady(shown), steady(&printed));
}
