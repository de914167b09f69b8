//! A request in the making: which method, which parameters. Every generated builder is a thin shell around one.

mod check;
mod elsewhere;
mod params;
mod prepare;
mod unsigned;

use std::{fmt, time::Duration};

use super::value::Value;
use crate::{
    error::ParamError,
    session::{Core, Keys, Session, Ticket},
    spec::{EndPoint, MethodSpec, Verb},
    wire::{outgoing::Outgoing, retry::RetryPolicy, service::Errors},
};

/// A request in the making.
///
/// Not part of the documented surface: generated builders use it.
#[doc(hidden)]
#[must_use]
#[derive(Clone)]
pub struct Draft<'a> {
    core: &'a Core,
    /// The name on the wire; of a dynamic call it may be unknown to the spec.
    method: &'a str,
    spec: &'static MethodSpec,
    /// What a method of another service needs, of a draft that is made for one.
    elsewhere: Option<&'static Elsewhere>,
    verb: Verb,
    /// One place for each parameter of the method, in the order of the spec.
    slots: Vec<Value<'a>>,
    /// Parameters that the spec does not know, sorted by name.
    extra: Vec<(String, Value<'a>)>,
    timeout: Option<Duration>,
    retry: Option<Box<RetryPolicy>>,
    /// The list that pages split is too long for one call.
    too_long: Option<ParamError>,
    /// Parameters that cannot be sent, the first one first. Setters have no `Result`, so they are kept until the call is made, or
    /// until the parameter is set again.
    problems: Vec<ParamError>,
}

/// What calls of services other than the platform need beside the rest.
#[derive(Debug)]
pub(crate) struct Elsewhere {
    outgoing: fn(&Draft<'_>, &'static EndPoint, Option<&Keys>, Option<&Ticket>) -> Outgoing,
    errors: fn(&'static MethodSpec) -> Option<Errors>,
}

impl<'a> Draft<'a> {
    pub(crate) fn with_name(core: &'a Core, method: &'a str, spec: &'static MethodSpec) -> Self {
        Self {
            core,
            method,
            spec,
            elsewhere: None,
            verb: spec.verb,
            slots: vec![Value::ABSENT; spec.params.len()],
            extra: Vec::new(),
            timeout: None,
            retry: None,
            too_long: None,
            problems: Vec::new(),
        }
    }

    pub fn new<K>(session: &'a Session<K>, spec: &'static MethodSpec) -> Self {
        Self::with_name(session.core(), spec.name, spec)
    }

    pub fn timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(Box::new(policy));
    }

    pub(crate) fn verb(&mut self, verb: Verb) {
        self.verb = verb;
    }

    pub(crate) fn mistake(&self, name: &str, problem: impl Into<Box<str>>) -> ParamError {
        ParamError { method: self.method.into(), name: name.into(), problem: problem.into() }
    }

    pub(crate) fn core(&self) -> &'a Core {
        self.core
    }

    pub(crate) fn method(&self) -> &'a str {
        self.method
    }

    pub(crate) fn spec(&self) -> &'static MethodSpec {
        self.spec
    }

    pub(crate) fn time_limit(&self) -> Duration {
        self.timeout.unwrap_or(self.core.http.settings().timeout)
    }

    pub(crate) fn retry_policy(&self) -> RetryPolicy {
        self.retry.as_deref().copied().unwrap_or(self.core.http.settings().retry)
    }
}

/// Names the parameters that are set and shows none of their values.
impl fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = self.spec.params.iter().zip(&self.slots).filter(|(_, value)| !value.is_absent());
        let names = set.map(|(param, _)| param.name).chain(self.extra.iter().map(|(name, _)| name.as_str()));
        f.debug_struct("Draft")
            .field("method", &self.method)
            .field("params", &names.collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
