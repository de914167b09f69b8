//! The platform without its wire: from the parameters of a call to an answer or a failure.
//!
//! A call passes the checks in a fixed order: the method, the application, the session, the signature (`caller.rs`), then
//! what the spec says of the method (`validate.rs`), among it what the user must have allowed (`permission.rs`). Then `methods`
//! answers it.

mod call;
mod caller;
mod catalogue;
mod customs;
pub(crate) mod elsewhere;
mod failure;
mod format;
mod permission;
pub(crate) mod validate;
mod value;

pub(crate) use call::Call;
pub(crate) use catalogue::Catalogue;
pub(crate) use customs::Customs;
pub(crate) use failure::Failure;
pub(crate) use format::Format;

use caller::Caller;
use serde_json::json;

use crate::application::Application;
use crate::clock::Clock;
use crate::faults::{Fault, FaultError, Faults};
use crate::methods;
use crate::parameters::Parameters;
use crate::replay::Replay;
use crate::sessions::{Session, Sessions, Tokens};
use crate::world::{Person, Shared};

/// Everything that answers are made of.
#[derive(Debug)]
pub(crate) struct Platform {
    pub(crate) application: Application,
    pub(crate) sessions: Sessions,
    pub(crate) clock: Clock,
    pub(crate) catalogue: Catalogue,
    pub(crate) world: Shared,
    /// `http://` and the address of the sandbox.
    pub(crate) origin: String,
    /// Recordings that answer in the place of the world.
    pub(crate) replay: Option<Replay>,
    /// The most items that a method with an offset returns.
    pub(crate) page_size: usize,
    pub(crate) customs: Customs,
    /// Of everybody.
    pub(crate) password: String,
}

impl Platform {
    /// The JSON text of the answer. `path_method` is the method that the address names besides the parameter.
    pub(crate) fn answer(&self, path_method: Option<&str>, parameters: &Parameters) -> Result<String, Failure> {
        if let Some(name) = parameters.repeated() {
            return Err(Failure::invalid(name, "is given more than once"));
        }
        let name = parameters.necessary("method")?;
        if path_method.is_some_and(|path| path != name) {
            return Err(Failure::invalid("method", "differs from the method in the path"));
        }
        if let Some(replay) = &self.replay {
            Caller::authorize(self, parameters)?;
            return replay.answer(name, parameters);
        }
        let spec = self.catalogue.served(name)?;
        let caller = Caller::authorize(self, parameters)?;
        methods::answer(&Call { spec, caller, parameters, platform: self })
    }

    /// Whether there is what a fault is for.
    pub(crate) fn check(&self, fault: &Fault) -> Result<(), FaultError> {
        match Faults::method(fault) {
            Some(name) if self.catalogue.method(name).is_none() => Err(FaultError::Method(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// Whom an e-mail address and a password belong to.
    pub(crate) fn log_in(&self, email: &str, password: &str) -> Option<Person> {
        self.world.read().person_by_email(email).filter(|_| password == self.password).cloned()
    }

    /// Opens a session of somebody who has just allowed the application to do this, and thereby installed it.
    pub(crate) fn consent(&self, session: Session) -> Tokens {
        let now = self.clock.now().as_secs();
        self.world.write().install(session.owner, &session.privileges, self.application.id, now);
        self.sessions.open(session)
    }

    /// The id behind the page `http://my.mail.ru/<domain>/<login>/`.
    pub(crate) fn look_up(&self, domain: &str, login: &str) -> Result<String, Failure> {
        let uid =
            self.world.read().by_page(domain, login).ok_or_else(|| Failure::parameter("there is no such page"))?;
        Ok(json!({ "uid": uid.to_string() }).to_string())
    }
}
