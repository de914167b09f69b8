//! The one signature scheme behind all incoming requests: `md5(params + secret key)`, where `params` is every decoded
//! `name=value` but the signature, sorted by name, without separators.
//!
//! What an individual request holds is not here; [`Kind`] says how one differs from another.

use std::fmt::Write;

use md5::{Digest, Md5};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use super::{
    decode::hex_digest,
    error::IncomingError,
    member::Signed,
    params::{Pair, Params},
};

/// What the signature of one kind of request depends on.
pub(super) struct Kind {
    /// The parameter with the signature.
    pub(super) signature: &'static str,
    /// The names that the platform gives. A known name with its `=` may show nowhere but in its parameter.
    pub(super) names: &'static [&'static str],
    /// Names of other requests that are signed with the same key. They may not show at all.
    pub(super) foreign: &'static [&'static str],
    /// The parameter that holds a JSON object, whose end shows by itself, so that it may hold anything.
    pub(super) json: Option<&'static str>,
}

impl Kind {
    /// Verifies all parameters and gives those that were signed.
    #[inline]
    pub(super) fn verify(&self, params: &Params, secret: &SecretString) -> Result<Signed, IncomingError> {
        let mut signed = params.clone();
        let given = signed.remove(self.signature).ok_or(IncomingError::Missing(self.signature))?;
        let given = hex_digest(&given)
            .ok_or(IncomingError::Malformed { name: self.signature, expected: "32 hexadecimal digits" })?;
        let base = Base::new(&signed);
        if !base.signature(secret)?.is(&given) {
            return Err(IncomingError::wrong_signature(base.pairs.iter().map(|pair| pair.name.as_str()), self.names));
        }
        self.refuse_other_readings(&base)?;
        Ok(Signed(signed))
    }

    /// Adds the signature, as the platform would.
    #[inline]
    pub(super) fn sign(&self, mut params: Params, secret: &SecretString) -> Result<Params, IncomingError> {
        let signature = Base::new(&params).signature(secret)?;
        let digits = signature.0.iter().fold(String::new(), |mut digits, byte| {
            // Writing to a string does not fail.
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        params.push(self.signature.to_owned(), digits)?;
        Ok(params)
    }

    /// Looks for known names at every `=` of the text that was signed.
    ///
    /// When each stands where a parameter of that name begins, every other division of the same text either puts these
    /// parameters in the same places, or is refused here as well. Where their values end follows from their form.
    #[inline]
    fn refuse_other_readings(&self, base: &Base<'_>) -> Result<(), IncomingError> {
        let mut start = 0;
        for pair in &base.pairs {
            let value_start = start + pair.name.len() + 1;
            let end = value_start + pair.value.len();
            let opaque = self.json == Some(pair.name.as_str());
            let searched = if opaque { value_start } else { end };
            for (at, _) in base.text[start..searched].match_indices('=') {
                let before = &base.text[..start + at];
                if let Some(name) = self.foreign.iter().find(|name| before.ends_with(**name)) {
                    return Err(IncomingError::OtherRequest(name));
                }
                let own = (start + at + 1 == value_start).then_some(pair.name.as_str());
                let stray = self.names.iter().find(|name| before.ends_with(**name) && own != Some(**name));
                if let Some(name) = stray {
                    return Err(IncomingError::Ambiguous(name));
                }
            }
            start = end;
        }
        Ok(())
    }
}

/// The text that is signed, and the parameters in its order.
struct Base<'p> {
    text: String,
    pairs: Vec<&'p Pair>,
}

impl<'p> Base<'p> {
    #[inline]
    fn new(params: &'p Params) -> Self {
        let mut pairs: Vec<_> = params.pairs().iter().collect();
        // By name, not by `name=value`: the two differ when one name begins with another.
        pairs.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        let text = pairs.iter().flat_map(|pair| [pair.name.as_str(), "=", pair.value.as_str()]).collect();
        Self { text, pairs }
    }

