//! The choices about clients: what of theirs is put up with, by which names they come, how long they are waited for.

use std::time::Duration;

use super::SandboxBuilder;

impl SandboxBuilder {
    /// Whether a `state` parameter of the authorize page comes back, as by default; false loses it. That the platform returned it is
    /// inferred: seven published clients refuse a login without it, and one that has a switch for providers without `state` leaves
    /// it off for this one.
    pub fn returns_state(mut self, returns: bool) -> Self {
        self.oauth.returns_state = returns;
        self
    }

    /// Whether the token endpoint takes an empty or missing `client_secret` for the right one, for clients that have none to
    /// send, such as those of Python's aiomailru that know the private key only; false by default.
    pub fn takes_empty_secret(mut self, takes: bool) -> Self {
        self.oauth.takes_empty_secret = takes;
        self
    }

    /// Whether everything that is sent has to be signed. By default `access_token` may be sent beside a signed call without being
    /// signed, as two published clients do; whether the platform passed it over is inferred from them.
    pub fn strict_signatures(mut self, strict: bool) -> Self {
        self.customs.strict_signatures = strict;
        self
    }

    /// Whether a call may say `client_id` for `app_id` and `session_id` for `session_key`, as some clients of 2013 did; false by
    /// default. They are signed by the names that they are sent under. Whether the platform took them is not known.
    pub fn takes_old_names(mut self, takes: bool) -> Self {
        self.customs.old_names = takes;
        self
    }

    /// Whether the token endpoint reads `client_id` and `client_secret` from the header `Authorization: Basic` too; false by
    /// default. Whether the platform's did is not known.
    pub fn takes_basic_credentials(mut self, takes: bool) -> Self {
        self.oauth.takes_basic_credentials = takes;
        self
    }

    /// A name that leads to the sandbox, without a port, such as `connect.mail.ru` in a network of one's own; each further call adds
    /// one more. By default `127.0.0.1`, `localhost` and `[::1]` are the only ones that it answers to, so that no web page can
    /// reach it by a name of its own. By `oauth.mail.ru` and `o2.mail.ru` the paths of OAuth Mail are at the root too.
    pub fn host_name(mut self, name: impl Into<String>) -> Self {
        self.front.hosts.push(name.into().to_ascii_lowercase());
        self
    }

    /// How long a client may keep the sandbox waiting before the connection is closed, in the time of the system; 30 seconds by
    /// default, at least a millisecond, and at most a year. It counts from the beginning of a connection, or from the end of an answer,
    /// to the end of the next request's head, and from piece to piece of a body. An answer may take as long as it likes.
    pub fn client_timeout(mut self, timeout: Duration) -> Self {
        self.front.patience = timeout.clamp(Duration::from_millis(1), Duration::from_hours(365 * 24));
        self
    }
}
