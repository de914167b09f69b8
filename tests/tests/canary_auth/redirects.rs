//! Redirects that carry secrets, in the places where they belong and in others.

use mailru_sdk::{
    Settings,
    auth::{code_from_redirect, tokens_from_redirect},
};

use crate::{BACK, Secrets};

#[test]
fn no_error_about_a_redirect_shows_what_it_carries() {
    for secrets in Secrets::all() {
        let Secrets { code, state, access_token, refresh_token, .. } = &secrets;
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let (code, sent) = (encoded(code), encoded(state));
        let (access, refresh) = (encoded(access_token), encoded(refresh_token));
        let rights = format!("code={code}&access_token={access}&refresh_token={refresh}");
        for redirect in [
            format!("{BACK}?{rights}&state=other"),
            format!("{BACK}?{rights}"),
            format!("{BACK}?state={sent}&error=access_denied&{rights}"),
            format!("{BACK}?state={sent}&error={code}&{rights}"),
            format!("{BACK}?state={sent}&error=no&error_description={access}+{refresh}+{sent}&{rights}"),
            format!("{BACK}?state={sent}&fail=1&{rights}"),
            format!("{BACK}?state={sent}&code={code}&code={code}&access_token={access}&access_token={access}"),
            format!("http://[{code}/?{rights}"),
            format!("{BACK}?state={sent}#{rights}&expires_in={access}&error=%00"),
        ] {
            secrets.assert_error_clean(code_from_redirect(&redirect, Some(state)));
            secrets.assert_error_clean(tokens_from_redirect(&redirect, Some(state)));
        }
        let redirect = format!("{BACK}?state={sent}#{rights}&expires_in={access}");
        secrets.assert_debug_clean(&tokens_from_redirect(&redirect, Some(state)).expect("a life is not needed"));
        let redirect = format!("{BACK}?state={sent}#{rights}&x_mailru_vid={refresh}");
        secrets.assert_error_clean(tokens_from_redirect(&redirect, Some(state)));
    }
}

#[test]
fn no_error_about_an_authorize_address_shows_the_state() {
    for secrets in Secrets::all() {
        let app = secrets.app(Settings::new());
        for address in ["", "back", &format!("http://[{}", secrets.code), &format!("{BACK}#{}", secrets.code)] {
            let authorization = app.authorization(address).state(&secrets.state);
            secrets.assert_error_clean(authorization.url());
            secrets.assert_error_clean(authorization.redirect_uri());
        }
    }
}
