//! Words and forms that all of the documentation shares: a doc comment, a summary, a cell of a table, what facts are called.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Circuit, Evidence};

/// A doc comment, line by line.
pub(crate) fn text(doc: &str) -> TokenStream {
    // The space stands where a person writes one after `///`.
    let lines = doc.trim().lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

pub(super) fn summary(doc: &str) -> &str {
    doc.trim().lines().next().unwrap_or_default()
}

/// A text that does not end its cell of a table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

pub(super) fn circuit(circuit: Circuit) -> &'static str {
    match circuit {
        Circuit::Any => "both",
        Circuit::Client => "client-server only",
        Circuit::Server => "server-server only",
    }
}

pub(super) fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Documented => "the platform's page",
        Evidence::Client => "working client programs",
        Evidence::Inferred => "inference only",
    }
}
