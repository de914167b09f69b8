//! A refused call never looks like a success, whatever stands in the answer beside the error.

use mailru_sdk::{Error, Json, codes::Code};
use mailru_tests::scripted::Scripted;

use crate::{api, failure, kind};

#[derive(Debug, serde::Deserialize)]
struct Anything {
    #[serde(rename = "id")]
    _id: Option<u32>,
}

/// Errors with the code 200 that hold what no value of the spec could.
fn refusals() -> Vec<Vec<u8>> {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let mut bodies: Vec<Vec<u8>> = [
        r#"{"error":{"error_code":200,"error_msg":"denied \ud83d"}}"#,
        r#"{"error":{"error_code":200,"error_msg":"denied","more":1e400}}"#,
        r#"{"more":1e400,"error":{"error_code":"200"}}"#,
        "{\"error\":{\"error_code\":200,\"error_msg\":\"denied\t\u{1}\"}}",
        "\u{feff}{\"error\":{\"error_code\":200}}",
        r#"{"error":{"error_code":200,"error_code":200},"error":{"error_code":200}}"#,
        r#"{"error":{"error_code":200},"sent":1}, and more"#,
        &format!(r#"{{"error":{{"more":{deep},"error_code":200}}}}"#),
        &format!(r#"{{"more":{deep},"error":{{"error_code":200}}}}"#),
    ]
    .iter()
    .map(|body| body.as_bytes().to_vec())
    .collect();
    bodies.push(b"{\"error\":{\"error_code\":200,\"error_msg\":\"\xc4\xee\xf1\xf2\xf3\xef \xd0\"}}".to_vec());
    bodies
}

#[tokio::test]
async fn an_error_is_one_whatever_stands_beside_it() {
    let server = Scripted::body(200, "").await.unwrap();
    let api = api(server.settings());
    for body in refusals() {
        for status in [200, 400, 500] {
            server.change(status, &body);
            for error in [
                failure(api.multipost().send(5).text("x")).await,
                failure(api.groups().show(5)).await,
                failure(api.audio().search("query")).await,
                failure(api.users().get_info()).await,
                failure(api.call("no.method")).await,
                failure(api.multipost().send(5).returning::<Anything>()).await,
            ] {
                let shown = String::from_utf8_lossy(&body);
                assert_eq!(kind!(Api, error).code(), Code::from_number(200), "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn what_may_be_a_refusal_is_no_answer_to_a_call_that_changes_something() {
    let server = Scripted::body(200, "").await.unwrap();
    let api = api(server.settings());
    for body in ["false", "\"\"", "null"] {
        server.change(200, body);
        let error = failure(api.multipost().send(5).text("x")).await;
        assert!(matches!(error, Error::Decode(_)), "{body}: {error:?}");
    }
    server.change(200, "[]");
    assert!(api.multipost().send(5).text("x").await.is_ok());
    server.change(200, "false");
    let _: Json = api.call("users.getInfo").await.unwrap();
}
