//! A token end point: where grants go and how answers are read. There is one of the platform, and one of each service that has grants of
//! its own; what is done with them is the same.

use std::time::SystemTime;

use super::{grant::Grant, pair::Tokens};
use crate::{
    error::{Error, Trouble},
    wire::{outgoing::To, reply::Reply, settings::Settings},
};

/// An end point that gives tokens for grants.
#[derive(Debug)]
pub(crate) struct TokenEndPoint {
    /// What errors call it, which has no method name.
    pub(crate) name: &'static str,
    pub(crate) to: fn() -> To,
    pub(crate) url: fn(&Grant, &Settings) -> String,
    pub(crate) read: fn(&Answered<'_>) -> Result<Tokens, Error>,
    /// What keeps an answer to that grant from being a success, as far as another attempt could mend it.
    pub(crate) trouble: fn(&Grant, &Reply) -> Option<Trouble>,
}

/// An answer, and what is needed to read it.
pub(crate) struct Answered<'a> {
    pub(crate) reply: &'a Reply,
    pub(crate) end_point: &'static str,
    /// The name of the grant.
    pub(crate) grant: &'static str,
    pub(crate) now: SystemTime,
    /// What is masked wherever foreign text gets into an error.
    pub(crate) secrets: &'a [String],
}
