//! No text that a program may log holds a key, a session or a signature.

use mailru_sdk::incoming::{
    BillingVerifier, GmrBillingVerifier, GmrLaunchVerifier, IncomingError, LaunchVerifier, MrcVerifier, Params,
};
use mailru_tests::random::Random;

use crate::vectors::{APP_ID, AUTHENTICATION_KEY, SECRET_KEY, SESSION_KEY, VECTORS, before};

fn assert_clean(text: &str) {
    let text = text.to_lowercase();
    let signatures = VECTORS.iter().map(|vector| vector.signature.1);
    for secret in signatures.chain([SECRET_KEY, SESSION_KEY, AUTHENTICATION_KEY, "canary"]) {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn verifiers_and_results_show_no_secret() {
    let query = |name: &str| VECTORS.iter().find(|vector| vector.name.starts_with(name)).unwrap().query();
    let billing = BillingVerifier::new(APP_ID, SECRET_KEY);
    let launch = LaunchVerifier::new(APP_ID, SECRET_KEY);
    let mrc = MrcVerifier::new(APP_ID, SECRET_KEY);
    assert_clean(&format!("{billing:?} {launch:?} {mrc:?}"));
    assert_clean(&format!("{:?} {:?}", GmrBillingVerifier::new("CANARY"), GmrLaunchVerifier::new(1, "CANARY")));
    assert_clean(&format!("{:?}", billing.verify(&query("A ")).unwrap()));
    assert_clean(&format!("{:?}", launch.verify_at(&query("E "), before()).unwrap()));
    assert_clean(&format!("{:?}", mrc.verify_at(&query("F1 "), before()).unwrap()));
    for vector in VECTORS {
        assert_clean(&format!("{:?}", Params::from_query(&vector.query()).unwrap()));
    }
}

/// Each vector with one thing wrong, in which the values are all there to be shown.
#[test]
fn errors_show_no_secret_and_no_value() {
    for vector in VECTORS {
        let mut random = Random::seeded(7);
        for _ in 0..500 {
            let mut pairs = vector.signed();
            let at = random.below(pairs.len());
            match random.below(5) {
                0 => pairs[at].1 += "CANARY",
                1 => drop(pairs.remove(at)),
                2 => pairs[at].1 = format!("CANARY{SESSION_KEY}"),
                3 => pairs.push((format!("x{SESSION_KEY}{SECRET_KEY}"), "CANARY".into())),
                _ => pairs.push((format!("{SECRET_KEY}="), "CANARY".into())),
            }
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
            let error = (vector.verify)(&query).unwrap_err();
            assert_clean(&format!("{error} {error:?} {}", error.outside()));
            let query = format!("{query}&{query}");
            let error = (vector.verify)(&query).unwrap_err();
            assert_clean(&format!("{error} {error:?}"));
        }
    }
    let broken = (VECTORS[0].verify)(&format!("{SECRET_KEY}=%CANARY")).unwrap_err();
    assert!(matches!(broken, IncomingError::Encoding { .. }));
    assert_clean(&format!("{broken} {broken:?}"));
}
