//! What can be watched of calls: the same facts through a plain call-back and, with the feature `tracing`, as spans and events. Never
//! a parameter's value, an address or a header.

mod deviation;
mod deviations;
mod event;
mod misfit;
#[cfg_attr(not(feature = "tracing"), path = "no_span.rs")]
mod span;
mod watch;

pub use self::{
    deviation::Deviation,
    deviations::Deviations,
    event::{CallEvent, CallStage},
};
pub(crate) use self::{
    event::OnCall,
    misfit::{OnMisfit, tell_misfits},
    watch::Watch,
};
