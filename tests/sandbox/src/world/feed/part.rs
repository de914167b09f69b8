//! The parts of an event, and how the text of a micro-blog falls into parts.

/// A part of an event, or of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Text(String),
    /// A hash tag, without the hash sign.
    Tag(String),
    /// An address as somebody typed it.
    TypedLink(String),
    Link {
        text: String,
        url: String,
    },
    /// A photo of somebody's albums.
    Photo {
        owner: u64,
        pid: u64,
    },
    /// A picture from elsewhere.
    Picture(String),
    Avatar {
        owner: u64,
        pid: u64,
    },
    Track(String),
    /// A video, by whatever its sender calls it.
    Video {
        owner: u64,
        name: String,
    },
    /// The application that made the event.
    Application(u64),
    Community(u64),
    Gift {
        from: u64,
        to: u64,
        text: String,
    },
}

/// Splits a text into words that are links or tags, and what is between them. Nothing of it is lost but the hash signs.
pub(crate) fn split(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let special = if bare.starts_with("http://") || bare.starts_with("https://") {
            Some(Part::TypedLink(bare.to_owned()))
        } else {
            let tag = bare.strip_prefix('#').filter(|tag| !tag.is_empty() && tag.chars().all(char::is_alphanumeric));
            tag.map(|tag| Part::Tag(tag.to_owned()))
        };
        let Some(special) = special else {
            plain.push_str(word);
            continue;
        };
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(special);
        plain.push_str(&word[bare.len()..]);
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Part, split};

    #[test]
    fn links_and_tags_are_parts_of_their_own_and_nothing_is_lost() {
        let text = "Смотрите  http://example.com/?a=b #rust\n#и, # конец";
        let parts = split(text);
        let plain = |text: &str| Part::Text(text.to_owned());
        let link = Part::TypedLink("http://example.com/?a=b".to_owned());
        let expected = [plain("Смотрите  "), link, plain(" "), Part::Tag("rust".to_owned()), plain("\n#и, # конец")];
        assert_eq!(parts, expected);
        assert_eq!(split(""), []);
    }
}
