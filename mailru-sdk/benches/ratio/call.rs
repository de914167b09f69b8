//! `call_N`: a typed call that answers N users, over the same request made by hand with the same HTTP client, 32 at a time.
//! `naive_N`: what many programs do instead, over the SDK.

use std::{collections::HashMap, hint::black_box};

use futures_util::future::join_all;
use mailru_sdk::{Api, Client, ClientApp, Settings, objects};
use md5::{Digest, Md5};
use tokio::runtime::{Builder, Runtime};

use crate::{
    bare, server, turns,
    users::{self, Numbers},
};

const APP_ID: u64 = 423_004;
const PRIVATE_KEY: &str = "7815696ecbf1c96e6894b779456d330e";
const SESSION_KEY: &str = "be6ef89965d58e56dec21acb9b62bdaa";
const UID: u64 = 1_324_730_981_306_483_817;

const AT_A_TIME: usize = 32;

/// The two clients and what they talk to.
pub struct Sides {
    runtime: Runtime,
    api: Api<Client>,
    http: reqwest::Client,
    url: String,
}

impl Sides {
    fn new(users: usize) -> Self {
        Self::under(users, |settings| settings)
    }

    /// With other settings of the SDK's client.
    pub fn under(users: usize, set: impl FnOnce(Settings) -> Settings) -> Self {
        let url = server::start(&users::answer(users, Numbers::Bare));
        let settings = set(Settings::new().api_url(url.as_str()));
        let app = ClientApp::new(APP_ID, PRIVATE_KEY).settings(settings);
        Self {
            runtime: Builder::new_current_thread().enable_all().build().expect("a runtime can be made"),
            api: Api::new(app.session(SESSION_KEY, UID)),
            http: bare::client(),
            url,
        }
    }

    /// Makes so many calls [`AT_A_TIME`].
    fn calls<F: Future<Output = usize>>(&self, times: u32, users: usize, call: impl Fn() -> F) {
        self.runtime.block_on(join_all((0..AT_A_TIME).map(async |_| {
            for _ in 0..times {
                assert_eq!(black_box(call().await), users);
            }
        })));
    }

    /// Makes so many typed calls [`AT_A_TIME`].
    pub fn typed_calls(&self, times: u32, users: usize) {
        self.calls(times, users, || self.typed());
    }

    async fn typed(&self) -> usize {
        let users: Vec<objects::User> =
            self.api.friends().get().extended().offset(20).await.expect("the call succeeds");
        users.len()
    }

    async fn bare(&self, presigned: &str) -> usize {
        let response = self.http.get(presigned).send().await.expect("there is an answer");
        let users: Vec<users::User<i64>> = response.json().await.expect("they are users");
        users.len()
    }

    /// The code that the platform's examples lead to.
    async fn naive(&self) -> usize {
        let mut params = HashMap::new();
        params.insert("app_id".to_string(), APP_ID.to_string());
        params.insert("method".to_string(), "friends.get".to_string());
        params.insert("session_key".to_string(), SESSION_KEY.to_string());
        params.insert("ext".to_string(), "1".to_string());
        params.insert("offset".to_string(), "20".to_string());
        let mut names: Vec<_> = params.keys().collect();
        names.sort();
        let sorted = names.iter().map(|name| format!("{name}={}", params[*name])).collect::<Vec<_>>().concat();
        let digest = Md5::digest(format!("{UID}{sorted}{PRIVATE_KEY}"));
        let sig = digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        params.insert("sig".to_string(), sig);
        let response = self.http.get(&self.url).query(&params).send().await.expect("there is an answer");
        let answer: serde_json::Value = response.json().await.expect("it is JSON");
        assert!(answer.get("error").is_none());
        let users: Vec<users::User<i64>> = serde_json::from_value(answer).expect("they are users");
        users.len()
    }
}

pub fn run(name: &str, users: usize) {
    let sides = Sides::new(users);
    let prepared =
        sides.api.friends().get().extended().offset(20).prepare().expect("nothing is wrong with the request");
    turns::ratio(
        name,
        |times| sides.calls(times, users, || sides.typed()),
        |times| sides.calls(times, users, || sides.bare(prepared.url())),
    );
}

pub fn run_naive(name: &str, users: usize) {
    let sides = Sides::new(users);
    turns::ratio(
        name,
        |times| sides.calls(times, users, || sides.naive()),
        |times| sides.calls(times, users, || sides.typed()),
    );
}
