//! An exchange that belongs to no session: the same request in every attempt, within the time that a call has.

use std::pin::pin;

use crate::{
    error::{Error, Trouble},
    spec::Effect,
    wire::{
        attempts::Attempts, deadline::Deadline, observe::Watch, outgoing::Outgoing, reply::Reply, retry::RetryPolicy,
        runtime, transport::Http,
    },
};

/// Whether a request that belongs to no session waits for its turn under the rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    Waits,
    /// A grant does not: the call that a session is refreshed for has waited already.
    Passes,
}

/// What is to be known of such an exchange beside the request.
pub(crate) struct Errand<'e> {
    /// What errors call it.
    pub(crate) method: &'e str,
    pub(crate) effect: Effect,
    pub(crate) turn: Turn,
    pub(crate) policy: RetryPolicy,
    pub(crate) deadline: Deadline,
    /// What keeps a reply from being a success.
    pub(crate) judge: &'e (dyn Fn(&Reply) -> Option<Trouble> + Sync),
}

/// Makes an exchange that belongs to no session, within its time: the same request in every attempt.
pub(crate) async fn exchange(http: &Http, request: &Outgoing, errand: &Errand<'_>) -> Result<Reply, Error> {
    let Errand { method, effect, turn, policy, judge, deadline } = *errand;
    let mut watch = Watch::begin(http.settings().on_call.as_ref(), method, None, deadline);
    let span = watch.span();
    let result = if let Err(unfit) = http.driver() {
        Err(unfit.into())
    } else {
        let work = async {
            let mut attempts = Attempts::new(http, policy, effect, &mut watch);
            loop {
                if turn == Turn::Waits {
                    attempts.turn().await?;
                }
                let outcome = attempts.send(request, Vec::new(), judge).await;
                if let Some(end) = attempts.settle(outcome).await {
                    return end;
                }
            }
        };
        span.enclose(deadline.within(method, runtime::kept(pin!(work)))).await
    };
    watch.end(&result);
    result
}
