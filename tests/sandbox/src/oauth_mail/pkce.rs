//! Proof keys (RFC 7636): what an application shows of its secret when it asks for a code, and the check when it exchanges it.

use sha2::{Digest, Sha256};

/// What came with the request for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Challenge {
    /// The hash of the verifier.
    S256(String),
    /// The verifier itself.
    Plain(String),
}

impl Challenge {
    /// `None` for a method that there is not, or a challenge that no verifier could fit. Without a method it is `plain`.
    pub(super) fn read(challenge: &str, method: Option<&str>) -> Option<Self> {
        let fits = is_well_formed(challenge);
        match method {
            Some("S256") => (fits && challenge.len() == 43).then(|| Self::S256(challenge.to_owned())),
            Some("plain") | None => fits.then(|| Self::Plain(challenge.to_owned())),
            Some(_) => None,
        }
    }

    pub(super) fn fits(&self, verifier: &str) -> bool {
        is_well_formed(verifier)
            && match self {
                Self::S256(challenge) => *challenge == base64_url(&Sha256::digest(verifier)),
                Self::Plain(challenge) => challenge == verifier,
            }
    }
}

/// 43 to 128 characters, of which a browser encodes none.
pub(super) fn is_well_formed(verifier: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-._~".contains(char);
    (43..=128).contains(&verifier.len()) && verifier.chars().all(is_plain)
}

/// Without padding.
fn base64_url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..=group.len() {
            let value = bits >> (18 - 6 * digit) & 63;
            text.push(char::from(DIGITS[usize::try_from(value).unwrap_or_default()]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Challenge, base64_url};

    /// The example of RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_verifier_of_the_standards_example_fits_its_challenge() {
        let hashed = Challenge::read(CHALLENGE, Some("S256")).expect("well-formed");
        assert!(hashed.fits(VERIFIER) && !hashed.fits(CHALLENGE));
        for method in [Some("plain"), None] {
            let plain = Challenge::read(VERIFIER, method).expect("well-formed");
            assert!(plain.fits(VERIFIER) && !plain.fits(CHALLENGE));
        }
    }

    #[test]
    fn a_challenge_that_no_verifier_could_fit_is_none() {
        for (challenge, method) in [
            (CHALLENGE, Some("s256")),
            (&CHALLENGE[1..], Some("S256")),
            (&CHALLENGE[1..], None),
            ("a+b/c=", Some("S256")),
            ("", None),
        ] {
            assert_eq!(Challenge::read(challenge, method), None, "{challenge} {method:?}");
        }
        assert_eq!(Challenge::read(&"a".repeat(129), Some("plain")), None);
    }

    #[test]
    fn base64_has_the_urls_alphabet_and_no_padding() {
        for (bytes, text) in [(&b""[..], ""), (b"a", "YQ"), (b"ab", "YWI"), (b"abc", "YWJj"), (b"\xff\xfe?", "__4_")] {
            assert_eq!(base64_url(bytes), text);
        }
    }
}
