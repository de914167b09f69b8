//! The last step of a check: what was reported is replaced by something that renders, so that a mistake in the spec does not
//! return as a mistake in generated code. A spec without mistakes passes unchanged.

use super::repeated::repeated;
use super::{choices, methods, nesting, page, params, rare, service, types};
use crate::model::{ErrorCode, File, Limits, Method, Param, ParamKind, Type, TypeBody, TypeDef, Variant, Verb};
use crate::names;
use crate::spec::{BUILDER, Names};

pub(crate) fn file(file: &mut File, known: &Names) {
    service::repair(file);
    for at in 0..file.methods.len() {
        let mut key = std::mem::take(&mut file.methods[at].key);
        if !names::is_key(&key) {
            key = names::snake(&key);
        }
        if methods::taken(&key, file).is_some() {
            key.clear();
        }
        let method = &mut file.methods[at];
        method.key = key;
        self::method(method, &file.types);
    }
    unique(&mut file.methods, |method| &mut method.key, names::upper_camel, names::is_key, "unnamed_");
    choices(file);
    let mut seen: Vec<String> = Vec::new();
    file.types.retain(|def| {
        let first = known.allow(&def.name) && !seen.contains(&def.name);
        seen.push(def.name.clone());
        first
    });
    for (at, place, _) in rare::misfits(file, &known.shared) {
        if let TypeBody::Object(fields) = &mut file.types[at].body {
            fields[place].rare = false;
        }
    }
    types(&mut file.types);
}

/// A choice whose enum would have another's name is none.
fn choices(file: &mut File) {
    for (method, param, _) in choices::taken(file) {
        file.methods[method].params[param].kind = ParamKind::Plain(Type::Any);
    }
}

pub(crate) fn errors(codes: &mut [ErrorCode]) {
    unique(codes, |code| &mut code.name, str::to_owned, names::is_upper_camel, "Unnamed");
}

/// Gives every item a name of its own that fits, and that is the only one to be `rendered` so.
fn unique<T>(
    items: &mut [T],
    name: fn(&mut T) -> &mut String,
    rendered: impl Fn(&str) -> String,
    fits: impl Fn(&str) -> bool,
    prefix: &str,
) {
    let all: Vec<String> = items.iter_mut().map(|item| name(item).clone()).collect();
    let rendered: Vec<String> = all.iter().map(|name| rendered(name)).collect();
    let repeated = repeated(rendered.iter().map(String::as_str));
    for (at, item) in items.iter_mut().enumerate() {
        if !fits(&all[at]) || repeated.iter().any(|(repeat, _)| *repeat == at) {
            *name(item) = format!("{prefix}{at}");
        }
    }
}

fn method(method: &mut Method, types: &[TypeDef]) {
    variants(method);
    for param in &mut method.params {
        if let ParamKind::EitherOf(members) = &mut param.kind {
            let fits = |name: &str| names::is_key(&names::snake(name));
            unique(members, |(name, _)| name, names::upper_camel, fits, "unnamed_");
            if members.len() < 2 {
                param.kind = ParamKind::Plain(Type::Any);
            }
        }
        let unsendable = |ty: &Type| !nesting::is_sendable(ty, types);
        match &mut param.kind {
            ParamKind::Plain(ty) if unsendable(ty) => *ty = Type::Any,
            ParamKind::EitherOf(members) => {
                members.iter_mut().filter(|(_, ty)| unsendable(ty)).for_each(|(_, ty)| *ty = Type::Any);
            }
            _ => {}
        }
        limits(param);
    }
    let taken: Vec<String> = method.variants.iter().map(|variant| variant.name.clone()).collect();
    let mut setters: Vec<&mut Param> = method.params.iter_mut().collect();
    let free =
        |name: &str| names::is_snake(name) && !BUILDER.contains(&name) && !taken.iter().any(|taken| taken == name);
    for param in &mut setters {
        if !matches!(param.kind, ParamKind::Switch(_)) && !free(&param.rust) {
            param.rust.clear();
        }
    }
    unique(&mut setters, |param| &mut param.rust, str::to_owned, names::is_snake, "unnamed_");
    let has_file = |param: &Param| match &param.kind {
        ParamKind::Plain(ty) => *ty == Type::File,
        ParamKind::EitherOf(members) => members.iter().any(|(_, ty)| *ty == Type::File),
        ParamKind::Switch(_) => false,
    };
    if method.params.iter().any(has_file) {
        method.verb = Verb::Post;
    }
    if page::mistake(method, types, true).is_some() {
        method.page = None;
    }
}

