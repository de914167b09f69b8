//! Rules about the enums that choices (`either_of`) become: each has a name of its own.

use super::report::Report;
use crate::model::{File, ParamKind};
use crate::names;

pub(crate) fn check(file: &File, report: &mut Report<'_>) {
    for (method, param, message) in taken(file) {
        let method = &file.methods[method];
        report.name(&["methods", &method.key, "params", &method.params[param].wire], "rust", message);
    }
}

/// The choices, by method and parameter, whose enum would be called as something else is, and what to say about them.
pub(crate) fn taken(file: &File) -> Vec<(usize, usize, String)> {
    let group = names::upper_camel(&file.module);
    let mut known = vec![(format!("{group}Ext"), "the trait of the group".to_owned()), (group, "the group".to_owned())];
    known.extend(file.types.iter().map(|def| (def.name.clone(), "a type of this file".to_owned())));
    let request = |key: &str| (names::upper_camel(key), format!("the request of {key:?}"));
    known.extend(file.methods.iter().map(|method| request(&method.key)));
    let mut taken = Vec::new();
    for (at, method) in file.methods.iter().enumerate() {
        for (place, param) in method.params.iter().enumerate() {
            let repeated = method.params[..place].iter().any(|other| other.rust == param.rust);
            // What has no name or another's was reported.
            if !matches!(param.kind, ParamKind::EitherOf(_)) || param.rust.is_empty() || repeated {
                continue;
            }
            let name = format!("{}{}", names::upper_camel(&method.key), names::upper_camel(&param.rust));
            match known.iter().find(|(other, _)| *other == name) {
                Some((_, what)) => {
                    let message = format!("the choice would be called {name:?}, as {what} is: choose a name by `rust`");
                    taken.push((at, place, message));
                }
                None => known.push((name, format!("the choice {:?} of {:?}", param.wire, method.key))),
            }
        }
    }
    taken
}
