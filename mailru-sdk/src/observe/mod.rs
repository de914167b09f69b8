//! What can be watched of calls: the same facts through a plain call-back and, with the feature `tracing`, as spans and events. Never
//! a parameter's value, an address or a header.

#[cfg_attr(not(feature = "tracing"), path = "no_span.rs")]
mod span;

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

pub(crate) use span::Span;
use tokio::time::Instant;

use crate::{
    Settings,
    circuit::Circuit,
    codes::Code,
    deadline::Deadline,
    error::{Error, TransportKind},
    retry::Trouble,
};

/// Where a call stands when [`Settings::on_call`] is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallStage {
    /// An attempt came to an end.
    Attempt {
        /// The pause until the next one, if the call is tried again.
        again_in: Option<Duration>,
    },
    /// The platform refused the session key, and the call waited for a new one.
    Renewal {
        /// Whether there is one.
        renewed: bool,
    },
    /// The call came to an end, whether it succeeded or not.
    End,
    /// The call was dropped before its end.
    Abandoned,
}

/// What happened to a call. It holds no parameter, no address and no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallEvent<'e> {
    /// Where the call stands.
    pub stage: CallStage,
    /// The wire name of the method; of a grant or a refresh `oauth/token`.
    pub method: &'e str,
    /// The circuit of the session, for what is signed.
    pub circuit: Option<Circuit>,
    /// How often it was sent so far.
    pub attempt: u32,
    /// The HTTP status of the last attempt, if it was answered.
    pub status: Option<u16>,
    /// The error code in that answer, if there is one.
    pub code: Option<Code>,
    /// How far the request got, if no answer came back.
    pub failure: Option<TransportKind>,
    /// The time of this attempt or renewal; at the end, that of the whole call.
    pub elapsed: Duration,
}

type CallBack = dyn Fn(&CallEvent<'_>) + Send + Sync;

/// Who is told.
#[derive(Clone)]
pub(crate) struct OnCall(Arc<CallBack>);

impl OnCall {
    pub(crate) fn new(call_back: impl Fn(&CallEvent<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(call_back))
    }

    /// A panic in there is the call-back's own affair: the call goes on.
    fn tell(&self, event: &CallEvent<'_>) {
        let _ = catch_unwind(AssertUnwindSafe(|| (self.0)(event)));
    }
}

impl fmt::Debug for OnCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnCall")
    }
}

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
    /// Begins now; the call may take `limit`.
    pub(crate) fn begin(settings: &'w Settings, method: &'w str, circuit: Option<Circuit>, limit: Duration) -> Self {
        Self {
            on_call: settings.on_call.as_ref(),
            span: Span::new(method, circuit),
            method,
            circuit,
            deadline: Deadline::new(limit),
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
        if let Trouble::Code(code) = trouble {
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
            && !matches!(error.kind(), TransportKind::Status(_))
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
