//! What the fuzz targets do with their input, and which inputs they begin with. A target panics when a promise is broken.
//!
//! Each module has the three functions of a target: `run` takes one input, `seeds` gives the first ones, and `words` what may
//! be put into them. How they are run is in the script `run` and in `CONTRIBUTING.md`.

pub mod decode;
pub mod differential;
pub mod har;
pub mod incoming;
pub mod platform;
pub mod recordings;
pub mod redirects;
pub mod refusals;
mod same;
pub mod sandbox;
pub mod seeds;
pub mod spec;

pub use libfuzzer_sys;

/// Makes a target of the module of that name. Given a folder in `MAILRU_FUZZ_SEEDS`, it writes the first inputs there before
/// it begins, and beside it the words, as a dictionary of libFuzzer.
#[macro_export]
macro_rules! target {
    ($module:ident) => {
        $crate::libfuzzer_sys::fuzz_target!(
            init: $crate::seeds::write($crate::$module::seeds, $crate::$module::words),
            |input: &[u8]| $crate::$module::run(input)
        );
    };
}
