//! A request in the making: which method, which parameters. Every generated builder is a thin shell around one.

use std::{fmt, time::Duration};

use crate::{
    circuit::Circuit,
    error::{CircuitError, Error, ParamError},
    request::{File, PreparedRequest, Value, prepared::Body},
    retry::RetryPolicy,
    session::{Acting, Core, Keys, Ticket},
    sign::{Common, Params},
    spec::{CircuitRule, Context, Limits, MethodSpec, PageRule, Verb},
};

/// A request in the making.
///
/// Not part of the documented surface: generated builders use it.
#[doc(hidden)]
#[must_use]
#[derive(Clone)]
pub struct Draft<'a> {
    core: &'a Core,
    /// The name on the wire; of a dynamic call it may be unknown to the spec.
    method: &'a str,
    spec: &'static MethodSpec,
    verb: Verb,
    /// One place for each parameter of the method, in the order of the spec.
    slots: Vec<Value<'a>>,
    /// Parameters that the spec does not know, sorted by name.
    extra: Vec<(String, Value<'a>)>,
    timeout: Option<Duration>,
    retry: Option<Box<RetryPolicy>>,
    /// The list that pages split is too long for one call.
    too_long: Option<ParamError>,
    /// Parameters that cannot be sent, the first one first. Setters have no `Result`, so they are kept until the call is made, or
    /// until the parameter is set again.
    problems: Vec<ParamError>,
}

/// Names that the SDK alone writes.
const OWN_NAMES: [&str; 4] = ["app_id", "method", "session_key", "sig"];

impl<'a> Draft<'a> {
    pub(crate) fn with_name(core: &'a Core, method: &'a str, spec: &'static MethodSpec) -> Self {
        Self {
            core,
            method,
            spec,
            verb: spec.verb,
            slots: vec![Value::ABSENT; spec.params.len()],
            extra: Vec::new(),
            timeout: None,
            retry: None,
            too_long: None,
            problems: Vec::new(),
        }
    }

    pub fn new<K>(api: &'a crate::Api<K>, spec: &'static MethodSpec) -> Self {
        Self::with_name(api.session().core(), spec.name, spec)
    }

