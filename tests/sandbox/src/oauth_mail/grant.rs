//! The token endpoint: from a code or a refresh token to an access token; and its opposite, the endpoint at which tokens are revoked.

use serde_json::{Value, json};

use super::refusal::necessary;
use super::tokens::Issued;
use super::{MailApplication, OauthMail, Refusal, lock};
use crate::parameters::Parameters;

impl OauthMail {
    /// The JSON text of a token answer.
    pub(super) fn grant(&self, parameters: &Parameters) -> Result<String, Refusal> {
        let grant_type = necessary(parameters, "grant_type")?;
        let application = self.authenticate(parameters)?;
        let issued = match grant_type {
            "authorization_code" => self.by_code(application, parameters),
            "refresh_token" => self.by_refresh_token(application, parameters),
            other => Err(Refusal::request(format!("unknown grant_type: {other}"))),
        }?;
        Ok(self.json(&issued, grant_type == "authorization_code"))
    }

    /// Inferred from RFC 7009: the address alone is known. A token that is none is revoked already.
    pub(super) fn revoke(&self, parameters: &Parameters) -> Result<String, Refusal> {
        let application = self.authenticate(parameters)?;
        self.tokens.revoke(necessary(parameters, "token")?, &application.id);
        Ok(json!({}).to_string())
    }

    /// The application that asks, by its id, and by its secret if it has one.
    fn authenticate(&self, parameters: &Parameters) -> Result<&MailApplication, Refusal> {
        let id = necessary(parameters, "client_id")?;
        let application = self.application(id).ok_or_else(|| Refusal::client(id))?;
        if parameters.filled("client_secret") == application.secret.as_deref() {
            Ok(application)
        } else {
            Err(Refusal::credentials("wrong client_secret"))
        }
    }

    fn by_code(&self, application: &MailApplication, parameters: &Parameters) -> Result<Issued, Refusal> {
        let (name, redirect_uri) = (necessary(parameters, "code")?, necessary(parameters, "redirect_uri")?);
        // Only the application that it was made for spends a code, but then whatever else is wrong.
        let code = self.codes.spend(name, |code| code.grant.client_id == application.id);
        let code = code.ok_or_else(|| Refusal::token("unknown or expired code"))?;
        if code.redirect_uri != redirect_uri {
            return Err(Refusal::request("redirect_uri differs from that of the authorization request"));
        }
        match (&code.challenge, parameters.filled("code_verifier")) {
            (None, None) => {}
            (Some(challenge), Some(verifier)) if challenge.fits(verifier) => {}
            (Some(_), Some(_)) => return Err(Refusal::token("code_verifier does not fit the code_challenge")),
            (Some(_), None) => return Err(Refusal::request("missing request parameter: code_verifier")),
            (None, Some(_)) => return Err(Refusal::request("code_verifier without a code_challenge before")),
        }
        Ok(self.tokens.open(code.grant))
    }

    fn by_refresh_token(&self, application: &MailApplication, parameters: &Parameters) -> Result<Issued, Refusal> {
        let token = necessary(parameters, "refresh_token")?;
        let issued = self.tokens.refresh(token, &application.id);
        issued.ok_or_else(|| Refusal::token("unknown refresh_token"))
    }

    /// The members in an order that nobody should rely on, as it differs from answer to answer.
    fn json(&self, issued: &Issued, is_complete: bool) -> String {
        let mut members =
            vec![("access_token", json!(issued.access)), ("expires_in", json!(issued.lifetime.as_secs()))];
        members.extend(issued.refresh.as_ref().map(|token| ("refresh_token", json!(token))));
        if is_complete {
            members.push(("token_type", json!("Bearer")));
        }
        lock(&self.order).shuffle(&mut members);
        let member = |(name, value): (&str, Value)| format!(r#""{name}":{value}"#);
        format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(","))
    }
}
