//! Stacks of `tower` around an HTTP client of the program's own, and around mocks.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use http::{Request, Response};
use hyper_util::{client::legacy, rt::TokioExecutor};
use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Error, RequestBody, RetryPolicy, Settings, Uid, error::TransportKind};
use mailru_tests::server_app;
use tower::{ServiceBuilder, timeout::TimeoutLayer, util::BoxCloneService};

use crate::{Log, api, mock, said};

#[tokio::test]
async fn a_client_of_the_programs_own_reaches_the_platform_through_its_middleware() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = legacy::Client::builder(TokioExecutor::new()).build_http::<RequestBody>();
    let passed = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&passed);
    let stack = ServiceBuilder::new()
        .concurrency_limit(2)
        .timeout(Duration::from_secs(30))
        .map_request(move |request: Request<RequestBody>| {
            counter.fetch_add(1, Ordering::Relaxed);
            request
        })
        .service(client);
    let app = server_app(&sandbox).settings(sandbox.settings().transport(stack));
    let api = Api::new(app.session(sandbox.access_token()));
    let calls = (0..10).map(|_| async { api.friends().get().await.map(|friends| friends.len()) });
    for friends in futures_util::future::join_all(calls).await {
        assert_eq!(friends.unwrap(), 42);
    }
    assert_eq!(passed.load(Ordering::Relaxed), 10);
    assert_eq!(sandbox.requests().len(), 10);
}

#[tokio::test]
async fn a_time_out_of_the_stack_is_a_failure_of_the_transport() {
    let slow = tower::service_fn(|_: Request<RequestBody>| std::future::pending::<io::Result<Response<String>>>());
    let stack = ServiceBuilder::new().layer(TimeoutLayer::new(Duration::from_millis(10))).service(slow);
    let Err(Error::Transport(error)) = api(Settings::new().transport(stack)).multipost().send(7).text("a").await else {
        panic!()
    };
    assert_eq!(error.kind(), TransportKind::Service);
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "request timed out");
}

#[tokio::test]
async fn a_boxed_stack_that_is_not_shared_between_threads_will_do() {
    let boxed: BoxCloneService<_, _, _> = mock(&Log::default(), |_| Ok(said(r#"["7"]"#)));
    assert_eq!(api(Settings::new().transport(boxed)).friends().get().await.unwrap(), [Uid::new(7)]);
}

#[tokio::test]
async fn an_answer_can_be_read_on_its_way() {
    let log = Log::default();
    let recorded = Arc::new(std::sync::Mutex::new(String::new()));
    let record = Arc::clone(&recorded);
    let stack = ServiceBuilder::new()
        .map_response(move |response: Response<String>| {
            record.lock().unwrap().push_str(response.body());
            response
        })
        .service(mock(&log, |_| Ok(said(r#"["7"]"#))));
    let settings = Settings::new().retry(RetryPolicy::off()).transport(stack);
    api(settings).friends().get().await.unwrap();
    assert_eq!(*recorded.lock().unwrap(), r#"["7"]"#);
}
