//! Whether a recording fits a call.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::parameters::Parameters;
use crate::recording::Exchange;

/// What says nothing about which answer is asked for.
const COMMON: [&str; 7] = ["app_id", "method", "sig", "secure", "session_key", "cb", "format"];

/// What invented values would stand for if the recording were the one; else, where the two differ. No value is shown: it may be anybody's.
pub(super) fn fit(
    exchange: &Exchange,
    parameters: &Parameters,
    rule: Option<&BTreeSet<String>>,
    bound: &HashMap<String, String>,
) -> Result<HashMap<String, String>, Vec<String>> {
    let counts = |name: &str| !COMMON.contains(&name) && rule.is_none_or(|rule| rule.contains(name));
    let asked: BTreeMap<&str, &str> = parameters
        .pairs()
        .iter()
        .filter(|(name, _)| counts(name))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut unseen = asked.clone();
    let (mut differences, mut binds) = (Vec::new(), HashMap::new());
    for recorded in exchange.request.parameters.iter().filter(|parameter| counts(&parameter.name)) {
        let Some(value) = unseen.remove(recorded.name.as_str()) else {
            differences.push(format!("it has '{}' too", recorded.name));
            continue;
        };
        if !fits(&recorded.value, value, recorded.invented, bound, &mut binds) {
            differences.push(format!("its '{}' differs", recorded.name));
        }
    }
    differences.extend(unseen.keys().map(|name| format!("it has no '{name}'")));
    let files = |names: &mut dyn Iterator<Item = &str>| {
        names.filter(|name| counts(name)).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let recorded = files(&mut exchange.request.files.iter().map(|file| file.name.as_str()));
    if recorded != files(&mut parameters.files().iter().map(|file| file.name.as_str())) {
        differences.push("its files differ".to_owned());
    }
    if differences.is_empty() { Ok(binds) } else { Err(differences) }
}

/// Whether a value is the recorded one, or may be what an invented one stands for.
fn fits(
    recorded: &str,
    value: &str,
    invented: bool,
    bound: &HashMap<String, String>,
    binds: &mut HashMap<String, String>,
) -> bool {
    if recorded == value {
        return true;
    }
    let (ours, theirs): (Vec<_>, Vec<_>) = (recorded.split(',').collect(), value.split(',').collect());
    if invented && ours.len() > 1 && ours.len() == theirs.len() {
        return ours.iter().zip(theirs).all(|(ours, theirs)| fits(ours, theirs, true, bound, binds));
    }
    if !invented || form(recorded) != form(value) {
        return false;
    }
    if let Some(known) = bound.get(recorded).or_else(|| binds.get(recorded)) {
        return known == value;
    }
    binds.insert(recorded.to_owned(), value.to_owned());
    true
}

/// What an invented value has in common with the real one, and with those that may stand in its place: digits or not.
fn form(text: &str) -> (bool, bool) {
    (text.is_empty(), !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::fits;

    #[test]
    fn an_invented_value_stands_for_one_value_of_its_form() {
        let (bound, mut binds) = (HashMap::new(), HashMap::new());
        assert!(!fits("121", "777", false, &bound, &mut binds));
        assert!(!fits("121", "ivan", true, &bound, &mut binds));
        assert!(fits("121", "777", true, &bound, &mut binds) && fits("121", "777", true, &bound, &mut binds));
        assert!(!fits("121", "778", true, &bound, &mut binds));
        assert!(
            fits("121,555", "777,12", true, &bound, &mut binds) && !fits("121,555", "777", true, &bound, &mut binds)
        );
    }
}
