//! The places of an object's members while it is read: what has to fit, and what may be left out.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    lenient::Lenient,
    list::{one_or_many, one_or_many_option},
    problem::Stop,
    reader::Reader,
    view::{Free, View},
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
fn optional<T>(
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

/// The place of a value of another crate's type, which is read as its own serde says.
#[derive(Debug)]
pub struct Foreign<'p, T> {
    place: &'p mut Option<T>,
    always: bool,
}

impl<'p, T> Foreign<'p, T> {
    /// What has to be there; `None` until it was read.
    pub fn always(place: &'p mut Option<T>) -> Self {
        Self { place, always: true }
    }

    /// What may be missing.
    pub fn optional(place: &'p mut Option<T>) -> Self {
        Self { place, always: false }
    }
}

impl<T: DeserializeOwned> Place for Foreign<'_, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if self.always {
            *self.place = Some(foreign(reader)?);
            return Ok(());
        }
        optional(self.place, reader, foreign)
    }
}

fn foreign<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<T, Stop> {
    let text = reader.skipped()?;
    serde_json::from_str(text).map_err(|error| reader.refused(text, &error))
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

/// The value of another crate's type as it is written: by way of JSON.
pub fn foreign_view<T: Serialize>(value: &T) -> View<'static> {
    View::Free(Free::Foreign(serde_json::to_value(value).map_err(|error| error.to_string())))
}

/// The same of what may be missing.
pub fn foreign_option_view<T: Serialize>(value: &Option<T>) -> View<'static> {
    value.as_ref().map_or(View::Absent, foreign_view)
}
