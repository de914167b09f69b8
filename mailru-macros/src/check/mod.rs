//! Rules about how the parts of a finished model fit together, and the repair of what breaks them. What can be judged by one
//! key or value alone is judged where that is read, in `spec`; what the parts become in Rust is the business of `render`.
//! May use `spec`, `names`, `model` and `diagnostics`.

mod choices;
mod methods;
mod nesting;
mod page;
mod params;
mod rare;
pub(crate) mod repair;
mod repeated;
mod report;
mod service;
mod types;

pub(crate) use self::nesting::nested;
pub(crate) use self::page::fits as page_fits;
pub(crate) use self::repeated::repeated;
use self::report::Report;
use crate::diagnostics::Diagnostics;
use crate::model::{Declaration, ErrorCode, File};
use crate::spec::Places;

/// Checks a group's file or `types.toml`.
pub(crate) fn file(file: &File, shared: &[Declaration], places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut report = Report { places, diagnostics };
    methods::check(file, &mut report);
    service::check(file, &mut report);
    choices::check(file, &mut report);
    types::check(file, shared, &mut report);
    nesting::check(file, &mut report);
    rare::check(file, shared, &mut report);
}

/// Checks the error codes.
pub(crate) fn errors(codes: &[ErrorCode], places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut report = Report { places, diagnostics };
    for (at, first) in repeated(codes.iter().map(|code| code.name.as_str())) {
        let message = format!("{:?} is already the name of code {}", codes[at].name, codes[first].code);
        report.value(&["codes", &codes[at].code.to_string(), "name"], message);
    }
}
