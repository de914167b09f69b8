//! Which addresses the application may have a code or tokens sent to.

/// The address at which standalone applications end on the real platform, without its scheme.
const STANDALONE: &str = "://connect.mail.ru/oauth/success.html";

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
    use super::{is_registered, standalone};

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
