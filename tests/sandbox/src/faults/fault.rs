//! One fault as it is asked for: what goes wrong, for which requests, and how often. Which requests it has hit is kept in
//! `mod.rs`, how it is written as a text in `text.rs`.

use std::sync::Arc;
use std::time::Duration;

use crate::gate::{Barrier, Gate};
use crate::oauth_mail::Endpoint;

/// Something that goes wrong between a client and the platform.
///
/// A fault hits every call of the REST API until it is cleared, unless it is narrowed down. What hits a request is decided when
/// it arrives, fault by fault in the order in which they were injected. Waiting and expiry add up; of the faults that decide
/// about the answer the first one wins, and the others wait for the next request.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), mailru_sandbox::StartError> {
/// use std::time::Duration;
///
/// use mailru_sandbox::{Fault, Sandbox};
///
/// let sandbox = Sandbox::start().await?;
/// // The next two calls are refused by something in front of the platform.
/// sandbox.inject(Fault::status(503).retry_after(Duration::from_secs(2)).times(2));
/// // The third post is written, but nobody hears of it.
/// sandbox.inject(Fault::drop().carried_out().on("stream.post").skip(2).times(1));
/// // A quarter of the look-ups of people, chosen by the seed, meet the limit of calls.
/// sandbox.inject(Fault::error(201).on("users.getInfo").probability(0.25));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a fault does nothing until it is injected"]
pub struct Fault {
    pub(super) kind: Kind,
    pub(super) carried_out: bool,
    pub(super) target: Target,
    pub(super) skip: usize,
    pub(super) times: Option<usize>,
    pub(super) probability: f64,
}

/// What goes wrong.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Latency(Duration),
    Held(Arc<Barrier>),
    Expiry,
    Status { code: u16, retry_after: Option<Duration> },
    Error(i64),
    Html,
    Drop,
    Cut,
    Truncated,
    Malformed,
    ContentType(String),
    Padding { bytes: u64, announced: bool },
}

/// Which requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The REST API, whatever the method.
    Calls,
    /// One of its methods.
    Method(String),
    /// The token endpoint.
    Token,
    /// The public look-up.
    LookUp,
    /// An endpoint of OAuth Mail.
    Mail(Endpoint),
}

/// The words for requests that are no calls.
const TOKEN: &str = "token";
const LOOK_UP: &str = "lookup";
const MAIL: &str = "oauth.mail.ru/";

impl Target {
    pub(super) fn of(word: String) -> Self {
        let mail = |name: &str| Endpoint::ALL.into_iter().find(|endpoint| endpoint.name() == name);
        match word.as_str() {
            TOKEN => Self::Token,
            LOOK_UP => Self::LookUp,
            _ => word.strip_prefix(MAIL).and_then(mail).map_or(Self::Method(word), Self::Mail),
        }
    }

    /// What [`of`](Self::of) reads; `None` for all calls.
    pub(super) fn word(&self) -> Option<String> {
        Some(match self {
            Self::Calls => return None,
            Self::Method(method) => method.clone(),
            Self::Token => TOKEN.to_owned(),
            Self::LookUp => LOOK_UP.to_owned(),
            Self::Mail(endpoint) => format!("{MAIL}{}", endpoint.name()),
        })
    }
}

