//! The program's own way to the platform: a service as `tower` has them, which is asked as the HTTP client would be.
//!
//! Nothing is known of the service. Its time is counted and its answer's length is limited out here, and of its errors no more is kept
//! than their words, without what the request says in secret.

use std::{
    error::Error as StdError,
    fmt,
    future::poll_fn,
    iter::successors,
    pin::{Pin, pin},
    sync::{Mutex, PoisonError},
};

use bytes::{Buf as _, Bytes};
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;
use url::form_urlencoded::parse;

use crate::{
    error::TransportKind,
    redact,
    wire::{
        collect::Collected,
        failure::Failure,
        outgoing::{self, Outgoing},
        reply::Reply,
        request_body::RequestBody,
    },
};

pub(super) type Boxed = Box<dyn StdError + Send + Sync>;

/// A service, whatever its types are.
pub(super) trait Carrier: Send + Sync {
    fn carry(&self, request: Request<RequestBody>, limit: usize) -> Carried;
}

pub(super) type Carried = Pin<Box<dyn Future<Output = Result<Reply, Lost>> + Send>>;

/// A request that brought no answer.
pub(super) enum Lost {
    /// The service took no request.
    Unready(Boxed),
    /// Nobody knows how far it got.
    Somewhere(Boxed),
    Failed(Failure),
}

/// One service, of which each request gets a clone. Behind a lock, so that it need not be shared between threads.
struct Own<S>(Mutex<S>);

pub(super) fn carrier<S, B>(service: S) -> impl Carrier + 'static
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error: Into<Boxed>, Future: Send> + Clone + Send + 'static,
    B: Body<Error: Into<Boxed>> + Send + 'static,
{
    Own(Mutex::new(service))
}

impl<S, B> Carrier for Own<S>
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error: Into<Boxed>, Future: Send> + Clone + Send + 'static,
    B: Body<Error: Into<Boxed>> + Send + 'static,
{
    fn carry(&self, request: Request<RequestBody>, limit: usize) -> Carried {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let ready = poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(|error| Lost::Unready(error.into()))?;
            let answer = service.call(request).await.map_err(|error| Lost::Somewhere(error.into()))?;
            let (head, body) = answer.into_parts();
            Ok(Reply::new(head.status.as_u16(), head.headers, read(body, limit).await?))
        })
    }
}

async fn read<B: Body<Error: Into<Boxed>>>(body: B, limit: usize) -> Result<Bytes, Lost> {
    let mut body = pin!(body);
    let mut collected = Collected::new(body.size_hint().lower(), limit).map_err(Lost::Failed)?;
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let frame = frame.map_err(|error| Lost::Somewhere(error.into()))?;
        if let Ok(mut piece) = frame.into_data() {
            collected.add(piece.copy_to_bytes(piece.remaining())).map_err(Lost::Failed)?;
        }
    }
    Ok(collected.whole())
}

impl Lost {
    /// The failure as a call tells it.
    pub(super) fn told(self, request: &Outgoing) -> Failure {
        let (kind, error) = match self {
            Self::Unready(error) => (TransportKind::Connect, error),
            Self::Somewhere(error) => (TransportKind::Service, error),
            Self::Failed(failure) => return failure,
        };
        let causes = successors(Some(&*error as &(dyn StdError + 'static)), |cause| (*cause).source());
        let words: Vec<_> = causes.map(ToString::to_string).collect();
        Failure::said(kind, redact::message(&words.join(": "), &secrets(request)))
    }
}

/// The parameters that nobody but the platform may read.
const SECRET: [&str; 7] = ["session_key", "sig", "client_secret", "password", "refresh_token", "access_token", "code"];

fn secrets(request: &Outgoing) -> Vec<String> {
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    let (form, fields) = match &request.body {
        outgoing::Body::None => ("", &[][..]),
        outgoing::Body::Form(form) => (form.as_str(), &[][..]),
        outgoing::Body::Multipart { fields, .. } => ("", &fields[..]),
    };
    let encoded = parse(query.as_bytes()).chain(parse(form.as_bytes()));
    let plain = fields.iter().map(|(name, value)| (name.into(), value.into()));
    encoded.chain(plain).filter(|(name, _)| SECRET.contains(&&**name)).map(|(_, value)| value.into_owned()).collect()
}

impl fmt::Debug for dyn Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Carrier")
    }
}
