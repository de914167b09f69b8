//! A call as a program would write it.

use std::fmt::Write as _;

use proc_macro2::Ident;

use crate::{
    model::{Method, Param, ParamKind, Type},
    render::{names::ident, place::Place},
};

/// The example on the page of a request, with its heading.
pub(super) fn call(method: &Method, module: &Ident, place: Place) -> String {
    // Outside the SDK the path of the module is not known here, so the example cannot be a whole program.
    let (fence, opening, closing) = match place {
        Place::Sdk => ("no_run", kind(method), "# Ok(())\n# }\n"),
        Place::Downstream => ("text", "", ""),
    };
    format!("\n# Example\n\n```{fence}\n{opening}{}{closing}```\n", statements(method, module))
}

/// The beginning of a function whose session may call the method.
fn kind(method: &Method) -> &'static str {
    if method.auth.takes_token() {
        "# async fn example(api: mailru_sdk::Api<mailru_sdk::Bearer>) -> Result<(), mailru_sdk::Error> {\n"
    } else {
        "# async fn example(api: mailru_sdk::Api<mailru_sdk::Inferred>) -> Result<(), mailru_sdk::Error> {\n"
    }
}

/// One statement for each variant of the answer.
fn statements(method: &Method, module: &Ident) -> String {
    let arguments =
        method.params.iter().filter(|param| param.required).filter_map(sample).collect::<Vec<_>>().join(", ");
    let key = ident(&method.key);
    let mut call = format!("let answer = api.{module}().{key}({arguments}).await?;\n");
    for variant in method.variants.iter().filter(|variant| !variant.is_plain()) {
        let name = ident(&variant.name);
        let _ = writeln!(call, "let {name} = api.{module}().{key}({arguments}).{name}().await?;");
    }
    call
}

/// A value for an argument.
fn sample(param: &Param) -> Option<String> {
    match &param.kind {
        ParamKind::Plain(ty) => sample_of(ty),
        ParamKind::EitherOf(members) => members.iter().find_map(|(_, ty)| sample_of(ty)),
        ParamKind::Switch(_) => None,
    }
}

fn sample_of(ty: &Type) -> Option<String> {
    Some(match ty {
        Type::String | Type::Html => "\"text\"".into(),
        Type::Url => "\"https://example.com/1.png\"".into(),
        Type::Bool | Type::Flag => "true".into(),
        Type::U32 | Type::U64 | Type::I64 | Type::Int => "1".into(),
        Type::F64 => "1.0".into(),
        Type::File => "mailru_sdk::File::from_path(\"photo.png\")".into(),
        Type::Uid => "15410773191172635989".into(),
        Type::Timestamp => "std::time::SystemTime::now()".into(),
        Type::List(item) => format!("[{}]", sample_of(item)?),
        Type::Local(_) | Type::Shared(..) => "\"word\"".into(),
        _ => return None,
    })
}
