//! What can be wrong with certificates of the program, whichever library reads them.

use crate::error::ConfigError;

#[cfg(any(feature = "native-tls", feature = "redis", feature = "rustls"))]
pub(in crate::wire) const NONE: &str = "hold no certificate in the form PEM";
#[cfg(any(feature = "native-tls", feature = "redis", feature = "rustls"))]
pub(in crate::wire) const UNREADABLE: &str = "hold one that cannot be read";

pub(in crate::wire) fn bad_roots(problem: &'static str) -> ConfigError {
    ConfigError::Setting { which: "root certificates", problem }
}
