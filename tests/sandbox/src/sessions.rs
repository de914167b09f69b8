//! Sessions: access tokens, which are the session keys of REST calls, and the refresh tokens that renew them. By what grant
//! a session comes about is decided in `oauth`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Clock;
use crate::generator::Generator;

/// Whose session it is, and what its owner allowed the application to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) owner: u64,
    pub(crate) privileges: Arc<[String]>,
}

/// A pair of tokens as it is handed out.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) owner: u64,
    /// Of the access token.
    pub(crate) lifetime: Duration,
}

/// How tokens live.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifecycle {
    /// Of an access token. Refresh tokens do not expire.
    pub(crate) lifetime: Duration,
    /// Whether a refresh token is good for one refresh only.
    pub(crate) rotates: bool,
}

/// All sessions that are open, and those that can be opened again.
#[derive(Debug)]
pub(crate) struct Sessions {
    clock: Clock,
    lifecycle: Lifecycle,
    tokens: Mutex<Issued>,
}

#[derive(Debug)]
struct Issued {
    generator: Generator,
    open: HashMap<String, (Session, Duration)>,
    renewable: HashMap<String, Session>,
}

impl Sessions {
    pub(crate) fn new(seed: u64, clock: Clock, lifecycle: Lifecycle) -> Self {
        let generator = Generator::new(seed, "tokens");
        let tokens = Issued { generator, open: HashMap::new(), renewable: HashMap::new() };
        Self { clock, lifecycle, tokens: Mutex::new(tokens) }
    }

    /// Opens a session under a new pair of tokens.
    pub(crate) fn open(&self, session: Session) -> Tokens {
        let mut issued = self.lock();
        let (access, refresh) = (issued.generator.hex(), issued.generator.hex());
        self.enter(&mut issued, session, access, refresh)
    }

    /// Opens a session under tokens that were drawn elsewhere.
    pub(crate) fn open_as(&self, session: Session, access: String, refresh: String) -> Tokens {
        self.enter(&mut self.lock(), session, access, refresh)
    }

    /// `None` when the refresh token is unknown, or was used before and rotates.
    pub(crate) fn refresh(&self, token: &str) -> Option<Tokens> {
        let mut issued = self.lock();
        let (old, session) = issued.renewable.remove_entry(token)?;
        let access = issued.generator.hex();
        let refresh = if self.lifecycle.rotates { issued.generator.hex() } else { old };
        Some(self.enter(&mut issued, session, access, refresh))
    }

    /// The session of a key, unless that has expired.
    pub(crate) fn find(&self, key: &str) -> Option<Session> {
        let now = self.clock.now();
        self.lock().open.get(key).filter(|(_, end)| now < *end).map(|(session, _)| session.clone())
    }

    /// Closes one session. What can be refreshed stays so.
    pub(crate) fn end(&self, key: &str) {
        self.lock().open.remove(key);
    }

    /// A key of a session of that user which is open; of several the one that lasts longest.
    pub(crate) fn key_of(&self, owner: u64) -> Option<String> {
        let now = self.clock.now();
        let issued = self.lock();
        let open = issued.open.iter().filter(|(_, (session, end))| session.owner == owner && now < *end);
        open.max_by_key(|(key, (_, end))| (*end, *key)).map(|(key, _)| key.clone())
    }

    /// Adds a privilege to every session of somebody, open or renewable.
    pub(crate) fn grant(&self, owner: u64, privilege: &str) {
        self.change(owner, |privileges| {
            if !privileges.iter().any(|granted| granted == privilege) {
                privileges.push(privilege.to_owned());
            }
        });
    }

    /// Takes a privilege from every session of somebody, open or renewable.
    pub(crate) fn revoke(&self, owner: u64, privilege: &str) {
        self.change(owner, |privileges| privileges.retain(|granted| granted != privilege));
    }

    fn change(&self, owner: u64, change: impl Fn(&mut Vec<String>)) {
        let mut issued = self.lock();
        let Issued { open, renewable, .. } = &mut *issued;
        let sessions = open.values_mut().map(|(session, _)| session).chain(renewable.values_mut());
        for session in sessions.filter(|session| session.owner == owner) {
            let mut privileges = session.privileges.to_vec();
            change(&mut privileges);
            session.privileges = privileges.into();
        }
    }

