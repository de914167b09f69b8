//! Methods of a service other than the platform, which a spec of any crate declares: each way of showing who calls, and what such a
//! method has in common with all others.

mod auth;
mod clear;
mod common;
mod errors;
mod sandboxed;

use mailru_sdk::{Api, Bearer, Session, Settings};
use mailru_tests::sequence::Sequence;

#[mailru_sdk::group(spec = "spec/attic.toml")]
pub mod attic {}

/// What the spec says.
const DECLARED: &str = "https://attic.example.com/v1";

fn settings(server: &Sequence) -> Settings {
    server.settings().service_url(DECLARED, format!("{}/attic", server.url()))
}

fn api(server: &Sequence) -> Api<Bearer> {
    Api::new(Session::with_token("t&ken", settings(server)))
}
