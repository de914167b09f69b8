//! What a call-back is told, and the call-back itself.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use crate::{circuit::Circuit, codes::Code, error::TransportKind};

/// Where a call stands when [`Settings::on_call`](crate::Settings::on_call) is told of it.
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
    pub(super) fn tell(&self, event: &CallEvent<'_>) {
        let _ = catch_unwind(AssertUnwindSafe(|| (self.0)(event)));
    }
}

impl fmt::Debug for OnCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnCall")
    }
}
