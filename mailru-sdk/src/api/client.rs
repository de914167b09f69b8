//! The front door: calls begin at an [`Api`].

use std::fmt;

use crate::{api, request::DynamicCall, session::Session};

/// The platform's methods, called in a session. Clones are cheap and share everything.
///
/// Each group of methods is a method of its own: `api.friends().get()`.
pub struct Api<K> {
    session: Session<K>,
}

impl<K> Api<K> {
    /// The methods, called in that session.
    #[must_use]
    pub fn new(session: Session<K>) -> Self {
        Self { session }
    }

    /// The session that calls are made in.
    #[must_use]
    pub fn session(&self) -> &Session<K> {
        &self.session
    }

    /// A call of any method by its wire name, known to the SDK or not.
    pub fn call<'a>(&'a self, method: &'a str) -> DynamicCall<'a> {
        DynamicCall::new(&self.session, method, api::method(method))
    }
}

impl<K> Clone for Api<K> {
    fn clone(&self) -> Self {
        Self { session: self.session.clone() }
    }
}

impl<K> fmt::Debug for Api<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").field("session", &self.session).finish()
    }
}
