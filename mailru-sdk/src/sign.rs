//! Signing in one pass: one walk over the parameters, in an order that was fixed when the macro ran, feeds both the digest
//! and the percent-encoded text that is sent. Nothing is sorted per call.
//!
//! `sig = md5(uid + params + private_key)` in the client-server circuit, `sig = md5(params + secret_key)` with `secure=1` in
//! the server-server circuit; `params` is every `name=value` in the byte order of the names, values unescaped.

use md5::{Digest, Md5};
use secrecy::ExposeSecret;

use crate::{Uid, request::Value, session::Keys, spec::Field};

/// What is signed besides the method's own parameters.
#[derive(Clone, Copy)]
pub(crate) struct Common<'s> {
    pub(crate) app_id: u64,
    pub(crate) method: &'s str,
    pub(crate) keys: &'s Keys,
    pub(crate) session_key: Option<&'s str>,
    /// The acting user, when no session key says who it is.
    pub(crate) uid: Option<Uid>,
}

/// The parameters of one request: the method's own in slots, and any others sorted by name.
#[derive(Clone, Copy)]
pub(crate) struct Params<'s> {
    pub(crate) fields: &'s [Field],
    pub(crate) slots: &'s [Value<'s>],
    pub(crate) extra: &'s [(String, Value<'s>)],
}

impl Params<'_> {
    /// Hands every parameter that is sent, except `sig`, to `sink` in the order in which they are signed.
    #[inline]
    fn walk(&self, common: &Common<'_>, sink: &mut impl FnMut(&str, &str)) {
        let mut digits = itoa::Buffer::new();
        let mut extra = self.extra;
        for field in self.fields {
            let name = field.name();
            while let [(before, value), rest @ ..] = extra
                && before.as_str() < name
            {
                value.with_text(|text| sink(before, text));
                extra = rest;
            }
            if let [(same, value), rest @ ..] = extra
                && same == name
            {
                value.with_text(|text| sink(name, text));
                extra = rest;
                continue;
            }
            match *field {
                Field::AppId => sink(name, digits.format(common.app_id)),
                Field::Method => sink(name, common.method),
                Field::Secure => {
                    if let Keys::Server { .. } = common.keys {
                        sink(name, "1");
                    }
                }
                Field::SessionKey => {
                    if let Some(key) = common.session_key {
                        sink(name, key);
                    }
                }
                Field::Uid(own) => match own.map(|index| &self.slots[index]) {
                    Some(value) if !value.is_absent() => value.with_text(|text| sink(name, text)),
                    _ => {
                        if let Some(uid) = common.uid {
                            sink(name, digits.format(uid.get()));
                        }
                    }
                },
                Field::Slot(_, index) => {
                    self.slots[index].with_text(|text| sink(name, text));
                }
            }
        }
        for (name, value) in extra {
            value.with_text(|text| sink(name, text));
        }
    }

    /// How much room [`sign`](Self::sign) takes, so that it allocates once. It is the sum of what escaping can make of each part,
    /// which costs less than looking at the parts.
    fn capacity(&self, common: &Common<'_>) -> usize {
        let slots = self.slots.iter().map(Value::room).sum::<usize>();
        let extra = self.extra.iter().map(|(name, value)| name.len() + value.room() + "=&".len()).sum::<usize>();
        let common = common.method.len() + common.session_key.map_or(0, str::len) + 2 * INTEGER_ROOM;
        self.fields.len() * NAME_ROOM + ESCAPED * (slots + extra + common) + "sig=".len() + SIG_DIGITS
    }

    /// The signed, percent-encoded parameters, `app_id=..&...&sig=..`: a form body, or the query of the address if there is one.
    pub(crate) fn sign(&self, common: &Common<'_>, address: Option<&str>) -> String {
        let mut out = String::with_capacity(address.map_or(0, str::len) + "?".len() + self.capacity(common));
        if let Some(address) = address {
            out.push_str(address);
            out.push('?');
        }
        let mut digest = Md5::new();
        if let Keys::Client { uid, .. } = common.keys {
            digest.update(itoa::Buffer::new().format(uid.get()));
        }
        // Names in a spec have nothing to escape.
        let known = self.extra.is_empty();
        self.walk(common, &mut |name, value| {
            // A pair is digested where it was written, which is one piece instead of three, and escaped after that.
            let begin = out.len();
            out.push_str(name);
            out.push('=');
            out.push_str(value);
            digest.update(&out.as_bytes()[begin..]);
            if !(is_plain(value) && (known || is_plain(name))) {
                out.truncate(begin);
                encode(name, &mut out);
                out.push('=');
                encode(value, &mut out);
            }
            out.push('&');
        });
        digest.update(common.keys.key().1.expose_secret());
        out.push_str("sig=");
        push_hex(digest, &mut out);
        out
    }

    /// The same as names and values, for a multipart form; `sig` is the last.
    pub(crate) fn signed_fields(&self, common: &Common<'_>) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        self.walk(common, &mut |name, value| fields.push((name.to_owned(), value.to_owned())));
        let mut text = self.sign(common, None);
        fields.push(("sig".to_owned(), text.split_off(text.len() - SIG_DIGITS)));
        fields
    }

    /// The text that is digested, with `{private_key}` or `{secret_key}` in place of the key.
    pub(crate) fn base_string(&self, common: &Common<'_>) -> String {
        let mut base = String::new();
        if let Keys::Client { uid, .. } = common.keys {
            base.push_str(itoa::Buffer::new().format(uid.get()));
        }
        self.walk(common, &mut |name, value| base.extend([name, "=", value]));
        base.push_str(match common.keys {
            Keys::Client { .. } => "{private_key}",
            Keys::Server { .. } => "{secret_key}",
        });
        base
    }
}

/// The length of a signature.
const SIG_DIGITS: usize = 32;

/// Room for an integer, which has at most so many digits.
pub(crate) const INTEGER_ROOM: usize = "-9223372036854775808".len();

/// Room for a name of the spec with its `=` and `&`; longer ones are seldom, and cost an allocation at most.
const NAME_ROOM: usize = 24;

/// How many bytes one may become.
const ESCAPED: usize = "%XX".len();

/// Appends the digest as 32 lower-case hexadecimal digits.
#[inline]
fn push_hex(digest: Md5, out: &mut String) {
    for byte in digest.finalize() {
        out.push_str(two_digits(HEX_LOWER, byte));
    }
}

/// The hexadecimal digits of every byte, one pair after the other: `00`, `01` and so on.
const HEX_LOWER: &str = text(&hex(b"0123456789abcdef"));
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
fn two_digits(pairs: &str, byte: u8) -> &str {
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
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| plain & UNRESERVED[usize::from(byte)])
}

/// Appends `text` percent-encoded. A space becomes `%20`, which both places read alike.
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
