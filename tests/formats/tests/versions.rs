//! What an older version of a spec wrote is read by a newer one, and no value gets into another member, whichever of the two reads.

use mailru_formats::Format;
use serde::{Deserialize, Serialize};

#[mailru_sdk::group(spec = "spec/people.toml")]
pub mod people {}

use people::{Newer, Older};

/// Some formats have documents only.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record<T> {
    people: Vec<T>,
}

fn record<T: serde::de::DeserializeOwned>(people: &[&str]) -> Record<T> {
    Record { people: people.iter().map(|person| serde_json::from_str(person).unwrap()).collect() }
}

const OLD: [&str; 4] = [
    r#"{"first":"F","last":"L","born":1985,"seen":1}"#,
    r#"{"last":"L"}"#,
    r#"{"born":5}"#,
    r#"{"first":"1","seen":0}"#,
];

#[test]
fn what_an_older_spec_wrote_is_read_by_a_newer_one() {
    for format in Format::KEEPING {
        let newer: Record<Newer> =
            format.turn(&record::<Older>(&OLD)).unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert_eq!(newer, record(&OLD), "{format:?}");
    }
}

#[test]
fn an_older_spec_reads_what_it_knows_of_a_newer_one_or_refuses_it() {
    let new = [r#"{"first":"F","middle":"M","last":"L","born":1985,"seen":1,"friends":["7"]}"#];
    let known = [r#"{"first":"F","last":"L","born":1985,"seen":1}"#];
    for format in Format::KEEPING {
        let older = format.turn::<_, Record<Older>>(&record::<Newer>(&new));
        // What nobody describes cannot be passed over in formats that do not describe themselves.
        if matches!(format, Format::Bincode | Format::Postcard) {
            assert!(older.is_err(), "{format:?}: {older:?}");
        } else {
            assert_eq!(older.unwrap(), record(&known), "{format:?}");
        }
    }
}

/// As 0.1 wrote the object: by names where the format has them for structs, and else by place.
#[derive(Serialize)]
struct Of01 {
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<u8>,
}

#[test]
fn what_0_1_wrote_by_names_is_read_and_what_it_wrote_by_place_is_not() {
    let all = Of01 { first: Some("F"), last: Some("L"), born: Some(1985), seen: Some(1) };
    let some = Of01 { first: None, last: Some("L"), born: None, seen: None };
    for (old, json) in [(all, OLD[0]), (some, OLD[1])] {
        for format in Format::KEEPING {
            let read = format.turn::<_, Older>(&old);
            let by_place = [Format::MessagePackCompact, Format::Bincode, Format::Postcard].contains(&format);
            if by_place {
                assert!(read.is_err(), "{format:?}: {read:?}");
            } else {
                let read = read.unwrap_or_else(|error| panic!("{format:?}: {error}"));
                assert_eq!(read, serde_json::from_str(json).unwrap(), "{format:?}");
            }
        }
    }
}
