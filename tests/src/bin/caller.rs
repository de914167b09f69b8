//! A process of its own that makes one call, for what belongs to a process: its environment, the certificates of its machine.
//!
//! `caller URL` calls the API there, by the proxy that the environment names; `caller URL direct` by none, `caller URL PROXY` by that one.
//! `caller URL token TOKEN_URL` asks for tokens there. It prints the answer or the error.

use mailru_sdk::{Api, ClientApp, ServerApp, Settings};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let settings = Settings::new().api_url(url).plain_http(true);
    let settings = match arguments.next().as_deref() {
        None => settings,
        Some("token") => {
            let settings = settings.token_url(arguments.next().unwrap_or_default());
            let app = ServerApp::new(423_004, "secret key").settings(settings);
            match app.refresh("refresh token").tokens().await {
                Ok(_) => println!("tokens"),
                Err(error) => println!("{error}"),
            }
            return;
        }
        Some("direct") => settings.no_proxy(),
        Some(proxy) => settings.proxy(proxy),
    };
    let api = Api::new(ClientApp::new(423_004, "private key").settings(settings).session("session key", 7));
    match api.friends().get().await {
        Ok(friends) => println!("[{}]", friends.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        Err(error) => println!("{error}"),
    }
}
