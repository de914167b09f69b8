//! Replaying: answers that come from recordings, in the place of the world's.
//!
//! A call is answered by a recording of the same method with the same parameters. A value that was invented for the recording stands
//! for any of its form, and from the first call on for that one. Of several recordings each is given once, in their order, and the last
//! one again and again.

mod matching;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::parameters::Parameters;
use crate::platform::Failure;
use crate::recording::{Exchange, RecordingError, files};

/// Recordings to answer from.
#[derive(Debug, Default)]
pub(crate) struct Replay {
    by_method: BTreeMap<String, Vec<Exchange>>,
    /// For some methods: the only parameters that are looked at.
    rules: BTreeMap<String, BTreeSet<String>>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// How often each exchange was given, by its method and place.
    given: HashMap<(String, usize), u64>,
    /// What invented values stand for by now.
    bound: HashMap<String, String>,
}

impl Replay {
    /// Reads a recording, or all of a folder. Exchanges without an answer in JSON are left out, and so are those of tokens.
    pub(crate) fn read(path: &Path, rules: BTreeMap<String, BTreeSet<String>>) -> Result<Self, RecordingError> {
        let mut exchanges = Vec::new();
        for file in files(path)? {
            let text = std::fs::read_to_string(&file).map_err(|error| RecordingError::unreadable(&file, error))?;
            exchanges.push(Exchange::parse(&text, &file)?);
        }
        exchanges.sort_by_key(|exchange| exchange.number);
        let mut by_method = BTreeMap::<String, Vec<Exchange>>::new();
        for exchange in exchanges.into_iter().filter(|exchange| exchange.answer.body.is_some()) {
            if let Some(method) = exchange.request.method.clone() {
                by_method.entry(method).or_default().push(exchange);
            }
        }
        Ok(Self { by_method, rules, state: Mutex::default() })
    }

    /// The answer of the recording that fits.
    pub(crate) fn answer(&self, method: &str, parameters: &Parameters) -> Result<String, Failure> {
        let Some(exchanges) = self.by_method.get(method) else { return Err(self.nothing_like(method)) };
        let rule = self.rules.get(method);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |exchange: &Exchange| matching::fit(exchange, parameters, rule, &state.bound);
        let fitting: Vec<_> =
            exchanges.iter().enumerate().filter_map(|(at, exchange)| Some((at, fits(exchange).ok()?))).collect();
        // What fits word for word comes before what fits by its form.
        let closest = fitting.iter().map(|(_, bound)| bound.len()).min();
        let closest: Vec<_> = fitting.iter().filter(|(_, bound)| Some(bound.len()) == closest).collect();
        let times = |at: usize| state.given.get(&(method.to_owned(), at)).copied().unwrap_or(0);
        let Some((at, bound)) = closest.iter().find(|(at, _)| times(*at) == 0).or(closest.last()) else {
            return Err(nearest(method, exchanges, parameters, rule, &state.bound));
        };
        let (at, bound) = (*at, bound.clone());
        *state.given.entry((method.to_owned(), at)).or_default() += 1;
        state.bound.extend(bound);
        answer(&exchanges[at])
    }

    fn nothing_like(&self, method: &str) -> Failure {
        let known: Vec<&str> = self.by_method.keys().map(String::as_str).collect();
        Failure::replay(format!("no recording is of '{method}', only of {}", known.join(", ")))
    }
}

/// The answer as it was, or the error as it was.
fn answer(exchange: &Exchange) -> Result<String, Failure> {
    let body = exchange.answer.body.as_ref().unwrap_or(&serde_json::Value::Null);
    match body.get("error") {
        Some(error) if body.is_object() => {
            let code = error.get("error_code");
            let code = code.and_then(|code| code.as_i64().or_else(|| code.as_str()?.parse().ok()));
            Err(Failure::recorded(code.unwrap_or(0), exchange.answer.status, body.to_string()))
        }
        _ => Ok(body.to_string()),
    }
}

/// An error that names the recording which differs least, and how it differs.
fn nearest(
    method: &str,
    exchanges: &[Exchange],
    parameters: &Parameters,
    rule: Option<&BTreeSet<String>>,
    bound: &HashMap<String, String>,
) -> Failure {
    let misses = exchanges
        .iter()
        .filter_map(|exchange| Some((exchange, matching::fit(exchange, parameters, rule, bound).err()?)));
    match misses.min_by_key(|(_, differences)| differences.len()) {
        Some((exchange, differences)) => {
            let differences = differences.join(", ");
            Failure::replay(format!(
                "no recording fits this call of '{method}'; the nearest is number {}: {differences}",
                exchange.number
            ))
        }
        None => Failure::replay(format!("no recording is of '{method}'")),
    }
}
