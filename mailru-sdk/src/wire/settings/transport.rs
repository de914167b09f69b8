//! The program's own way to the platform.

use std::{error::Error, sync::Arc};

use http::{Request, Response};
use http_body::Body;
use tower_service::Service;

use super::Settings;
use crate::wire::{carrier::carrier, request_body::RequestBody};

impl Settings {
    /// Sends all calls and grants through this service in place of the SDK's own connections: an HTTP client with middleware of
    /// `tower`, something that records, or an answer that a test made up.
    ///
    /// Each attempt of a call is one request to a clone of the service; what goes on around it is as ever: signing, the rate limit,
    /// repetitions, time-outs, the longest answer, the refresh of tokens, and errors without secrets. What the service gets is ready to
    /// be sent, address and headers included. **It holds the session key and the signature, or the keys of a grant**, and so do its
    /// `Debug` form and its address.
    ///
    /// The settings of the SDK's own connections are of no effect then: proxies, certificates, idle connections, the local address and
    /// the time to connect. A redirect must not be followed, since it would carry a signed request somewhere else. A runtime of tokio is
    /// needed still, for its timers.
    ///
    /// An error of the service is [`TransportKind::Service`](crate::error::TransportKind::Service), taken for a connection that broke
    /// at some time, so that a call that changes something is not repeated; one of `poll_ready` is
    /// [`TransportKind::Connect`](crate::error::TransportKind::Connect), for nothing was sent. Of either no more is kept than the words
    /// of it and its sources, up to 200 bytes, with the secrets of the request masked.
    ///
    /// ```
    /// use http::{Request, Response};
    /// use mailru_sdk::{Api, ClientApp, RequestBody, Settings};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), mailru_sdk::Error> {
    /// let mock = tower::service_fn(|request: Request<RequestBody>| async move {
    ///     assert!(request.uri().query().is_some_and(|query| query.contains("method=friends.get")));
    ///     Ok::<_, std::io::Error>(Response::new(r#"["15410773191172635989"]"#.to_owned()))
    /// });
    /// let app = ClientApp::new(423004, "7815696ecbf1c96e6894b779456d330e").settings(Settings::new().transport(mock));
    /// let api = Api::new(app.session("be6ef89965d58e56dec21acb9b62bdaa", 1324730981306483817));
    /// assert_eq!(api.friends().get().await?, [mailru_sdk::Uid::new(15410773191172635989)]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn transport<S, B>(mut self, service: S) -> Self
    where
        S: Service<Request<RequestBody>, Response = Response<B>> + Clone + Send + 'static,
        S::Error: Into<Box<dyn Error + Send + Sync>>,
        S::Future: Send,
        B: Body + Send + 'static,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        self.transport = Some(Arc::new(carrier(service)));
        self
    }
}
