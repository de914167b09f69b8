//! A request as it goes out: verb, address and body.

use crate::{spec::Verb, wire::file::File};

/// A request, whoever it is from.
pub(crate) struct Outgoing {
    pub(crate) url: String,
    pub(crate) body: Body,
}

/// Where the parameters go.
pub(crate) enum Body {
    /// In the query string; the request is a GET.
    None,
    Form(String),
    Multipart {
        fields: Vec<(String, String)>,
        files: Vec<(String, File)>,
    },
}

impl Outgoing {
    /// How it is sent.
    pub(crate) fn verb(&self) -> Verb {
        match self.body {
            Body::None => Verb::Get,
            Body::Form(_) | Body::Multipart { .. } => Verb::Post,
        }
    }
}
