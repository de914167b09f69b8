//! What the SDK knows about each method of the platform, as plain data.
//!
//! The macros write one [`MethodSpec`] for every entry of a spec file. Dispatch, the sandbox, the documentation and dynamic
//! calls all read it, so there is one description of a method and no second.

// Ground, and data only: limits are judged in `request/draft/check.rs`.

mod field;
mod service;

use std::fmt;

#[doc(hidden)]
pub use self::field::Field;
pub use self::service::{Auth, EndPoint, ErrorForm, ServiceSpec};

/// A group of methods: what one spec file declares.
#[derive(Debug)]
pub struct GroupSpec {
    /// The part of the wire name before the dot, such as `friends`.
    pub name: &'static str,
    /// What the group is about.
    pub doc: &'static str,
    /// The spec file, as the macro was given it.
    pub file: &'static str,
    /// The methods, in the order of the file.
    pub methods: &'static [&'static MethodSpec],
}

/// One method of the platform.
///
/// Values are written by the macros; a program only reads them.
#[derive(Debug)]
pub struct MethodSpec {
    /// The name on the wire, such as `friends.get`.
    pub name: &'static str,
    /// What the method does.
    pub doc: &'static str,
    /// The platform's page about it.
    pub see: Option<&'static str>,
    /// The spec file, as the macro was given it, and the line in it; none for a method that no spec declares.
    pub declared: Option<(&'static str, u32)>,
    /// How it is sent.
    pub verb: Verb,
    /// Where it is and by what a call shows who makes it, when it is a method of another service than the platform.
    pub end_point: Option<EndPoint>,
    /// The circuits that may call it.
    pub circuit: CircuitRule,
    /// Whether it acts for a user.
    pub context: Context,
    /// Whether it may be repeated.
    pub effect: Effect,
    /// The privileges that the call needs.
    pub scope: &'static [&'static str],
    /// The error codes that it adds to the common ones.
    pub errors: &'static [i64],
    /// How well the method is known.
    pub evidence: Evidence,
    /// How well its result is known.
    pub result_evidence: Evidence,
    /// The parameters of its own, in the order of the spec; common ones are not listed.
    pub params: &'static [ParamSpec],
    /// The forms of the answer; the first is that of the plain call.
    pub variants: &'static [VariantSpec],
    /// The rule for further pages.
    pub page: Option<PageRule>,
    /// Every parameter that can be sent, common ones included, in the order in which they are signed.
    #[doc(hidden)]
    pub fields: &'static [Field],
}

/// A parameter of a method.
#[derive(Debug)]
pub struct ParamSpec {
    /// The name on the wire.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// The type in the words of the spec, such as `u32` or `[uid]`; of a switch, `flag`.
    pub ty: &'static str,
    /// Whether the call makes no sense without it.
    pub required: bool,
    /// The response variant that this parameter switches on.
    pub switch: Option<&'static str>,
    /// The group of parameters of which exactly one goes over the wire.
    pub either_of: Option<&'static str>,
    /// What the platform assumes when it is absent.
    pub default: Option<&'static str>,
    /// What is checked before sending.
    pub limits: Limits,
    /// How well it is known.
    pub evidence: Evidence,
}

/// Bounds that are checked before a request is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Limits {
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// The longest text, in characters.
    pub max_len: Option<usize>,
    /// The longest list, in items.
    pub max_items: Option<usize>,
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self { min: None, max: None, max_len: None, max_items: None };
}

/// One form of a method's answer.
#[derive(Debug)]
pub struct VariantSpec {
    /// `default`, or the name of the switch that chooses it.
    pub name: &'static str,
    /// The type in the words of the spec, such as `[User]`.
    pub returns: &'static str,
    /// A constructed answer in JSON.
    pub example: Option<&'static str>,
}

