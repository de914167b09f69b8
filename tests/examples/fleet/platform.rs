//! The sandbox, and when each request came there.

use std::{
    error::Error,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use mailru_sandbox::Sandbox;

pub struct Platform {
    pub sandbox: Sandbox,
    arrivals: Arc<Mutex<Vec<Arrival>>>,
    pub expiries: u64,
}

/// A request.
#[derive(Clone, Copy)]
pub struct Arrival {
    at: Instant,
    is_answered: bool,
}

impl Platform {
    pub async fn start() -> Result<Self, Box<dyn Error>> {
        let arrivals = Arc::new(Mutex::new(Vec::new()));
        let noted = arrivals.clone();
        let observe = move |request: &mailru_sandbox::RecordedRequest| {
            let arrival = Arrival { at: Instant::now(), is_answered: request.error_code().is_none() };
            noted.lock().unwrap_or_else(PoisonError::into_inner).push(arrival);
        };
        let sandbox = Sandbox::builder().on_request(observe).start().await?;
        Ok(Self { sandbox, arrivals, expiries: 0 })
    }

    pub fn expire(&mut self) {
        self.sandbox.expire_sessions();
        self.expiries += 1;
    }

    /// How many refreshes were granted and how many refused.
    pub fn refreshes(&self) -> (u64, u64) {
        let requests = self.sandbox.token_requests();
        let granted = requests.iter().filter(|request| request.is_granted()).count() as u64;
        (granted, requests.len() as u64 - granted)
    }

    fn arrivals(&self) -> Vec<Arrival> {
        self.arrivals.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many calls were answered, and how many came with a session that had expired.
    pub fn calls(&self) -> (usize, usize) {
        let arrivals = self.arrivals();
        let answered = arrivals.iter().filter(|arrival| arrival.is_answered).count();
        (answered, arrivals.len() - answered)
    }

    /// The least and the most requests of any second but the first, and how many were beyond the limit: a platform that counts would
    /// have refused them.
    pub fn seconds(&self, limit: usize) -> Seconds {
        let mut at: Vec<Instant> = self.arrivals().iter().map(|arrival| arrival.at).collect();
        at.sort_unstable();
        let second = Duration::from_secs(1);
        let (Some(first), Some(last)) = (at.first().copied(), at.last().copied()) else { return Seconds::default() };
        let within =
            |begin: Instant| at.partition_point(|at| *at < begin + second) - at.partition_point(|at| *at < begin);
        // A count changes where a request enters the second and where one leaves it.
        let begins = at
            .iter()
            .flat_map(|at| [Some(*at), at.checked_add(Duration::from_nanos(1)), at.checked_sub(second)])
            .flatten();
        let begins = begins.filter(|begin| *begin >= first + second && *begin + second <= last);
        let counts: Vec<usize> = begins.map(within).collect();
        let over =
            at.iter().enumerate().filter(|(n, at_n)| n.checked_sub(limit).is_some_and(|n| **at_n < at[n] + second));
        Seconds {
            least: counts.iter().copied().min().unwrap_or_default(),
            most: counts.iter().copied().max().unwrap_or_default(),
            outside: counts.iter().filter(|count| !(limit - 1..=limit).contains(count)).count(),
            of: counts.len(),
            over: over.count(),
        }
    }
}

/// What was counted in sliding seconds.
#[derive(Default)]
pub struct Seconds {
    pub least: usize,
    pub most: usize,
    /// How many counts are neither the limit nor one less.
    pub outside: usize,
    /// How many were looked at.
    pub of: usize,
    /// Requests that came within a second of so many others that the limit was broken.
    pub over: usize,
}
