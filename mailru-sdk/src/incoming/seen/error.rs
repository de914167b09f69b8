//! Why a memory of transactions did not answer.

use std::sync::Arc;

/// A memory of transactions that failed. The platform is best answered [`Later`](crate::incoming::BillingReply::Later), unless the goods
/// are delivered.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum SeenError {
    /// Another delivery of the transaction began before this one had said how it ended, as its claim had run out.
    #[error("transaction {0} was claimed by another delivery before this one ended")]
    Overtaken(Box<str>),
    /// It cannot be asked, or answered what makes no sense.
    #[error("the memory of transactions failed: {problem}")]
    Failed {
        /// What went wrong.
        problem: Box<str>,
        /// Why.
        source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    },
}

impl SeenError {
    /// A failure with a message of its own.
    #[inline]
    pub fn new(problem: impl Into<String>) -> Self {
        Self::Failed { problem: problem.into().into(), source: None }
    }

    /// A failure with a cause.
    #[inline]
    pub fn with_source(
        problem: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let source: Box<dyn std::error::Error + Send + Sync> = source.into();
        Self::Failed { problem: problem.into().into(), source: Some(Arc::from(source)) }
    }
}
