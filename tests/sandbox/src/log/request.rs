//! One request as it was understood, and how it was answered.

use std::fmt;

use crate::circuit::Circuit;
use crate::explain::{SignatureExplanation, Signer, mask};
use crate::parameters::{FilePart, Parameters};

/// A request to the REST endpoint that was answered. `Debug` shows neither the signature nor the session key.
#[derive(Clone)]
pub struct RecordedRequest {
    pub(crate) verb: String,
    pub(crate) path: String,
    pub(crate) parameters: Parameters,
    pub(crate) status: u16,
    pub(crate) error_code: Option<i64>,
    pub(crate) faults: Vec<String>,
    pub(crate) signer: Option<Signer>,
    pub(crate) base_string: Option<String>,
    pub(crate) explanation: Option<SignatureExplanation>,
}

impl RecordedRequest {
    /// The HTTP verb, `GET` or `POST`.
    #[must_use]
    pub fn verb(&self) -> &str {
        &self.verb
    }

    /// The path of the address, without the query string.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value of the parameter `method`, such as `friends.get`.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.parameter("method")
    }

    /// The circuit that the request chose by `secure`.
    #[must_use]
    pub fn circuit(&self) -> Circuit {
        Circuit::of(&self.parameters)
    }

    /// All parameters, `sig` and repeated ones included, decoded, in the order of arrival: query string first, then body.
    ///
    /// Empty when they could not be read at all, as when a value is not UTF-8.
    #[must_use]
    pub fn parameters(&self) -> &[(String, String)] {
        self.parameters.pairs()
    }

    /// The value of one parameter, decoded.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name)
    }

    /// The files of a multipart form.
    #[must_use]
    pub fn files(&self) -> &[FilePart] {
        self.parameters.files()
    }

    /// The HTTP status of the answer; 0 when a fault closed the connection before it.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The `error_code` of the answer, when it was a failure.
    #[must_use]
    pub fn error_code(&self) -> Option<i64> {
        self.error_code
    }

    /// The faults that hit the request, as the header `x-sandbox-fault` would name them, such as `status=503`.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// The text that had to be signed, keys and session key masked, as in [`SignatureExplanation`]; `None` when the request
    /// does not say enough, as with an unknown session.
    #[must_use]
    pub fn base_string(&self) -> Option<&str> {
        self.base_string.as_deref()
    }

    /// Why the signature is wrong, when the answer was error 104.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), mailru_sandbox::StartError> {
    /// let sandbox = mailru_sandbox::Sandbox::start().await?;
    /// // ... let your program make its calls, then look at what was wrong with them.
    /// for request in sandbox.requests() {
    ///     if let Some(explanation) = request.signature_explanation() {
    ///         panic!("{explanation}");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn signature_explanation(&self) -> Option<&SignatureExplanation> {
        self.explanation.as_ref()
    }
}

impl RecordedRequest {
    /// About how much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        let base_string = self.base_string.as_ref().map_or(0, String::len);
        let explanation = self.explanation.as_ref().map_or(0, SignatureExplanation::size);
        let faults: usize = self.faults.iter().map(|fault| fault.len() + 24).sum();
        512 + self.path.len() + faults + self.parameters.size() + base_string + explanation
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let masked = |(name, value): &(String, String)| {
            (name.clone(), if mask::is_secret(name) { format!("{{{name}}}") } else { value.clone() })
        };
        let parameters: Vec<(String, String)> = self.parameters().iter().map(masked).collect();
        let files: Vec<&str> = self.files().iter().map(|file| file.name.as_str()).collect();
        f.debug_struct("RecordedRequest")
            .field("verb", &self.verb)
            .field("path", &self.path)
            .field("parameters", &parameters)
            .field("files", &files)
            .field("status", &self.status)
            .field("error_code", &self.error_code)
            .field("faults", &self.faults)
            .field("explanation", &self.explanation)
            .finish_non_exhaustive()
    }
}
