//! One connection to a server for all who need it: made when it is first needed, given up when it breaks, and made again.
//!
//! What is asked is sent again while there is time, when no connection came about, it broke, or the server is not ready: a restart
//! takes a moment, and so does a failover behind one name. Each exchange has an end of its own, connecting included.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use redis::{AsyncConnectionConfig, FromRedisValue, Value, aio::MultiplexedConnection};
use rustls::ClientConfig;
use tokio::{
    sync::Mutex,
    time::{Instant, sleep},
};

use super::{
    address::{Address, Place},
    error::{RedisError, RedisErrorKind},
    script::Script,
    stream::connect,
};
use crate::{
    error::ConfigError,
    wire::{
        deadline::Deadline,
        tls::config::{certificates, config},
    },
};

/// The first pause before the next attempt; each is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
/// The longest one.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// How a server is reached.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) address: Result<Address, ConfigError>,
    /// How long one exchange may take, connecting and further attempts included.
    pub(super) timeout: Duration,
    /// Certificates as PEM; without them, those that the system trusts.
    pub(super) trusted: Option<Arc<[u8]>>,
}

/// A server, and the connection to it.
pub(super) struct Connection {
    pub(super) settings: Settings,
    tls: OnceLock<Result<Arc<ClientConfig>, ConfigError>>,
    link: Mutex<Link>,
}

#[derive(Default)]
struct Link {
    open: Option<Open>,
    /// Counts the connections that were made.
    made: u64,
    /// How the last attempt to connect failed, and when.
    failure: Option<(Instant, RedisError)>,
}

#[derive(Clone)]
struct Open {
    number: u64,
    connection: MultiplexedConnection,
}

impl Connection {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, tls: OnceLock::new(), link: Mutex::default() }
    }

    /// Where the server is, for messages.
    pub(super) fn name(&self) -> Arc<str> {
        self.settings.address.as_ref().map_or_else(|_| "no address".into(), |address| address.name.clone())
    }

    /// Runs a script as often as it takes until it is answered, or the time is over.
    pub(super) async fn run<T: FromRedisValue>(
        &self,
        script: &Script,
        keys: &[&str],
        arguments: &[&[u8]],
    ) -> Result<T, RedisError> {
        let value = self.exchange(script, keys, arguments).await?;
        T::from_redis_value(value).map_err(|_| RedisError::new(RedisErrorKind::Foreign, &self.name()))
    }

    /// Waits until so many replicas have what was written over the connection, or that time is over. What comes of it is nobody's to know:
    /// what was written stays, and others have read it by then.
    pub(super) async fn wait(&self, replicas: u32, within: Duration) {
        let Ok(Open { mut connection, .. }) = self.open().await else { return };
        let millis = u64::try_from(within.as_millis()).unwrap_or(u64::MAX).clamp(1, u64::from(u32::MAX));
        let mut command = redis::cmd("WAIT");
        command.arg(replicas).arg(millis);
        let limit = Deadline::new(within.saturating_add(self.settings.timeout));
        let _ = limit.cut_off(command.query_async::<Value>(&mut connection)).await;
    }

    async fn exchange(&self, script: &Script, keys: &[&str], arguments: &[&[u8]]) -> Result<Value, RedisError> {
        let limit = self.settings.timeout;
        let deadline = Deadline::new(limit);
        let (mut last, mut pause) = (None, FIRST_PAUSE);
        loop {
            let attempt = deadline.cut_off(self.attempt(script, keys, arguments)).await;
            match attempt {
                Some(Err(error)) if error.passes() => last = Some(error),
                Some(done) => return done,
                None => {
                    // An answer that comes yet must not be waited for by those who follow.
                    self.give_up_all();
                    return Err(last.unwrap_or_else(|| self.late()));
                }
            }
            if deadline.cut_off(sleep(pause)).await.is_none() {
                return Err(last.unwrap_or_else(|| self.late()));
            }
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    fn late(&self) -> RedisError {
        RedisError::new(RedisErrorKind::Timeout(self.settings.timeout), &self.name())
    }

    async fn attempt(&self, script: &Script, keys: &[&str], arguments: &[&[u8]]) -> Result<Value, RedisError> {
        let Open { number, mut connection } = self.open().await?;
        match script.run(&mut connection, keys, arguments).await {
            Ok(value) => Ok(value),
            Err(error) => {
                let error = RedisError::of_client(&error, &self.name());
                // Behind the name of a replica there may be the primary by now.
                if error.passes() {
                    self.give_up(number).await;
                }
                Err(error)
            }
        }
    }

    /// The connection that there is, or a new one. Whoever waits while somebody else fails to connect fails with them.
    async fn open(&self) -> Result<Open, RedisError> {
        let begun = Instant::now();
        let mut link = self.link.lock().await;
        if let Some(open) = &link.open {
            return Ok(open.clone());
        }
        if let Some((when, failure)) = &link.failure
            && *when > begun
        {
            return Err(failure.clone());
        }
        match self.connect().await {
            Ok(connection) => {
                link.made += 1;
                let open = Open { number: link.made, connection };
                (link.open, link.failure) = (Some(open.clone()), None);
                Ok(open)
            }
            Err(error) => {
                link.failure = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    async fn give_up(&self, number: u64) {
        let mut link = self.link.lock().await;
        if link.open.as_ref().is_some_and(|open| open.number == number) {
            link.open = None;
        }
    }

    fn give_up_all(&self) {
        // Whoever has the lock is connecting, so there is none to give up.
        if let Ok(mut link) = self.link.try_lock() {
            link.open = None;
        }
    }

    async fn connect(&self) -> Result<MultiplexedConnection, RedisError> {
        let wrong = |error: ConfigError| RedisError::caused(RedisErrorKind::Config, &self.name(), error);
        let Address { place, login, name } = self.settings.address.clone().map_err(wrong)?;
        let tls = match place {
            Place::Tcp { tls: true, .. } => Some(self.tls().map_err(wrong)?),
            _ => None,
        };
        let stream = connect(&place, tls).await.map_err(|error| RedisError::of_stream(error, &name))?;
        // The time is limited by the deadline of the exchange.
        let config = AsyncConnectionConfig::new().set_response_timeout(None).set_connection_timeout(None);
        let (connection, driver) = MultiplexedConnection::new_with_config(&login, stream, config)
            .await
            .map_err(|error| RedisError::of_client(&error, &name))?;
        // It ends with the last handle on the connection.
        tokio::spawn(driver);
        Ok(connection)
    }

    fn tls(&self) -> Result<Arc<ClientConfig>, ConfigError> {
        let make = || match &self.settings.trusted {
            Some(pem) => config(certificates(pem)?, true),
            None => config(Vec::new(), false),
        };
        self.tls.get_or_init(|| make().map(Arc::new)).clone()
    }
}
