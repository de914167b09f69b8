//! How a session is had: grants, authorize URLs, the redirects that come back; with the tokens that come of it, and their stores.

// What a pair of tokens is and where it is kept is written in `tokens`, what becomes of it in a session in `session`. It may use
// `session`, `tokens`, `wire`, `error` and the ground.

mod authorize;
mod grant;
mod redirect;
mod scope;

pub use authorize::{Authorization, Display};
pub use grant::{CodeGrant, PasswordGrant, RefreshGrant};
pub use redirect::{code_from_redirect, tokens_from_redirect};
pub(crate) use scope::join_scope;

#[cfg(feature = "encryption")]
pub use crate::tokens::TokenKeys;
pub use crate::{
    objects::Privilege,
    tokens::{FileStore, MemoryStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
};
