//! The HTTP side: connections, routes, and the way from a request to an answer. What the answer is, `platform` decides.

mod body;
mod browser;
mod control;
mod explorer;
mod faults;
mod form;
mod photo;
mod read;
mod reply;
mod token;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use faults::{HangUp, Struck};

use crate::explain;
use crate::explorer::{CALL, FAULTS, NEWS, SCRIPT, STYLE};
use crate::faults::{Fault, FaultError, Faults, Target};
use crate::log::{Answer, Log, RecordedRequest};
use crate::methods::photos;
use crate::oauth::Oauth;
use crate::oauth::browser::{AUTHORIZE, RECOVERY, SUCCESS};
use crate::parameters::Parameters;
use crate::platform::{Failure, Platform};

/// Where REST calls go.
const ENDPOINT: &str = "/platform/api";

/// The token endpoint, for all grants.
const TOKEN: &str = "/oauth/token";

/// The code of the error that is explained.
const WRONG_SIGNATURE: i64 = 104;

/// The largest body of a REST call, in bytes.
const BODY_LIMIT: usize = 16 << 20;

/// The largest form that OAuth reads, in bytes.
const FORM_LIMIT: usize = 64 << 10;

/// After a connection that could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// In the extensions of an answer: which entry of the log it is.
#[derive(Debug, Clone, Copy)]
struct Number(u64);

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    pub(crate) platform: Platform,
    pub(crate) oauth: Oauth,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
}

impl Service {
    /// Lets something go wrong from now on, unless it never could.
    pub(crate) fn inject(&self, fault: Fault) -> Result<(), FaultError> {
        self.platform.check(&fault)?;
        self.faults.inject(fault);
        Ok(())
    }
}

/// Accepts connections until the other end of `stopped` is gone, then cuts them all.
pub(crate) async fn serve(listener: TcpListener, service: Arc<Service>, mut stopped: oneshot::Receiver<()>) {
    let router = router(service);
    let mut connections = JoinSet::new();
    loop {
        let stream = tokio::select! {
            stream = accept(&listener) => stream,
            Some(_) = connections.join_next() => continue,
            _ = &mut stopped => break,
        };
        let calls = TowerToHyperService::new(router.clone());
        connections.spawn(async move {
            let server = auto::Builder::new(TokioExecutor::new()).http1_only();
            let calls = service_fn(|request| kept(calls.call(request)));
            // A client that hangs up in the middle has nobody to be told.
            let _ = server.serve_connection(TokioIo::new(stream), calls).await;
        });
    }
    connections.shutdown().await;
}

/// The next connection. One that ended before is the client's affair; without a file descriptor for another one, asking again at
/// once would do nothing but use up the processor.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// The answer, unless it is none: then the connection ends here, and the client has not seen a byte.
async fn kept(answer: impl Future<Output = Result<Response, Infallible>>) -> Result<Response, io::Error> {
    let Ok(answer) = answer.await;
    if answer.extensions().get::<HangUp>().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(answer)
}

pub(crate) fn router(service: Arc<Service>) -> Router {
    let calls: MethodRouter<Arc<Service>> = get(answer).post(answer);
    Router::new()
        .route(ENDPOINT, calls.clone())
        .route(&format!("{ENDPOINT}/"), calls.clone())
        .route(&format!("{ENDPOINT}/{{group}}/{{method}}"), calls)
        .route("/platform/{domain}/{login}", get(look_up))
        .route("/platform/{domain}/{login}/", get(look_up))
        .route(&format!("{}{{owner}}/{{aid}}/{{file}}", photos::PATH), get(photo::answer))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .merge(oauth())
        .merge(control())
        .merge(page())
        .with_state(service)
}

fn control() -> Router<Arc<Service>> {
    let faults = get(control::list).post(control::submit).delete(control::clear);
    Router::new().route(FAULTS, faults).layer(DefaultBodyLimit::max(FORM_LIMIT))
}

fn page() -> Router<Arc<Service>> {
    Router::new()
        .route("/", get(explorer::page))
        .route(STYLE, get(explorer::style))
        .route(SCRIPT, get(explorer::script))
        .route(NEWS, get(explorer::news))
        .route(CALL, post(explorer::call))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
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
    let (asked, problem) = asked(&request);
    let (parameters, problem) = match (read::parameters(request).await, problem) {
        (Ok(parameters), problem) => (parameters, problem),
        (Err(failure), problem) => (Parameters::default(), problem.or(Some(failure))),
    };
    let target = parameters.get("method").map_or(Target::Calls, |method| Target::Method(method.to_owned()));
    let struck = Struck::by(service.faults.strike(&target, asked), parameters.get("session_key"));
    struck.arrive(&service).await;
    let begin = Instant::now();
    let (platform, application) = (&service.platform, &service.platform.application);
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
    let base_string = signer.map(|signer| explain::base_string(application, signer, &parameters));
    let is_wrong = failure.is_some_and(|failure| failure.code == WRONG_SIGNATURE);
    let explanation = signer.filter(|_| is_wrong).map(|signer| explain::explain(application, signer, &parameters));
    let text = result.as_ref().map(|result| Answer::new(&result.clone().unwrap_or_else(|failure| failure.json())));
    let mut reply = result.map(reply::from).unwrap_or_default();
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
    let mut answer = struck.answer(reply).await;
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
async fn look_up(
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
    let struck = Struck::by(service.faults.strike(&Target::LookUp, asked), None);
    struck.arrive(&service).await;
    let result = problem.map_or_else(|| service.platform.look_up(&domain, &login), Err);
    struck.leave(&service).await;
    struck.answer(reply::from(result)).await
}

/// The method that the path names, where it is of the form `/platform/api/friends/get`.
fn path_method(path: &str) -> Option<String> {
    let rest = path.strip_prefix(ENDPOINT)?.trim_matches('/');
    (!rest.is_empty()).then(|| rest.replace('/', "."))
}
