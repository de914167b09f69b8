//! Members of an object that seldom come. They share one box, which is there only when one of them came: an object of which little was
//! sent takes little memory.

use std::ops::{Deref, DerefMut};

use super::read::{Reader, Stop};

/// The members of an object that seldom come, behind one box.
///
/// An object with such members dereferences to them, so that they are read and set as its own: `user.location`. A member that is moved
/// out is taken from what [`into_inner`](Self::into_inner) gives, or with [`Option::take`]. No box equals one in which nothing is.
#[derive(Debug, Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// Members that seldom come, all of which are optional.
pub trait Rarely: Default + PartialEq + 'static {
    /// None of them.
    #[doc(hidden)]
    const NONE: &'static Self;
}

impl<T: Rarely> Rare<T> {
    /// The members by themselves.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.map_or_else(T::default, |members| *members)
    }

    /// Keeps what was read, if one of the members came.
    #[doc(hidden)]
    pub fn read(reader: &mut Reader<'_>, came: &[bool], members: T) -> Result<Self, Stop> {
        if !came.contains(&true) || members == *T::NONE {
            return Ok(Self(None));
        }
        reader.take::<T>()?;
        Ok(Self(Some(Box::new(members))))
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Rarely> From<T> for Rare<T> {
    fn from(members: T) -> Self {
        Self(Some(Box::new(members)))
    }
}

impl<T: Rarely> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NONE)
    }
}

impl<T: Rarely> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Rarely> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        objects::User,
        types::read::{Lenient, Misfits, Reader, from_text},
    };

    fn user(json: &str) -> User {
        from_text(json).unwrap()
    }

    #[test]
    fn a_box_is_there_only_when_a_member_in_it_came() {
        for json in [r#"{"uid":1}"#, r#"{"uid":1,"email":null,"location":false}"#, r#"{"uid":1,"link":"x"}"#] {
            assert!(user(json).rarely.0.is_none(), "{json}");
        }
        let user = user(r#"{"uid":1,"email":"a@mail.ru"}"#);
        assert!(user.rarely.0.is_some());
        assert_eq!(user.email.as_deref(), Some("a@mail.ru"));
    }

    #[test]
    fn no_box_equals_an_empty_one() {
        let (absent, mut empty) = (user(r#"{"uid":1}"#), user(r#"{"uid":1,"email":"a@mail.ru"}"#));
        assert_ne!(absent, empty);
        assert!(empty.email.take().is_some());
        assert!(empty.rarely.0.is_some());
        assert_eq!(absent, empty);
    }

    #[test]
    fn the_members_can_be_set_and_moved_out() {
        let mut user = user(r#"{"uid":1}"#);
        user.email = Some("a@mail.ru".into());
        assert_eq!(user.rarely.into_inner().email.as_deref(), Some("a@mail.ru"));
    }

    #[test]
    fn an_object_of_which_little_came_is_small() {
        assert!(size_of::<User>() <= 152, "{}", size_of::<User>());
    }

    #[test]
    fn the_box_counts_as_memory() {
        let read = |json| <User as Lenient>::read(&mut Reader::new(json, Misfits::Members).within(100));
        assert!(read(r#"{"uid":1}"#).is_ok());
        assert!(read(r#"{"uid":1,"email":"a@mail.ru"}"#).is_err());
    }
}
