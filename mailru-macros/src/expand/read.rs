//! From the text of a spec file to a model that is sound: read, judged as a whole, and repaired where something is wrong, so
//! that it always renders.

use crate::check;
use crate::diagnostics::Diagnostics;
use crate::model::{Declaration, ErrorCode, File};
use crate::spec::{self, Reading};

/// Reads a group's file, which fills that module. `shared` are the types that `types.toml` declares.
pub(super) fn group(
    path: &str,
    module: &str,
    text: &str,
    shared: &[Declaration],
    diagnostics: &mut Diagnostics,
) -> File {
    let reading = spec::group(path, module, text, shared, diagnostics);
    sound(reading, shared, diagnostics)
}

/// Reads `types.toml`.
pub(super) fn types(path: &str, text: &str, diagnostics: &mut Diagnostics) -> File {
    let reading = spec::types(path, text, diagnostics);
    sound(reading, &[], diagnostics)
}

/// Reads `errors.toml`.
pub(super) fn errors(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Vec<ErrorCode> {
    let mut reading = spec::errors(path, text, diagnostics);
    reading.judge(diagnostics, |codes, places, found| check::errors(codes, places, found));
    check::repair::errors(&mut reading.model);
    reading.model
}

fn sound(mut reading: Reading<'_, File>, shared: &[Declaration], diagnostics: &mut Diagnostics) -> File {
    reading.judge(diagnostics, |file, places, found| check::file(file, shared, places, found));
    check::repair::file(&mut reading.model, &reading.names);
    reading.model
}
