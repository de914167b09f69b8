//! Rules about methods of a service other than the platform, and about those that belong to none.

use super::report::Report;
use crate::model::{Auth, Circuit, Context, File, Method};
use crate::spec::TOKEN;

pub(super) fn check(file: &File, report: &mut Report<'_>) {
    for method in &file.methods {
        let path = ["methods", method.key.as_str()];
        if file.service.is_some() && method.path.is_none() {
            report.key(&path, "missing key \"path\" of a method: the file is about a service, and where there is open");
        }
        for (key, message) in misfits(method, file.service.is_some()) {
            report.value(&[path[0], path[1], key], message);
        }
    }
}

/// The keys that such a method cannot have, each with what is wrong with it.
fn misfits(method: &Method, of_a_service: bool) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    if !of_a_service {
        let foreign = "is for a service, and the file has no `[service]`: the platform's methods have one address";
        found.extend(method.path.is_some().then_some(("path", foreign)));
        let signed = "is for a service, and the file has no `[service]`: the platform's methods are signed";
        found.extend((method.auth != Auth::Signature).then_some(("auth", signed)));
    } else if method.auth != Auth::Signature {
        let circuit = "is for calls that are signed, and this one is not";
        found.extend((method.circuit != Circuit::Any).then_some(("circuit", circuit)));
        let context = "is for calls that are signed; this one acts for whose token it carries";
        found.extend((method.context != Context::Session).then_some(("context", context)));
    }
    found
}

/// What is left of a method after its mistakes were reported.
pub(super) fn repair(file: &mut File) {
    let of_a_service = file.service.is_some();
    for method in &mut file.methods {
        for (key, _) in misfits(method, of_a_service) {
            match key {
                "path" => method.path = None,
                "auth" => method.auth = Auth::Signature,
                "circuit" => method.circuit = Circuit::Any,
                _ => method.context = Context::Session,
            }
        }
        if of_a_service {
            method.path.get_or_insert_with(|| "/".to_owned());
        }
        if method.auth == Auth::TokenQuery {
            method.params.retain(|param| !TOKEN.contains(&param.wire.as_str()));
        }
    }
}