    #[inline]
    fn signature(&self, secret: &SecretString) -> Result<Signature, IncomingError> {
        Signature::of(&self.text, secret)
    }
}

/// The signature that a request should have. It has no `==`, so that it is compared in constant time or not at all.
pub(super) struct Signature([u8; 16]);

impl Signature {
    /// `md5(text + secret)`. An empty secret is none.
    #[inline]
    pub(super) fn of(text: &str, secret: &SecretString) -> Result<Self, IncomingError> {
        let secret = secret.expose_secret();
        if secret.is_empty() {
            return Err(IncomingError::EmptySecret);
        }
        Ok(Self(Md5::new().chain_update(text).chain_update(secret).finalize().into()))
    }

    /// Whether it is the one that was given. The time it takes does not tell how much of that is right.
    #[inline]
    pub(super) fn is(&self, given: &[u8; 16]) -> bool {
        self.0.ct_eq(given).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind = Kind { signature: "sig", names: &["a", "vid"], foreign: &["other"], json: Some("json") };

    fn verify(pairs: &[(&str, &str)]) -> Result<Signed, IncomingError> {
        let secret = "secret".into();
        let signed = KIND.sign(Params::from_pairs(pairs.iter().copied()).unwrap(), &secret).unwrap();
        KIND.verify(&signed, &secret)
    }

    #[test]
    fn what_was_signed_is_given_without_the_signature() {
        let pairs = [("vid", "7"), ("a", ""), ("json", r#"{"vid=":"a="}"#), ("own", "x=y&z"), ("a2", "я")];
        let rest = verify(&pairs).map(Signed::rest).unwrap();
        assert_eq!(rest, Params::from_pairs(pairs).unwrap());
    }

    #[test]
    fn names_are_sorted_and_not_the_joined_pairs() {
        let params =
            Params::from_pairs([("uid2", "2"), ("uid", "1"), ("connectPartner", "0"), ("app_id", "3")]).unwrap();
        assert_eq!(Base::new(&params).text, "app_id=3connectPartner=0uid=1uid2=2");
    }

    #[test]
    fn a_known_name_outside_its_parameter_is_refused() {
        for pairs in [
            [("b", "vid=8"), ("vid", "7")],
            [("b", "=vid="), ("vid", "7")],
            [("avid", "8"), ("vid", "7")],
            [("b", "v"), ("id", "7")],
            [("b", "7vi"), ("d", "7")],
            [("vid", "7vid=8"), ("z", "")],
        ] {
            assert_eq!(verify(&pairs).err(), Some(IncomingError::Ambiguous("vid")), "{pairs:?}");
        }
    }

    #[test]
    fn a_name_of_another_request_is_refused() {
        for pair in [("other", "1"), ("another", "1"), ("b", "other=1")] {
            assert_eq!(verify(&[pair]).err(), Some(IncomingError::OtherRequest("other")), "{pair:?}");
        }
    }

    #[test]
    fn an_empty_secret_verifies_nothing() {
        let params = Params::from_query("vid=7&sig=c4d2ab0c9ff0a2f2e05c1a0b7d1e6c5e").unwrap();
        assert_eq!(KIND.verify(&params, &"".into()).err(), Some(IncomingError::EmptySecret));
        assert_eq!(KIND.sign(Params::default(), &"".into()).err(), Some(IncomingError::EmptySecret));
    }

    #[test]
    fn a_wrong_signature_says_what_it_was_checked_over() {
        let message =
            |query: &str| KIND.verify(&Params::from_query(query).unwrap(), &"secret".into()).err().unwrap().to_string();
        let digits = "00000000000000000000000000000000";
        let expected = "differs from what was signed (a, vid, unknown names: 2)";
        assert!(message(&format!("sig={digits}&vid=7&b=&a=1&c=")).contains(expected));
        assert!(message(&format!("b=&sig={digits}")).contains("(no known name, unknown names: 1)"));
        assert_eq!(message("sig=0&vid=7"), "`sig` is malformed: expected 32 hexadecimal digits");
        assert_eq!(message("vid=7"), "`sig` is missing");
    }
}