impl Fault {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, carried_out: false, target: Target::Calls, skip: 0, times: None, probability: 1.0 }
    }

    /// Waits in real time before the call is carried out, or before it is answered. In tests [`held`](Self::held) is better.
    pub fn latency(time: Duration) -> Self {
        Self::new(Kind::Latency(time))
    }

    /// Holds calls at a gate until the test opens it, before they are carried out or before they are answered. A call that
    /// the client gives up before it was carried out never happened.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), mailru_sandbox::StartError> {
    /// use mailru_sandbox::{Fault, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await?;
    /// let (fault, gate) = Fault::held();
    /// sandbox.inject(fault.on("users.getInfo"));
    /// // ... make calls, `gate.arrived(1).await`, look at what the client does meanwhile.
    /// gate.release();
    /// # Ok(())
    /// # }
    /// ```
    pub fn held() -> (Self, Gate) {
        let (barrier, gate) = Gate::new();
        (Self::new(Kind::Held(barrier)), gate)
    }

    /// Ends the session of the call, which is error 102 then; with [`carried_out`](Self::carried_out) it succeeds, and its
    /// session ends behind it. At a token endpoint all sessions of its service end. Refresh tokens go on working.
    pub fn expiry() -> Self {
        Self::new(Kind::Expiry)
    }

    /// Answers with this HTTP status and a page in HTML, as a proxy does whose platform is away: 500, 502, 503, 429.
    pub fn status(code: u16) -> Self {
        Self::new(Kind::Status { code, retry_after: None })
    }

    /// Answers with an error of the platform, such as 1, 3 or 201, or of OAuth Mail, such as 6.
    pub fn error(code: i64) -> Self {
        Self::new(Kind::Error(code))
    }

    /// Answers with a page in HTML and status 200.
    pub fn html() -> Self {
        Self::new(Kind::Html)
    }

    /// Closes the connection without a byte of an answer.
    pub fn drop() -> Self {
        Self::new(Kind::Drop)
    }

    /// Closes the connection in the middle of the body, whose length was announced. The call is carried out.
    pub fn cut() -> Self {
        Self::new(Kind::Cut)
    }

    /// Answers with the first half of the JSON as if it were all. The call is carried out.
    pub fn truncated() -> Self {
        Self::new(Kind::Truncated)
    }

    /// Answers with JSON that is broken at its beginning. The call is carried out.
    pub fn malformed() -> Self {
        Self::new(Kind::Malformed)
    }

    /// Answers under another `Content-Type`. The call is carried out. What no header can hold becomes `text/plain`.
    pub fn content_type(media_type: impl Into<String>) -> Self {
        Self::new(Kind::ContentType(media_type.into()))
    }

    /// Answers with a body that goes on for as many bytes of white space behind the JSON, and is still right. It is made as it
    /// is sent, in chunks. The call is carried out.
    pub fn padding(bytes: u64) -> Self {
        Self::new(Kind::Padding { bytes, announced: false })
    }

    /// Adds `Retry-After` to the answer of [`status`](Self::status), in whole seconds. Other faults stay as they are.
    pub fn retry_after(mut self, time: Duration) -> Self {
        if let Kind::Status { retry_after, .. } = &mut self.kind {
            *retry_after = Some(time);
        }
        self
    }

    /// Announces the length of the body of [`padding`](Self::padding) instead of sending chunks. Other faults stay as they
    /// are.
    pub fn announced(mut self) -> Self {
        if let Kind::Padding { announced, .. } = &mut self.kind {
            *announced = true;
        }
        self
    }

    /// Lets the call be carried out first: what it writes is written, only the answer is lost, late or another one. Faults
    /// that spoil the answer itself are so anyway.
    pub fn carried_out(mut self) -> Self {
        self.carried_out = true;
        self
    }

    /// Hits calls of this method only. As in a fault that is a text, `token` is the token endpoint, `lookup` the public look-up, and
    /// `oauth.mail.ru/token`, `oauth.mail.ru/userinfo` and `oauth.mail.ru/revoke` are the endpoints of OAuth Mail.
    pub fn on(mut self, method: impl Into<String>) -> Self {
        self.target = Target::of(method.into());
        self
    }

    /// Hits the token endpoint instead of calls.
    pub fn on_tokens(mut self) -> Self {
        self.target = Target::Token;
        self
    }

    /// Hits the public look-up instead of calls.
    pub fn on_lookups(mut self) -> Self {
        self.target = Target::LookUp;
        self
    }

    /// Lets as many requests pass that it would hit.
    pub fn skip(mut self, requests: usize) -> Self {
        self.skip = requests;
        self
    }

    /// Hits as many requests, and is over then.
    pub fn times(mut self, requests: usize) -> Self {
        self.times = Some(requests);
        self
    }

    /// Hits a request by chance, the same ones for the same seed and order: never for 0, always for 1, beyond which nothing
    /// is more.
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }
}

impl Fault {
    /// Whether it decides what the client gets, so that there can be one such fault for a request.
    pub(crate) fn decides(&self) -> bool {
        self.kind.decides()
    }
}

impl Kind {
    pub(crate) fn decides(&self) -> bool {
        !matches!(self, Self::Latency(_) | Self::Held(_) | Self::Expiry)
    }

    /// Whether it needs the answer that it spoils.
    pub(super) fn spoils(&self) -> bool {
        let spoilt = matches!(self, Self::Cut | Self::Truncated | Self::Malformed);
        spoilt || matches!(self, Self::ContentType(_) | Self::Padding { .. })
    }
}
