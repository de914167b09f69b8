//! The fault matrix: each thing that can go wrong between a program and the platform, for calls that read and calls that write, by each
//! way over the wire. A row states what the call comes to, how often it was sent, how long that may take; that no secret shows and
//! that the session goes on holds for all of them.

mod answers;
mod connections;
mod end_points;
mod idle;
mod limits;
mod once;
mod other_calls;
mod refusals;
mod row;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use mailru_sdk::{Api, Call, CallStage, Client, ClientApp, File, RetryPolicy, Settings, Uid, error::TransportKind};
use mailru_tests::scripted::Scripted;

use probe::ProbeExt as _;

/// Methods of both effects and all three ways.
#[mailru_sdk::group(spec = "tests/fault_matrix/probe.toml")]
mod probe {}

const PRIVATE_KEY: &str = "CANARIES-private-key";
const TOKEN: &str = "CANARIES-access-token";

/// Three attempts without a pause in between.
fn policy() -> RetryPolicy {
    RetryPolicy::new().attempts(3).base_delay(Duration::ZERO)
}

fn api(settings: Settings) -> Api<Client> {
    Api::new(ClientApp::new(423_004, PRIVATE_KEY).settings(settings).session(TOKEN, 7))
}

/// How a call goes over the wire, and whether it changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    ReadGet,
    ReadForm,
    ReadUpload,
    WriteGet,
    WriteForm,
    WriteUpload,
}

impl Way {
    const ALL: [Self; 6] =
        [Self::ReadGet, Self::ReadForm, Self::ReadUpload, Self::WriteGet, Self::WriteForm, Self::WriteUpload];

    fn reads(self) -> bool {
        matches!(self, Self::ReadGet | Self::ReadForm | Self::ReadUpload)
    }

    fn call(self, api: &Api<Client>) -> Call<'_, Vec<Uid>> {
        let (probe, file) = (api.probe(), || File::from_bytes("a.png", [7; 1000]));
        match self {
            Self::ReadGet => probe.read_get().send(),
            Self::ReadForm => probe.read_form().send(),
            Self::ReadUpload => probe.read_upload(file()).send(),
            Self::WriteGet => probe.write_get().send(),
            Self::WriteForm => probe.write_form().send(),
            Self::WriteUpload => probe.write_upload(file()).send(),
        }
    }
}

/// Settings that count how often calls were sent.
fn counted(settings: Settings) -> (Settings, Arc<AtomicU32>) {
    let sent = Arc::new(AtomicU32::new(0));
    let last = Arc::clone(&sent);
    let settings = settings.on_call(move |event| {
        if event.stage == CallStage::End {
            last.store(event.attempt, Ordering::SeqCst);
        }
    });
    (settings, sent)
}

/// Settings under which the first connection that is refused opens the server.
fn opening(server: &Arc<Scripted>) -> Settings {
    let closed = Arc::clone(server);
    server.settings().retry(policy()).on_call(move |event| {
        if event.failure == Some(TransportKind::Connect) {
            closed.open().unwrap();
        }
    })
}
