//! Proxies that the environment names, in a process of their own: `src/bin/caller.rs`.

use std::process::Command;

use mailru_tests::scripted::Scripted;

use crate::{ANSWER, WORDS, socks, squid};

/// What a process prints that makes one call to the address that is its first argument.
pub async fn caller(mut command: Command, arguments: &[&str]) -> String {
    command.arg(env!("CARGO_BIN_EXE_caller"));
    run(command, arguments).await
}

async fn run(mut command: Command, arguments: &[&str]) -> String {
    command.args(arguments);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
        for name in [name.to_owned(), name.to_lowercase()] {
            if command.get_envs().all(|(known, _)| known != name.as_str()) {
                command.env_remove(name);
            }
        }
    }
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// The same in an environment with these variables.
async fn with(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caller"));
    command.envs(variables.iter().copied());
    run(command, arguments).await
}

/// An address of this machine that no program takes for one.
fn elsewhere(server: &Scripted) -> String {
    server.api_url().replace("127.0.0.1", "0.0.0.0")
}

const GONE: &str = "http://127.0.0.1:1";

#[tokio::test]
async fn a_proxy_of_the_environment_is_used_unless_the_program_says_otherwise() {
    let server = Scripted::body(200, ANSWER).await.unwrap();
    let Some(squid) = squid::start() else { return };
    let url = elsewhere(&server);
    let proxy = format!("http://{WORDS}@127.0.0.1:{}", squid.port());
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        assert_eq!(with(&[(name, &proxy)], &[&url]).await, "[5]");
    }
    assert!(server.requests().iter().all(|request| request.contains("\r\nVia: ")), "{:?}", server.requests());
    let gone = [("HTTP_PROXY", GONE)];
    assert!(with(&gone, &[&url]).await.contains("no connection to the platform"));
    assert_eq!(with(&gone, &[&url, "direct"]).await, "[5]");
    assert_eq!(with(&gone, &[&url, &proxy]).await, "[5]");
    assert_eq!(with(&[("HTTP_PROXY", GONE), ("NO_PROXY", "0.0.0.0")], &[&url]).await, "[5]");
    assert_eq!(with(&gone, &[&server.api_url()]).await, "[5]", "none reaches what is on this machine");
}

#[tokio::test]
async fn no_proxy_of_the_environment_reads_a_key_that_goes_to_this_machine() {
    let tokens = r#"{"access_token":"a0123456789","expires_in":86400,"x_mailru_vid":"7"}"#;
    let (here, proxy) = (Scripted::body(200, tokens).await.unwrap(), Scripted::body(200, tokens).await.unwrap());
    let gate = proxy.api_url().replace("/platform/api", "");
    let url = here.api_url().replace("/platform/api", "/oauth/token");
    let printed = with(&[("HTTP_PROXY", &gate)], &["https://api.example/platform/api", "token", &url]).await;
    assert!(proxy.requests().is_empty(), "{:?}", proxy.requests());
    assert_eq!((printed.as_str(), here.requests().len()), ("tokens", 1));
}

#[tokio::test]
async fn a_proxy_of_the_environment_is_the_way_out_for_tokens_though_the_api_is_on_this_machine() {
    let tokens = r#"{"access_token":"a0123456789","expires_in":86400,"x_mailru_vid":"7"}"#;
    let (there, proxy) = (Scripted::body(200, tokens).await.unwrap(), Scripted::body(200, tokens).await.unwrap());
    let gate = proxy.api_url().replace("/platform/api", "");
    let url = elsewhere(&there).replace("/platform/api", "/oauth/token");
    let printed = with(&[("HTTP_PROXY", &gate)], &[GONE, "token", &url]).await;
    assert_eq!((printed.as_str(), proxy.requests().len(), there.requests().len()), ("tokens", 1, 0));
}

#[tokio::test]
async fn socks_in_the_environment_works() {
    let server = Scripted::body(200, ANSWER).await.unwrap();
    let Some(microsocks) = socks::start() else { return };
    for scheme in ["socks5", "socks5h"] {
        let proxy = format!("{scheme}://{WORDS}@127.0.0.1:{}", microsocks.port());
        assert_eq!(with(&[("ALL_PROXY", &proxy)], &[&elsewhere(&server)]).await, "[5]", "{scheme}");
    }
    let wrong = format!("socks5://me:wrong@127.0.0.1:{}", microsocks.port());
    let message = with(&[("ALL_PROXY", &wrong)], &[&elsewhere(&server)]).await;
    assert_eq!(message, "friends.get: the proxy wants a user name and password, or others than it was given");
    assert_eq!(socks::connections(&microsocks), 2);
}
