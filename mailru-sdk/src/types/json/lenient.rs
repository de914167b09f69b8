//! Reads free JSON from text, and shows it to those who write it.

use super::value::Json;
use crate::types::{
    number::JsonNumber,
    read::{Free, Lenient, Reader, Scalar, Shape, Stop, View},
    text::Text,
};

const NUMBER: &str = "a number between -1.8e308 and 1.8e308";

impl Lenient for Json {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        match reader.value()? {
            b'[' => Vec::read(reader).map(Self::Array),
            b'{' => {
                reader.note_gaps()?;
                let (mut members, mut first) = (Vec::new(), true);
                reader.enter()?;
                while reader.next_member(&mut first)? {
                    reader.take::<(Text, Self)>()?;
                    let name = Text::new(reader.string()?);
                    reader.colon()?;
                    members.push((name, Self::read(reader)?));
                }
                Ok(Self::Object(members))
            }
            _ => scalar(reader),
        }
    }

    fn shape() -> Shape {
        Shape::Any
    }

    fn view(&self) -> View<'_> {
        View::Free(self.free())
    }
}

fn scalar(reader: &mut Reader<'_>) -> Result<Json, Stop> {
    let at = reader.at();
    Ok(match reader.scalar(NUMBER)? {
        Scalar::Null => Json::Null,
        Scalar::Bool(value) => Json::Bool(value),
        Scalar::Text(text) => Json::String(Text::new(text)),
        Scalar::Number(text) => match JsonNumber::spelled(text) {
            Some(number) => Json::Number(number),
            None => return Err(reader.misfit(at, NUMBER)),
        },
    })
}

impl Json {
    /// The value as it is written for a kind of a union that is not known.
    #[doc(hidden)]
    #[must_use]
    pub fn untagged(&self) -> View<'_> {
        View::Untagged(self.free())
    }

    fn free(&self) -> Free<'_> {
        match self {
            Self::Null => Free::Null,
            Self::Bool(value) => Free::Bool(*value),
            Self::Number(number) => Free::Number(*number),
            Self::String(text) => Free::Text(text),
            Self::Array(items) => Free::List(items.iter().map(Self::free).collect()),
            Self::Object(members) => {
                Free::Members(members.iter().map(|(name, value)| (name.as_str(), value.free())).collect())
            }
        }
    }
}
