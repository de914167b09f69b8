//! What nobody can guess: the `state` and the verifier of an authorization, from the random source of the system.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::error::ConfigError;

/// 256 bits in bytes.
const BYTES: usize = 32;

/// 256 random bits as 43 letters, digits, `-` and `_`: as long as a verifier has to be at least (RFC 7636, 4.1).
pub(super) fn random() -> Result<SecretString, ConfigError> {
    let mut bytes = [0; BYTES];
    let dry = |_| ConfigError::Setting { which: "random source of the system", problem: "gives nothing" };
    getrandom::fill(&mut bytes).map_err(dry)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes).into())
}

/// The challenge `S256` of a verifier (RFC 7636, 4.2).
pub(super) fn challenge(verifier: &SecretString) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned().into();
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn what_is_made_has_256_bits_and_is_not_made_twice() {
        let made: Vec<_> = (0..100).map(|_| random().unwrap().expose_secret().to_owned()).collect();
        assert!(made.iter().all(|text| URL_SAFE_NO_PAD.decode(text).unwrap().len() == BYTES));
        assert!(made.iter().enumerate().all(|(at, text)| !made[..at].contains(text)));
    }
}
