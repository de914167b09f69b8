//! The program's own transport: what goes through it, and what the SDK keeps for itself.

mod kept;
mod middleware;
mod mock;

use std::{
    io,
    sync::{Arc, Mutex},
};

use http::{Request, Response, Uri};
use http_body_util::BodyExt as _;
use mailru_sdk::{Api, Client, ClientApp, RequestBody, Settings};
use tower::{ServiceExt as _, util::BoxCloneService};

/// What came to a mock.
#[derive(Debug)]
struct Came {
    verb: String,
    uri: Uri,
    headers: http::HeaderMap,
    body: Vec<u8>,
}

type Log = Arc<Mutex<Vec<Came>>>;

type Mock = BoxCloneService<Request<RequestBody>, Response<String>, io::Error>;

/// A service that notes requests, and answers by what it is given.
fn mock(log: &Log, answer: impl Fn(&Came) -> io::Result<Response<String>> + Clone + Send + 'static) -> Mock {
    let log = Arc::clone(log);
    let noted = tower::service_fn(move |request: Request<RequestBody>| {
        let (log, answer) = (Arc::clone(&log), answer.clone());
        async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await?.to_bytes().to_vec();
            let came = Came { verb: head.method.to_string(), uri: head.uri, headers: head.headers, body };
            let answer = answer(&came);
            log.lock().unwrap().push(came);
            answer
        }
    });
    noted.boxed_clone()
}

/// A session whose calls go where the settings say.
fn api(settings: Settings) -> Api<Client> {
    let app = ClientApp::new(423_004, "7815696ecbf1c96e6894b779456d330e").settings(settings);
    Api::new(app.session("be6ef89965d58e56dec21acb9b62bdaa", 1_324_730_981_306_483_817))
}

fn said(body: &str) -> Response<String> {
    Response::new(body.to_owned())
}
