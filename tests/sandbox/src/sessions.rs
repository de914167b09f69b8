//! Session keys and whose they are. How they come about and end is for OAuth, which is not served.

/// The sessions that are open.
#[derive(Debug)]
pub(crate) struct Sessions {
    open: Vec<Session>,
}

/// A session key (an access token, in the words of OAuth) and its owner.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) key: String,
    pub(crate) owner: u64,
}

impl Sessions {
    pub(crate) fn new(first: Session) -> Self {
        Self { open: vec![first] }
    }

    /// The uid of the user whose session it is.
    pub(crate) fn owner(&self, key: &str) -> Option<u64> {
        self.open.iter().find(|session| session.key == key).map(|session| session.owner)
    }
}
