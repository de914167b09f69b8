//! What a payment says, in which units, and what a malformed one is refused for.

use mailru_sdk::incoming::{
    BillingCallback, BillingReply, BillingVerifier, GmrBilling, GmrBillingVerifier, GmrReply, IncomingError,
};

use crate::vectors::{APP_ID, GMR_SECRET, SECRET_KEY, VECTORS, VID};

fn billing(price: &[(&'static str, &'static str)]) -> Result<BillingCallback, IncomingError> {
    let verifier = BillingVerifier::new(APP_ID, SECRET_KEY);
    let rest = [("transaction_id", "3751"), ("service_id", "10"), ("uid", "18446744073709551615"), ("profit", "500")];
    verifier.verify(&verifier.test_query([&rest, price].concat()).unwrap())
}

fn gmr(sum: &str, merchant_param: &[&str]) -> Result<GmrBilling, IncomingError> {
    let verifier = GmrBillingVerifier::new(GMR_SECRET);
    let mut params = vec![("uid", "7"), ("sum", sum), ("tid", "51aa3c7d-a32b-45ec-973e-10e6e9f70851")];
    params.extend(merchant_param.iter().map(|json| ("merchant_param", *json)));
    verifier.verify(&verifier.test_query(params).unwrap())
}

#[test]
fn a_payment_is_typed_in_whole() {
    let verifier = BillingVerifier::new(APP_ID, SECRET_KEY);
    let call = verifier.verify(&VECTORS[0].query()).unwrap();
    assert_eq!((call.app_id, call.transaction_id, call.service_id), (APP_ID, 3751, 10));
    assert_eq!((call.uid.get(), call.profit, call.debug, call.extra.len()), (VID, 500, false, 0));
    assert_eq!((call.price.mailiki, call.price.kopecks, call.price.sms_tariff), (Some(10), Some(1000), None));
    assert!(verifier.verify(&VECTORS[1].query()).unwrap().debug);
    // Decoded pairs serve as well as a query.
    assert_eq!(verifier.verify(VECTORS[0].signed()).unwrap(), call);
}

#[test]
fn a_price_is_of_one_of_three_kinds() {
    let kopecks = |price: &[_]| billing(price).unwrap().price.in_kopecks();
    assert_eq!(kopecks(&[("mailiki_price", "10")]), Some(1000));
    assert_eq!(kopecks(&[("mailiki_price", "10"), ("other_price", "10000")]), Some(1000));
    assert_eq!(kopecks(&[("mailiki_price", "0"), ("other_price", "150")]), Some(150));
    assert_eq!(kopecks(&[("sms_price", "3")]), None);
    assert_eq!(kopecks(&[("mailiki_price", "18446744073709551615")]), None);
    assert_eq!(billing(&[("sms_price", "3")]).unwrap().price.sms_tariff, Some(3));
    for none in [&[][..], &[("mailiki_price", "0")], &[("other_price", "0"), ("sms_price", "0")]] {
        assert_eq!(billing(none), Err(IncomingError::Missing("mailiki_price")));
    }
}

#[test]
fn what_the_platform_never_sends_is_refused_in_its_name() {
    for (name, value) in [
        ("sms_price", "2"),
        ("mailiki_price", "1.5"),
        ("mailiki_price", ""),
        ("other_price", "-1"),
        ("debug", "true"),
        ("debug", ""),
    ] {
        let error = billing(&[("mailiki_price", "1"), (name, value)][usize::from(name == "mailiki_price")..]);
        assert!(matches!(&error, Err(IncomingError::Malformed { name: own, .. }) if *own == name), "{name}: {error:?}");
    }
}

#[test]
fn an_unknown_parameter_is_signed_and_kept() {
    let call = billing(&[("mailiki_price", "1"), ("promo", "a=b")]).unwrap();
    assert_eq!(call.extra.iter().collect::<Vec<_>>(), [("promo", "a=b")]);
}

#[test]
fn a_payment_for_a_game_keeps_its_sum_as_it_was_signed() {
    let call = gmr("120.50", &[r#"{"item":"uid=8&sum=1"}"#]).unwrap();
    assert_eq!((call.uid.get(), call.sum.as_str()), (7, "120.50"));
    assert!((call.sum_as_f64() - 120.5).abs() < f64::EPSILON);
    assert_eq!(call.merchant_param.get("item").and_then(|item| item.as_str()), Some("uid=8&sum=1"));
    assert_eq!(gmr(&"9".repeat(300), &[]).unwrap().sum.len(), 300);
    assert_eq!(call.tid, "51aa3c7d-a32b-45ec-973e-10e6e9f70851");
}

#[test]
fn merchant_parameters_are_an_object_encoded_once_or_twice_or_nothing() {
    assert_eq!(gmr("1", &["%7B%22a%22%3A1%7D"]).unwrap().merchant_param.to_string(), r#"{"a":1}"#);
    assert_eq!(gmr("1", &[]).unwrap().merchant_param.to_string(), "null");
    assert_eq!(gmr("1", &[""]).unwrap().merchant_param.to_string(), "null");
    for json in ["1", "[]", "null", "{", "{}x", "%7B", "%", "\"{}\""] {
        let expected = IncomingError::Malformed { name: "merchant_param", expected: "a JSON object" };
        assert_eq!(gmr("1", &[json]), Err(expected), "{json}");
    }
    let beyond_all_numbers = "9".repeat(400);
    for sum in ["", ".5", "5.", "1e3", "-1", "+1", "NaN", "inf", "1,5", &beyond_all_numbers] {
        let expected = IncomingError::Malformed { name: "sum", expected: "a decimal number" };
        assert_eq!(gmr(sum, &["{}"]), Err(expected), "{sum}");
    }
}

#[test]
fn the_platform_is_told_that_it_is_invalid_and_nothing_else() {
    let verifier = BillingVerifier::new(APP_ID, SECRET_KEY);
    let query = VECTORS[0].query();
    for wrong in [&query.replace("uid=1", "uid=2"), &query.replace("423004", "1"), &format!("{query}&uid=1"), "", "%"] {
        let error = verifier.verify(wrong).unwrap_err();
        assert_eq!(BillingReply::from(&error).to_string(), r#"{"status":2,"error_code":700}"#);
        assert_eq!(GmrReply::from(&error).to_string(), r#"{"status":"error","errcode":5001,"errmsg":"invalid"}"#);
        assert_eq!(error.outside(), "invalid");
    }
    assert_eq!(GmrReply::Ok.to_string(), r#"{"status":"ok"}"#);
}
