//! What the name of a parameter or a member says about its value.

/// Parameters that say nothing about a method; what they are for is kept apart.
pub(super) const COMMON: [&str; 6] = ["app_id", "method", "sig", "secure", "session_key", "cb"];

/// Parts of the names of secrets.
const SECRET: [&str; 11] = [
    "authentication_key",
    "auth_key",
    "cookie",
    "passw",
    "private_key",
    "secret",
    "session_key",
    "sessionkey",
    "signature",
    "token",
    "verifier",
];

/// Whether a value of that name is a secret.
pub(super) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "sig" | "mrc" | "pass" | "auth" | "captcha" | "sid")
        || SECRET.iter().any(|part| name.contains(part))
}

/// Whether a value of that name tells one thing from others, as a count or a size does not.
pub(crate) fn is_id(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "owner" || name.ends_with("id") || name.ends_with("ids") || name.ends_with("uid2")
}

/// Whether a parameter of that name asks for a part of a list.
pub(crate) fn is_of_a_page(name: &str) -> bool {
    matches!(name, "offset" | "limit" | "count" | "skip" | "page" | "start" | "num" | "per_page")
}

/// Whether the text may be the name of a member that the platform's people chose, and no key of a map.
pub(super) fn is_member(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && name.len() <= 48
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-')
        && !is_hex(name)
        && !has_a_long_number(name)
}

/// Whether the text may be a word of a list that the platform's people made: of an enum, or a tag.
pub(super) fn is_word(text: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "._- ".contains(letter);
    !text.is_empty() && text.len() <= 40 && text.chars().all(fits) && !has_a_long_number(text) && !is_hex(text)
}

/// Hexadecimal digits, long enough to be an id, and not a word by chance.
pub(super) fn is_hex(text: &str) -> bool {
    text.len() >= 8
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn has_a_long_number(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() >= 6)
}

/// The name of a method, which is never invented.
pub(super) fn is_method(name: &str) -> bool {
    let fits = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    name.len() <= 80
        && name.split_once('.').is_some_and(|(group, method)| fits(group) && fits(method))
        && !has_a_long_number(name)
}
