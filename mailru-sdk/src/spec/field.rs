//! The order in which a request is signed, as data.

/// A place in the order in which a request is signed.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    AppId,
    Method,
    Secure,
    SessionKey,
    /// The `uid`: the method's own at that place among the slots, if it has one and it is set, else the acting user.
    Uid(Option<usize>),
    /// A parameter of the method: its name on the wire and its place among the slots.
    Slot(&'static str, usize),
}

impl Field {
    /// The name on the wire.
    #[inline]
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::AppId => "app_id",
            Self::Method => "method",
            Self::Secure => "secure",
            Self::SessionKey => "session_key",
            Self::Uid(_) => "uid",
            Self::Slot(name, _) => name,
        }
    }
}
