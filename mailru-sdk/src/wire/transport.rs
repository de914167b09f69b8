//! The way to the platform and back: one request goes out, one reply comes in.

use std::sync::OnceLock;

use reqwest::{
    Client, RequestBuilder, Url,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderValue, USER_AGENT},
    multipart::{Form, Part},
};
use secrecy::ExposeSecret as _;

use crate::{
    error::{ConfigError, TransportKind},
    spec::Effect,
    wire::{
        base_url::{is_loopback, is_secure},
        carrier::Carrier,
        client::Clients,
        failure::Failure,
        file::Upload,
        network::reach::Reach,
        outgoing::{Body, Outgoing, To},
        rate_limit::Turns,
        reply::Reply,
        request_body::RequestBody,
        retry::Budget,
        runtime::{self, Driver},
        settings::Settings,
    },
};

/// The status by which a proxy asks for a user name and password (RFC 9110, 15.5.8).
const PROXY_REFUSES: u16 = 407;

/// The settings of an application and its HTTP client, shared by all its sessions. The client is made at the first call.
#[derive(Debug)]
pub(crate) struct Http {
    settings: Settings,
    /// Whether the settings can be used; looked at once.
    checked: OnceLock<Result<(), ConfigError>>,
    clients: Clients,
    /// For services other than the platform.
    others: Clients,
    /// For what is on this machine.
    here: Clients,
    here_by_tls: Clients,
    /// The API's address, which only the query of a call is added to.
    api: OnceLock<Option<Url>>,
    /// Whether that is on this machine.
    api_is_here: OnceLock<bool>,
    budget: Budget,
    turns: Option<Turns>,
}

impl Default for Http {
    fn default() -> Self {
        Self::new(Settings::new())
    }
}

impl Http {
    pub(crate) fn new(settings: Settings) -> Self {
        let (budget, turns) = (Budget::new(settings.retry_budget), settings.limit.turns());
        let (clients, others) = (Clients::new(Reach::Platform), Clients::new(Reach::Services));
        let (here, here_by_tls) = (Clients::new(Reach::Here), Clients::new(Reach::HereByTls));
        let (checked, api, api_is_here) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { settings, checked, clients, others, here, here_by_tls, api, api_is_here, budget, turns }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// What calls wait for, if there is a rate limit.
    pub(crate) fn turns(&self) -> Option<&Turns> {
        self.turns.as_ref()
    }

    /// Whether the settings can be used.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        self.checked.get_or_init(|| self.settings.check()).clone()
    }

    /// The runtime that is here, if a call can be made in it.
    pub(crate) fn driver(&self) -> Result<Driver, ConfigError> {
        runtime::driver(cfg!(not(fuzzing)) && self.settings.transport.is_none())
    }

    /// Whether calls can be made at all; this sets TLS up, which signing needs not.
    pub(crate) fn check_client(&self) -> Result<(), ConfigError> {
        self.check()?;
        if self.settings.transport.is_some() {
            return Ok(());
        }
        self.clients.check(&self.settings, is_secure(&self.settings.api_url))
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
        let reply = match &self.settings.transport {
            Some(carrier) => self.carry(&**carrier, request, uploads).await?,
            None => self.ask(request, uploads, effect).await?,
        };
        // Only a proxy says so: the platform has not seen the request.
        if reply.status == PROXY_REFUSES { Err(Failure::new(TransportKind::Proxy)) } else { Ok(reply) }
    }

    /// Over the SDK's own connections.
    async fn ask(&self, request: &Outgoing, uploads: Vec<(String, Upload)>, effect: Effect) -> Result<Reply, Failure> {
        let driver = self.driver().map_err(Failure::Config)?;
        let secure = is_secure(&request.url);
        let clients = match (self.is_here(request), &request.to) {
            (true, _) if secure => &self.here_by_tls,
            (true, _) => &self.here,
            (false, To::Platform) => &self.clients,
            (false, To::Service(_)) => &self.others,
        };
        let client = clients.get(effect, &self.settings, secure, driver).map_err(Failure::Config)?;
        let builder = self.draft(&client, request, uploads)?;
        let reply = Reply::read(builder.send().await?, self.settings.body_limit).await;
        if effect == Effect::Write {
            clients.wrote(driver);
        }
        reply
    }

    /// Whether a request stays on this machine.
    fn is_here(&self, request: &Outgoing) -> bool {
        match self.after_api(&request.url) {
            Some(_) => *self.api_is_here.get_or_init(|| is_loopback(&self.settings.api_url)),
            None => is_loopback(&request.url),
        }
    }

    /// What stands behind the API's own address, of one that begins with it.
    fn after_api<'u>(&self, url: &'u str) -> Option<&'u str> {
        url.strip_prefix(self.settings.api_url.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('?'))
    }

    /// Through the program's own transport.
    async fn carry(
        &self,
        carrier: &dyn Carrier,
        request: &Outgoing,
        uploads: Vec<(String, Upload)>,
    ) -> Result<Reply, Failure> {
        let client = self.clients.writer().map_err(Failure::Config)?;
        let mut whole = http::Request::try_from(self.draft(&client, request, uploads)?.build()?)?.map(RequestBody::new);
        let agent = HeaderValue::try_from(self.settings.network.user_agent());
        whole.headers_mut().extend([
            (ACCEPT, HeaderValue::from_static("*/*")),
            // As the SDK's own client does, and for the same reason.
            (ACCEPT_ENCODING, HeaderValue::from_static("identity")),
            (USER_AGENT, agent.map_err(|_| Failure::new(TransportKind::Request))?),
        ]);
        carrier.carry(whole, self.settings.body_limit).await.map_err(|lost| lost.told(request))
    }

    fn draft(
        &self,
        client: &Client,
        request: &Outgoing,
        uploads: Vec<(String, Upload)>,
    ) -> Result<RequestBuilder, Failure> {
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
        Ok(match &request.to {
            To::Service(Some(token)) => builder.bearer_auth(token.expose_secret()),
            To::Platform | To::Service(None) => builder,
        })
    }

    /// Where a request goes. The API's own address is read once, and what was signed needs no escaping: reading it again would
    /// cost more than signing did.
    fn address(&self, request: &Outgoing) -> Result<Url, Failure> {
        let api = self.api.get_or_init(|| Url::parse(&self.settings.api_url).ok());
        if let (Some(api), Some(rest)) = (api, self.after_api(&request.url)) {
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
