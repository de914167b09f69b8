//! The mistakes that are known: a table of small functions, each of which makes one of them. Whoever meets another adds a row.
//!
//! A function takes the recipe so far and gives back every way in which the mistake can be made, none where it cannot.

mod beside;
mod parameters;
mod values;

use super::Facts;
use super::recipe::Recipe;

/// One way in which a mistake is made, and what it is about, where there is more than one thing that it can be about.
pub(super) type Made<'a> = (Recipe<'a>, Option<String>);

/// Every way in which a mistake can be made.
type Make = for<'a> fn(&Facts<'a>, &Recipe<'a>) -> Vec<Made<'a>>;

/// A mistake as the table has it.
pub(super) struct Known {
    pub(super) name: &'static str,
    /// What was done, as a sentence goes on after the name.
    pub(super) says: &'static str,
    pub(super) make: Make,
    /// Whether it is looked for together with another one.
    pub(super) pairs: bool,
}

const fn alone(name: &'static str, says: &'static str, make: Make) -> Known {
    Known { name, says, make, pairs: false }
}

const fn known(name: &'static str, says: &'static str, make: Make) -> Known {
    Known { name, says, make, pairs: true }
}

/// Those that are more probable come first: of two that give the same text the first one is named.
pub(super) const TABLE: [Known; 27] = [
    known("keys-swapped", "the application's other key was used", beside::keys_swapped),
    known("uid-missing", "the uid of the session's owner was not put in front", beside::uid_missing),
    known("uid-in-front", "a uid was put in front, which the server-server circuit does not do", beside::uid_in_front),
    known("secure-not-signed", "`secure` was sent but not signed", parameters::secure_not_signed),
    known("another-uid", "the uid in front is not that of the session's owner", beside::another_uid),
    known("url-encoded", "values were URL-encoded before they were signed", values::url_encoded),
    known("sorted-as-joined", "the joined `name=value` texts were sorted, not the names", parameters::sorted_as_joined),
    known("unsorted", "the parameters were signed in the order of sending", parameters::unsorted),
    known("session-key-not-signed", "`session_key` was not signed", parameters::session_key_not_signed),
    known("empty-not-signed", "empty parameters were sent but not signed", parameters::empty_not_signed),
    known("falsy-not-signed", "parameters that are empty or 0 were sent but not signed", parameters::falsy_not_signed),
    known("separators", "something stands between the parameters", parameters::separators),
    known("sent-encoded-twice", "values were URL-encoded twice to be sent", values::sent_encoded_twice),
    alone("file-signed", "a file was signed as if it were a parameter", parameters::file_signed),
    alone("plus-sent-raw", "a plus sign was sent unencoded, which is a space", values::plus_sent_raw),
    alone(
        "ampersand-sent-raw",
        "an ampersand was sent unencoded, which begins another parameter",
        values::ampersand_sent_raw,
    ),
    alone("windows-1251", "texts were not signed in UTF-8", values::in_windows_1251),
    alone("not-signed", "a parameter was sent but not signed", parameters::not_signed),
    alone("own-not-signed", "only the common parameters were signed", parameters::own_not_signed),
    alone("secure-not-sent", "`secure=1` was not sent, yet the server-server rule was used", beside::secure_not_sent),
    alone("secure-sent", "`secure=1` was sent, yet the client-server rule was used", beside::secure_sent),
    alone("key-in-front", "the key was put in front, not behind", beside::key_in_front),
    alone("uid-behind", "the uid was put behind the parameters", beside::uid_behind),
    alone("key-missing", "no key was used", beside::key_missing),
    alone("key-with-space", "the key has a space or a line end at its edge", beside::key_with_space),
    alone("sig-signed", "`sig` itself was signed", parameters::sig_signed),
    alone("no-equals", "names and values were joined without `=`", parameters::no_equals),
];

/// For a mistake that can be made in one way at most.
fn one(recipe: Option<Recipe<'_>>) -> Vec<Made<'_>> {
    recipe.map(|recipe| (recipe, None)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn the_readme_has_every_mistake_in_the_same_words() {
        let readme = include_str!("../../../README.md");
        for known in &TABLE {
            let row = format!("\n| `{}` | {} |\n", known.name, known.says);
            assert!(readme.contains(&row), "the README lacks {row}");
        }
    }
}
