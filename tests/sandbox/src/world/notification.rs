//! What `notifications.send` has sent. No method shows it, so a test looks at it here.

/// A notification of the application that reached a user.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notification {
    /// Who got it.
    pub uid: u64,
    /// The text.
    pub text: String,
    /// When it was sent, in Unix time.
    pub time: u64,
}
