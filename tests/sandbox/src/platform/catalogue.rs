//! The methods that the sandbox knows: those of the SDK's spec, and groups that a test adds.

use std::collections::BTreeSet;

use mailru_sdk::spec::{GroupSpec, MethodSpec};

use super::{Failure, elsewhere};

/// Methods by name.
#[derive(Debug)]
pub(crate) struct Catalogue {
    groups: Vec<&'static GroupSpec>,
    deprecated: BTreeSet<String>,
}

impl Catalogue {
    /// With methods that are no longer served. A name that no method has is given back.
    pub(crate) fn new(groups: Vec<&'static GroupSpec>, deprecated: BTreeSet<String>) -> Result<Self, String> {
        let catalogue = Self { groups, deprecated };
        match catalogue.deprecated.iter().find(|name| catalogue.method(name).is_none()) {
            Some(unknown) => Err(unknown.clone()),
            None => Ok(catalogue),
        }
    }

    /// In the order of the spec, then those that were added.
    pub(crate) fn groups(&self) -> &[&'static GroupSpec] {
        &self.groups
    }

    /// The method of a service other than the platform that is at that path.
    pub(crate) fn elsewhere(&self, verb: &str, path: &str) -> Option<&'static MethodSpec> {
        self.methods()
            .find(|method| elsewhere::path(method).as_deref() == Some(path) && method.verb.to_string() == verb)
    }

    /// A method of the platform that is served.
    pub(crate) fn served(&self, name: &str) -> Result<&'static MethodSpec, Failure> {
        let method = self
            .method(name)
            .filter(|method| method.end_point.is_none())
            .ok_or_else(|| Failure::unknown_method(name))?;
        if self.deprecated.contains(name) { Err(Failure::deprecated(name)) } else { Ok(method) }
    }

    /// Names are case-sensitive.
    pub(crate) fn method(&self, name: &str) -> Option<&'static MethodSpec> {
        self.methods().find(|method| method.name == name)
    }

    fn methods(&self) -> impl Iterator<Item = &'static MethodSpec> {
        self.groups.iter().flat_map(|group| group.methods).copied()
    }
}
