//! Methods of services other than the platform on the wire. What they answer is decided in `platform`; around that are faults.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use mailru_sdk::spec::Auth;

use super::faults::{self, Struck, Subject};
use super::{Service, form, read};
use crate::faults::Target;
use crate::parameters::Parameters;
use crate::platform::elsewhere::injected;

pub(super) async fn answer(State(service): State<Arc<Service>>, request: Request) -> Response {
    let found = service.platform.catalogue.elsewhere(request.method().as_str(), request.uri().path());
    let Some(spec) = found else { return StatusCode::NOT_FOUND.into_response() };
    let asked = match faults::asked(request.headers()) {
        Ok(asked) => asked,
        Err(problem) => return (StatusCode::BAD_REQUEST, problem).into_response(),
    };
    let token = token(spec.auth(), &request);
    let parameters = match read::parameters(request).await {
        Ok(parameters) => parameters,
        Err(failure) => return json(400, failure.json()),
    };
    let target = Target::Method(spec.name.to_owned());
    let struck = Struck::by(service.faults.strike(&target, asked), Subject::Mail(token.clone()));
    struck.arrive(&service).await;
    let has_token = token.is_some_and(|token| service.oauth_mail.knows(&token));
    let result = struck.is_carried_out().then(|| service.platform.answer_elsewhere(spec, &parameters, has_token));
    let answer = match result {
        Some(Ok(body)) => json(200, body),
        Some(Err((status, body))) => json(status, body),
        None => Response::default(),
    };
    struck.leave(&service).await;
    struck.answer(answer, |code| json(400, injected(spec, code))).await
}

/// The token, where the method reads one, and from nowhere else.
fn token(auth: Auth, request: &Request) -> Option<String> {
    match auth {
        Auth::TokenQuery => {
            let mut query = Parameters::default();
            form::add(&mut query, request.uri().query()?.as_bytes()).ok()?;
            query.get("access_token").map(str::to_owned)
        }
        Auth::Bearer => {
            let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
            header.strip_prefix("Bearer ").map(str::to_owned)
        }
        Auth::Signature | Auth::None => None,
    }
}

fn json(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response()
}
