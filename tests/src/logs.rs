//! What is logged in this process, at every level, by whatever library.

use std::sync::{Mutex, PoisonError};

struct Collector(Mutex<String>);

static COLLECTOR: Collector = Collector(Mutex::new(String::new()));

impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{}: {}\n", record.target(), record.args());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_str(&line);
    }

    fn flush(&self) {}
}

/// Keeps everything that is logged from now on.
///
/// # Errors
/// When there is a logger already.
pub fn keep() -> Result<(), log::SetLoggerError> {
    log::set_logger(&COLLECTOR)?;
    log::set_max_level(log::LevelFilter::Trace);
    Ok(())
}

/// What was logged so far, a line for each record.
#[must_use]
pub fn kept() -> String {
    COLLECTOR.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
