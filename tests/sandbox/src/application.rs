//! The one application that the sandbox knows, and its keys. Its users' sessions are in `sessions.rs`.

/// What the platform shows in the settings of an application.
#[derive(Debug)]
pub(crate) struct Application {
    pub(crate) id: u64,
    pub(crate) private_key: String,
    pub(crate) secret_key: String,
}
