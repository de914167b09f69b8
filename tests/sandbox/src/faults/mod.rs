//! Faults on request: which of them hit which request. What a fault is stands in `fault.rs`, its text in `text`; what it
//! does to an answer, `http` knows.

mod fault;
mod text;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use fault::Fault;
pub use text::FaultError;

pub(crate) use fault::{Kind, Target};

use crate::generator::Generator;

/// The faults that wait for requests.
#[derive(Debug)]
pub(crate) struct Faults {
    seed: u64,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    /// How many there have ever been: each has chances of its own, whatever else is injected.
    count: u64,
    faults: Vec<Injected>,
}

#[derive(Debug)]
struct Injected {
    fault: Fault,
    chances: Generator,
    hits: usize,
}

/// A fault that hits a request.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    /// Whether the request is carried out first.
    pub(crate) carried_out: bool,
    /// The fault as a text.
    pub(crate) name: String,
}

/// A fault that waits, for people.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) fault: String,
    pub(crate) hits: usize,
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, waiting: Mutex::default() }
    }

    pub(crate) fn inject(&self, fault: Fault) {
        let mut waiting = self.lock();
        let chances = Generator::new(self.seed, &format!("fault {}", waiting.count));
        waiting.count += 1;
        waiting.faults.push(Injected { fault, chances, hits: 0 });
    }

    pub(crate) fn clear(&self) {
        self.lock().faults.clear();
    }

    /// The method that a fault waits for.
    pub(crate) fn method(fault: &Fault) -> Option<&str> {
        match &fault.target {
            Target::Method(name) => Some(name),
            _ => None,
        }
    }

    /// Those that are not over.
    pub(crate) fn reports(&self) -> Vec<Report> {
        let report = |injected: &Injected| Report { fault: injected.fault.to_string(), hits: injected.hits };
        self.lock().faults.iter().map(report).collect()
    }

    /// What hits a request of the target. `own` are the faults that the request asks for itself; they come first.
    pub(crate) fn strike(&self, target: &Target, own: Vec<Fault>) -> Vec<Hit> {
        let mut waiting = self.lock();
        let mut hits: Vec<Hit> = Vec::new();
        let is_free = |hits: &[Hit], fault: &Fault| !fault.kind.decides() || !hits.iter().any(|hit| hit.kind.decides());
        for fault in own {
            if is_free(&hits, &fault) {
                hits.push(Hit::of(&fault));
            }
        }
        for injected in &mut waiting.faults {
            if injected.fault.target.covers(target) && is_free(&hits, &injected.fault) && injected.hits() {
                hits.push(Hit::of(&injected.fault));
            }
        }
        waiting.faults.retain(|injected| injected.fault.times != Some(0));
        hits
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Injected {
    /// Whether the fault hits the next request that it could.
    fn hits(&mut self) -> bool {
        if self.fault.times == Some(0) {
            return false;
        }
        if self.fault.probability < 1.0 && self.chances.fraction() >= self.fault.probability {
            return false;
        }
        if self.fault.skip > 0 {
            self.fault.skip -= 1;
            return false;
        }
        self.fault.times = self.fault.times.map(|times| times - 1);
        self.hits += 1;
        true
    }
}

impl Hit {
    fn of(fault: &Fault) -> Self {
        let carried_out = fault.carried_out || fault.kind.spoils();
        Self { kind: fault.kind.clone(), carried_out, name: fault.what() }
    }
}

impl Target {
    fn covers(&self, request: &Self) -> bool {
        self == request || (*self == Self::Calls && matches!(request, Self::Method(_)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Fault, Faults, Target};

    fn method(name: &str) -> Target {
        Target::Method(name.to_owned())
    }

    /// Which of so many requests are hit.
    fn hits(faults: &Faults, target: &Target, requests: usize) -> Vec<usize> {
        (0..requests).filter(|_| !faults.strike(target, Vec::new()).is_empty()).collect()
    }

    #[test]
    fn a_fault_hits_the_next_requests_after_those_that_it_skips() {
        let faults = Faults::new(1);
        faults.inject(Fault::drop().skip(2).times(3));
        assert_eq!(hits(&faults, &method("friends.get"), 10), [2, 3, 4]);
        assert!(faults.reports().is_empty(), "it is over");
    }

    #[test]
    fn a_fault_hits_its_own_target_only() {
        let targets = [Target::Calls, method("friends.get"), method("users.getInfo"), Target::Token, Target::LookUp];
        for (fault, expected) in [
            (Fault::drop(), [true, true, true, false, false]),
            (Fault::drop().on("users.getInfo"), [false, false, true, false, false]),
            (Fault::drop().on_tokens(), [false, false, false, true, false]),
            (Fault::drop().on_lookups(), [false, false, false, false, true]),
        ] {
            let faults = Faults::new(1);
            faults.inject(fault.clone());
            assert_eq!(targets.each_ref().map(|target| !hits(&faults, target, 1).is_empty()), expected, "{fault:?}");
        }
    }

    #[test]
    fn chance_follows_the_seed_and_is_not_changed_by_other_faults() {
        let draw = |seed, others: usize| {
            let faults = Faults::new(seed);
            faults.inject(Fault::drop().probability(0.25));
            (0..others).for_each(|_| faults.inject(Fault::drop().probability(0.5).on_tokens()));
            hits(&faults, &method("friends.get"), 1000)
        };
        assert_eq!(draw(1, 0), draw(1, 5));
        assert_ne!(draw(1, 0), draw(2, 0));
        assert!((200..300).contains(&draw(1, 0).len()), "{}", draw(1, 0).len());
    }

    #[test]
    fn the_edges_of_chance_are_never_and_always() {
        for (probability, expected) in [(0.0, 0), (-1.0, 0), (1.0, 100), (2.0, 100)] {
            let faults = Faults::new(1);
            faults.inject(Fault::drop().probability(probability));
            assert_eq!(hits(&faults, &Target::Calls, 100).len(), expected, "{probability}");
        }
    }

    #[test]
    fn one_fault_decides_about_an_answer_and_the_next_waits_while_waiting_adds_up() {
        let faults = Faults::new(1);
        let wait = || Fault::latency(Duration::from_millis(1)).times(1);
        for fault in [wait(), Fault::drop().times(1), Fault::error(3).times(1), wait()] {
            faults.inject(fault);
        }
        let names = || faults.strike(&Target::Calls, Vec::new()).into_iter().map(|hit| hit.name).collect::<Vec<_>>();
        assert_eq!(names(), ["latency=1ms", "drop", "latency=1ms"]);
        assert_eq!(names(), ["error=3"]);
        assert_eq!(names(), [""; 0]);
    }

    #[test]
    fn what_a_request_asks_for_itself_comes_first_and_uses_nothing_up() {
        let faults = Faults::new(1);
        faults.inject(Fault::error(3).times(1));
        let hits = faults.strike(&Target::Calls, vec![Fault::drop()]);
        assert_eq!(hits.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(), ["drop"]);
        assert_eq!(faults.reports().len(), 1);
    }
}
