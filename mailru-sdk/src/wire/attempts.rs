//! One exchange with the platform in as many attempts as `retry` allows: the turn of each under the rate limit, its time, and
//! the pauses in between.

use std::{pin::pin, time::Duration};

use tokio::time::{sleep, timeout};

use crate::{
    codes::Code,
    error::{Error, Seconds, TransportError, TransportKind, Trouble},
    spec::Effect,
    wire::{
        deadline::Deadline,
        failure::Failure,
        file::Upload,
        observe::Watch,
        outgoing::Outgoing,
        refusal::{self, Refusal},
        reply::Reply,
        retry::{Decision, Failed, Pauses, RetryPolicy, Token, decide},
        transport::Http,
    },
};

/// The attempts of one exchange so far.
#[derive(Debug)]
pub(crate) struct Attempts<'h, 'w> {
    http: &'h Http,
    watch: &'h mut Watch<'w>,
    policy: RetryPolicy,
    effect: Effect,
    deadline: Deadline,
    /// How many were judged a failure.
    failures: u32,
    pauses: Option<Pauses>,
    /// For the repetition that is due; it goes back if the call ends before.
    token: Option<Token<'h>>,
}

/// What came of one attempt, and what is wrong with that.
pub(crate) struct Outcome {
    sent: Result<Reply, Failure>,
    trouble: Option<Trouble>,
}

impl Outcome {
    /// The trouble, if the platform refuses the session key.
    pub(crate) fn expiry(&self) -> Option<Trouble> {
        self.trouble.filter(|trouble| trouble.is_expiry())
    }
}

impl Outcome {
    fn of(sent: Result<Reply, Failure>, judge: impl FnOnce(&Reply) -> Option<Trouble>) -> Self {
        let trouble = sent.as_ref().map_or_else(|failure| Some(failure.trouble()), judge);
        Self { sent, trouble }
    }
}

/// What keeps an answer of the API from being a success, as far as another attempt could mend it.
pub(crate) fn trouble(reply: &Reply) -> Option<Trouble> {
    match refusal::of(&reply.body) {
        Some(Refusal::Known { code, .. }) => Some(Trouble::Code(Code::from_number(code))),
        _ if reply.is_success() => None,
        _ => Some(Trouble::Status(reply.status)),
    }
}

impl<'h, 'w> Attempts<'h, 'w> {
    pub(crate) fn new(http: &'h Http, policy: RetryPolicy, effect: Effect, watch: &'h mut Watch<'w>) -> Self {
        let deadline = watch.deadline();
        Self { http, watch, policy, effect, deadline, failures: 0, pauses: None, token: None }
    }

    /// Waits until the rate limit lets a request through, if there is one.
    pub(crate) async fn turn(&self) -> Result<(), Error> {
        let Some(turns) = self.http.turns() else { return Ok(()) };
        let failed = |kind| TransportError::new(kind, self.watch.method());
        match self.deadline.cut_off(turns.next()).await {
            Some(Ok(())) => Ok(()),
            Some(Err(reason)) => Err(failed(TransportKind::NoTurn).owing_to(reason).into()),
            None => {
                let late = failed(TransportKind::Queued(self.deadline.limit));
                Err(match turns.hindrance() {
                    Some(hindrance) => late.owing_to(hindrance).into(),
                    None => late.into(),
                })
            }
        }
    }

    /// Sends the request once, and lets the reply be judged.
    pub(crate) async fn send(
        &mut self,
        request: &Outgoing,
        uploads: Vec<(String, Upload)>,
        judge: impl FnOnce(&Reply) -> Option<Trouble>,
    ) -> Outcome {
        self.watch.sends();
        if let Some(token) = self.token.take() {
            token.spend();
        }
        // Pinned for the same reason as the whole work in `request/exchange.rs`.
        let exchange = pin!(self.http.send(request, uploads, self.effect));
        let late = |limit| Err(Failure::new(TransportKind::Timeout(limit)));
        let sent = match self.time_of_one() {
            Some(limit) => timeout(limit, exchange).await.unwrap_or_else(|_| late(limit)),
            None => exchange.await,
        };
        self.watch.saw(sent.as_ref().map(|reply| reply.status).map_err(Failure::kind));
        Outcome::of(sent, judge)
    }

    /// The time that the attempt may take, when there is something to do with what is left after it.
    fn time_of_one(&self) -> Option<Duration> {
        let may_be_repeated = self.effect == Effect::Read && self.failures + 1 < self.policy.attempts;
        Some(self.policy.attempt_timeout).filter(|limit| may_be_repeated && *limit < self.deadline.left())
    }

    /// Waits for a new session key, for another attempt that is no repetition.
    pub(crate) async fn renew<T>(
        &mut self,
        expiry: Trouble,
        renewal: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        self.watch.failed(expiry);
        self.watch.attempted(None);
        let outcome = renewal.await;
        self.watch.renewed(outcome.is_ok());
        outcome
    }

    /// The end of the exchange; or `None` after the pause that is due, when there is to be another attempt.
    pub(crate) async fn settle(&mut self, outcome: Outcome) -> Option<Result<Reply, Error>> {
        let Outcome { sent, trouble } = outcome;
        if let Some(trouble) = trouble {
            let retry_after = sent.as_ref().ok().and_then(Reply::retry_after);
            if self.again(trouble, retry_after).await {
                return None;
            }
        } else {
            self.watch.attempted(None);
            self.http.budget().earn();
        }
        Some(sent.map_err(|failure| failure.in_call(self.watch.method())))
    }

    /// Whether to try again after a failure; if so, after the pause that is due.
    async fn again(&mut self, trouble: Trouble, retry_after: Option<Seconds>) -> bool {
        self.failures += 1;
        self.watch.failed(trouble);
        let token = self.http.budget().take();
        let failed = Failed {
            trouble,
            effect: self.effect,
            attempts: self.failures,
            elapsed: self.deadline.elapsed(),
            limit: self.deadline.limit,
            pause: self.pauses.get_or_insert_with(|| self.policy.pauses()).next_pause(),
            retry_after,
            affordable: token.is_some(),
        };
        match decide(&self.policy, &failed) {
            Decision::Again(pause) => {
                self.watch.attempted(Some(pause));
                self.token = token;
                if !pause.is_zero() {
                    sleep(pause).await;
                }
                true
            }
            Decision::GiveUp => {
                self.watch.attempted(None);
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;
    use crate::wire::settings::Settings;

    #[tokio::test]
    async fn a_repetition_that_is_never_made_costs_no_budget() {
        let http = Http::new(Settings::new().retry_budget(1));
        let policy = RetryPolicy::new().base_delay(Duration::from_hours(1)).max_delay(Duration::from_hours(2));
        let refused = || Outcome::of(Err(Failure::new(TransportKind::Connect)), trouble);
        for _ in 0..3 {
            let mut watch = Watch::begin(None, "friends.get", None, Deadline::new(Duration::from_hours(9)));
            let mut attempts = Attempts::new(&http, policy, Effect::Read, &mut watch);
            let given_up_in_the_pause = attempts.settle(refused()).now_or_never();
            assert!(given_up_in_the_pause.is_none());
        }
        assert!(http.budget().take().is_some());
    }
}
