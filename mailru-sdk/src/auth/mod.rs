//! How a session is had: grants, the browser's part, tokens and where they are kept.
//!
//! What happens to the tokens of a session afterwards is in `session`. It may use `session`, `tokens` and what is below them.

mod authorize;
mod grant;
mod redirect;
mod scope;

pub use authorize::{Authorization, Display};
pub use grant::{CodeGrant, PasswordGrant, RefreshGrant};
pub use redirect::{code_from_redirect, tokens_from_redirect};
pub(crate) use scope::join_scope;

pub use crate::{
    objects::Privilege,
    tokens::{FileStore, MemoryStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
};
