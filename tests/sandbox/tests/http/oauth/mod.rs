//! OAuth as clients and browsers meet it: the token endpoint, one file per grant, and the pages.

mod basic;
pub(crate) mod browser;
mod code;
mod consent;
mod expiry;
mod held;
mod hostile;
mod pages;
mod password;
mod redirects;
mod refresh;
pub(crate) mod token;
