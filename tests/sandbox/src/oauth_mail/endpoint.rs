//! The addresses that programs ask, and what is common to them: how a request arrives, is decided and is remembered.

use super::{MailRequest, OauthMail, Refusal};
use crate::log::Arrival;
use crate::platform::Platform;

/// Which of the addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Token,
    UserInfo,
    Revoke,
}

impl Endpoint {
    pub(crate) const ALL: [Self; 3] = [Self::Token, Self::UserInfo, Self::Revoke];

    /// The last part of the address.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::UserInfo => "userinfo",
            Self::Revoke => "revoke",
        }
    }
}

impl OauthMail {
    /// The JSON text of the answer, or of the error with its status. `None` when a fault keeps it from being carried out.
    pub(crate) fn answer(
        &self,
        platform: &Platform,
        endpoint: Endpoint,
        arrival: Arrival,
    ) -> Option<Result<String, (u16, String)>> {
        let decided = arrival.is_carried_out.then(|| self.decide(platform, endpoint, &arrival));
        let refusal = decided.as_ref().and_then(|decided| decided.as_ref().err());
        let status_of = |refusal: &Refusal| refusal.status(self.settings.error_statuses);
        let (code, status) = (refusal.map(|refusal| refusal.code), refusal.map_or(200, status_of));
        self.record(MailRequest { kept: arrival.kept(status), endpoint, error_code: code });
        Some(decided?.map_err(|refusal| (status, refusal.json())))
    }

    fn decide(&self, platform: &Platform, endpoint: Endpoint, arrival: &Arrival) -> Result<String, Refusal> {
        let Some(parameters) = &arrival.parameters else { return Err(Refusal::request("the request cannot be read")) };
        if let Some(name) = parameters.repeated() {
            return Err(Refusal::request(format!("repeated request parameter: {name}")));
        }
        if arrival.verb != "POST" && endpoint != Endpoint::UserInfo {
            return Err(Refusal::request("the method is not POST"));
        }
        match endpoint {
            Endpoint::Token => self.grant(parameters),
            Endpoint::UserInfo => self.profile(platform, parameters),
            Endpoint::Revoke => self.revoke(parameters),
        }
    }
}
