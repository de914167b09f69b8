//! A service without TLS: the macro refuses one, and so does a call of a description that was written by hand.

use mailru_sdk::{
    __private::Draft,
    ClientApp, Error, Session, Settings,
    error::ConfigError,
    spec::{Auth, EndPoint, MethodSpec, ServiceSpec},
};
use mailru_tests::spec::method;

const URL: &str = "http://attic.example.com";
static ATTIC: ServiceSpec = ServiceSpec { url: URL, auth: Auth::TokenQuery, error: None };
static QUERY: MethodSpec = list(Auth::TokenQuery);
static BEARER: MethodSpec = list(Auth::Bearer);
static SIGNED: MethodSpec = list(Auth::Signature);

const fn list(auth: Auth) -> MethodSpec {
    MethodSpec { end_point: Some(EndPoint { service: &ATTIC, path: "/things", auth }), ..method("attic.list") }
}

/// What would go out: the address of the request.
fn address(settings: &Settings, spec: &'static MethodSpec) -> Result<String, Error> {
    let bearer = Session::with_token("access token", settings.clone());
    let platform = ClientApp::new(1, "private key").settings(settings.clone()).session("session key", 7);
    let draft = match spec.auth() {
        Auth::Signature => Draft::elsewhere(&platform, spec),
        _ => Draft::elsewhere(&bearer, spec),
    };
    draft.prepare().map(|prepared| prepared.url().to_owned())
}

#[test]
fn no_token_goes_to_a_service_in_clear_unless_the_program_says_so() {
    for spec in [&QUERY, &BEARER, &SIGNED] {
        let error = address(&Settings::new(), spec).unwrap_err();
        let Error::Config(ConfigError::Url { which: "service URL", problem }) = error else { panic!("{error:?}") };
        assert!(problem.contains("plain_http(true)"), "{problem}");
        let elsewhere = Settings::new().service_url(URL, "http://other.example.com");
        assert!(address(&elsewhere, spec).is_err());
        for (settings, begin) in [
            (Settings::new().plain_http(true), "http://attic.example.com/things"),
            (Settings::new().service_url(URL, "https://attic.example.com"), "https://attic.example.com/things"),
            (Settings::new().service_url(URL, "http://127.0.0.1:80"), "http://127.0.0.1:80/things"),
        ] {
            let url = address(&settings, spec).unwrap();
            assert!(url.starts_with(begin), "{url}");
        }
    }
}
