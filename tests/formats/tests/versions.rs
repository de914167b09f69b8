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
