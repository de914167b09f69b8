//! What was recorded, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::learn::walk::{Deviation, What};
use crate::recording::Exchange;

/// How much was recorded. `Display` writes the summary that the binary ends with.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Summary {
    /// Calls of the API that were answered and kept.
    pub calls: u64,
    /// Exchanges with the token endpoint that were kept.
    pub grants: u64,
    /// Everything else that passed and was not kept, such as pages.
    pub others: u64,
    /// Requests to which no answer came.
    pub unanswered: u64,
    /// Exchanges that could not be written.
    pub lost: u64,
    /// Calls by method.
    pub methods: BTreeMap<String, u64>,
    /// Places where answers were not what the spec says, as the lines told them.
    pub deviations: BTreeSet<String>,
    /// Members among them that the spec lacks.
    pub new_members: usize,
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    summary: Summary,
    deviations: BTreeSet<(String, Deviation)>,
    pub(super) others: u64,
    pub(super) unanswered: u64,
    pub(super) lost: u64,
}

impl Tally {
    pub(super) fn add(&mut self, exchange: &Exchange, deviations: Vec<Deviation>) {
        match &exchange.request.method {
            _ if exchange.request.grant.is_some() => self.summary.grants += 1,
            method => {
                let name = method.as_deref().unwrap_or("no method");
                self.summary.calls += 1;
                *self.summary.methods.entry(name.to_owned()).or_default() += 1;
                self.deviations.extend(deviations.into_iter().map(|deviation| (name.to_owned(), deviation)));
            }
        }
    }

    pub(super) fn summary(&self) -> Summary {
        let is_new = |(_, deviation): &&(String, Deviation)| matches!(deviation.what, What::Member(_));
        Summary {
            others: self.others,
            unanswered: self.unanswered,
            lost: self.lost,
            deviations: self.deviations.iter().map(|(method, deviation)| format!("{method} {deviation}")).collect(),
            new_members: self.deviations.iter().filter(is_new).count(),
            ..self.summary.clone()
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { calls, grants, others, unanswered, lost, methods, deviations, new_members } = self;
        write!(
            f,
            "{calls} calls of {} methods, {grants} grants; {new_members} new members, {} deviations",
            methods.len(),
            deviations.len()
        )?;
        for (count, what) in
            [(others, "not kept, as no calls"), (unanswered, "without an answer"), (lost, "that could not be written")]
        {
            if *count > 0 {
                write!(f, "; {count} {what}")?;
            }
        }
        methods.iter().try_for_each(|(method, calls)| write!(f, "\n{calls:>7} {method}"))?;
        deviations.iter().try_for_each(|deviation| write!(f, "\n  {deviation}"))
    }
}
