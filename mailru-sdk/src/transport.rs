//! The way to the platform and back: the only file that names the HTTP client.
//!
//! No redirects are followed and no `Referer` is sent, since both would carry a signed request somewhere else.

use std::{fmt, net::IpAddr, sync::OnceLock, time::SystemTime};

use bytes::Bytes;
use reqwest::{
    Client, Response, Url,
    header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER},
    multipart::{Form, Part},
    redirect::Policy,
    retry,
};

#[cfg(feature = "rustls")]
use crate::tls;
use crate::{
    Settings,
    error::{ConfigError, Error, TransportError, TransportKind},
    rate_limit::Queue,
    request::{Body, PreparedRequest, Upload},
    retry::{Budget, Seconds, Trouble, retry_after},
};

/// The settings of an application and its HTTP client, shared by all its sessions. The client is made at the first call.
#[derive(Debug)]
pub(crate) struct Http {
    settings: Settings,
    /// Whether the settings can be used; looked at once.
    checked: OnceLock<Result<(), ConfigError>>,
    client: OnceLock<Result<Client, ConfigError>>,
    /// The API's address, which only the query of a call is added to.
    api: OnceLock<Option<Url>>,
    budget: Budget,
    queue: Option<Queue>,
}

/// An answer: any status, the whole body.
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    #[cfg(fuzzing)]
    pub(crate) fn scripted(status: u16, body: Vec<u8>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The pause that the platform asks for.
    pub(crate) fn retry_after(&self) -> Option<Seconds> {
        let text = |name| self.headers.get(name).and_then(|value| value.to_str().ok());
        retry_after(text(RETRY_AFTER)?, text(DATE), SystemTime::now())
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }
}

/// A failure that does not know yet which call it belongs to.
pub(crate) enum Failure {
    Config(ConfigError),
    Transport { kind: TransportKind, source: Option<reqwest::Error> },
}

impl Failure {
    pub(crate) fn new(kind: TransportKind) -> Self {
        Self::Transport { kind, source: None }
    }

    /// How far the request got; `None` when there was none.
    pub(crate) fn kind(&self) -> Option<TransportKind> {
        match self {
            Self::Transport { kind, .. } => Some(*kind),
            Self::Config(_) => None,
        }
    }

    /// What it means for another attempt.
    pub(crate) fn trouble(&self) -> Trouble {
        self.kind().map_or(Trouble::Lasting, Trouble::from)
    }

    pub(crate) fn in_call(self, method: &str) -> Error {
        match self {
            Self::Config(error) => error.into(),
            Self::Transport { kind, source } => {
                let error = TransportError::new(kind, method);
                // The address holds the session key and the signature.
                source.map(reqwest::Error::without_url).into_iter().fold(error, TransportError::because).into()
            }
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        let kind = if error.is_connect() {
            TransportKind::Connect
        } else if error.is_builder() {
            TransportKind::Request
        } else {
            TransportKind::Interrupted
        };
        Self::Transport { kind, source: Some(error) }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self::new(Settings::new())
    }
}

impl Http {
    pub(crate) fn new(settings: Settings) -> Self {
        let (budget, queue) = (Budget::new(settings.retry_budget), settings.rate_limit.map(Queue::new));
        Self { settings, checked: OnceLock::new(), client: OnceLock::new(), api: OnceLock::new(), budget, queue }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// The queue of the rate limit, if there is one.
    pub(crate) fn queue(&self) -> Option<&Queue> {
        self.queue.as_ref()
    }

    /// Whether the settings can be used.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        self.checked.get_or_init(|| self.settings.check()).clone()
    }

    /// Whether calls can be made at all; this sets TLS up, which signing needs not.
    pub(crate) fn check_client(&self) -> Result<(), ConfigError> {
        self.client().map(drop)
    }

    fn client(&self) -> Result<&Client, ConfigError> {
        self.check()?;
        self.client.get_or_init(|| build(&self.settings)).as_ref().map_err(Clone::clone)
    }

