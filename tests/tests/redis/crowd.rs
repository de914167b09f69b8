//! Four processes with many callers each, all of whom find the token expired.

use mailru_sandbox::Sandbox;
use mailru_sdk::auth::TokenStore as _;

use crate::{first_pair, refreshes, resume, start, tokens, url, worker::Worker};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_callers_in_four_processes_refresh_once() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let store = tokens(&server);
    store.swap(None, &first_pair(&sandbox)).await.unwrap();
    let place = format!("{}#tokens", url(&server));
    let mut workers: Vec<_> = (0..4).map(|_| Worker::start(&sandbox, &place)).collect();
    // Each has read the pair that is about to expire.
    for worker in &mut workers {
        worker.say("1");
        assert_eq!(worker.answer(), "done");
    }
    sandbox.expire_sessions();
    for worker in &mut workers {
        worker.say("250");
    }
    for worker in &mut workers {
        assert_eq!(worker.answer(), "done");
    }
    assert_eq!(refreshes(&sandbox), (1, 0));
    assert_eq!(resume(&sandbox, &store).await.unwrap().friends().get().await.unwrap().len(), 42);
}
