//! Parameters of the application's own address: signed by the platform or not, as the program says.

use mailru_sdk::incoming::{GmrLaunchVerifier, IncomingError, LaunchVerifier, OwnParameters};

use crate::vectors::{APP_ID, GMR_SECRET, SECRET_KEY, VECTORS, before};

/// A launch that the platform signed without the address's own parameters, which stand in it nevertheless.
fn unsigned() -> String {
    let vector = VECTORS.iter().find(|vector| vector.name.starts_with("D ")).unwrap();
    format!("social_api=mm&type=a&type2=&6=1&{}&version=vid%3D1", vector.query())
}

/// One that it signed with them.
fn signed() -> String {
    let vector = VECTORS.iter().find(|vector| vector.name.starts_with("D ")).unwrap();
    let own = [("social_api", "mm"), ("6", "1"), ("version", "a=b")];
    verifier(OwnParameters::Signed).test_query([&own, vector.params].concat()).unwrap()
}

fn verifier(own: OwnParameters) -> LaunchVerifier {
    LaunchVerifier::new(APP_ID, SECRET_KEY).own_parameters(own)
}

fn extra(own: OwnParameters, query: &str) -> Result<Vec<String>, IncomingError> {
    let launch = verifier(own).verify_at(query, before())?;
    Ok(launch.extra.iter().map(|(name, value)| format!("{name}={value}")).collect())
}

fn is_wrong_signature(result: &Result<Vec<String>, IncomingError>) -> bool {
    matches!(result, Err(IncomingError::WrongSignature { .. }))
}

#[test]
fn by_default_everything_has_to_be_signed() {
    assert_eq!(extra(OwnParameters::default(), &signed()).unwrap(), ["social_api=mm", "6=1", "version=a=b"]);
    assert!(is_wrong_signature(&extra(OwnParameters::default(), &unsigned())));
}

#[test]
fn what_is_not_signed_is_not_in_the_result() {
    assert_eq!(extra(OwnParameters::Unsigned, &unsigned()).unwrap(), [""; 0]);
    assert!(is_wrong_signature(&extra(OwnParameters::Unsigned, &signed())));
}

#[test]
fn either_is_accepted_on_demand() {
    assert_eq!(extra(OwnParameters::Either, &unsigned()).unwrap(), [""; 0]);
    assert_eq!(extra(OwnParameters::Either, &signed()).unwrap().len(), 3);
    let error = extra(OwnParameters::Either, &unsigned().replace("is_app_user=1", "is_app_user=0")).unwrap_err();
    assert!(error.to_string().contains("unknown names: 5"), "{error}");
}

#[test]
fn an_own_parameter_like_a_known_one_is_ambiguous() {
    let query = verifier(OwnParameters::Signed).test_query([("review", "1"), ("app_id", "423004")]).unwrap();
    assert_eq!(extra(OwnParameters::Signed, &query), Err(IncomingError::Ambiguous("view")));
    assert_eq!(extra(OwnParameters::Either, &query), Err(IncomingError::Ambiguous("view")));
}

#[test]
fn a_games_launch_has_the_same_choice() {
    let launch = |own, query: &str| GmrLaunchVerifier::new(1234, GMR_SECRET).own_parameters(own).verify(query);
    let query = "appid=1234&uid=596343600&ref=x&sign=0941bf34319c40fd7a80e4648433f9b6";
    assert!(launch(OwnParameters::Signed, query).is_err());
    let unsigned = launch(OwnParameters::Unsigned, query).unwrap();
    assert!(unsigned.extra.is_empty() && unsigned.uid.get() == 596_343_600);
    assert_eq!(launch(OwnParameters::Either, query), Ok(unsigned));
}
