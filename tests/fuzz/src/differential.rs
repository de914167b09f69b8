//! The SDK's reader and `serde_json` on the same bytes, for every object and union that the groups share.
//!
//! The input: a byte chooses the type, the rest is the text. What `serde_json` reads into the type, which is strict, is what the SDK's
//! reader makes of the text, without a misfit; what it takes for no JSON at all, the reader refuses too, but for what is forgiven on purpose.

use std::fmt::Debug;

use mailru_sdk::{__private::decoded, Json, Misfits, api::GROUPS, objects, types::Lenient};
use serde_json::Value;

/// Compares both readings of a text as one type.
type Check = fn(&[u8]);

macro_rules! checks {
    ($($name:ident),+ $(,)?) => {
        &[same::<Json>, same::<Vec<Json>>, $(same::<objects::$name>, same::<Vec<objects::$name>>),+]
    };
}

static CHECKS: &[Check] = checks!(
    User,
    Location,
    Place,
    GroupInfo,
    Count,
    FeedItem,
    Event,
    Like,
    Comment,
    CommentBody,
    Generator,
    ActionLink,
    Attachment,
    TextAttachment,
    TagAttachment,
    Tag,
    LinkAttachment,
    LinkContent,
    AvatarAttachment,
    AvatarImage,
    ImageAttachment,
    MusicAttachment,
    VideoAttachment,
    AppAttachment,
    AppProfile,
    AppGenre,
    AppVotes,
    AppPublishStatus,
    GroupAttachment,
    GiftAttachment,
    Gift,
    Photo,
    Album,
    Cover,
    TargetAlbum,
    AudioTrack,
    Thread,
    Message,
    MessagePart
);

/// A byte order mark, characters that ought to be escaped, and bytes that are no UTF-8 are forgiven.
fn is_forgiven(text: &[u8]) -> bool {
    text.starts_with(b"\xef\xbb\xbf")
        || text.iter().any(|byte| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'))
        || std::str::from_utf8(text).is_err()
}

/// Whether the text is JSON, whatever its depth and its numbers are.
fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok()
}

fn same<T: Lenient + PartialEq + Debug + serde::de::DeserializeOwned>(text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    let (forgiving, strict) = (decoded::<T>(text, Misfits::Members), decoded::<T>(text, Misfits::Refused));
    // Bytes that are no UTF-8 are told wherever they are, and `serde_json` does not look at those that nobody asks for.
    if let (Ok(_), Ok(theirs)) = (std::str::from_utf8(text), serde_json::from_slice::<T>(text)) {
        // A text member keeps a number as it is spelled, of which serde knows no more than the value.
        let spelled = serde_json::from_slice::<Value>(text).map(|value| value.to_string()).unwrap_or_default();
        for (ours, misfits) in [(&forgiving, Misfits::Members), (&strict, Misfits::Refused)] {
            match ours {
                Ok((ours, 0)) if *ours == theirs => {}
                Ok((_, 0)) => {
                    let again = decoded::<T>(spelled.as_bytes(), misfits);
                    assert!(again.is_ok_and(|(again, _)| again == theirs), "{shown}: {ours:?} is not {theirs:?}");
                }
                other => panic!("{shown}: {theirs:?}, {other:?}"),
            }
        }
    }
    let forgiven = is_forgiven(text) || text.contains(&b'\t') || text.contains(&b'\n') || text.contains(&b'\r');
    if !forgiven && !is_json(text) {
        assert!(forgiving.is_err() && strict.is_err(), "{shown} is no JSON, and read as {forgiving:?}");
    }
    if let Ok((value, _)) = &strict {
        let (again, misfits) = decoded::<T>(text, Misfits::Elements).expect("what is read strictly is read leniently");
        assert!(again == *value && misfits == 0, "{shown}");
    }
}

pub fn run(input: &[u8]) {
    let [choice, text @ ..] = input else { return };
    CHECKS[usize::from(*choice) % CHECKS.len()](text);
}

/// Every example, and every object inside one, for every type.
pub fn seeds() -> Vec<Vec<u8>> {
    let examples = GROUPS.iter().flat_map(|group| group.methods).flat_map(|method| method.variants);
    let mut seeds = Vec::new();
    for example in examples.filter_map(|variant| variant.example) {
        let value: Value = serde_json::from_str(example).expect("examples are JSON");
        let texts = [Some(&value), value.get(0)].into_iter().flatten().map(Value::to_string);
        for text in texts {
            let choices = 0..u8::try_from(CHECKS.len()).unwrap_or(u8::MAX);
            seeds.extend(choices.step_by(7).map(|choice| [&[choice], text.as_bytes()].concat()));
        }
    }
    seeds
}

pub fn words() -> Vec<String> {
    let words =
        ["null", "true", "false", "\\ud83d", "\\u0041", "1e400", "-0", "1.0", "[]", "{}", "\"\"", "subtype", "object"];
    words.map(str::to_owned).into()
}
