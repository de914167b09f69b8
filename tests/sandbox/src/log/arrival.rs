//! A request to one of the services that give tokens: as it arrives, and what of it is kept. What it is answered with is decided in
//! `oauth` and `oauth_mail`, which add that to what is kept.

use crate::parameters::Parameters;

/// A request as it arrives, and what faults make of it.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) verb: String,
    /// `None` when they could not be read.
    pub(crate) parameters: Option<Parameters>,
    pub(crate) is_carried_out: bool,
    /// The status that a fault answers with.
    pub(crate) status: Option<u16>,
    pub(crate) faults: Vec<String>,
}

/// What is kept of it. The parameters hold passwords, codes, tokens and keys.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) verb: String,
    pub(crate) parameters: Parameters,
    pub(crate) is_carried_out: bool,
    pub(crate) status: u16,
    pub(crate) faults: Vec<String>,
}

impl Arrival {
    /// With the status that was decided on, unless a fault answered.
    pub(crate) fn kept(self, status: u16) -> Kept {
        Kept {
            verb: self.verb,
            parameters: self.parameters.unwrap_or_default(),
            is_carried_out: self.is_carried_out,
            status: self.status.unwrap_or(status),
            faults: self.faults,
        }
    }
}

impl Kept {
    /// About how much memory it takes, in bytes.
    pub(crate) fn size(&self) -> usize {
        let faults: usize = self.faults.iter().map(|fault| fault.len() + 24).sum();
        256 + self.verb.len() + faults + self.parameters.size()
    }
}

/// What a request with a member `kept` shows of it to a test.
macro_rules! shows_what_is_kept {
    () => {
        /// The HTTP verb, `GET` or `POST`.
        #[must_use]
        pub fn verb(&self) -> &str {
            &self.kept.verb
        }

        /// The HTTP status of the answer, or what a fault made of it; 0 when it closed the connection before that.
        #[must_use]
        pub fn status(&self) -> u16 {
            self.kept.status
        }

        /// The faults that hit the request, as the header `x-sandbox-fault` would name them, such as `status=503`.
        #[must_use]
        pub fn faults(&self) -> &[String] {
            &self.kept.faults
        }

        /// All parameters, decoded, in the order of arrival: query string first, then body. They hold secrets.
        #[must_use]
        pub fn parameters(&self) -> &[(String, String)] {
            self.kept.parameters.pairs()
        }

        /// The value of one parameter, decoded. It may be a secret.
        #[must_use]
        pub fn parameter(&self, name: &str) -> Option<&str> {
            self.kept.parameters.get(name)
        }
    };
}

pub(crate) use shows_what_is_kept;
