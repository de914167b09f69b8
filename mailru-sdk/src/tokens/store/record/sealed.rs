//! A record that is encrypted: XChaCha20-Poly1305, whose nonces are long enough to be drawn.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Generate as _, KeyInit as _, Payload},
};
use serde::{Deserialize, Serialize};

use super::{
    error::RecordError,
    hex,
    keys::TokenKeys,
    plain::{VERSION, first},
};

#[derive(Serialize, Deserialize)]
struct Envelope {
    #[serde(default = "first")]
    version: u64,
    generation: u64,
    /// The key's id.
    key: String,
    nonce: String,
    sealed: String,
}

pub(super) fn seal(keys: &TokenKeys, plain: &[u8], generation: u64, place: &str) -> Result<Vec<u8>, RecordError> {
    let (id, key) = keys.first().ok_or(RecordError::Unencrypted)?;
    let nonce = XNonce::try_generate().map_err(|_| RecordError::NoRandomness)?;
    let bound = bound(VERSION, generation, id, place);
    let payload = Payload { msg: plain, aad: &bound };
    // The only failure is a record of many gigabytes.
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(&nonce, payload).map_err(|_| RecordError::Foreign)?;
    let (nonce, sealed) = (hex::encode(&nonce), hex::encode(&sealed));
    let record = Envelope { version: VERSION, generation, key: id.to_owned(), nonce, sealed };
    serde_json::to_vec(&record).map_err(|_| RecordError::Foreign)
}

pub(super) fn unseal(keys: &TokenKeys, bytes: &[u8], id: String, place: &str) -> Result<Vec<u8>, RecordError> {
    let Envelope { version, generation, nonce, sealed, .. } =
        serde_json::from_slice(bytes).map_err(|_| RecordError::Foreign)?;
    let Some(key) = keys.find(&id) else { return Err(RecordError::NoKey(id)) };
    let nonce = hex::decode(&nonce).and_then(|nonce| XNonce::try_from(&*nonce).ok()).ok_or(RecordError::Foreign)?;
    let sealed = hex::decode(&sealed).ok_or(RecordError::Foreign)?;
    let bound = bound(version, generation, &id, place);
    let payload = Payload { msg: &sealed, aad: &bound };
    XChaCha20Poly1305::new(key.into()).decrypt(&nonce, payload).map_err(|_| RecordError::Sealed(id))
}

/// What a record is bound to: whatever it says in the clear, and where it is. Each part has its length before it.
fn bound(version: u64, generation: u64, id: &str, place: &str) -> Vec<u8> {
    format!("{version} {generation} {} {id} {} {place}", id.len(), place.len()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::{Form, RecordError, TokenKeys};
    use crate::tokens::{pair::Tokens, store::Stored};

    const CANARY: &str = "CANARY-a";

    fn stored() -> Stored {
        Stored { generation: 3, tokens: Tokens::new(CANARY).refresh_token("CANARY-b") }
    }

    fn form(keys: TokenKeys) -> Form {
        Form::encrypted(keys)
    }

    #[test]
    fn what_is_encrypted_shows_no_token_and_comes_back() {
        let form = form(TokenKeys::new("one", [1; 32]));
        let written = form.write(&stored(), "anna").unwrap();
        let text = String::from_utf8(written.clone()).unwrap();
        assert!(text.contains(r#""generation":3,"key":"one""#) && !text.contains("CANARY"), "{text}");
        assert_ne!(form.write(&stored(), "anna").unwrap(), written, "no nonce is used twice");
        let back = form.read(&written, "anna").unwrap();
        assert_eq!((back.generation, back.tokens.expose_access_token()), (3, CANARY));
        assert!(!format!("{form:?}").contains("1, 1"), "{form:?}");
    }

    #[test]
    fn a_key_is_replaced_while_both_are_known() {
        let written = form(TokenKeys::new("one", [1; 32])).write(&stored(), "").unwrap();
        let both = form(TokenKeys::new("two", [2; 32]).also_read("one", [1; 32]));
        assert_eq!(both.read(&written, "").unwrap().generation, 3);
        let next = both.write(&stored(), "").unwrap();
        assert_eq!(form(TokenKeys::new("two", [2; 32])).read(&next, "").unwrap().generation, 3);
        let gone = form(TokenKeys::new("two", [2; 32])).read(&written, "").unwrap_err();
        assert_eq!(gone, RecordError::NoKey("one".into()));
    }

    #[test]
    fn a_wrong_key_another_place_and_a_changed_record_are_told_from_no_key() {
        let one = form(TokenKeys::new("one", [1; 32]));
        let written = one.write(&stored(), "anna").unwrap();
        let wrong = RecordError::Sealed("one".into());
        assert_eq!(form(TokenKeys::new("one", [2; 32])).read(&written, "anna").unwrap_err(), wrong);
        assert_eq!(one.read(&written, "boris").unwrap_err(), wrong);
        let text = String::from_utf8(written.clone()).unwrap();
        let newer = text.replace(r#""generation":3"#, r#""generation":4"#);
        assert_eq!(one.read(newer.as_bytes(), "anna").unwrap_err(), wrong);
        assert_eq!(Form::default().read(&written, "anna").unwrap_err(), RecordError::NoKey("one".into()));
    }

    #[test]
    fn what_is_not_encrypted_is_refused_or_read_by_choice() {
        let plain = Form::default().write(&stored(), "").unwrap();
        let keys = TokenKeys::new("one", [1; 32]);
        assert_eq!(form(keys.clone()).read(&plain, "").unwrap_err(), RecordError::Unencrypted);
        assert_eq!(form(keys.accept_unencrypted()).read(&plain, "").unwrap().generation, 3);
    }

    #[test]
    fn a_key_is_read_from_its_digits_and_from_nothing_else() {
        assert_eq!(TokenKeys::parse_hex(&"0a".repeat(32)).unwrap(), [10; 32]);
        assert_eq!(TokenKeys::parse_hex(&format!("{}\n", "0a".repeat(32))).unwrap(), [10; 32]);
        for wrong in ["", "CANARY", &"0a".repeat(31), &"0a".repeat(33), &"0x".repeat(32)] {
            assert!(!format!("{:?}", TokenKeys::parse_hex(wrong).unwrap_err()).contains("CANARY"));
        }
    }
}
