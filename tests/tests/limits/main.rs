//! Parameters that cannot be wrong: limits hold before anything is sent, and each type has one form on the wire.

mod bounds;
mod documented;
mod lists;
mod wire;

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Client, Error};
use mailru_tests::Circuits;

/// A group of one's own with the parameter types and limits that the platform's methods do not have.
#[mailru_sdk::group(spec = "tests/limits/kinds.toml")]
mod kinds {}

async fn sandbox() -> (Sandbox, Api<Client>) {
    let sandbox = Sandbox::builder().group(&kinds::GROUP).start().await.unwrap();
    let api = Circuits::of(&sandbox).client;
    (sandbox, api)
}

/// What was sent of one parameter; without it the call was refused, and nothing was sent.
async fn sent(call: impl FnOnce(kinds::Set<'_>) -> kinds::Set<'_>, name: &str) -> Result<String, String> {
    use kinds::KindsExt as _;

    let (sandbox, api) = sandbox().await;
    let answer = call(api.kinds().set()).await;
    let requests = sandbox.requests();
    match answer {
        Ok(_) => Ok(requests[0].parameter(name).expect("it was sent").to_owned()),
        Err(Error::Param(error)) => {
            assert_eq!((error.method(), error.name(), requests.len()), ("kinds.set", name, 0));
            Err(error.to_string().replace(&format!("kinds.set: parameter `{name}` "), ""))
        }
        Err(error) => panic!("{error}"),
    }
}
