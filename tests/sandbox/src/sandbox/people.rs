//! What a test does to the people of a sandbox that runs: who has the application, what they allow it, who is here; sessions of
//! others than the user; and what reached them that no method shows.

use super::Sandbox;
use crate::error::UnknownUser;
use crate::oauth::{is_privilege, names, session};
use crate::world::{Notification, World};

impl Sandbox {
    /// The ids of everybody, ascending.
    #[must_use]
    pub fn people(&self) -> Vec<u64> {
        self.service.platform.world.read().people().map(|person| person.uid).collect()
    }

    /// Opens a session of anybody, as if they had logged in and consented to the `scope`, which are names of privileges
    /// separated by spaces. That installs the application.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = mailru_sandbox::Sandbox::start().await?;
    /// let somebody = sandbox.people()[0];
    /// let session_key = sandbox.open_session(somebody, "messages stream")?;
    /// // ... a second client, who reads what the first one wrote.
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    ///
    /// # Panics
    ///
    /// When there is no such privilege.
    #[track_caller]
    pub fn open_session(&self, uid: u64, scope: &str) -> Result<String, UnknownUser> {
        for name in names(scope) {
            assert_privilege(name);
        }
        self.known(uid)?;
        Ok(self.service.platform.consent(session(uid, scope)).access)
    }

    /// Installs the application for somebody, without any privilege.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    pub fn install(&self, uid: u64) -> Result<(), UnknownUser> {
        let (app_id, now) = (self.app_id(), self.now());
        self.change(uid, |world| world.install(uid, &[], app_id, now))
    }

    /// Removes the application from somebody, with all that they allowed it. Their sessions stay open, but calls for them are
    /// error 105.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    pub fn uninstall(&self, uid: u64) -> Result<(), UnknownUser> {
        self.change(uid, |world| world.uninstall(uid))
    }

    /// Lets somebody allow the application to do something, such as `photos`: in the sessions that they have, and for calls in
    /// their absence. That installs the application.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    ///
    /// # Panics
    ///
    /// When there is no such privilege.
    #[track_caller]
    pub fn grant(&self, uid: u64, privilege: &str) -> Result<(), UnknownUser> {
        assert_privilege(privilege);
        let (app_id, now) = (self.app_id(), self.now());
        self.change(uid, |world| world.install(uid, &[privilege.to_owned()], app_id, now))?;
        self.service.platform.sessions.grant(uid, privilege);
        Ok(())
    }

    /// Takes back what [`grant`](Self::grant) or a consent has given: calls that need the privilege are error 200 from now on.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    ///
    /// # Panics
    ///
    /// When there is no such privilege.
    #[track_caller]
    pub fn revoke(&self, uid: u64, privilege: &str) -> Result<(), UnknownUser> {
        assert_privilege(privilege);
        self.change(uid, |world| world.revoke(uid, privilege))?;
        self.service.platform.sessions.revoke(uid, privilege);
        Ok(())
    }

    /// Lets somebody come online or go away.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    pub fn set_online(&self, uid: u64, online: bool) -> Result<(), UnknownUser> {
        let now = self.now();
        self.change(uid, |world| world.set_online(uid, online, now))
    }

    /// Makes two people friends, or ends that. Nobody is a friend of himself.
    ///
    /// # Errors
    ///
    /// When nobody has one of the ids.
    pub fn set_friends(&self, one: u64, other: u64, friends: bool) -> Result<(), UnknownUser> {
        self.known(one)?;
        self.known(other)?;
        self.service.platform.world.write().set_friends(one, other, friends);
        Ok(())
    }

    /// Closes somebody's page to all but friends, or opens it.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    pub fn set_closed(&self, uid: u64, closed: bool) -> Result<(), UnknownUser> {
        self.change(uid, |world| world.person_mut(uid).map(|person| person.closed = closed).is_some())
    }

    /// Gives somebody another e-mail address, of the form `login@domain.ru`. Everything that tells it tells the new one from now on, and
    /// so does the address of their page.
    ///
    /// # Errors
    ///
    /// When nobody has the id.
    ///
    /// # Panics
    ///
    /// When the address has another form, or is somebody else's.
    #[track_caller]
    pub fn set_email(&self, uid: u64, email: &str) -> Result<(), UnknownUser> {
        let parts = email.split_once('@').and_then(|(login, domain)| Some((login, domain.strip_suffix(".ru")?)));
        let Some((login, domain)) = parts else { panic!("\"{email}\" is not of the form login@domain.ru") };
        let holder = self.service.platform.world.read().person_by_email(email).map(|person| person.uid);
        assert!(holder.is_none_or(|holder| holder == uid), "\"{email}\" is somebody else's");
        self.change(uid, |world| {
            let Some(person) = world.person_mut(uid) else { return false };
            (person.login, person.domain) = (login.to_owned(), domain.to_owned());
            true
        })
    }

    /// The notifications that have reached users by `notifications.send`, in that order.
    #[must_use]
    pub fn notifications(&self) -> Vec<Notification> {
        self.service.platform.world.read().notifications.clone()
    }

    /// The title that a user bears, which no method shows.
    #[must_use]
    pub fn title(&self, uid: u64) -> Option<String> {
        self.service.platform.world.read().games.title(uid).map(|title| title.name.clone())
    }

    fn change(&self, uid: u64, change: impl FnOnce(&mut World) -> bool) -> Result<(), UnknownUser> {
        let done = change(&mut self.service.platform.world.write());
        if done { Ok(()) } else { Err(UnknownUser { uid }) }
    }

    pub(super) fn known(&self, uid: u64) -> Result<(), UnknownUser> {
        let person = self.service.platform.world.read().person(uid).map(|_| ());
        person.ok_or(UnknownUser { uid })
    }

    fn now(&self) -> u64 {
        self.service.platform.clock.now().as_secs()
    }
}

/// A misspelt name would be a privilege that no method ever needs.
#[track_caller]
fn assert_privilege(name: &str) {
    assert!(is_privilege(name), "no privilege is called \"{name}\"");
}
