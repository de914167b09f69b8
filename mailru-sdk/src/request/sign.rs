//! Signing in one pass: one walk over the parameters, in an order that was fixed when the macro ran, feeds both the digest
//! and the percent-encoded text that is sent. Nothing is sorted per call.
//!
//! `sig = md5(uid + params + private_key)` in the client-server circuit, `sig = md5(params + secret_key)` with `secure=1` in
//! the server-server circuit; `params` is every `name=value` in the byte order of the names, values unescaped.

use md5::{Digest, Md5};
use secrecy::ExposeSecret;

use super::value::{INTEGER_ROOM, Value};
use crate::{
    escape::{ESCAPED, HEX_LOWER, encode, is_plain, two_digits},
    session::Keys,
    spec::Field,
    types::Uid,
};

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

/// Room for a name of the spec with its `=` and `&`; longer ones are seldom, and cost an allocation at most.
const NAME_ROOM: usize = 24;

/// Appends the digest as 32 lower-case hexadecimal digits.
#[inline]
fn push_hex(digest: Md5, out: &mut String) {
    for byte in digest.finalize() {
        out.push_str(two_digits(HEX_LOWER, byte));
    }
}
