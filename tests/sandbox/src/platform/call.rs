//! A call that passed every check, as the methods see it.

use mailru_sdk::spec::MethodSpec;

use super::caller::Caller;
use super::{Failure, Platform};
use crate::parameters::Parameters;
use crate::world::Person;

/// A call to be answered.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) spec: &'static MethodSpec,
    pub(crate) caller: Caller,
    pub(crate) parameters: &'a Parameters,
    pub(crate) platform: &'a Platform,
}

impl<'a> Call<'a> {
    /// The user on whose behalf the call runs.
    pub(crate) fn user(&self) -> Option<&'a Person> {
        self.caller.user.and_then(|uid| self.platform.world.person(uid))
    }

    /// Whom the call is about: the user named by the first of the parameters that is given, else the acting user.
    pub(crate) fn subject(&self, names: &[&str]) -> Result<&'a Person, Failure> {
        for name in names {
            if let Some(uid) = self.parameters.get(name) {
                let person = uid.parse().ok().and_then(|uid| self.platform.world.person(uid));
                return person.ok_or_else(|| Failure::invalid(name, "is no user's id"));
            }
        }
        self.user().ok_or_else(|| Failure::authorization(format!("'{}' needs a user", self.spec.name)))
    }

    /// Whether the switch is on.
    pub(crate) fn is_on(&self, switch: &str) -> bool {
        self.parameters.get(switch) == Some("1")
    }
}
