//! The form of a draft for a service that takes a token, or nothing, and no signature.

use crate::{
    escape::encode,
    session::Ticket,
    spec::{Auth, Verb},
    wire::outgoing::{Body, Outgoing, To},
};

use super::Draft;

impl Draft<'_> {
    /// The request as it goes out, with the session's token where the service reads it.
    pub(super) fn unsigned(&self, mut url: String, auth: Auth, ticket: Option<&Ticket>) -> Outgoing {
        let mut query = String::new();
        if let (Auth::TokenQuery, Some(ticket)) = (auth, ticket) {
            push("access_token", ticket.tokens.expose_access_token(), &mut query);
        }
        let (fields, files) = (self.unsigned_fields(), self.files());
        let body = match self.verb {
            _ if !files.is_empty() => Body::Multipart { fields, files },
            Verb::Get => {
                push_all(&fields, &mut query);
                Body::None
            }
            Verb::Post => {
                let mut form = String::new();
                push_all(&fields, &mut form);
                Body::Form(form)
            }
        };
        if !query.is_empty() {
            url.extend(["?", &query]);
        }
        let bearer = ticket.filter(|_| auth == Auth::Bearer).map(|ticket| ticket.tokens.access_token.clone());
        Outgoing { url, body, to: To::Service(bearer) }
    }

    /// What is sent, in the order of the spec. What was added by its name stands in for the method's own.
    fn unsigned_fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        let slots = self.spec.params.iter().map(|param| param.name).zip(&self.slots);
        let own = slots.filter(|(name, _)| self.added(name).is_none());
        let added = self.extra.iter().map(|(name, value)| (name.as_str(), value));
        for (name, value) in own.chain(added) {
            value.with_text(|text| fields.push((name.to_owned(), text.to_owned())));
        }
        fields
    }
}

fn push_all(fields: &[(String, String)], out: &mut String) {
    for (name, value) in fields {
        push(name, value, out);
    }
}

fn push(name: &str, value: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
    encode(name, out);
    out.push('=');
    encode(value, out);
}
