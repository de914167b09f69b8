//! [`Lenient`], the one door: generated code reads every member and every answer through it.

use super::{
    problem::Stop,
    reader::{Misfits, Reader},
    table::Shape,
    told::Told,
    view::View,
};

/// A type that is read leniently: the SDK's own types, lists and maps of them, and what is generated from a spec.
pub trait Lenient: Sized {
    /// Reads a value that has to be there.
    #[doc(hidden)]
    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop>;

    /// Reads a value from a place where it may be missing: `null` is `None`, and so is whatever else the type takes for absence.
    #[doc(hidden)]
    fn read_option(reader: &mut Reader<'_>) -> Result<Option<Self>, Stop> {
        if reader.value()? == b'n' {
            return reader.word("null").map(|()| None);
        }
        Self::read(reader).map(Some)
    }

    /// Reads an element of a list. What is on the list after a failure is for the caller to take off again.
    #[doc(hidden)]
    fn push(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), Stop> {
        list.push(Self::read(reader)?);
        Ok(())
    }

    /// How the type is stored.
    #[doc(hidden)]
    fn shape() -> Shape;

    /// The value as it is written.
    #[doc(hidden)]
    fn view(&self) -> View<'_>;
}

impl<T: Lenient> Lenient for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        T::read(reader).map(Self::new)
    }

    fn read_option(reader: &mut Reader<'_>) -> Result<Option<Self>, Stop> {
        Ok(T::read_option(reader)?.map(Self::new))
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

/// Reads what has nothing after it but space.
pub(crate) fn read_all<T>(
    reader: &mut Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let value = read(reader)?;
    reader.end()?;
    Ok(value)
}

/// Reads a whole text. Nothing is left out.
pub(crate) fn from_text<T: Lenient>(text: &str) -> Result<T, Box<Told>> {
    strictly(text, T::read)
}

/// The same where the value may be missing.
#[cfg(test)]
pub(crate) fn optional_from_text<T: Lenient>(text: &str) -> Result<Option<T>, Box<Told>> {
    strictly(text, T::read_option)
}

fn strictly<T>(text: &str, read: fn(&mut Reader<'_>) -> Result<T, Stop>) -> Result<T, Box<Told>> {
    let mut reader = Reader::new(text, Misfits::Refused);
    read_all(&mut reader, read).map_err(|_| Box::new(Told::of(text, reader.failure())))
}
