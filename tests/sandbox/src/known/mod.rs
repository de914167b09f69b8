//! What the spec says, with the members of its objects, which the SDK's own data leave out: read from the same TOML files that
//! the macros read, those of the SDK or a folder of them. Mistakes are the macros' business; here, what cannot be read is not known.

mod files;
mod read;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

pub(crate) use files::{File, SHARED};
pub(crate) use read::camel;
pub(crate) use types::{Scalar, Type};

/// A folder of spec files.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) files: Vec<File>,
    pub(crate) methods: BTreeMap<String, Method>,
    /// Declared types, by file and name.
    types: BTreeMap<Name, Def>,
    /// The names of the members of all objects.
    members: BTreeSet<String>,
    pub(crate) codes: BTreeSet<i64>,
}

/// A declared type: the file without `.toml`, and the name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name {
    pub(crate) file: String,
    pub(crate) name: String,
}

#[derive(Debug)]
pub(crate) struct Method {
    /// The file, which is the group.
    pub(crate) file: String,
    pub(crate) key: String,
    /// In the order of the file; each form of a choice is one of its own.
    pub(crate) params: Vec<Param>,
    /// `default` first.
    pub(crate) variants: Vec<(String, Type)>,
    pub(crate) errors: BTreeSet<i64>,
}

#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// The variant that it switches on.
    pub(crate) switch: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Def {
    Object(BTreeMap<String, Field>),
    Enum(BTreeSet<String>),
    Union { tag: String, variants: BTreeMap<String, Type> },
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) ty: Type,
    pub(crate) always: bool,
    pub(crate) single: bool,
    pub(crate) alias: Vec<String>,
}

impl Known {
    /// The spec that the SDK of this version was made from. It is read once in a process, since reading it takes longer than learning from a
    /// short file.
    pub(crate) fn of_the_sdk() -> Arc<Self> {
        static KNOWN: LazyLock<Arc<Known>> = LazyLock::new(|| Arc::new(read::known(files::of_the_sdk())));
        Arc::clone(&KNOWN)
    }

    /// Other files, which are read like those of the SDK.
    pub(crate) fn of(files: Vec<File>) -> Self {
        read::known(files)
    }

    /// The type that a file calls so: its own, or a shared one.
    pub(crate) fn resolve(&self, file: &str, name: &str) -> Option<(&Name, &Def)> {
        let find = |file: &str| self.types.get_key_value(&Name { file: file.to_owned(), name: name.to_owned() });
        find(file).or_else(|| find(SHARED))
    }

    pub(crate) fn def(&self, name: &Name) -> Option<&Def> {
        self.types.get(name)
    }

    /// Whether some object has a member of that name.
    pub(crate) fn is_a_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    /// All declared types.
    pub(crate) fn types(&self) -> impl Iterator<Item = (&Name, &Def)> {
        self.types.iter()
    }

    pub(crate) fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(name)
    }
}

impl Method {
    pub(crate) fn param(&self, name: &str) -> Option<&Param> {
        self.params.iter().find(|param| param.name == name)
    }

    /// The form of the answer to a call with these parameters, as the sandbox chooses it.
    pub(crate) fn variant<'p>(&self, value: impl Fn(&str) -> Option<&'p str>) -> (&str, &Type) {
        let is_on = |param: &&Param| param.switch.is_some() && value(&param.name) == Some("1");
        let chosen = self.params.iter().find(is_on).and_then(|param| param.switch.as_deref()).unwrap_or("default");
        let (name, ty) = self.variants.iter().find(|(name, _)| name == chosen).unwrap_or(&self.variants[0]);
        (name, ty)
    }
}

/// The field of that name on the wire, with the name that the spec has for it.
pub(crate) fn field<'f>(fields: &'f BTreeMap<String, Field>, wire: &str) -> Option<(&'f str, &'f Field)> {
    let by_alias = || fields.iter().find(|(_, field)| field.alias.iter().any(|alias| alias == wire));
    fields.get_key_value(wire).or_else(by_alias).map(|(name, field)| (name.as_str(), field))
}

#[cfg(test)]
mod tests {
    use super::{Def, Known, Scalar, Type};

    #[test]
    fn the_spec_of_the_sdk_is_read_whole() {
        let known = Known::of_the_sdk();
        let methods: Vec<_> = mailru_sdk::api::GROUPS.iter().flat_map(|group| group.methods).collect();
        assert_eq!(known.methods.len(), methods.len());
        for spec in methods {
            let method = known.method(spec.name).unwrap_or_else(|| panic!("{} is known", spec.name));
            let params: Vec<_> = method.params.iter().map(|param| param.name.as_str()).collect();
            assert_eq!(params, spec.params.iter().map(|param| param.name).collect::<Vec<_>>(), "{}", spec.name);
            let variants: Vec<_> = method.variants.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(variants.len(), spec.variants.len(), "{}", spec.name);
            assert!(spec.variants.iter().all(|variant| variants.contains(&variant.name)), "{}", spec.name);
        }
        assert!(known.codes.contains(&102));
    }

    #[test]
    fn a_file_s_own_types_come_before_the_shared_ones() {
        let known = Known::of_the_sdk();
        let (_, user) = known.resolve("friends", "User").expect("a shared type");
        let Def::Object(fields) = user else { panic!("an object") };
        assert!(fields["uid"].always && fields["uid"].ty == Type::Scalar(Scalar::Uid));
        let friends = known.method("friends.get").expect("a method");
        let (name, ty) = friends.variant(|param| (param == "ext").then_some("1"));
        assert_eq!((name, ty.to_string().as_str()), ("extended", "[User]"));
    }
}
