//! Sessions that could not be had or kept.

use std::{fmt, sync::Arc, time::Duration};

/// A session that could not be had, or could not be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The user refused: `access_denied`.
    #[error("the user refused to let the application in")]
    Denied,
    /// The user could not log in.
    #[error("the log-in failed")]
    LoginFailed,
    /// The platform refused a grant.
    #[error("{grant}: refused with `{error}`{}", .description.as_deref().map(|text| format!(": {text}")).unwrap_or_default())]
    Refused {
        /// What was asked for, such as `refresh_token`.
        grant: &'static str,
        /// The platform's word, such as `invalid_grant`; secrets are masked.
        error: Box<str>,
        /// Its explanation, if it gave one; secrets are masked.
        description: Option<Box<str>>,
    },
    /// The `state` of a redirect is not the one that was sent: it belongs to another request, perhaps to an attacker's.
    #[error("the `state` of the redirect is not the one that was sent")]
    StateMismatch,
    /// A redirect or an answer lacks something.
    #[error("{place} has no `{member}`")]
    Incomplete {
        /// The redirect, or the answer to which grant.
        place: &'static str,
        /// What is missing.
        member: &'static str,
    },
    /// A redirect that is no address, or an answer with a member of the wrong form.
    #[error("{place} has a malformed `{member}`")]
    Malformed {
        /// The redirect, or the answer to which grant.
        place: &'static str,
        /// What is malformed.
        member: &'static str,
    },
    /// The new tokens belong to another user than the session.
    #[error("the platform answered with the tokens of another user")]
    OtherUser,
    /// The tokens could not be kept, or those that were kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A session or a grant waited for the token store longer than it may take: somebody else has the store's lock and does not give
    /// it back, or the store does not answer.
    #[error("the token store was not free within {limit:?}{}", .holder.as_deref().map(|holder| format!(": it waits for {holder}")).unwrap_or_default())]
    Locked {
        /// How long the call may have taken.
        limit: Duration,
        /// What is waited for, as the store says it: of a [`FileStore`](crate::auth::FileStore) the path of the locked file and the
        /// id of the process that has it, if that can be told.
        holder: Option<Box<str>>,
    },
    /// The runtime was shut down while the session was being refreshed.
    #[error("the refresh was cut off because the runtime was shut down")]
    Interrupted,
}

/// A token store that failed. Its source is the cause itself, so that a program can ask of which type it is.
#[derive(Debug, Clone)]
pub struct StoreError {
    problem: Box<str>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl StoreError {
    /// An error with a message of its own, which must hold no token.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into().into(), source: None }
    }

    /// An error with a cause. Neither the message nor the cause may hold a token: programs log both.
    pub fn with_source(
        problem: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let source: Box<dyn std::error::Error + Send + Sync> = source.into();
        Self { problem: problem.into().into(), source: Some(Arc::from(source)) }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token store failed: {}", self.problem)
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl PartialEq for StoreError {
    fn eq(&self, other: &Self) -> bool {
        self.problem == other.problem
    }
}

impl Eq for StoreError {}
