//! The launch of an application embedded in My World: what the platform puts into the address of the application's page.

mod verifier;

use secrecy::SecretString;

pub use self::verifier::LaunchVerifier;
use super::params::Params;
use crate::{
    objects::{MobileSpec, Privilege, RefererType},
    types::{Text, Timestamp, Uid},
};

/// A launch of an embedded application, verified.
///
/// Known from copies of two editions of the platform's guide, from recorded launches, and from one real signature. Where a
/// parameter is optional here, an edition or a recorded launch lacks it.
#[derive(Debug, Clone)]
#[non_exhaustive]
#[doc(alias = "iframe")]
#[doc(alias = "FlashVars")]
pub struct Launch {
    /// The application.
    pub app_id: u64,
    /// The viewer's session, for calls to the REST API.
    pub session_key: SecretString,
    /// The first second in which the session is no longer valid.
    pub session_expire: Timestamp,
    /// The user who installed the application, which may be somebody else than the viewer. Never authorise by it.
    pub oid: Uid,
    /// The user who is looking at the application.
    pub vid: Uid,
    /// Whether the viewer has installed the application.
    pub is_app_user: bool,
    /// What the viewer allows the application to do.
    pub ext_perm: Vec<Privilege>,
    /// The window, which the payment dialog of the JavaScript library needs; it may be empty.
    pub window_id: Option<Text>,
    /// Where the application was opened: `app_canvas`, `app_mail_read`, `app_mail_compose`, or anything.
    pub view: Option<Text>,
    /// In which state the application is to open; older edition. The platform gives this text no form: mistrust it.
    pub state: Option<Text>,
    /// The kind of phone, in a mobile launch.
    pub mobile_spec: Option<MobileSpec>,
    /// What led the user here.
    pub referer_type: Option<RefererType>,
    /// Who or what `referer_type` speaks of, often a user id.
    pub referer_id: Option<Text>,
    /// The proof of `vid` alone; it was verified too. It never changes, so it is as secret as a password.
    pub authentication_key: Option<SecretString>,
    /// Signed parameters that are not the platform's, see [`OwnParameters`](super::OwnParameters).
    pub extra: Params,
}
