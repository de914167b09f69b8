//! The HTTP side: connections, routes, and the way from a request to an answer. What the answer is, `platform` decides.

mod browser;
mod form;
mod read;
mod reply;
mod token;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::log::{Log, RecordedRequest};
use crate::oauth::Oauth;
use crate::oauth::browser::{AUTHORIZE, RECOVERY, SUCCESS};
use crate::parameters::Parameters;
use crate::platform::Platform;

/// Where REST calls go.
const ENDPOINT: &str = "/platform/api";

/// The token endpoint, for all grants.
const TOKEN: &str = "/oauth/token";

/// The largest body of a REST call, in bytes.
const BODY_LIMIT: usize = 16 << 20;

/// The largest form that OAuth reads, in bytes.
const FORM_LIMIT: usize = 64 << 10;

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    pub(crate) platform: Platform,
    pub(crate) oauth: Oauth,
    pub(crate) log: Log,
}

/// Accepts connections until the other end of `stopped` is gone, then cuts them all.
pub(crate) async fn serve(listener: TcpListener, service: Arc<Service>, mut stopped: oneshot::Receiver<()>) {
    let router = router(service);
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            _ = &mut stopped => break,
        };
        // A connection that ended before it was accepted is the client's affair.
        let Ok((stream, _)) = accepted else { continue };
        let calls = TowerToHyperService::new(router.clone());
        connections.spawn(async move {
            let server = auto::Builder::new(TokioExecutor::new()).http1_only();
            // A client that hangs up in the middle has nobody to be told.
            let _ = server.serve_connection(TokioIo::new(stream), calls).await;
        });
    }
    connections.shutdown().await;
}

fn router(service: Arc<Service>) -> Router {
    let calls: MethodRouter<Arc<Service>> = get(answer).post(answer);
    Router::new()
        .route(ENDPOINT, calls.clone())
        .route(&format!("{ENDPOINT}/"), calls.clone())
        .route(&format!("{ENDPOINT}/{{group}}/{{method}}"), calls)
        .route("/platform/{domain}/{login}", get(look_up))
        .route("/platform/{domain}/{login}/", get(look_up))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .merge(oauth())
        .with_state(service)
}

fn oauth() -> Router<Arc<Service>> {
    Router::new()
        .route(TOKEN, get(token::answer).post(token::answer))
        .route(AUTHORIZE, get(browser::authorize).post(browser::authorize))
        .route(SUCCESS, get(browser::success))
        .route(RECOVERY, get(browser::recovery))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

async fn answer(State(service): State<Arc<Service>>, request: Request) -> Response {
    let verb = request.method().to_string();
    let path = request.uri().path().to_owned();
    let (parameters, result) = match read::parameters(request).await {
        Ok(parameters) => {
            let result = service.platform.answer(path_method(&path).as_deref(), &parameters);
            (parameters, result)
        }
        Err(failure) => (Parameters::default(), Err(failure)),
    };
    let error_code = result.as_ref().err().map(|failure| failure.code);
    let reply = reply::from(result);
    service.log.record(RecordedRequest { verb, path, parameters, status: reply.status().as_u16(), error_code });
    reply
}

/// The public look-up of a page's id, which needs no signature.
async fn look_up(State(service): State<Arc<Service>>, Path((domain, login)): Path<(String, String)>) -> Response {
    // No page is called like the API.
    if domain == "api" {
        return StatusCode::NOT_FOUND.into_response();
    }
    reply::from(service.platform.look_up(&domain, &login))
}

/// The method that the path names, where it is of the form `/platform/api/friends/get`.
fn path_method(path: &str) -> Option<String> {
    let rest = path.strip_prefix(ENDPOINT)?.trim_matches('/');
    (!rest.is_empty()).then(|| rest.replace('/', "."))
}
