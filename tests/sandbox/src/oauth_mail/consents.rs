//! Who has allowed which application what, so that nobody is asked twice.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use super::lock;
use super::tokens::Grant;

/// The words of scopes by the application and the user.
#[derive(Debug, Default)]
pub(super) struct Consents(Mutex<HashMap<(String, u64), BTreeSet<&'static str>>>);

impl Consents {
    /// Adds to what was allowed before.
    pub(super) fn add(&self, grant: &Grant) {
        let key = (grant.client_id.clone(), grant.uid);
        lock(&self.0).entry(key).or_default().extend(grant.scope.words());
    }

    /// Whether all of it was allowed before.
    pub(super) fn cover(&self, grant: &Grant) -> bool {
        let key = (grant.client_id.clone(), grant.uid);
        let all = |allowed: &BTreeSet<&str>| grant.scope.words().all(|word| allowed.contains(word));
        lock(&self.0).get(&key).is_some_and(all)
    }

    /// Asks everybody again.
    pub(super) fn forget(&self) {
        lock(&self.0).clear();
    }

    /// Asks somebody again.
    pub(super) fn withdraw(&self, uid: u64) {
        lock(&self.0).retain(|(_, known), _| *known != uid);
    }
}
