//! The pair in use and the pair in the store: which of them is the newer one, and how the one becomes the other.
//!
//! A store may have gone back in time: a replica took over that lacks the last change, or somebody put a backup in its place. A
//! generation below the one that the session knows says so. What is in memory is the newer pair then, and the platform has the last
//! word.

use std::time::Duration;

use super::{
    keeper::Keeper,
    refresh::Life,
    state::{Found, Renewed},
};
use crate::{
    error::{AuthError, Error},
    tokens::{Stored, Swap, Tokens},
    wire::deadline::Deadline,
};

impl Life {
    /// Stores what an earlier refresh could not store. True when that put another pair in use.
    pub(super) async fn save_unsaved(&self, deadline: &Deadline) -> Result<bool, Error> {
        let (unsaved, epoch) = {
            let state = self.state();
            (state.unsaved.clone(), state.epoch)
        };
        let (Some(tokens), Some(keeper)) = (unsaved, self.keeper()) else { return Ok(false) };
        let stored = self.put(keeper, &tokens, deadline).await?;
        if tokens.is_same_as(&self.ticket().tokens) && stored.tokens.is_same_as(&tokens) {
            // Calls use it already, as a grant is spent whether its pair could be stored or not.
            self.state().note_stored(stored);
        } else {
            self.publish(stored.tokens, Some(stored.generation));
        }
        Ok(self.state().epoch != epoch)
    }

    /// Takes over a pair that another process stored.
    pub(super) async fn adopt(&self, deadline: &Deadline) -> Result<Found, Error> {
        let Some(keeper) = self.keeper() else { return Ok(Found::Nothing) };
        let Some(stored) = keeper.load(deadline).await? else { return Ok(Found::Nothing) };
        if self.is_before_unsaved(&stored) {
            return Ok(Found::Nothing);
        }
        let known = self.ticket().tokens;
        if stored.tokens.is_same_as(&known) {
            let mut state = self.state();
            state.generation = Some(stored.generation);
            if state.unsaved.as_ref().is_some_and(|unsaved| unsaved.is_same_as(&known)) {
                // It was written, and the answer was lost.
                state.unsaved = None;
            }
            return Ok(Found::Nothing);
        }
        if stored.tokens.contradict(known.uid) {
            return Err(AuthError::OtherUser.into());
        }
        let before = self.state().generation;
        if before.is_some_and(|known| stored.generation < known) {
            // What is stored next takes its place.
            self.state().generation = Some(stored.generation);
            return Ok(Found::Older(stored));
        }
        let expired = stored.tokens.expires_within(Duration::ZERO, self.now());
        self.take_over(stored);
        Ok(if expired { Found::Nothing } else { Found::Newer })
    }

    /// What is left when the platform refuses the pair in use for good: an older one, if the store has it after all.
    pub(super) fn fall_back(&self, found: Found, refusal: Error) -> Result<Renewed, Error> {
        let Found::Older(stored) = found else { return Err(refusal) };
        self.take_over(stored);
        Ok(Renewed::Found)
    }

    /// Stores a pair, then lets calls use it; or the newer one of somebody who had the lock meanwhile.
    pub(super) async fn save(&self, tokens: Tokens, deadline: &Deadline) -> Result<(), Error> {
        let Some(keeper) = self.keeper() else {
            self.publish(tokens, None);
            return Ok(());
        };
        // Before the attempt, which may fail, or be cut off together with the runtime.
        self.state().unsaved = Some(tokens.clone());
        let stored = self.put(keeper, &tokens, deadline).await?;
        self.publish(stored.tokens, Some(stored.generation));
        Ok(())
    }

    /// Writes a pair into the store, and says what is there then.
    async fn put(&self, keeper: &Keeper, tokens: &Tokens, deadline: &Deadline) -> Result<Stored, Error> {
        let mut expected = self.state().generation;
        loop {
            match keeper.swap(expected, tokens, deadline).await? {
                Swap::Done(generation) => return Ok(Stored { generation, tokens: tokens.clone() }),
                // A lock that has a lease can be lost. Whoever had it next asked later, with the same refresh token.
                Swap::Conflict(Some(stored)) if expected.is_some_and(|known| known < stored.generation) => {
                    if stored.tokens.contradict(tokens.uid) {
                        return Err(AuthError::OtherUser.into());
                    }
                    let tokens = stored.tokens.seen_at(self.now());
                    return Ok(Stored { tokens, ..stored });
                }
                Swap::Conflict(stored) => expected = stored.map(|stored| stored.generation),
            }
        }
    }

    fn take_over(&self, stored: Stored) {
        let Stored { generation, tokens } = stored;
        self.publish(tokens.seen_at(self.now()), Some(generation));
    }

    fn publish(&self, tokens: Tokens, generation: Option<u64>) {
        self.state().replace(tokens.clone(), generation);
        self.published.send_replace(tokens);
    }
}
