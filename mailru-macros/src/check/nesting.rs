//! Rules about objects inside others: none contains itself, and none is sent as a parameter.

use super::report::Report;
use crate::model::{FieldDef, File, Kind, ParamKind, Type, TypeBody, TypeDef};

pub(crate) fn check(file: &File, report: &mut Report<'_>) {
    for (def, field) in endless(&file.types) {
        let (def, fields) = (&file.types[def], fields(&file.types[def]));
        let message = match &fields[field].ty {
            Type::Local(name) if *name != def.name => format!("{name:?} would contain itself by way of this field"),
            _ => format!("{:?} would contain itself", def.name),
        };
        let path = ["objects", &def.name, "fields", &fields[field].wire, "type"];
        report.value(&path, format!("{message}: leave out `always`, or make it a list"));
    }
    for method in &file.methods {
        for param in &method.params {
            let path = ["methods", &method.key, "params", &param.wire];
            match &param.kind {
                ParamKind::Plain(ty) if !is_sendable(ty, &file.types) => {
                    report.value(&[path[0], path[1], path[2], path[3], "type"], UNSENDABLE);
                }
                ParamKind::EitherOf(members) => {
                    for (name, _) in members.iter().filter(|(_, ty)| !is_sendable(ty, &file.types)) {
                        report.value(&[path[0], path[1], path[2], path[3], "either_of", name], UNSENDABLE);
                    }
                }
                _ => {}
            }
        }
    }
}

const UNSENDABLE: &str = "objects and unions are for answers only, a parameter can be \"any\"";

/// Whether a parameter may have that type.
pub(crate) fn is_sendable(ty: &Type, types: &[TypeDef]) -> bool {
    match ty {
        Type::List(item) => is_sendable(item, types),
        Type::Shared(_, kind) => *kind == Kind::Enum,
        Type::Local(name) => types.iter().find(|def| def.name == *name).is_none_or(|def| def.body.kind() == Kind::Enum),
        _ => true,
    }
}

/// The object of this file that a field holds as such, not in a list or a map: its place among the types.
pub(crate) fn nested(ty: &Type, types: &[TypeDef]) -> Option<usize> {
    let Type::Local(name) = ty else { return None };
    types.iter().position(|def| def.name == *name).filter(|at| matches!(types[*at].body, TypeBody::Object(_)))
}

/// The fields, as type and place, each of which closes a circle of objects without an end.
pub(crate) fn endless(types: &[TypeDef]) -> Vec<(usize, usize)> {
    let mut walk = Walk { types, done: vec![false; types.len()], open: Vec::new(), closing: Vec::new() };
    for at in 0..types.len() {
        walk.visit(at);
    }
    walk.closing
}

struct Walk<'t> {
    types: &'t [TypeDef],
    done: Vec<bool>,
    /// The objects around the one that is looked at, and that itself.
    open: Vec<usize>,
    closing: Vec<(usize, usize)>,
}

impl Walk<'_> {
    fn visit(&mut self, at: usize) {
        if std::mem::replace(&mut self.done[at], true) {
            return;
        }
        self.open.push(at);
        for (place, field) in fields(&self.types[at]).iter().enumerate().filter(|(_, field)| field.always) {
            match nested(&field.ty, self.types) {
                Some(inner) if self.open.contains(&inner) => self.closing.push((at, place)),
                Some(inner) => self.visit(inner),
                None => {}
            }
        }
        self.open.pop();
    }
}

fn fields(def: &TypeDef) -> &[FieldDef] {
    match &def.body {
        TypeBody::Object(fields) => fields,
        _ => &[],
    }
}
