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
    fn walk(&self, common: &Common<'_>, sink: &mut impl FnMut(&str, &str)) {
        let mut digits = itoa::Buffer::new();
        let mut extra = self.extra.iter().peekable();
        for field in self.fields {
            let name = field.name();
            while let Some((before, value)) = extra.next_if(|(extra, _)| extra.as_str() < name) {
                value.with_text(|text| sink(before, text));
            }
            if let Some((_, value)) = extra.next_if(|(extra, _)| extra == name) {
                value.with_text(|text| sink(name, text));
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

    /// An upper bound of the length of [`sign`](Self::sign)'s text, so that it is allocated once. It is the sum of what escaping can
    /// make of each part, which costs less than looking at the parts.
    fn capacity(&self, common: &Common<'_>) -> usize {
        let names = self.fields.iter().map(|field| field.name().len() + "=&".len()).sum::<usize>();
        let slots = self.slots.iter().map(Value::longest).sum::<usize>();
        let extra = self.extra.iter().map(|(name, value)| name.len() + value.longest() + "=&".len()).sum::<usize>();
        let common = common.method.len() + common.session_key.map_or(0, str::len) + 2 * LONGEST_INTEGER;
        names + ESCAPED * (slots + extra + common) + "sig=".len() + SIG_DIGITS
    }

    /// Appends the signed, percent-encoded parameters to `out`: `app_id=..&...&sig=..`. It serves as query string and as form
    /// body alike.
    pub(crate) fn sign(&self, common: &Common<'_>, out: &mut String) {
        out.reserve(self.capacity(common));
        let mut digest = Gather::new();
        if let Keys::Client { uid, .. } = common.keys {
            digest.push(itoa::Buffer::new().format(uid.get()).as_bytes());
        }
        self.walk(common, &mut |name, value| {
            let begin = out.len();
            encode(name, out);
            out.push('=');
            encode(value, out);
            let pair = &out.as_bytes()[begin..];
            if pair.len() == name.len() + "=".len() + value.len() {
                // Nothing was escaped.
                digest.push(pair);
            } else {
                digest.push(name.as_bytes());
                digest.push(b"=");
                digest.push(value.as_bytes());
            }
            out.push('&');
        });
        digest.push(common.keys.key().1.expose_secret().as_bytes());
        out.push_str("sig=");
        digest.finish(out);
    }

    /// The same as names and values, for a multipart form; `sig` is the last.
    pub(crate) fn signed_fields(&self, common: &Common<'_>) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        self.walk(common, &mut |name, value| fields.push((name.to_owned(), value.to_owned())));
        let mut text = String::new();
        self.sign(common, &mut text);
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

/// The length of the longest integer in decimal digits.
pub(crate) const LONGEST_INTEGER: usize = "-9223372036854775808".len();

/// How many bytes one may become.
const ESCAPED: usize = "%XX".len();

/// Feeds the digest in large pieces: many short updates cost more than the digest itself.
struct Gather {
    digest: Md5,
    buffer: [u8; 512],
    length: usize,
}

impl Gather {
    fn new() -> Self {
        Self { digest: Md5::new(), buffer: [0; 512], length: 0 }
    }

    fn push(&mut self, bytes: &[u8]) {
        if let Some(room) = self.buffer.get_mut(self.length..self.length + bytes.len()) {
            room.copy_from_slice(bytes);
            self.length += bytes.len();
        } else {
            self.digest.update(&self.buffer[..self.length]);
            self.digest.update(bytes);
            self.length = 0;
        }
    }

    /// Appends the digest as 32 lower-case hexadecimal digits.
    fn finish(mut self, out: &mut String) {
        self.digest.update(&self.buffer[..self.length]);
        let mut digits = [0; SIG_DIGITS];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.digest.finalize()) {
            pair.copy_from_slice(&[HEX_LOWER[usize::from(byte >> 4)], HEX_LOWER[usize::from(byte & 15)]]);
        }
        // One piece is cheaper than 32 characters; ASCII is always text.
        out.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }
}

const HEX_LOWER: &[u8; 16] = b"0123456789abcdef";
const HEX_UPPER: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

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

/// Appends `text` percent-encoded. A space becomes `%20`, which both places read alike.
pub(crate) fn encode(text: &str, out: &mut String) {
    // Most texts have nothing to escape; looking at all of a short text without a branch is faster than stopping early.
    if text.bytes().fold(true, |plain, byte| plain & UNRESERVED[usize::from(byte)]) {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !UNRESERVED[usize::from(byte)]) {
        let (plain, reserved) = rest.split_at(at);
        out.push_str(plain);
        let length = reserved.chars().next().map_or(1, char::len_utf8);
        for byte in reserved.bytes().take(length) {
            out.push('%');
            out.push(HEX_UPPER[usize::from(byte >> 4)]);
            out.push(HEX_UPPER[usize::from(byte & 15)]);
        }
        rest = &reserved[length..];
    }
    out.push_str(rest);
}