/// How to ask for the page after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageRule {
    /// Count the items already seen.
    Offset {
        /// The parameter that skips items.
        offset: &'static str,
        /// The parameter that sets the size of a page.
        limit: Option<&'static str>,
        /// The member of the answer that holds the list, when the answer is an object.
        items: Option<&'static str>,
        /// The member of an item that tells it from others: `id` where nothing is said and items have it.
        key: Option<&'static str>,
        /// That a page with fewer items than the limit is the last, and how well that is known.
        never_short: Option<Evidence>,
    },
    /// Continue after the last item.
    Cursor {
        /// The parameter that takes the last item's key.
        cursor: &'static str,
        /// The member of an item that is its key.
        key: &'static str,
        /// The parameter that sets the size of a page.
        limit: Option<&'static str>,
        /// That a page with fewer items than the limit is the last, and how well that is known.
        never_short: Option<Evidence>,
    },
    /// Split a comma list that is too long for one call.
    Batch {
        /// The parameter that is split.
        param: &'static str,
    },
}

/// The HTTP verb that a method is sent with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Parameters in the query string.
    Get,
    /// Parameters in a form body.
    Post,
}

/// The circuits that may call a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircuitRule {
    /// Both.
    Any,
    /// The client-server circuit only.
    Client,
    /// The server-server circuit only.
    Server,
}

/// Whether a method acts for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// For the user whose session it is.
    Session,
    /// For that user, or for one named by id in the server-server circuit.
    SessionOrUid,
    /// With or without a user.
    Optional,
    /// For no user; the session's user is not sent.
    None,
}

/// Whether a method may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It changes nothing.
    Read,
    /// It changes something, so it is never sent twice.
    Write,
}

/// How well a fact about the platform is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// The platform's own page says so.
    Documented,
    /// Recorded answers of the platform show it.
    Observed,
    /// Working client programs do so.
    Client,
    /// Our own conclusion.
    Inferred,
}

impl MethodSpec {
    /// The service that it belongs to, when that is not the platform.
    #[must_use]
    pub fn service(&self) -> Option<&'static ServiceSpec> {
        self.end_point.as_ref().map(|end_point| end_point.service)
    }

    /// By what a call shows who makes it.
    #[must_use]
    pub fn auth(&self) -> Auth {
        self.end_point.as_ref().map_or(Auth::Signature, |end_point| end_point.auth)
    }

    /// The form of its errors, where that is not the platform's.
    pub(crate) fn error_form(&self) -> Option<&'static ErrorForm> {
        self.service()?.error.as_ref()
    }

    /// The parameter of that wire name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&'static ParamSpec> {
        self.params.iter().find(|param| param.name == name)
    }

    /// The response variant of that name.
    #[must_use]
    pub fn variant(&self, name: &str) -> Option<&'static VariantSpec> {
        self.variants.iter().find(|variant| variant.name == name)
    }
}

/// Writes the names of an enum as the spec spells them.
macro_rules! spelled {
    ($type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $(Self::$variant => $name),+ })
            }
        }
    };
}

spelled!(Verb { Get = "GET", Post = "POST" });
spelled!(Auth { Signature = "signature", TokenQuery = "token_query", Bearer = "bearer", None = "none" });
spelled!(CircuitRule { Any = "any", Client = "client", Server = "server" });
spelled!(Context { Session = "session", SessionOrUid = "session_or_uid", Optional = "optional", None = "none" });
spelled!(Effect { Read = "read", Write = "write" });
spelled!(Evidence { Documented = "documented", Observed = "observed", Client = "client", Inferred = "inferred" });

/// What is assumed of a method that the spec does not know: that it changes something.
pub(crate) static UNKNOWN: MethodSpec = MethodSpec {
    name: "",
    doc: "",
    see: None,
    declared: None,
    verb: Verb::Post,
    end_point: None,
    circuit: CircuitRule::Any,
    context: Context::Optional,
    effect: Effect::Write,
    scope: &[],
    errors: &[],
    evidence: Evidence::Inferred,
    result_evidence: Evidence::Inferred,
    params: &[],
    variants: &[],
    page: None,
    fields: &[Field::AppId, Field::Method, Field::Secure, Field::SessionKey, Field::Uid(None)],
};
