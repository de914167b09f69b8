//! Ways to write the same call down: verbs, bodies, paths, percent-encoding.

use mailru_sandbox::{Circuit, Sandbox};

use crate::client::{Call, FORM, Reply, get, post};
use crate::spec::GIFTS;

async fn sandbox() -> Sandbox {
    Sandbox::builder().group(&GIFTS).start().await.expect("a free port")
}

/// The one parameter that a test is about, as the sandbox understood it.
fn recorded(sandbox: &Sandbox, name: &str) -> Option<String> {
    sandbox.requests().last().and_then(|request| request.parameter(name).map(str::to_owned))
}

#[tokio::test]
async fn get_post_paths_and_mixtures_are_one_and_the_same_call() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get").with("ext", "1").with("offset", "40");
    let encoded = call.encoded();
    let expected = call.get().await;
    assert_eq!((expected.status, expected.json().as_array().map(Vec::len)), (200, Some(2)));
    let (common, rest) = encoded.split_once("&ext=").expect("the call has an ext");
    let body = format!("ext={rest}");
    let replies: [Reply; 6] = [
        call.post().await,
        get(&sandbox, &format!("/platform/api/?{encoded}")).await,
        get(&sandbox, &format!("/platform/api/friends/get?{encoded}")).await,
        post(&sandbox, "/platform/api/friends/get", FORM, encoded.as_bytes()).await,
        post(&sandbox, &format!("/platform/api?{common}"), FORM, body.as_bytes()).await,
        post(&sandbox, "/platform/api", "Application/X-WWW-Form-URLencoded; charset=UTF-8", encoded.as_bytes()).await,
    ];
    for reply in replies {
        assert_eq!(reply.body, expected.body);
    }
    assert!(expected.head.contains("content-type: text/javascript; charset=utf-8"), "{}", expected.head);
}

#[tokio::test]
async fn the_path_form_still_needs_method_and_must_agree_with_it() {
    let sandbox = sandbox().await;
    let encoded = Call::client(&sandbox, "friends.get").encoded();
    let without = Call::client(&sandbox, "friends.get").without("method").encoded();
    assert_eq!(get(&sandbox, &format!("/platform/api/friends/get?{without}")).await.error_code(), 100);
    assert_eq!(get(&sandbox, &format!("/platform/api/users/getInfo?{encoded}")).await.error_code(), 100);
}

#[tokio::test]
async fn other_paths_are_not_the_api() {
    let sandbox = sandbox().await;
    for path in ["/platform", "/platform/api/friends", "/oauth"] {
        assert_eq!(get(&sandbox, path).await.status, 404, "{path}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn cyrillic_survives_the_way_there_and_is_signed_unescaped() {
    let sandbox = sandbox().await;
    let text = "Привет, мир & co = 100% + ещё";
    for reply in [
        Call::client(&sandbox, "gifts.list").with("note", text).get().await,
        Call::client(&sandbox, "gifts.list").with("note", text).post().await,
    ] {
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(recorded(&sandbox, "note").as_deref(), Some(text));
    }
}

#[tokio::test]
async fn cyrillic_survives_the_way_back() {
    let sandbox = sandbox().await;
    let reply = Call::client(&sandbox, "users.getInfo").get().await;
    let name = reply.json()[0]["first_name"].as_str().expect("a name").to_owned();
    assert!(name.chars().all(|letter| ('А'..='ё').contains(&letter)), "{name}");
    assert!(reply.body.contains(&name), "written as letters, not as escapes");
}

#[tokio::test]
async fn a_plus_is_a_space_and_percent_2b_is_a_plus() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "gifts.list").with("note", "a b+c");
    let by_plus = call.encoded().replace("a%20b%2Bc", "a+b%2Bc");
    assert!(by_plus.contains("note=a+b%2Bc"));
    assert_eq!(get(&sandbox, &format!("/platform/api?{by_plus}")).await.status, 200);
    assert_eq!(recorded(&sandbox, "note").as_deref(), Some("a b+c"));
    let unescaped_plus = call.encoded().replace("%2B", "+");
    assert_eq!(get(&sandbox, &format!("/platform/api?{unescaped_plus}")).await.error_code(), 104);
}

