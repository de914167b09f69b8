//! What can be told from the form of a signature alone, without knowing what it was made of.

use super::SignatureMistake;

/// The digest that was sent, when it can be read, and what is wrong with how it is written.
pub(super) fn read(sig: &str) -> (Option<[u8; 16]>, Option<SignatureMistake>) {
    let trimmed = sig.trim();
    let is_hex = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digest = if is_hex { bytes(trimmed) } else { None };
    let is_lower = !trimmed.bytes().any(|byte| byte.is_ascii_uppercase());
    let mistake = match (digest, is_hex, trimmed.len()) {
        (Some(_), ..) if trimmed.len() < sig.len() => ("sig-with-space", "`sig` has a space or a line end at its edge"),
        (Some(_), ..) if !is_lower => ("uppercase-digest", "the digest was written in capital letters"),
        (Some(_), ..) => return (digest, None),
        (None, _, 0) => ("sig-empty", "`sig` is empty"),
        (None, true, 40) => ("sha1", "a digest of 40 digits is none of MD5, but perhaps of SHA-1"),
        (None, true, 64) => ("sha256", "a digest of 64 digits is none of MD5, but perhaps of SHA-256"),
        (None, true, _) => ("not-32-digits", "`sig` does not have 32 digits"),
        (None, false, 22 | 24) => ("base64", "`sig` is not hexadecimal, but perhaps Base64"),
        (None, false, _) => ("not-hexadecimal", "`sig` is not hexadecimal"),
    };
    (digest, Some(SignatureMistake::new(mistake.0, mistake.1, None)))
}

fn bytes(hex: &str) -> Option<[u8; 16]> {
    (hex.len() == 32).then_some(())?;
    u128::from_str_radix(hex, 16).ok().map(u128::to_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::read;

    const DIGEST: &str = "00ff15c6d5b6ab2fde23ac43332b0020";

    #[test]
    fn every_form_has_its_name() {
        for (sig, is_readable, name) in [
            (DIGEST.to_owned(), true, None),
            (DIGEST.to_uppercase(), true, Some("uppercase-digest")),
            (format!("{DIGEST}\r\n"), true, Some("sig-with-space")),
            (String::new(), false, Some("sig-empty")),
            (DIGEST[..31].to_owned(), false, Some("not-32-digits")),
            (format!("+{}", &DIGEST[1..]), false, Some("not-hexadecimal")),
            ("a".repeat(40), false, Some("sha1")),
            ("0".repeat(64), false, Some("sha256")),
            ("UHPxXG1ba2/94jrEMzKwAg==".to_owned(), false, Some("base64")),
            ("й".repeat(16), false, Some("not-hexadecimal")),
        ] {
            let (digest, mistake) = read(&sig);
            let row = mistake.as_ref().map(|mistake| format!("\n| `{}` | {mistake} |\n", mistake.name()));
            assert!(row.is_none_or(|row| include_str!("../../README.md").contains(&row)), "the README has it too");
            assert_eq!((digest.is_some(), mistake.map(|mistake| mistake.name())), (is_readable, name), "{sig:?}");
        }
    }
}
