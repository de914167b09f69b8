//! Between the spellings of the wire and those of Rust. Nothing here reports; the stages above decide what a bad name means.
//! May use `model`.

use crate::model::Variant;

/// The words of a name, in lower case: `isAppUser` and `type-id` have three and two.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|character: char| !character.is_ascii_alphanumeric()) {
        let letters: Vec<char> = part.chars().collect();
        let mut word = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let after_lower = at > 0 && !letters[at - 1].is_ascii_uppercase();
            // The last capital of a run begins the next word, as in `HTMLPage`.
            let before_lower = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
            if letter.is_ascii_uppercase() && (after_lower || before_lower) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            word.push(letter.to_ascii_lowercase());
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// `isAppUser` -> `is_app_user`.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// `stream.install` -> `StreamInstall`.
pub(crate) fn upper_camel(name: &str) -> String {
    words(name).iter().map(|word| capitalised(word)).collect()
}

/// What marks a response variant in Rust. The plain call's is not called `Default`, which would hide a trait.
pub(crate) fn marker(variant: &str) -> String {
    if variant == Variant::PLAIN { "Plain".to_owned() } else { upper_camel(variant) }
}

/// `get_by_author` -> `getByAuthor`.
pub(crate) fn camel(name: &str) -> String {
    words(name).iter().enumerate().map(|(at, word)| if at == 0 { word.clone() } else { capitalised(word) }).collect()
}

/// What holds the members of an object that seldom come: `User` -> `UserRarely`.
pub(crate) fn rarely(object: &str) -> String {
    format!("{object}Rarely")
}

/// Whether the name is a `snake_case` identifier. Keywords count, except those that cannot be written raw.
pub(crate) fn is_snake(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    name.chars().all(fits)
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && name.chars().any(|letter| letter != '_')
        && !["self", "super", "crate"].contains(&name)
}

/// Whether the name is a `snake_case` identifier from which a type can take its name, as `self_` and `_1` are not.
pub(crate) fn is_key(name: &str) -> bool {
    is_snake(name) && is_upper_camel(&upper_camel(name))
}

/// Whether the name is an `UpperCamel` identifier.
pub(crate) fn is_upper_camel(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric())
        && name != "Self"
}

/// Whether the name may stand on the wire as that of a parameter, a privilege or a half of a method's name.
pub(crate) fn is_word(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// The name of a file without its folder and `.toml`.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_become_snake_case() {
        let table = [
            ("isAppUser", "is_app_user"),
            ("ID", "id"),
            ("userID", "user_id"),
            ("ShortName", "short_name"),
            ("type-id", "type_id"),
            ("VoteSum", "vote_sum"),
            ("Votes2IntRounded", "votes2_int_rounded"),
            ("link1_text", "link1_text"),
            ("uid2", "uid2"),
            ("HTMLPage", "html_page"),
            ("type", "type"),
            ("_x", "x"),
            ("", ""),
        ];
        for (wire, rust) in table {
            assert_eq!(snake(wire), rust, "{wire}");
        }
    }

    #[test]
    fn values_become_upper_camel_and_keys_camel() {
        let table = [
            ("stream.install", "StreamInstall", "streamInstall"),
            ("left menu suggest", "LeftMenuSuggest", "leftMenuSuggest"),
            ("by-date", "ByDate", "byDate"),
            ("get_by_author", "GetByAuthor", "getByAuthor"),
            ("LEFT", "Left", "left"),
            ("1-1", "11", "11"),
            ("Москва", "", ""),
        ];
        for (name, upper, lower) in table {
            assert_eq!((upper_camel(name).as_str(), camel(name).as_str()), (upper, lower), "{name}");
        }
    }

    #[test]
    fn only_identifiers_pass_and_only_such_keywords_as_can_be_raw() {
        assert!(["a", "type", "move", "r2_d2", "_a"].into_iter().all(is_snake));
        assert!(
            ["", "_", "self", "super", "crate", "A", "aB", "2a", "a-b", "ы"].into_iter().all(|name| !is_snake(name))
        );
        assert!(["a", "type", "a_1", "_a"].into_iter().all(is_key));
        assert!(["self_", "_self", "_1", "A", ""].into_iter().all(|name| !is_key(name)));
        assert!(["A", "ByDate", "Some"].into_iter().all(is_upper_camel));
        assert!(["", "Self", "a", "By_Date", "2A", "Ы"].into_iter().all(|name| !is_upper_camel(name)));
        assert!(["ID", "_a1"].into_iter().all(is_word));
        assert!(["", "a-b", "1a", "ы", "a b"].into_iter().all(|name| !is_word(name)));
    }
}