#[tokio::test]
async fn bytes_that_are_not_utf8_are_error_100() {
    let sandbox = sandbox().await;
    for target in ["/platform/api?method=friends.get&note=%FF", "/platform/api?%D0=1", "/platform/api?note=%zz"] {
        assert_eq!(get(&sandbox, target).await.error_code(), 100, "{target}");
    }
    let requests = sandbox.requests();
    assert!(requests.iter().all(|request| request.parameters().is_empty() && request.error_code() == Some(100)));
}

#[tokio::test]
async fn a_repeated_name_is_error_100_across_query_and_body_too() {
    let sandbox = sandbox().await;
    let encoded = Call::client(&sandbox, "friends.get").encoded();
    let twice = get(&sandbox, &format!("/platform/api?{encoded}&method=friends.get")).await;
    let apart = post(&sandbox, "/platform/api?method=friends.get", FORM, encoded.as_bytes()).await;
    for reply in [twice, apart] {
        assert_eq!(reply.error_code(), 100);
        assert!(reply.error_message().contains("'method'"), "{}", reply.body);
    }
}

#[tokio::test]
async fn files_of_a_multipart_form_are_kept_and_not_signed() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "gifts.wrap").with("note", "с файлом");
    let field = |name: &str, value: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
    };
    let mut body = field("note", "с файлом");
    body.extend(
        b"--cut\r\nContent-Disposition: form-data; name=\"img_file\"; filename=\"a.png\"\r\n\r\n\x89PNG\xFF\r\n",
    );
    body.extend(b"--cut--\r\n");
    let query = call.encoded();
    let query: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("note=")).collect();
    let target = format!("/platform/api?{}", query.join("&"));
    let reply = post(&sandbox, &target, "multipart/form-data; boundary=cut", &body).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let requests = sandbox.requests();
    let files = requests[0].files();
    assert_eq!((files[0].name.as_str(), files[0].file_name.as_str()), ("img_file", "a.png"));
    assert_eq!(files[0].bytes, b"\x89PNG\xFF");
    assert_eq!(requests[0].parameter("note"), Some("с файлом"));
}

#[tokio::test]
async fn bodies_that_are_no_form_are_error_100() {
    let sandbox = sandbox().await;
    for (content_type, body) in [
        ("application/json", &b"{}"[..]),
        ("multipart/form-data", b"--cut--"),
        ("multipart/form-data; boundary=cut", b"--cut\r\nbroken"),
        (
            "multipart/form-data; boundary=cut",
            b"--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xFF\r\n--cut--\r\n",
        ),
    ] {
        let reply = post(&sandbox, "/platform/api", content_type, body).await;
        assert_eq!(reply.error_code(), 100, "{content_type}");
    }
}

#[tokio::test]
async fn a_request_is_recorded_as_it_was_understood() {
    let sandbox = sandbox().await;
    let call = Call::server(&sandbox, "users.getInfo").with("uids", "1");
    call.post().await;
    Call::client(&sandbox, "friends.get").with("sig", "wrong").get().await;
    let requests = sandbox.requests();
    let [first, second] = &requests[..] else { panic!("two requests: {requests:?}") };
    assert_eq!((first.verb(), first.path(), first.method()), ("POST", "/platform/api", Some("users.getInfo")));
    assert_eq!((first.circuit(), first.status(), first.error_code()), (Circuit::Server, 200, None));
    assert_eq!(first.parameter("sig"), Some(call.signature().as_str()));
    let names: Vec<&str> = first.parameters().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["method", "app_id", "secure", "uids", "sig"]);
    assert_eq!((second.circuit(), second.status(), second.error_code()), (Circuit::Client, 400, Some(104)));
}
