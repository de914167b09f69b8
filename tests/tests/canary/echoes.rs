//! A platform that sends secrets back, in every place of an answer.

use std::collections::BTreeMap;

use mailru_sdk::{Api, Error, PreparedRequest, objects::Privilege};
use mailru_tests::scripted::Scripted;
use serde::Deserialize;

use crate::{
    assert_clean,
    secrets::{Secrets, json, json_of_php},
};

/// Answers that hold an echo in some place, each with its status. None of them is an answer to `friends.get`.
fn answers(echo: &str) -> Vec<(u16, String)> {
    let mut answers = vec![
        (200, format!("<html><body>wrong: {echo}</body></html>")),
        (502, format!("<html><body>wrong: {echo}</body></html>")),
        (302, echo.to_owned()),
        (404, format!("no such thing: {echo}")),
        (200, format!("oops {echo}")),
    ];
    for text in [json(echo), json_of_php(echo)] {
        answers.extend([
            (400, format!(r#"{{"error":{{"error_code":102,"error_msg":"wrong: {text}"}}}}"#)),
            (200, format!(r#"{{"error":"{text}"}}"#)),
            (200, format!(r#"{{"error":{{"error_code":"{text}"}}}}"#)),
            (400, format!(r#"{{"error":{{"{text}":1}}}}"#)),
            (200, format!(r#"["1","{text}"]"#)),
            (200, format!(r#"["1",{{"{text}":1}}]"#)),
            (200, format!(r#""{text}""#)),
            (200, format!(r#"{{"{text}":[1]}}"#)),
            (200, format!(r#"["1","{text}" oops"#)),
            (200, format!(r#"["1","{text}"#)),
        ]);
    }
    answers
}

/// The errors of everything that can be asked of one answer.
async fn check<K>(secrets: &Secrets, api: &Api<K>, request: &PreparedRequest) {
    let signed = Some(request);
    assert_clean(secrets, signed, api.friends().get().await);
    assert_clean(secrets, signed, api.friends().get().returning::<Vec<Own>>().await);
    let raw = api.friends().get().raw().await.unwrap();
    secrets.assert_absent(&format!("{raw:?} {raw:#?}"), signed);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[expect(dead_code, reason = "only read")]
    kind: Kind,
}

#[derive(Debug, Deserialize)]
enum Kind {}

#[tokio::test]
async fn an_echo_of_the_request_shows_in_no_error() {
    for secrets in Secrets::all() {
        let server = Scripted::body(200, "").await.unwrap();
        let api = secrets.inferred(server.settings());
        let request = api.friends().get().prepare().unwrap();
        let echoes = secrets.echoes(&secrets.private_key, &request);
        let separate = echoes.iter().flat_map(|echo| answers(echo));
        for (status, body) in separate.chain(answers(&echoes.join(" "))) {
            server.change(status, body);
            check(&secrets, &api, &request).await;
        }
        let api = secrets.server(server.settings());
        let request = api.friends().get().prepare().unwrap();
        for (status, body) in answers(&secrets.echoes(&secrets.secret_key, &request).join(" ")) {
            server.change(status, body);
            check(&secrets, &api, &request).await;
        }
    }
}

#[tokio::test]
async fn an_echo_in_a_name_shows_in_no_path() {
    type Deep = BTreeMap<String, BTreeMap<String, Vec<u8>>>;
    for secrets in Secrets::all() {
        let server = Scripted::body(200, "").await.unwrap();
        let api = secrets.client(server.settings());
        for text in [&secrets.token, &secrets.private_key, &format!("x{}", secrets.token.repeat(2))] {
            for name in [json(text), json_of_php(text)] {
                server.change(200, format!(r#"{{"{name}":{{"{name}":["{name}"]}}}}"#));
                assert_clean(&secrets, None, api.users().has_app_permission(Privilege::Photos).await);
                let result = api.call("no.method").returning::<Deep>().await;
                let Err(Error::Decode(error)) = &result else { panic!("not a decode error: {result:?}") };
                assert!(error.path().ends_with("[0]") && error.path().contains("***"), "{}", error.path());
                assert_clean(&secrets, None, result);
            }
        }
    }
}

/// Messages and excerpts are cut to length; a cut must not leave the beginning of a secret that is no longer recognised.
#[tokio::test]
async fn a_secret_that_is_cut_in_the_middle_shows_nowhere() {
    for secrets in Secrets::all() {
        let server = Scripted::body(200, "").await.unwrap();
        let api = secrets.client(server.settings());
        for length in (0..70).chain((150..230).step_by(3)) {
            let text = json(&format!("{}{}", "x".repeat(length), secrets.token));
            server.change(200, format!(r#"["{text}"]"#));
            assert_clean(&secrets, None, api.friends().get().await);
            assert_clean(&secrets, None, api.friends().get().returning::<Vec<u8>>().await);
        }
        for (cut, _) in secrets.token.char_indices().skip(8) {
            for status in [200, 500] {
                server.change(status, format!(r#"["session_key={}"#, &secrets.token[..cut]));
                assert_clean(&secrets, None, api.friends().get().await);
            }
        }
    }
}
