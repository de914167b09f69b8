//! The keys that each table of a spec may have, and the words that some of them take. Readers know no other keys, and the
//! schema for editors is held against the same lists. What a value means is the business of the readers.

use crate::model::{Auth, Circuit, Context, Effect, ErrorClass, Evidence, Verb, Wire};

/// A table with a closed set of keys.
pub(crate) struct Shape {
    pub name: &'static str,
    /// The same in a message, with an article.
    pub what: &'static str,
    pub keys: &'static [Key],
    /// Keys of which exactly one is there.
    pub one_of: &'static [&'static str],
}

/// A key of such a table.
pub(crate) struct Key {
    pub name: &'static str,
    pub required: bool,
    /// The only values that it takes; empty when the value is free.
    pub words: &'static [&'static str],
}

const fn shape(name: &'static str, what: &'static str, keys: &'static [Key]) -> Shape {
    Shape { name, what, keys, one_of: &[] }
}

const fn required(name: &'static str) -> Key {
    Key { name, required: true, words: &[] }
}

const fn optional(name: &'static str) -> Key {
    Key { name, required: false, words: &[] }
}

impl Key {
    const fn of(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }
}

pub(crate) const GROUP: Shape = shape(
    "group",
    "the file",
    &[
        required("doc"),
        optional("service"),
        optional("methods"),
        optional("objects"),
        optional("enums"),
        optional("unions"),
    ],
);

pub(crate) const SERVICE: Shape =
    shape("service", "a service", &[required("url"), required("auth").of(Auth::NAMES), optional("error")]);

pub(crate) const ERROR_FORM: Shape = shape(
    "error_form",
    "the form of errors",
    &[required("member"), optional("code"), optional("message"), optional("classes")],
);

pub(crate) const TYPES: Shape =
    shape("types", "the file", &[optional("doc"), optional("objects"), optional("enums"), optional("unions")]);

pub(crate) const ERRORS: Shape = shape("errors", "the error codes", &[required("codes")]);

pub(crate) const METHOD: Shape = shape(
    "method",
    "a method",
    &[
        required("doc"),
        optional("see"),
        optional("name"),
        required("verb").of(Verb::NAMES),
        optional("path"),
        optional("auth").of(Auth::NAMES),
        optional("circuit").of(Circuit::NAMES),
        optional("context").of(Context::NAMES),
        required("effect").of(Effect::NAMES),
        optional("scope"),
        optional("errors"),
        required("evidence").of(Evidence::NAMES),
        optional("result_evidence").of(Evidence::NAMES),
        optional("page"),
        optional("params"),
        required("returns"),
        optional("examples"),
    ],
);

pub(crate) const PARAM: Shape = Shape {
    one_of: &["type", "switch", "either_of"],
    ..shape(
        "param",
        "a parameter",
        &[
            optional("type"),
            optional("switch"),
            optional("either_of"),
            required("doc"),
            optional("required"),
            optional("default"),
            optional("min"),
            optional("max"),
            optional("max_len"),
            optional("max_items"),
            optional("rust"),
            optional("evidence").of(Evidence::NAMES),
        ],
    )
};

/// A page rule before it is known which.
pub(crate) const PAGE: Shape = Shape {
    one_of: &["offset", "cursor", "batch"],
    ..shape(
        "page",
        "a page rule",
        &[
            optional("offset"),
            optional("cursor"),
            optional("batch"),
            optional("limit"),
            optional("items"),
            optional("key"),
            optional("never_short").of(Evidence::NAMES),
        ],
    )
};

pub(crate) const OFFSET: Shape = shape(
    "offset",
    "a page rule",
    &[
        required("offset"),
        optional("limit"),
        optional("items"),
        optional("key"),
        optional("never_short").of(Evidence::NAMES),
    ],
);

pub(crate) const CURSOR: Shape = shape(
    "cursor",
    "a page rule",
    &[required("cursor"), optional("limit"), required("key"), optional("never_short").of(Evidence::NAMES)],
);

pub(crate) const BATCH: Shape = shape("batch", "a page rule", &[required("batch")]);

pub(crate) const OBJECT: Shape = shape(
    "object",
    "an object",
    &[required("doc"), optional("see"), optional("evidence").of(Evidence::NAMES), required("fields")],
);

pub(crate) const FIELD: Shape = shape(
    "field",
    "a field",
    &[
        required("type"),
        required("doc"),
        optional("always"),
        optional("alias"),
        optional("rust"),
        optional("single"),
        optional("rare"),
        optional("evidence").of(Evidence::NAMES),
    ],
);

pub(crate) const ENUM: Shape = shape(
    "enum",
    "an enum",
    &[
        required("doc"),
        optional("see"),
        optional("evidence").of(Evidence::NAMES),
        optional("wire").of(Wire::NAMES),
        required("values"),
    ],
);

pub(crate) const VALUE: Shape = shape("value", "a value", &[required("doc"), optional("variant")]);

pub(crate) const UNION: Shape = shape(
    "union",
    "a union",
    &[
        required("doc"),
        optional("see"),
        optional("evidence").of(Evidence::NAMES),
        required("tag"),
        required("variants"),
    ],
);

pub(crate) const VARIANT: Shape =
    shape("variant", "a variant", &[required("type"), required("doc"), optional("variant")]);

pub(crate) const CODE: Shape = shape(
    "code",
    "an error code",
    &[
        required("name"),
        required("class").of(ErrorClass::NAMES),
        required("doc"),
        required("evidence").of(Evidence::NAMES),
    ],
);

pub(crate) const SHAPES: &[&Shape] = &[
    &GROUP,
    &SERVICE,
    &ERROR_FORM,
    &TYPES,
    &ERRORS,
    &METHOD,
    &PARAM,
    &PAGE,
    &OFFSET,
    &CURSOR,
    &BATCH,
    &OBJECT,
    &FIELD,
    &ENUM,
    &VALUE,
    &UNION,
    &VARIANT,
    &CODE,
];

/// The tables that a table holds: under which key, of what kind, and whether each has a name of its own.
pub(crate) fn nested(shape: &Shape) -> &'static [(&'static str, &'static Shape, bool)] {
    match shape.name {
        "group" => &[
            ("service", &SERVICE, false),
            ("methods", &METHOD, true),
            ("objects", &OBJECT, true),
            ("enums", &ENUM, true),
            ("unions", &UNION, true),
        ],
        "service" => &[("error", &ERROR_FORM, false)],
        "types" => &[("objects", &OBJECT, true), ("enums", &ENUM, true), ("unions", &UNION, true)],
        "errors" => &[("codes", &CODE, true)],
        "method" => &[("params", &PARAM, true), ("page", &PAGE, false)],
        "object" => &[("fields", &FIELD, true)],
        "enum" => &[("values", &VALUE, true)],
        "union" => &[("variants", &VARIANT, true)],
        _ => &[],
    }
}
