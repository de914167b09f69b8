//! The methods that the sandbox knows: those of the SDK's spec, and groups that a test adds.

use mailru_sdk::spec::{GroupSpec, MethodSpec};

/// Methods by name.
#[derive(Debug)]
pub(crate) struct Catalogue {
    groups: Vec<&'static GroupSpec>,
}

impl Catalogue {
    pub(crate) fn new(groups: Vec<&'static GroupSpec>) -> Self {
        Self { groups }
    }

    /// In the order of the spec, then those that were added.
    pub(crate) fn groups(&self) -> &[&'static GroupSpec] {
        &self.groups
    }

    /// Names are case-sensitive.
    pub(crate) fn method(&self, name: &str) -> Option<&'static MethodSpec> {
        self.groups.iter().flat_map(|group| group.methods).find(|method| method.name == name).copied()
    }
}
