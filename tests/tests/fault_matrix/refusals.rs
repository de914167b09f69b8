//! Errors that the platform reports, in the form that it uses and in every other.

use crate::{
    connections::{NEVER, READS_ONLY},
    row::{Fault, check, row},
};

#[tokio::test]
async fn codes_that_pass_are_asked_for_again_by_calls_that_read() {
    for code in [1, 3, 201] {
        for status in [200, 400, 429, 500] {
            let body = format!(r#"{{"error":{{"error_code":{code},"error_msg":"later"}}}}"#);
            check(&row(Fault::Body(status, body.into()), format!("code {code}"), READS_ONLY)).await;
        }
    }
}

#[tokio::test]
async fn codes_that_stay_are_not_asked_for_again_whatever_the_status() {
    // The session has no refresh token, so code 102 stays too.
    for code in [2, 100, 102, 104, 200, 202, 501, 9999] {
        for status in [200, 403, 503] {
            let body = format!(r#"{{"error":{{"error_code":{code},"error_msg":"no"}}}}"#);
            check(&row(Fault::Body(status, body.into()), format!("code {code}"), NEVER)).await;
        }
    }
}

#[tokio::test]
async fn an_error_in_any_odd_form_is_an_error_and_not_asked_for_again() {
    for (error, outcome) in [
        ("1", "UnknownErrorForm"),
        ("true", "UnknownErrorForm"),
        ("\"\"", "UnknownErrorForm"),
        ("\"invalid\"", "UnknownErrorForm"),
        ("[]", "UnknownErrorForm"),
        ("[{\"error_code\":1}]", "UnknownErrorForm"),
        ("{}", "UnknownErrorForm"),
        ("{\"error_msg\":\"no\"}", "UnknownErrorForm"),
        ("{\"error_code\":null}", "UnknownErrorForm"),
        ("{\"error_code\":\"\"}", "UnknownErrorForm"),
        ("{\"error_code\":\"many\"}", "UnknownErrorForm"),
        ("{\"error_code\":[1]}", "UnknownErrorForm"),
        ("{\"error_code\":1.5}", "UnknownErrorForm"),
        ("{\"error_code\":99999999999999999999}", "UnknownErrorForm"),
        ("{\"error_code\":100,\"error_msg\":null}", "code 100"),
        ("{\"error_code\":100,\"error_msg\":{\"text\":[]}}", "code 100"),
        ("{\"error_code\":\"100\"}", "code 100"),
        ("{\"error_code\":-5}", "code -5"),
        // No error at all, and no list of users either.
        ("null", "Shape"),
    ] {
        check(&row(Fault::Body(200, format!("{{\"error\":{error}}}").into()), outcome, NEVER)).await;
    }
}

#[tokio::test]
async fn a_code_that_passes_is_known_in_every_spelling() {
    for error in ["{\"error_code\":\"1\"}", "{\"error_code\":1.0}", "{\"error_code\":1,\"error_msg\":7}"] {
        check(&row(Fault::Body(200, format!("{{\"error\":{error}}}").into()), "code 1", READS_ONLY)).await;
    }
    check(&row(Fault::Body(200, "{\"\\u0065rror\":{\"error_code\":1}}".into()), "code 1", READS_ONLY)).await;
}
