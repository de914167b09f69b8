//! Everything that a built-in group has, on methods of one's own, against the sandbox in both circuits.

use std::collections::BTreeMap;

use gifts_example::{
    Kopecks,
    gifts::{self, Gift, GiftsExt as _, Occasion},
};
use mailru_sandbox::{Circuit, Sandbox};
use mailru_sdk::{
    Api, Client, ClientApp, Error, File, Json, Server, ServerApp, Text, Timestamp, Uid, codes::Code, objects::User,
    spec::Verb,
};

/// A sandbox that knows the gifts, and its user's session in each circuit.
async fn platform() -> (Sandbox, Api<Client>, Api<Server>) {
    let sandbox = Sandbox::builder().group(&gifts::GROUP).start().await.unwrap();
    let client = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let server = ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
    let client = Api::new(client.session(sandbox.access_token(), sandbox.uid()));
    let server = Api::new(server.session(sandbox.access_token()));
    (sandbox, client, server)
}

type Answers = (Vec<User>, Vec<Text>, Vec<Gift>, BTreeMap<String, Kopecks>, Gift);

/// Every method of the group, and every variant, once.
async fn every_method<K>(api: &Api<K>, friend: Uid) -> Result<Answers, Error> {
    Ok((
        api.gifts().get_senders().await?,
        api.gifts().get().occasion(Occasion::Birthday).await?,
        api.gifts().get().detailed().offset(0).limit(10).await?,
        api.gifts().get_prices(["rose", "cake"]).await?,
        api.gifts().give(friend, "https://example.com/rose.png").text("С праздником!").price(Kopecks(2500)).await?,
    ))
}

#[tokio::test]
async fn every_method_answers_alike_in_both_circuits() {
    let (sandbox, client, server) = platform().await;
    let friend = Uid::new(sandbox.uid());
    let answers = every_method(&client, friend).await.unwrap();
    assert_eq!(answers, every_method(&server, friend).await.unwrap());

    let circuits: Vec<_> = sandbox.requests().iter().map(mailru_sandbox::RecordedRequest::circuit).collect();
    assert_eq!(circuits, [[Circuit::Client; 5], [Circuit::Server; 5]].concat());

    let (senders, ids, gifts, prices, given) = answers;
    assert_eq!(ids, ["rose-2", "cake-1"]);
    assert_eq!(gifts[0].from.as_ref(), Some(&senders[0]));
    assert_eq!(gifts[0].occasion, Some(Occasion::Birthday));
    assert_eq!((gifts[1].price, &gifts[1].from), (Some(Kopecks(900)), &None));
    assert_eq!(prices, BTreeMap::from([("cake".to_owned(), Kopecks(900)), ("rose".to_owned(), Kopecks(1500))]));
    assert_eq!(given.given, Some(Timestamp::from_secs(1_409_529_600)));
}

#[tokio::test]
async fn parameters_arrive_as_the_spec_names_them() {
    let (sandbox, client, _) = platform().await;
    let friend = Uid::new(sandbox.uid());
    client.gifts().give(friend, File::from_bytes("rose.png", [1, 2, 3])).price(Kopecks(2500)).await.unwrap();
    client.gifts().get().occasion("name-day").detailed().param("colour", "red").await.unwrap();

    let [give, get] = &sandbox.requests()[..] else { panic!("two requests: {:?}", sandbox.requests()) };
    assert_eq!((give.verb(), give.parameter("uid2")), ("POST", Some(friend.to_string().as_str())));
    assert_eq!((give.parameter("price"), give.parameter("img_url")), (Some("2500"), None));
    assert_eq!((give.files()[0].name.as_str(), give.files()[0].bytes.as_slice()), ("img_file", &[1, 2, 3][..]));
    assert_eq!((get.verb(), get.parameter("full"), get.parameter("colour")), ("GET", Some("1"), Some("red")));
    assert_eq!(get.parameter("occasion"), Some("name-day"), "a word that the spec lacks is sent as it is");
}

