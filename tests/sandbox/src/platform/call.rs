//! A call that passed every check, as the methods see it.

use std::str::FromStr;

use mailru_sdk::spec::MethodSpec;

use super::caller::Caller;
use super::{Failure, Platform};
use crate::parameters::{FilePart, Parameters};
use crate::world::{Person, World};

/// A call to be answered.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) spec: &'static MethodSpec,
    pub(crate) caller: Caller,
    pub(crate) parameters: &'a Parameters,
    pub(crate) platform: &'a Platform,
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) skip: usize,
    pub(crate) take: usize,
}

impl Page {
    pub(crate) fn of<T>(self, items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        items.skip(self.skip).take(self.take)
    }
}

impl<'a> Call<'a> {
    /// The time of the call, in Unix time.
    pub(crate) fn now(&self) -> u64 {
        self.platform.clock.now().as_secs()
    }

    /// The id of the user on whose behalf the call runs. A server that names an author by `uid` acts for nobody.
    pub(crate) fn viewer(&self) -> Option<u64> {
        self.caller.user.filter(|_| self.spec.name != "stream.getByAuthor" || self.caller.session.is_some())
    }

    /// The same as a person.
    pub(crate) fn user<'w>(&self, world: &'w World) -> Option<&'w Person> {
        self.viewer().and_then(|uid| world.person(uid))
    }

    /// The id of the acting user, for methods that cannot do without.
    pub(crate) fn actor(&self) -> Result<u64, Failure> {
        self.viewer().ok_or_else(|| Failure::authorization(format!("'{}' needs a user", self.spec.name)))
    }

    /// Whom the call is about: the user named by the first of the parameters that is given, else the acting user.
    pub(crate) fn subject<'w>(&self, world: &'w World, names: &[&'static str]) -> Result<&'w Person, Failure> {
        let (name, uid) = self.named(names)?.map_or_else(|| self.actor().map(|uid| ("uid", uid)), Ok)?;
        world.person(uid).ok_or_else(|| Failure::invalid(name, "is no user's id"))
    }

    /// The same, when the page of the user is open to the acting one.
    pub(crate) fn visible<'w>(&self, world: &'w World, names: &[&'static str]) -> Result<&'w Person, Failure> {
        let subject = self.subject(world, names)?;
        world.access(self.viewer(), subject.uid)?;
        Ok(subject)
    }

    /// The acting user, who may name himself by `uid`, but nobody else.
    pub(crate) fn own<'w>(&self, world: &'w World) -> Result<&'w Person, Failure> {
        let subject = self.subject(world, &["uid"])?;
        if Some(subject.uid) == self.viewer() {
            Ok(subject)
        } else {
            Err(Failure::denied("this is for the user's own eyes"))
        }
    }

    /// The id in the first of the parameters that is given.
    pub(crate) fn named(&self, names: &[&'static str]) -> Result<Option<(&'static str, u64)>, Failure> {
        let given = names.iter().find_map(|name| self.parameters.filled(name).map(|value| (*name, value)));
        let Some((name, value)) = given else { return Ok(None) };
        let uid = value.parse().map_err(|_| Failure::invalid(name, "is no user's id"))?;
        Ok(Some((name, uid)))
    }

    /// Whether the switch is on.
    pub(crate) fn is_on(&self, switch: &str) -> bool {
        self.parameters.get(switch) == Some("1")
    }

    /// A text that is there and not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.parameters.filled(name)
    }

    /// A text that the spec requires.
    pub(crate) fn required(&self, name: &str) -> Result<&'a str, Failure> {
        self.text(name).ok_or_else(|| Failure::necessary(name))
    }

    /// The items of a comma list, when there is one.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<&'a str>> {
        self.text(name).map(|list| list.split(',').collect())
    }

    /// A number, when it is given.
    pub(crate) fn number<T: FromStr>(&self, name: &str) -> Result<Option<T>, Failure> {
        let number = self.text(name).map(|value| value.parse().map_err(|_| Failure::invalid(name, "is not a number")));
        number.transpose()
    }

    pub(crate) fn file(&self, name: &str) -> Option<&'a FilePart> {
        self.parameters.files().iter().find(|file| file.name == name)
    }

    /// The part of a list that `offset` and `limit` ask for; without a limit, or with one of 0, as many as the method gives by
    /// itself. A method without an offset is not cut, as its caller could never see the second part.
    pub(crate) fn page(&self, by_itself: Option<usize>) -> Result<Page, Failure> {
        if self.spec.param("offset").is_none() {
            return Ok(Page { skip: 0, take: usize::MAX });
        }
        let limit = self.number("limit")?.filter(|&limit| limit > 0).or(by_itself);
        let take = limit.map_or(self.platform.page_size, |limit| limit.min(self.platform.page_size));
        Ok(Page { skip: self.number("offset")?.unwrap_or(0), take })
    }
}
