//! The table of methods, on the page of a group and on the page about all of them.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};

use super::{
    inline::{cell, words},
    prose::prose,
    words::{circuit, evidence, summary, text},
};
use crate::{
    model::{Auth, File},
    render::names::camel,
};

/// The page about all methods.
pub(crate) fn overview(files: &[(&Ident, File)]) -> TokenStream {
    let mut doc = "Every method of the SDK, group by group, and how well each is known.\n".to_owned();
    for (module, file) in files {
        let summary = prose(summary(&file.doc));
        let _ = write!(doc, "\n## [`{module}`](self::{module})\n\n{summary}\n\n");
        doc.push_str(&table(file, module));
    }
    text(&doc)
}

/// The page of a group's module.
pub(crate) fn group(file: &File, module: &Ident) -> TokenStream {
    text(&format!("{}\n\n{}", prose(&file.doc), table(file, module)))
}

/// The methods of a file. What stands before a module is resolved beside it and not in it, hence the paths: the page about all of
/// them is beside the modules too.
fn table(file: &File, module: &Ident) -> String {
    let mut table =
        "| method | what it does | circuit | known from | result known from |\n|---|---|---|---|---|\n".to_owned();
    for method in &file.methods {
        let name = camel(&method.key);
        let (wire, summary) = (&method.wire, cell(&words(summary(&method.doc), true)));
        let circuit = if method.auth == Auth::Signature { circuit(method.circuit) } else { "none" };
        let (known, result) = (evidence(method.evidence), evidence(method.result_evidence));
        let _ = writeln!(table, "| [`{wire}`](self::{module}::{name}) | {summary} | {circuit} | {known} | {result} |");
    }
    table
}
