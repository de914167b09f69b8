//! Privileges as one text.

use crate::objects::Privilege;

/// Scopes as the platform wants them: separated by spaces.
pub(crate) fn join_scope(scope: impl IntoIterator<Item = impl Into<Privilege>>) -> String {
    let words: Vec<String> = scope.into_iter().map(|privilege| privilege.into().to_string()).collect();
    words.join(" ")
}
