//! What a test does to let things go wrong in a sandbox that runs.

use super::Sandbox;
use crate::faults::Fault;

impl Sandbox {
    /// Lets something go wrong from now on, besides what was injected before. What hits a request is in its
    /// [record](crate::RecordedRequest::faults).
    ///
    /// # Panics
    ///
    /// When the fault is for a method that the sandbox does not know, and so could never happen.
    #[track_caller]
    pub fn inject(&self, fault: Fault) {
        if let Err(error) = self.service.inject(fault) {
            panic!("{error}");
        }
    }

    /// Takes back all faults, from wherever they were injected.
    pub fn clear_faults(&self) {
        self.service.faults.clear();
    }
}
