//! An application described by environment variables.

use std::env::{self, VarError};

use super::App;
use crate::{
    error::{ConfigError, Error},
    types::Uid,
    wire::{base_url::check_address, env::variable, settings::Settings},
};

impl App {
    /// Reads the application, and the session if there is one, from the environment.
    ///
    /// | variable | meaning | |
    /// |---|---|---|
    /// | `MAILRU_APP_ID` | the application's id | required |
    /// | `MAILRU_PRIVATE_KEY` | key of the client-server circuit | one of the two keys |
    /// | `MAILRU_SECRET_KEY` | key of the server-server circuit | is required |
    /// | `MAILRU_ACCESS_TOKEN` | a user's session key | for [`session_from_env`](App::session_from_env) |
    /// | `MAILRU_UID` | that user's id | for the client-server circuit |
    /// | `MAILRU_API_URL` | address of the REST API | optional |
    /// | `MAILRU_OAUTH_URL` | address of the OAuth pages | optional |
    ///
    /// A variable that is set and empty is malformed, not absent. An address without TLS has to be on this machine; a program that wants
    /// another one sets it, and [`Settings::plain_http`].
    ///
    /// # Errors
    /// [`Error::Config`] naming the variable that is missing or malformed, never its value.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(env::var).map_err(Error::from)
    }

    fn from_variables(read: impl Fn(&'static str) -> Result<String, VarError>) -> Result<Self, ConfigError> {
        let variable = |name| variable(&read, name);
        let id = variable("MAILRU_APP_ID")?.ok_or(ConfigError::MissingVariable("MAILRU_APP_ID"))?;
        let id = id
            .parse()
            .map_err(|_| ConfigError::MalformedVariable { name: "MAILRU_APP_ID", expected: "a decimal number" })?;
        let (private_key, secret_key) = (variable("MAILRU_PRIVATE_KEY")?, variable("MAILRU_SECRET_KEY")?);
        if private_key.is_none() && secret_key.is_none() {
            return Err(ConfigError::MissingKeys);
        }
        let mut app = App::new(id);
        app.application.private_key = private_key.map(Into::into);
        app.application.secret_key = secret_key.map(Into::into);
        app.access_token = variable("MAILRU_ACCESS_TOKEN")?.map(Into::into);
        if let Some(uid) = variable("MAILRU_UID")? {
            let expected = "a user id, a decimal number up to 18446744073709551615";
            app.uid =
                Some(uid.parse::<Uid>().map_err(|_| ConfigError::MalformedVariable { name: "MAILRU_UID", expected })?);
        }
        let mut settings = Settings::new();
        if let Some(url) = variable("MAILRU_API_URL")? {
            check_address("MAILRU_API_URL", &url, false)?;
            settings = settings.api_url(url);
        }
        if let Some(url) = variable("MAILRU_OAUTH_URL")? {
            check_address("MAILRU_OAUTH_URL", &url, false)?;
            settings = settings.oauth_url(url);
        }
        Ok(app.settings(settings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &[(&str, &str)] = &[
        ("MAILRU_APP_ID", "423004"),
        ("MAILRU_PRIVATE_KEY", "7815696ecbf1c96e6894b779456d330e"),
        ("MAILRU_SECRET_KEY", "3dad9cbf9baaa0360c0f2ba372d25716"),
        ("MAILRU_ACCESS_TOKEN", "be6ef89965d58e56dec21acb9b62bdaa"),
        ("MAILRU_UID", "15410773191172635989"),
        ("MAILRU_API_URL", "http://127.0.0.1:8321/platform/api"),
        ("MAILRU_OAUTH_URL", "http://127.0.0.1:8321/oauth"),
    ];

    /// The environment `FULL` with one variable changed (or, with `None`, removed).
    fn with(name: &str, value: Option<&str>) -> Result<App, ConfigError> {
        App::from_variables(|asked| {
            if asked == name {
                return value.map(str::to_owned).ok_or(VarError::NotPresent);
            }
            let found = FULL.iter().find(|(known, _)| *known == asked);
            found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
        })
    }

    #[test]
    fn a_full_environment_gives_a_session() {
        let app = with("OTHER", None).unwrap();
        assert!(app.session_from_env().unwrap().check().is_ok());
        assert!(app.client().is_ok());
        assert!(app.server().is_ok());
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(with("MAILRU_APP_ID", None).unwrap_err(), ConfigError::MissingVariable("MAILRU_APP_ID"));
        let error = with("MAILRU_ACCESS_TOKEN", None).unwrap().session_from_env().unwrap_err();
        assert!(error.to_string().contains("MAILRU_ACCESS_TOKEN"), "{error}");
        assert!(with("MAILRU_UID", None).unwrap().session_from_env().unwrap().check().is_ok());
        let error = App::from_variables(|name| match name {
            "MAILRU_APP_ID" => Ok("1".into()),
            _ => Err(VarError::NotPresent),
        })
        .unwrap_err()
        .to_string();
        assert_eq!(error, "neither of the environment variables `MAILRU_PRIVATE_KEY` and `MAILRU_SECRET_KEY` is set");
    }

    #[test]
    fn what_is_malformed_is_named_without_its_value() {
        for (name, value) in [
            ("MAILRU_APP_ID", "CANARY-app"),
            ("MAILRU_APP_ID", "-1"),
            ("MAILRU_APP_ID", ""),
            ("MAILRU_PRIVATE_KEY", ""),
            ("MAILRU_UID", "CANARY-uid"),
            ("MAILRU_UID", "18446744073709551616"),
            ("MAILRU_API_URL", "CANARY-url"),
            ("MAILRU_OAUTH_URL", "http://"),
            ("MAILRU_API_URL", "http://CANARY.example/platform/api"),
            ("MAILRU_OAUTH_URL", "http://CANARY.example/oauth"),
        ] {
            let error = with(name, Some(value)).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
            assert!(!format!("{error}{error:?}").contains("CANARY"), "{error:?}");
        }
    }
}
