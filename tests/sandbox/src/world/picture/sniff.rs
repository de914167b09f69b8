//! Which kind of picture some bytes begin as, and how large it says it is.

/// The kinds of pictures that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Png,
    Jpeg,
    Gif,
}

impl Format {
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            _ => None,
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
        }
    }

    /// What the names of such files end in.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
        }
    }

    /// Width and height in pixels; `None` when the bytes end before they say it.
    pub(super) fn dimensions(self, bytes: &[u8]) -> Option<(u32, u32)> {
        match self {
            Self::Png => {
                let header = bytes.get(12..24)?.strip_prefix(b"IHDR")?;
                let side = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
                Some((side(0)?, side(4)?))
            }
            Self::Gif => {
                let side = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes);
                Some((side(6)?.into(), side(8)?.into()))
            }
            Self::Jpeg => frame(bytes.get(2..)?),
        }
    }
}

/// Goes from marker to marker until the one that begins a frame.
fn frame(mut rest: &[u8]) -> Option<(u32, u32)> {
    while let [0xFF, marker, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes(after.get(..2)?.try_into().ok()?));
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let side = |at: usize| after.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
            return Some((side(5)?.into(), side(3)?.into()));
        }
        rest = after.get(length.max(2)..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Format;

    /// A JPEG up to its frame: a comment, then 7 by 5 pixels.
    const JPEG: &[u8] = b"\xFF\xD8\xFF\xFE\0\x04hi\xFF\xC0\0\x0B\x08\0\x05\0\x07\x01\x01\x11\0";

    #[test]
    fn pictures_are_known_by_their_first_bytes() {
        assert_eq!(Format::of(b"\x89PNG\r\n\x1A\n"), Some(Format::Png));
        assert_eq!(Format::of(JPEG), Some(Format::Jpeg));
        assert_eq!((Format::of(b"GIF87a"), Format::of(b"GIF89a,")), (Some(Format::Gif), Some(Format::Gif)));
        for other in [&b""[..], b"GIF88a", b"\x89PNG\n", b"\xFF\xD8", b"<svg/>", b"BM", b"RIFF\0\0\0\0WEBP"] {
            assert_eq!(Format::of(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_size_is_read_where_each_format_has_it() {
        assert_eq!(Format::Jpeg.dimensions(JPEG), Some((7, 5)));
        assert_eq!(Format::Gif.dimensions(b"GIF89a\x01\x02\x03\x04"), Some((0x201, 0x403)));
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x01\0\0\0\0\x02";
        assert_eq!(Format::Png.dimensions(png), Some((256, 2)));
    }

    #[test]
    fn a_picture_that_is_cut_off_has_no_size() {
        for cut in 3..JPEG.len() - 6 {
            assert_eq!(Format::Jpeg.dimensions(&JPEG[..cut]), None, "{cut}");
        }
        assert_eq!(Format::Png.dimensions(b"\x89PNG\r\n\x1A\n"), None);
        assert_eq!(Format::Gif.dimensions(b"GIF89a\x01"), None);
        assert_eq!(Format::Jpeg.dimensions(b"\xFF\xD8\xFF\xE0\0\0\xFF\xE0\0\0"), None, "a length of nothing ends, too");
    }
}