#[tokio::test]
async fn pages_keep_the_type_of_the_variant_and_end_at_an_empty_one() {
    let (sandbox, client, server) = platform().await;
    let mut pages = client.gifts().get().detailed().limit(10).pages();
    let page: Vec<Gift> = pages.next().await.unwrap().unwrap();
    assert_eq!(page.len(), 2);
    assert_eq!(pages.next().await.unwrap(), None);

    let mut pages = server.gifts().get().limit(1).pages();
    let (first, second): (Vec<Text>, Vec<Text>) =
        (pages.next().await.unwrap().unwrap(), pages.next().await.unwrap().unwrap());
    assert_ne!(first, second);
    assert_eq!(pages.next().await.unwrap(), None);
    let offsets: Vec<_> = sandbox.requests().iter().map(|one| one.parameter("offset").map(str::to_owned)).collect();
    let offset = |offset: &str| Some(offset.to_owned());
    assert_eq!(offsets, [None, offset("2"), None, offset("1"), offset("2")]);
}

#[tokio::test]
async fn a_long_list_is_split_into_calls() {
    let (sandbox, client, _) = platform().await;
    let mut pages = client.gifts().get_prices(["rose", "cake", "kite", "book", "tea"]).pages();
    while let Some(page) = pages.next().await.unwrap() {
        assert_eq!(page["rose"], Kopecks(1500));
    }
    let asked: Vec<_> = sandbox.requests().iter().map(|one| one.parameter("ids").unwrap().to_owned()).collect();
    assert_eq!(asked, ["rose,cake", "kite,book", "tea"]);
}

#[tokio::test]
async fn an_answer_can_be_had_as_it_came() {
    let (_sandbox, client, server) = platform().await;
    let raw = client.gifts().get().raw().await.unwrap();
    assert_eq!((raw.status(), raw.text()), (200, Some(r#"["rose-2", "cake-1"]"#)));
    assert!(raw.header("content-type").is_some_and(|kind| kind.starts_with("text/javascript")));
    let by_name = server.call("gifts.get").param("limit", 2).await.unwrap();
    assert_eq!(Some(by_name), raw.json());
    let own: Vec<Json> = server.gifts().get().detailed().returning().await.unwrap();
    assert_eq!(own[0].get("id").and_then(Json::as_str), Some("rose-2"));
}

#[tokio::test]
async fn what_goes_wrong_has_a_type() {
    let (sandbox, client, _) = platform().await;
    match client.gifts().get().limit(51).await.unwrap_err() {
        Error::Param(error) => assert_eq!((error.method(), error.name()), ("gifts.get", "limit")),
        other => panic!("not about a parameter: {other:?}"),
    }
    assert!(sandbox.requests().is_empty(), "nothing is sent that is known to be wrong");

    match client.gifts().get().param("format", "yaml").await.unwrap_err() {
        Error::Api(error) => assert_eq!((error.method(), error.code()), ("gifts.get", Code::InvalidParameter)),
        other => panic!("not an error of the platform: {other:?}"),
    }

    let without_gifts = Sandbox::start().await.unwrap();
    let app = ServerApp::new(without_gifts.app_id(), without_gifts.secret_key()).settings(without_gifts.settings());
    let api = Api::new(app.session(without_gifts.access_token()));
    match api.gifts().get().await.unwrap_err() {
        Error::Api(error) => assert_eq!(error.code(), Code::UnknownMethod),
        other => panic!("not an error of the platform: {other:?}"),
    }
}

#[tokio::test]
async fn a_request_can_be_signed_without_being_sent() {
    let (sandbox, client, server) = platform().await;
    let prepared = client.gifts().get().limit(2).prepare().unwrap();
    assert_eq!(prepared.verb(), Verb::Get);
    assert!(prepared.url().contains("method=gifts.get") && prepared.url().contains("limit=2"));
    assert!(prepared.base_string().starts_with(&sandbox.uid().to_string()), "{}", prepared.base_string());

    let prepared = server.gifts().give(Uid::new(7), "https://example.com/1.png").prepare().unwrap();
    assert_eq!((prepared.verb(), prepared.sig().len()), (Verb::Post, 32));
    assert!(prepared.base_string().contains("secure=1"), "{}", prepared.base_string());
    assert!(sandbox.requests().is_empty());
}

#[test]
fn the_spec_is_there_as_data() {
    assert_eq!((gifts::GROUP.name, gifts::GROUP.file), ("gifts", "spec/gifts.toml"));
    let names: Vec<_> = gifts::GROUP.methods.iter().map(|method| method.name).collect();
    assert_eq!(names, ["gifts.getSenders", "gifts.get", "gifts.getPrices", "gifts.give"]);
}
