//! A group such as a downstream crate might declare, with the rules that the built-in groups of these tests lack.

use mailru_sdk::spec::{
    CircuitRule, Context, Effect, Evidence, GroupSpec, Limits, MethodSpec, ParamSpec, VariantSpec, Verb,
};

pub(crate) static GIFTS: GroupSpec =
    GroupSpec { name: "gifts", doc: "Gifts.", file: "gifts.toml", methods: &[&LIST, &COUNT, &BROADCAST, &OPEN, &WRAP] };

static LIST: MethodSpec = MethodSpec {
    params: &[ParamSpec { switch: Some("extended"), ..param("ext", "flag") }, param("note", "string")],
    variants: &[variant("default", r#"["1"]"#), variant("extended", r#"[{"id": "1", "title": "Роза"}]"#)],
    ..method("gifts.list")
};

static COUNT: MethodSpec = MethodSpec { variants: &[], ..method("gifts.count") };

static BROADCAST: MethodSpec =
    MethodSpec { circuit: CircuitRule::Server, context: Context::None, ..method("gifts.broadcast") };

static OPEN: MethodSpec = MethodSpec { circuit: CircuitRule::Client, ..method("gifts.open") };

static WRAP: MethodSpec = MethodSpec {
    params: &[
        ParamSpec { required: true, either_of: Some("img"), ..param("img_url", "url") },
        ParamSpec { required: true, either_of: Some("img"), ..param("img_file", "file") },
    ],
    ..method("gifts.wrap")
};

/// An answer in one form.
const PLAIN: &[VariantSpec] = &[variant("default", "{}")];

const fn method(name: &'static str) -> MethodSpec {
    MethodSpec {
        name,
        doc: "",
        see: None,
        declared: None,
        verb: Verb::Get,
        end_point: None,
        circuit: CircuitRule::Any,
        context: Context::Session,
        effect: Effect::Read,
        scope: &[],
        errors: &[],
        evidence: Evidence::Inferred,
        result_evidence: Evidence::Inferred,
        params: &[],
        variants: PLAIN,
        page: None,
        fields: &[],
    }
}

const fn param(name: &'static str, ty: &'static str) -> ParamSpec {
    ParamSpec {
        name,
        doc: "",
        ty,
        required: false,
        switch: None,
        either_of: None,
        default: None,
        limits: Limits::NONE,
        evidence: Evidence::Inferred,
    }
}

const fn variant(name: &'static str, example: &'static str) -> VariantSpec {
    VariantSpec { name, returns: "any", example: Some(example) }
}
