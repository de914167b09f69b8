//! Pictures: those that the sandbox draws from a seed, and those that it was given. What is a picture at all is decided here,
//! by the first bytes. Which album a picture is in is known to `photos.rs`.

mod png;
mod sniff;

use std::sync::Arc;

use png::Drawing;
pub(crate) use sniff::Format;

use crate::generator::Generator;

/// The longest side of the picture that a photo is shown by, in pixels.
pub(crate) const SHOWN: u32 = 480;

/// The longest side of the small picture.
const SMALL: u32 = 120;

/// The largest drawing, a side in pixels.
pub(crate) const LARGEST: u32 = 4096;

/// In which size a picture is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    Shown,
    Original,
}

/// A picture.
#[derive(Debug, Clone)]
pub(crate) enum Picture {
    /// Drawn whenever it is asked for.
    Drawn(Drawing),
    /// Kept as it came.
    Kept { bytes: Arc<[u8]>, format: Format, dimensions: Option<(u32, u32)> },
}

impl Picture {
    /// A drawing of that size. The same seed gives the same bytes.
    pub(crate) fn drawn(seed: u64, width: u32, height: u32) -> Self {
        Self::Drawn(Drawing { seed, width: width.clamp(1, LARGEST), height: height.clamp(1, LARGEST) })
    }

    /// What stands for the picture behind an address that is never asked for.
    pub(crate) fn placeholder(address: &str) -> Self {
        Self::drawn(Generator::new(0, address).next(), 640, 480)
    }

    /// `None` for bytes that do not begin as a picture does.
    pub(crate) fn kept(bytes: &[u8]) -> Option<Self> {
        let format = Format::of(bytes)?;
        Some(Self::Kept { bytes: bytes.into(), format, dimensions: format.dimensions(bytes) })
    }

    /// Width and height of the original in pixels. Of a picture that was cut off before it says them they are unknown.
    pub(crate) fn dimensions(&self) -> Option<(u32, u32)> {
        match self {
            Self::Drawn(drawing) => Some((drawing.width, drawing.height)),
            Self::Kept { dimensions, .. } => *dimensions,
        }
    }

    /// The length of the original in bytes.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Drawn(drawing) => drawing.len(),
            Self::Kept { bytes, .. } => bytes.len(),
        }
    }

    pub(crate) fn format(&self) -> Format {
        match self {
            Self::Drawn(_) => Format::Png,
            Self::Kept { format, .. } => *format,
        }
    }

    /// The bytes in that size. What was given is not scaled.
    pub(crate) fn bytes(&self, size: Size) -> Arc<[u8]> {
        match (self, size) {
            (Self::Kept { bytes, .. }, _) => Arc::clone(bytes),
            (Self::Drawn(drawing), Size::Original) => drawing.png().into(),
            (Self::Drawn(drawing), Size::Shown) => drawing.within(SHOWN).png().into(),
            (Self::Drawn(drawing), Size::Small) => drawing.within(SMALL).png().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Picture, Size};

    #[test]
    fn a_drawing_has_the_size_that_it_says_in_every_form() {
        let picture = Picture::drawn(7, 800, 600);
        for (size, dimensions) in [(Size::Original, (800, 600)), (Size::Shown, (480, 360)), (Size::Small, (120, 90))] {
            let bytes = picture.bytes(size);
            let read = Picture::kept(&bytes).and_then(|picture| picture.dimensions());
            assert_eq!(read, Some(dimensions), "{size:?}");
        }
        assert_eq!(picture.len(), picture.bytes(Size::Original).len());
    }

    #[test]
    fn a_small_drawing_is_not_made_larger() {
        let bytes = Picture::drawn(7, 100, 50).bytes(Size::Shown);
        assert_eq!(Picture::kept(&bytes).and_then(|picture| picture.dimensions()), Some((100, 50)));
    }

    #[test]
    fn a_seed_always_gives_the_same_picture_and_another_seed_another() {
        let draw = |seed| Picture::drawn(seed, 64, 64).bytes(Size::Original);
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn what_was_given_comes_back_as_it_was() {
        let given = b"GIF89a\x02\0\x03\0rest";
        let picture = Picture::kept(given).expect("it begins as a GIF");
        assert_eq!((&*picture.bytes(Size::Small), picture.dimensions()), (&given[..], Some((2, 3))));
    }
}
