//! Rules about members that seldom come: they are optional, and the struct that holds them has a name of its own.

use crate::{
    model::{Declaration, File, TypeBody},
    names,
};

use super::report::Report;

/// The name of the member that holds them.
const HOLDER: &str = "rarely";

/// The members that cannot be `rare`, as type and field, and why.
pub(super) fn misfits(file: &File, shared: &[Declaration]) -> Vec<(usize, usize, String)> {
    let mut misfits = Vec::new();
    for (at, def) in file.types.iter().enumerate() {
        let TypeBody::Object(fields) = &def.body else { continue };
        let holder = names::rarely(&def.name);
        let is_taken = file
            .types
            .iter()
            .map(|def| &def.name)
            .chain(shared.iter().map(|def| &def.name))
            .any(|name| *name == holder)
            || file.methods.iter().any(|method| names::upper_camel(&method.key) == holder);
        let has_holder = fields.iter().any(|field| field.rust == HOLDER);
        for (place, _) in fields.iter().enumerate().filter(|(_, field)| field.rare) {
            let message = if fields[place].always {
                "a field is `always` there or `rare`, not both".to_owned()
            } else if is_taken {
                format!("{holder:?}, which would hold the rare fields, is the name of something else")
            } else if has_holder {
                format!(
                    "the rare fields would be in {HOLDER:?}, which is the Rust name of another field, choose another by `rust`"
                )
            } else {
                continue;
            };
            misfits.push((at, place, message));
        }
    }
    misfits
}

pub(super) fn check(file: &File, shared: &[Declaration], report: &mut Report<'_>) {
    for (at, place, message) in misfits(file, shared) {
        let def = &file.types[at];
        let TypeBody::Object(fields) = &def.body else { continue };
        report.value(&[def.body.kind().word(), &def.name, "fields", &fields[place].wire, "rare"], message);
    }
}
