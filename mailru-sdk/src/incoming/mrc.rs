//! The `mrc` cookie, in which the platform's JavaScript library keeps a visitor's session on the domain of a site.

use std::time::SystemTime;

use secrecy::SecretString;

use super::{
    authentication_key, cookie,
    error::IncomingError,
    into_params::IntoParams,
    member::{Signed, not_expired, same_application},
    params::Params,
    signature::Kind,
};
use crate::{
    objects::Privilege,
    types::{Text, Timestamp, Uid},
};

const WINDOW: &str = "window_id";
const PARTNER: &str = "connectPartner";

const KIND: Kind = Kind {
    signature: "sig",
    names: &[
        "app_id",
        "authentication_key",
        PARTNER,
        "exp",
        "ext_perm",
        "is_app_user",
        "oid",
        "session_expire",
        "session_key",
        "state",
        "vid",
        WINDOW,
    ],
    foreign: &[],
    json: None,
};

/// Verifies the `mrc` cookie of a site that uses the platform's JavaScript library.
///
/// The platform documents the cookie and advises to verify it on the server. The cookie that the library writes in an embedded
/// application, where it holds the whole launch, is accepted as well.
#[derive(Debug, Clone)]
#[doc(alias = "mailru.session")]
pub struct MrcVerifier {
    app_id: u64,
    secret_key: SecretString,
}

/// What a verified cookie says.
///
/// Visitors who are not connected have a signed cookie too: a valid signature alone is **not** a login.
#[derive(Debug, Clone)]
pub enum MrcCookie {
    /// The visitor is logged in, and has connected the site.
    Connected(Box<MrcSession>),
    /// The visitor has not connected the site (`is_app_user=0`). The cookie proves nothing about who it is.
    NotConnected,
}

/// The session of a visitor who has connected the site.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MrcSession {
    /// The site or application.
    pub app_id: u64,
    /// The user.
    pub vid: Uid,
    /// Owner of the application's installation; the same user in all samples.
    pub oid: Option<Uid>,
    /// The user's session, for calls to the REST API.
    pub session_key: SecretString,
    /// The first second in which the session is no longer valid.
    #[doc(alias = "exp")]
    pub expires: Timestamp,
    /// What the user allows the site to do.
    pub ext_perm: Vec<Privilege>,
    /// Empty in all samples, and not described.
    pub state: Option<Text>,
    /// The window, for the JavaScript library; `None` when there is none or when it was not signed.
    pub window_id: Option<Text>,
    /// Signed parameters that are not described: `ss`, and in an embedded application the rest of the launch.
    pub extra: Params,
}

impl MrcCookie {
    /// The session, if the visitor is connected.
    #[must_use]
    #[inline]
    pub fn session(&self) -> Option<&MrcSession> {
        match self {
            Self::Connected(session) => Some(session),
            Self::NotConnected => None,
        }
    }
}

impl MrcVerifier {
    /// For the site or application of that id, with its **secret key**.
    #[must_use]
    #[inline]
    pub fn new(app_id: u64, secret_key: impl Into<String>) -> Self {
        Self { app_id, secret_key: secret_key.into().into() }
    }

    /// Verifies the value of the cookie, escaped as the library writes it or not.
    ///
    /// # Errors
    /// Whatever was wrong, for the log; the visitor is told [`IncomingError::outside`], if anything.
    #[inline]
    pub fn verify(&self, cookie: &str) -> Result<MrcCookie, IncomingError> {
        self.verify_at(cookie, SystemTime::now())
    }

    /// [`verify`](Self::verify) as of another time than now.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    #[inline]
    pub fn verify_at(&self, cookie: &str, now: SystemTime) -> Result<MrcCookie, IncomingError> {
        let params = cookie::params(cookie)?;
        same_application(&params, "app_id", self.app_id)?;
        let mut signed = self.verify_signature(&params)?;
        if !signed.required::<bool>("is_app_user")? {
            return Ok(MrcCookie::NotConnected);
        }
        let session = MrcSession {
            app_id: signed.required("app_id")?,
            vid: signed.required("vid")?,
            oid: signed.optional("oid")?,
            session_key: signed.required("session_key")?,
            expires: expires(&mut signed)?,
            ext_perm: signed.optional("ext_perm")?.unwrap_or_default(),
            state: signed.optional("state")?,
            window_id: signed.optional(WINDOW)?,
            extra: signed.rest(),
        };
        let key = session.extra.get("authentication_key").map(SecretString::from);
        authentication_key::verify_if_sent(self.app_id, session.vid, key.as_ref(), &self.secret_key)?;
        not_expired(session.expires, now.into())?;
        Ok(MrcCookie::Connected(Box::new(session)))
    }

    /// After an automatic installation the library appends the window to a session that was signed without it, and drops
    /// `connectPartner`. Then the window is no part of what is verified, nor of the result.
    #[inline]
    fn verify_signature(&self, params: &Params) -> Result<Signed, IncomingError> {
        let verified = KIND.verify(params, &self.secret_key);
        let appended =
            params.iter().map(|(name, _)| name).skip_while(|name| *name != KIND.signature).any(|n| n == WINDOW);
        if matches!(verified, Err(IncomingError::WrongSignature { .. })) && appended && params.get(PARTNER).is_none() {
            let mut params = params.clone();
            params.remove(WINDOW);
            return KIND.verify(&params, &self.secret_key);
        }
        verified
    }

    /// The cookie that the library would write with these parameters, escaped, for tests of one's own program. The `app_id` may
    /// be left out.
    ///
    /// # Errors
    /// When a name is unusable or repeated (`sig` is added here), or the secret key is empty.
    #[inline]
    pub fn test_cookie(&self, params: impl IntoParams) -> Result<String, IncomingError> {
        let signed = KIND.sign(params.into_params()?.or("app_id", self.app_id)?, &self.secret_key)?;
        Ok(cookie::escape(&signed.to_query()))
    }
}

/// The cookie says `exp`, a launch kept in it `session_expire`. Of two the earlier one counts.
#[inline]
fn expires(signed: &mut Signed) -> Result<Timestamp, IncomingError> {
    let (exp, session_expire) = (signed.optional("exp")?, signed.optional("session_expire")?);
    [exp, session_expire].into_iter().flatten().min().ok_or(IncomingError::Missing("exp"))
}
