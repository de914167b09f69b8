//! Calls that touch no socket.

use mailru_sdk::{Error, File, RetryPolicy, Settings, Uid, blocking::Wait as _, error::TransportKind};

use crate::{Log, api, mock, said};

#[test]
fn a_mock_answers_in_a_runtime_without_io() {
    let log = Log::default();
    let api = api(Settings::new().transport(mock(&log, |_| Ok(said(r#"["7"]"#)))));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let ids: Vec<Uid> = runtime.block_on(async { api.friends().get().await }).unwrap();
    assert_eq!(ids, [Uid::new(7)]);
    assert_eq!(api.friends().get().wait().unwrap(), [Uid::new(7)]);
    assert_eq!(log.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn what_it_gets_is_the_signed_request_with_its_headers() {
    let log = Log::default();
    let settings = Settings::new().user_agent("shop/2.3").transport(mock(&log, |_| Ok(said("[]"))));
    let api = api(settings);
    let (get, post) = (api.friends().get(), api.call("stream.post").param("text", "a&b"));
    let (get_url, post_url) = (get.prepare().unwrap().url().to_owned(), post.prepare().unwrap());
    api.friends().get().await.unwrap();
    post.post().raw().await.unwrap();
    let log = log.lock().unwrap();
    let [read, write] = &log[..] else { panic!("{log:?}") };
    assert_eq!((read.verb.as_str(), read.uri.to_string()), ("GET", get_url));
    assert!(read.body.is_empty());
    for came in [read, write] {
        let header = |name: &str| came.headers[name].to_str().unwrap();
        assert_eq!((header("accept"), header("accept-encoding")), ("*/*", "identity"));
        assert!(header("user-agent").starts_with("shop/2.3 mailru-sdk/"));
    }
    assert_eq!((write.verb.as_str(), write.uri.path()), ("POST", "/platform/api"));
    assert_eq!(write.headers["content-type"], "application/x-www-form-urlencoded");
    let form = String::from_utf8(write.body.clone()).unwrap();
    assert!(form.contains("text=a%26b") && form.contains(&format!("sig={}", post_url.sig())), "{form}");
}

#[tokio::test]
async fn files_go_through_it_piece_by_piece() {
    let log = Log::default();
    let api = api(Settings::new().transport(mock(&log, |_| Ok(said(r#"{"pid":"1"}"#)))));
    let picture = vec![0xff; 200_000];
    api.photos().upload("_myphoto", File::from_bytes("a.png", picture.clone())).await.unwrap();
    let log = log.lock().unwrap();
    let [upload] = &log[..] else { panic!("{log:?}") };
    assert!(upload.headers["content-type"].to_str().unwrap().starts_with("multipart/form-data; boundary="));
    assert!(upload.body.windows(picture.len()).any(|window| window == picture));
}

#[tokio::test]
async fn a_session_check_wants_no_certificates_for_it() {
    let settings = Settings::new().only_root_certificates("").transport(mock(&Log::default(), |_| Ok(said("[]"))));
    // The certificates are a mistake still; that there are none on the machine is not.
    assert!(matches!(api(settings).session().check(), Err(Error::Config(_))));
    api(Settings::new().transport(mock(&Log::default(), |_| Ok(said("[]"))))).session().check().unwrap();
}

#[tokio::test]
async fn its_answers_are_judged_as_any_others() {
    let log = Log::default();
    let body = r#"{"error":{"error_code":104,"error_msg":"Incorrect signature"}}"#;
    let settings = Settings::new().retry(RetryPolicy::off());
    let refusing = api(settings.clone().transport(mock(&log, move |_| Ok(said(body)))));
    let Err(Error::Api(error)) = refusing.friends().get().await else { panic!() };
    assert_eq!(error.code().number(), 104);
    let moved = || http::Response::builder().status(302).header("location", "https://example.com/").body(String::new());
    let moving = api(settings.transport(mock(&log, move |_| Ok(moved().unwrap()))));
    let Err(Error::Transport(error)) = moving.friends().get().await else { panic!() };
    assert_eq!(error.kind(), TransportKind::Status(302));
    assert_eq!(log.lock().unwrap().len(), 2);
}
