//! Names that are taken: the SDK sends them itself, or what is generated is called so.

/// What every builder has, so that no setter and no variant may be called so.
pub(crate) const BUILDER: &[&str] = &[
    "new",
    "send",
    "raw",
    "param",
    "timeout",
    "retry",
    "pages",
    "prepare",
    "returning",
    "into_future",
    "with_misfits",
];

/// What the SDK adds to a signed call by itself.
pub(crate) const RESERVED: &[&str] = &["app_id", "method", "sig", "secure", "session_key", "format"];

/// What the SDK adds to a call of a service that takes the session's token in the query.
pub(crate) const TOKEN: &[&str] = &["access_token"];

/// The kind of a session, and the variant of an answer.
pub(crate) const GENERIC: [&str; 2] = ["K", "V"];
