//! What an application asks for by the query of the page.

use super::problem::{OnPage, Problem};
use crate::oauth_mail::MailApplication;
use crate::oauth_mail::pkce::Challenge;
use crate::oauth_mail::scope::Scope;
use crate::pages;
use crate::parameters::Parameters;

/// Addresses of programs that cannot be returned to: the user copies the code.
const BY_HAND: [&str; 2] = ["urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob:auto"];

/// Where the answer goes.
#[derive(Debug, Clone)]
pub(super) enum Landing {
    /// To an address of the application.
    Address(String),
    /// To nowhere: it is shown to the user. It is the address as it was written.
    ByHand(String),
}

impl Landing {
    pub(super) fn address(&self) -> &str {
        match self {
            Self::Address(address) | Self::ByHand(address) => address,
        }
    }
}

/// A request that can be put before a user.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) client_id: String,
    pub(super) landing: Landing,
    pub(super) scope: Scope,
    pub(super) state: Option<String>,
    pub(super) challenge: Option<Challenge>,
    /// Whether it says `prompt=consent`.
    pub(super) prompts_consent: bool,
    /// Whether it says `prompt_force=1`, as older applications do.
    forces_prompt: bool,
}

impl Request {
    pub(super) fn read(query: &Parameters, applications: &[MailApplication]) -> Result<Self, Problem> {
        let client_id = query.get("client_id").unwrap_or_default();
        let application = applications.iter().find(|application| application.id == client_id);
        let application = application.ok_or(Problem::Page(OnPage::Application))?;
        let landing = landing(query, application).map_err(Problem::Page)?;
        let state = query.get("state").map(str::to_owned);
        let told =
            |error, description| Problem::Told { landing: landing.clone(), error, description, state: state.clone() };
        if query.get("response_type") != Some("code") {
            return Err(told("unsupported_response_type", "response_type is not code"));
        }
        let scope = Scope::parse(query.get("scope").unwrap_or_default());
        if scope.lacks_sign_in() {
            return Err(told("invalid_scope", "mail.imap goes with openid or userinfo only"));
        }
        if application.product_only && !scope.has_product() {
            return Err(told("invalid_scope", "the application has access to products only"));
        }
        let challenge = match (query.filled("code_challenge"), query.get("code_challenge_method")) {
            (None, None) => None,
            (None, Some(_)) => return Err(told("invalid_request", "code_challenge is missing")),
            (Some(challenge), method) => Some(
                Challenge::read(challenge, method)
                    .ok_or_else(|| told("invalid_request", "code_challenge does not fit its method"))?,
            ),
        };
        Ok(Self {
            client_id: client_id.to_owned(),
            scope,
            challenge,
            prompts_consent: query.get("prompt") == Some("consent"),
            forces_prompt: query.get("prompt_force") == Some("1"),
            landing,
            state,
        })
    }

    /// Whether the user is to be asked even if there is nothing new.
    pub(super) fn asks_again(&self) -> bool {
        self.prompts_consent || self.forces_prompt
    }
}

fn landing(query: &Parameters, application: &MailApplication) -> Result<Landing, OnPage> {
    let address = query.get("redirect_uri").unwrap_or_default();
    if BY_HAND.contains(&address) {
        Ok(Landing::ByHand(address.to_owned()))
    } else if !pages::is_acceptable(address) {
        Err(OnPage::Redirect)
    } else if application.is_registered(address) {
        Ok(Landing::Address(address.to_owned()))
    } else {
        Err(OnPage::ForeignRedirect)
    }
}
