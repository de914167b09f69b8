//! What the spec says of a method, held against a call that is already known to be the application's own.

use mailru_sdk::spec::{Context, MethodSpec, ParamSpec};

use super::caller::Caller;
use super::{Call, Failure, Format, permission, value};
use crate::circuit::Circuit;
use crate::parameters::Parameters;
use crate::world::World;

pub(crate) fn call(call: &Call<'_>, world: &World) -> Result<(), Failure> {
    let Call { spec, caller, parameters, .. } = call;
    circuit(spec, caller)?;
    context(spec, caller)?;
    permission::check(call, world)?;
    self::parameters(spec, parameters)?;
    output(spec, parameters)
}

/// What the spec says of the parameters alone.
pub(crate) fn parameters(spec: &MethodSpec, parameters: &Parameters) -> Result<(), Failure> {
    required(spec, parameters)?;
    for param in spec.params {
        // Some clients send what was not set as an empty text.
        if let Some(text) = parameters.filled(param.name) {
            value::check(param, text)?;
        }
    }
    Ok(())
}

/// The reference names no code for the wrong circuit. The circuit is chosen by a parameter, so its value is what is wrong.
fn circuit(spec: &MethodSpec, caller: &Caller) -> Result<(), Failure> {
    if caller.circuit.obeys(spec.circuit) {
        return Ok(());
    }
    let problem = format!("does not fit: the circuit of '{}' is {}", spec.name, spec.circuit);
    Err(Failure::invalid("secure", &problem))
}

/// Only a server may name the acting user by `uid` alone.
fn context(spec: &MethodSpec, caller: &Caller) -> Result<(), Failure> {
    let acts = caller.session.is_some() || (caller.circuit == Circuit::Server && caller.user.is_some());
    match spec.context {
        Context::Optional | Context::None => Ok(()),
        Context::Session | Context::SessionOrUid if acts => Ok(()),
        Context::Session | Context::SessionOrUid => {
            Err(Failure::authorization(format!("'{}' needs the session of a user", spec.name)))
        }
    }
}

fn required(spec: &MethodSpec, parameters: &Parameters) -> Result<(), Failure> {
    for param in spec.params {
        let forms: Vec<&ParamSpec> = match param.either_of {
            Some(group) => spec.params.iter().filter(|other| other.either_of == Some(group)).collect(),
            None => vec![param],
        };
        match forms.iter().filter(|form| parameters.is_filled(form.name)).count() {
            0 if param.required => return Err(Failure::necessary(param.name)),
            0 | 1 => {}
            _ => return Err(Failure::invalid(param.name, "is given in more than one form")),
        }
    }
    Ok(())
}

fn output(spec: &MethodSpec, parameters: &Parameters) -> Result<(), Failure> {
    let is_one = |format: &str| ["json", "xml"].iter().any(|known| format.eq_ignore_ascii_case(known));
    if parameters.filled("format").is_some_and(|format| !is_one(format)) {
        return Err(Failure::invalid("format", "is neither json nor xml"));
    }
    if !Format::of(parameters).is_known(spec.name) {
        let problem = format!("asks for more than JSON: xml is not served by the sandbox for '{}'", spec.name);
        return Err(Failure::invalid("format", &problem));
    }
    if parameters.filled("cb").is_some() {
        return Err(Failure::invalid("cb", "asks for a script, which is not served by the sandbox"));
    }
    Ok(())
}
