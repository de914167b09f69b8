//! The method groups of the platform. Each is declared in `api-spec/` and written by the macro; helpers that no spec can say
//! stand beside the declaration.
//!
//! A call begins at [`Api`](crate::Api): `api.friends().get()`.

use mailru_macros::group;

use crate::spec::{GroupSpec, MethodSpec};

#[group(spec = "api-spec/friends.toml")]
pub mod friends {}

#[group(spec = "api-spec/users.toml")]
pub mod users {}

/// Every group of the SDK.
pub static GROUPS: &[&GroupSpec] = &[&friends::GROUP, &users::GROUP];

/// The method of that wire name.
#[must_use]
pub fn method(name: &str) -> Option<&'static MethodSpec> {
    GROUPS.iter().flat_map(|group| group.methods).find(|method| method.name == name).copied()
}
