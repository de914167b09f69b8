//! Percent-encoding, as queries and form bodies share it, and hexadecimal digits.

// Ground. What is signed is in `request/sign.rs`.

/// How many bytes one may become.
pub(crate) const ESCAPED: usize = "%XX".len();

/// The hexadecimal digits of every byte, one pair after the other: `00`, `01` and so on.
pub(crate) const HEX_LOWER: &str = text(&hex(b"0123456789abcdef"));
const HEX_UPPER: &str = text(&hex(b"0123456789ABCDEF"));

const fn hex(digits: &[u8; 16]) -> [u8; 512] {
    let mut pairs = [0; 512];
    let mut byte = 0;
    while byte < 256 {
        pairs[2 * byte] = digits[byte >> 4];
        pairs[2 * byte + 1] = digits[byte & 15];
        byte += 1;
    }
    pairs
}

const fn text(ascii: &[u8]) -> &str {
    match std::str::from_utf8(ascii) {
        Ok(text) => text,
        Err(_) => panic!("digits are text"),
    }
}

/// A pair of digits is one piece, which is cheaper to append than two characters.
#[inline]
pub(crate) fn two_digits(pairs: &str, byte: u8) -> &str {
    let at = 2 * usize::from(byte);
    &pairs[at..at + 2]
}

/// The bytes that stand for themselves in a query string and in a form body alike.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

/// Whether nothing is to be escaped, as in most texts. Looking at all of a short text without a branch is faster than stopping
/// early.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| plain & UNRESERVED[usize::from(byte)])
}

/// Appends `text` percent-encoded. A space becomes `%20`, which both places read alike.
// Few texts need it; inlined, it would slow the others down.
#[inline(never)]
pub(crate) fn encode(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !UNRESERVED[usize::from(byte)]) {
        let (plain, reserved) = rest.split_at(at);
        out.push_str(plain);
        let letter = reserved.chars().next().map_or(1, char::len_utf8);
        for byte in reserved.bytes().take(letter) {
            out.push('%');
            out.push_str(two_digits(HEX_UPPER, byte));
        }
        rest = &reserved[letter..];
    }
    out.push_str(rest);
}
