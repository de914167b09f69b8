//! Parameters that a client sends empty, as it does with all that its user did not set: they are signed, and else absent.

use mailru_sandbox::Sandbox;
use mailru_sdk::spec::{CircuitRule, MethodSpec};

use crate::client::Call;
use crate::spec::GIFTS;

async fn sandbox() -> Sandbox {
    Sandbox::builder().group(&GIFTS).start().await.expect("a free port")
}

/// A call of the method by the user, with something of the right type for each parameter that it cannot do without.
fn call<'a>(sandbox: &'a Sandbox, spec: &MethodSpec) -> Call<'a> {
    let call = match spec.circuit {
        CircuitRule::Server => Call::server(sandbox, spec.name).with("session_key", sandbox.access_token()),
        _ => Call::client(sandbox, spec.name),
    };
    spec.params.iter().filter(|param| param.required).fold(call, |call, param| call.with(param.name, value(param.ty)))
}

fn value(ty: &str) -> &'static str {
    match ty {
        "date" => "01.02",
        "bool" => "true",
        "url" => "http://example.com/a.png",
        _ => "1",
    }
}

#[tokio::test]
async fn what_the_reports_name_is_absent() {
    let sandbox = sandbox().await;
    for (method, name) in [
        ("friends.get", "ext"),
        ("friends.get", "offset"),
        ("friends.get", "uid"),
        ("friends.get", "uid2"),
        ("photos.get", "limit"),
        ("stream.get", "limit"),
        ("stream.get", "filter_app"),
        ("stream.getByAuthor", "uid"),
    ] {
        let call = Call::client(&sandbox, method);
        let call = if method == "photos.get" { call.with("aid", "_myphoto") } else { call };
        let (without, with) = (call.get().await, call.with(name, "").get().await);
        assert_eq!((with.status, &with.body), (200, &without.body), "{method} {name}");
    }
}

#[tokio::test]
async fn every_optional_parameter_of_every_method_may_be_empty() {
    for spec in mailru_sdk::api::GROUPS.iter().chain(&[&GIFTS]).flat_map(|group| group.methods) {
        // A world for each, as some methods can be called once only.
        let (one, other) = (sandbox().await, sandbox().await);
        let optional = spec.params.iter().filter(|param| !param.required);
        let empty = optional.fold(call(&other, spec), |call, param| call.with(param.name, ""));
        let (without, with) = (call(&one, spec).post().await, empty.post().await);
        // Photos have the address of their sandbox.
        let body = with.body.replace(&other.page_url(), &one.page_url());
        assert_eq!((with.status, body), (without.status, without.body), "{}", spec.name);
    }
}

#[tokio::test]
async fn common_parameters_may_be_empty_but_for_those_that_say_who_calls() {
    let sandbox = sandbox().await;
    let (client, server) = (Call::client(&sandbox, "friends.get"), Call::server(&sandbox, "users.getInfo"));
    let uids = sandbox.uid().to_string();
    for name in ["uid", "format", "cb"] {
        assert_eq!(client.clone().with(name, "").get().await.status, 200, "{name}");
        assert_eq!(server.clone().with("uids", &uids).with(name, "").get().await.status, 200, "{name}");
    }
    for (name, code) in [("method", 2), ("app_id", 103), ("session_key", 102), ("sig", 104)] {
        assert_eq!(client.clone().with(name, "").get().await.error_code(), code, "{name}");
    }
    let nobody = Call::client(&sandbox, "friends.get").without("session_key").with("uid", "");
    assert_eq!(nobody.get().await.error_code(), 100, "nobody is named");
}

#[tokio::test]
async fn what_is_empty_is_signed_all_the_same() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get");
    for name in ["ext", "offset", "uid", "format"] {
        let unsigned = call.clone().with("sig", &call.signature()).with(name, "");
        assert_eq!(unsigned.get().await.error_code(), 104, "{name}");
    }
}

#[tokio::test]
async fn what_is_required_is_missing_when_it_is_empty() {
    let sandbox = sandbox().await;
    for (method, name) in [
        ("users.hasAppPermission", "ext_perm"),
        ("friends.getInvitationsCount", "uid"),
        ("messages.getThread", "uid"),
        ("photos.get", "aid"),
    ] {
        let reply = Call::client(&sandbox, method).with(name, "").get().await;
        let expected = (100, format!("parameter '{name}' is necessary"));
        assert_eq!((reply.error_code(), reply.error_message()), expected, "{method}");
    }
}
