//! Requests that come from the platform: the published and computed vectors verify, and nothing else does.
//!
//! Encoding, typing and the scheme itself are tested where they live; here are whole requests through the public doors.

mod divisions;
mod expiry;
mod mutations;
mod other_requests;
mod own_parameters;
mod payments;
mod published;
mod secrecy;
mod sessions;
mod vectors;
