//! Why a signature is wrong: the text that should have been signed, the one that was, if a known mistake leads to it, and the
//! difference. The answer to the client is error 104 and nothing else; this is for the people who write it.
//!
//! `recipe.rs` puts such texts together, `mistakes` knows what is done wrong, `search.rs` tries it, `mask.rs` hides the keys.

mod difference;
pub(crate) mod mask;
mod mistakes;
mod recipe;
mod report;
mod search;
mod shape;

use std::borrow::Cow;
use std::fmt;

pub use difference::Difference;

use recipe::{Beside, Keys, Order, Recipe, Value};
use search::Found;

use crate::application::Application;
use crate::circuit::Circuit;
use crate::parameters::Parameters;

/// The longest base string that is shown whole, in bytes.
const LONGEST: usize = 16 << 10;

/// What a signature depends on besides the keys and the parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signer {
    pub(crate) circuit: Circuit,
    /// On whose behalf the call runs; in the client-server circuit there is always one.
    pub(crate) uid: Option<u64>,
}

/// Everything that a mistake can be about.
struct Facts<'a> {
    circuit: Circuit,
    uid: Option<u64>,
    parameters: &'a Parameters,
    keys: Keys<'a>,
    /// The right one.
    signature: String,
}

/// Why the signature of a request is wrong.
///
/// In all texts keys are `{private_key}` and `{secret_key}`, the session key is `{session_key}`, and control characters are
/// written as in Rust. `Display` tells all of it in a few lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureExplanation {
    expected: String,
    signed: Option<String>,
    mistakes: Vec<SignatureMistake>,
    difference: Vec<Difference>,
    is_complete: bool,
}

/// A mistake that explains a wrong signature. `Display` says it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureMistake {
    name: &'static str,
    says: &'static str,
    about: Option<String>,
}

impl SignatureMistake {
    fn new(name: &'static str, says: &'static str, about: Option<String>) -> Self {
        Self { name, says, about }
    }

    /// The name in the README's table, such as `uid-missing`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is about, where that is not clear from its name: of `not-signed` the parameter.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        self.about.as_deref()
    }
}

impl SignatureExplanation {
    /// The base string that was expected. Values of more than 4 KiB have their middle left out, and so has a base string of
    /// more than 16 KiB.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The base string that fits the signature that was sent; `None` when no mistake that is known leads to it.
    #[must_use]
    pub fn signed(&self) -> Option<&str> {
        self.signed.as_deref()
    }

    /// The mistakes that, made together, explain the signature: one or two, more seldom three. Empty when none is known.
    #[must_use]
    pub fn mistakes(&self) -> &[SignatureMistake] {
        &self.mistakes
    }

    /// What was expected beside what was signed; empty when the latter is not known.
    #[must_use]
    pub fn difference(&self) -> &[Difference] {
        &self.difference
    }

    /// How much memory the texts take, in bytes.
    pub(crate) fn size(&self) -> usize {
        let difference: usize = self.difference.iter().map(|part| part.text().len()).sum();
        self.expected.len() + self.signed.as_ref().map_or(0, String::len) + difference
    }
}

/// The base string of a request, masked.
fn base_string(application: &Application, signer: Signer, parameters: &Parameters) -> String {
    let keys = keys(application);
    mask::shortened(&right(signer, parameters).pieces(keys).concat(), LONGEST)
}

/// What there is to say of the signature of a request: the base string, masked, and why the signature is wrong if it is known to be so.
///
/// `reduced` are the parameters without those that need not be signed, where there are any: what the client signed is told, or
/// else what was enough.
pub(crate) fn told(
    application: &Application,
    signer: Signer,
    (parameters, reduced): (&Parameters, Option<&Parameters>),
    is_wrong: bool,
) -> (String, Option<SignatureExplanation>) {
    let text = |parameters| base_string(application, signer, parameters);
    let Some(reduced) = reduced else {
        return (text(parameters), is_wrong.then(|| explain(application, signer, parameters)));
    };
    if !is_wrong {
        let sig = parameters.get("sig").unwrap_or_default();
        let fits = hex(right(signer, reduced).digest(keys(application))) == sig;
        return (text(if fits { reduced } else { parameters }), None);
    }
    let least = explain(application, signer, reduced);
    if least.signed.is_none() {
        let all = explain(application, signer, parameters);
        if all.signed.is_some() {
            return (text(parameters), Some(all));
        }
    }
    (text(reduced), Some(least))
}

