//! A pair of tokens: what it is, how it is had for a grant, and where it is kept.
//!
//! How a program comes by a grant is told in `auth`, what becomes of a pair in a session in `session`. It may use `wire`, `error` and the
//! ground.

mod answer;
mod end_point;
mod exchange;
mod grant;
pub(crate) mod member;
mod pair;
mod platform;
mod refused;
mod said;
mod store;

#[cfg(feature = "encryption")]
pub use self::store::TokenKeys;
#[cfg(feature = "redis")]
pub(crate) use self::store::{Form, Holder};
#[cfg(feature = "oauth-mail")]
pub(crate) use self::{
    answer::granted,
    end_point::{Answered, TokenEndPoint},
};
pub(crate) use self::{
    exchange::{Credentials, request_tokens},
    grant::Grant,
    platform::PLATFORM,
};
pub use self::{
    pair::Tokens,
    store::{FileStore, MemoryStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore},
};
