//! Rules about declared types. A type that nobody declares is reported where it is read, in `spec/types.rs`.

use super::repeated::repeated;
use super::report::Report;
use crate::model::{Declaration, FieldDef, File, Kind, Type, TypeBody, TypeDef};

pub(crate) fn check(file: &File, shared: &[Declaration], report: &mut Report<'_>) {
    for (at, first) in repeated(file.types.iter().map(|def| def.name.as_str())) {
        let def = &file.types[at];
        let message = format!("{:?} is already declared in line {}", def.name, file.types[first].at.line);
        report.key(&[kind(def), &def.name], message);
    }
    for def in &file.types {
        if shared.iter().any(|declaration| declaration.name == def.name) {
            report.key(&[kind(def), &def.name], format!("{:?} is already a shared type", def.name));
        }
        let path = [kind(def), def.name.as_str()];
        match &def.body {
            TypeBody::Object(fields) => object(fields, &path, report),
            TypeBody::Enum { values, .. } => {
                let names = values.iter().map(|value| (value.wire.as_str(), value.variant.as_str()));
                variants(&names.collect::<Vec<_>>(), &[path[0], path[1], "values"], report);
            }
            TypeBody::Union { variants: members, .. } => {
                let names = members.iter().map(|member| (member.wire.as_str(), member.variant.as_str()));
                variants(&names.collect::<Vec<_>>(), &[path[0], path[1], "variants"], report);
                for member in members.iter().filter(|member| !is_member(&member.ty, &file.types)) {
                    let path = [path[0], path[1], "variants", &member.wire, "type"];
                    report.value(&path, "a variant of a union is an object or \"any\"");
                }
            }
        }
    }
}

fn kind(def: &TypeDef) -> &'static str {
    def.body.kind().word()
}

fn variants(names: &[(&str, &str)], path: &[&str; 3], report: &mut Report<'_>) {
    for (at, first) in repeated(names.iter().map(|(_, variant)| *variant)) {
        let message =
            format!("variant {:?} already stands for {:?}, choose another by `variant`", names[at].1, names[first].0);
        report.name(&[path[0], path[1], path[2], names[at].0], "variant", message);
    }
}

/// Whether a union may hold that type.
pub(crate) fn is_member(ty: &Type, types: &[TypeDef]) -> bool {
    match ty {
        Type::Any | Type::Rust(_) => true,
        Type::Shared(_, kind) => *kind == Kind::Object,
        Type::Local(name) => {
            types.iter().find(|def| def.name == *name).is_none_or(|def| def.body.kind() == Kind::Object)
        }
        _ => false,
    }
}

fn object(fields: &[FieldDef], path: &[&str; 2], report: &mut Report<'_>) {
    let field = |wire| [path[0], path[1], "fields", wire];
    for (at, first) in repeated(fields.iter().map(|field| field.rust.as_str())) {
        let (wire, other) = (&fields[at].wire, &fields[first].wire);
        let message = format!("{wire:?} has the same Rust name as {other:?}, choose another by `rust`");
        report.name(&field(wire), "rust", message);
    }
    for (at, alias) in idle_aliases(fields) {
        let place = alias.to_string();
        let message = format!("{:?} names a field already", fields[at].alias[alias]);
        report.value(&[path[0], path[1], "fields", &fields[at].wire, "alias", &place], message);
    }
    for def in fields.iter().filter(|field| field.single) {
        let inside = |key| [path[0], path[1], "fields", def.wire.as_str(), key];
        let excused = def.ty == Type::Any && !report.says_any(&inside("type"));
        if !matches!(def.ty, Type::List(_)) && !excused {
            report.value(&inside("single"), "`single` fits lists only");
        }
    }
}

/// The aliases, as field and place, that are the name or the alias of some field already.
pub(crate) fn idle_aliases(fields: &[FieldDef]) -> Vec<(usize, usize)> {
    let mut taken: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
    let mut idle = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        for (place, alias) in field.alias.iter().enumerate() {
            if taken.contains(&alias.as_str()) {
                idle.push((at, place));
            }
            taken.push(alias);
        }
    }
    idle
}
