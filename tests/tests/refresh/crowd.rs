//! A thousand calls at once. At most fifty of them have a connection at a time, since systems limit open files.

use std::{future::poll_fn, pin::Pin, task::Poll};

use futures_util::{
    Stream as _, StreamExt as _,
    stream::{self, FuturesUnordered},
};
use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Call, Error, Server, Uid};

pub const CALLS: usize = 1000;
pub const CONNECTIONS: usize = 50;

pub type FriendIds<'a> = Call<'a, Vec<Uid>>;

/// That many calls, none of which has begun.
pub fn crowd(api: &Api<Server>) -> Vec<FriendIds<'_>> {
    (0..CALLS).map(|_| api.friends().get().send()).collect()
}

/// Drives the calls until the sandbox has refused each of them once. A refresh must be held meanwhile.
pub async fn until_all_are_refused(sandbox: &Sandbox, calls: &mut [FriendIds<'_>]) {
    for batch in calls.chunks_mut(CONNECTIONS) {
        let goal = sandbox.requests().len() + batch.len();
        let mut under_way: FuturesUnordered<_> = batch.iter_mut().collect();
        poll_fn(|cx| {
            let next = Pin::new(&mut under_way).poll_next(cx);
            assert!(next.is_pending(), "a call has ended although the refresh is held: {next:?}");
            if sandbox.requests().len() >= goal { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
    assert!(sandbox.requests().iter().all(|request| request.error_code() == Some(102)));
}

/// Lets each call go as far as it comes at once: to a refresh that is held. Calls that wait for one have no connection.
pub async fn until_all_wait(calls: &mut [FriendIds<'_>]) {
    poll_fn(|cx| {
        for call in &mut *calls {
            assert!(Pin::new(call).poll(cx).is_pending());
        }
        Poll::Ready(())
    })
    .await;
}

/// Drives the calls to their ends.
pub async fn finish<F: Future>(calls: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    stream::iter(calls).buffer_unordered(CONNECTIONS).collect().await
}

/// Drives the calls to their ends, which are all good.
pub async fn succeed(calls: Vec<FriendIds<'_>>) {
    let expected = calls.len();
    let answers: Result<Vec<Vec<Uid>>, Error> = finish(calls).await.into_iter().collect();
    let answers = answers.unwrap();
    assert!(answers.len() == expected && answers.iter().all(|friends| friends.len() == 42));
}
