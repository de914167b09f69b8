//! What generated code says of an object, as static data: the names of its members, and how they are stored.

use std::sync::atomic::{AtomicU8, Ordering};

use super::deviation::Declared;

/// An object of a spec.
#[derive(Debug)]
pub struct Table {
    file: &'static str,
    line: u32,
    members: &'static [Member],
    /// The places of the members that have to be there.
    always: &'static [usize],
    first: Hint,
}

/// A member of an object.
#[derive(Debug)]
pub struct Member {
    /// The name as it stands in a compact text: `"uid":`.
    needle: &'static str,
    /// The first bytes of the needle, and which bits of them count.
    head: u128,
    mask: u128,
    aliases: &'static [&'static str],
    line: u32,
    shape: fn() -> Shape,
    next: Hint,
}

/// How a value is stored in formats that need to be asked for one kind of value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A string.
    Text,
    /// A whole number.
    Signed,
    /// A whole number that is not below zero.
    Unsigned,
    /// A number.
    Float,
    /// `0` or `1`.
    Flag,
    /// Free JSON.
    Any,
    /// A list.
    List(fn() -> Shape),
    /// An object of members of one kind.
    Map(fn() -> Shape),
    /// A described object.
    Object(&'static Table),
    /// An object whose kind is the word in its member of that name.
    Union(&'static str, &'static [Variant]),
}

/// A word of a union and the shape of what it tags.
type Variant = (&'static str, fn() -> Shape);

/// How many bytes of a name are compared at once.
const HEAD: usize = 16;

const fn head(needle: &[u8]) -> (u128, u128) {
    let (mut head, mut mask, mut at) = ([0; HEAD], [0; HEAD], 0);
    while at < HEAD && at < needle.len() {
        head[at] = needle[at];
        mask[at] = u8::MAX;
        at += 1;
    }
    (u128::from_le_bytes(head), u128::from_le_bytes(mask))
}

/// The place of the member that came next the last time. A wrong one costs a search and nothing else.
#[derive(Debug)]
struct Hint(AtomicU8);

impl Hint {
    const fn new() -> Self {
        Self(AtomicU8::new(0))
    }

    #[inline]
    fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed).into()
    }

    fn set(&self, place: usize) {
        self.0.store(u8::try_from(place).unwrap_or(0), Ordering::Relaxed);
    }
}

impl Member {
    /// A member by its name in quotes with a colon, its other names, and the line of the spec that declares it.
    #[must_use]
    pub const fn new(needle: &'static str, aliases: &'static [&'static str], line: u32, shape: fn() -> Shape) -> Self {
        let (head, mask) = head(needle.as_bytes());
        Self { needle, head, mask, aliases, line, shape, next: Hint::new() }
    }

    /// The name on the wire.
    pub(crate) fn name(&self) -> &'static str {
        self.needle.get(1..self.needle.len().saturating_sub(2)).unwrap_or_default()
    }

    /// The length of the needle, if the text goes on with it.
    #[inline]
    pub(super) fn begins(&self, text: &[u8]) -> Option<usize> {
        let needle = self.needle.as_bytes();
        let is_next = match text.first_chunk::<HEAD>() {
            Some(chunk) => {
                (u128::from_le_bytes(*chunk) ^ self.head) & self.mask == 0
                    && (needle.len() <= HEAD || text.starts_with(needle))
            }
            None => text.starts_with(needle),
        };
        is_next.then_some(needle.len())
    }

    pub(crate) fn line(&self) -> u32 {
        self.line
    }

    pub(crate) fn shape(&self) -> Shape {
        (self.shape)()
    }

    fn is_called(&self, name: &str) -> bool {
        self.name() == name || self.aliases.contains(&name)
    }
}

impl Table {
    /// The members that a spec file declares, for the object on that line of it.
    #[must_use]
    pub const fn new(file: &'static str, line: u32, members: &'static [Member], always: &'static [usize]) -> Self {
        Self { file, line, members, always, first: Hint::new() }
    }

    pub(crate) fn file(&self) -> &'static str {
        self.file
    }

    /// The spec file, and the line that declares the object.
    pub(super) fn declared(&self) -> Declared {
        (self.file, self.line)
    }

    #[inline]
    pub(crate) fn members(&self) -> &'static [Member] {
        self.members
    }

    pub(crate) fn always(&self) -> &'static [usize] {
        self.always
    }

    /// The place of the member of that name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.is_called(name))
    }

    fn hint(&self, after: Option<usize>) -> &Hint {
        after.and_then(|place| self.members.get(place)).map_or(&self.first, |member| &member.next)
    }

    /// The place of the member that came after that one in the last object.
    #[inline]
    pub(crate) fn expected(&self, after: Option<usize>) -> usize {
        self.hint(after).get()
    }

    pub(crate) fn learn(&self, after: Option<usize>, place: usize) {
        self.hint(after).set(place);
    }
}
