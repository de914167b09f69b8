//! What each key of a spec means to programs: which tables there are, which keys they have, and what a change of one costs.

use toml_edit::Item;

use super::Severity;

/// A table of the spec, such as a method.
pub(super) struct Kind {
    pub(super) word: &'static str,
    pub(super) keys: &'static [(&'static str, Rule)],
    pub(super) inside: &'static [(&'static str, Inside)],
}

/// What a table holds besides keys.
#[derive(Clone, Copy)]
pub(super) enum Inside {
    /// A table for each name.
    Tables(&'static Kind),
    /// A type for each name. How grave one more is depends on what chooses between them.
    Types { word: &'static str, added: Severity },
}

/// What a change of a key is.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// Documentation.
    Told,
    /// Whatever it is changed to.
    Is(Severity),
    /// To say it is more than before; to change it or to leave it out is less.
    Offers,
    /// A type expression.
    Type,
    /// More is allowed when the number falls, or when it is not said.
    Least,
    /// More is allowed when the number rises, or when it is not said.
    Most,
    /// Who may call a method.
    Circuit,
    /// Whether a list may be one value: more may come than before, or less.
    May,
    /// The names of a list: one more is more than before.
    Names,
}

const TOLD: Rule = Rule::Told;
const MAJOR: Rule = Rule::Is(Severity::Major);
const MINOR: Rule = Rule::Is(Severity::Minor);
const PATCH: Rule = Rule::Is(Severity::Patch);

/// What a file holds.
pub(super) const FILE: Kind = Kind {
    word: "file",
    keys: &[("doc", TOLD)],
    inside: &[
        ("methods", Inside::Tables(&METHOD)),
        ("objects", Inside::Tables(&OBJECT)),
        ("enums", Inside::Tables(&ENUM)),
        ("unions", Inside::Tables(&UNION)),
        ("codes", Inside::Tables(&CODE)),
    ],
};

const METHOD: Kind = Kind {
    word: "method",
    keys: &[
        ("doc", TOLD),
        ("see", TOLD),
        ("evidence", TOLD),
        ("result_evidence", TOLD),
        ("examples", TOLD),
        ("errors", TOLD),
        ("scope", PATCH),
        ("name", MINOR),
        ("verb", MINOR),
        ("context", MINOR),
        ("effect", MINOR),
        ("circuit", Rule::Circuit),
        ("page", Rule::Offers),
    ],
    inside: &[
        ("params", Inside::Tables(&PARAMETER)),
        ("returns", Inside::Types { word: "answer", added: Severity::Minor }),
    ],
};

const PARAMETER: Kind = Kind {
    word: "parameter",
    keys: &[
        ("doc", TOLD),
        ("evidence", TOLD),
        ("default", TOLD),
        ("type", Rule::Type),
        ("min", Rule::Least),
        ("max", Rule::Most),
        ("max_len", Rule::Most),
        ("max_items", Rule::Most),
    ],
    inside: &[("either_of", Inside::Types { word: "form", added: Severity::Major })],
};

const OBJECT: Kind = Kind { word: "object", keys: NAMED, inside: &[("fields", Inside::Tables(&FIELD))] };

const FIELD: Kind = Kind {
    word: "field",
    keys: &[("doc", TOLD), ("evidence", TOLD), ("type", Rule::Type), ("single", Rule::May), ("alias", Rule::Names)],
    inside: &[],
};

const ENUM: Kind = Kind { word: "enum", keys: NAMED, inside: &[("values", Inside::Tables(&VALUE))] };

const UNION: Kind = Kind { word: "union", keys: NAMED, inside: &[("variants", Inside::Tables(&VARIANT))] };

const VALUE: Kind = Kind { word: "value", keys: NAMED, inside: &[] };

const VARIANT: Kind =
    Kind { word: "variant", keys: &[("doc", TOLD), ("evidence", TOLD), ("type", Rule::Type)], inside: &[] };

const CODE: Kind = Kind { word: "code", keys: &[("doc", TOLD), ("evidence", TOLD), ("class", MINOR)], inside: &[] };

const NAMED: &[(&str, Rule)] = &[("doc", TOLD), ("see", TOLD), ("evidence", TOLD)];

impl Kind {
    /// What changing a key is. One that is not listed shapes the Rust code: a name, `required`, `always`, `rare`, `switch`.
    pub(super) fn rule(&self, key: &str) -> Rule {
        self.keys.iter().find(|(name, _)| *name == key).map_or(MAJOR, |(_, rule)| *rule)
    }
}

impl Rule {
    /// How grave it is that a key has another value, or none; `None` when programs do not notice.
    pub(super) fn severity(self, old: Option<&Item>, new: Option<&Item>) -> Option<Severity> {
        let more = |is_more| Some(if is_more { Severity::Minor } else { Severity::Major });
        match self {
            Self::Told => None,
            Self::Is(severity) => Some(severity),
            Self::Type => Some(Severity::Major),
            Self::Offers => more(old.is_none() || new.is_some()),
            Self::Least => more(is_above(old, new)),
            Self::Most => more(is_above(new, old) || new.is_none()),
            Self::Circuit => more(new.is_none_or(|circuit| circuit.as_str() == Some("any"))),
            Self::May => more(new.and_then(Item::as_bool) == Some(true)),
            Self::Names => more(names(old).all(|name| names(new).any(|other| other == name))),
        }
    }
}

/// Whether one bound is above the other; whatever is not said is below.
fn is_above(one: Option<&Item>, other: Option<&Item>) -> bool {
    let number = |item: &Item| item.to_string().trim().replace('_', "").parse::<f64>().ok();
    match (one.and_then(number), other.and_then(number)) {
        (Some(one), Some(other)) => one > other,
        (one, _) => one.is_some(),
    }
}

fn names(item: Option<&Item>) -> impl Iterator<Item = &str> {
    item.and_then(Item::as_array).into_iter().flat_map(|names| names.iter()).filter_map(toml_edit::Value::as_str)
}
