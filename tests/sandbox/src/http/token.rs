//! The token endpoint on the wire. What it answers is decided in `oauth`; between the two are the gates of a test.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::{Service, read, reply};

pub(super) async fn answer(State(service): State<Arc<Service>>, request: Request) -> Response {
    let verb = request.method().to_string();
    let parameters = read::parameters(request).await.ok();
    let oauth = &service.oauth;
    oauth.requests.pass().await;
    let answer = oauth.exchange(&service.platform, verb, parameters);
    oauth.answers.pass().await;
    reply::script(answer)
}
