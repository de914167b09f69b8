//! What several machines share through Redis, or through Valkey, which speaks the same protocol.
//!
//! A [`Redis`] is a server with one connection to it, made when it is first needed and again when it broke. What is kept there is
//! changed by scripts that run on the server as one step. Redis 7.0 and later and Valkey 8.1 and later were run; nothing newer
//! than Lua scripts and expiry is asked of them.

// How a server is reached lives here, and one file for each thing that is shared. It may use `incoming`, `tokens`, `wire`, `error` and
// the ground. No type of the crate `redis` is public.

mod address;
mod connection;
mod error;
mod limit;
mod script;
mod seen;
mod server;
mod stream;
mod tokens;

pub use error::{RedisError, RedisErrorKind};
pub use limit::{RedisRateLimit, WhileAway};
pub use seen::RedisSeen;
pub use server::Redis;
pub use tokens::RedisTokens;
