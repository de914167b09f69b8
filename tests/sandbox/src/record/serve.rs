//! Connections of programs.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::proxy::Proxy;

/// Accepts connections until the other end of `stopped` is gone, then cuts them all.
pub(super) async fn serve(listener: TcpListener, proxy: Arc<Proxy>, mut stopped: oneshot::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            _ = &mut stopped => break,
        };
        let Ok((stream, _)) = accepted else {
            // Without a file descriptor for it, asking again at once would only use up the processor.
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            continue;
        };
        let proxy = Arc::clone(&proxy);
        connections.spawn(async move {
            let server = auto::Builder::new(TokioExecutor::new()).http1_only();
            let pass = service_fn(move |request: hyper::Request<Incoming>| {
                let proxy = Arc::clone(&proxy);
                async move { Ok::<_, Infallible>(proxy.pass(request.map(Body::new)).await) }
            });
            // A program that hangs up in the middle has nobody to be told.
            let _ = server.serve_connection(TokioIo::new(stream), pass).await;
        });
    }
    connections.shutdown().await;
}
