//! Names of the parameters that go along with a file, each in a part of its own.

use mailru_sdk::{Error, File};
use mailru_tests::scripted::Scripted;

use crate::{PICTURE, accepted, sandbox};

#[tokio::test]
async fn a_name_in_any_script_arrives_and_is_signed() {
    let (sandbox, api) = sandbox().await;
    let names = ["имя", "a b", "a%20b", "a'b", "naïve", "名", "a;b", "a&b=c", "ё+1"];
    let call = api.photos().upload("_myphoto", File::from_bytes("1.png", PICTURE));
    let call = names.into_iter().fold(call, |call, name| call.param(name, "x"));
    call.await.unwrap();
    let request = accepted(&sandbox);
    for name in names {
        assert_eq!(request.parameter(name), Some("x"), "{name}");
    }
}

#[tokio::test]
async fn a_name_is_written_as_it_is_and_in_no_form_that_servers_do_not_read() {
    let server = Scripted::body(200, r#"{"pid":1}"#).await.unwrap();
    let app = mailru_sdk::ClientApp::new(1, "private key").settings(server.settings());
    let api = mailru_sdk::Api::new(app.session("access token", 1));
    let file = || File::from_bytes("1.png", PICTURE);
    api.photos().upload("_myphoto", file()).param("имя", "x").param("файл", file()).await.unwrap();
    let request = server.requests().remove(0);
    assert!(request.contains("form-data; name=\"имя\"\r\n"), "{request}");
    assert!(request.contains("form-data; name=\"файл\"; filename=\"1.png\"\r\n"), "{request}");
    assert!(!request.contains("name*"), "{request}");
}

#[tokio::test]
async fn a_name_that_cannot_stand_between_quotes_is_refused_beside_a_file_and_only_there() {
    let (sandbox, api) = sandbox().await;
    for name in ["a\"b", "a\\", "a\r\nb", "\n", "a\0b", "\"; filename=\"x"] {
        let call = api.photos().upload("_myphoto", File::from_bytes("1.png", PICTURE)).param(name, "x");
        let Err(Error::Param(error)) = call.await else { panic!("{name:?} was sent") };
        assert_eq!(error.name(), name);
        let call = api.friends().get().param(name, File::from_bytes("1.png", PICTURE));
        assert!(matches!(call.await, Err(Error::Param(_))), "{name:?}");
    }
    assert!(sandbox.requests().is_empty());
    api.friends().get().param("a\"b", "x").await.unwrap();
}
