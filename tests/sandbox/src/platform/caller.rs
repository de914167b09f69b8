//! Who calls: the application, the session and the signature of a request, checked in that order.

use super::{Failure, Platform};
use crate::circuit::Circuit;
use crate::explain::Signer;
use crate::parameters::Parameters;
use crate::sessions::Session;
use crate::signature::{self, Key};

/// A caller whose signature is right.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) circuit: Circuit,
    /// The session, when there is one.
    pub(crate) session: Option<Session>,
    /// The user on whose behalf the call runs: the owner of the session, else the one named by the common `uid`.
    pub(crate) user: Option<u64>,
}

impl Caller {
    pub(crate) fn authorize(platform: &Platform, parameters: &Parameters) -> Result<Self, Failure> {
        let application = &platform.application;
        if platform.customs.app_id(parameters)?.parse() != Ok(application.id) {
            return Err(Failure::application());
        }
        let sig = parameters.necessary("sig")?;
        let (Signer { circuit, uid: user }, session) = signer(platform, parameters)?;
        let key = match (circuit, user) {
            (Circuit::Server, _) => Key::Secret { secret_key: &application.secret_key },
            (Circuit::Client, Some(uid)) => Key::Private { uid, private_key: &application.private_key },
            (Circuit::Client, None) => return Err(Failure::parameter("'session_key' or 'uid' is necessary")),
        };
        let fits = |parameters: &Parameters| signature::sign(parameters.pairs(), key) == sig;
        if !fits(parameters) && !platform.customs.reduced(parameters).is_some_and(|reduced| fits(&reduced)) {
            return Err(Failure::signature());
        }
        if !matches!(parameters.get("secure"), None | Some("0" | "1")) {
            return Err(Failure::invalid("secure", "is neither 0 nor 1"));
        }
        // Whoever is spoken of in recordings is not of this world.
        if platform.replay.is_none() && user.is_some_and(|uid| !platform.world.read().has(uid)) {
            return Err(Failure::authorization("no user has this 'uid'"));
        }
        Ok(Self { circuit, session, user })
    }
}

impl Platform {
    /// Who has to sign a request, and how; `None` when that cannot be told, as with an unknown session.
    pub(crate) fn signer(&self, parameters: &Parameters) -> Option<Signer> {
        let (signer, _) = signer(self, parameters).ok()?;
        (signer.circuit == Circuit::Server || signer.uid.is_some()).then_some(signer)
    }
}

fn signer(platform: &Platform, parameters: &Parameters) -> Result<(Signer, Option<Session>), Failure> {
    let session = session(platform, parameters)?;
    let uid = session.as_ref().map_or_else(|| common_uid(parameters), |session| Ok(Some(session.owner)))?;
    Ok((Signer { circuit: Circuit::of(parameters), uid }, session))
}

fn session(platform: &Platform, parameters: &Parameters) -> Result<Option<Session>, Failure> {
    let Some(key) = platform.customs.session_key(parameters) else { return Ok(None) };
    let session = platform.sessions.find(key);
    session.map(Some).ok_or_else(|| Failure::authorization("parameter 'session_key' is wrong or has expired"))
}

fn common_uid(parameters: &Parameters) -> Result<Option<u64>, Failure> {
    let Some(uid) = parameters.filled("uid") else { return Ok(None) };
    uid.parse().map(Some).map_err(|_| Failure::invalid("uid", "is not a user's id"))
}
