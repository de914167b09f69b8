//! What people have to do with the application: that they installed it, and what they allowed it.

use std::collections::BTreeSet;

use super::World;
use super::feed::{Event, Kind, Part};

impl World {
    /// Installs the application for somebody, who allows it these privileges besides those that it has. `false` when nobody
    /// has the id.
    pub(crate) fn install(&mut self, uid: u64, privileges: &[String], app_id: u64, now: u64) -> bool {
        let Some(person) = self.people.get_mut(&uid) else { return false };
        let is_new = person.application.is_none();
        person.application.get_or_insert_with(BTreeSet::new).extend(privileges.iter().cloned());
        if is_new {
            let event = Event { application: Some(app_id), ..Event::new(Kind::APP_ADD) };
            self.feed.publish(vec![uid], event.with(Part::Application(app_id)), now);
        }
        true
    }

    /// Removes the application, with everything that it was allowed.
    pub(crate) fn uninstall(&mut self, uid: u64) -> bool {
        let person = self.people.get_mut(&uid);
        person.map(|person| person.application = None).is_some()
    }

    /// Takes a privilege back.
    pub(crate) fn revoke(&mut self, uid: u64, privilege: &str) -> bool {
        let Some(person) = self.people.get_mut(&uid) else { return false };
        if let Some(privileges) = &mut person.application {
            privileges.remove(privilege);
        }
        true
    }

    /// Whether somebody has installed the application.
    pub(crate) fn is_app_user(&self, uid: u64) -> bool {
        self.person(uid).is_some_and(|person| person.application.is_some())
    }

    /// Whether somebody who need not be here has allowed the application to do something.
    pub(crate) fn allows(&self, uid: u64, privilege: &str) -> bool {
        let privileges = self.person(uid).and_then(|person| person.application.as_ref());
        privileges.is_some_and(|privileges| privileges.contains(privilege))
    }
}
