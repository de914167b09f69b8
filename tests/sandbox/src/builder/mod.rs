//! The choices that one can make before a sandbox starts, and their defaults. Those about its clients are in `clients.rs`,
//! those about logins and sessions in `logins.rs`, those about OAuth Mail in `mail.rs`.

mod clients;
mod logins;
mod mail;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use mailru_sdk::spec::GroupSpec;

use crate::application::Application;
use crate::clock::Clock;
use crate::error::StartError;
use crate::faults::{Fault, Faults};
use crate::generator::Generator;
use crate::http::Front;
use crate::log::{self, Log, Observer, RecordedRequest};
use crate::oauth::{Oauth, Settings};
use crate::oauth_mail::{self, OauthMail};
use crate::pages::Visitors;
use crate::platform::{Catalogue, Customs, Platform};
use crate::replay::Replay;
use crate::sandbox::Sandbox;
use crate::sessions::{Lifecycle, Session, Sessions};
use crate::world::{OWNERS_PRIVILEGES, Shared, World, scenario};

/// A sandbox that has not started yet; made by [`Sandbox::builder`].
#[derive(Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    port: u16,
    app_id: u64,
    private_key: Option<String>,
    secret_key: Option<String>,
    seed: u64,
    page_size: usize,
    groups: Vec<&'static GroupSpec>,
    real_time: bool,
    lifecycle: Lifecycle,
    oauth: Settings,
    oauth_mail: oauth_mail::Settings,
    faults: Vec<Fault>,
    log_limit: usize,
    observer: Observer<RecordedRequest>,
    deprecated: BTreeSet<String>,
    scenario: Option<String>,
    customs: Customs,
    front: Front,
    recordings: Option<PathBuf>,
    matching: BTreeMap<String, BTreeSet<String>>,
}

impl SandboxBuilder {
    pub(crate) fn new() -> Self {
        let groups = mailru_sdk::api::GROUPS.to_vec();
        Self {
            port: 0,
            app_id: 423_004,
            private_key: None,
            secret_key: None,
            seed: 1,
            page_size: 100,
            groups,
            real_time: false,
            lifecycle: Lifecycle { lifetime: Duration::from_hours(24), rotates: true },
            oauth: Settings::default(),
            oauth_mail: oauth_mail::Settings::default(),
            faults: Vec::new(),
            log_limit: log::MOST,
            observer: Observer::default(),
            deprecated: BTreeSet::new(),
            scenario: None,
            customs: Customs::default(),
            front: Front::default(),
            recordings: None,
            matching: BTreeMap::new(),
        }
    }

    /// The port of 127.0.0.1 to listen on; by default, and for 0, the system chooses one that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The application's id; 423004 by default.
    pub fn app_id(mut self, app_id: u64) -> Self {
        self.app_id = app_id;
        self
    }

    /// The application's private key; 32 hexadecimal digits made from the seed by default. An empty one is an error of
    /// [`start`](Self::start).
    pub fn private_key(mut self, private_key: impl Into<String>) -> Self {
        self.private_key = Some(private_key.into());
        self
    }

    /// The application's secret key; 32 hexadecimal digits made from the seed by default. An empty one is an error of
    /// [`start`](Self::start).
    pub fn secret_key(mut self, secret_key: impl Into<String>) -> Self {
        self.secret_key = Some(secret_key.into());
        self
    }

    /// The seed of the world, of its users' ids and of keys and tokens; 1 by default. The same seed gives the same world.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Describes another world than that of the seed, in JSON: who there is, who knows whom, and what they have. The README has an
    /// example and the list of its members. What is wrong with it is an error of [`start`](Self::start).
    pub fn scenario(mut self, json: impl Into<String>) -> Self {
        self.scenario = Some(json.into());
        self
    }

    /// The most items that one call of a method with an `offset` returns, at least 1; 100 by default. The platform's own number is
    /// unknown.
    pub fn page_size(mut self, page_size: usize) -> Self {
        self.page_size = page_size;
        self
    }

    /// Serves one more group of methods, such as one that your own crate declares. Its methods are answered with the
    /// examples of the spec.
    ///
    /// Methods of a service other than the platform are at [`service_url`](Sandbox::service_url), where
    /// [`settings`](Sandbox::settings) lead, and check what a call shows: a signature, or a token in the query or in the header. Which
    /// tokens such a service takes nobody knows; here they are the access tokens of OAuth Mail. Errors have the form of the spec.
    pub fn group(mut self, group: &'static GroupSpec) -> Self {
        self.groups.push(group);
        self
    }

