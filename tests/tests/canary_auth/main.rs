//! The canary of sessions: marked keys, codes, passwords and tokens are everywhere, and none of them shows in anything that a
//! program prints or logs. Tokens in a token file are the exception, and the file is the owner's.

mod echoes;
mod logs;
mod redirects;
mod values;

use std::fmt::Debug;

use mailru_sdk::{App, Error, Settings, auth::Tokens, objects::Privilege};
use mailru_tests::texts::texts;

/// No text of the SDK, of a library or of the tests' own answers holds this.
const MARK: &str = "CANARIES";

const BACK: &str = "https://example.com/back";

/// Everything of a session that nobody else may know.
struct Secrets {
    private_key: String,
    secret_key: String,
    access_token: String,
    refresh_token: String,
    code: String,
    password: String,
    state: String,
}

impl Secrets {
    fn made(make: impl Fn(&str) -> String) -> Self {
        Self {
            private_key: make("a1"),
            secret_key: make("b2"),
            access_token: make("c3"),
            refresh_token: make("d4"),
            code: make("e5"),
            password: make("f6"),
            state: make("07"),
        }
    }

    /// Secrets as the platform makes them, secrets of plain letters, and secrets that every encoding spells differently. The
    /// last ones have no beginning in common, so that none is hidden for another's sake.
    fn all() -> [Self; 5] {
        [
            Self::made(|own| format!("{own}0f1e2d3c4b5a69788796a5b4c3d2e1")),
            Self::made(|own| format!("{MARK}-{own}")),
            Self::made(|own| format!("{MARK}-{own}&=+ я")),
            Self::made(|own| format!("{MARK}-{own}\"\\/<'>%41\n\u{1}😀")),
            Self::made(|own| format!("{}-{MARK}", own.repeat(4))),
        ]
    }

    fn each(&self) -> [&str; 7] {
        let Self { private_key, secret_key, access_token, refresh_token, code, password, state } = self;
        [private_key, secret_key, access_token, refresh_token, code, password, state]
    }

    /// Fails when the text holds a secret, in whatever encoding: letters and digits stay what they are in all of them.
    fn assert_absent(&self, text: &str) {
        for secret in self.each() {
            assert!(!text.contains(&secret[..MARK.len()]), "{secret} shows in: {text}");
        }
    }

    fn assert_debug_clean(&self, value: &dyn Debug) {
        for text in [format!("{value:?}"), format!("{value:#?}")] {
            assert!(!text.is_empty());
            self.assert_absent(&text);
        }
    }

    /// Searches the error and all its causes.
    fn assert_error_clean<T: Debug>(&self, result: Result<T, Error>) {
        for text in texts(&result.expect_err("this cannot succeed")) {
            self.assert_absent(&text);
        }
    }

    fn app(&self, settings: Settings) -> App {
        App::new(423_004).private_key(&self.private_key).secret_key(&self.secret_key).settings(settings)
    }

    fn tokens(&self) -> Tokens {
        Tokens::new(&self.access_token).refresh_token(&self.refresh_token).uid(7)
    }
}

fn scope() -> [Privilege; 1] {
    [Privilege::Photos]
}
