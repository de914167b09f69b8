//! Whom the program trusts: TLS by rustls, by the system's own library, or none, as the features say.

#[cfg(any(feature = "redis", feature = "rustls"))]
pub(crate) mod config;
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
mod native;
#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
mod none;
#[cfg(feature = "rustls")]
mod rustls;
mod trust;

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) use native::Tls;
#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
pub(super) use none::Tls;
#[cfg(feature = "rustls")]
pub(super) use rustls::Tls;
pub(super) use trust::Trust;
