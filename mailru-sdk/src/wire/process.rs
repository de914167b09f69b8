//! Which process this is. Every call has to know, and to ask the system each time costs as much as a fiftieth of a call. So the C library
//! tells of its forks, and the system is asked once after each.

use std::cell::RefCell;

use forkguard::Guard;

thread_local! {
    /// The process that this thread was last in, and what tells when that is over.
    static HERE: RefCell<Option<(Guard, u32)>> = const { RefCell::new(None) };
}

/// The process that this is.
pub(crate) fn id() -> u32 {
    HERE.with_borrow_mut(|here| {
        if let Some((guard, process)) = here
            && !guard.detected_fork()
        {
            return *process;
        }
        // First the guard: what is forked off after it is told by it.
        let guard = Guard::try_new().ok();
        let process = std::process::id();
        *here = guard.map(|guard| (guard, process));
        process
    })
}
