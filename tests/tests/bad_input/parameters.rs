//! Parameters that are refused before anything is sent.

use mailru_sdk::{
    __private::Draft,
    Api, App, Error, ServerApp, Uid,
    error::{CircuitError, ParamError},
    spec::{CircuitRule, Effect, Field, Limits, MethodSpec, ParamSpec, Verb},
};
use mailru_tests::{
    scripted::Scripted,
    spec::{method, param},
};

use crate::{api, failure, kind};

fn assert_refused(error: Error, method: &str, name: &str, problem: &str) {
    assert!(!error.is_retryable());
    let error: ParamError = kind!(Param, error);
    assert_eq!((error.method(), error.name()), (method, name));
    assert_eq!(error.to_string(), format!("{method}: parameter `{name}` {problem}"));
}

#[tokio::test]
async fn names_that_the_sdk_writes_itself_are_refused() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let api = api(server.settings());
    for (name, problem) in [
        ("app_id", "is written by the SDK itself"),
        ("method", "is written by the SDK itself"),
        ("session_key", "is written by the SDK itself"),
        ("sig", "is written by the SDK itself"),
        ("", "has no name"),
    ] {
        assert_refused(failure(api.friends().get().param(name, "1")).await, "friends.get", name, problem);
        assert_refused(
            failure(api.friends().get().extended().param(name, 1).raw()).await,
            "friends.get",
            name,
            problem,
        );
        assert_refused(failure(api.call("a.b").param(name, "1").param("c", 1)).await, "a.b", name, problem);
        assert_refused(api.call("a.b").param(name, true).prepare().unwrap_err(), "a.b", name, problem);
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_secure_that_contradicts_the_circuit_is_refused() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let client = api(server.settings());
    let secret = Api::new(ServerApp::new(1, "key").settings(server.settings()).session("token"));
    for value in ["1", "", "00", "false"] {
        let problem = "contradicts the session, which is of the client-server circuit";
        assert_refused(failure(client.friends().get().param("secure", value)).await, "friends.get", "secure", problem);
    }
    for value in ["0", "", "true"] {
        let problem = "contradicts the session, which is of the server-server circuit";
        assert_refused(failure(secret.call("a.b").param("secure", value)).await, "a.b", "secure", problem);
    }
    assert!(server.requests().is_empty());
    client.friends().get().param("secure", "0").await.unwrap();
    secret.friends().get().param("secure", true).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].contains("secure=0") && requests[1].matches("secure=1").count() == 1, "{requests:?}");
}

#[tokio::test]
async fn a_list_that_is_too_long_is_refused_and_the_longest_is_not() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let api = api(server.settings());
    api.users().get_info().uids(1..=200_u64).await.unwrap();
    for length in [201, 5000] {
        let problem = format!("has {length} items, and at most 200 are allowed");
        assert_refused(failure(api.users().get_info().uids(1..=length)).await, "users.getInfo", "uids", &problem);
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_first_of_several_mistakes_is_reported() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let api = api(server.settings());
    let call = api.users().get_info().param("sig", "1").param("app_id", 1).param("secure", 1).uids([Uid::from(0); 300]);
    assert_refused(failure(call).await, "users.getInfo", "sig", "is written by the SDK itself");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_that_needs_a_user_is_refused_for_nobody() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let api = Api::new(ServerApp::new(1, "key").settings(server.settings()).no_user());
    for (error, method) in [
        (failure(api.friends().get()).await, "friends.get"),
        (failure(api.call("users.getBalance")).await, "users.getBalance"),
    ] {
        assert_eq!(error.method(), Some(method));
        assert_eq!(error.to_string(), format!("{method}: this method acts for a user, and the session is for no user"));
        assert_eq!(kind!(Circuit, error), CircuitError::NoUser { method: method.into() });
    }
    assert!(server.requests().is_empty());
}

