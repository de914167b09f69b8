//! What faults do to a request on its way in and to its answer on the way out. Which faults hit it is decided in `faults`.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};

use super::{Service, body};
use crate::faults::{Fault, Hit, Kind};

/// Faults for the request that it comes with, separated by commas.
pub(super) const HEADER: &str = "x-sandbox-fault";

/// How many faults one request may ask for. There are fewer kinds.
const MOST: usize = 16;

/// In the extensions of an answer that is not to be sent: the connection is closed instead.
#[derive(Debug, Clone, Copy)]
pub(super) struct HangUp;

/// The faults that hit one request.
#[derive(Debug)]
pub(super) struct Struck {
    hits: Vec<Hit>,
    subject: Subject,
}

/// Whose session a fault may end.
#[derive(Debug)]
pub(super) enum Subject {
    /// That of a call; all of the platform's where there is none.
    Session(Option<String>),
    /// That of an access token of OAuth Mail; all of that service's where there is none.
    Mail(Option<String>),
}

/// The faults that a request asks for by its header.
pub(super) fn asked(headers: &HeaderMap) -> Result<Vec<Fault>, String> {
    let mut faults = Vec::new();
    for value in headers.get_all(HEADER) {
        let text = value.to_str().map_err(|_| format!("header '{HEADER}' is not ASCII"))?;
        for fault in text.split(',') {
            let fault = fault.parse().and_then(Fault::of_one_request);
            faults.push(fault.map_err(|error| format!("header '{HEADER}': {error}"))?);
        }
    }
    if faults.len() > MOST {
        return Err(format!("header '{HEADER}' has more than {MOST} faults"));
    }
    if faults.iter().filter(|fault| fault.decides()).count() > 1 {
        return Err(format!("header '{HEADER}' has two faults that decide about the answer"));
    }
    Ok(faults)
}

impl Struck {
    pub(super) fn by(hits: Vec<Hit>, subject: Subject) -> Self {
        Self { hits, subject }
    }

    /// The faults as texts, for the log.
    pub(super) fn names(&self) -> Vec<String> {
        self.hits.iter().map(|hit| hit.name.clone()).collect()
    }

    /// Whether the request does what it asks for, whatever its sender hears of it.
    pub(super) fn is_carried_out(&self) -> bool {
        self.decision().is_none_or(|hit| hit.carried_out)
    }

    /// The status that the client sees instead of the platform's, 0 for none.
    pub(super) fn status(&self) -> Option<u16> {
        match self.decision()?.kind {
            Kind::Status { code, .. } => Some(code),
            Kind::Error(_) => Some(400),
            Kind::Html => Some(200),
            Kind::Drop => Some(0),
            _ => None,
        }
    }

    /// The error code that the client sees instead of the platform's.
    pub(super) fn error_code(&self) -> Option<i64> {
        match self.decision()?.kind {
            Kind::Error(code) => Some(code),
            _ => None,
        }
    }

    /// What happens before the request is carried out.
    pub(super) async fn arrive(&self, service: &Service) {
        self.pass(service, false).await;
    }

    /// What happens before it is answered.
    pub(super) async fn leave(&self, service: &Service) {
        self.pass(service, true).await;
    }

    async fn pass(&self, service: &Service, carried_out: bool) {
        for hit in self.hits.iter().filter(|hit| hit.carried_out == carried_out) {
            match &hit.kind {
                Kind::Latency(time) => tokio::time::sleep(*time).await,
                Kind::Held(barrier) => barrier.pass().await,
                Kind::Expiry => match &self.subject {
                    Subject::Session(Some(key)) => service.platform.sessions.end(key),
                    Subject::Session(None) => service.platform.sessions.expire(),
                    Subject::Mail(token) => service.oauth_mail.expire(token.as_deref()),
                },
                _ => {}
            }
        }
    }

    /// What the client gets in place of the answer, or the answer. `failure` writes an error in the form of whatever was asked.
    pub(super) async fn answer(&self, answer: Response, failure: impl FnOnce(i64) -> Response) -> Response {
        let Some(hit) = self.decision() else { return answer };
        match &hit.kind {
            Kind::Status { code, retry_after } => {
                let mut page = page(StatusCode::from_u16(*code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
                if let Some(time) = retry_after {
                    // The header has whole seconds, and nobody is to come too early.
                    let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
                    page.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
                }
                page
            }
            Kind::Error(code) => failure(*code),
            Kind::Html => page(StatusCode::OK),
            Kind::Drop => {
                let mut nothing = Response::default();
                nothing.extensions_mut().insert(HangUp);
                nothing
            }
            _ => spoilt(&hit.kind, answer).await,
        }
    }

    fn decision(&self) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.kind.decides())
    }
}

/// A page as proxies have them.
fn page(status: StatusCode) -> Response {
    let title = if status == StatusCode::OK { "Technical works".to_owned() } else { status.to_string() };
    let html = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         <hr><center>sandbox</center>\r\n</body>\r\n</html>\r\n"
    );
    (status, Html(html)).into_response()
}

async fn spoilt(kind: &Kind, answer: Response) -> Response {
    let (mut head, whole) = answer.into_parts();
    // It was made from a text, so reading it cannot fail.
    let whole = to_bytes(whole, usize::MAX).await.unwrap_or_default();
    let body = match kind {
        Kind::Truncated => Body::from(half(&whole)),
        Kind::Malformed => Body::from(malformed(&whole)),
        Kind::Cut => {
            head.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
            body::broken_off(half(&whole))
        }
        Kind::Padding { bytes, announced } => {
            if *announced {
                head.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.saturating_add(whole.len() as u64)));
            }
            body::padded(whole, *bytes)
        }
        Kind::ContentType(media_type) => {
            let value = HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("text/plain"));
            head.headers.insert(CONTENT_TYPE, value);
            Body::from(whole)
        }
        _ => Body::from(whole),
    };
    Response::from_parts(head, body)
}

/// A beginning that is no JSON, or no XML: half of a list, of an object or of an element; of anything else nothing.
fn half(whole: &Bytes) -> Bytes {
    if [b"[", b"{", b"<"].iter().any(|begin| whole.starts_with(*begin)) {
        whole.slice(..whole.len() / 2)
    } else {
        Bytes::new()
    }
}

/// With a comma where neither JSON nor XML can have one.
fn malformed(whole: &Bytes) -> Vec<u8> {
    let begin = usize::from(whole.starts_with(b"[") || whole.starts_with(b"{"));
    [&whole[..begin], b",", &whole[begin..]].concat()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Bytes, half, malformed};

    #[test]
    fn no_spoilt_answer_is_json() {
        for answer in ["[]", "{}", "[1,2]", r#"{"a":[1]}"#, "1234", "\"text\"", "null", ""] {
            let answer = Bytes::from_static(answer.as_bytes());
            assert!(serde_json::from_slice::<Value>(&half(&answer)).is_err(), "{answer:?}");
            assert!(serde_json::from_slice::<Value>(&malformed(&answer)).is_err(), "{answer:?}");
        }
    }
}