    /// Sets the parameter at that place of the spec, if its value is within its limits.
    pub fn set<T: Into<Value<'a>>>(&mut self, index: usize, value: T) {
        self.forget(index);
        self.put(index, value.into());
    }

    /// Sets a comma list.
    pub fn set_list<T: Into<Value<'static>>>(&mut self, index: usize, items: impl IntoIterator<Item = T>) {
        let mut list = CommaList::default();
        for item in items {
            item.into().with_text(|text| list.push(text));
        }
        self.put_list(index, list);
    }

    /// Sets a comma list of texts.
    pub fn set_texts(&mut self, index: usize, items: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut list = CommaList::default();
        for item in items {
            list.push(item.as_ref());
        }
        self.put_list(index, list);
    }

    fn put_list(&mut self, index: usize, list: CommaList) {
        let CommaList { text, items, ambiguous } = list;
        self.forget(index);
        if ambiguous {
            self.refuse(index, "has an item with a comma, which would be read as two items".into());
        }
        let param = &self.spec.params[index];
        let most = param.limits.max_items.filter(|most| items > *most);
        let problem = most.map(|most| format!("has {items} items, and at most {most} are allowed"));
        match (&self.spec.page, problem) {
            (Some(PageRule::Batch { param: split }), problem) if *split == param.name => {
                self.too_long = problem.map(|problem| self.mistake(param.name, problem));
            }
            (_, Some(problem)) => self.refuse(index, problem),
            (_, None) => {}
        }
        self.put(index, text.into());
    }

    /// Takes a parameter back, because another one of the same choice is set.
    pub fn clear(&mut self, index: usize) {
        self.slots[index] = Value::ABSENT;
    }

    /// Chooses the response variant that the parameter at that place switches on.
    pub fn switch(&mut self, index: usize) {
        self.put(index, true.into());
    }

    fn put(&mut self, index: usize, value: Value<'a>) {
        let limits = &self.spec.params[index].limits;
        if let Some(number) = value.number() {
            match (limits.min, limits.max) {
                (Some(min), _) if number < min.into() => self.refuse(index, format!("is less than {min}")),
                (_, Some(max)) if number > max.into() => self.refuse(index, format!("is greater than {max}")),
                _ => {}
            }
        }
        if let Some(problem) = value.fraction().and_then(|number| fraction_problem(number, limits)) {
            self.refuse(index, problem);
        }
        if let (Some(text), Some(limit)) = (value.text(), limits.max_len) {
            // Bytes first: counting characters is only needed for texts that might be too long.
            if text.len() > limit && text.chars().count() > limit {
                self.refuse(index, format!("is longer than {limit} characters"));
            }
        }
        self.slots[index] = value;
    }

    /// Adds a parameter by its wire name, replacing one of that name.
    pub fn param(&mut self, name: impl Into<String>, value: impl Into<Value<'a>>) {
        self.add(name.into(), value.into());
    }

    fn add(&mut self, name: String, value: Value<'a>) {
        if value.fraction().is_some_and(|number| !number.is_finite()) {
            self.refuse_name(&name, "is not a finite number".into());
        } else if name.is_empty() {
            self.refuse_name(&name, "has no name".into());
        } else if OWN_NAMES.contains(&name.as_str()) {
            self.refuse_name(&name, "is written by the SDK itself".into());
        } else {
            match self.extra.binary_search_by(|(other, _)| other.as_str().cmp(&name)) {
                Ok(at) => self.extra[at].1 = value,
                Err(at) => self.extra.insert(at, (name, value)),
            }
        }
    }

    /// The place of a parameter that a page rule names; the macro has made sure that there is one.
    fn place(&self, name: &str) -> Option<usize> {
        self.spec.params.iter().position(|param| param.name == name)
    }

    /// The number that a parameter is set to, by its setter or by its name.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        let added = self.extra.iter().find(|(other, _)| other == name).map(|(_, value)| value);
        let mut number = None;
        added.or(self.slots.get(self.place(name)?))?.with_text(|text| number = text.parse().ok());
        number
    }

    /// Sets a parameter for the next page, whoever set it before.
    pub(crate) fn set_by_name(&mut self, name: &str, value: Value<'a>) {
        self.extra.retain(|(other, _)| other != name);
        if let Some(index) = self.place(name) {
            self.slots[index] = value;
        }
    }

    /// Splits a comma list into parts that are short enough for one call, the first one last. Without a list there is one part,
    /// which is absent too; an empty list has no parts.
    pub(crate) fn take_batches(&mut self, name: &str) -> Vec<Value<'static>> {
        let Some(index) = self.place(name) else { return Vec::new() };
        self.too_long = None;
        let slot = std::mem::replace(&mut self.slots[index], Value::ABSENT);
        let added = self.extra.iter().position(|(other, _)| other == name).map(|place| self.extra.remove(place).1);
        let list = added.unwrap_or(slot);
        let (Some(text), Some(limit)) = (list.text(), self.spec.params[index].limits.max_items) else {
            return vec![list.into_owned()];
        };
        if text.is_empty() {
            return Vec::new();
        }
        let items: Vec<_> = text.split(',').collect();
        items.chunks(limit.max(1)).rev().map(|part| part.join(",").into()).collect()
    }

    pub fn timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(Box::new(policy));
    }

    pub(crate) fn verb(&mut self, verb: Verb) {
        self.verb = verb;
    }

    /// What is wrong with a parameter is mended by setting it again.
    fn forget(&mut self, index: usize) {
        let name = self.spec.params[index].name;
        self.problems.retain(|problem| problem.name() != name);
    }

    fn refuse(&mut self, index: usize, problem: String) {
        self.refuse_name(self.spec.params[index].name, problem);
    }

    fn refuse_name(&mut self, name: &str, problem: String) {
        let mistake = self.mistake(name, problem);
        self.problems.push(mistake);
    }

    pub(crate) fn mistake(&self, name: &str, problem: String) -> ParamError {
        ParamError { method: self.method.into(), name: name.into(), problem: problem.into() }
    }

    pub(crate) fn core(&self) -> &'a Core {
        self.core
    }

    pub(crate) fn method(&self) -> &'a str {
        self.method
    }

    pub(crate) fn spec(&self) -> &'static MethodSpec {
        self.spec
    }

    pub(crate) fn time_limit(&self) -> Duration {
        self.timeout.unwrap_or(self.core.http.settings().timeout)
    }

    pub(crate) fn retry_policy(&self) -> RetryPolicy {
        self.retry.as_deref().copied().unwrap_or(self.core.http.settings().retry)
    }

    /// Signs the request, if nothing speaks against sending it.
    ///
    /// # Errors
    /// [`Error::Param`], [`Error::Circuit`] or [`Error::Config`] with what does.
    pub fn prepare(&self) -> Result<PreparedRequest, Error> {
        let (keys, ticket) = (self.check()?, self.core.ticket());
        let mut prepared = self.signed(keys, ticket.as_ref());
        let (common, params) = self.parts(keys, ticket.as_ref());
        prepared.base_string = params.base_string(&common);
        Ok(prepared)
    }

    /// Hands over what writes the signed parameters as they are sent; for the benchmarks.
    ///
    /// # Errors
    /// [`Error::Config`] when there is no key to sign with.
    pub fn with_signer<R>(&self, work: impl FnOnce(&dyn Fn() -> String) -> R) -> Result<R, Error> {
        let ticket = self.core.ticket();
        let (common, params) = self.parts(self.core.check()?, ticket.as_ref());
        Ok(work(&|| {
            let mut text = String::new();
            params.sign(&common, &mut text);
            text
        }))
    }

    /// The signed request without its base string, which only people need.
    pub(crate) fn signed(&self, keys: &Keys, ticket: Option<&Ticket>) -> PreparedRequest {
        let (common, params) = self.parts(keys, ticket);
        let api_url = &self.core.http.settings().api_url;
        let mut text = String::new();
        let files = self.files();
        let (url, body) = match self.verb {
            _ if !files.is_empty() => {
                (api_url.clone(), Body::Multipart { fields: params.signed_fields(&common), files })
            }
            Verb::Get => {
                text.reserve(api_url.len() + 1);
                text.push_str(api_url);
                text.push('?');
                params.sign(&common, &mut text);
                (text, Body::None)
            }
            Verb::Post => {
                params.sign(&common, &mut text);
                (api_url.clone(), Body::Form(text))
            }
        };
        PreparedRequest { url, body, base_string: String::new() }
    }

    /// The files among the parameters, with their names on the wire.
    fn files(&self) -> Vec<(String, File)> {
        let slots = self.spec.params.iter().map(|param| param.name).zip(&self.slots);
        let extra = self.extra.iter().map(|(name, value)| (name.as_str(), value));
        slots
            .chain(extra)
            .filter_map(|(name, value)| value.file().map(|file| (name.to_owned(), file.clone())))
            .collect()
    }

    fn parts<'s>(&'s self, keys: &'s Keys, ticket: Option<&'s Ticket>) -> (Common<'s>, Params<'s>) {
        let (session_key, uid) = match &self.core.acting {
            _ if self.spec.context == Context::None => (None, None),
            Acting::Session(_) => (ticket.map(|ticket| ticket.tokens.expose_access_token()), None),
            Acting::Absent(uid) => (None, Some(*uid)),
            Acting::Nobody => (None, None),
        };
        let common = Common { app_id: self.core.app_id, method: self.method, keys, session_key, uid };
        (common, Params { fields: self.spec.fields, slots: &self.slots, extra: &self.extra })
    }

    /// Refuses what could only be refused by the platform, or worse, be misunderstood by it.
    pub(crate) fn check(&self) -> Result<&'a Keys, Error> {
        let keys = self.core.check()?;
        if self.method.is_empty() {
            return Err(self.mistake("method", "has no name".to_owned()).into());
        }
        if let Some(problem) = self.problems.first().or(self.too_long.as_ref()) {
            return Err(problem.clone().into());
        }
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
        self.check_secure(actual)?;
        Ok(keys)
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
        let added = self.extra.iter().find(|(name, _)| name == "uid").map(|(_, value)| value);
        let mut other = false;
        for value in own.into_iter().chain(added) {
            value.with_text(|text| other |= text != user.to_string());
        }
        if !other {
            return Ok(());
        }
        let problem =
            "is somebody else than the absent user of the session, whom the platform would not be told".to_owned();
        Err(self.mistake("uid", problem).into())
    }

    /// An added `secure` that contradicts the circuit would make the platform check the signature with the other key.
    fn check_secure(&self, circuit: Circuit) -> Result<(), Error> {
        let Some((_, value)) = self.extra.iter().find(|(name, _)| name == "secure") else {
            return Ok(());
        };
        let expected = match circuit {
            Circuit::Client => "0",
            Circuit::Server => "1",
        };
        let mut agrees = false;
        value.with_text(|text| agrees = text == expected);
        if agrees {
            return Ok(());
        }
        let problem = format!("contradicts the session, which is of the {circuit} circuit").into();
        Err(ParamError { method: self.method.into(), name: "secure".into(), problem }.into())
    }
}

