//! Learning what the platform answers: recordings and HAR files, held against what the spec says.
//!
//! Everything is made safe before it is looked at, as recordings are: neither the report nor what is drafted has a value in it, but
//! for codes, tags and words of enums.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use mailru_sandbox::learn::Learner;
//!
//! let mut learner = Learner::new();
//! learner.read("recordings".as_ref(), |_| ())?;
//! println!("{}", learner.report());
//! learner.write("spec".as_ref())?;
//! # Ok(())
//! # }
//! ```

mod choices;
mod draft;
mod example;
mod har;
mod har_entry;
mod infer;
pub(crate) mod kind;
mod learner;
mod method;
mod names;
mod page;
#[cfg(test)]
mod property;
mod report;
mod seen;
mod switches;
pub(crate) mod walk;

pub use self::draft::DraftError;
pub use self::learner::{Learner, Progress};
