//! The documents whose examples need more than the SDK, compiled and run here.

#[doc = include_str!("../../mailru-sdk/src/guide/testing.md")]
pub mod testing {}

#[doc = include_str!("../../mailru-sdk/src/guide/adding_a_method.md")]
pub mod adding_a_method {}
