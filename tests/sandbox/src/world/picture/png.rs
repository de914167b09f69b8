//! A pattern of two colours as a PNG file, written without compression: eight by eight fields, the right half a mirror of the
//! left one.

use std::iter;

use crate::generator::Generator;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1A\n";

/// The most that a stored block of the compressed format can hold.
const BLOCK: usize = 65_535;

/// What to draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawing {
    pub(super) seed: u64,
    /// In pixels.
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Drawing {
    /// The same drawing, its longer side no longer than that.
    pub(super) fn within(self, longest: u32) -> Self {
        let long = self.width.max(self.height);
        if long <= longest {
            return self;
        }
        let scaled =
            |side: u32| u32::try_from(u64::from(side) * u64::from(longest) / u64::from(long)).unwrap_or(longest);
        Self { width: scaled(self.width).max(1), height: scaled(self.height).max(1), ..self }
    }

    /// The length of the file in bytes.
    pub(super) fn len(self) -> usize {
        let raw = self.row() * self.height as usize;
        let compressed = 2 + raw + 5 * raw.div_ceil(BLOCK) + 4;
        SIGNATURE.len() + 4 * 12 + 13 + 6 + compressed
    }

    /// The file.
    pub(super) fn png(self) -> Vec<u8> {
        let mut generator = Generator::new(self.seed, "picture");
        let (fields, colours) = (generator.next(), generator.next().to_be_bytes());
        let mut header = [self.width.to_be_bytes(), self.height.to_be_bytes()].concat();
        // One bit for each pixel, an index into the palette; the usual compression, filter and order of rows.
        header.extend([1, 3, 0, 0, 0]);
        let mut png = SIGNATURE.to_vec();
        add(&mut png, *b"IHDR", &header);
        add(&mut png, *b"PLTE", &colours[..6]);
        add(&mut png, *b"IDAT", &stored(&self.rows(fields)));
        add(&mut png, *b"IEND", &[]);
        png
    }

    /// The length of a row: a byte for the filter, then the pixels.
    fn row(self) -> usize {
        1 + (self.width as usize).div_ceil(8)
    }

    fn rows(self, fields: u64) -> Vec<u8> {
        let mut rows = Vec::with_capacity(self.row() * self.height as usize);
        for y in 0..self.height {
            let line = u64::from(y) * 8 / u64::from(self.height);
            rows.push(0);
            rows.extend((0..self.width.div_ceil(8)).map(|byte| {
                (byte * 8..byte * 8 + 8)
                    .fold(0, |bits, x| bits << 1 | u8::from(x < self.width && self.is_set(fields, line, x)))
            }));
        }
        rows
    }

    fn is_set(self, fields: u64, line: u64, x: u32) -> bool {
        let column = u64::from(x) * 8 / u64::from(self.width);
        fields >> (line * 4 + column.min(7 - column)) & 1 == 1
    }
}

/// A chunk: length, name, content, checksum.
fn add(png: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    png.extend(length.to_be_bytes());
    png.extend(name);
    png.extend(content);
    png.extend(crc(name.iter().chain(content)).to_be_bytes());
}

/// The zlib format, with blocks that are stored as they are.
fn stored(raw: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let blocks = raw.chunks(BLOCK);
    let last = blocks.len().saturating_sub(1);
    for (number, block) in blocks.enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(number == last));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler(raw).to_be_bytes());
    stream
}

fn crc<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    let shift = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
    let of_byte = |byte: u32| iter::successors(Some(byte), |crc| Some(shift(*crc))).nth(8).unwrap_or_default();
    let table: [u32; 256] = std::array::from_fn(|byte| of_byte(u32::try_from(byte).unwrap_or_default()));
    !bytes.fold(!0, |crc, byte| table[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ crc >> 8)
}

fn adler(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::{Drawing, adler, crc};

    #[test]
    fn the_checksums_are_those_of_the_formats() {
        assert_eq!(crc(b"123456789".iter()), 0xCBF4_3926);
        assert_eq!(adler(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn the_length_is_known_without_drawing() {
        for (width, height) in [(1, 1), (8, 9), (640, 480), (1023, 1025)] {
            let drawing = Drawing { seed: 3, width, height };
            assert_eq!(drawing.png().len(), drawing.len(), "{width}x{height}");
        }
    }

    #[test]
    fn the_right_half_mirrors_the_left_one() {
        let drawing = Drawing { seed: 5, width: 64, height: 64 };
        for row in drawing.rows(0x0123_4567_89AB_CDEF).chunks(9) {
            let pixels = u64::from_be_bytes(row[1..].try_into().expect("eight bytes"));
            assert_eq!(pixels, pixels.reverse_bits());
        }
    }
}
