//! The common errors, and which of two wins.

use mailru_sandbox::Sandbox;
use mailru_sandbox::signature::Key;

use crate::client::{Call, get};
use crate::spec::GIFTS;

async fn sandbox() -> Sandbox {
    Sandbox::builder().group(&GIFTS).start().await.expect("a free port")
}

#[tokio::test]
async fn a_call_without_method_is_error_100_before_anything_else() {
    let sandbox = sandbox().await;
    let reply = get(&sandbox, "/platform/api").await;
    assert_eq!((reply.error_code(), reply.error_message().as_str()), (100, "parameter 'method' is necessary"));
}

#[tokio::test]
async fn an_unknown_method_is_error_2_and_names_are_case_sensitive() {
    let sandbox = sandbox().await;
    for method in ["friends.add", "friends.Get", "friends", ""] {
        let reply = Call::client(&sandbox, method).without("app_id").get().await;
        assert_eq!(reply.error_code(), 2, "{method}");
    }
}

#[tokio::test]
async fn a_missing_application_is_error_100_and_an_unknown_one_103() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get");
    assert_eq!(call.clone().without("app_id").get().await.error_code(), 100);
    for app_id in ["1", "abc", "", "-423004"] {
        assert_eq!(call.clone().with("app_id", app_id).get().await.error_code(), 103, "{app_id}");
    }
}

#[tokio::test]
async fn a_missing_signature_is_error_100_in_the_words_of_the_platform() {
    let sandbox = sandbox().await;
    let target = format!("/platform/api?method=friends.get&app_id={}", sandbox.app_id());
    let reply = get(&sandbox, &target).await;
    assert_eq!(reply.body, r#"{"error":{"error_msg":"parameter 'sig' is necessary","error_code":100}}"#);
    assert_eq!(reply.status, 400);
    assert!(reply.head.contains("content-type: text/javascript; charset=utf-8"), "{}", reply.head);
}

#[tokio::test]
async fn an_unknown_session_is_error_102_whatever_the_signature() {
    let sandbox = sandbox().await;
    for call in [Call::client(&sandbox, "friends.get"), Call::server(&sandbox, "friends.get")] {
        let call = call.with("session_key", "00000000000000000000000000000000");
        assert_eq!(call.get().await.error_code(), 102);
        assert_eq!(call.with("sig", "wrong").get().await.error_code(), 102);
    }
}

#[tokio::test]
async fn a_client_call_that_names_no_user_is_error_100() {
    let sandbox = sandbox().await;
    assert_eq!(Call::client(&sandbox, "users.getInfo").without("session_key").get().await.error_code(), 100);
}

#[tokio::test]
async fn a_wrong_signature_is_error_104_in_both_circuits() {
    let sandbox = sandbox().await;
    let client = Call::client(&sandbox, "friends.get");
    let server = Call::server(&sandbox, "friends.get").with("session_key", sandbox.access_token());
    let secret = Key::Secret { secret_key: sandbox.secret_key() };
    let somebody_else = Key::Private { uid: 1, private_key: sandbox.private_key() };
    let private = Key::Private { uid: sandbox.uid(), private_key: sandbox.private_key() };
    for (call, reason) in [
        (client.clone().with("sig", "5073f15c6d5b6ab2fde23ac43332b002"), "made up"),
        (client.clone().with("sig", &client.signature().to_uppercase()), "upper case"),
        (client.clone().with("sig", &client.signature()).with("ext", "1"), "a parameter was added after signing"),
        (client.clone().signed_with(secret), "the other circuit's key"),
        (client.signed_with(somebody_else), "another user's prefix"),
        (server.signed_with(private), "the other circuit's key"),
    ] {
        assert_eq!(call.get().await.error_code(), 104, "{reason}");
    }
}

#[tokio::test]
async fn the_prefix_is_the_session_owners_even_when_uid_names_another() {
    let sandbox = sandbox().await;
    let friends = Call::client(&sandbox, "friends.get").get().await.json();
    let friend = friends[0].as_str().expect("an id");
    let call = Call::client(&sandbox, "friends.get").with("uid", friend);
    assert_eq!(call.get().await.status, 200);
    let prefix = friend.parse().expect("a number");
    let wrong = Key::Private { uid: prefix, private_key: sandbox.private_key() };
    assert_eq!(call.signed_with(wrong).get().await.error_code(), 104);
}

#[tokio::test]
async fn secure_must_be_0_or_1() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get");
    assert_eq!(call.clone().with("secure", "0").get().await.status, 200);
    for secure in ["2", "true", ""] {
        assert_eq!(call.clone().with("secure", secure).get().await.error_code(), 100, "{secure}");
    }
}

