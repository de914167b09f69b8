//! The facts as spans and events of `tracing`.

use tracing::{Instrument as _, Level, debug, debug_span, event_enabled, field::Empty, warn};

use super::{
    deviation::Deviation,
    event::{CallEvent, CallStage},
};
use crate::{circuit::Circuit, codes::Code, error::Misfit};

/// One span for each call; attempts and renewals are events in it.
#[derive(Debug, Clone)]
pub(crate) struct Span(tracing::Span);

impl Span {
    pub(super) fn new(method: &str, circuit: Option<Circuit>) -> Self {
        let circuit = circuit.map(|circuit| circuit.to_string());
        Self(debug_span!(
            target: "mailru_sdk",
            "call",
            method,
            circuit,
            attempt = Empty,
            status = Empty,
            code = Empty,
            failure = Empty,
            elapsed_ms = Empty,
        ))
    }

    pub(super) fn is_enabled(&self) -> bool {
        !self.0.is_disabled()
    }

    pub(crate) fn enclose<W: Future>(self, work: W) -> impl Future<Output = W::Output> {
        work.instrument(self.0)
    }

    pub(super) fn tell(&self, event: &CallEvent<'_>) {
        let CallEvent { attempt, status, .. } = *event;
        let code = event.code.map(Code::number);
        let failure = event.failure.map(|failure| format!("{failure:?}"));
        let elapsed_ms = event.elapsed.as_secs_f64() * 1000.0;
        let span = &self.0;
        match event.stage {
            CallStage::Attempt { again_in } => {
                let again_in_ms = again_in.map(|pause| pause.as_secs_f64() * 1000.0);
                debug!(target: "mailru_sdk", parent: span, attempt, status, code, failure, elapsed_ms, again_in_ms, "attempt");
            }
            CallStage::Renewal { renewed } => {
                debug!(target: "mailru_sdk", parent: span, attempt, renewed, elapsed_ms, "renewal");
            }
            CallStage::End | CallStage::Abandoned => {
                span.record("attempt", attempt).record("elapsed_ms", elapsed_ms);
                span.record("status", status).record("code", code).record("failure", failure);
                if event.stage == CallStage::Abandoned {
                    debug!(target: "mailru_sdk", parent: span, attempt, elapsed_ms, "abandoned");
                }
            }
        }
    }
}

/// An event for a value that did not fit.
pub(super) fn warn(misfit: &Misfit) {
    let declared = misfit.declared().map(|(file, line)| format!("{file}:{line}"));
    let (method, path, expected, found) = (misfit.method(), misfit.path(), misfit.expected(), misfit.found());
    warn!(target: "mailru_sdk", method, path, expected, found, declared, "misfit");
}

/// Whether an event for a deviation would be seen.
pub(super) fn hears_deviations() -> bool {
    event_enabled!(target: "mailru_sdk", Level::DEBUG)
}

/// An event for what the spec does not say.
pub(super) fn deviates(deviation: &Deviation) {
    let declared = deviation.declared().map(|(file, line)| format!("{file}:{line}"));
    let (method, path, value, word) = (deviation.method(), deviation.path(), deviation.value(), deviation.word());
    let kind = format!("{:?}", deviation.kind());
    debug!(target: "mailru_sdk", kind, method, path, value, word, declared, "deviation");
}
