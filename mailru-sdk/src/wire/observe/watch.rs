//! The eye on one call: it notes what happens, and tells it.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    event::{CallEvent, CallStage, OnCall},
    span::Span,
};
use crate::{
    circuit::Circuit,
    codes::Code,
    error::{Error, TransportKind, Trouble},
    wire::deadline::Deadline,
};

/// Follows one call. When it is dropped before [`end`](Self::end), the call was abandoned.
#[derive(Debug)]
pub(crate) struct Watch<'w> {
    on_call: Option<&'w OnCall>,
    span: Span,
    method: &'w str,
    circuit: Option<Circuit>,
    deadline: Deadline,
    attempt: u32,
    /// When the attempt or the renewal began.
    begun: Option<Instant>,
    status: Option<u16>,
    code: Option<Code>,
    failure: Option<TransportKind>,
    ended: bool,
}

impl<'w> Watch<'w> {
    /// Begins to watch a call that has this time.
    pub(crate) fn begin(
        on_call: Option<&'w OnCall>,
        method: &'w str,
        circuit: Option<Circuit>,
        deadline: Deadline,
    ) -> Self {
        Self {
            on_call,
            span: Span::new(method, circuit),
            method,
            circuit,
            deadline,
            attempt: 0,
            begun: None,
            status: None,
            code: None,
            failure: None,
            ended: false,
        }
    }

    pub(crate) fn method(&self) -> &'w str {
        self.method
    }

    /// The span that the work of the call belongs into.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    fn is_watched(&self) -> bool {
        self.on_call.is_some() || self.span.is_enabled()
    }

    /// An attempt begins.
    pub(crate) fn sends(&mut self) {
        self.attempt += 1;
        (self.status, self.code, self.failure) = (None, None, None);
        self.begins();
    }

    fn begins(&mut self) {
        self.begun = self.is_watched().then(Instant::now);
    }

    /// What came of the attempt: an answer with this status, or none.
    pub(crate) fn saw(&mut self, outcome: Result<u16, Option<TransportKind>>) {
        match outcome {
            Ok(status) => self.status = Some(status),
            Err(failure) => self.failure = failure,
        }
    }

    /// What the answer says.
    pub(crate) fn failed(&mut self, trouble: Trouble) {
        if let Trouble::Code(code) | Trouble::Declined(Some(code)) = trouble {
            self.code = Some(code);
        }
    }

    pub(crate) fn attempted(&mut self, again_in: Option<Duration>) {
        self.tell(CallStage::Attempt { again_in });
        // In case of a renewal.
        self.begins();
    }

    pub(crate) fn renewed(&mut self, renewed: bool) {
        self.tell(CallStage::Renewal { renewed });
    }

    pub(crate) fn end<T>(&mut self, result: &Result<T, Error>) {
        if let Err(Error::Transport(error)) = result
            && !matches!(error.kind(), TransportKind::Status(_) | TransportKind::Unavailable(_))
        {
            self.failure = Some(error.kind());
        }
        self.ended = true;
        self.tell(CallStage::End);
    }

    fn tell(&self, stage: CallStage) {
        if !self.is_watched() {
            return;
        }
        let elapsed = match stage {
            CallStage::Attempt { .. } | CallStage::Renewal { .. } => {
                self.begun.map_or(Duration::ZERO, |at| at.elapsed())
            }
            CallStage::End | CallStage::Abandoned => self.deadline.elapsed(),
        };
        let Self { method, circuit, attempt, status, code, failure, .. } = *self;
        let event = CallEvent { stage, method, circuit, attempt, status, code, failure, elapsed };
        self.span.tell(&event);
        if let Some(on_call) = self.on_call {
            on_call.tell(&event);
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.tell(CallStage::Abandoned);
        }
    }
}
