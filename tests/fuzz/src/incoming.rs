//! Requests and cookies of the platform, signed and not.
//!
//! The input: one byte chooses the kind of request and whether it is signed first, the rest is a query string or a cookie.

use std::{
    fmt::Debug,
    time::{Duration, SystemTime},
};

use mailru_sdk::incoming::{
    BillingReply, BillingVerifier, ExposeSecret as _, GmrBillingVerifier, GmrLaunchVerifier, GmrReply, IncomingError,
    LaunchVerifier, MrcCookie, MrcVerifier, OwnParameters, Params,
};

use crate::platform::SECRET_KEY;

const APP: u64 = 423_004;

/// The time of the recorded requests among the seeds.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_339_300_000)
}

pub fn run(input: &[u8]) {
    let [kind, text @ ..] = input else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    if let Ok(params) = Params::from_query(text) {
        assert_eq!(Params::from_query(&params.to_query()).as_ref(), Ok(&params), "a query does not say the same again");
    }
    let signed = kind & 0x80 != 0;
    let own = [OwnParameters::Signed, OwnParameters::Unsigned, OwnParameters::Either];
    match kind % 7 {
        0 => {
            let verifier = BillingVerifier::new(APP, SECRET_KEY);
            check(
                text,
                signed,
                |text| verifier.test_query(text),
                |text| verifier.verify(text),
                |payment| {
                    let price = payment.price;
                    assert!(
                        price.mailiki.or(price.kopecks).or(price.sms_tariff).is_some_and(|price| price > 0),
                        "it is free"
                    );
                    let _ = price.in_kopecks();
                },
            );
        }
        kind @ 1..=3 => {
            let verifier = LaunchVerifier::new(APP, SECRET_KEY).own_parameters(own[usize::from(kind - 1)]);
            let verify = |text: &str| verifier.verify_at(text, now());
            check(
                text,
                signed,
                |text| verifier.test_query(text),
                verify,
                |launch| {
                    assert_hidden(text, &launch, launch.session_key.expose_secret());
                },
            );
        }
        4 => {
            let verifier = MrcVerifier::new(APP, SECRET_KEY);
            let verify = |text: &str| verifier.verify_at(text, now());
            check(
                text,
                signed,
                |text| verifier.test_cookie(text),
                verify,
                |cookie| {
                    if let MrcCookie::Connected(session) = &cookie {
                        assert_hidden(text, &cookie, session.session_key.expose_secret());
                    }
                },
            );
        }
        5 => {
            let verifier = GmrBillingVerifier::new(SECRET_KEY);
            check(
                text,
                signed,
                |text| verifier.test_query(text),
                |text| verifier.verify(text),
                |payment| {
                    assert!(payment.sum_as_f64().is_finite(), "an amount without end");
                },
            );
        }
        _ => {
            let verifier = GmrLaunchVerifier::new(APP, SECRET_KEY).own_parameters(own[0]);
            check(text, signed, |text| verifier.test_query(text), |text| verifier.verify(text), |_| {});
        }
    }
}

fn check<T: Debug>(
    text: &str,
    sign: bool,
    signed: impl Fn(&str) -> Result<String, IncomingError>,
    verify: impl Fn(&str) -> Result<T, IncomingError>,
    look: impl Fn(T),
) {
    let text = if sign { signed(text).unwrap_or_else(|_| text.to_owned()) } else { text.to_owned() };
    match verify(&text) {
        Ok(result) => {
            look(result);
            if sign {
                assert_covered(&text, &verify);
            } else {
                // Nobody else knows the key.
                panic!("{text:?} was signed by nobody");
            }
        }
        Err(error) => {
            let told = format!("{error}\n{error:?}\n{}{}", BillingReply::from(&error), GmrReply::from(&error));
            assert!(!told.contains(SECRET_KEY), "the key shows in {told}");
            assert_eq!(error.outside(), "invalid");
            assert!(
                !(sign && told.contains("WrongSignature") && signed(&text).is_ok()),
                "what was signed is refused: {text:?}"
            );
        }
    }
}

/// A signature that differs in one digit fits no more.
fn assert_covered<T>(text: &str, verify: &impl Fn(&str) -> Result<T, IncomingError>) {
    let (before, digits) = text.split_at(text.len() - 1);
    let other = if digits == "0" { "1" } else { "0" };
    assert!(verify(&format!("{before}{other}")).is_err(), "another signature fits {text:?}");
}

/// Unless another parameter, which is no secret, holds it too.
fn assert_hidden(text: &str, result: &impl Debug, session_key: &str) {
    if text.matches(session_key).count() > 1 {
        return;
    }
    let told = format!("{result:?}\n{result:#?}");
    assert!(!told.contains(session_key), "the session shows in {told}");
}

pub fn seeds() -> Vec<Vec<u8>> {
    let texts = [
        "app_id=423004&mailiki_price=5&profit=250&service_id=12&transaction_id=3&uid=1324730981306483817",
        "app_id=423004&debug=1&other_price=500&sms_price=3&profit=250&service_id=12&transaction_id=3&uid=1&new=%D0%B8",
        "app_id=423004&ext_perm=notifications%2Cemails&is_app_user=1&oid=1324730981306483817&vid=1324730981306483817&\
         session_expire=1339308607&session_key=be6ef89965d58e56dec21acb9b62bdaa&view=app_canvas&\
         window_id=CometName_0123456789abcdef0123456789abcdef&referer_type=stream.install&referer_id=7&own=1&\
         mobile_spec=smartphone&state=%3D",
        "app_id=423004&exp=1339308607&ext_perm=stream&is_app_user=1&oid=7&vid=7&ss=d41d8cd98f00b204e9800998ecf8427e&\
         session_key=be6ef89965d58e56dec21acb9b62bdaa&state=&connectPartner=1&window_id=CometName_1",
        "app_id=423004&is_app_user=0",
        "app_id%3D423004%26is_app_user%3D0%26state%3D%u041F%E9",
        "tid=1&uid=7&sum=10.50&currency=RUB&merchant_param=%7B%22a%22%3A1%7D&app_id=423004&appid=423004",
    ];
    let both = |kind: u8| texts.map(|text| [&[kind], text.as_bytes()].concat());
    // The bit of signing shifts the rest by two.
    (0..7_u8).flat_map(|kind| both(kind).into_iter().chain(both(0x80 | kind))).collect()
}

pub fn words() -> Vec<String> {
    let names = seeds().concat();
    let names = String::from_utf8_lossy(&names).into_owned();
    let mut names: Vec<String> =
        names.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, _)| format!("&{name}=")).collect();
    names.retain(|name| name.is_ascii());
    names.sort();
    names.dedup();
    names
}
