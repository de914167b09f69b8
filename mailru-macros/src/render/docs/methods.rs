//! The table of methods, on the page of a group and on the page about all of them.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};

use super::{
    inline::{cell, words},
    prose::prose,
    words::{circuit, evidence, summary, text},
};
use crate::{model::File, render::names::camel};

/// The page about all methods.
pub(crate) fn overview(files: &[(&Ident, File)]) -> TokenStream {
    let mut doc = "Every method of the SDK, group by group, and how well each is known.\n".to_owned();
    for (module, file) in files {
        let summary = prose(summary(&file.doc));
        let _ = write!(doc, "\n## [`{module}`](super::{module})\n\n{summary}\n\n");
        doc.push_str(&table(file, &format!("super::{module}::")));
    }
    text(&doc)
}

/// The page of a group's module.
pub(crate) fn group(file: &File) -> TokenStream {
    text(&format!("{}\n\n{}", prose(&file.doc), table(file, "")))
}

/// The methods of a file; `path` leads to where their requests are.
fn table(file: &File, path: &str) -> String {
    let mut table =
        "| method | what it does | circuit | known from | result known from |\n|---|---|---|---|---|\n".to_owned();
    for method in &file.methods {
        let name = camel(&method.key);
        let (wire, summary, circuit) =
            (&method.wire, cell(&words(summary(&method.doc), true)), circuit(method.circuit));
        let (known, result) = (evidence(method.evidence), evidence(method.result_evidence));
        let _ = writeln!(table, "| [`{wire}`]({path}{name}) | {summary} | {circuit} | {known} | {result} |");
    }
    table
}
