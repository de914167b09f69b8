//! A program that forbids what can be forbidden.

#![deny(warnings, unused, nonstandard_style, future_incompatible, rust_2018_idioms, let_underscore, keyword_idents)]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, single_use_lifetimes, trivial_casts)]
#![deny(trivial_numeric_casts, unused_qualifications, unused_import_braces, unused_lifetimes, explicit_outlives_requirements)]
#![deny(elided_lifetimes_in_paths, meta_variable_misuse, non_ascii_idents, variant_size_differences, absolute_paths_not_starting_with_crate)]
#![forbid(unsafe_code)]

/// The gifts.
#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

/// Calls.
pub fn call(api: &mailru_sdk::Api<mailru_sdk::Client>) -> mailru_sdk::Call<'_, Vec<gifts::Gift>> {
    use gifts::GiftsExt as _;
    api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().send()
}

fn main() {}
