//! The one reader of answers: it pulls typed values out of JSON text, as leniently as the platform makes it necessary.
//!
//! [`reader`] holds the text and the place in it, [`parts`], [`string`], [`number`] and [`skip`] the grammar of JSON, which is kept as strictly as
//! `serde_json` keeps it. [`lenient`] has the trait of everything that can be read; [`scalar`], [`list`], [`map`], [`object`] and
//! [`union`] say what each kind of value accepts. What does not fit is noted by its place in the text; [`path`] and [`told`] make words of
//! it afterwards, so that nothing is paid for them while all is well. [`unsaid`] does the same with what
//! fits and is not declared, for those who listen, and [`page`] with what tells the items of a page apart.

mod bytes;
mod deviation;
mod facts;
mod foreign;
mod growth;
mod lenient;
mod list;
mod map;
mod members;
mod notes;
mod nothing;
mod number;
mod object;
mod page;
mod parts;
mod path;
mod place;
mod problem;
mod reader;
mod scalar;
mod skip;
mod string;
mod table;
mod told;
mod union;
mod unsaid;
mod view;
mod words;

#[cfg(test)]
pub(crate) use self::lenient::optional_from_text;
pub(crate) use self::{
    bytes::Body,
    deviation::Notes,
    facts::{Facts, digest},
    foreign::{offset, without_place},
    lenient::{from_text, read_all},
    members::Next,
    nothing::is_nothing,
    path::path,
    problem::Problem,
    scalar::{FromScalar, Scalar},
    told::Told,
    unsaid::Deviating,
    view::{Free, UNKNOWN},
    words::{Excerpt, LONGEST, without_secrets},
};
pub use self::{
    deviation::DeviationKind,
    foreign::{Foreign, foreign_option_view, foreign_view},
    lenient::Lenient,
    object::object_option,
    place::{Due, Place, Single, Viewed, due},
    problem::Stop,
    reader::{Misfits, Reader},
    table::{Member, Shape, Table},
    view::View,
};
