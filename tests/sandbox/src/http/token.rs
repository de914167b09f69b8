//! The token endpoint on the wire. What it answers is decided in `oauth`; around that are the gates of a test, and faults.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::json;

use super::faults::{self, Struck, Subject};
use super::{Service, basic, read, reply};
use crate::faults::Target;
use crate::log::Arrival;
use crate::platform::Format;

pub(super) async fn answer(State(service): State<Arc<Service>>, request: Request) -> Response {
    let verb = request.method().to_string();
    let asked = match faults::asked(request.headers()) {
        Ok(asked) => asked,
        Err(problem) => {
            return reply::script(Err(json!({ "error": "invalid_request", "error_description": problem }).to_string()));
        }
    };
    let headers = request.headers().clone();
    let mut parameters = read::parameters(request).await.ok();
    if let Some(parameters) = parameters.as_mut().filter(|_| service.oauth.settings.takes_basic_credentials) {
        basic::add(parameters, &headers);
    }
    let struck = Struck::by(service.faults.strike(&Target::Token, asked), Subject::Session(None));
    let oauth = &service.oauth;
    oauth.requests.pass().await;
    struck.arrive(&service).await;
    let (is_carried_out, status, faults) = (struck.is_carried_out(), struck.status(), struck.names());
    let arrival = Arrival { verb, parameters, is_carried_out, status, faults };
    let answer = oauth.exchange(&service.platform, arrival).map(reply::script);
    oauth.answers.pass().await;
    struck.leave(&service).await;
    struck.answer(answer.unwrap_or_default(), |code| reply::injected(code, Format::Json)).await
}