    /// Sends a signed request and reads the whole answer, whatever its status is.
    pub(crate) async fn send(
        &self,
        request: &PreparedRequest,
        uploads: Vec<(String, Upload)>,
    ) -> Result<Reply, Failure> {
        #[cfg(fuzzing)]
        if let Some(reply) = crate::fuzzing::next() {
            return Ok(reply);
        }
        let client = self.client().map_err(Failure::Config)?;
        let builder = match &request.body {
            Body::None => client.get(self.address(request)?),
            Body::Form(form) => client
                .post(self.address(request)?)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.clone()),
            Body::Multipart { fields, .. } => {
                client.post(self.address(request)?).multipart(multipart(fields, uploads)?)
            }
        };
        let mut response = builder.send().await?;
        let body = read(&mut response, self.settings.body_limit).await?;
        Ok(Reply { status: response.status().as_u16(), headers: std::mem::take(response.headers_mut()), body })
    }

    /// Where a request goes. The API's own address is read once, and what was signed needs no escaping: reading it again would
    /// cost more than signing did.
    fn address(&self, request: &PreparedRequest) -> Result<Url, Failure> {
        let api_url = &self.settings.api_url;
        let api = self.api.get_or_init(|| Url::parse(api_url).ok());
        if let (Some(api), Some(rest)) = (api, request.url.strip_prefix(api_url.as_str()))
            && (rest.is_empty() || rest.starts_with('?'))
        {
            let mut url = api.clone();
            url.set_query(rest.strip_prefix('?'));
            return Ok(url);
        }
        Url::parse(&request.url).map_err(|_| Failure::new(TransportKind::Request))
    }
}

fn multipart(fields: &[(String, String)], uploads: Vec<(String, Upload)>) -> Result<Form, Failure> {
    let mut form = Form::new();
    for (name, value) in fields {
        form = form.text(name.clone(), value.clone());
    }
    for (name, upload) in uploads {
        let (file_name, media_type, length) = (upload.name.clone(), upload.media_type.clone(), upload.length);
        let part = Part::stream_with_length(reqwest::Body::wrap_stream(upload.pieces()), length);
        form = form.part(name, part.file_name(file_name).mime_str(&media_type)?);
    }
    Ok(form)
}

/// Reads a body of up to `limit` bytes.
async fn read(response: &mut Response, limit: usize) -> Result<Bytes, Failure> {
    let announced = response.content_length().unwrap_or(0);
    let announced = usize::try_from(announced).unwrap_or(usize::MAX);
    let too_large = || Failure::new(TransportKind::TooLarge(limit));
    if announced > limit {
        return Err(too_large());
    }
    // Most answers come in one piece, which is taken as it is.
    let (mut first, mut whole) = (Bytes::new(), Vec::new());
    while let Some(chunk) = response.chunk().await? {
        let length = first.len().max(whole.len());
        if length + chunk.len() > limit {
            return Err(too_large());
        }
        if length == 0 {
            first = chunk;
            continue;
        }
        if whole.is_empty() {
            whole.extend_from_slice(&first);
        }
        // The announced length is a claim; the more of it has come, the more memory is taken for the rest.
        whole.reserve(announced.saturating_sub(length).min(4 * length).max(chunk.len()));
        whole.extend_from_slice(&chunk);
    }
    Ok(if whole.is_empty() { first } else { whole.into() })
}

fn build(settings: &Settings) -> Result<Client, ConfigError> {
    let mut builder = Client::builder()
        .connect_timeout(settings.connect_timeout)
        .redirect(Policy::none())
        // What is sent again, and how often, is for `retry` alone to say.
        .retry(retry::never().max_retries_per_request(0))
        .referer(false)
        .user_agent(concat!("mailru-sdk/", env!("CARGO_PKG_VERSION")));
    if is_loopback(&settings.api_url) {
        // A proxy of the environment cannot reach a server on this machine.
        builder = builder.no_proxy();
    }
    #[cfg(feature = "rustls")]
    {
        let urls = [&settings.api_url, &settings.oauth_url, &settings.token_url];
        builder = builder.tls_backend_preconfigured(tls::config(urls.iter().any(|url| !url.starts_with("http://")))?);
    }
    builder.build().map_err(|error| ConfigError::Tls(error.without_url().to_string().into()))
}

fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}
