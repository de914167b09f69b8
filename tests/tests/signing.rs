//! What is signed, and that exactly this is sent: the published and the computed examples of the platform's rule, and an
//! agreement with the sandbox's second implementation on parameters that nobody thought of.

use std::collections::{BTreeMap, BTreeSet};

use mailru_sandbox::signature::{self, Key};
use mailru_sdk::{Api, Client, ClientApp, PreparedRequest, Server, ServerApp, Uid, spec::Verb};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, RngSeed},
};

const APP_ID: u64 = 423_004;
const UID: u64 = 1_324_730_981_306_483_817;
const SESSION_KEY: &str = "be6ef89965d58e56dec21acb9b62bdaa";
const PRIVATE_KEY: &str = "7815696ecbf1c96e6894b779456d330e";
const SECRET_KEY: &str = "3dad9cbf9baaa0360c0f2ba372d25716";

fn client() -> Api<Client> {
    Api::new(ClientApp::new(APP_ID, PRIVATE_KEY).session(SESSION_KEY, UID))
}

fn server() -> Api<Server> {
    Api::new(ServerApp::new(APP_ID, SECRET_KEY).session(SESSION_KEY))
}

fn nobody() -> Api<Server> {
    Api::new(ServerApp::new(APP_ID, SECRET_KEY).no_user())
}

/// Vectors 3 and 4: a method that the spec does not know.
fn post<K>(api: &Api<K>) -> PreparedRequest {
    api.call("stream.post").param("text", "Привет, мир & co").param("title", "a=b").prepare().unwrap()
}

/// Vector 6: names of which one begins another.
fn multipost() -> PreparedRequest {
    let api = server();
    let call = api.call("multipost.send").param("text", "hi").param("uid2", "5396991818946538245").param("uid", UID);
    call.prepare().unwrap()
}

#[test]
fn the_ten_known_signatures_come_out_of_the_public_path() {
    let (client, server, nobody) = (client(), server(), nobody());
    let two = ["15410773191172635989", "11425330190814458227"].map(|uid| uid.parse::<Uid>().unwrap());
    let none: [Uid; 0] = [];
    let table = [
        (1, client.friends().get().prepare(), "5073f15c6d5b6ab2fde23ac43332b002"),
        (2, server.friends().get().prepare(), "4a05af66f80da18b308fa7e536912bae"),
        (3, Ok(post(&client)), "2a0b79e4eda32462ea7bff0e2bdfe578"),
        (4, Ok(post(&server)), "125464344450a7797ae0aadc058ae88f"),
        (5, nobody.users().get_info().uids(two).prepare(), "4813a4b685429db0eed491382fe31db8"),
        (6, Ok(multipost()), "18c826a82e08c5cfc7cb9f6efd4ac59c"),
        (
            7,
            client.friends().get().param("secure", 0).param("format", "json").prepare(),
            "3947a158cd8a59a0fa7b7f01f53b1617",
        ),
        (8, server.friends().get().extended().offset(0).prepare(), "9d107568e75275ab249c4377d73f1a68"),
        (9, client.friends().get().offset(0).extended().prepare(), "e0149e450a96d9d1b94b68f3cd01bfbf"),
        (10, server.users().get_info().uids(none).prepare(), "2c72a71b54d5e82f66d462a96f391dcf"),
    ];
    for (number, request, expected) in table {
        assert_eq!(request.unwrap().sig(), expected, "vector {number}");
    }
}

#[test]
fn a_call_by_name_is_signed_as_the_typed_one() {
    let (client, server) = (client(), server());
    for (dynamic, typed) in [
        (client.call("friends.get").prepare(), client.friends().get().prepare()),
        (
            server.call("friends.get").param("offset", 0).param("ext", true).prepare(),
            server.friends().get().extended().offset(0).prepare(),
        ),
        (
            server.call("users.getInfo").param("uids", "1,2").prepare(),
            server.users().get_info().uids([1_u64, 2]).prepare(),
        ),
    ] {
        let (dynamic, typed) = (dynamic.unwrap(), typed.unwrap());
        assert_eq!(dynamic.verb(), typed.verb());
        assert_eq!((dynamic.url(), dynamic.body()), (typed.url(), typed.body()));
        assert_eq!(dynamic.base_string(), typed.base_string());
    }
}

#[test]
fn the_base_string_is_the_signed_text_without_the_key() {
    for (request, expected) in [
        (
            client().friends().get().prepare().unwrap(),
            "1324730981306483817app_id=423004method=friends.getsession_key=be6ef89965d58e56dec21acb9b62bdaa{private_key}",
        ),
        (
            server().friends().get().prepare().unwrap(),
            "app_id=423004method=friends.getsecure=1session_key=be6ef89965d58e56dec21acb9b62bdaa{secret_key}",
        ),
        (
            post(&client()),
            "1324730981306483817app_id=423004method=stream.postsession_key=be6ef89965d58e56dec21acb9b62bdaa\
             text=Привет, мир & cotitle=a=b{private_key}",
        ),
        (
            multipost(),
            "app_id=423004method=multipost.sendsecure=1session_key=be6ef89965d58e56dec21acb9b62bdaatext=hi\
             uid=1324730981306483817uid2=5396991818946538245{secret_key}",
        ),
    ] {
        assert_eq!(request.base_string(), expected);
    }
}

