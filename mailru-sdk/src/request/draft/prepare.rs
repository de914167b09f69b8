//! The signed form of a draft, for sending and for looking at.

use crate::{
    error::{ConfigError, Error},
    request::{
        prepared::PreparedRequest,
        sign::{Common, Params},
    },
    session::{Acting, Keys, Ticket},
    spec::{Context, Verb},
    wire::{
        file::File,
        outgoing::{Body, Outgoing, To},
    },
};

use super::Draft;

impl Draft<'_> {
    /// Signs the request, if nothing speaks against sending it.
    ///
    /// # Errors
    /// [`Error::Param`], [`Error::Circuit`] or [`Error::Config`] with what does.
    pub fn prepare(&self) -> Result<PreparedRequest, Error> {
        let (way, ticket) = (self.check()?, self.core.ticket());
        let request = self.outgoing(way, ticket.as_ref());
        let base_string = way.keys().map(|keys| {
            let (common, params) = self.parts(keys, ticket.as_ref());
            params.base_string(&common)
        });
        Ok(PreparedRequest { request, base_string })
    }

    /// Hands over what writes the signed parameters as they are sent; for the benchmarks.
    ///
    /// # Errors
    /// [`Error::Config`] when there is no key to sign with.
    pub fn with_signer<R>(&self, work: impl FnOnce(&dyn Fn() -> String) -> R) -> Result<R, Error> {
        let ticket = self.core.ticket();
        let keys = self.core.check()?.ok_or(ConfigError::Missing("key"))?;
        let (common, params) = self.parts(keys, ticket.as_ref());
        Ok(work(&|| params.sign(&common, None)))
    }

    /// The signed request, without its base string, which only people need.
    pub(super) fn signed(&self, keys: &Keys, ticket: Option<&Ticket>, api_url: &str) -> Outgoing {
        let (common, params) = self.parts(keys, ticket);
        let files = self.files();
        let (url, body) = match self.verb {
            _ if !files.is_empty() => {
                (api_url.to_owned(), Body::Multipart { fields: params.signed_fields(&common), files })
            }
            Verb::Get => (params.sign(&common, Some(api_url)), Body::None),
            Verb::Post => (api_url.to_owned(), Body::Form(params.sign(&common, None))),
        };
        Outgoing { url, body, to: To::Platform }
    }

    pub(super) fn files(&self) -> Vec<(String, File)> {
        self.carried().map(|(name, file)| (name.to_owned(), file.clone())).collect()
    }

    /// The files among the parameters, with their names on the wire. What was added by its name stands in for the method's own.
    pub(crate) fn carried(&self) -> impl Iterator<Item = (&str, &File)> {
        let slots = self.spec.params.iter().map(|param| param.name).zip(&self.slots);
        let slots = slots.filter(|(name, _)| self.added(name).is_none());
        let extra = self.extra.iter().map(|(name, value)| (name.as_str(), value));
        slots.chain(extra).filter_map(|(name, value)| Some((name, value.file()?)))
    }

    fn parts<'s>(&'s self, keys: &'s Keys, ticket: Option<&'s Ticket>) -> (Common<'s>, Params<'s>) {
        let (session_key, uid) = match &self.core.acting {
            _ if self.spec.context == Context::None => (None, None),
            Acting::Session(_) => (ticket.map(|ticket| ticket.tokens.expose_access_token()), None),
            Acting::Absent(uid) => (None, Some(*uid)),
            Acting::Nobody => (None, None),
        };
        let common = Common { app_id: self.core.app_id, method: self.method, keys, session_key, uid };
        (common, Params { fields: self.spec.fields, slots: &self.slots, extra: &self.extra })
    }
}
