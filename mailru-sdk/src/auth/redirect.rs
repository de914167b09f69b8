//! Reading the redirect that ends a flow in the browser.

use std::time::SystemTime;

use subtle::ConstantTimeEq as _;
use url::Url;

use crate::{
    error::{AuthError, Error},
    redact::message,
    tokens::{Tokens, member},
};

const REDIRECT: &str = "the redirect";

/// The code in the redirect of the code flow. It may be given as the whole address, or as path and query as a server sees it.
///
/// `state` is what was sent; `None` when none was. An empty one fits no redirect.
///
/// # Errors
/// [`Error::Auth`]: the user refused, the log-in failed, `state` differs, or there is no code.
pub fn code_from_redirect(redirect: &str, state: Option<&str>) -> Result<String, Error> {
    let received = Received::read(redirect)?;
    received.check(state)?;
    received.member("code").map_err(Error::from)
}

/// The tokens in the fragment of the redirect of the implicit flow, or in the address `mm<app id>://authorize?..` by which the My
/// World app answers.
///
/// `state` is what was sent; `None` when none was. An empty one fits no redirect.
///
/// # Errors
/// [`Error::Auth`]: the user refused, the log-in failed, `state` differs, or there are no tokens.
#[doc(alias = "ImplicitSession")]
#[doc(alias = "ImplicitClientSession")]
#[doc(alias = "ImplicitServerSession")]
pub fn tokens_from_redirect(redirect: &str, state: Option<&str>) -> Result<Tokens, Error> {
    let received = Received::read(redirect)?;
    received.check(state)?;
    let mut tokens = Tokens::new(received.member("access_token")?);
    if let Some(refresh_token) = received.find("refresh_token").filter(|token| !token.is_empty()) {
        tokens = tokens.refresh_token(refresh_token);
    }
    // As in the answer to a grant.
    tokens = tokens.lasting(received.find("expires_in").and_then(member::seconds), SystemTime::now());
    let unreadable = |()| AuthError::Malformed { place: REDIRECT, member: "x_mailru_vid" };
    tokens.uid = received.find("x_mailru_vid").map_or(Ok(None), member::owner).map_err(unreadable)?;
    Ok(tokens)
}

/// The names and values that a redirect carries, in its query and in its fragment.
struct Received {
    /// Whether it came from the My World app, which answers under the scheme `mm<app id>`.
    native: bool,
    path: String,
    pairs: Vec<(String, String)>,
}

impl Received {
    fn read(redirect: &str) -> Result<Self, AuthError> {
        let malformed = AuthError::Malformed { place: REDIRECT, member: "address" };
        // A server sees no scheme and no host; any will do.
        let base = Url::parse("http://localhost/").map_err(|_| malformed.clone())?;
        let url = base.join(redirect).map_err(|_| malformed)?;
        let query = url.query_pairs();
        let fragment = url::form_urlencoded::parse(url.fragment().unwrap_or_default().as_bytes());
        let pairs: Vec<_> =
            query.chain(fragment).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        Ok(Self { native: url.scheme().starts_with("mm"), path: url.path().to_owned(), pairs })
    }

