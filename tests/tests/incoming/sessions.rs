//! What a launch and a cookie say about the user, and when they say nothing.

use mailru_sdk::{
    incoming::{IncomingError, LaunchVerifier, MrcCookie, MrcVerifier},
    objects::{MobileSpec, Privilege, RefererType},
    types::Uid,
};

use crate::vectors::{APP_ID, AUTHENTICATION_KEY, SECRET_KEY, SESSION_KEY, VECTORS, VID, before, mrc};

fn query(name: &str) -> String {
    VECTORS.iter().find(|vector| vector.name.starts_with(name)).unwrap().query()
}

const LAUNCH: [(&str, &str); 5] = [
    ("session_key", SESSION_KEY),
    ("session_expire", "2000000000"),
    ("oid", "8"),
    ("vid", "1324730981306483817"),
    ("is_app_user", "0"),
];

fn login(own: &[(&'static str, &'static str)]) -> Result<MrcCookie, IncomingError> {
    let verifier = MrcVerifier::new(APP_ID, SECRET_KEY);
    verifier.verify_at(&verifier.test_cookie(own.to_vec()).unwrap(), before())
}

#[test]
fn a_launch_is_typed_in_whole() {
    let launch = LaunchVerifier::new(APP_ID, SECRET_KEY).verify_at(&query("E "), before()).unwrap();
    assert_eq!((launch.app_id, launch.vid.get(), launch.oid.get()), (APP_ID, VID, VID));
    assert_eq!(launch.session_expire.as_secs(), 1_428_772_849);
    assert_eq!(launch.ext_perm, [Privilege::Notifications, Privilege::Emails]);
    assert!(launch.is_app_user && launch.extra.is_empty() && launch.state.is_none() && launch.view.is_none());
    assert_eq!(launch.referer_type, Some(RefererType::Invitation));
    assert_eq!(launch.referer_id.as_deref(), Some("15410773191172635989"));
    assert_eq!(launch.window_id.as_deref(), Some("CometName_00000000000000000000000000000000"));
}

#[test]
fn words_with_spaces_and_phones_are_read() {
    let verifier = LaunchVerifier::new(APP_ID, SECRET_KEY);
    let own = [("referer_type", "new apps"), ("mobile_spec", "smartphone"), ("state", "Привет")];
    let query = verifier.test_query([&LAUNCH[..], &own].concat()).unwrap().replace("%20", "+");
    let launch = verifier.verify_at(&query, before()).unwrap();
    assert_eq!(launch.referer_type, Some(RefererType::NewApps));
    assert_eq!(launch.mobile_spec, Some(MobileSpec::Smartphone));
    assert_eq!(launch.state.as_deref(), Some("Привет"));
    assert!(!launch.is_app_user && launch.ext_perm.is_empty() && launch.authentication_key.is_none());
}

#[test]
fn an_authentication_key_in_a_launch_has_to_be_the_viewers() {
    let verifier = LaunchVerifier::new(APP_ID, SECRET_KEY);
    let launch = |vid| {
        let own = [("authentication_key", AUTHENTICATION_KEY), ("vid", vid)];
        let query = verifier.test_query([&LAUNCH[..3], &LAUNCH[4..], &own].concat()).unwrap();
        verifier.verify_at(&query, before()).map(|launch| launch.vid.get())
    };
    assert_eq!(launch("1324730981306483817"), Ok(VID));
    assert_eq!(launch("8"), Err(IncomingError::WrongAuthenticationKey));
}

#[test]
fn a_cookie_is_typed_in_whole() {
    let cookie = MrcVerifier::new(APP_ID, SECRET_KEY).verify_at(&query("F1 "), before()).unwrap();
    let session = cookie.session().expect("connected");
    assert_eq!((session.vid.get(), session.oid.map(Uid::get)), (VID, Some(VID)));
    assert_eq!((session.expires.as_secs(), session.ext_perm.len()), (1_270_806_364, 0));
    assert_eq!((session.state.as_deref(), session.window_id.as_deref()), (Some(""), None));
    assert_eq!(session.extra.get("ss"), Some("d41d8cd98f00b204e9800998ecf8427e"));
}

#[test]
fn a_signature_alone_is_no_login() {
    let cookie = MrcVerifier::new(APP_ID, SECRET_KEY).verify_at(&query("F2 "), before()).unwrap();
    assert!(matches!(cookie, MrcCookie::NotConnected) && cookie.session().is_none());
    // Not connected, however much of a session there is.
    assert!(login(&[LAUNCH[0], LAUNCH[1], LAUNCH[3], ("is_app_user", "0")]).unwrap().session().is_none());
    let table: [(&[_], _); 4] = [
        (&[LAUNCH[0], LAUNCH[1], LAUNCH[3]], "is_app_user"),
        (&[("is_app_user", "1"), LAUNCH[0], LAUNCH[1]], "vid"),
        (&[("is_app_user", "1"), LAUNCH[1], LAUNCH[3]], "session_key"),
        (&[("is_app_user", "1"), LAUNCH[0], LAUNCH[3]], "exp"),
    ];
    for (own, missing) in table {
        assert_eq!(login(own).unwrap_err(), IncomingError::Missing(missing));
    }
}

/// In an embedded application the library keeps the query of the page in the cookie.
#[test]
fn a_launch_kept_in_the_cookie_is_a_login() {
    let launch = LaunchVerifier::new(APP_ID, SECRET_KEY).test_query([&LAUNCH[..4], &[("is_app_user", "1")]].concat());
    let cookie = MrcVerifier::new(APP_ID, SECRET_KEY).verify_at(&launch.unwrap(), before()).unwrap();
    assert_eq!(cookie.session().map(|session| session.vid.get()), Some(VID));
    let own = [("is_app_user", "1"), ("vid", "8"), ("authentication_key", AUTHENTICATION_KEY)];
    assert_eq!(login(&[&LAUNCH[..2], &own].concat()).unwrap_err(), IncomingError::WrongAuthenticationKey);
}

#[test]
fn a_window_that_was_appended_unsigned_is_dropped() {
    let plain = mrc(&query("F1 ")).unwrap();
    assert_eq!(mrc(&format!("{}&window_id=CometName_1", query("F1 "))).unwrap(), plain);
    let refused = |cookie: &str| matches!(mrc(cookie), Err(IncomingError::WrongSignature { .. }));
    assert!(refused(&format!("window_id=CometName_1&{}", query("F1 "))));
    assert!(refused(&format!("{}&window_id=1&connectPartner=0", query("F1 "))));
    assert!(refused(&format!("{}&window_id=1", query("F1 ").replace("exp=1", "exp=2"))));
    let with_partner = [&LAUNCH[..4], &[("is_app_user", "1"), ("connectPartner", "1")]].concat();
    let with_partner = LaunchVerifier::new(APP_ID, SECRET_KEY).test_query(with_partner).unwrap();
    assert!(mrc(&with_partner).is_ok() && refused(&format!("{with_partner}&window_id=1")));
    // One that was signed is not dropped, wherever it stands.
    let signed = login(&[LAUNCH[0], LAUNCH[1], LAUNCH[3], ("is_app_user", "1"), ("window_id", "w")]).unwrap();
    assert_eq!(signed.session().and_then(|session| session.window_id.as_deref()), Some("w"));
}
