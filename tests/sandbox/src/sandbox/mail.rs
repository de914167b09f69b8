//! What a test needs of OAuth Mail in a sandbox that runs: where it is, an application, a consent without a browser, tokens that end,
//! and what was asked.

use super::Sandbox;
use crate::error::UnknownUser;
use crate::http;
use crate::oauth_mail::{BASE, MailRequest, browser};
use crate::pages::{Content, Visit};

impl Sandbox {
    /// The base of the addresses of OAuth Mail, in the place of `https://oauth.mail.ru`: `/login`, `/token`, `/userinfo` and `/revoke` are
    /// below it.
    #[must_use]
    pub fn oauth_mail_url(&self) -> String {
        format!("http://{}{BASE}", self.address)
    }

    /// The id of the application that is registered with OAuth Mail; of several the first one's.
    #[must_use]
    pub fn mail_client_id(&self) -> &str {
        &self.service.oauth_mail.first().id
    }

    /// Its secret; `None` when it is a public one.
    #[must_use]
    pub fn mail_client_secret(&self) -> Option<&str> {
        self.service.oauth_mail.first().secret.as_deref()
    }

    /// Where a browser comes back to, as if the user [`uid`](Self::uid) had opened this address of the login page, had logged in and had
    /// consented: the `redirect_uri` with a `code`, which works once, for ten minutes of the [clock](Self::clock).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), mailru_sandbox::StartError> {
    /// let sandbox = mailru_sandbox::Sandbox::start().await?;
    /// let (login, client_id) = (sandbox.oauth_mail_url() + "/login", sandbox.mail_client_id());
    /// let address = format!("{login}?client_id={client_id}&response_type=code&redirect_uri=http://localhost/back&scope=userinfo");
    /// assert!(sandbox.mail_consent(&address).starts_with("http://localhost/back?code="));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// When it is not an address of that page, when nobody would be asked, as something in it is wrong, or when there is no address to
    /// come back to.
    #[must_use]
    #[track_caller]
    pub fn mail_consent(&self, address: &str) -> String {
        let (page, query) = address.split_once('?').unwrap_or((address, ""));
        let path = page.strip_prefix(self.service.platform.origin.as_str()).unwrap_or_default();
        assert!(browser::is_page(path), "this is no address of the login page of OAuth Mail: {page}");
        let visit = Visit {
            origin: self.service.platform.origin.clone(),
            path: path.to_owned(),
            query: http::decoded(query.as_bytes()),
            form: None,
            cookie: None,
            accept_language: None,
        };
        let person = self.service.platform.world.read().person(self.uid()).cloned();
        let answer = person.and_then(|person| self.service.oauth_mail.consented(&visit, &person));
        match answer.map(|answer| answer.content) {
            Some(Content::Redirect(address)) => address,
            Some(Content::Page { .. }) => panic!("the code is shown on a page, there is no address to come back to"),
            None => panic!("the page would not ask anybody for consent: open it in a browser to see why"),
        }
    }

    /// Opens a session of OAuth Mail of anybody, as if they had logged in and allowed the [application](Self::mail_client_id) the words
    /// of the `scope`, which stand between spaces. The access token is one for `userinfo`, and for the methods of other services whose
    /// groups were [added](crate::SandboxBuilder::group); it has no refresh token.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = mailru_sandbox::Sandbox::start().await?;
    /// let token = sandbox.open_mail_session(sandbox.uid(), "userinfo")?;
    /// let session = mailru_sdk::Session::with_token(token, sandbox.settings());
    /// # let _ = session;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When nobody has the id of the platform.
    ///
    /// # Panics
    ///
    /// When there is no such word.
    #[track_caller]
    pub fn open_mail_session(&self, uid: u64, scope: &str) -> Result<String, UnknownUser> {
        self.known(uid)?;
        let token = self.service.oauth_mail.open(uid, scope);
        Ok(token.unwrap_or_else(|| panic!("no word of a scope is one of \"{scope}\"")))
    }

    /// The id by which OAuth Mail knows somebody, a text of digits. It is not the platform's.
    ///
    /// # Errors
    ///
    /// When nobody has the id of the platform.
    pub fn mail_id(&self, uid: u64) -> Result<String, UnknownUser> {
        self.known(uid)?;
        Ok(self.service.oauth_mail.id(uid))
    }

    /// Ends all access tokens of OAuth Mail: they are error 6 from now on. Refresh tokens go on working.
    pub fn expire_mail_tokens(&self) {
        self.service.oauth_mail.expire(None);
    }

    /// Takes back all that somebody has allowed the applications of OAuth Mail, as one does in the settings of one's account: their access
    /// and refresh tokens are error 6 from now on.
    pub fn withdraw_mail_consents(&self, uid: u64) {
        self.service.oauth_mail.withdraw(uid);
    }

    /// The requests of programs to OAuth Mail so far, in the order in which they were decided: the last thousand of them, or fewer if
    /// they are larger than 16 MiB together.
    #[must_use]
    pub fn mail_requests(&self) -> Vec<MailRequest> {
        self.service.oauth_mail.requests()
    }
}
