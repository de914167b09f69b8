//! A request in the making and on its way: parameters, signing, pages, the call as a future. All methods share this code;
//! what the macros write for each is only names and types.
//!
//! Here, and not in `wire`, a session key that the platform refuses leads to a renewal and to another attempt. It may use `session`,
//! `answer`, `wire`, `error` and the ground, but not the door that a call comes from.

mod call;
mod course;
mod draft;
mod dynamic;
mod exchange;
mod pages;
mod prepared;
mod raw;
mod sign;
mod value;

pub use self::{
    call::{Call, CallWithMisfits},
    draft::Draft,
    dynamic::DynamicCall,
    pages::Pages,
    prepared::PreparedRequest,
    raw::RawResponse,
    value::Value,
};
