//! A request as it goes out: verb, address and body.

use secrecy::SecretString;

use crate::{spec::Verb, wire::file::File};

/// A request, whoever it is from.
pub(crate) struct Outgoing {
    pub(crate) url: String,
    pub(crate) body: Body,
    pub(crate) to: To,
}

/// Whom it goes to.
pub(crate) enum To {
    Platform,
    /// Another service, with a token in the header `Authorization` if it reads that.
    Service(Option<SecretString>),
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
