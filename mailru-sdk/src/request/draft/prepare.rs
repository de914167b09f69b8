//! The signed form of a draft, for sending and for looking at.

use crate::{
    error::Error,
    request::{
        prepared::PreparedRequest,
        sign::{Common, Params},
    },
    session::{Acting, Keys, Ticket},
    spec::{Context, Verb},
    wire::{
        file::File,
        outgoing::{Body, Outgoing},
    },
};

use super::Draft;

impl Draft<'_> {
    /// Signs the request, if nothing speaks against sending it.
    ///
    /// # Errors
    /// [`Error::Param`], [`Error::Circuit`] or [`Error::Config`] with what does.
    pub fn prepare(&self) -> Result<PreparedRequest, Error> {
        let (keys, ticket) = (self.check()?, self.core.ticket());
        let request = self.signed(keys, ticket.as_ref());
        let (common, params) = self.parts(keys, ticket.as_ref());
        Ok(PreparedRequest { request, base_string: params.base_string(&common) })
    }

    /// Hands over what writes the signed parameters as they are sent; for the benchmarks.
    ///
    /// # Errors
    /// [`Error::Config`] when there is no key to sign with.
    pub fn with_signer<R>(&self, work: impl FnOnce(&dyn Fn() -> String) -> R) -> Result<R, Error> {
        let ticket = self.core.ticket();
        let (common, params) = self.parts(self.core.check()?, ticket.as_ref());
        Ok(work(&|| params.sign(&common, None)))
    }

    /// The signed request as it goes out, without its base string, which only people need.
    pub(crate) fn signed(&self, keys: &Keys, ticket: Option<&Ticket>) -> Outgoing {
        let (common, params) = self.parts(keys, ticket);
        let api_url = &self.core.http.settings().api_url;
        let files: Vec<_> = self.carried().map(|(name, file)| (name.to_owned(), file.clone())).collect();
        let (url, body) = match self.verb {
            _ if !files.is_empty() => {
                (api_url.clone(), Body::Multipart { fields: params.signed_fields(&common), files })
            }
            Verb::Get => (params.sign(&common, Some(api_url)), Body::None),
            Verb::Post => (api_url.clone(), Body::Form(params.sign(&common, None))),
        };
        Outgoing { url, body }
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
