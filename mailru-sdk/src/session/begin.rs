//! How the life of a session's tokens begins: with a grant, whichever end point it goes to, or with what a store has.

use std::{pin::pin, sync::Arc, time::Duration};

use super::{keeper::Keeper, refresh::Life};
use crate::{
    error::Error,
    tokens::{Credentials, Grant, TokenStore, request_tokens},
    types::Uid,
    wire::{deadline::Deadline, runtime},
};

impl Life {
    /// Exchanges a grant. A store is reserved before, which spends nothing, so that the pair has a place to go.
    pub(crate) async fn begun(
        credentials: Credentials,
        grant: &Grant,
        uid: Option<Uid>,
        store: Option<Arc<dyn TokenStore>>,
    ) -> Result<Arc<Self>, Error> {
        credentials.http.check()?;
        credentials.http.driver()?;
        runtime::kept(pin!(Self::exchanged(credentials, grant, uid, store))).await
    }

    async fn exchanged(
        credentials: Credentials,
        grant: &Grant,
        uid: Option<Uid>,
        store: Option<Arc<dyn TokenStore>>,
    ) -> Result<Arc<Self>, Error> {
        let deadline = Deadline::new(credentials.http.settings().timeout);
        let reserved = match store {
            Some(store) => Some(Keeper::new(store).reserve(&deadline).await?),
            None => None,
        };
        let policy = credentials.http.settings().retry;
        let tokens = request_tokens(&credentials, grant, uid, policy, deadline).await?;
        Ok(Self::granted(tokens, credentials, reserved, &deadline).await)
    }

    /// Goes on with the pair in a store, if there is one.
    pub(crate) async fn found(
        store: Arc<dyn TokenStore>,
        credentials: Option<Credentials>,
        limit: Duration,
    ) -> Result<Option<Arc<Self>>, Error> {
        let keeper = Keeper::new(store);
        let stored = runtime::kept(pin!(keeper.load(&Deadline::new(limit)))).await?;
        Ok(stored.map(|stored| Self::resumed(stored, credentials, keeper)))
    }
}
