//! What was seen of one method.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::choices::Together;
use super::infer;
use super::page::Pages;
use super::seen::Seen;
use super::walk::Deviation;
use crate::known::Scalar;
use crate::recording::Exchange;

/// More sets of switches than any method has.
const MOST_SETS: usize = 64;

#[derive(Debug, Default)]
pub(super) struct MethodSeen {
    pub(super) calls: u64,
    pub(super) server: u64,
    pub(super) post: u64,
    /// Calls without a session key, and those of them that name a user.
    pub(super) without_session: u64,
    pub(super) of_a_uid: u64,
    pub(super) callbacks: u64,
    pub(super) unread: u64,
    pub(super) months: BTreeSet<String>,
    /// In the order in which they were met.
    pub(super) params: Vec<(String, ParamSeen)>,
    pub(super) files: BTreeMap<String, u64>,
    pub(super) errors: BTreeMap<String, u64>,
    /// Answers by the parameters that were `1`.
    pub(super) answers: BTreeMap<BTreeSet<String>, Seen>,
    pub(super) deviations: BTreeMap<Deviation, u64>,
    /// Parameters of the spec whose values are of another type.
    pub(super) misfits: BTreeMap<String, u64>,
    pub(super) pages: Pages,
    pub(super) together: Together,
}

#[derive(Debug, Default)]
pub(super) struct ParamSeen {
    pub(super) calls: u64,
    pub(super) values: Seen,
}

impl ParamSeen {
    pub(super) fn scalar(&self, name: &str) -> Scalar {
        infer::scalar(&self.values.scalars, name)
    }

    /// Whether every value was 0 or 1.
    pub(super) fn is_switch(&self) -> bool {
        let scalars = &self.values.scalars;
        scalars.total() > 0 && scalars.flags == scalars.total() && self.values.absent == 0
    }
}

/// `1 exchange`, `12 exchanges`.
pub(super) fn counted(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

impl MethodSeen {
    pub(super) fn param(&self, name: &str) -> Option<&ParamSeen> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, param)| param)
    }

    /// Answers that were no errors.
    pub(super) fn answered(&self) -> u64 {
        self.calls - self.errors.values().sum::<u64>() - self.unread
    }

    /// `12 exchanges, 2026-11`.
    pub(super) fn evidence(&self) -> String {
        let months: Vec<&str> = self.months.iter().map(String::as_str).collect();
        let span = match months[..] {
            [] => String::new(),
            [one] => format!(", {one}"),
            [first, .., last] => format!(", {first} to {last}"),
        };
        format!("{}{span}", counted(self.calls, "exchange"))
    }

    pub(super) fn add(&mut self, exchange: &Exchange) {
        let request = &exchange.request;
        self.calls += 1;
        self.server += u64::from(request.secure);
        self.post += u64::from(request.verb == "POST");
        self.without_session += u64::from(!request.session);
        self.of_a_uid += u64::from(!request.session && exchange.parameter("uid").is_some());
        self.callbacks += u64::from(exchange.answer.callback);
        self.months.extend(Some(&exchange.month).filter(|month| !month.is_empty()).cloned());
        for parameter in &request.parameters {
            self.param_mut(&parameter.name).add(&parameter.value);
        }
        for file in &request.files {
            *self.files.entry(file.name.clone()).or_default() += 1;
        }
        match &exchange.answer.body {
            None => self.unread += 1,
            Some(body) => match body.get("error") {
                Some(error) => {
                    let code = error
                        .get("error_code")
                        .map_or_else(|| "none".to_owned(), |code| code.to_string().replace('"', ""));
                    *self.errors.entry(code).or_default() += 1;
                }
                None => self.answer(exchange, body),
            },
        }
    }

    fn answer(&mut self, exchange: &Exchange, body: &Value) {
        let on = exchange.request.parameters.iter().filter(|parameter| parameter.value == "1");
        let mut on: BTreeSet<String> = on.map(|parameter| parameter.name.clone()).collect();
        if self.answers.len() >= MOST_SETS && !self.answers.contains_key(&on) {
            on.clear();
        }
        self.answers.entry(on).or_default().add(body);
        self.pages.add(exchange);
        let request = &exchange.request;
        let names = request.parameters.iter().map(|parameter| &parameter.name);
        self.together.add(names.chain(request.files.iter().map(|file| &file.name)));
    }

    fn param_mut(&mut self, name: &str) -> &mut ParamSeen {
        let at = self.params.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.params.push((name.to_owned(), ParamSeen::default()));
            self.params.len() - 1
        });
        &mut self.params[at].1
    }
}

impl ParamSeen {
    fn add(&mut self, value: &str) {
        self.calls += 1;
        self.values.add_text(value);
    }
}
