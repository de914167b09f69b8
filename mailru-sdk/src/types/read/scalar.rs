//! Values without parts, and what each type makes of one.

use super::{
    problem::{Problem, Stop},
    reader::Reader,
    table::Shape,
    view::View,
};

/// A JSON value without parts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scalar<'t> {
    Null,
    Bool(bool),
    /// A number as it is spelled.
    Number(&'t str),
    Text(&'t str),
}

/// A type that is made from one scalar.
pub(crate) trait FromScalar: Sized {
    /// What to call it when it is missing, with its bounds.
    const EXPECTED: &'static str;

    /// Whether the empty string in an optional place means that there is no value.
    const EMPTY_IS_ABSENT: bool = true;

    /// How it is stored.
    const SHAPE: Shape;

    /// `None` when it does not fit.
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self>;

    /// What can be made of a scalar that does not fit, and is told.
    fn oddly(_scalar: Scalar<'_>) -> Option<Self> {
        None
    }

    /// How it is written.
    fn as_view(&self) -> View<'_>;
}

impl Reader<'_> {
    /// Reads a type that is made from a scalar.
    #[inline]
    pub(crate) fn read_scalar<T: FromScalar>(&mut self) -> Result<T, Stop> {
        self.value()?;
        let at = self.at;
        match self.made(at, false)? {
            Some(value) => Ok(value),
            None => Err(self.misfit(at, T::EXPECTED)),
        }
    }

    /// The same where there may be none.
    #[inline]
    pub(crate) fn read_scalar_option<T: FromScalar>(&mut self) -> Result<Option<T>, Stop> {
        self.value()?;
        self.made(self.at, true)
    }

    /// Reads a scalar from the place `at`, which is next; `None` if it is absent.
    #[inline]
    fn made<T: FromScalar>(&mut self, at: usize, optional: bool) -> Result<Option<T>, Stop> {
        let scalar = self.scalar(T::EXPECTED)?;
        match scalar {
            Scalar::Null if optional => return Ok(None),
            Scalar::Text("") if optional && T::EMPTY_IS_ABSENT => return Ok(None),
            _ => {}
        }
        if let Some(value) = T::from_scalar(scalar) {
            return Ok(Some(value));
        }
        let Some(value) = T::oddly(scalar) else { return Err(self.misfit(at, T::EXPECTED)) };
        self.tell(at, Problem::Expected(T::EXPECTED))?;
        Ok(Some(value))
    }

    /// Reads the next value, which is a scalar.
    #[inline]
    pub(crate) fn scalar(&mut self, expected: &'static str) -> Result<Scalar<'_>, Stop> {
        match self.value()? {
            b'"' => self.string().map(Scalar::Text),
            b'-' | b'0'..=b'9' => self.number().map(Scalar::Number),
            b'n' => self.word("null").map(|()| Scalar::Null),
            b't' => self.word("true").map(|()| Scalar::Bool(true)),
            b'f' => self.word("false").map(|()| Scalar::Bool(false)),
            b'[' | b'{' => Err(self.misfit(self.at, expected)),
            _ => Err(self.syntax("expected value")),
        }
    }
}
