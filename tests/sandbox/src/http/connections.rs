//! Connections, from the first to the last.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::faults::HangUp;
use super::{Service, own_name, patience, router};

/// After a connection that could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// Accepts connections until the other end of `stopped` is gone, then cuts them all.
pub(crate) async fn serve(listener: TcpListener, service: Arc<Service>, mut stopped: oneshot::Receiver<()>) {
    let patience = service.front.patience;
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
            let mut server = auto::Builder::new(TokioExecutor::new()).http1_only();
            // From the end of one request, or the beginning, to the end of the next one's head.
            server.http1().timer(TokioTimer::new()).header_read_timeout(patience);
            let calls = service_fn(|request: Request<Incoming>| {
                kept(calls.call(own_name::resolved(request.map(|body| patience::limited(body, patience)))))
            });
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
