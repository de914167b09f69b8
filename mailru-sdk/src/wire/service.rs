//! The errors of services other than the platform, in the form that a spec describes, as [`refusal`](super::refusal) reads the
//! platform's.

use super::reply::Reply;
use crate::{
    class::ErrorClass,
    error::{Error, Said, ServiceError, Trouble},
    redact::message,
    spec::{ErrorForm, MethodSpec},
    types::{
        Text,
        read::{Body, Misfits, Next, Place as _, Reader, Stop, is_nothing},
    },
};

/// An error of a service.
#[derive(Debug, PartialEq)]
pub(crate) struct ServiceRefusal {
    pub(crate) code: Option<i64>,
    pub(crate) word: Option<Text>,
    pub(crate) message: Option<Text>,
    pub(crate) class: ErrorClass,
}

impl ServiceRefusal {
    /// The error of a call, in which those secrets are masked.
    pub(crate) fn in_call(self, method: &str, reply: &Reply, secrets: &[String]) -> ServiceError {
        let clean =
            |text: Option<Text>| -> Box<str> { text.map(|text| message(&text, secrets)).unwrap_or_default().into() };
        let Self { code, word, message: words, class } = self;
        ServiceError(Box::new(Said {
            method: method.into(),
            code,
            word: clean(word),
            message: clean(words),
            class,
            status: reply.status,
            retry_after: reply.retry_after(),
        }))
    }
}

/// What reads the errors of one service. It is all behind pointers, so that a program has it only if it calls methods of services.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Errors {
    form: &'static ErrorForm,
    trouble: fn(&Reply, &ErrorForm) -> Option<Trouble>,
    error: fn(&Reply, &str, &ErrorForm) -> Option<ServiceRefusal>,
    in_call: fn(ServiceRefusal, &str, &Reply, &[String]) -> ServiceError,
}

impl Errors {
    /// For a method's errors, where their form is not the platform's.
    pub(crate) fn of(spec: &'static MethodSpec) -> Option<Self> {
        let error = |reply: &Reply, text: &str, form: &ErrorForm| read(text, reply.status, form);
        spec.error_form().map(|form| Self { form, trouble, error, in_call: ServiceRefusal::in_call })
    }

    /// What keeps an answer from being a success, as far as another attempt could mend it.
    pub(crate) fn trouble(self, reply: &Reply) -> Option<Trouble> {
        (self.trouble)(reply, self.form)
    }

    /// The error that an answer of that text reports, if it does.
    pub(crate) fn error(
        self,
        method: &str,
        reply: &Reply,
        text: &str,
        secrets: impl FnOnce() -> Vec<String>,
    ) -> Option<Error> {
        let refusal = (self.error)(reply, text, self.form)?;
        Some((self.in_call)(refusal, method, reply, &secrets()).into())
    }
}

fn trouble(reply: &Reply, form: &ErrorForm) -> Option<Trouble> {
    let refusal = of(reply, form).map(|refusal| Trouble::Service(refusal.class));
    refusal.or((!reply.is_success()).then_some(Trouble::Status(reply.status)))
}

/// Reads the error that an answer reports, if it does.
pub(crate) fn of(reply: &Reply, form: &ErrorForm) -> Option<ServiceRefusal> {
    read(&Body::of(&reply.body).text, reply.status, form)
}

/// The same of its text and its status, which counts where the form says nothing about the number.
pub(crate) fn read(text: &str, status: u16, form: &ErrorForm) -> Option<ServiceRefusal> {
    let mark = member(text, form.member).filter(|json| !is_nothing(json))?;
    let told = |path: Option<&str>| member(text, path?);
    let code = told(form.code).and_then(scalar);
    let listed = form.classes.iter().find(|(listed, _)| code == Some(*listed)).map(|(_, class)| *class);
    let passes = status == 429 || (500..600).contains(&status);
    let class = listed.unwrap_or(if passes { ErrorClass::Retry } else { ErrorClass::Bug });
    let word = Some(mark).filter(|json| json.starts_with('"')).and_then(scalar);
    Some(ServiceRefusal { code, word, message: told(form.message).and_then(scalar), class })
}

/// The JSON of a member, or of one inside it. Of several of one name the last counts.
fn member<'t>(text: &'t str, path: &str) -> Option<&'t str> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let mut found = None;
    // What breaks the text later does not take back what was found before.
    let _ = look(text, name, &mut found);
    rest.map_or(found, |rest| member(found?, rest))
}

fn look<'t>(text: &'t str, name: &str, found: &mut Option<&'t str>) -> Result<(), Stop> {
    let (mut reader, mut first) = (Reader::new(text, Misfits::Members), true);
    if !reader.begins_object()? {
        return Ok(());
    }
    while let Some(next) = reader.next_of(&[name], &mut first)? {
        match next {
            Next::Wanted(_) => *found = Some(reader.skipped()?),
            Next::Other => reader.skip()?,
        }
    }
    Ok(())
}

/// A scalar, as leniently as any.
fn scalar<T>(json: &str) -> Option<T>
where
    Option<T>: crate::types::read::Place,
{
    let mut value = None;
    value.read(&mut Reader::new(json, Misfits::Members)).ok()?;
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: ErrorForm = ErrorForm {
        member: "error",
        code: Some("error_code"),
        message: Some("error_description"),
        classes: &[(6, ErrorClass::Refresh)],
    };
    const NESTED: ErrorForm =
        ErrorForm { member: "fault.kind", code: Some("fault.number"), message: None, classes: &[] };

    #[test]
    fn an_error_is_read_in_the_form_that_the_spec_describes() {
        let text = r#"{"error": "invalid request", "error_code": "2", "error_description": "missing"}"#;
        let refusal = read(text, 200, &FLAT).unwrap();
        assert_eq!((refusal.code, refusal.class), (Some(2), ErrorClass::Bug));
        assert_eq!((refusal.word.as_deref(), refusal.message.as_deref()), (Some("invalid request"), Some("missing")));
        let refusal = read(r#"{"fault":{"number":7,"kind":{}},"fault":{"kind":"odd","number":8}}"#, 200, &NESTED);
        assert_eq!(refusal.map(|refusal| refusal.code), Some(Some(8)));
    }

    #[test]
    fn the_class_is_that_of_the_number_and_otherwise_that_of_the_status() {
        let class = |code: u8, status| read(&format!(r#"{{"error":"x","error_code":{code}}}"#), status, &FLAT);
        let class = |code, status| class(code, status).map(|refusal| refusal.class);
        assert_eq!(class(6, 503), Some(ErrorClass::Refresh));
        assert_eq!(class(2, 429), Some(ErrorClass::Retry));
        assert_eq!(class(2, 502), Some(ErrorClass::Retry));
        assert_eq!(class(2, 400), Some(ErrorClass::Bug));
    }

    #[test]
    fn where_nothing_stands_in_its_place_there_is_no_error() {
        for text in ["", "[]", "{}", "not json", r#"{"error":null}"#, r#"{"error":""}"#, r#"{"error":false,"id":1}"#] {
            assert_eq!(read(text, 500, &FLAT), None, "{text}");
        }
        assert!(read(r#"{"error":"x","rest":tru"#, 200, &FLAT).is_some());
    }
}
