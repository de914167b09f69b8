//! JSON that says nothing.

use super::scalar::{FromScalar as _, Scalar};

/// Whether this JSON is what programs write where they have nothing to say: `null`, `false`, 0, or anything empty.
pub(crate) fn is_nothing(json: &str) -> bool {
    let bare: String = json.chars().filter(|letter| !letter.is_whitespace()).collect();
    match bare.as_str() {
        "null" | "false" | "[]" | "{}" | "\"\"" | "\"0\"" => true,
        number => f64::from_scalar(Scalar::Number(number)) == Some(0.0),
    }
}
