//! What stands in for spans without the feature `tracing`.

use super::{deviation::Deviation, event::CallEvent};
use crate::{circuit::Circuit, error::Misfit};

/// Nothing, where there is no feature `tracing`.
#[derive(Debug, Clone)]
pub(crate) struct Span;

#[expect(clippy::unused_self, reason = "the same face as that of the real one")]
impl Span {
    pub(super) fn new(_: &str, _: Option<Circuit>) -> Self {
        Self
    }

    pub(super) fn is_enabled(&self) -> bool {
        false
    }

    pub(crate) fn enclose<W: Future>(self, work: W) -> W {
        work
    }

    pub(super) fn tell(&self, _: &CallEvent<'_>) {}
}

pub(super) fn warn(_: &Misfit) {}

pub(super) fn hears_deviations() -> bool {
    false
}

pub(super) fn deviates(_: &Deviation) {}
