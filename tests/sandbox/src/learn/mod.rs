//! Learning: what exchanges show, held against what the spec says.

pub(crate) mod kind;
pub(crate) mod walk;
