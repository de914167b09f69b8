//! Type expressions of the spec: `[uid]`, `{User}`, `Album`.

use std::fmt;

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    Scalar(Scalar),
    /// Anything: nobody has described it, or a type of Rust does.
    Any,
    /// A part of a form.
    File,
    List(Box<Type>),
    Map(Box<Type>),
    /// A declared type.
    Named(String),
}

macro_rules! scalars {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// What is neither a list nor an object.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Scalar { $($variant),+ }

        impl Scalar {
            fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            pub(crate) fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

scalars! {
    String = "string", Url = "url", Html = "html", Flag = "flag", Bool = "bool", U32 = "u32", U64 = "u64", I64 = "i64",
    F64 = "f64", Int = "int", Uid = "uid", Timestamp = "timestamp", Date = "date",
}

impl Scalar {
    /// Whether it is a number, which the platform may write as a text.
    pub(crate) fn is_number(self) -> bool {
        matches!(self, Self::U32 | Self::U64 | Self::I64 | Self::F64 | Self::Int | Self::Uid | Self::Timestamp)
    }
}

impl Type {
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim();
        let inside = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
        if let Some(item) = inside('[', ']') {
            return Self::List(Box::new(Self::parse(item)));
        }
        if let Some(value) = inside('{', '}') {
            return Self::Map(Box::new(Self::parse(value)));
        }
        match Scalar::parse(text) {
            Some(scalar) => Self::Scalar(scalar),
            None if text == "file" => Self::File,
            None if text == "any" || text.starts_with("rust:") => Self::Any,
            None => Self::Named(text.to_owned()),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(scalar) => f.write_str(scalar.word()),
            Self::Any => f.write_str("any"),
            Self::File => f.write_str("file"),
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(value) => write!(f, "{{{value}}}"),
            Self::Named(name) => f.write_str(name),
        }
    }
}
