//! The token endpoint: from the parameters of a request to a pair of tokens or a refusal, for each of the three grants.
//!
//! Either key of the application will do. For a code the platform's guide names the secret one; that it took the private one too is
//! known from clients only.

use serde_json::Value;

use super::{ClientKey, Oauth, Refusal, TokenRequest, lock, session};
use crate::log::Arrival;
use crate::parameters::Parameters;
use crate::platform::Platform;
use crate::sessions::Tokens;

const CODE: &str = "authorization_code";
const PASSWORD: &str = "password";
const REFRESH: &str = "refresh_token";

impl Oauth {
    /// The JSON text of the answer, or of the error. `None` when a fault keeps it from being carried out.
    pub(crate) fn exchange(&self, platform: &Platform, arrival: Arrival) -> Option<Result<String, String>> {
        let unread = Parameters::default();
        let parameters = arrival.parameters.as_ref().unwrap_or(&unread);
        let grant = [CODE, PASSWORD, REFRESH].into_iter().find(|known| parameters.get("grant_type") == Some(known));
        let client_key = client_key(platform, parameters);
        let decide = || {
            if arrival.parameters.is_some() {
                self.decide(platform, grant, client_key, parameters)
            } else {
                Err(Refusal::new(Refusal::REQUEST))
            }
        };
        let decided = arrival.is_carried_out.then(decide);
        let refusal = decided.as_ref().and_then(|decided| decided.as_ref().err());
        let error = refusal.map(|refusal| refusal.error.clone());
        let kept = arrival.kept(if error.is_none() { 200 } else { 400 });
        self.record(TokenRequest { kept, grant, client_key, error });
        Some(match decided? {
            Ok(tokens) => Ok(self.json(&tokens, grant == Some(CODE))),
            Err(refusal) => Err(refusal.json(self.settings.errors)),
        })
    }

    fn decide(
        &self,
        platform: &Platform,
        grant: Option<&str>,
        client_key: Option<ClientKey>,
        parameters: &Parameters,
    ) -> Result<Tokens, Refusal> {
        if parameters.repeated().is_some() || !parameters.is_filled("grant_type") {
            return Err(Refusal::new(Refusal::REQUEST));
        }
        let Some(grant) = grant else { return Err(Refusal::new(Refusal::GRANT_TYPE)) };
        if let Some(refusal) = self.failure_on_request(grant) {
            return Err(refusal);
        }
        let is_known = parameters.get("client_id").and_then(|id| id.parse().ok()) == Some(platform.application.id);
        let is_empty = !parameters.is_filled("client_secret");
        let client_key = client_key.or((is_empty && self.settings.takes_empty_secret).then_some(ClientKey::Secret));
        match client_key {
            Some(_) if is_known => match grant {
                CODE => self.by_code(platform, parameters),
                PASSWORD => self.by_password(platform, parameters),
                _ => by_refresh_token(platform, parameters),
            },
            _ => Err(Refusal::new(Refusal::CLIENT)),
        }
    }

    /// The failure that a test asked for, counted down.
    fn failure_on_request(&self, grant: &str) -> Option<Refusal> {
        if grant != REFRESH {
            return None;
        }
        let mut failing = lock(&self.failing);
        let (times, refusal) = failing.take()?;
        if times > 1 {
            *failing = Some((times - 1, refusal.clone()));
        }
        Some(refusal)
    }

    fn by_code(&self, platform: &Platform, parameters: &Parameters) -> Result<Tokens, Refusal> {
        let (code, redirect_uri) = (necessary(parameters, "code")?, necessary(parameters, "redirect_uri")?);
        // It is spent even when it is refused: whoever has it without its address, to the letter, should not have it.
        let code = self.codes.spend(code, |_| true).filter(|code| code.redirect_uri == redirect_uri);
        code.map(|code| platform.consent(code.session)).ok_or_else(|| Refusal::new(Refusal::GRANT))
    }

    fn by_password(&self, platform: &Platform, parameters: &Parameters) -> Result<Tokens, Refusal> {
        let (email, password) = (necessary(parameters, "username")?, necessary(parameters, "password")?);
        let person = platform.log_in(email, password).filter(|person| !person.standing.blocked);
        let Some(person) = person else { return Err(Refusal::new(Refusal::GRANT)) };
        if !self.admits(platform, person.uid) {
            return Err(Refusal::new(Refusal::DEVELOPMENT));
        }
        Ok(platform.consent(session(person.uid, parameters.get("scope").unwrap_or_default())))
    }

    fn json(&self, tokens: &Tokens, is_complete: bool) -> String {
        let member = |(name, value): (&str, String)| match name {
            "expires_in" => format!(r#""{name}":{value}"#),
            _ => format!(r#""{name}":{}"#, Value::from(value)),
        };
        let members: Vec<String> = self.members(tokens, is_complete).into_iter().map(member).collect();
        format!("{{{}}}", members.join(","))
    }
}

fn by_refresh_token(platform: &Platform, parameters: &Parameters) -> Result<Tokens, Refusal> {
    let tokens = platform.sessions.refresh(necessary(parameters, REFRESH)?);
    tokens.ok_or_else(|| Refusal::new(Refusal::GRANT))
}

fn necessary<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, Refusal> {
    parameters.get(name).filter(|value| !value.is_empty()).ok_or_else(|| Refusal::new(Refusal::REQUEST))
}

fn client_key(platform: &Platform, parameters: &Parameters) -> Option<ClientKey> {
    let (sent, application) = (parameters.get("client_secret")?, &platform.application);
    if sent == application.secret_key {
        Some(ClientKey::Secret)
    } else {
        (sent == application.private_key).then_some(ClientKey::Private)
    }
}