/// One switch for every variant and one variant for every switch.
fn variants(method: &mut Method) {
    let mut seen: Vec<String> = Vec::new();
    for (at, variant) in method.variants.iter_mut().enumerate().skip(1) {
        let marker = names::marker(&variant.name);
        let repeated = seen.contains(&marker);
        seen.push(marker);
        if repeated || !methods::may_name_a_variant(&variant.name) {
            let old = std::mem::replace(&mut variant.name, format!("unnamed_{at}"));
            for param in &mut method.params {
                if matches!(&param.kind, ParamKind::Switch(name) if *name == old) {
                    param.kind = ParamKind::Switch(variant.name.clone());
                }
            }
        }
    }
    let mut claimed: Vec<String> = Vec::new();
    for param in &mut method.params {
        let ParamKind::Switch(name) = &param.kind else { continue };
        param.required = false;
        let marker = names::marker(name);
        if claimed.contains(&marker) || !methods::may_name_a_variant(name) {
            param.kind = ParamKind::Plain(Type::Flag);
            continue;
        }
        claimed.push(marker);
        if !method.variants.iter().any(|variant| variant.name == *name) {
            method.variants.push(Variant { name: name.clone(), returns: Type::Any, example: None });
        }
    }
    for variant in method.variants.iter().skip(1).filter(|variant| !claimed.contains(&names::marker(&variant.name))) {
        method.params.push(Param {
            wire: variant.name.clone(),
            rust: variant.name.clone(),
            doc: String::new(),
            kind: ParamKind::Switch(variant.name.clone()),
            required: false,
            default: None,
            limits: Limits::default(),
            evidence: method.evidence,
            at: method.at,
        });
    }
}

fn limits(param: &mut Param) {
    for (key, _) in params::misfits(param, true) {
        let limits = &mut param.limits;
        match key {
            "max_len" => limits.max_len = None,
            "max_items" => limits.max_items = None,
            _ => (limits.min, limits.max) = (None, None),
        }
    }
}

fn types(types: &mut [TypeDef]) {
    for (def, field) in nesting::endless(types) {
        if let TypeBody::Object(fields) = &mut types[def].body {
            fields[field].ty = Type::Any;
        }
    }
    let strangers: Vec<Vec<usize>> = types.iter().map(|def| strangers(def, types)).collect();
    for (def, strangers) in types.iter_mut().zip(strangers) {
        match &mut def.body {
            TypeBody::Object(fields) => {
                for (at, alias) in types::idle_aliases(fields).into_iter().rev() {
                    fields[at].alias.remove(alias);
                }
                for field in fields.iter_mut() {
                    field.single &= matches!(field.ty, Type::List(_));
                }
                unique(fields, |field| &mut field.rust, str::to_owned, names::is_snake, "unnamed_");
            }
            TypeBody::Enum { values, .. } => {
                unique(values, |value| &mut value.variant, str::to_owned, names::is_upper_camel, "Unnamed");
            }
            TypeBody::Union { variants, .. } => {
                for at in strangers {
                    variants[at].ty = Type::Any;
                }
                unique(variants, |variant| &mut variant.variant, str::to_owned, names::is_upper_camel, "Unnamed");
            }
        }
    }
}

/// The variants of a union that hold what a union cannot.
fn strangers(def: &TypeDef, types: &[TypeDef]) -> Vec<usize> {
    let TypeBody::Union { variants, .. } = &def.body else { return Vec::new() };
    (0..variants.len()).filter(|at| !types::is_member(&variants[*at].ty, types)).collect()
}
