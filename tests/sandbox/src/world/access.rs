//! Who may look at whose page. What the refusal looks like is in `platform/failure.rs`.

use super::World;

/// Why somebody may not look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denial {
    /// The profile is for friends, or the community for its members.
    Closed,
    /// The owner of the page has black-listed the viewer.
    BlackListed,
}

impl World {
    /// Whether the page of a person or a community is open to the viewer; `None` is somebody without a name.
    pub(crate) fn access(&self, viewer: Option<u64>, page: u64) -> Result<(), Denial> {
        if viewer == Some(page) {
            return Ok(());
        }
        let (is_closed, is_inside) = if let Some(community) = self.community(page) {
            (community.closed, viewer.is_some_and(|viewer| community.subscribers.contains(&viewer)))
        } else if let Some(person) = self.person(page) {
            if viewer.is_some_and(|viewer| person.black_list.contains(&viewer)) {
                return Err(Denial::BlackListed);
            }
            (person.closed, viewer.is_some_and(|viewer| self.are_friends(viewer, page)))
        } else {
            (false, false)
        };
        if is_closed && !is_inside { Err(Denial::Closed) } else { Ok(()) }
    }
}