/// What the methods of the slice do not have yet: bounds of numbers and texts, lists of texts, a method of one circuit.
static BOUNDED: MethodSpec = MethodSpec {
    verb: Verb::Post,
    circuit: CircuitRule::Server,
    effect: Effect::Write,
    params: &[
        bounded("count", "int", Limits { min: Some(1), max: Some(3), ..Limits::NONE }),
        bounded("text", "string", Limits { max_len: Some(4), ..Limits::NONE }),
        bounded("tags", "[string]", Limits { max_items: Some(2), ..Limits::NONE }),
    ],
    fields: &[
        Field::AppId,
        Field::Slot("count", 0),
        Field::Method,
        Field::Secure,
        Field::SessionKey,
        Field::Slot("tags", 2),
        Field::Slot("text", 1),
        Field::Uid(None),
    ],
    ..method("gifts.send")
};

const fn bounded(name: &'static str, ty: &'static str, limits: Limits) -> ParamSpec {
    ParamSpec { limits, ..param(name, ty) }
}

/// What a generated builder does when its setters are called, up to the signed request.
fn built(set: impl FnOnce(&mut Draft<'_>)) -> Result<String, Error> {
    let api = Api::new(ServerApp::new(1, "key").session("token"));
    let mut draft = Draft::new(api.session(), &BOUNDED);
    set(&mut draft);
    draft.prepare().map(|request| request.base_string().to_owned())
}

#[test]
fn values_outside_their_limits_are_refused_and_those_at_the_edge_are_not() {
    for (result, name, problem) in [
        (built(|draft| draft.set(0, 0_i64)), "count", "is less than 1"),
        (built(|draft| draft.set(0, i64::MIN)), "count", "is less than 1"),
        (built(|draft| draft.set(0, u64::MAX)), "count", "is greater than 3"),
        (built(|draft| draft.set(1, "абвгд")), "text", "is longer than 4 characters"),
        (built(|draft| draft.set_texts(2, ["a", "b", "c"])), "tags", "has 3 items, and at most 2 are allowed"),
    ] {
        assert_refused(result.unwrap_err(), "gifts.send", name, problem);
    }
    for (result, expected) in [
        (built(|draft| draft.set(0, 1_i64)), "count=1"),
        (built(|draft| draft.set(0, 3_u32)), "count=3"),
        (built(|draft| draft.set(1, "абвг")), "text=абвг"),
        (built(|draft| draft.set_texts(2, ["a", "b"])), "tags=a,b"),
        (built(|draft| draft.set_texts(2, [""; 0])), "tags="),
    ] {
        let base = result.unwrap();
        assert!(base.contains(expected), "{base}");
    }
}

#[test]
fn a_mistake_is_mended_by_setting_the_parameter_again_or_another_one_of_its_choice() {
    let mended = built(|draft| {
        draft.set(0, 9_u32);
        draft.set(0, 3_u32);
        draft.set(1, "абвгд");
        draft.clear(1);
    });
    let base = mended.unwrap();
    assert!(base.contains("count=3") && !base.contains("text"), "{base}");
}

#[test]
fn a_comma_inside_an_item_is_refused_since_it_would_become_two_items() {
    let problem = "has an item with a comma, which would be read as two items";
    for items in [&["a,b"][..], &["a", "b,"], &[","]] {
        assert_refused(built(|draft| draft.set_texts(2, items)).unwrap_err(), "gifts.send", "tags", problem);
    }
}

#[test]
fn a_method_of_the_other_circuit_is_refused_at_run_time_when_the_circuit_is_inferred() {
    let api = Api::new(App::new(1).private_key("key").session("token", 7));
    let error = Draft::new(api.session(), &BOUNDED).prepare().unwrap_err();
    assert_eq!(error.method(), Some("gifts.send"));
    assert_eq!(
        error.to_string(),
        "gifts.send: this method is for the server-server circuit, and the session is of the client-server circuit; \
         take one from `ServerApp`"
    );
    assert!(matches!(kind!(Circuit, error), CircuitError::WrongCircuit { .. }));
}
