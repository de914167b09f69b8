//! Authorization codes: handed to a redirect address, and exchanged for tokens once, within ten minutes. What a code stands for, and who
//! may exchange it, is the business of each of the services.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Clock;
use crate::generator::Generator;

/// How long a code may be exchanged. OAuth Mail's own time is not known.
const LIFETIME: Duration = Duration::from_mins(10);

/// The codes that nobody has exchanged yet.
#[derive(Debug)]
pub(crate) struct Codes<T> {
    clock: Clock,
    issued: Mutex<Issued<T>>,
}

#[derive(Debug)]
struct Issued<T> {
    generator: Generator,
    codes: HashMap<String, (T, Duration)>,
}

impl<T> Codes<T> {
    pub(crate) fn new(generator: Generator, clock: Clock) -> Self {
        Self { clock, issued: Mutex::new(Issued { generator, codes: HashMap::new() }) }
    }

    /// A code that stands for that.
    pub(crate) fn issue(&self, meaning: T) -> String {
        let now = self.clock.now();
        let mut issued = self.lock();
        issued.codes.retain(|_, (_, end)| now < *end);
        let name = issued.generator.hex();
        issued.codes.insert(name.clone(), (meaning, now.saturating_add(LIFETIME)));
        name
    }

    /// What the code stands for, unless it has expired. It is spent by that, if whoever shows it may spend it.
    pub(crate) fn spend(&self, name: &str, may_spend: impl FnOnce(&T) -> bool) -> Option<T> {
        let mut issued = self.lock();
        issued.codes.get(name).filter(|(meaning, _)| may_spend(meaning))?;
        let (meaning, end) = issued.codes.remove(name)?;
        (self.clock.now() < end).then_some(meaning)
    }

    fn lock(&self) -> MutexGuard<'_, Issued<T>> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, LIFETIME};
    use crate::clock::Clock;
    use crate::generator::Generator;

    fn codes(clock: &Clock) -> Codes<u8> {
        Codes::new(Generator::new(1, "codes"), clock.clone())
    }

    #[test]
    fn a_code_is_spent_by_the_first_who_shows_it_and_may_spend_it() {
        let codes = codes(&Clock::standing());
        let code = codes.issue(7);
        assert_eq!(codes.spend(&code, |meaning| *meaning == 8), None);
        assert_eq!(codes.spend(&code, |meaning| *meaning == 7), Some(7));
        assert_eq!(codes.spend(&code, |_| true), None);
    }

    #[test]
    fn a_code_lives_ten_minutes_and_is_then_forgotten() {
        let clock = Clock::standing();
        let codes = codes(&clock);
        let (in_time, late) = (codes.issue(1), codes.issue(2));
        clock.advance(LIFETIME / 2);
        assert_eq!(codes.spend(&in_time, |_| true), Some(1));
        clock.advance(LIFETIME / 2);
        codes.issue(3);
        assert_eq!(codes.lock().codes.len(), 1);
        assert_eq!(codes.spend(&late, |_| true), None);
    }
}
