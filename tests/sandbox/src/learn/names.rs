//! Names that the macros take: of methods, types, fields and variants.

/// The words of a name, in lower case, as the macros part them.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_new = true;
    let letters: Vec<char> = name.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            is_new = true;
            continue;
        }
        let before = at.checked_sub(1).map(|before| letters[before]);
        let is_lower_next = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let begins =
            letter.is_ascii_uppercase() && (is_lower_next || before.is_some_and(|before| !before.is_ascii_uppercase()));
        if is_new || begins || words.is_empty() {
            words.push(String::new());
        }
        is_new = false;
        if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
    }
    words
}

/// `isAppUser` -> `is_app_user`.
pub(super) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// `by-date` -> `ByDate`.
pub(super) fn upper_camel(name: &str) -> String {
    let capital = |word: &String| {
        word.chars().take(1).map(|first| first.to_ascii_uppercase()).chain(word.chars().skip(1)).collect::<String>()
    };
    words(name).iter().map(capital).collect()
}

/// Whether the name is an identifier that both a value and a type can be called after.
pub(super) fn is_key(name: &str) -> bool {
    let is_snake = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    is_snake
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && !["self", "super", "crate"].contains(&name)
}

/// The key of a method, from the second half of its name.
pub(super) fn method_key(method: &str, group: &str) -> String {
    let key = snake(method);
    let key = if is_key(&key) { key } else { format!("call_{key}").trim_end_matches('_').to_owned() };
    // What the generated code calls otherwise.
    if key == "group" || upper_camel(&key).trim_end_matches("Ext") == upper_camel(group) {
        format!("{key}_call")
    } else {
        key
    }
}

/// What has to be said of the Rust name of a field or parameter, if its own will not do.
pub(super) fn rust_name(wire: &str, number: usize, taken: &mut Vec<String>) -> Option<String> {
    let own = snake(wire);
    let fits = wire.is_ascii() && is_key(&own) && !taken.contains(&own);
    let name = if fits { own } else { format!("{}_{number}", if is_key(&own) { &own } else { "member" }) };
    taken.push(name.clone());
    (!fits).then_some(name)
}

/// Methods that every builder has.
pub(super) const BUILDER: [&str; 10] =
    ["new", "send", "raw", "param", "timeout", "retry", "pages", "prepare", "returning", "into_future"];

/// Parameters that the SDK adds by itself.
pub(super) const RESERVED: [&str; 6] = ["app_id", "method", "sig", "secure", "session_key", "format"];

#[cfg(test)]
mod tests {
    use super::{method_key, rust_name, snake, upper_camel};

    #[test]
    fn names_are_parted_as_the_macros_do_it() {
        for (name, snakes, camels) in [
            ("isAppUser", "is_app_user", "IsAppUser"),
            ("HTMLPage", "html_page", "HtmlPage"),
            ("by-date", "by_date", "ByDate"),
            ("Votes2IntRounded", "votes2_int_rounded", "Votes2IntRounded"),
            ("uid2", "uid2", "Uid2"),
            ("1-40", "1_40", "140"),
        ] {
            assert_eq!((snake(name).as_str(), upper_camel(name).as_str()), (snakes, camels), "{name}");
        }
    }

    #[test]
    fn keys_and_fields_have_names_whatever_the_wire_says() {
        assert_eq!(method_key("getAll", "gifts"), "get_all");
        assert_eq!(method_key("gifts", "gifts"), "gifts_call");
        assert_eq!(method_key("2", "gifts"), "call_2");
        let mut taken = Vec::new();
        assert_eq!(rust_name("type", 1, &mut taken), None);
        assert_eq!(rust_name("Type", 2, &mut taken).as_deref(), Some("type_2"));
        assert_eq!(rust_name("имя", 3, &mut taken).as_deref(), Some("member_3"));
    }
}
