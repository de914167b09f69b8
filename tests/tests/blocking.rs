//! Calls from programs that are not async.

use std::{sync::Arc, thread};

use mailru_sandbox::{Sandbox, SandboxBuilder};
use mailru_sdk::{
    Api, Error, Json, Server, Uid,
    auth::{MemoryStore, TokenStore, Tokens},
    blocking::Wait as _,
    error::ConfigError,
    objects::{Privilege, User},
};
use mailru_tests::{client_app, server_app};
use tokio::{runtime::Runtime, task::LocalSet};

/// A sandbox on a runtime that the calls know nothing of.
struct Platform {
    sandbox: Sandbox,
    runtime: Runtime,
}

impl Platform {
    fn start() -> Self {
        Self::with(Sandbox::builder().page_size(5))
    }

    fn with(builder: SandboxBuilder) -> Self {
        let runtime = Runtime::new().unwrap();
        let sandbox = runtime.block_on(builder.start()).unwrap();
        Self { sandbox, runtime }
    }

    fn api(&self) -> Api<Server> {
        Api::new(server_app(&self.sandbox).session(self.sandbox.access_token()))
    }
}

#[test]
fn calls_of_every_form_wait_for_their_answer() {
    let platform = Platform::start();
    let api = platform.api();
    let ids: Vec<Uid> = api.friends().get().wait().unwrap();
    let users: Vec<User> = api.friends().get().extended().wait().unwrap();
    let json: Json = api.call("friends.get").param("ext", 1).wait().unwrap();
    let own: Vec<Uid> = api.call("friends.get").returning().wait().unwrap();
    let raw = api.friends().get().raw().wait().unwrap();
    assert_eq!((ids.len(), users.len(), json.items().len(), raw.status()), (5, 5, 5, 200));
    assert_eq!(own, ids);
    let error = api.call("friends.getEnemies").wait().unwrap_err();
    assert_eq!(error.to_string(), "friends.getEnemies: error 2: unknown method 'friends.getEnemies'");
    let error = api.friends().get().param("sig", "1").wait().unwrap_err();
    assert!(matches!(error, Error::Param(_)), "{error:?}");
}

#[test]
fn pages_are_an_iterator() {
    let platform = Platform::start();
    let api = platform.api();
    let pages: Result<Vec<Vec<Uid>>, Error> = api.friends().get().pages().blocking().collect();
    let sizes: Vec<_> = pages.unwrap().iter().map(Vec::len).collect();
    assert_eq!(sizes, [5, 5, 5, 5, 5, 5, 5, 5, 2]);
    let mut pages = api.friends().get().pages().blocking();
    assert_eq!(pages.by_ref().take(2).count(), 2);
    assert_eq!(pages.count(), 7, "an iterator goes on where it was left");
}

#[test]
fn an_error_ends_a_collection_of_pages() {
    let platform = Platform::start();
    let api = Api::new(server_app(&platform.sandbox).session("0123456789abcdef0123456789abcdef"));
    let pages: Result<Vec<Vec<Uid>>, Error> = api.friends().get().pages().blocking().collect();
    assert!(matches!(pages, Err(Error::Api(_))), "{pages:?}");
    assert_eq!(platform.sandbox.requests().len(), 1);
}

#[test]
fn grants_wait_and_their_sessions_refresh_themselves() {
    let platform = Platform::start();
    let sandbox = &platform.sandbox;
    let back = "https://example.com/back";
    let app = client_app(sandbox).client_secret(sandbox.secret_key());
    let store: Arc<dyn TokenStore> = Arc::new(MemoryStore::new());
    app.code(sandbox.code(back), back).store(store.clone()).authorize().wait().unwrap();
    let by_password = app.password(sandbox.user_email(), sandbox.password(), [Privilege::Photos]);
    let tokens: Tokens = by_password.tokens().wait().unwrap();
    let resumed = app.resume(store).wait().unwrap().expect("a session is stored");
    for session in [resumed, app.session_of(tokens).unwrap()] {
        sandbox.expire_sessions();
        assert_eq!(Api::new(session).friends().get().wait().unwrap().len(), 5);
    }
    let grants: Vec<_> = sandbox.token_requests().iter().map(|request| request.grant().unwrap()).collect();
    assert_eq!(grants, ["authorization_code", "password", "refresh_token", "refresh_token"]);
}

