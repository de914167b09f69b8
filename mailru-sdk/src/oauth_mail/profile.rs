//! By what to know a user.

use super::userinfo::Profile;

/// By what to know the user of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Identity<'p> {
    /// The user's id, which stays. It is not the `uid` of the platform.
    Id(&'p str),
    /// The e-mail address, for want of an id. **It may change**, and an address that was given up may be another user's later.
    Email(&'p str),
}

impl Profile {
    /// By what to know the user: the `id`, or what the standard of `openid` calls `sub`, or else the e-mail address; `None` when the profile has
    /// none of them, as without the scopes for them.
    ///
    /// Programs are known that take the address in any case, and others that were moved from it to the id.
    #[must_use]
    pub fn identity(&self) -> Option<Identity<'_>> {
        let there = |text: Option<&'_ crate::types::Text>| text.is_some_and(|text| !text.is_empty());
        let id = [&self.id, &self.sub].into_iter().find(|id| there(id.as_ref()));
        let id = id.and_then(Option::as_deref).map(Identity::Id);
        id.or_else(|| self.email.as_deref().filter(|email| !email.is_empty()).map(Identity::Email))
    }
}
