//! The classes of error codes. The codes themselves are generated, and know their class.

// Ground. Who judges by them: `wire/retry`.

/// What can be done about an error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// Wait and try again.
    Retry,
    /// Get a new session key.
    Refresh,
    /// Ask the user for a privilege, or respect the refusal.
    Permission,
    /// Correct what was sent.
    Input,
    /// Correct the application's id, keys or settings.
    Config,
    /// The program, the SDK or the platform is wrong; a code that is not known counts here too.
    Bug,
}
