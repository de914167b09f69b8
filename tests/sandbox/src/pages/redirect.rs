//! Which addresses a browser may be sent to at all. Which of them are an application's own, each service decides.

/// Schemes that a browser runs or opens itself.
const HARMFUL: [&str; 8] = ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"];

/// Whether it is an absolute address without a fragment, that no browser would run instead of opening. Applications on
/// phones have schemes of their own.
pub(crate) fn is_acceptable(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let well_formed = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    let leads_somewhere = match scheme.as_str() {
        "http" | "https" => {
            rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?']))
        }
        _ => !rest.is_empty() && !HARMFUL.contains(&scheme.as_str()),
    };
    let is_plain =
        !address.contains(|char: char| char.is_control() || char.is_whitespace() || "#\\<>\"".contains(char));
    well_formed && leads_somewhere && is_plain
}

/// The part of an address that tells a user who will get the answer.
pub(crate) fn destination(address: &str) -> &str {
    let end = address.find("://").map_or(0, |scheme| scheme + 3);
    let rest = &address[end..];
    &address[..end + rest.find(['/', '?']).unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::is_acceptable;

    #[test]
    fn addresses_of_sites_and_of_applications_are_acceptable() {
        for address in [
            "http://localhost:8080/back",
            "https://example.org/?a=b&c",
            "HTTPS://EXAMPLE.ORG",
            "http://127.0.0.1/й",
            "mm423004://authorize",
            "org.example.app:/back",
        ] {
            assert!(is_acceptable(address), "{address}");
        }
    }

    #[test]
    fn what_a_browser_would_run_or_misread_is_not_acceptable() {
        for address in [
            "",
            "/back",
            "//example.org",
            "example.org/back",
            "http:",
            "http://",
            "http:///back",
            "http:example.org",
            "http://example.org/#fragment",
            "http://example.org/a b",
            "http://example.org/\r\nSet-Cookie: a=b",
            "http://example.org\\@example.com",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\nscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,hello",
            "file:///etc/hostname",
            ":back",
        ] {
            assert!(!is_acceptable(address), "{address:?}");
        }
    }
}
