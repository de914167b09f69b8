//! What calls of services other than the platform need beside the rest. It is reached by a pointer that only drafts of such methods have,
//! so that a program without them does not carry it.

use super::{Draft, Elsewhere};
use crate::{
    session::{Keys, Session, Ticket},
    spec::{EndPoint, MethodSpec},
    wire::{
        outgoing::{Outgoing, To},
        service::Errors,
    },
};

static ELSEWHERE: Elsewhere = Elsewhere { outgoing, errors: Errors::of };

/// What becomes of a draft that nothing speaks against.
#[derive(Clone, Copy)]
pub(crate) enum Way<'a> {
    /// It is signed, for the platform.
    Platform(&'a Keys),
    /// It goes to a service, signed if there are keys.
    Elsewhere(&'static Elsewhere, &'static EndPoint, Option<&'a Keys>),
}

impl<'a> Way<'a> {
    /// The keys to sign with, if the call is signed.
    pub(super) fn keys(self) -> Option<&'a Keys> {
        match self {
            Self::Platform(keys) => Some(keys),
            Self::Elsewhere(_, _, keys) => keys,
        }
    }

    /// What reads the errors, where their form is not the platform's.
    pub(crate) fn errors(self, spec: &'static MethodSpec) -> Option<Errors> {
        match self {
            Self::Platform(_) => None,
            Self::Elsewhere(elsewhere, ..) => (elsewhere.errors)(spec),
        }
    }
}

impl<'a> Draft<'a> {
    /// The same for a method of a service other than the platform, which the spec says where to find.
    pub fn elsewhere<K>(session: &'a Session<K>, spec: &'static MethodSpec) -> Self {
        Self { elsewhere: Some(&ELSEWHERE), ..Self::new(session, spec) }
    }
}

impl Draft<'_> {
    /// The request as it goes out.
    pub(crate) fn outgoing(&self, way: Way<'_>, ticket: Option<&Ticket>) -> Outgoing {
        match way {
            Way::Platform(keys) => self.signed(keys, ticket, &self.core.http.settings().api_url),
            Way::Elsewhere(elsewhere, end_point, keys) => (elsewhere.outgoing)(self, end_point, keys, ticket),
        }
    }
}

fn outgoing(draft: &Draft<'_>, end_point: &'static EndPoint, keys: Option<&Keys>, ticket: Option<&Ticket>) -> Outgoing {
    let url = draft.core.http.settings().services.url(end_point);
    match keys {
        Some(keys) => Outgoing { to: To::Service(None), ..draft.signed(keys, ticket, &url) },
        None => draft.unsigned(url, end_point.auth, ticket),
    }
}
