//! The verifier of launches. What a launch holds is next door.

use std::time::SystemTime;

use secrecy::SecretString;

use super::Launch;
use crate::{
    incoming::{
        authentication_key,
        error::IncomingError,
        into_params::IntoParams,
        member::{not_expired, same_application},
        own::OwnParameters,
        signature::Kind,
    },
    types::Uid,
};

const KIND: Kind = Kind {
    signature: "sig",
    names: &[
        "app_id",
        "authentication_key",
        "ext_perm",
        "is_app_user",
        "mobile_spec",
        "oid",
        "referer_id",
        "referer_type",
        "session_expire",
        "session_key",
        "state",
        "vid",
        "view",
        "window_id",
    ],
    foreign: &[],
    json: None,
};

/// Verifies the launches of an embedded application, whether as an iframe's query or as `FlashVars`.
///
/// ```
/// use mailru_sdk::{ServerApp, incoming::{ExposeSecret, Launch, LaunchVerifier}};
///
/// # fn main() -> Result<(), mailru_sdk::incoming::IncomingError> {
/// # let query = LaunchVerifier::new(423004, "secret key").test_query([
/// #     ("vid", "7"), ("oid", "7"), ("is_app_user", "1"), ("session_key", "be6ef89965d58e56dec21acb9b62bdaa"),
/// #     ("session_expire", "99999999999"),
/// # ])?;
/// let verifier = LaunchVerifier::new(423004, "secret key");
/// let launch: Launch = verifier.verify(&query)?;
/// let session = ServerApp::new(423004, "secret key").session(launch.session_key.expose_secret());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct LaunchVerifier {
    app_id: u64,
    secret_key: SecretString,
    own_parameters: OwnParameters,
}

impl LaunchVerifier {
    /// For the application of that id, with its **secret key**.
    #[must_use]
    #[inline]
    pub fn new(app_id: u64, secret_key: impl Into<String>) -> Self {
        Self { app_id, secret_key: secret_key.into().into(), own_parameters: OwnParameters::default() }
    }

    /// Sets whether parameters that are not the platform's are taken for signed.
    #[must_use]
    #[inline]
    pub fn own_parameters(mut self, own_parameters: OwnParameters) -> Self {
        self.own_parameters = own_parameters;
        self
    }

    /// Verifies a launch and types it.
    ///
    /// # Errors
    /// Whatever was wrong, for the log; the user is told [`IncomingError::outside`].
    #[inline]
    pub fn verify(&self, request: impl IntoParams) -> Result<Launch, IncomingError> {
        self.verify_at(request, SystemTime::now())
    }

    /// [`verify`](Self::verify) as of another time than now.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    #[inline]
    pub fn verify_at(&self, request: impl IntoParams, now: SystemTime) -> Result<Launch, IncomingError> {
        let params = request.into_params()?;
        same_application(&params, "app_id", self.app_id)?;
        let mut signed = self.own_parameters.verify(&KIND, &params, &self.secret_key)?;
        let launch = Launch {
            app_id: signed.required("app_id")?,
            session_key: signed.required("session_key")?,
            session_expire: signed.required("session_expire")?,
            oid: signed.required("oid")?,
            vid: signed.required("vid")?,
            is_app_user: signed.required("is_app_user")?,
            ext_perm: signed.optional("ext_perm")?.unwrap_or_default(),
            window_id: signed.optional("window_id")?,
            view: signed.optional("view")?,
            state: signed.optional("state")?,
            mobile_spec: signed.optional("mobile_spec")?,
            referer_type: signed.optional("referer_type")?,
            referer_id: signed.optional("referer_id")?,
            authentication_key: signed.optional("authentication_key")?,
            extra: signed.rest(),
        };
        let key = launch.authentication_key.as_ref();
        authentication_key::verify_if_sent(self.app_id, launch.vid, key, &self.secret_key)?;
        not_expired(launch.session_expire, now.into())?;
        Ok(launch)
    }

    /// Verifies an `authentication_key` by itself: `md5(app_id + "_" + vid + "_" + secret_key)`.
    ///
    /// It proves that the platform knows the user, not that the user is here now: the key of a user never changes. Prefer
    /// [`verify`](Self::verify), whose signature covers the time of expiry.
    ///
    /// # Errors
    /// [`IncomingError::WrongAuthenticationKey`], or [`IncomingError::EmptySecret`].
    #[doc(alias = "authentication_key")]
    #[inline]
    pub fn verify_authentication_key(&self, vid: impl Into<Uid>, key: &str) -> Result<(), IncomingError> {
        authentication_key::verify(self.app_id, vid.into(), key, &self.secret_key)
    }

    /// The query that the platform would send with these parameters, for tests of one's own program. The `app_id` may be left
    /// out.
    ///
    /// # Errors
    /// When a name is unusable or repeated (`sig` is added here), or the secret key is empty.
    #[inline]
    pub fn test_query(&self, params: impl IntoParams) -> Result<String, IncomingError> {
        Ok(KIND.sign(params.into_params()?.or("app_id", self.app_id)?, &self.secret_key)?.to_query())
    }
}
