//! OAuth Mail (`oauth.mail.ru`), the sign-in that Mail.ru runs today, beside the platform's own (feature `oauth-mail`).
//!
//! Its applications, tokens and errors are not the platform's: nothing of the one works with the other. What each gives, and how to keep
//! accounts of both, is told in [`guide::two_sign_in_services`](crate::guide::two_sign_in_services).
//!
//! ```no_run
//! use mailru_sdk::oauth_mail::{MailApp, Scope};
//!
//! # async fn example(browser: fn(&str) -> String) -> Result<(), mailru_sdk::Error> {
//! let app = MailApp::new("0123456789abcdef0123456789abcdef", "client secret");
//! let authorization = app.authorization("https://example.com/back").scope([Scope::OpenId, Scope::Profile, Scope::Email]);
//! let came_back_with = browser(&authorization.url()?);
//!
//! let session = authorization.exchange(&came_back_with)?.authorize().await?; // refreshes itself, if it was given a refresh token
//! let profile = session.userinfo().await?;
//! println!("{:?}, known by {:?}", profile.name, profile.identity());
//! # Ok(())
//! # }
//! ```
//!
//! Since July 2025 the service takes new applications for product access only, that is mail and files; "sign in with Mail" is granted to
//! those that had it. Nobody called the live service for this module: each page says which programs it is known from.

// A door. How tokens are exchanged, kept and refreshed is in `tokens` and `session`, and what the profile has in `api-spec/oauth-mail`.

mod app;
mod authorize;
mod client;
mod end_point;
mod grant;
mod profile;
mod scope;
mod secret;
mod session;
mod xoauth2;

pub use self::{
    app::MailApp,
    authorize::{MailAuthorization, OUT_OF_BAND, OUT_OF_BAND_AUTO, Prompt},
    codes::Code,
    grant::MailGrant,
    profile::Identity,
    scope::Scope,
    userinfo::Profile,
    xoauth2::Xoauth2,
};

/// The numbers of errors of OAuth Mail: `error.code().map(Code::from_number)` of a [`ServiceError`](crate::error::ServiceError).
#[mailru_macros::errors(spec = "api-spec/oauth-mail/errors.toml")]
pub mod codes {}

#[mailru_macros::group(spec = "api-spec/oauth-mail/userinfo.toml")]
pub mod userinfo {
    use crate::{circuit::Bearer, request::Draft, session::Session};

    impl Session<Bearer> {
        /// Asks for the profile of whoever signed in: the [`Get`] of this group.
        #[cfg_attr(docsrs, doc(cfg(feature = "oauth-mail")))]
        pub fn userinfo(&self) -> Get<'_> {
            Get { draft: Draft::elsewhere(self, &GET) }
        }
    }
}
