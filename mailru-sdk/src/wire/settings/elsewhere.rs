//! The settings of services other than the platform: where they are.

use super::{
    Settings,
    services::{OAUTH_MAIL, OLDER_OAUTH_MAIL},
};

impl Settings {
    /// Sets the address of a service other than the platform, by that which its spec declares: for a sandbox, or another host of the
    /// same service.
    ///
    /// ```
    /// use mailru_sdk::Settings;
    ///
    /// let settings = Settings::new().service_url("https://cloud.example.com/api/v2", "http://127.0.0.1:8321/cloud");
    /// ```
    pub fn service_url(mut self, declared: impl Into<String>, url: impl Into<String>) -> Self {
        let mut url = url.into();
        if url.ends_with('/') && !url.ends_with("//") {
            url.pop();
        }
        self.services.set(declared.into(), url);
        self
    }

    /// Sets the address of OAuth Mail, under which `login`, `token`, `userinfo` and `revoke` are; by default `https://oauth.mail.ru`, but
    /// for tokens that are revoked at `https://o2.mail.ru`, the older host. That host serves all of it, as some programs still ask
    /// there.
    pub fn oauth_mail_url(self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.service_url(OAUTH_MAIL, url.clone()).service_url(OLDER_OAUTH_MAIL, url)
    }
}
