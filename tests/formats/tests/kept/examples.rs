//! The examples of the spec by the types of their answers.

use mailru_sdk::api::GROUPS;
use serde_json::Value;

/// Shows each value of a type that a spec declares.
pub fn each(mut look: impl FnMut(&str, &Value)) {
    let variants = GROUPS.iter().flat_map(|group| group.methods).flat_map(|method| method.variants);
    for variant in variants {
        let Some(example) = variant.example else { continue };
        visit(variant.returns, &serde_json::from_str(example).unwrap(), &mut look);
    }
}

fn visit(ty: &str, value: &Value, look: &mut impl FnMut(&str, &Value)) {
    if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        value.as_array().unwrap().iter().for_each(|value| visit(item, value, look));
    } else if let Some(item) = ty.strip_prefix('{').and_then(|ty| ty.strip_suffix('}')) {
        value.as_object().unwrap().values().for_each(|value| visit(item, value, look));
    } else if ty.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        look(ty, value);
    }
}