    /// Serves a method no longer, such as `mobile.getCanvas`: it is error 4. Each further call adds one more.
    pub fn deprecated(mut self, method: impl Into<String>) -> Self {
        self.deprecated.insert(method.into());
        self
    }

    /// Answers calls from recordings, a file or a folder of them, instead of from the world: from those of the same method with the same
    /// parameters, in their order when there are several. A parameter whose value was invented for the recording takes any value of
    /// its form, and from then on that one. Applications, sessions and signatures are checked as always. A call that no recording
    /// fits is error 2, which names the nearest one. What cannot be read is an error of [`start`](Self::start).
    pub fn recordings(mut self, path: impl Into<PathBuf>) -> Self {
        self.recordings = Some(path.into());
        self
    }

    /// Looks only at these parameters when a call of the method is matched with [recordings](Self::recordings); by default at all.
    pub fn match_by<P: Into<String>>(
        mut self,
        method: impl Into<String>,
        parameters: impl IntoIterator<Item = P>,
    ) -> Self {
        self.matching.entry(method.into()).or_default().extend(parameters.into_iter().map(Into::into));
        self
    }

    /// Lets the [clock](Sandbox::clock) run with the system's; by default it stands still until it is moved.
    pub fn real_time(mut self, runs: bool) -> Self {
        self.real_time = runs;
        self
    }

    /// Lets something go wrong from the start, besides what earlier calls asked for.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// How many REST requests the sandbox remembers, at least 1; 10,000 by default. Of more, and of more than 128 MiB with
    /// their files, the oldest are forgotten, which [`Sandbox::forgotten_requests`] counts.
    pub fn log_limit(mut self, requests: usize) -> Self {
        self.log_limit = requests;
        self
    }

    /// Calls the function for each REST request when it has been answered and before the client has the answer. A further
    /// call replaces the function. It should be quick: the sandbox waits for it.
    ///
    /// ```
    /// let sandbox = mailru_sandbox::Sandbox::builder().on_request(|request| {
    ///     if let Some(explanation) = request.signature_explanation() {
    ///         eprintln!("{explanation}");
    ///     }
    /// });
    /// ```
    pub fn on_request(mut self, observe: impl Fn(&RecordedRequest) + Send + Sync + 'static) -> Self {
        self.observer = Observer::new(observe);
        self
    }

    /// Starts to listen. The server runs on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When the port cannot be had, or something that the builder was given is not right.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        for (which, key) in [("private key", &self.private_key), ("secret key", &self.secret_key)] {
            if key.as_ref().is_some_and(String::is_empty) {
                return Err(StartError::EmptyKey { which });
            }
        }
        // Drawn in any case: keys of one's own leave the token as it was.
        let mut keys = Generator::new(self.seed, "keys");
        let (private_key, secret_key, access, refresh) = (keys.hex(), keys.hex(), keys.hex(), keys.hex());
        let (world, deprecated) = match &self.scenario {
            Some(text) => scenario::read(text, self.seed, self.app_id)?,
            None => (World::new(self.seed, self.app_id), Vec::new()),
        };
        let deprecated = self.deprecated.into_iter().chain(deprecated).collect();
        let catalogue = Catalogue::new(self.groups, deprecated).map_err(StartError::unknown_method)?;
        let clock = if self.real_time { Clock::running() } else { Clock::standing() };
        let sessions = Sessions::new(self.seed, clock.clone(), self.lifecycle);
        let privileges = OWNERS_PRIVILEGES.map(str::to_owned).into();
        let first = sessions.open_as(Session { owner: world.owner(), privileges }, access, refresh);
        let password = keys.hex()[..12].to_owned();
        let oauth = Oauth::new(self.seed, clock.clone(), self.oauth);
        let oauth_mail = OauthMail::new(self.seed, clock.clone(), self.oauth_mail);
        let platform = Platform {
            application: Application {
                id: self.app_id,
                private_key: self.private_key.unwrap_or(private_key),
                secret_key: self.secret_key.unwrap_or(secret_key),
            },
            sessions,
            clock,
            catalogue,
            world: Shared::new(world),
            origin: String::new(),
            replay: self.recordings.map(|path| Replay::read(&path, self.matching)).transpose()?,
            page_size: self.page_size.max(1),
            customs: self.customs,
            password,
        };
        let faults = Faults::new(self.seed);
        for fault in self.faults {
            platform.check(&fault)?;
            faults.inject(fault);
        }
        Sandbox::listen(
            (self.port, self.front),
            platform,
            (oauth, oauth_mail, Visitors::new(self.seed)),
            faults,
            first,
            Log::new(self.log_limit, self.observer),
        )
        .await
    }
}
