//! Calls of a method by its name, for what the SDK has no builder for.

use std::{fmt, future::IntoFuture, time::Duration};

use serde::de::DeserializeOwned;

use super::{
    call::{Call, CallWithMisfits},
    draft::Draft,
    prepared::PreparedRequest,
    raw::RawResponse,
    value::Value,
};
use crate::{
    error::Error,
    session::Session,
    spec::{MethodSpec, UNKNOWN, Verb},
    types::Json,
    wire::retry::RetryPolicy,
};

/// A call of any method by its name: `api.call("friends.get").param("ext", true).await?`.
///
/// A method of the spec keeps its verb, circuit and context; another is sent as POST and counts as one that changes something.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct DynamicCall<'a> {
    draft: Draft<'a>,
    pass_error: bool,
}

impl<'a> DynamicCall<'a> {
    /// `spec` is `None` for a method that the spec does not know.
    pub(crate) fn new<K>(session: &'a Session<K>, method: &'a str, spec: Option<&'static MethodSpec>) -> Self {
        let draft = Draft::with_name(session.core(), method, spec.unwrap_or(&UNKNOWN));
        Self { draft, pass_error: session.passes_errors() }
    }

    /// Adds a parameter. `bool` is sent as `1` or `0`. A parameter of the same name is replaced.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<Value<'a>>) -> Self {
        self.draft.param(name, value);
        self
    }

    /// Sends the parameters in the query string.
    pub fn get(mut self) -> Self {
        self.draft.verb(Verb::Get);
        self
    }

    /// Sends the parameters as a form.
    pub fn post(mut self) -> Self {
        self.draft.verb(Verb::Post);
        self
    }

    /// Gives this call its own limit of time.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.draft.timeout(limit);
        self
    }

    /// Gives this call its own rules of repetition. They do not make it repeatable: only a method that the spec calls a reading one
    /// is repeated once it was sent.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.retry(policy);
        self
    }

    /// Signs the request without sending it.
    ///
    /// # Errors
    /// [`Error::Param`], [`Error::Circuit`] or [`Error::Config`] when it could not be sent.
    pub fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.draft.prepare()
    }

    /// Sends the call and gives the answer as it came.
    pub fn raw(self) -> Call<'a, RawResponse> {
        Call::raw(self.draft)
    }

    /// Sends the call and decodes the answer into a type of your own.
    pub fn returning<T: DeserializeOwned>(self) -> Call<'a, T> {
        Call::returning(self.draft)
    }

    /// Sends the call, and gives what was odd about the answer together with it.
    pub fn with_misfits(self) -> CallWithMisfits<'a, Json> {
        self.send().with_misfits()
    }

    /// Sends the call. Awaiting the builder does the same.
    pub fn send(self) -> Call<'a, Json> {
        if self.pass_error { Call::passing_errors(self.draft) } else { Call::new(self.draft) }
    }
}

impl<'a> IntoFuture for DynamicCall<'a> {
    type Output = Result<Json, Error>;
    type IntoFuture = Call<'a, Json>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl fmt::Debug for DynamicCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DynamicCall").field(&self.draft).finish()
    }
}
