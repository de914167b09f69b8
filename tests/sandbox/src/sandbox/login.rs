//! What a test needs of OAuth in a sandbox that runs: who can log in, codes without a browser, time, and token requests that
//! fail or wait.

use super::Sandbox;
use crate::clock::Clock;
use crate::gate::Gate;
use crate::oauth::TokenRequest;
use crate::world::{OWNERS_PRIVILEGES, Person};

impl Sandbox {
    /// What the user [`uid`](Self::uid) logs in with.
    #[must_use]
    pub fn user_email(&self) -> String {
        self.email(self.uid()).unwrap_or_default()
    }

    /// What a person logs in with; `None` when nobody has the id.
    #[must_use]
    pub fn email(&self, uid: u64) -> Option<String> {
        self.service.platform.world.read().person(uid).map(Person::email)
    }

    /// The password of everybody.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.service.platform.password
    }

    /// The person whose account is blocked, of several the one with the smallest id. In the world of a
    /// [scenario](crate::SandboxBuilder::scenario) there may be none.
    #[must_use]
    pub fn blocked_user(&self) -> Option<u64> {
        let world = self.service.platform.world.read();
        world.people().find(|person| person.standing.blocked).map(|person| person.uid)
    }

    /// An authorization code, as if the user [`uid`](Self::uid) had consented to everything that a site can ask for. It
    /// works once, for ten minutes of the [clock](Self::clock), with the same `redirect_uri`.
    #[must_use]
    pub fn code(&self, redirect_uri: &str) -> String {
        self.code_with_scope(redirect_uri, &OWNERS_PRIVILEGES.join(" "))
    }

    /// The same for a `scope`: names of privileges, separated by spaces. As on the consent page, unknown names ask for nothing.
    #[must_use]
    pub fn code_with_scope(&self, redirect_uri: &str, scope: &str) -> String {
        self.service.oauth.code(self.uid(), scope, redirect_uri)
    }

    /// Lets the consent page ask everybody again, as if nobody had ever let the application in.
    pub fn forget_consents(&self) {
        self.service.oauth.forget_consents();
        self.service.oauth_mail.forget_consents();
    }

    /// The clock by which tokens and codes expire.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.service.platform.clock.clone()
    }

    /// Ends all sessions that are open: their access tokens are error 102 from now on. Refresh tokens go on working.
    pub fn expire_sessions(&self) {
        self.service.platform.sessions.expire();
    }

    /// The requests to the token endpoint so far, in the order in which they were decided: the last thousand of them, or
    /// fewer if they are larger than 16 MiB together.
    #[must_use]
    pub fn token_requests(&self) -> Vec<TokenRequest> {
        self.service.oauth.token_requests()
    }

    /// Answers the next `times` refresh requests with the error, such as `invalid_grant`, and leaves all tokens as they are.
    /// 0 takes that back.
    pub fn fail_refresh(&self, times: usize, error: &str) {
        self.service.oauth.fail_refresh(times, error);
    }

    /// Holds the requests to the token endpoint from now on before anything is decided. One that the client gives up
    /// meanwhile never happened.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), mailru_sandbox::StartError> {
    /// let sandbox = mailru_sandbox::Sandbox::start().await?;
    /// let gate = sandbox.hold_token_requests();
    /// // ... start what refreshes, `gate.arrived(1).await`, look at what waits.
    /// assert!(sandbox.token_requests().is_empty());
    /// gate.release();
    /// # Ok(())
    /// # }
    /// ```
    pub fn hold_token_requests(&self) -> Gate {
        self.service.oauth.requests.close()
    }

    /// Holds the answers of the token endpoint from now on. What was asked is done: a refresh token that rotates is spent,
    /// whether or not the client lives to read the new one.
    pub fn hold_token_answers(&self) -> Gate {
        self.service.oauth.answers.close()
    }
}
