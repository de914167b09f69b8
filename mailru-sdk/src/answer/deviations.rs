//! What an answer has that the spec does not say, told to those who listen.

use super::decode::Answer;
use crate::{
    codes::Code,
    error::Place,
    redact::message,
    types::read::{Deviating, DeviationKind, Notes, Told},
    wire::observe::Deviation,
};

/// What is told of a note. What no part of the spec declares is departed from by the method.
pub(super) fn deviation(
    method: &str,
    deviating: Deviating,
    of_method: Option<(&'static str, u32)>,
    clean: &impl Fn(&str) -> Box<str>,
) -> Deviation {
    let Deviating { kind, path, value, word, declared } = deviating;
    let place = Place { method: method.into(), path: clean(&path), declared: declared.or(of_method) };
    Deviation { place, kind, value, word: word.as_deref().map(clean) }
}

impl Answer<'_> {
    /// Tells what the reader noted, and what did not fit.
    pub(super) fn tell_deviations<'m>(&self, text: &str, notes: Notes, misfits: impl IntoIterator<Item = &'m Told>) {
        let deviations = notes.told(text, misfits);
        if deviations.is_empty() {
            return;
        }
        let secrets = self.secrets();
        let clean = |text: &str| -> Box<str> { message(text, &secrets).into() };
        for deviating in deviations {
            self.settings.deviations.tell(&deviation(self.method, deviating, self.spec.declared, &clean));
        }
    }

    /// Tells of an error code that the spec lacks.
    pub(super) fn tell_code(&self, code: Code) {
        if let Code::Unknown(number) = code
            && self.settings.deviations.are_heard()
        {
            let path = "error.error_code".into();
            let place = Place { method: self.method.into(), path, declared: self.spec.declared };
            let word = Some(number.to_string().into());
            self.settings.deviations.tell(&Deviation { place, kind: DeviationKind::Code, value: "a number", word });
        }
    }
}
