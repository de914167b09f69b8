//! Methods and parameters as data, with as little as they can have, for tests that need one that no spec declares.

use mailru_sdk::spec::{CircuitRule, Context, Effect, Evidence, Limits, MethodSpec, ParamSpec, Verb};

/// A method without parameters that reads, of either circuit.
#[must_use]
pub const fn method(name: &'static str) -> MethodSpec {
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
        variants: &[],
        page: None,
        fields: &[],
    }
}

/// A parameter that may be absent, and has no bounds.
#[must_use]
pub const fn param(name: &'static str, ty: &'static str) -> ParamSpec {
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
