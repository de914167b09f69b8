//! A request for somebody else or for something else is refused, though its signature is right.

use mailru_sdk::incoming::{
    BillingVerifier, GmrBillingVerifier, GmrLaunchVerifier, IncomingError, LaunchVerifier, MrcVerifier,
};

use crate::vectors::{APP_ID, GMR_SECRET, SECRET_KEY, VECTORS, at, billing, gmr_billing};

const PAYMENT: [(&str, &str); 5] =
    [("transaction_id", "1"), ("service_id", "10"), ("uid", "7"), ("mailiki_price", "9"), ("profit", "1")];
const SESSION: [(&str, &str); 5] = [
    ("session_key", "be6ef89965d58e56dec21acb9b62bdaa"),
    ("session_expire", "2000000000"),
    ("oid", "7"),
    ("vid", "7"),
    ("is_app_user", "1"),
];

#[test]
fn another_applications_requests_are_refused_by_their_id() {
    let refused = IncomingError::OtherApplication { found: APP_ID, own: 1 };
    let query = |name: &str| VECTORS.iter().find(|vector| vector.name.starts_with(name)).unwrap().query();
    assert_eq!(BillingVerifier::new(1, SECRET_KEY).verify(&query("A ")).unwrap_err(), refused);
    assert_eq!(LaunchVerifier::new(1, SECRET_KEY).verify_at(&query("D "), at(0)).unwrap_err(), refused);
    assert_eq!(MrcVerifier::new(1, SECRET_KEY).verify_at(&query("F1 "), at(0)).unwrap_err(), refused);
    assert_eq!(MrcVerifier::new(1, SECRET_KEY).verify_at(&query("F2 "), at(0)).unwrap_err(), refused);
    let refused = IncomingError::OtherApplication { found: 1234, own: 1 };
    assert_eq!(GmrLaunchVerifier::new(1, GMR_SECRET).verify(&query("I ")).unwrap_err(), refused);
}

/// A user may be able to add parameters to the address of the application, and the platform may sign them.
#[test]
fn a_launch_is_never_a_payment() {
    let launch = LaunchVerifier::new(APP_ID, SECRET_KEY).test_query([SESSION, PAYMENT].concat()).unwrap();
    assert_eq!(billing(&launch), Err(IncomingError::OtherRequest("is_app_user")));
    let hidden = [("a", "is_app_user=1"), ("b", "session_key=be6ef89965d58e56dec21acb9b62bdaa")];
    let query = BillingVerifier::new(APP_ID, SECRET_KEY).test_query([&hidden[..], &PAYMENT].concat()).unwrap();
    assert_eq!(billing(&query), Err(IncomingError::OtherRequest("is_app_user")));

    let launch = [("uid", "7"), ("merchant_param", "{}"), ("sum", "9"), ("tid", "1")];
    let launch = GmrLaunchVerifier::new(1234, GMR_SECRET).test_query(launch).unwrap();
    assert_eq!(gmr_billing(&launch), Err(IncomingError::OtherRequest("appid")));
}

#[test]
fn a_payment_is_never_a_launch_or_a_login() {
    let payment = BillingVerifier::new(APP_ID, SECRET_KEY).test_query(PAYMENT).unwrap();
    let launch = LaunchVerifier::new(APP_ID, SECRET_KEY).verify_at(&payment, at(0)).unwrap_err();
    assert_eq!(launch, IncomingError::Missing("session_key"));
    let login = MrcVerifier::new(APP_ID, SECRET_KEY).verify_at(&payment, at(0)).unwrap_err();
    assert_eq!(login, IncomingError::Missing("is_app_user"));
    let payment = GmrBillingVerifier::new(GMR_SECRET).test_query([("uid", "7"), ("sum", "1"), ("tid", "1")]).unwrap();
    let launch = GmrLaunchVerifier::new(1234, GMR_SECRET).verify(&payment).unwrap_err();
    assert_eq!(launch, IncomingError::Missing("appid"));
}

#[test]
fn a_verifier_without_a_secret_accepts_nothing() {
    for query in ["app_id=423004&sig=00000000000000000000000000000000", &VECTORS[0].query()] {
        let error = BillingVerifier::new(APP_ID, "").verify(query).unwrap_err();
        assert_eq!(error, IncomingError::EmptySecret);
    }
}

#[test]
fn repeated_names_are_refused_by_all() {
    for vector in VECTORS {
        for (name, value) in vector.signed() {
            let query = format!("{}&{name}={}", vector.query(), value.replace(',', "%2C"));
            let error = (vector.verify)(&query).unwrap_err();
            assert!(matches!(error, IncomingError::Repeated(_)), "{query}: {error}");
        }
    }
}
