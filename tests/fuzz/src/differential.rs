//! The SDK's reader and `serde_json` on the same bytes, for every object and union of the spec.
//!
//! The input: a byte chooses the type, the rest is the text. `serde_json` judges it twice. By grammar alone, without a type and without
//! limits: what is no JSON is refused by the reader as well, and never what is, once what is forgiven on purpose was mended. And by
//! content, as a `Value`: what the reader makes of the text says the same, member by member, unless it told a misfit. What a type's own serde
//! makes of the text, which is strict, is what the reader makes of it.

use std::{borrow::Cow, fmt::Debug, fs};

use mailru_sdk::{
    __private::decoded,
    Json, Misfits,
    api::{GROUPS, audio, groups, mobile, multipost, users},
    objects,
    types::Lenient,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::same::says_the_same;

/// Compares both readings of a text as one type.
type Check = fn(&[u8]);

macro_rules! checks {
    ($($path:ident :: $name:ident),+ $(,)?) => {
        const CHECKS: &[Check] = &[same::<Json>, same::<Vec<Json>>, $(same::<$path::$name>, same::<Vec<$path::$name>>),+];
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

checks!(
    objects::User,
    objects::Location,
    objects::Place,
    objects::GroupInfo,
    objects::Count,
    objects::FeedItem,
    objects::Event,
    objects::Like,
    objects::Comment,
    objects::CommentBody,
    objects::Generator,
    objects::ActionLink,
    objects::Attachment,
    objects::TextAttachment,
    objects::TagAttachment,
    objects::Tag,
    objects::LinkAttachment,
    objects::LinkContent,
    objects::AvatarAttachment,
    objects::AvatarImage,
    objects::ImageAttachment,
    objects::MusicAttachment,
    objects::VideoAttachment,
    objects::AppAttachment,
    objects::AppProfile,
    objects::AppGenre,
    objects::AppVotes,
    objects::AppPublishStatus,
    objects::GroupAttachment,
    objects::GiftAttachment,
    objects::Gift,
    objects::Photo,
    objects::Album,
    objects::Cover,
    objects::TargetAlbum,
    objects::AudioTrack,
    objects::Thread,
    objects::Message,
    objects::MessagePart,
    audio::AudioSearch,
    groups::GroupList,
    groups::GroupName,
    mobile::Canvas,
    multipost::SentPost,
    users::Balance,
    users::AppUse,
);

/// The text without what is forgiven: a byte order mark, bytes that are no UTF-8, and raw control characters in strings.
fn mended(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
    let (mut mended, mut in_string, mut escaped) = (String::new(), false, false);
    for letter in text.chars() {
        match letter {
            '\0'..='\x1f' if in_string && !escaped => mended.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => mended.push(letter),
        }
        in_string ^= letter == '"' && !escaped;
        escaped = in_string && letter == '\\' && !escaped;
    }
    mended
}

fn same<T: Lenient + PartialEq + Debug + Serialize + DeserializeOwned>(text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    let mended = mended(text);
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&mended).is_ok();
    let value = serde_json::from_str::<Value>(&mended).ok();
    let modes = [Misfits::Members, Misfits::Elements, Misfits::Refused];
    let [forgiving, elements, strict] = modes.map(|misfits| decoded::<T>(text, misfits));
    for read in [&forgiving, &elements, &strict] {
        match read {
            Ok((ours, misfits)) => {
                assert!(is_json, "{shown} is no JSON, and read as {ours:?}");
                if let (0, Some(theirs)) = (misfits, &value) {
                    let ours = serde_json::to_value(ours).expect("what was read can be written");
                    assert!(says_the_same(&ours, theirs), "{shown} says\n{theirs}, and not\n{ours}");
                }
            }
            Err(error) => assert!(error.is_json || !is_json, "{shown} is JSON, and refused: {error:?}"),
        }
    }
    agrees_with_serde(text, &shown, [&forgiving, &strict]);
    if let Ok((value, _)) = &strict {
        let (again, misfits) = elements.expect("what is read strictly is read leniently");
        assert!(again == *value && misfits == 0, "{shown}");
    }
}

/// What the type's own serde reads is what the reader reads, without a misfit.
fn agrees_with_serde<T: Lenient + PartialEq + Debug + DeserializeOwned, E: Debug>(
    text: &[u8],
    shown: &Cow<'_, str>,
    ours: [&Result<(T, usize), E>; 2],
) {
    // Bytes that are no UTF-8 are told wherever they are, and `serde_json` does not look at those that nobody asks for.
    let (Ok(_), Ok(theirs)) = (std::str::from_utf8(text), serde_json::from_slice::<T>(text)) else { return };
    // A text member keeps a number as it is spelled, of which serde knows no more than the value.
    let spelled = serde_json::from_slice::<Value>(text).map(|value| value.to_string()).unwrap_or_default();
    for ours in ours {
        match ours {
            Ok((ours, 0)) if *ours == theirs => {}
            Ok((_, 0)) => {
                let again = decoded::<T>(spelled.as_bytes(), Misfits::Refused);
                assert!(again.is_ok_and(|(again, _)| again == theirs), "{shown}: {ours:?} is not {theirs:?}");
            }
            other => panic!("{shown}: {theirs:?}, {other:?}"),
        }
    }
}

pub fn run(input: &[u8]) {
    let [choice, text @ ..] = input else { return };
    CHECKS[usize::from(*choice) % CHECKS.len()](text);
}

/// Panics when an object or a union of the spec files is not among the types.
fn assert_complete() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/api-spec");
    let paths = fs::read_dir(folder).expect("the spec files are beside the targets");
    // Folders are of other services, whose types only a feature has.
    for path in paths.map(|file| file.expect("it has entries").path()).filter(|path| path.is_file()) {
        let text = fs::read_to_string(path).expect("they are texts");
        let declared = text.lines().filter_map(|line| {
            let name = line.strip_prefix("[objects.").or_else(|| line.strip_prefix("[unions."))?.strip_suffix(']')?;
            (!name.contains('.')).then_some(name)
        });
        let missing: Vec<_> = declared.filter(|name| !NAMES.contains(name)).collect();
        assert!(missing.is_empty(), "the target knows no {missing:?}");
    }
}

/// Every example, and the first element of one, for a seventh of the types, so that each type gets some.
pub fn seeds() -> Vec<Vec<u8>> {
    assert_complete();
    let examples = GROUPS.iter().flat_map(|group| group.methods).flat_map(|method| method.variants);
    let mut seeds = Vec::new();
    for (number, example) in examples.filter_map(|variant| variant.example).enumerate() {
        let value: Value = serde_json::from_str(example).expect("examples are JSON");
        let texts = [Some(&value), value.get(0)].into_iter().flatten().map(Value::to_string);
        for text in texts {
            let choices = 0..u8::try_from(CHECKS.len()).unwrap_or(u8::MAX);
            seeds.extend(choices.skip(number % 7).step_by(7).map(|choice| [&[choice], text.as_bytes()].concat()));
        }
    }
    seeds
}

pub fn words() -> Vec<String> {
    let words =
        ["null", "true", "false", "\\ud83d", "\\u0041", "1e400", "-0", "1.0", "[]", "{}", "\"\"", "subtype", "object"];
    words.map(str::to_owned).into()
}
