//! Rules about pages: the rule of a method names parameters and members that exist and fit.

use crate::diagnostics::{expectation, suggestion};
use crate::model::{Evidence, FieldDef, Method, Page, Param, ParamKind, Type, TypeBody, TypeDef};

type Mistake = (&'static str, String);

/// The key of the page rule that is wrong, and what is wrong with it. `strict` counts `any` as a type like others.
pub(crate) fn mistake(method: &Method, types: &[TypeDef], strict: bool) -> Option<Mistake> {
    match method.page.as_ref()? {
        Page::Offset { offset, limit, items, key, never_short } => count(method, "offset", offset)
            .or_else(|| count(method, "limit", limit.as_ref()?))
            .or_else(|| list(plain(method)?, types, "offset", items.as_deref(), strict))
            .or_else(|| {
                let items = items_of(plain(method)?, types, items.as_deref())?;
                // What has no members is told by itself.
                item_key(items, types, key.as_ref()?).filter(|_| matches!(items, Type::Local(_)))
            })
            .or_else(|| short_of(limit.as_ref(), *never_short)),
        Page::Cursor { cursor, key, limit, never_short } => param(method, "cursor", cursor)
            .err()
            .or_else(|| count(method, "limit", limit.as_ref()?))
            .or_else(|| list(plain(method)?, types, "cursor", None, strict))
            .or_else(|| item_key(items_of(plain(method)?, types, None)?, types, key))
            .or_else(|| short_of(limit.as_ref(), *never_short)),
        Page::Batch { param } => batch(method, param),
    }
}

/// Whether the answers of a variant can be walked by the page rule: the rule may fit the plain call alone.
pub(crate) fn fits(rule: &Page, answer: &Type, types: &[TypeDef]) -> bool {
    match rule {
        Page::Offset { items, .. } => list(answer, types, "offset", items.as_deref(), false).is_none(),
        Page::Cursor { key, .. } => {
            let key = |items| item_key(items, types, key);
            list(answer, types, "cursor", None, false).is_none()
                && items_of(answer, types, None).and_then(key).is_none()
        }
        Page::Batch { .. } => true,
    }
}

fn plain(method: &Method) -> Option<&Type> {
    method.variants.first().map(|variant| &variant.returns)
}

fn param<'m>(method: &'m Method, key: &'static str, name: &str) -> Result<&'m Param, Mistake> {
    method.params.iter().find(|param| param.wire == name).ok_or_else(|| {
        let hint = suggestion(name, method.params.iter().map(|param| param.wire.as_str()));
        (key, format!("the method has no parameter {name:?}{hint}"))
    })
}

fn count(method: &Method, key: &'static str, name: &str) -> Option<Mistake> {
    match param(method, key, name) {
        Err(mistake) => Some(mistake),
        Ok(param) => match &param.kind {
            ParamKind::Plain(Type::U32 | Type::U64 | Type::I64 | Type::Int | Type::Any) => None,
            _ => Some((key, format!("parameter {name:?} is no whole number"))),
        },
    }
}

fn batch(method: &Method, name: &str) -> Option<Mistake> {
    let param = match param(method, "batch", name) {
        Ok(param) => param,
        Err(mistake) => return Some(mistake),
    };
    let message = match (&param.kind, param.limits.max_items) {
        (ParamKind::Plain(Type::List(_)), None) => "has no `max_items` to split it at",
        (ParamKind::Plain(Type::List(_) | Type::Any), _) | (_, Some(_)) => return None,
        _ => "is no list",
    };
    Some(("batch", format!("parameter {name:?} {message}")))
}

/// Whether the answer is a list, or an object that holds one.
fn list(answer: &Type, types: &[TypeDef], key: &'static str, items: Option<&str>, strict: bool) -> Option<Mistake> {
    match (answer, items) {
        (Type::Any, _) if !strict => None,
        (Type::List(_), None) | (Type::Shared(..), Some(_)) | (Type::Rust(_), _) => None,
        (Type::List(_), Some(_)) => Some(("items", "the result is a list, so that `items` has nothing to name".into())),
        (Type::Local(name), Some(items)) => match field(types, name, items)? {
            Ok(FieldDef { ty: Type::List(_) | Type::Any, .. }) => None,
            Ok(_) => Some(("items", format!("{items:?} of {name:?} is no list"))),
            Err(message) => Some(("items", message)),
        },
        (Type::Local(_) | Type::Shared(..), None) if key == "offset" => {
            Some((key, "the result is no list, name the member that is one by `items`".into()))
        }
        _ => Some((key, "the result is no list, so that it has no pages".into())),
    }
}

/// What the list of an answer holds, if this file says so.
fn items_of<'t>(answer: &'t Type, types: &'t [TypeDef], items: Option<&str>) -> Option<&'t Type> {
    let list = match (answer, items) {
        (Type::Local(name), Some(items)) => &field(types, name, items)?.ok()?.ty,
        _ => answer,
    };
    let Type::List(item) = list else { return None };
    Some(item)
}

/// Whether a page can be short at all.
fn short_of(limit: Option<&String>, never_short: Option<Evidence>) -> Option<Mistake> {
    let message = "\"never_short\" needs \"limit\": a page is short of a limit";
    never_short.filter(|_| limit.is_none()).map(|_| ("never_short", message.into()))
}

/// Whether the items have the key by which they are told apart.
fn item_key(item: &Type, types: &[TypeDef], key: &str) -> Option<Mistake> {
    match item {
        Type::Local(name) => Some(("key", field(types, name, key)?.err()?)),
        Type::Any | Type::Shared(..) | Type::Rust(_) | Type::Map(_) => None,
        _ => Some(("key", format!("the items have no members, and so no {key:?}"))),
    }
}

/// A field of a local object; `None` when the name is not that of an object.
fn field<'t>(types: &'t [TypeDef], name: &str, wire: &str) -> Option<Result<&'t FieldDef, String>> {
    let TypeBody::Object(fields) = &types.iter().find(|def| def.name == name)?.body else { return None };
    let found = fields.iter().find(|field| field.wire == wire);
    Some(found.ok_or_else(|| {
        let hint = expectation(wire, fields.iter().map(|field| field.wire.as_str()));
        format!("{name:?} has no field {wire:?}{hint}")
    }))
}
