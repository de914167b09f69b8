//! The server that the fleet shares: one of its own, which writes each change to the disk, or the one of `REDIS_URL`.

use std::{env, error::Error};

use mailru_tests::redis::Redis;

pub enum Server {
    Own(Redis),
    Given(String),
}

impl Server {
    /// `None`, with a message, where there is no server and none can be started.
    pub fn start() -> Result<Option<Self>, Box<dyn Error>> {
        match env::var("REDIS_URL") {
            Ok(url) => {
                mailru_sdk::redis::Redis::new(&url).check()?;
                Ok(Some(Self::Given(url)))
            }
            Err(_) => Ok(Redis::durable().map(Self::Own)),
        }
    }

    pub fn url(&self) -> String {
        match self {
            Self::Own(server) => server.url(),
            Self::Given(url) => url.clone(),
        }
    }

    /// Kills it and starts it again, if it is our own.
    pub fn restart(&mut self) -> bool {
        match self {
            Self::Own(server) => {
                server.0.restart();
                true
            }
            Self::Given(_) => false,
        }
    }
}