#[test]
fn many_threads_share_a_session_and_its_refresh() {
    let platform = Platform::start();
    let sandbox = &platform.sandbox;
    sandbox.expire_sessions();
    let tokens = Tokens::new(sandbox.access_token()).refresh_token(sandbox.refresh_token());
    let api = Api::new(server_app(sandbox).session_of(tokens).unwrap());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(api.friends().get().wait().unwrap().len(), 5);
                }
            });
        }
    });
    assert_eq!(sandbox.token_requests().len(), 1);
    assert_eq!(sandbox.requests().iter().filter(|request| request.status() == 200).count(), 80);
}

/// Everything that blocks, tried where it must not.
fn refused(sandbox: &Sandbox) {
    let app = server_app(sandbox);
    let api = Api::new(app.session(sandbox.access_token()));
    let refresh = app.refresh(sandbox.refresh_token());
    for error in [
        api.friends().get().wait().unwrap_err(),
        api.call("friends.get").wait().unwrap_err(),
        api.friends().get().raw().wait().unwrap_err(),
        api.friends().get().pages().blocking().next().unwrap().unwrap_err(),
        refresh.authorize().wait().unwrap_err(),
    ] {
        assert!(matches!(error, Error::Config(ConfigError::BlockingInAsync)), "{error:?}");
        let expected = "a blocking call inside an async task would bring its runtime to a halt; use `.await` there, or `spawn_blocking`";
        assert_eq!(error.to_string(), expected);
    }
    assert!(sandbox.requests().is_empty() && sandbox.token_requests().is_empty());
}

#[tokio::test]
async fn inside_a_runtime_of_one_thread_it_is_an_error_and_no_panic() {
    refused(&Sandbox::start().await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inside_a_runtime_of_several_threads_it_is_an_error_and_no_panic() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    refused(&sandbox);
    let shared = Arc::clone(&sandbox);
    tokio::spawn(async move { refused(&shared) }).await.unwrap();
    let mut tasks = LocalSet::new();
    tasks.spawn_local({
        let shared = Arc::clone(&sandbox);
        async move { refused(&shared) }
    });
    (&mut tasks).await;
}

/// Everything that blocks, where that is allowed.
fn allowed(sandbox: &Sandbox) {
    let app = server_app(sandbox);
    let api = Api::new(app.session(sandbox.access_token()));
    assert_eq!(api.friends().get().wait().unwrap().len(), 42);
    assert_eq!(api.friends().get().pages().blocking().next().unwrap().unwrap().len(), 42);
    let old = Tokens::new("0123456789abcdef0123456789abcdef").refresh_token(sandbox.refresh_token());
    assert_eq!(Api::new(app.session_of(old).unwrap()).friends().get().wait().unwrap().len(), 42);
}

#[tokio::test]
async fn in_spawn_blocking_calls_may_block() {
    let sandbox = Sandbox::start().await.unwrap();
    tokio::task::spawn_blocking(move || allowed(&sandbox)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_block_in_place_calls_may_block_and_after_it_no_more() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let shared = Arc::clone(&sandbox);
    let task = tokio::spawn(async move {
        tokio::task::block_in_place(|| allowed(&shared));
        shared
    });
    refused(&Sandbox::start().await.unwrap());
    task.await.unwrap();
    tokio::task::block_in_place(|| {
        Api::new(server_app(&sandbox).session(sandbox.access_token())).friends().get().wait()
    })
    .unwrap();
}

#[tokio::test]
async fn a_task_that_asked_may_go_on_as_long_as_it_could_before() {
    let sandbox = Sandbox::start().await.unwrap();
    for _ in 0..1000 {
        refused(&sandbox);
    }
    assert!(tokio::task::coop::has_budget_remaining());
}

#[test]
fn on_a_thread_of_ones_own_that_entered_a_runtime_calls_may_block() {
    let platform = Platform::with(Sandbox::builder());
    let _entered = platform.runtime.enter();
    allowed(&platform.sandbox);
}

#[tokio::test]
async fn a_task_without_a_budget_that_blocks_is_answered_without_a_panic() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = Api::new(server_app(&sandbox).session(sandbox.access_token()));
    // The sandbox answers on another thread.
    let answer = thread::spawn(move || {
        let runtime = Runtime::new().unwrap();
        runtime.block_on(tokio::task::unconstrained(async { api.friends().get().wait() }))
    });
    let friends = tokio::task::spawn_blocking(|| answer.join().unwrap()).await.unwrap();
    assert_eq!(friends.unwrap().len(), 42);
}
