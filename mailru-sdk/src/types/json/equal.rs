//! Equality of JSON values: the order of members does not count, the order of elements does.

use super::value::Json;
use crate::types::Text;

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Number(one), Self::Number(other)) => one == other,
            (Self::String(one), Self::String(other)) => one == other,
            (Self::Array(one), Self::Array(other)) => one == other,
            (Self::Object(one), Self::Object(other)) => one.len() == other.len() && by_name(one) == by_name(other),
            _ => false,
        }
    }
}

/// The sort is stable, so members that share a name stay in their order.
fn by_name(members: &[(Text, Json)]) -> Vec<&(Text, Json)> {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    sorted
}
