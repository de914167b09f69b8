//! What is signed, and that exactly this is sent: the published and the computed examples of the platform's rule. The agreement
//! with a second implementation is in `agreement.rs`.

mod agreement;
mod params;

use std::collections::BTreeSet;

use mailru_sandbox::signature::{self, Key};
use mailru_sdk::{Api, Client, ClientApp, File, PreparedRequest, Server, ServerApp, Uid, spec::Verb};

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

/// Vectors 3 and 4.
fn post<K>(api: &Api<K>) -> PreparedRequest {
    api.stream().post("Привет, мир & co").title("a=b").prepare().unwrap()
}

/// Vector 6: names of which one begins another.
fn multipost() -> PreparedRequest {
    let api = server();
    api.multipost().send(5_396_991_818_946_538_245).text("hi").param("uid", UID).prepare().unwrap()
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
        (
            client.call("stream.post").param("title", "a=b").param("text", "Привет, мир & co").prepare(),
            Ok(post(&client)),
        ),
        (
            server
                .call("multipost.send")
                .param("uid2", "5396991818946538245")
                .param("uid", UID)
                .param("text", "hi")
                .prepare(),
            Ok(multipost()),
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
    assert!(mailru_sdk::api::method("gifts.send").is_none());
    let form = client.call("gifts.send").param("text", "a b").prepare().unwrap();
    let query = client.call("gifts.send").param("text", "a b").get().prepare().unwrap();
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

#[test]
fn a_file_is_sent_beside_the_signed_parameters() {
    let api = server();
    let request = api.photos().upload("_myphoto", File::from_bytes("a.png", vec![1])).name("Море").prepare().unwrap();
    let mut fields: Vec<_> = request.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    assert_eq!((request.verb(), request.body()), (Verb::Post, None));
    assert_eq!(fields.pop(), Some(("sig".to_owned(), request.sig().to_owned())));
    assert_eq!(request.sig(), signature::sign(&fields, Key::Secret { secret_key: SECRET_KEY }));
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["aid", "app_id", "method", "name", "secure", "session_key"]);
}

fn pairs(form: &str) -> BTreeSet<(String, String)> {
    form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}
