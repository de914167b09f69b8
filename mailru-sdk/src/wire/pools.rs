//! Whose connections are whose: a client for each runtime of each process, and two where there are writes.
//!
//! A connection is served by the runtime that opened it. One that nobody drives any more, or that was left behind by a fork, keeps its
//! connections open and silent; a call that is given one of them waits in vain, or reads what another process asked for.
//!
//! A server closes connections that are idle, and a request that goes out on such a one at that moment is lost without a trace. Where
//! it may be sent again nobody notices. A write is therefore put on a fresh connection, or on one that has been idle for a short time.

use std::time::Duration;

use reqwest::Client;
use tokio::time::Instant;

use crate::{error::ConfigError, wire::runtime::Driver};

/// For how many runtimes clients are kept; those that were not used for the longest time go first.
const LONGEST: usize = 8;

/// The clients of all runtimes, the one of the last call at the end.
#[derive(Debug, Default)]
pub(super) struct Pools(Vec<Pool>);

impl Pools {
    /// The clients of one runtime.
    pub(super) fn of(&mut self, driver: Driver) -> &mut Pool {
        let known = self.0.iter().position(|pool| pool.driver == driver);
        if let Some(at) = known {
            self.0[at..].rotate_left(1);
        } else {
            if self.0.len() == LONGEST {
                self.0.remove(0);
            }
            self.0.push(Pool { driver, reads: None, writes: None });
        }
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

/// The clients of one runtime.
#[derive(Debug)]
pub(super) struct Pool {
    driver: Driver,
    reads: Option<Client>,
    writes: Option<Writes>,
}

#[derive(Debug)]
struct Writes {
    client: Client,
    /// When the last write began or ended.
    used: Instant,
}

type Built = Result<Client, ConfigError>;

impl Pool {
    /// The client for what may be sent again.
    pub(super) fn reading(&mut self, build: impl FnOnce() -> Built) -> Built {
        if let Some(client) = &self.reads {
            return Ok(client.clone());
        }
        Ok(self.reads.insert(build()?).clone())
    }

    /// The client for what may not. Its pool counts a connection as idle from the moment when the runtime brings it back. A runtime
    /// that nobody drove in the meantime does so when it is too late; so after a time without a write the pool is given up as a
    /// whole.
    pub(super) fn writing(&mut self, idle: Duration, build: impl FnOnce() -> Built) -> Built {
        let now = Instant::now();
        if let Some(Writes { client, used }) = &mut self.writes
            && now.saturating_duration_since(*used) <= idle
        {
            *used = now;
            return Ok(client.clone());
        }
        let client = build()?;
        self.writes = Some(Writes { client: client.clone(), used: now });
        Ok(client)
    }

    /// Notes that a write came to its end.
    pub(super) fn wrote(&mut self) {
        if let Some(writes) = &mut self.writes {
            writes.used = Instant::now();
        }
    }
}
