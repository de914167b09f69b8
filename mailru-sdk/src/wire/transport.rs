//! The way to the platform and back: one request goes out, one reply comes in.

use std::sync::OnceLock;

use reqwest::{
    Url,
    header::CONTENT_TYPE,
    multipart::{Form, Part},
};
use secrecy::ExposeSecret as _;

use crate::{
    error::{ConfigError, TransportKind},
    spec::Effect,
    wire::{
        client::{Clients, Reach},
        failure::Failure,
        file::Upload,
        outgoing::{Body, Outgoing, To},
        rate_limit::Queue,
        reply::Reply,
        retry::Budget,
        settings::Settings,
    },
};

/// The settings of an application and its HTTP client, shared by all its sessions. The client is made at the first call.
#[derive(Debug)]
pub(crate) struct Http {
    settings: Settings,
    /// Whether the settings can be used; looked at once.
    checked: OnceLock<Result<(), ConfigError>>,
    clients: Clients,
    /// For services other than the platform.
    others: Clients,
    /// The API's address, which only the query of a call is added to.
    api: OnceLock<Option<Url>>,
    budget: Budget,
    queue: Option<Queue>,
}

impl Default for Http {
    fn default() -> Self {
        Self::new(Settings::new())
    }
}

impl Http {
    pub(crate) fn new(settings: Settings) -> Self {
        let (budget, queue) = (Budget::new(settings.retry_budget), settings.rate_limit.map(Queue::new));
        let (clients, others) = (Clients::new(Reach::Platform), Clients::new(Reach::Services));
        Self { settings, checked: OnceLock::new(), clients, others, api: OnceLock::new(), budget, queue }
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
        self.check()?;
        self.clients.get(Effect::Read, &self.settings).map(drop)
    }

    /// Sends a signed request and reads the whole answer, whatever its status is.
    pub(crate) async fn send(
        &self,
        request: &Outgoing,
        uploads: Vec<(String, Upload)>,
        effect: Effect,
    ) -> Result<Reply, Failure> {
        #[cfg(fuzzing)]
        if let Some(reply) = crate::wire::fuzzing::next() {
            return Ok(reply);
        }
        self.check().map_err(Failure::Config)?;
        let clients = match &request.to {
            To::Platform => &self.clients,
            To::Service(_) => &self.others,
        };
        let client = clients.get(effect, &self.settings).map_err(Failure::Config)?;
        let mut builder = match &request.body {
            Body::None => client.get(self.address(request)?),
            Body::Form(form) => client
                .post(self.address(request)?)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.clone()),
            Body::Multipart { fields, .. } => {
                client.post(self.address(request)?).multipart(multipart(fields, uploads)?)
            }
        };
        if let To::Service(Some(token)) = &request.to {
            builder = builder.bearer_auth(token.expose_secret());
        }
        let reply = Reply::read(builder.send().await?, self.settings.body_limit).await;
        if effect == Effect::Write {
            clients.wrote();
        }
        reply
    }

    /// Where a request goes. The API's own address is read once, and what was signed needs no escaping: reading it again would
    /// cost more than signing did.
    fn address(&self, request: &Outgoing) -> Result<Url, Failure> {
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
    // Names go as they are: `name*=` is for no server to read (RFC 7578, 4.2).
    let mut form = Form::new().percent_encode_noop();
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
