//! Following the tokens of a session.

use tokio::sync::watch;

use crate::tokens::Tokens;

/// The tokens of a session as they change: for a program that keeps them in a place of its own, or wants to know.
#[derive(Debug, Clone)]
pub struct TokenWatch(pub(crate) watch::Receiver<Tokens>);

impl TokenWatch {
    /// The pair in use.
    #[must_use]
    pub fn current(&self) -> Tokens {
        self.0.borrow().clone()
    }

    /// Waits for the next pair; `None` when the session and all its clones are gone.
    pub async fn changed(&mut self) -> Option<Tokens> {
        self.0.changed().await.ok()?;
        Some(self.0.borrow_and_update().clone())
    }
}
