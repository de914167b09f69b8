//! The places of an object's members while it is read: what has to fit, and what may be left out.

use super::{
    lenient::Lenient,
    list::{one_or_many, one_or_many_option},
    problem::Stop,
    reader::Reader,
    view::View,
};

/// The place of a member.
pub trait Place {
    /// Reads its value.
    #[doc(hidden)]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop>;
}

impl<T: Lenient> Place for T {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *self = T::read(reader)?;
        Ok(())
    }
}

impl<T: Lenient> Place for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        optional(self, reader, T::read_option)
    }
}

#[inline]
pub(super) fn optional<T>(
    place: &mut Option<T>,
    reader: &mut Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<Option<T>, Stop>,
) -> Result<(), Stop> {
    let mark = reader.mark();
    match read(reader) {
        Ok(value) => {
            *place = value;
            Ok(())
        }
        Err(stop) => {
            *place = None;
            reader.forgive(stop, mark)
        }
    }
}

/// The place of a list in which a single value may stand.
#[derive(Debug)]
pub struct Single<'p, L>(pub &'p mut L);

impl<T: Lenient> Place for Single<'_, Vec<T>> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *self.0 = one_or_many(reader)?;
        Ok(())
    }
}

impl<T: Lenient> Place for Single<'_, Option<Vec<T>>> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        optional(self.0, reader, one_or_many_option)
    }
}

/// The place of a described object that has to be there: `None` until it was read.
#[derive(Debug)]
pub struct Due<'p, T>(pub &'p mut Option<T>);

impl<T: Lenient> Place for Due<'_, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *self.0 = Some(T::read(reader)?);
        Ok(())
    }
}

/// The value of such a place, which an object that was read has.
///
/// # Errors
/// Never for an object that was read.
pub fn due<T>(place: Option<T>) -> Result<T, Stop> {
    place.ok_or(Stop::Misfit)
}

/// A member as it is written; what is not there is absent.
pub trait Viewed {
    /// The value.
    #[doc(hidden)]
    fn viewed(&self) -> View<'_>;
}

impl<T: Lenient> Viewed for T {
    fn viewed(&self) -> View<'_> {
        self.view()
    }
}

impl<T: Lenient> Viewed for Option<T> {
    fn viewed(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, T::view)
    }
}