    /// Closes every session. What can be refreshed stays so.
    pub(crate) fn expire(&self) {
        self.lock().open.clear();
    }

    fn enter(&self, issued: &mut Issued, session: Session, access: String, refresh: String) -> Tokens {
        let (now, Lifecycle { lifetime, .. }) = (self.clock.now(), self.lifecycle);
        issued.open.retain(|_, (_, end)| now < *end);
        let owner = session.owner;
        issued.renewable.insert(refresh.clone(), session.clone());
        issued.open.insert(access.clone(), (session, now.saturating_add(lifetime)));
        Tokens { access, refresh, owner, lifetime }
    }

    fn lock(&self) -> MutexGuard<'_, Issued> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Lifecycle, Session, Sessions};
    use crate::clock::Clock;

    const LIFETIME: Duration = Duration::from_secs(100);

    fn sessions(rotates: bool) -> (Clock, Sessions) {
        let clock = Clock::standing();
        (clock.clone(), Sessions::new(1, clock, Lifecycle { lifetime: LIFETIME, rotates }))
    }

    fn session() -> Session {
        Session { owner: 7, privileges: ["photos".to_owned()].into() }
    }

    #[test]
    fn a_session_ends_exactly_when_its_lifetime_is_over() {
        let (clock, sessions) = sessions(true);
        let tokens = sessions.open(session());
        clock.advance(LIFETIME.checked_sub(Duration::from_nanos(1)).expect("it is longer"));
        assert_eq!(sessions.find(&tokens.access), Some(session()));
        clock.advance(Duration::from_nanos(1));
        assert_eq!(sessions.find(&tokens.access), None);
        assert_eq!(sessions.find(&tokens.refresh), None, "a refresh token is no session key");
    }

    #[test]
    fn a_rotating_refresh_token_works_once_and_keeps_owner_and_privileges() {
        let (_, sessions) = sessions(true);
        let first = sessions.open(session());
        let second = sessions.refresh(&first.refresh).expect("it is fresh");
        assert!(sessions.refresh(&first.refresh).is_none());
        assert_eq!(sessions.find(&second.access), Some(session()));
        assert_ne!((&first.access, &first.refresh), (&second.access, &second.refresh));
        assert_eq!(sessions.find(&first.access), Some(session()), "until its own end");
        assert!(sessions.refresh(&second.refresh).is_some());
    }

    #[test]
    fn without_rotation_a_refresh_token_works_for_ever() {
        let (clock, sessions) = sessions(false);
        let first = sessions.open(session());
        for _ in 0..3 {
            clock.advance(LIFETIME);
            let next = sessions.refresh(&first.refresh).expect("it does not rotate");
            assert_eq!(next.refresh, first.refresh);
            assert!(sessions.find(&next.access).is_some());
        }
    }

    #[test]
    fn expired_sessions_are_forgotten_when_the_next_one_opens() {
        let (clock, sessions) = sessions(true);
        let mut tokens = sessions.open(session());
        for _ in 0..100 {
            clock.advance(LIFETIME);
            tokens = sessions.refresh(&tokens.refresh).expect("it is fresh");
        }
        let issued = sessions.lock();
        assert_eq!((issued.open.len(), issued.renewable.len()), (1, 1));
    }

    #[test]
    fn a_privilege_comes_and_goes_in_all_sessions_of_its_owner() {
        let (_, sessions) = sessions(true);
        let mine = sessions.open(session());
        let other = sessions.open(Session { owner: 8, ..session() });
        let privileges =
            |tokens: &super::Tokens| sessions.find(&tokens.access).expect("it is open").privileges.to_vec();
        sessions.grant(7, "stream");
        sessions.grant(7, "stream");
        assert_eq!(
            (privileges(&mine), privileges(&other)),
            (vec!["photos".into(), "stream".into()], vec!["photos".into()])
        );
        sessions.revoke(7, "photos");
        assert_eq!(privileges(&mine), ["stream"]);
        let renewed = sessions.refresh(&mine.refresh).expect("it is fresh");
        assert_eq!(privileges(&renewed), ["stream"]);
    }

    #[test]
    fn expire_closes_all_sessions_but_leaves_them_renewable() {
        let (_, sessions) = sessions(true);
        let tokens = sessions.open(session());
        sessions.expire();
        assert_eq!(sessions.find(&tokens.access), None);
        assert!(sessions.refresh(&tokens.refresh).is_some());
    }
}
