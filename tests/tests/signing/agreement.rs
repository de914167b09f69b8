//! One-pass signing agrees with the sandbox's naive implementation, and what is sent is what was signed.

use std::{collections::BTreeMap, sync::LazyLock};

use mailru_sandbox::signature::{self, Key};
use mailru_sdk::{Api, ClientApp, PreparedRequest, ServerApp, api::friends::Get};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, RngSeed},
};

use crate::{APP_ID, UID, params::params};

/// Who acts, and so which key signs and what is sent besides the parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Acting {
    Client,
    Server,
    Absent,
    Nobody,
}

/// The same text for both keys: the circuit, not the key, is what differs.
const KEY: &str = "key & ключ";
const TOKEN: &str = "token+=&% ё";

/// Made once: an application sets up TLS before its first request.
static CLIENT: LazyLock<ClientApp> = LazyLock::new(|| ClientApp::new(APP_ID, KEY));
static SERVER: LazyLock<ServerApp> = LazyLock::new(|| ServerApp::new(APP_ID, KEY));

impl Acting {
    fn prepare(self, build: &impl Build) -> PreparedRequest {
        match self {
            Self::Client => build.prepare(&Api::new(CLIENT.session(TOKEN, UID))),
            Self::Server => build.prepare(&Api::new(SERVER.session(TOKEN))),
            Self::Absent => build.prepare(&Api::new(SERVER.absent_user(UID))),
            Self::Nobody => build.prepare(&Api::new(SERVER.no_user())),
        }
    }

    fn key(self) -> Key<'static> {
        match self {
            Self::Client => Key::Private { uid: UID, private_key: KEY },
            _ => Key::Secret { secret_key: KEY },
        }
    }

    /// Everything that is to be sent except `sig`.
    fn sent(self, method: &str, own: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut common = vec![("app_id", APP_ID.to_string()), ("method", method.to_owned())];
        if self != Self::Client {
            common.push(("secure", "1".to_owned()));
        }
        match self {
            Self::Client | Self::Server => common.push(("session_key", TOKEN.to_owned())),
            Self::Absent => common.push(("uid", UID.to_string())),
            Self::Nobody => {}
        }
        let common = common.into_iter().map(|(name, value)| (name.to_owned(), value));
        common.chain(own.clone()).collect()
    }
}

/// A call in any session.
trait Build {
    fn prepare<K>(&self, api: &Api<K>) -> PreparedRequest;
}

#[derive(Debug, Clone)]
struct ByName {
    method: &'static str,
    get: bool,
    params: BTreeMap<String, String>,
}

impl Build for ByName {
    fn prepare<K>(&self, api: &Api<K>) -> PreparedRequest {
        let call = api.call(self.method);
        let call = if self.get { call.get() } else { call.post() };
        // Against the order in which they are signed.
        self.params.iter().rev().fold(call, |call, (name, value)| call.param(name, value)).prepare().unwrap()
    }
}

#[derive(Debug, Clone)]
struct Typed {
    extended: bool,
    offset: Option<u32>,
    uid: Option<u64>,
    uid2: Option<u64>,
    params: BTreeMap<String, String>,
}

impl Build for Typed {
    fn prepare<K>(&self, api: &Api<K>) -> PreparedRequest {
        let mut call = api.friends().get();
        for (name, value) in &self.params {
            call = call.param(name, value);
        }
        call = self.uid2.into_iter().fold(call, Get::uid2);
        call = self.uid.into_iter().fold(call, Get::uid);
        call = self.offset.into_iter().fold(call, Get::offset);
        if self.extended { call.extended().prepare() } else { call.prepare() }.unwrap()
    }
}

impl Typed {
    /// What the builder stands for, name by name.
    fn own(&self) -> BTreeMap<String, String> {
        let typed = [
            ("ext", self.extended.then(|| "1".to_owned())),
            ("offset", self.offset.map(|offset| offset.to_string())),
            ("uid", self.uid.map(|uid| uid.to_string())),
            ("uid2", self.uid2.map(|uid| uid.to_string())),
        ];
        let typed = typed.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        typed.chain(self.params.clone()).collect()
    }
}

/// Checks a request against the naive implementation, and its text against what was signed.
fn check(acting: Acting, request: &PreparedRequest, sent: BTreeMap<String, String>) {
    let signed: Vec<(String, String)> = sent.into_iter().collect();
    assert_eq!(request.sig(), signature::sign(&signed, acting.key()));
    let placeholder = if acting == Acting::Client { "{private_key}" } else { "{secret_key}" };
    let base = request.base_string().strip_suffix(placeholder).unwrap();
    assert_eq!(format!("{base}{KEY}"), signature::base_string(&signed, acting.key()));

    let text = request.body().unwrap_or_else(|| request.url().split_once('?').unwrap().1);
    assert!(text.is_ascii() && !text.contains([' ', '+']), "{text}");
    let mut decoded: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    assert_eq!(decoded.pop(), Some(("sig".to_owned(), request.sig().to_owned())));
    decoded.sort();
    assert_eq!(decoded, signed);
}

fn acting() -> impl Strategy<Value = Acting> {
    select(&[Acting::Client, Acting::Server, Acting::Absent, Acting::Nobody][..])
}

/// The same cases in every run, and no files.
fn config() -> Config {
    Config { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(423_004), ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn one_pass_signs_any_call_by_name_as_the_naive_implementation(
        acting in acting(),
        method in select(&["friends.get", "users.getGifts", "gifts.send"][..]),
        get: bool,
        params in params(),
    ) {
        // The lists of a user's friends make no sense for nobody.
        let method = if acting == Acting::Nobody && method == "friends.get" { "gifts.send" } else { method };
        let call = ByName { method, get, params };
        check(acting, &acting.prepare(&call), acting.sent(method, &call.params));
    }

    #[test]
    fn one_pass_signs_any_typed_call_as_the_naive_implementation(
        acting in select(&[Acting::Client, Acting::Server, Acting::Absent][..]),
        extended: bool,
        offset: Option<u32>,
        uid: Option<u64>,
        uid2: Option<u64>,
        params in params(),
    ) {
        let call = Typed { extended, offset, uid, uid2, params };
        check(acting, &acting.prepare(&call), acting.sent("friends.get", &call.own()));
    }

    #[test]
    fn one_pass_signs_any_list_of_ids_as_the_naive_implementation(
        acting in acting(),
        uids in prop::collection::vec(any::<u64>(), 0..=200),
    ) {
        struct List(Vec<u64>);
        impl Build for List {
            fn prepare<K>(&self, api: &Api<K>) -> PreparedRequest {
                api.users().get_info().uids(self.0.iter().copied()).prepare().unwrap()
            }
        }
        let list = uids.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
        let own = BTreeMap::from([("uids".to_owned(), list)]);
        check(acting, &acting.prepare(&List(uids)), acting.sent("users.getInfo", &own));
    }
}
