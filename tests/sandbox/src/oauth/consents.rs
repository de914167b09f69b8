//! Who has let the application in, and to what, so that nobody is asked twice. Without this a site could not log its users in
//! by one redirect.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use super::{lock, scope};

/// The names of privileges by the user who granted them. There is one application.
#[derive(Debug, Default)]
pub(super) struct Consents(Mutex<HashMap<u64, BTreeSet<&'static str>>>);

impl Consents {
    /// Adds to what the user granted before.
    pub(super) fn grant(&self, uid: u64, scope: &str) {
        let names = scope::parse(scope).into_iter().map(|privilege| privilege.name);
        lock(&self.0).entry(uid).or_default().extend(names);
    }

    /// Whether the user has already granted everything in the scope; nothing at all needs consent too.
    pub(super) fn cover(&self, uid: u64, scope: &str) -> bool {
        let granted = lock(&self.0);
        let all = |names: &BTreeSet<&str>| scope::parse(scope).iter().all(|privilege| names.contains(privilege.name));
        granted.get(&uid).is_some_and(all)
    }

    /// Asks everybody again.
    pub(super) fn forget(&self) {
        lock(&self.0).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Consents;

    #[test]
    fn what_was_granted_once_is_not_asked_for_again_and_anything_more_is() {
        let consents = Consents::default();
        assert!(!consents.cover(7, ""), "nobody has let the application in");
        consents.grant(7, "photos");
        consents.grant(7, "stream nonsense");
        for (scope, covered) in [("", true), ("photos", true), ("stream,photos", true), ("photos events", false)] {
            assert_eq!(consents.cover(7, scope), covered, "{scope}");
        }
        assert!(!consents.cover(8, "photos"));
        consents.forget();
        assert!(!consents.cover(7, ""));
    }
}
