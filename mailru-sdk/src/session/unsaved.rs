//! What a session tells of its store, and of a pair that the store did not take.

use std::{sync::Arc, time::Duration};

use super::{
    keeper::Keeper,
    refresh::Life,
    state::{Need, Ticket},
};
#[cfg(feature = "oauth-mail")]
use crate::tokens::Credentials;
use crate::{error::Error, tokens::Stored};

impl Life {
    /// Begins to store the pair in use, if the store did not take it; calls need not wait for that.
    pub(super) fn store_late(self: &Arc<Self>, ticket: &Ticket) {
        let is_unsaved = self.state().unsaved.as_ref().is_some_and(|unsaved| unsaved.is_same_as(&ticket.tokens));
        if is_unsaved {
            // How it comes out is in the state.
            let _ = self.join(ticket, Need::Storing);
        }
    }

    /// Why the newest pair is not in the store, if it is not.
    pub(crate) fn unsaved(&self) -> Option<Error> {
        let state = self.state();
        state.unsaved.as_ref().and(state.failure.clone())
    }

    /// What its refreshes are asked for with; none of a token that is used as long as it lasts.
    #[cfg(feature = "oauth-mail")]
    pub(crate) fn credentials(&self) -> Option<&Credentials> {
        self.refresher.as_ref().map(|refresher| &refresher.credentials)
    }

    pub(super) fn keeper(&self) -> Option<&Keeper> {
        self.refresher.as_ref().and_then(|refresher| refresher.keeper.as_ref())
    }

    /// The error of a call that gives up while its token waits for the store; `None` when it waits for something else.
    pub(crate) fn late(&self, limit: Duration) -> Option<Error> {
        self.keeper().and_then(|keeper| keeper.late(limit))
    }

    /// Whether that is what the pair that could not be stored was to replace.
    pub(super) fn is_before_unsaved(&self, stored: &Stored) -> bool {
        let state = self.state();
        state.unsaved.is_some() && state.generation == Some(stored.generation)
    }
}
