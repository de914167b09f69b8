//! What the platform published, and what the reference computed from its formulas, verifies.

use mailru_sdk::incoming::{BillingVerifier, GmrBillingVerifier, IncomingError, LaunchVerifier, Params};

use crate::vectors::{APP_ID, AUTHENTICATION_KEY, GMR_SECRET, SECRET_KEY, SESSION_KEY, USER, VECTORS, VID};

#[test]
fn every_vector_verifies_in_any_order_and_any_letter_case() {
    for vector in VECTORS {
        let meant = (vector.verify)(&vector.query()).unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let mut pairs = vector.signed();
        pairs.last_mut().unwrap().1.make_ascii_uppercase();
        pairs.reverse();
        assert_eq!((vector.verify)(&Params::from_pairs(pairs).unwrap().to_query()).unwrap(), meant, "{}", vector.name);
    }
}

#[test]
fn an_authentication_key_verifies_for_its_user_alone() {
    let verifier = LaunchVerifier::new(APP_ID, SECRET_KEY);
    verifier.verify_authentication_key(VID, AUTHENTICATION_KEY).unwrap();
    verifier.verify_authentication_key(VID, &AUTHENTICATION_KEY.to_uppercase()).unwrap();
    let refused = Err(IncomingError::WrongAuthenticationKey);
    assert_eq!(verifier.verify_authentication_key(VID + 1, AUTHENTICATION_KEY), refused);
    assert_eq!(verifier.verify_authentication_key(VID, &AUTHENTICATION_KEY[1..]), refused);
    assert_eq!(verifier.verify_authentication_key(VID, ""), refused);
    let other = LaunchVerifier::new(APP_ID + 1, SECRET_KEY);
    assert_eq!(other.verify_authentication_key(VID, AUTHENTICATION_KEY), refused);
    let keyless = LaunchVerifier::new(APP_ID, "");
    assert_eq!(keyless.verify_authentication_key(VID, AUTHENTICATION_KEY), Err(IncomingError::EmptySecret));
}

#[test]
fn the_server_server_examples_have_the_same_signature() {
    let billing = BillingVerifier::new(APP_ID, SECRET_KEY);
    let session = ("session_key", SESSION_KEY);
    let secure = ("secure", "1");
    let table: [(&[(&str, &str)], &str); 6] = [
        (&[("method", "friends.get"), secure, session], "4a05af66f80da18b308fa7e536912bae"),
        (
            &[("method", "stream.post"), secure, session, ("text", "Привет, мир & co"), ("title", "a=b")],
            "125464344450a7797ae0aadc058ae88f",
        ),
        (
            &[("method", "users.getInfo"), secure, ("uids", "15410773191172635989,11425330190814458227")],
            "4813a4b685429db0eed491382fe31db8",
        ),
        (
            &[
                ("method", "multipost.send"),
                secure,
                session,
                ("text", "hi"),
                ("uid2", "5396991818946538245"),
                ("uid", USER),
            ],
            "18c826a82e08c5cfc7cb9f6efd4ac59c",
        ),
        (
            &[("method", "friends.get"), ("ext", "1"), ("offset", "0"), secure, session],
            "9d107568e75275ab249c4377d73f1a68",
        ),
        (&[("method", "users.getInfo"), secure, session, ("uids", "")], "2c72a71b54d5e82f66d462a96f391dcf"),
    ];
    for (params, digest) in table {
        let query = billing.test_query(params).unwrap();
        assert_eq!(Params::from_query(&query).unwrap().get("sig"), Some(digest), "{query}");
    }
    let message = [("template", "greetings"), ("template_param", "{}"), ("uid", "596343600")];
    let query = GmrBillingVerifier::new(GMR_SECRET).test_query(message).unwrap();
    assert!(query.ends_with("&sign=8d10284257960651a9590d2fad2cd5f9"), "{query}");
}
