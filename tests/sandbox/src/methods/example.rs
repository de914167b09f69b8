//! The answer to a method that nothing is known about but its spec: the example of the variant that is asked for.

use crate::platform::{Call, Failure};

/// The text of the example, untouched.
pub(super) fn answer(call: &Call<'_>) -> Result<String, Failure> {
    let chosen = call.spec.params.iter().find(|param| param.switch.is_some() && call.is_on(param.name));
    let variant = chosen.and_then(|param| param.switch).unwrap_or("default");
    let example = call.spec.variant(variant).and_then(|variant| variant.example);
    example.map(str::to_owned).ok_or_else(|| Failure::no_example(call.spec.name))
}
