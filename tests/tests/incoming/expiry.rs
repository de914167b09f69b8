//! A session is over in the second that the platform names, and not before.

use std::time::{Duration, SystemTime};

use mailru_sdk::{
    incoming::{IncomingError, LaunchVerifier, MrcVerifier},
    types::Timestamp,
};

use crate::vectors::{APP_ID, SECRET_KEY, VECTORS, at};

fn query(name: &str) -> String {
    VECTORS.iter().find(|vector| vector.name == name).unwrap().query()
}

fn launch(query: &str, now: SystemTime) -> Result<(), IncomingError> {
    LaunchVerifier::new(APP_ID, SECRET_KEY).verify_at(query, now).map(drop)
}

fn mrc(query: &str, now: SystemTime) -> Result<(), IncomingError> {
    MrcVerifier::new(APP_ID, SECRET_KEY).verify_at(query, now).map(drop)
}

fn expired(end: i64, now: i64) -> Result<(), IncomingError> {
    Err(IncomingError::Expired { end: Timestamp::from_secs(end), now: Timestamp::from_secs(now) })
}

#[test]
fn a_launch_expires_in_the_second_it_names() {
    let query = query("D iframe, empty window_id");
    let end = at(1_428_772_849);
    assert_eq!(launch(&query, end - Duration::from_nanos(1)), Ok(()));
    assert_eq!(launch(&query, end), expired(1_428_772_849, 1_428_772_849));
    assert_eq!(launch(&query, end + Duration::from_secs(1)), expired(1_428_772_849, 1_428_772_850));
}

#[test]
fn a_cookie_expires_in_the_second_it_names() {
    let query = query("F1 mrc, connected");
    let end = at(1_270_806_364);
    assert_eq!(mrc(&query, end - Duration::from_nanos(1)), Ok(()));
    assert_eq!(mrc(&query, end), expired(1_270_806_364, 1_270_806_364));
}

#[test]
fn a_launch_without_an_end_is_refused() {
    let verifier = LaunchVerifier::new(APP_ID, SECRET_KEY);
    let session = ("session_key", "be6ef89965d58e56dec21acb9b62bdaa");
    let query = verifier.test_query([session, ("oid", "7"), ("vid", "7"), ("is_app_user", "1")]).unwrap();
    assert_eq!(launch(&query, at(0)), Err(IncomingError::Missing("session_expire")));
}

#[test]
fn of_two_ends_of_a_cookie_the_earlier_counts() {
    let verifier = MrcVerifier::new(APP_ID, SECRET_KEY);
    for (exp, session_expire) in [("100", "200"), ("200", "100")] {
        let session = ("session_key", "be6ef89965d58e56dec21acb9b62bdaa");
        let ends = [("exp", exp), ("session_expire", session_expire)];
        let cookie = verifier.test_cookie([session, ("vid", "7"), ("is_app_user", "1"), ends[0], ends[1]]).unwrap();
        assert_eq!(mrc(&cookie, at(99)), Ok(()));
        assert_eq!(mrc(&cookie, at(100)), expired(100, 100));
    }
}

#[test]
fn the_present_is_the_computers() {
    let verifier = LaunchVerifier::new(APP_ID, SECRET_KEY);
    let error = verifier.verify(&query("D iframe, empty window_id")).unwrap_err();
    assert!(matches!(error, IncomingError::Expired { .. }), "the vectors are of the past: {error}");
    let error = MrcVerifier::new(APP_ID, SECRET_KEY).verify(&query("F1 mrc, connected")).unwrap_err();
    assert!(matches!(error, IncomingError::Expired { .. }), "the vectors are of the past: {error}");
}
