//! The platform's side of the till: payments that are asked for until they are delivered, by two processes at the same moment.

use std::collections::{BTreeMap, BTreeSet};

use mailru_sdk::incoming::{BillingVerifier, IncomingError};

/// Payments that are not yet answered, and how often all of them were asked for.
pub struct Payments {
    verifier: BillingVerifier,
    uid: String,
    waiting: BTreeSet<u64>,
    begun: u64,
    pub asked: u64,
}

impl Payments {
    pub fn new(verifier: BillingVerifier, uid: u64) -> Self {
        Self { verifier, uid: uid.to_string(), waiting: BTreeSet::new(), begun: 0, asked: 0 }
    }

    /// One more user pays.
    pub fn begin(&mut self) {
        self.begun += 1;
        self.waiting.insert(self.begun);
    }

    /// The call-backs that are due: one for each payment that waits.
    pub fn due(&mut self) -> Result<Vec<String>, IncomingError> {
        self.asked += 2 * self.waiting.len() as u64;
        self.waiting.iter().map(|number| self.query(*number)).collect()
    }

    fn query(&self, number: u64) -> Result<String, IncomingError> {
        let number = number.to_string();
        let what = [("transaction_id", &*number), ("service_id", "10"), ("uid", &*self.uid), ("mailiki_price", "25")];
        self.verifier.test_query([&what[..], &[("profit", "1250")]].concat())
    }

    pub fn delivered(&mut self, number: u64) {
        self.waiting.remove(&number);
    }

    pub fn are_all_delivered(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many there were, and those whose goods were not delivered exactly once.
    pub fn judge(&self, goods: &str) -> (u64, Vec<u64>) {
        let mut times = BTreeMap::new();
        for number in goods.lines().filter_map(|line| line.parse::<u64>().ok()) {
            *times.entry(number).or_insert(0_u32) += 1;
        }
        let wrong = (1..=self.begun).filter(|number| times.get(number) != Some(&1)).collect();
        (self.begun, wrong)
    }
}
