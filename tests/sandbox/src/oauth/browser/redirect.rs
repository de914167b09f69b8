//! Where a browser may be sent with a code or with tokens.

/// The address at which standalone applications end on the real platform, without its scheme.
const STANDALONE: &str = "://connect.mail.ru/oauth/success.html";

/// Schemes that a browser runs or opens itself.
const HARMFUL: [&str; 8] = ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"];

/// Whether it is an absolute address without a fragment, that no browser would run instead of opening. Applications on
/// phones have schemes of their own.
pub(super) fn is_acceptable(address: &str) -> bool {
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

/// Whether it is one of the prefixes or below one. The page for standalone applications is everybody's.
pub(super) fn is_registered(address: &str, prefixes: &[String], own_success_page: &str) -> bool {
    let climbs = address.to_ascii_lowercase().replace("%2e", ".").contains("..");
    let is_below = |prefix: &String| {
        address.strip_prefix(prefix.as_str()).is_some_and(|rest| {
            rest.is_empty() || prefix.ends_with(['/', '?', '&', '=']) || rest.starts_with(['/', '?'])
        })
    };
    prefixes.is_empty()
        || standalone(address).is_some()
        || address == own_success_page
        || (!climbs && prefixes.iter().any(is_below))
}

/// What follows the address of the page for standalone applications, when that is where it leads.
pub(super) fn standalone(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https").or_else(|| address.strip_prefix("http"))?.strip_prefix(STANDALONE)?;
    (rest.is_empty() || rest.starts_with('?')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{is_acceptable, is_registered, standalone};

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

    #[test]
    fn a_registered_prefix_ends_where_a_name_ends() {
        let own = "http://127.0.0.1:1/oauth/success.html";
        let prefixes = ["https://example.org/back".to_owned(), "mm1://".to_owned()];
        for address in [
            "https://example.org/back",
            "https://example.org/back/two?a=b",
            "https://example.org/back?a=b",
            "mm1://authorize",
            "http://connect.mail.ru/oauth/success.html",
            own,
        ] {
            assert!(is_registered(address, &prefixes, own), "{address}");
        }
        for address in [
            "https://example.org/backwards",
            "https://example.org/back@example.com",
            "https://example.org.example.com/back",
            "https://example.org/back/../elsewhere",
            "https://example.org/back/%2E./elsewhere",
            "http://example.org/back",
            "http://connect.mail.ru/oauth/success.html.example.com",
            "http://connect.mail.ru.example.com/oauth/success.html",
        ] {
            assert!(!is_registered(address, &prefixes, own), "{address}");
        }
        assert!(is_registered("http://anywhere.example/", &[], own), "without prefixes");
    }

    #[test]
    fn the_standalone_page_is_recognised_with_either_scheme_and_keeps_its_query() {
        assert_eq!(standalone("http://connect.mail.ru/oauth/success.html"), Some(""));
        assert_eq!(standalone("https://connect.mail.ru/oauth/success.html?a=b"), Some("?a=b"));
        assert_eq!(standalone("https://connect.mail.ru/oauth/success.htmlx"), None);
        assert_eq!(standalone("ftp://connect.mail.ru/oauth/success.html"), None);
    }
}
