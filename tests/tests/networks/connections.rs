//! Where connections begin, how long they are kept, and how the program calls itself, as nginx sees it.

use std::time::Duration;

use mailru_sdk::{Api, Client, Error, Settings, error::ConfigError};
use mailru_tests::{scripted::Scripted, server::Server};

use crate::{ANSWER, api, nginx};

fn start() -> Option<Server> {
    let block = "server { listen 127.0.0.1:PORT; default_type text/javascript;\n\
                 location / { return 200 '\"$remote_addr,$connection,$http_user_agent\"'; } }\n";
    nginx::start(block, |_| Some(()))
}

fn settings(nginx: &Server) -> Settings {
    nginx::settings("http", "127.0.0.1", nginx)
}

/// The address of the client, the number of the connection, and the user agent.
async fn seen(api: &Api<Client>) -> [String; 3] {
    let text = api.friends().get().returning::<String>().await.unwrap();
    let mut parts = text.splitn(3, ',').map(str::to_owned);
    [(); 3].map(|()| parts.next().unwrap())
}

#[tokio::test]
async fn connections_begin_at_the_address_that_the_program_names() {
    let Some(nginx) = start() else { return };
    assert_eq!(seen(&api(settings(&nginx))).await[0], "127.0.0.1");
    assert_eq!(seen(&api(settings(&nginx).local_address([127, 0, 0, 7]))).await[0], "127.0.0.7");
}

#[tokio::test]
async fn an_address_that_is_none_of_the_machines_is_a_mistake_in_the_setting() {
    let server = Scripted::body(200, ANSWER).await.unwrap();
    // One for documentation (RFC 5737), which no machine has.
    let error = api(server.settings().local_address([192, 0, 2, 1])).friends().get().await.unwrap_err();
    assert!(matches!(error, Error::Config(ConfigError::Setting { which: "local address", .. })), "{error:?}");
}

#[tokio::test]
async fn connections_are_kept_as_long_and_as_many_as_the_settings_say() {
    let Some(nginx) = start() else { return };
    for (settings, kept) in [
        (settings(&nginx), true),
        (settings(&nginx).idle_timeout(Duration::MAX), true),
        (settings(&nginx).idle_timeout(Duration::from_nanos(1)), false),
        (settings(&nginx).idle_timeout(Duration::ZERO), false),
        (settings(&nginx).idle_connections(0), false),
        (settings(&nginx).idle_connections(1), true),
    ] {
        let name = format!("{settings:?}");
        let api = api(settings);
        let (first, second) = (seen(&api).await, seen(&api).await);
        assert_eq!(first[1] == second[1], kept, "{name}");
    }
}

#[tokio::test]
async fn the_application_calls_itself_by_its_name() {
    let Some(nginx) = start() else { return };
    let own = seen(&api(settings(&nginx))).await[2].clone();
    assert!(own.starts_with("mailru-sdk/"), "{own}");
    assert_eq!(
        seen(&api(settings(&nginx).user_agent("shop/2.3 (spring)"))).await[2],
        format!("shop/2.3 (spring) {own}")
    );
}
