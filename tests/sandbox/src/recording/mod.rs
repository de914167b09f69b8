//! Recordings: exchanges with the platform, one JSON file each, safe to commit. Here is their form, how they are read and how they are
//! written; what makes an exchange safe is in [`scrub`]. Who records is in `record`, who learns from it in `learn`, who answers from
//! it in `replay`.

mod error;
mod exchange;
mod folder;
#[cfg(feature = "learn")]
pub(crate) mod heard;
#[cfg(feature = "learn")]
pub(crate) mod scrub;
#[cfg(feature = "learn")]
mod write;

pub use error::RecordingError;
pub(crate) use exchange::Exchange;
#[cfg(feature = "learn")]
pub(crate) use exchange::{Answer, Parameter, Request, Upload, VERSION};
pub(crate) use folder::files;
#[cfg(feature = "learn")]
pub(crate) use write::{Folder, whole};