/// What speaks against sending a fraction.
#[expect(clippy::cast_precision_loss, reason = "people write limits that are small enough")]
fn fraction_problem(number: f64, limits: &Limits) -> Option<String> {
    match (limits.min, limits.max) {
        _ if !number.is_finite() => Some("is not a finite number".to_owned()),
        (Some(min), _) if number < min as f64 => Some(format!("is less than {min}")),
        (_, Some(max)) if number > max as f64 => Some(format!("is greater than {max}")),
        _ => None,
    }
}

/// A list as it goes over the wire, where nothing can be escaped.
#[derive(Default)]
struct CommaList {
    text: String,
    items: usize,
    /// An item holds a comma itself.
    ambiguous: bool,
}

impl CommaList {
    fn push(&mut self, item: &str) {
        if self.items > 0 {
            self.text.push(',');
        }
        self.items += 1;
        self.ambiguous |= item.contains(',');
        self.text.push_str(item);
    }
}

/// Names the parameters that are set and shows none of their values.
impl fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = self.spec.params.iter().zip(&self.slots).filter(|(_, value)| !value.is_absent());
        let names = set.map(|(param, _)| param.name).chain(self.extra.iter().map(|(name, _)| name.as_str()));
        f.debug_struct("Draft")
            .field("method", &self.method)
            .field("params", &names.collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
