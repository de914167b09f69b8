//! Authorization codes: handed to a redirect address, and exchanged for tokens once. The exchange is in `grant.rs`.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use super::lock;
use super::pkce::Challenge;
use super::tokens::Grant;
use crate::clock::Clock;
use crate::generator::Generator;

/// How long a code may be exchanged. The service's own time is not known.
const LIFETIME: Duration = Duration::from_mins(10);

/// What a code stands for.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) grant: Grant,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<Challenge>,
}

/// The codes that nobody has exchanged yet.
#[derive(Debug)]
pub(super) struct Codes {
    clock: Clock,
    issued: Mutex<Issued>,
}

#[derive(Debug)]
struct Issued {
    generator: Generator,
    codes: HashMap<String, (Code, Duration)>,
}

impl Codes {
    pub(super) fn new(seed: u64, clock: Clock) -> Self {
        let issued = Issued { generator: Generator::new(seed, "mail codes"), codes: HashMap::new() };
        Self { clock, issued: Mutex::new(issued) }
    }

    pub(super) fn issue(&self, code: Code) -> String {
        let now = self.clock.now();
        let mut issued = lock(&self.issued);
        issued.codes.retain(|_, (_, end)| now < *end);
        let name = issued.generator.hex();
        issued.codes.insert(name.clone(), (code, now.saturating_add(LIFETIME)));
        name
    }

    /// Only the application that it was made for spends a code, but then whatever else is wrong.
    pub(super) fn spend(&self, name: &str, client_id: &str) -> Option<Code> {
        let mut issued = lock(&self.issued);
        issued.codes.get(name).filter(|(code, _)| code.grant.client_id == client_id)?;
        let (code, end) = issued.codes.remove(name)?;
        (self.clock.now() < end).then_some(code)
    }
}
