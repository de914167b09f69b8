//! Amounts of money: a type that the SDK does not know. Serde says how it is read from an answer, `Display` how it is written
//! into a parameter.

use std::{fmt, num::ParseIntError};

use mailru_sdk::Text;
use serde::{Deserialize, Serialize};

/// An amount in kopecks, a hundredth of a rouble each.
///
/// [`Text`] reads numbers and strings alike, so that `900` and `"900"` are the same amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Text")]
pub struct Kopecks(pub u64);

impl TryFrom<Text> for Kopecks {
    type Error = ParseIntError;

    fn try_from(text: Text) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Kopecks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
