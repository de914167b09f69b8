//! Methods of services other than the platform, which groups that a test adds declare: each is where its spec says, below the host of its
//! service, and is answered with its example. Errors have the form that the spec describes.

use mailru_sdk::error::ErrorClass;
use mailru_sdk::spec::{Auth, ErrorForm, MethodSpec};
use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::{Failure, Platform, validate};
use crate::methods;
use crate::parameters::Parameters;

/// What a test is told that shows none, or another one, such as a session key of the platform.
const NO_TOKEN: &str = "the token is missing, is unknown or has expired; `Sandbox::open_mail_session` gives one";

/// Where a service is below the sandbox: `/services`, its host and its path.
pub(crate) fn base(url: &str) -> String {
    format!("/services/{}", url.split_once("://").map_or(url, |(_, rest)| rest))
}

/// Where the method is below the sandbox, if it is of a service.
pub(crate) fn path(spec: &MethodSpec) -> Option<String> {
    spec.end_point.as_ref().map(|end_point| base(end_point.service.url) + end_point.path)
}

impl Platform {
    /// The JSON text of the answer, or of the error with its status. `has_token` says whether the call shows a token that is good.
    pub(crate) fn answer_elsewhere(
        &self,
        spec: &'static MethodSpec,
        parameters: &Parameters,
        has_token: bool,
    ) -> Result<String, (u16, String)> {
        self.decide_elsewhere(spec, parameters, has_token).map_err(|(class, failure)| {
            let status = if class == ErrorClass::Bug { 400 } else { 401 };
            let Some(form) = form(spec) else { return (status, failure.json()) };
            let listed = form.classes.iter().find(|(_, known)| *known == class).map(|(number, _)| *number);
            (status, written(form, listed, failure.message()))
        })
    }

    fn decide_elsewhere(
        &self,
        spec: &'static MethodSpec,
        parameters: &Parameters,
        has_token: bool,
    ) -> Result<String, (ErrorClass, Failure)> {
        let mistaken = |failure| (ErrorClass::Bug, failure);
        if let Some(name) = parameters.repeated() {
            return Err(mistaken(Failure::invalid(name, "is given more than once")));
        }
        match spec.auth() {
            Auth::Signature => {
                Caller::authorize(self, parameters).map_err(|failure| (ErrorClass::Permission, failure))?;
            }
            Auth::TokenQuery | Auth::Bearer if !has_token => {
                let failure = Failure::authorization(NO_TOKEN);
                return Err((ErrorClass::Refresh, failure));
            }
            Auth::TokenQuery | Auth::Bearer | Auth::None => {}
        }
        validate::parameters(spec, parameters).map_err(mistaken)?;
        methods::example(spec, parameters).map_err(mistaken)
    }
}

/// The error of a fault.
pub(crate) fn injected(spec: &MethodSpec, code: i64) -> String {
    let failure = Failure::injected(code);
    form(spec).map_or_else(|| failure.json(), |form| written(form, Some(code), failure.message()))
}

fn form(spec: &MethodSpec) -> Option<&'static ErrorForm> {
    spec.service().and_then(|service| service.error.as_ref())
}

/// The words stand in the member that makes it an error, too, unless the rest is inside that.
fn written(form: &ErrorForm, code: Option<i64>, message: &str) -> String {
    let mut error = Value::Object(Map::new());
    if let Some((path, code)) = form.code.zip(code) {
        *place(&mut error, path) = json!(code);
    }
    if let Some(path) = form.message {
        *place(&mut error, path) = json!(message);
    }
    let member = place(&mut error, form.member);
    if member.is_null() {
        *member = json!(message);
    }
    error.to_string()
}

fn place<'v>(value: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.').fold(value, |value, name| {
        if !value.is_object() {
            *value = Value::Object(Map::new());
        }
        &mut value[name]
    })
}
