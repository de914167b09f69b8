//! Authorization codes: handed to a redirect address, and exchanged for tokens once. The exchange is in `grant.rs`.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use super::lock;
use crate::clock::Clock;
use crate::generator::Generator;
use crate::sessions::Session;

/// How long a code may be exchanged.
const LIFETIME: Duration = Duration::from_mins(10);

/// The codes that nobody has exchanged yet. There is one application, so a code is bound to it by being here.
#[derive(Debug)]
pub(super) struct Codes {
    clock: Clock,
    issued: Mutex<Issued>,
}

#[derive(Debug)]
struct Issued {
    generator: Generator,
    codes: HashMap<String, Code>,
}

#[derive(Debug)]
struct Code {
    session: Session,
    redirect_uri: String,
    end: Duration,
}

impl Codes {
    pub(super) fn new(seed: u64, clock: Clock) -> Self {
        let issued = Issued { generator: Generator::new(seed, "codes"), codes: HashMap::new() };
        Self { clock, issued: Mutex::new(issued) }
    }

    /// A code that opens the session for whoever names the same address.
    pub(super) fn issue(&self, session: Session, redirect_uri: &str) -> String {
        let now = self.clock.now();
        let mut issued = lock(&self.issued);
        issued.codes.retain(|_, code| now < code.end);
        let name = issued.generator.hex();
        let end = now.saturating_add(LIFETIME);
        issued.codes.insert(name.clone(), Code { session, redirect_uri: redirect_uri.to_owned(), end });
        name
    }

    /// The code is spent even when it is refused: whoever has it without its address should not have it.
    pub(super) fn spend(&self, code: &str, redirect_uri: &str) -> Option<Session> {
        let code = lock(&self.issued).codes.remove(code)?;
        (self.clock.now() < code.end && code.redirect_uri == redirect_uri).then_some(code.session)
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, LIFETIME, Session, lock};
    use crate::clock::Clock;

    const HERE: &str = "http://localhost/back?a=1";

    fn session() -> Session {
        Session { owner: 7, privileges: [].into() }
    }

    #[test]
    fn a_code_is_spent_by_the_first_who_shows_it() {
        let codes = Codes::new(1, Clock::standing());
        let code = codes.issue(session(), HERE);
        assert_eq!(codes.spend(&code, HERE), Some(session()));
        assert_eq!(codes.spend(&code, HERE), None);
    }

    #[test]
    fn a_code_fits_the_address_it_was_made_for_to_the_letter() {
        let codes = Codes::new(1, Clock::standing());
        for elsewhere in ["", "http://localhost/back", "http://localhost/back?a=1&", "http://LOCALHOST/back?a=1"] {
            let code = codes.issue(session(), HERE);
            assert_eq!(codes.spend(&code, elsewhere), None, "{elsewhere}");
            assert_eq!(codes.spend(&code, HERE), None, "spent by the attempt");
        }
    }

    #[test]
    fn a_code_lives_ten_minutes_and_is_then_forgotten() {
        let clock = Clock::standing();
        let codes = Codes::new(1, clock.clone());
        let (in_time, late) = (codes.issue(session(), HERE), codes.issue(session(), HERE));
        clock.advance(LIFETIME / 2);
        assert!(codes.spend(&in_time, HERE).is_some());
        clock.advance(LIFETIME / 2);
        codes.issue(session(), HERE);
        assert_eq!(lock(&codes.issued).codes.len(), 1);
        assert_eq!(codes.spend(&late, HERE), None);
    }
}
