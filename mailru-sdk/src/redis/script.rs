//! A script that the server runs as one step, by its digest; where the server does not know it, after a restart, it is sent again.

use redis::{Script as Code, Value, aio::MultiplexedConnection};

/// A script, which has to be such that running it twice does no harm: when a connection breaks it is sent again.
#[derive(Debug)]
pub(super) struct Script(Code);

impl Script {
    pub(super) fn new(code: &str) -> Self {
        Self(Code::new(code))
    }

    /// Runs it over that connection (`EVALSHA`, and `SCRIPT LOAD` after `NOSCRIPT`).
    pub(super) async fn run(
        &self,
        connection: &mut MultiplexedConnection,
        keys: &[&str],
        arguments: &[&[u8]],
    ) -> Result<Value, redis::RedisError> {
        let mut call = self.0.prepare_invoke();
        for key in keys {
            call.key(*key);
        }
        for argument in arguments {
            call.arg(*argument);
        }
        call.invoke_async(connection).await
    }
}