#[tokio::test]
async fn a_server_may_act_for_a_user_by_uid_and_only_a_known_one() {
    let sandbox = sandbox().await;
    let call = Call::server(&sandbox, "friends.get");
    let uid = sandbox.uid().to_string();
    assert_eq!(call.clone().with("uid", &uid).get().await.status, 200);
    assert_eq!(call.clone().with("uid", "1").get().await.error_code(), 102);
    assert_eq!(call.clone().with("uid", "ivanov").get().await.error_code(), 100);
    assert_eq!(call.get().await.error_code(), 102, "for nobody");
}

#[tokio::test]
async fn a_client_may_not_act_for_a_user_without_the_session() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get").without("session_key").with("uid", &sandbox.uid().to_string());
    assert_eq!(call.get().await.error_code(), 102);
}

#[tokio::test]
async fn a_method_of_one_circuit_is_error_100_in_the_other() {
    let sandbox = sandbox().await;
    let session = sandbox.access_token();
    assert_eq!(Call::server(&sandbox, "gifts.broadcast").get().await.status, 200);
    assert_eq!(Call::client(&sandbox, "gifts.open").get().await.status, 200);
    let replies = [
        Call::client(&sandbox, "gifts.broadcast").get().await,
        Call::server(&sandbox, "gifts.open").with("session_key", session).get().await,
    ];
    for reply in replies {
        assert_eq!(reply.error_code(), 100);
        assert!(reply.error_message().contains("circuit"), "{}", reply.body);
    }
}

#[tokio::test]
async fn a_missing_required_parameter_is_named() {
    let sandbox = sandbox().await;
    for call in [
        Call::client(&sandbox, "users.hasAppPermission"),
        Call::client(&sandbox, "users.hasAppPermission").with("ext_perm", ""),
    ] {
        let reply = call.get().await;
        assert_eq!((reply.error_code(), reply.error_message().as_str()), (100, "parameter 'ext_perm' is necessary"));
    }
    assert_eq!(Call::client(&sandbox, "friends.getInvitationsCount").get().await.error_code(), 100);
}

#[tokio::test]
async fn of_alternative_parameters_exactly_one_is_taken() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "gifts.wrap");
    assert_eq!(call.get().await.error_code(), 100);
    let one = call.with("img_url", "http://example.org/a.png");
    assert_eq!(one.get().await.status, 200);
    assert_eq!(one.with("img_file", "b").get().await.error_code(), 100);
}

#[tokio::test]
async fn malformed_numbers_flags_and_lists_are_error_100() {
    let sandbox = sandbox().await;
    let too_many = vec!["1"; 201].join(",");
    for (method, name, value) in [
        ("friends.get", "offset", "-1"),
        ("friends.get", "offset", "ten"),
        ("friends.get", "ext", "yes"),
        ("friends.get", "uid", "18446744073709551616"),
        ("users.getInfo", "uids", "1,ivanov"),
        ("users.getInfo", "uids", &too_many),
    ] {
        let reply = Call::client(&sandbox, method).with(name, value).get().await;
        assert_eq!(reply.error_code(), 100, "{name}={value}");
        assert!(reply.error_message().contains(name), "{}", reply.body);
    }
}

#[tokio::test]
async fn json_is_served_and_neither_scripts_nor_formats_that_nobody_knows() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get");
    for format in ["json", "JSON"] {
        assert_eq!(call.clone().with("format", format).get().await.status, 200);
    }
    for format in ["yaml", "php", "jsonp", " json", "xml2"] {
        let reply = call.clone().with("format", format).get().await;
        assert_eq!(reply.error_code(), 100, "{format}");
        assert!(reply.error_message().contains("'format'"), "{}", reply.body);
    }
    assert_eq!(call.with("cb", "receive").get().await.error_code(), 100);
}

#[tokio::test]
async fn a_page_whose_name_is_not_utf8_is_nobodys() {
    let sandbox = sandbox().await;
    for target in ["/platform/mail/%ff", "/platform/%ff/somebody", "/platform/mail/nobody"] {
        let reply = get(&sandbox, target).await;
        assert_eq!((reply.status, reply.error_code()), (400, 100), "{target}");
    }
}