    fn find(&self, wanted: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// What a message must not repeat, wherever in the address it stands again.
    fn secrets(&self) -> Vec<String> {
        let names = ["state", "code", "access_token", "refresh_token"];
        names.iter().filter_map(|name| self.find(name)).map(str::to_owned).collect()
    }

    fn member(&self, member: &'static str) -> Result<String, AuthError> {
        let value = self.find(member).filter(|value| !value.is_empty());
        value.map(str::to_owned).ok_or(AuthError::Incomplete { place: REDIRECT, member })
    }

    /// Refuses what is not the answer to one's own request, and what is a refusal.
    fn check(&self, state: Option<&str>) -> Result<(), AuthError> {
        for name in ["state", "code", "access_token", "refresh_token", "x_mailru_vid", "expires_in", "error"] {
            if self.pairs.iter().filter(|(other, _)| other == name).count() > 1 {
                return Err(AuthError::Malformed { place: REDIRECT, member: "query, which repeats a name" });
            }
        }
        if let Some(state) = state {
            // An empty word is what a program has that has lost its own, and anybody can send that, or none.
            let received = self.find("state").filter(|_| !state.is_empty());
            if !received.is_some_and(|received| received.as_bytes().ct_eq(state.as_bytes()).into()) {
                return Err(AuthError::StateMismatch);
            }
        }
        // What is there and empty is what a form sends for nothing.
        match self.find("error").filter(|error| !error.trim().is_empty()) {
            Some("access_denied") => return Err(AuthError::Denied),
            Some(error) => {
                let secrets = self.secrets();
                let clean = |text: &str| -> Box<str> { message(text, &secrets).into() };
                let description = self.find("error_description").map(clean);
                return Err(AuthError::Refused { grant: "authorize", error: clean(error), description });
            }
            None => {}
        }
        match self.find("status").filter(|_| self.native) {
            Some("cancel") => Err(AuthError::Denied),
            Some("error") => Err(AuthError::LoginFailed),
            _ if self.find("fail").is_some_and(|fail| !matches!(fail, "" | "0"))
                || self.path.contains("login_failure") =>
            {
                Err(AuthError::LoginFailed)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Uid;

    const FRAGMENT: &str = "http://connect.mail.ru/oauth/success.html#refresh_token=0123456789abcdef0123456789abcdef&\
        expires_in=86400&access_token=fedcba9876543210fedcba9876543210&token_type=bearer&x_mailru_vid=14000000000000000001";

    fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> AuthError {
        match result {
            Err(Error::Auth(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_code_is_read_from_an_address_or_from_what_a_server_sees() {
        for redirect in [
            "https://example.com/back?code=0123456789abcdef0123456789abcdef",
            "/back?x=1&code=0123456789abcdef0123456789abcdef",
            "?code=0123456789abcdef0123456789abcdef",
        ] {
            assert_eq!(code_from_redirect(redirect, None).unwrap(), "0123456789abcdef0123456789abcdef", "{redirect}");
        }
    }

    #[test]
    fn the_state_is_checked_before_anything_else() {
        let redirect = "/back?state=mine&code=c0de";
        assert_eq!(code_from_redirect(redirect, Some("mine")).unwrap(), "c0de");
        for (redirect, state) in [
            (redirect, "other"),
            ("/back?code=c0de", "mine"),
            ("/back?state=&code=c0de", "mine"),
            ("/back?error=access_denied", "mine"),
            ("/back?code=c0de", ""),
            ("/back?state=&code=c0de", ""),
        ] {
            assert_eq!(refusal(code_from_redirect(redirect, Some(state))), AuthError::StateMismatch, "{redirect}");
        }
    }

    #[test]
    fn a_refusal_is_told_from_a_mistake() {
        for (redirect, expected) in [
            ("/back?error=access_denied", AuthError::Denied),
            ("/back#error=access_denied", AuthError::Denied),
            ("/authorize?x=1&fail=1", AuthError::LoginFailed),
            ("/login_failure?x=1", AuthError::LoginFailed),
            ("mm423004://authorize?status=cancel", AuthError::Denied),
            ("mm423004://authorize?status=error", AuthError::LoginFailed),
            ("/back?status=cancel", AuthError::Incomplete { place: REDIRECT, member: "code" }),
            ("/back", AuthError::Incomplete { place: REDIRECT, member: "code" }),
            ("/back?code=", AuthError::Incomplete { place: REDIRECT, member: "code" }),
            ("/back?code=a&code=b", AuthError::Malformed { place: REDIRECT, member: "query, which repeats a name" }),
            ("http://[::1", AuthError::Malformed { place: REDIRECT, member: "address" }),
        ] {
            assert_eq!(refusal(code_from_redirect(redirect, None)), expected, "{redirect}");
        }
        let error = refusal(code_from_redirect("/back?error=invalid_scope&error_description=No+such", None));
        assert_eq!(error.to_string(), "authorize: refused with `invalid_scope`: No such");
    }

    #[test]
    fn tokens_are_read_from_a_fragment_in_any_order() {
        let tokens = tokens_from_redirect(FRAGMENT, None).unwrap();
        assert_eq!(tokens.expose_access_token(), "fedcba9876543210fedcba9876543210");
        assert_eq!(tokens.expose_refresh_token(), Some("0123456789abcdef0123456789abcdef"));
        assert_eq!(tokens.owner(), Some(Uid::new(14_000_000_000_000_000_001)));
        assert!(tokens.expiry().is_some());
        let native = "mm423004://authorize?status=success&access_token=a&refresh_token=b&expires_in=1&x_mailru_vid=7";
        assert_eq!(tokens_from_redirect(native, None).unwrap().owner(), Some(Uid::new(7)));
        for fragment in ["#access_token=a", "#access_token=a&refresh_token="] {
            let least = tokens_from_redirect(fragment, None).unwrap();
            assert_eq!((least.expose_refresh_token(), least.owner(), least.expiry()), (None, None, None), "{fragment}");
        }
    }

    #[test]
    fn a_pair_is_taken_with_whatever_says_nothing_beside_it() {
        for beside in
            ["expires_in=", "expires_in=-1", "expires_in=soon", "expires_in=0", "x_mailru_vid=", "x_mailru_vid=0"]
        {
            let tokens = tokens_from_redirect(&format!("#access_token=a&refresh_token=b&{beside}"), None).unwrap();
            assert_eq!((tokens.expose_access_token(), tokens.expiry(), tokens.owner()), ("a", None, None), "{beside}");
        }
        for seconds in ["86400", "86400.0", "86.4e3"] {
            let tokens = tokens_from_redirect(&format!("#access_token=a&expires_in={seconds}"), None).unwrap();
            assert!(tokens.expiry().is_some(), "{seconds}");
        }
    }

    #[test]
    fn an_empty_error_is_no_refusal() {
        for redirect in
            ["/back?code=c0de&error=", "/back?error=&code=c0de", "/back?code=c0de&error=+", "/?code=c0de&fail="]
        {
            assert_eq!(code_from_redirect(redirect, None).unwrap(), "c0de", "{redirect}");
        }
        assert!(tokens_from_redirect("#error=&access_token=a", None).is_ok());
        let no_code = AuthError::Incomplete { place: REDIRECT, member: "code" };
        assert_eq!(refusal(code_from_redirect("/back?error=", None)), no_code);
    }

    #[test]
    fn malformed_tokens_are_named() {
        for uid in ["-1", "me", "1.5", "18446744073709551616"] {
            let error = refusal(tokens_from_redirect(&format!("#access_token=a&x_mailru_vid={uid}"), None));
            assert_eq!(error, AuthError::Malformed { place: REDIRECT, member: "x_mailru_vid" }, "{uid}");
        }
        let error = refusal(tokens_from_redirect("#refresh_token=a", None));
        assert_eq!(error, AuthError::Incomplete { place: REDIRECT, member: "access_token" });
    }
}
