//! The launch of a game on games.mail.ru.

use secrecy::SecretString;

use crate::{
    incoming::{
        error::IncomingError, into_params::IntoParams, member::same_application, own::OwnParameters, params::Params,
        signature::Kind,
    },
    types::Uid,
};

const KIND: Kind = Kind { signature: "sign", names: &["appid", "uid"], foreign: &[], json: None };

/// Verifies the launches of a game on games.mail.ru.
///
/// The parameters are documented. The formula of the signature is **inferred** from that of another request of the same
/// system: `md5("appid=" + appid + "uid=" + uid + secret)`. It was never seen, let alone verified. Nor is it known whether
/// parameters passed through from the outer page are signed, see [`OwnParameters`].
///
/// Nothing in a launch says when it was made: whoever saw one can show it again, for ever.
#[derive(Debug, Clone)]
#[doc(alias = "GMR")]
pub struct GmrLaunchVerifier {
    game_id: u64,
    secret: SecretString,
    own_parameters: OwnParameters,
}

/// A launch of a game on games.mail.ru, verified by an inferred formula.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GmrLaunch {
    /// The game, its GMRID.
    #[doc(alias = "appid")]
    pub game_id: u64,
    /// The user.
    pub uid: Uid,
    /// Signed parameters that are not the platform's.
    pub extra: Params,
}

impl GmrLaunchVerifier {
    /// For the game of that id (its GMRID), with its secret.
    #[must_use]
    #[inline]
    pub fn new(game_id: u64, secret: impl Into<String>) -> Self {
        Self { game_id, secret: secret.into().into(), own_parameters: OwnParameters::default() }
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
    pub fn verify(&self, request: impl IntoParams) -> Result<GmrLaunch, IncomingError> {
        let params = request.into_params()?;
        same_application(&params, "appid", self.game_id)?;
        let mut signed = self.own_parameters.verify(&KIND, &params, &self.secret)?;
        Ok(GmrLaunch { game_id: signed.required("appid")?, uid: signed.required("uid")?, extra: signed.rest() })
    }

    /// The query that the platform would send with these parameters, for tests of one's own program. The `appid` may be left
    /// out.
    ///
    /// # Errors
    /// When a name is unusable or repeated (`sign` is added here), or the secret is empty.
    #[inline]
    pub fn test_query(&self, params: impl IntoParams) -> Result<String, IncomingError> {
        Ok(KIND.sign(params.into_params()?.or("appid", self.game_id)?, &self.secret)?.to_query())
    }
}
