//! What is refused: a value beyond its limits when it is set, a request that makes no sense as a whole before it is sent.

use crate::{
    circuit::Circuit,
    error::{CircuitError, Error},
    request::value::Value,
    session::{Acting, Keys},
    spec::{Auth, CircuitRule, Context, Limits},
};

use super::{Draft, elsewhere::Way};

/// Names that the SDK alone writes.
const OWN_NAMES: [&str; 4] = ["app_id", "method", "session_key", "sig"];

/// What speaks against sending a value of a parameter with these limits.
pub(super) fn value_problem(value: &Value<'_>, limits: &Limits) -> Option<String> {
    if let Some(number) = value.number() {
        return match (limits.min, limits.max) {
            (Some(min), _) if number < min.into() => Some(format!("is less than {min}")),
            (_, Some(max)) if number > max.into() => Some(format!("is greater than {max}")),
            _ => None,
        };
    }
    if let Some(fraction) = value.fraction() {
        return fraction_problem(fraction, limits);
    }
    // Bytes first: counting characters is only needed for texts that might be too long.
    let (text, limit) = (value.text()?, limits.max_len?);
    (text.len() > limit && text.chars().count() > limit).then(|| format!("is longer than {limit} characters"))
}

#[expect(clippy::cast_precision_loss, reason = "people write limits that are small enough")]
fn fraction_problem(number: f64, limits: &Limits) -> Option<String> {
    match (limits.min, limits.max) {
        _ if !number.is_finite() => Some("is not a finite number".to_owned()),
        (Some(min), _) if number < min as f64 => Some(format!("is less than {min}")),
        (_, Some(max)) if number > max as f64 => Some(format!("is greater than {max}")),
        _ => None,
    }
}

/// What speaks against sending a list of so many items.
pub(super) fn list_problem(items: usize, limits: &Limits) -> Option<String> {
    let most = limits.max_items.filter(|most| items > *most)?;
    Some(format!("has {items} items, and at most {most} are allowed"))
}

/// What speaks against sending a parameter that is added by its name.
pub(super) fn added_problem(name: &str, value: &Value<'_>, auth: Auth) -> Option<&'static str> {
    let own_names: &[&str] = match auth {
        Auth::Signature => &OWN_NAMES,
        Auth::TokenQuery => &["access_token"],
        Auth::Bearer | Auth::None => &[],
    };
    if value.fraction().is_some_and(|number| !number.is_finite()) {
        Some("is not a finite number")
    } else if name.is_empty() {
        Some("has no name")
    } else if own_names.contains(&name) {
        Some("is written by the SDK itself")
    } else {
        None
    }
}

impl<'a> Draft<'a> {
    /// Refuses what could only be refused by the platform, or worse, be misunderstood by it.
    ///
    /// Whom it goes to comes out of it, and the keys to sign with, if the call is signed.
    pub(crate) fn check(&self) -> Result<Way<'a>, Error> {
        let keys = self.check_session()?;
        if let Some(end_point) = &self.spec.end_point {
            self.core.http.settings().check_end_point(end_point)?;
        }
        if self.method.is_empty() {
            return Err(self.mistake("method", "has no name").into());
        }
        if let Some(problem) = self.problems.first().or(self.too_long.as_ref()) {
            return Err(problem.clone().into());
        }
        if let Some(keys) = keys {
            self.check_signed(keys)?;
        }
        self.check_files()?;
        match (&self.spec.end_point, self.elsewhere, keys) {
            (None, _, Some(keys)) => Ok(Way::Platform(keys)),
            (Some(end_point), Some(elsewhere), keys) => Ok(Way::Elsewhere(elsewhere, end_point, keys)),
            _ => Err(self.mistake("method", "is of another service, and was not called by its own builder").into()),
        }
    }

    /// The keys of a call that is signed. A session key of the platform goes to no other service, and no other token to the platform.
    fn check_session(&self) -> Result<Option<&'a Keys>, Error> {
        let method = || self.method.into();
        match self.spec.auth() {
            Auth::Signature => {
                let keys = self.core.check()?;
                keys.ok_or_else(|| CircuitError::Unsigned { method: method() }.into()).map(Some)
            }
            Auth::TokenQuery | Auth::Bearer if self.core.is_signing() => {
                Err(CircuitError::NoToken { method: method() }.into())
            }
            Auth::TokenQuery | Auth::Bearer => Ok(self.core.check()?),
            Auth::None => self.core.http.check().map(|()| None).map_err(Error::from),
        }
    }

    fn check_signed(&self, keys: &Keys) -> Result<(), Error> {
        let actual = keys.circuit();
        let needed = match self.spec.circuit {
            CircuitRule::Any => actual,
            CircuitRule::Client => Circuit::Client,
            CircuitRule::Server => Circuit::Server,
        };
        if needed != actual {
            return Err(CircuitError::WrongCircuit { method: self.method.into(), needed, actual }.into());
        }
        let needs_user = matches!(self.spec.context, Context::Session | Context::SessionOrUid);
        if needs_user && matches!(self.core.acting, Acting::Nobody) {
            return Err(CircuitError::NoUser { method: self.method.into() }.into());
        }
        self.check_absent_user()?;
        self.check_secure(actual)
    }

    /// Beside a file each parameter is a part of its own, whose name stands between quotes.
    fn check_files(&self) -> Result<(), Error> {
        let mut alone = true;
        for (name, file) in self.carried() {
            alone = false;
            if let Some(problem) = file.problem() {
                return Err(self.mistake(name, problem).into());
            }
        }
        let unquotable = |name: &&String| name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'));
        match self.extra.iter().map(|(name, _)| name).find(unquotable) {
            Some(name) if !alone => {
                let problem =
                    "has a quote, a backslash or a control character in its name, which cannot stand beside a file";
                Err(self.mistake(name, problem).into())
            }
            _ => Ok(()),
        }
    }

    /// On the wire, an absent user and a `uid` of the method's own are one and the same parameter. Where the method means somebody
    /// else by it, only a session key can say who acts.
    fn check_absent_user(&self) -> Result<(), Error> {
        let Acting::Absent(user) = &self.core.acting else { return Ok(()) };
        // Of a method that the spec does not know nobody can say what it means.
        if self.spec.context == Context::SessionOrUid || self.spec.name.is_empty() {
            return Ok(());
        }
        let own = self.place("uid").map(|index| &self.slots[index]);
        let mut other = false;
        for value in own.into_iter().chain(self.added("uid")) {
            value.with_text(|text| other |= text != user.to_string());
        }
        if !other {
            return Ok(());
        }
        let problem = "is somebody else than the absent user of the session, whom the platform would not be told";
        Err(self.mistake("uid", problem).into())
    }

    /// An added `secure` that contradicts the circuit would make the platform check the signature with the other key.
    fn check_secure(&self, circuit: Circuit) -> Result<(), Error> {
        let Some(value) = self.added("secure") else { return Ok(()) };
        let expected = match circuit {
            Circuit::Client => "0",
            Circuit::Server => "1",
        };
        let mut agrees = false;
        value.with_text(|text| agrees = text == expected);
        if agrees {
            return Ok(());
        }
        Err(self.mistake("secure", format!("contradicts the session, which is of the {circuit} circuit")).into())
    }
}
