//! Browsers that are logged in, known by a cookie, and the tokens that tie a form to the browser it was shown to.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use md5::{Digest, Md5};

use crate::generator::Generator;

/// How many browsers stay logged in; the one that came first is logged out for one more.
const MOST: usize = 1000;

/// Who sits at which browser.
#[derive(Debug)]
pub(crate) struct Visitors {
    key: String,
    known: Mutex<Known>,
}

#[derive(Debug)]
struct Known {
    generator: Generator,
    logged_in: VecDeque<(String, u64)>,
}

impl Visitors {
    pub(crate) fn new(seed: u64) -> Self {
        let mut generator = Generator::new(seed, "visitors");
        let key = generator.hex();
        Self { key, known: Mutex::new(Known { generator, logged_in: VecDeque::new() }) }
    }

    /// A cookie for a browser that nobody is logged in at. It is not remembered.
    pub(super) fn stranger(&self) -> String {
        self.lock().generator.hex()
    }

    /// A cookie for a browser at which somebody has just logged in.
    pub(super) fn enter(&self, uid: u64) -> String {
        let mut known = self.lock();
        let cookie = known.generator.hex();
        known.logged_in.push_back((cookie.clone(), uid));
        if known.logged_in.len() > MOST {
            known.logged_in.pop_front();
        }
        cookie
    }

    pub(super) fn find(&self, cookie: &str) -> Option<u64> {
        self.lock().logged_in.iter().find(|(known, _)| known == cookie).map(|(_, uid)| *uid)
    }

    /// Logs out.
    pub(super) fn forget(&self, cookie: &str) {
        self.lock().logged_in.retain(|(known, _)| known != cookie);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a form must hold to be taken from the browser with the cookie.
    pub(super) fn csrf(&self, cookie: &str) -> String {
        let digest = Md5::digest(format!("{}{cookie}{}", self.key, self.key));
        digest.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Visitors};

    #[test]
    fn a_browser_is_known_from_login_to_logout() {
        let visitors = Visitors::new(1);
        let (stranger, friend) = (visitors.stranger(), visitors.enter(7));
        assert_eq!((visitors.find(&stranger), visitors.find(&friend), visitors.find("")), (None, Some(7), None));
        assert_ne!(visitors.csrf(&stranger), visitors.csrf(&friend));
        visitors.forget(&friend);
        assert_eq!(visitors.find(&friend), None);
    }

    #[test]
    fn the_oldest_login_gives_way() {
        let visitors = Visitors::new(1);
        let first = visitors.enter(1);
        let others: Vec<String> = (0..MOST).map(|_| visitors.enter(2)).collect();
        assert_eq!(visitors.find(&first), None);
        assert!(others.iter().all(|cookie| visitors.find(cookie) == Some(2)));
    }
}
