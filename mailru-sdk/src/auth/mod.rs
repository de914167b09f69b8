//! How a session is had: grants, the browser's part, tokens and where they are kept.
//!
//! What happens to the tokens of a session afterwards is in `session/`.

mod answer;
mod authorize;
mod exchange;
mod grant;
mod redirect;
mod store;
mod tokens;

pub use authorize::{Authorization, Display};
pub(crate) use exchange::{Credentials, Grant, request_tokens};
pub use grant::{CodeGrant, PasswordGrant, RefreshGrant};
pub use redirect::{code_from_redirect, tokens_from_redirect};
pub use store::{FileStore, MemoryStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore};
pub use tokens::Tokens;

pub use crate::objects::Privilege;