/// Of a request whose `sig` is known to be wrong.
fn explain(application: &Application, signer: Signer, parameters: &Parameters) -> SignatureExplanation {
    let Signer { circuit, uid } = signer;
    let (keys, right) = (keys(application), right(signer, parameters));
    let signature = hex(right.digest(keys));
    let facts = Facts { circuit, uid, parameters, keys, signature };
    let (digest, shape) = shape::read(parameters.get("sig").unwrap_or_default());
    let expected = right.pieces(keys);
    let mut explanation = SignatureExplanation {
        expected: mask::shortened(&expected.concat(), LONGEST),
        signed: None,
        mistakes: shape.into_iter().collect(),
        difference: Vec::new(),
        is_complete: true,
    };
    match digest.map(|digest| search::search(&facts, &right, digest)) {
        Some(Ok(Found { recipe, mistakes })) => {
            let found = recipe.pieces(keys);
            explanation.signed = Some(mask::shortened(&found.concat(), LONGEST));
            explanation.difference = difference::between(&expected, &found);
            explanation.mistakes.extend(mistakes);
        }
        Some(Err(search)) => explanation.is_complete = search.is_complete,
        None => {}
    }
    explanation
}

/// The names of the mistakes, and what is done.
pub(crate) fn known_mistakes() -> impl Iterator<Item = (&'static str, &'static str)> {
    mistakes::TABLE.iter().map(|known| (known.name, known.says))
}

/// The signature that a mistake leads to, made in the first of its ways that gives a wrong one; `None` where there is none.
pub(crate) fn forge(application: &Application, signer: Signer, parameters: &Parameters, name: &str) -> Option<String> {
    let Signer { circuit, uid } = signer;
    let (keys, right) = (keys(application), right(signer, parameters));
    let digest = right.digest(keys);
    let facts = Facts { circuit, uid, parameters, keys, signature: hex(digest) };
    let known = mistakes::TABLE.iter().find(|known| known.name == name)?;
    let made = (known.make)(&facts, &right);
    made.iter().map(|(recipe, _)| recipe.digest(keys)).find(|wrong| *wrong != digest).map(hex)
}

/// The value of a parameter, masked.
pub(crate) fn shown(application: &Application, name: &str, value: &str) -> String {
    mask::value(name, value, keys(application))
}

/// Any other text, such as an answer, in which a key may have come back.
pub(crate) fn without_keys(application: &Application, text: &str) -> String {
    mask::without_keys(text, keys(application))
}

/// Whether the value of a parameter is one, or holds a key.
pub(crate) fn is_secret(application: &Application, name: &str, value: &str) -> bool {
    mask::is_secret(name) || value.contains(&application.private_key) || value.contains(&application.secret_key)
}

/// A masked text with its secrets in the place of their names.
pub(crate) fn revealed(application: &Application, parameters: &Parameters, masked: &str) -> String {
    let sent = |name| parameters.get(name).unwrap_or_default();
    let secrets = [
        (mask::PRIVATE_KEY, application.private_key.as_str()),
        (mask::SECRET_KEY, &application.secret_key),
        ("{session_key}", sent("session_key")),
        ("{session_id}", sent("session_id")),
        ("{access_token}", sent("access_token")),
    ];
    secrets.iter().fold(masked.to_owned(), |text, (name, secret)| text.replace(name, secret))
}

fn hex(digest: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(digest))
}

fn keys(application: &Application) -> Keys<'_> {
    Keys { private: &application.private_key, secret: &application.secret_key }
}

/// The recipe of the reference.
fn right(signer: Signer, parameters: &Parameters) -> Recipe<'_> {
    let (front, key) = match signer.circuit {
        Circuit::Client => {
            let uid = signer.uid.map(|uid| Beside::Text(Cow::Owned(uid.to_string())));
            (uid.into_iter().collect(), Beside::PrivateKey)
        }
        Circuit::Server => (Vec::new(), Beside::SecretKey),
    };
    let pairs = parameters.pairs().iter().filter(|(name, _)| name != "sig");
    let pairs = pairs.map(|(name, value)| (name.as_str(), Value::Text(Cow::Borrowed(value.as_str())))).collect();
    Recipe { front, pairs, behind: vec![key], order: Order::ByName, equals: "=", separator: "" }
}

impl fmt::Display for SignatureMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.says)?;
        match &self.about {
            Some(about) => write!(f, ": {}", mask::escaped(about)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, SignatureExplanation};

    #[test]
    fn all_texts_of_an_explanation_count_where_memory_is_bounded() {
        let text = |length| "a".repeat(length);
        let explanation = SignatureExplanation {
            expected: text(1),
            signed: Some(text(20)),
            mistakes: Vec::new(),
            difference: vec![
                Difference::Same(text(300)),
                Difference::Missing(text(4000)),
                Difference::Added(text(50_000)),
            ],
            is_complete: true,
        };
        assert_eq!(explanation.size(), 54_321);
    }
}
