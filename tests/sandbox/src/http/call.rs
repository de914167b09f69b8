//! A call of the REST API, or of the public look-up, from the request to the answer; around that are faults, and the log.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::faults::{self, Struck, Subject};
use super::{ENDPOINT, Number, Service, read, reply};
use crate::explain;
use crate::faults::{Fault, Target};
use crate::log::{Answer, RecordedRequest};
use crate::parameters::Parameters;
use crate::platform::{Failure, Format};

/// The code of the error that is explained.
const WRONG_SIGNATURE: i64 = 104;

pub(super) async fn answer(State(service): State<Arc<Service>>, request: Request) -> Response {
    let verb = request.method().to_string();
    let path = request.uri().path().to_owned();
    let (asked, problem) = asked(&request);
    let (parameters, problem) = match (read::parameters(request).await, problem) {
        (Ok(parameters), problem) => (parameters, problem),
        (Err(failure), problem) => (Parameters::default(), problem.or(Some(failure))),
    };
    let target = parameters.get("method").map_or(Target::Calls, |method| Target::Method(method.to_owned()));
    let platform = &service.platform;
    let session_key = platform.customs.session_key(&parameters).map(str::to_owned);
    let struck = Struck::by(service.faults.strike(&target, asked), Subject::Session(session_key));
    struck.arrive(&service).await;
    let begin = Instant::now();
    let signer = platform.signer(&parameters);
    let result = struck.is_carried_out().then(|| match problem {
        None => platform.answer(path_method(&path).as_deref(), &parameters),
        Some(failure) => Err(failure),
    });
    let failure = result.as_ref().and_then(|result| result.as_ref().err());
    let error_code = match struck.status() {
        None => failure.map(|failure| failure.code),
        Some(_) => struck.error_code(),
    };
    let is_wrong = failure.is_some_and(|failure| failure.code == WRONG_SIGNATURE);
    let reduced = platform.customs.reduced(&parameters);
    let forms = (&parameters, reduced.as_ref());
    let said = signer.map(|signer| explain::told(&platform.application, signer, forms, is_wrong));
    let (base_string, explanation) = said.map_or((None, None), |(base, explanation)| (Some(base), explanation));
    let recorded = failure.and_then(Failure::recorded_status);
    let format = Format::of(&parameters);
    let written = result.map(|result| match result {
        Ok(answer) => Ok(format.answer(answer)),
        Err(failure) => Err(format.failure(&failure)),
    });
    let text = written.as_ref().map(|written| Answer::new(written.as_ref().unwrap_or_else(|error| error)));
    let mut reply = written.map(|written| reply::text(written, format)).unwrap_or_default();
    if let Some(recorded) = recorded.and_then(|status| StatusCode::from_u16(status).ok()) {
        *reply.status_mut() = recorded;
    }
    if let Some(explanation) = &explanation {
        reply::explain(&mut reply, explanation);
    }
    let (status, faults) = (struck.status().unwrap_or(reply.status().as_u16()), struck.names());
    let number = service.log.record(
        RecordedRequest { verb, path, parameters, status, error_code, faults, signer, base_string, explanation },
        text,
        begin.elapsed(),
    );
    struck.leave(&service).await;
    let mut answer = struck.answer(reply, |code| reply::injected(code, format)).await;
    answer.extensions_mut().insert(Number(number));
    answer
}

/// The faults that the request asks for, or what is wrong about them.
fn asked(request: &Request) -> (Vec<Fault>, Option<Failure>) {
    match faults::asked(request.headers()) {
        Ok(faults) => (faults, None),
        Err(problem) => (Vec::new(), Some(Failure::parameter(problem))),
    }
}

/// The public look-up of a page's id, which needs no signature.
pub(super) async fn look_up(
    State(service): State<Arc<Service>>,
    page: Result<Path<(String, String)>, PathRejection>,
    request: Request,
) -> Response {
    // What is not UTF-8 is nobody's name either.
    let (domain, login) = page.map_or_else(|_| Default::default(), |Path(page)| page);
    // No page is called like the API.
    if domain == "api" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (asked, problem) = asked(&request);
    let struck = Struck::by(service.faults.strike(&Target::LookUp, asked), Subject::Session(None));
    struck.arrive(&service).await;
    let result = problem.map_or_else(|| service.platform.look_up(&domain, &login), Err);
    struck.leave(&service).await;
    struck.answer(reply::from(result), |code| reply::injected(code, Format::Json)).await
}

/// The method that the path names, where it is of the form `/platform/api/friends/get`.
fn path_method(path: &str) -> Option<String> {
    let rest = path.strip_prefix(ENDPOINT)?.trim_matches('/');
    (!rest.is_empty()).then(|| rest.replace('/', "."))
}
