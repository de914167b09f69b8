//! The one picture of a spec file that everything after parsing works on: data without rules, which are in `check`, and
//! without the syntax that it was read from, which is in `spec`. May use `diagnostics`, for positions.
//!
//! It is always complete: where the text was wrong, the parser has reported it and put in something harmless, so that
//! rendering goes on and one mistake gives one message.

use crate::diagnostics::Position;

/// One spec file.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// The path as it was given to the macro.
    pub path: String,
    /// The module that it fills; empty when it declares no group.
    pub module: String,
    pub doc: String,
    /// Where its methods are, when they are not the platform's.
    pub service: Option<Service>,
    pub methods: Vec<Method>,
    pub types: Vec<TypeDef>,
}

/// A service other than the platform.
#[derive(Debug)]
pub(crate) struct Service {
    /// The address that paths are added to; it ends with no slash.
    pub url: String,
    pub auth: Auth,
    /// How it writes its errors; the platform's way when the file says nothing.
    pub error: Option<ErrorForm>,
}

/// The form in which a service writes its errors. Paths lead to members, as `error.error_code` does.
#[derive(Debug)]
pub(crate) struct ErrorForm {
    /// The member that makes an answer an error.
    pub member: String,
    pub code: Option<String>,
    pub message: Option<String>,
    pub classes: Vec<(i64, ErrorClass)>,
}

#[derive(Debug)]
pub(crate) struct Method {
    /// The key in the file, in snake case.
    pub key: String,
    /// The name on the wire, `friends.getOnline`.
    pub wire: String,
    pub doc: String,
    pub see: Option<String>,
    pub verb: Verb,
    /// Below the address of the service.
    pub path: Option<String>,
    pub auth: Auth,
    pub circuit: Circuit,
    pub context: Context,
    pub effect: Effect,
    pub scope: Vec<String>,
    pub errors: Vec<i64>,
    pub evidence: Evidence,
    pub result_evidence: Evidence,
    pub params: Vec<Param>,
    /// `default` first.
    pub variants: Vec<Variant>,
    pub page: Option<Page>,
    pub at: Position,
}

#[derive(Debug)]
pub(crate) struct Param {
    /// The name on the wire; of an `either_of`, the name of the choice.
    pub wire: String,
    /// The Rust name (not a keyword, not yet raw).
    pub rust: String,
    pub doc: String,
    pub kind: ParamKind,
    pub required: bool,
    pub default: Option<String>,
    pub limits: Limits,
    pub evidence: Evidence,
    pub at: Position,
}

#[derive(Debug)]
pub(crate) enum ParamKind {
    Plain(Type),
    /// The name of the response variant that it switches on.
    Switch(String),
    /// Wire names and their types; exactly one is sent.
    EitherOf(Vec<(String, Type)>),
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct Limits {
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub max_len: Option<usize>,
    pub max_items: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Variant {
    /// [`PLAIN`](Self::PLAIN), or the name that a parameter's `switch` has.
    pub name: String,
    pub returns: Type,
    /// Valid JSON.
    pub example: Option<String>,
}

impl Variant {
    /// The name of the answer to the plain call.
    pub(crate) const PLAIN: &'static str = "default";

    pub(crate) fn is_plain(&self) -> bool {
        self.name == Self::PLAIN
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Page {
    Offset {
        offset: String,
        limit: Option<String>,
        items: Option<String>,
        key: Option<String>,
        never_short: Option<Evidence>,
    },
    Cursor {
        cursor: String,
        key: String,
        limit: Option<String>,
        never_short: Option<Evidence>,
    },
    Batch {
        param: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Url,
    Html,
    Bool,
    Flag,
    U32,
    U64,
    I64,
    F64,
    Int,
    Uid,
    Timestamp,
    Date,
    Any,
    File,
    List(Box<Type>),
    Map(Box<Type>),
    /// A name that this file declares.
    Local(String),
    /// A name that `types.toml` declares.
    Shared(String, Kind),
    /// The path after `rust:`.
    Rust(String),
}

#[derive(Debug)]
pub(crate) struct TypeDef {
    pub name: String,
    pub doc: String,
    pub see: Option<String>,
    pub evidence: Option<Evidence>,
    pub body: TypeBody,
    pub at: Position,
}

#[derive(Debug)]
pub(crate) enum TypeBody {
    Object(Vec<FieldDef>),
    Enum { int: bool, values: Vec<ValueDef> },
    Union { tag: String, variants: Vec<UnionVariant> },
}

impl TypeBody {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Object(_) => Kind::Object,
            Self::Enum { .. } => Kind::Enum,
            Self::Union { .. } => Kind::Union,
        }
    }
}

/// A type as far as other files need to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declaration {
    pub name: String,
    pub kind: Kind,
}

#[derive(Debug)]
pub(crate) struct FieldDef {
    pub wire: String,
    /// The Rust name (not a keyword, not yet raw).
    pub rust: String,
    pub doc: String,
    pub ty: Type,
    pub always: bool,
    pub alias: Vec<String>,
    /// One value may stand in place of the list.
    pub single: bool,
    /// It seldom comes.
    pub rare: bool,
    pub evidence: Option<Evidence>,
    pub at: Position,
}

#[derive(Debug)]
pub(crate) struct ValueDef {
    pub wire: String,
    /// The Rust variant, in upper camel case.
    pub variant: String,
    pub doc: String,
}

#[derive(Debug)]
pub(crate) struct UnionVariant {
    /// The value of the tag.
    pub wire: String,
    pub variant: String,
    pub ty: Type,
    pub doc: String,
}

/// One code of `errors.toml`.
#[derive(Debug)]
pub(crate) struct ErrorCode {
    pub code: i64,
    /// The Rust variant.
    pub name: String,
    pub class: ErrorClass,
    pub doc: String,
    pub evidence: Evidence,
}

/// Declares an enum whose values are words of the spec, with the words, so that parsing and "did you mean" share one list.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($variant),+ }

        impl $name {
            /// Every word with its value.
            pub(crate) const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];
            /// The words alone.
            pub(crate) const NAMES: &'static [&'static str] = &[$($word),+];
        }
    };
}

words!(
    /// The tables that declare types.
    Kind { Object = "objects", Enum = "enums", Union = "unions" }
);

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

words!(Verb { Get = "GET", Post = "POST" });
words!(
    /// By what a call shows who makes it.
    Auth { Signature = "signature", TokenQuery = "token_query", Bearer = "bearer", None = "none" }
);

impl Auth {
    /// Whether a call carries the session's token and no signature.
    pub(crate) fn takes_token(self) -> bool {
        matches!(self, Self::TokenQuery | Self::Bearer)
    }
}

words!(Circuit { Any = "any", Client = "client", Server = "server" });
words!(Context { Session = "session", SessionOrUid = "session_or_uid", Optional = "optional", None = "none" });
words!(Effect { Read = "read", Write = "write" });
words!(Evidence { Documented = "documented", Observed = "observed", Client = "client", Inferred = "inferred" });
words!(Wire { Int = "int", String = "string" });
words!(ErrorClass {
    Retry = "retry",
    Refresh = "refresh",
    Permission = "permission",
    Input = "input",
    Config = "config",
    Bug = "bug",
});
