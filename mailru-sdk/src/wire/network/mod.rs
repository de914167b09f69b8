//! The way out: through which proxy, trusting whom, from which address, under which name, on how many connections.
//!
//! [`Network`] is that part of the settings, and what is wrong with it; [`client`] makes an HTTP client of it.

pub(super) mod client;
