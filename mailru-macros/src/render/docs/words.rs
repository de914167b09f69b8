//! Words and forms that all of the documentation shares: a doc comment, a summary, what facts are called.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Circuit, Evidence};

/// A doc comment, line by line.
pub(super) fn text(doc: &str) -> TokenStream {
    // The space stands where a person writes one after `///`.
    let lines =
        doc.trim_matches('\n').lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The first line that says something, and not that code follows.
pub(super) fn summary(doc: &str) -> &str {
    let mut lines = doc.split(['\n', '\r']).map(str::trim);
    lines.find(|line| !line.is_empty() && !line.starts_with("```") && !line.starts_with("~~~")).unwrap_or_default()
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
        Evidence::Observed => "recorded answers of the platform",
        Evidence::Client => "working client programs",
        Evidence::Inferred => "inference only",
    }
}
