//! What is said about a pair beside its tokens, in an answer or in a redirect.
//!
//! By the time that it is read the grant is spent, so a pair is not thrown away for a word that says nothing.

use crate::types::{
    Uid,
    read::{FromScalar as _, Scalar},
};

/// A number of seconds in a redirect, if it can be read.
pub(crate) fn seconds(text: &str) -> Option<u64> {
    u64::from_scalar(Scalar::Text(text))
}

/// Whose tokens they are, in a redirect that says it.
///
/// # Errors
/// Somebody is named whom nobody can read: then it is not known whose tokens they are.
pub(crate) fn owner(text: &str) -> Result<Option<Uid>, ()> {
    match text.trim() {
        "" | "0" => Ok(None),
        text => Uid::from_scalar(Scalar::Text(text)).map(Some).ok_or(()),
    }
}