#[test]
fn the_official_final_requests_are_what_is_sent() {
    for (request, official) in [
        (
            client().friends().get().prepare().unwrap(),
            "http://www.appsmail.ru/platform/api?method=friends.get&app_id=423004\
             &session_key=be6ef89965d58e56dec21acb9b62bdaa&sig=5073f15c6d5b6ab2fde23ac43332b002",
        ),
        (
            server().friends().get().prepare().unwrap(),
            "http://www.appsmail.ru/platform/api?method=friends.get&app_id=423004\
             &session_key=be6ef89965d58e56dec21acb9b62bdaa&secure=1&sig=4a05af66f80da18b308fa7e536912bae",
        ),
    ] {
        let (address, query) = request.url().split_once('?').unwrap();
        let (official_address, official_query) = official.split_once('?').unwrap();
        assert_eq!(address, official_address.replace("http://", "https://"));
        assert_eq!(pairs(query), pairs(official_query));
        assert_eq!((request.verb(), request.body()), (Verb::Get, None));
    }
}

#[test]
fn an_unknown_method_is_a_form_unless_it_is_told_otherwise() {
    let client = client();
    let form = client.call("stream.post").param("text", "a b").prepare().unwrap();
    let query = client.call("stream.post").param("text", "a b").get().prepare().unwrap();
    assert_eq!((form.verb(), form.url()), (Verb::Post, "https://www.appsmail.ru/platform/api"));
    assert_eq!((query.verb(), query.body()), (Verb::Get, None));
    assert_eq!(query.url(), format!("{}?{}", form.url(), form.body().unwrap()));
    assert_eq!(query.sig(), form.sig());
}

#[test]
fn a_parameter_that_is_given_twice_is_sent_once_and_the_last_one_counts() {
    let server = server();
    let request = server.friends().get().offset(1).param("offset", 2).param("offset", 3).prepare().unwrap();
    let query = request.url().split_once('?').unwrap().1;
    assert_eq!(query.matches("offset=").count(), 1);
    assert!(query.contains("offset=3"), "{query}");
}

fn pairs(form: &str) -> BTreeSet<(String, String)> {
    form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

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

impl Acting {
    fn prepare(self, build: &impl Build) -> PreparedRequest {
        let server = ServerApp::new(APP_ID, KEY);
        match self {
            Self::Client => build.prepare(&Api::new(ClientApp::new(APP_ID, KEY).session(TOKEN, UID))),
            Self::Server => build.prepare(&Api::new(server.session(TOKEN))),
            Self::Absent => build.prepare(&Api::new(server.absent_user(UID))),
            Self::Nobody => build.prepare(&Api::new(server.no_user())),
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
        call = self.uid2.into_iter().fold(call, |call, uid| call.uid2(uid));
        call = self.uid.into_iter().fold(call, |call, uid| call.uid(uid));
        call = self.offset.into_iter().fold(call, |call, offset| call.offset(offset));
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

/// Names that begin each other, and that stand close to those which the SDK writes itself.
const NAMES: [&str; 30] = [
    "uid", "uid2", "uid_", "uids", "a", "a1", "a_", "a.", "A", "ext", "ext_perm", "offset", "offset2", "app", "app_id2",
    "app_ic", "method_", "methoc", "secur", "secure2", "session", "session_key2", "si", "sig2", "z", "format", "имя",
    "a=b", "a&b", "a b",
];

/// Names that are the SDK's own, or whose value is not free.
const RESERVED: [&str; 5] = ["app_id", "method", "secure", "session_key", "sig"];

fn name() -> impl Strategy<Value = String> {
    let any = "[a-z0-9_]{1,12}".prop_filter("reserved", |name| !RESERVED.contains(&name.as_str()));
    prop_oneof![3 => select(&NAMES[..]).prop_map(str::to_owned), 1 => any]
}

fn value() -> impl Strategy<Value = String> {
    const ODD: [&str; 16] = [
        "", "0", "=", "&", "+", "%", " ", "%41%zz", "a=b&c=d", "1+1 = 2", "Привет, мир & co", "😀 👩‍👩‍👧", "\0\r\n\t", "{private_key}",
        "sig=1", "\u{feff}~-_.",
    ];
    prop_oneof![
        4 => select(&ODD[..]).prop_map(str::to_owned),
        4 => any::<String>(),
        2 => "[=&+% а-яё😀a-z0-9]{0,40}",
        1 => select(&["x", "я", "=&+ %", "😀"][..]).prop_map(|piece| piece.repeat(10_240 / piece.len())),
    ]
}

fn params() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(name(), value(), 0..8)
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
        method in select(&["friends.get", "users.getInfo", "gifts.send"][..]),
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
