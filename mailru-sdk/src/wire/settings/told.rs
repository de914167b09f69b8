//! Who is told of calls, and of answers that are not as the spec says; and how far such an answer is read.

use super::Settings;
use crate::{
    error::Misfit,
    types::read::Misfits,
    wire::observe::{CallEvent, Deviation, Deviations, OnCall, OnMisfit},
};

impl Settings {
    /// Tells of every attempt, renewal and end of a call, and of the exchanges of grants, as they happen. With the feature `tracing`
    /// the same facts are there as spans and events.
    ///
    /// The call waits for the call-back, so it should be quick; a panic in it is passed over.
    ///
    /// ```
    /// use mailru_sdk::{CallStage, Settings};
    ///
    /// let settings = Settings::new().on_call(|event| {
    ///     if event.stage == CallStage::End {
    ///         println!("{}: {:?} after {} attempts, {:?}", event.method, event.status, event.attempt, event.elapsed);
    ///     }
    /// });
    /// ```
    pub fn on_call(mut self, call_back: impl Fn(&CallEvent<'_>) + Send + Sync + 'static) -> Self {
        self.on_call = Some(OnCall::new(call_back));
        self
    }

    /// What becomes of a value of an answer that does not fit its place; by default an optional member is left out.
    ///
    /// What is left out is always told, see [`on_misfit`](Self::on_misfit).
    pub fn misfits(mut self, misfits: Misfits) -> Self {
        self.misfits = misfits;
        self
    }

    /// Tells of every value that was left out of an answer or read though it is odd, up to a hundred of each answer. With the feature
    /// `tracing` the same facts are there as events of the level WARN; `.with_misfits()` gives them with the answer.
    ///
    /// The call waits for the call-back, so it should be quick; a panic in it is passed over.
    ///
    /// ```
    /// use mailru_sdk::Settings;
    ///
    /// let settings = Settings::new().on_misfit(|misfit| eprintln!("{misfit}"));
    /// ```
    pub fn on_misfit(mut self, call_back: impl Fn(&Misfit) + Send + Sync + 'static) -> Self {
        self.on_misfit = Some(OnMisfit::new(call_back));
        self
    }

    /// Tells what an answer has that the spec does not say: members that are not declared, words and tags and error codes that are not
    /// known, values that do not fit, pages that come again. Each place is told once and [counted](Self::deviations) afterwards. With the
    /// feature `tracing` the same facts are there as events of the level DEBUG.
    ///
    /// The call waits for the call-back, so it should be quick; a panic in it is passed over.
    ///
    /// ```
    /// use mailru_sdk::Settings;
    ///
    /// let settings = Settings::new().on_deviation(|deviation| eprintln!("{deviation}"));
    /// ```
    pub fn on_deviation(mut self, call_back: impl Fn(&Deviation) + Send + Sync + 'static) -> Self {
        self.deviations = Deviations::new(call_back);
        self
    }

    /// What was told to [`on_deviation`](Self::on_deviation) and how often it was seen, by all that has these settings or a copy of them.
    #[must_use]
    pub fn deviations(&self) -> Deviations {
        self.deviations.clone()
    }
}
