//! Proof keys: checked where they were asked for, with both methods.

use super::{code, error, exchange, login, member, sandbox};
use crate::oauth::browser::{Browser, location};

/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// How one asks, and the verifier that fits.
const METHODS: [&[(&str, &str)]; 3] = [
    &[("code_challenge", CHALLENGE), ("code_challenge_method", "S256")],
    &[("code_challenge", VERIFIER), ("code_challenge_method", "plain")],
    &[("code_challenge", VERIFIER)],
];

#[tokio::test]
async fn the_verifier_opens_what_its_challenge_closed() {
    let sandbox = sandbox().await;
    for method in METHODS {
        let reply = exchange(&sandbox, &code(&sandbox, method), &[("code_verifier", VERIFIER)]).await;
        assert!(reply.json()["access_token"].is_string(), "{method:?}: {}", reply.body);
    }
}

#[tokio::test]
async fn another_verifier_or_none_spends_the_code() {
    let sandbox = sandbox().await;
    for method in METHODS {
        for (verifier, number) in [(&*"a".repeat(43), 6), ("short", 6), ("", 2)] {
            let code = code(&sandbox, method);
            assert_eq!(error(&exchange(&sandbox, &code, &[("code_verifier", verifier)]).await).0, number, "{method:?}");
            assert_eq!(error(&exchange(&sandbox, &code, &[("code_verifier", VERIFIER)]).await).0, 6, "{method:?}");
        }
    }
}

#[tokio::test]
async fn a_verifier_without_a_challenge_is_refused() {
    let sandbox = sandbox().await;
    let reply = exchange(&sandbox, &code(&sandbox, &[]), &[("code_verifier", VERIFIER)]).await;
    assert_eq!(error(&reply).0, 2);
}

#[tokio::test]
async fn a_challenge_that_no_verifier_could_fit_is_told_at_once() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for wrong in [
        &[("code_challenge", "short"), ("code_challenge_method", "S256")][..],
        &[("code_challenge", CHALLENGE), ("code_challenge_method", "S512")],
        &[("code_challenge_method", "S256")],
    ] {
        let reply = browser.open(&login(&sandbox, wrong)).await;
        assert_eq!(member(location(&reply), "error"), Some("invalid_request"), "{wrong:?}");
    }
}
