//! The two ways of signing a request, as types: a session knows its circuit, and a method says which circuits may call it.
//!
//! What is signed and how is in `request/sign.rs`.

// Ground.

use std::fmt;

mod sealed {
    pub trait Sealed {}
}

/// One of the two ways of signing a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Circuit {
    /// Client-server: signed with the private key, for programs that run on the user's side.
    Client,
    /// Server-server: signed with the secret key, for calls from your own servers.
    Server,
}

impl fmt::Display for Circuit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Client => "client-server",
            Self::Server => "server-server",
        })
    }
}

/// The kind of a session: [`Client`], [`Server`], [`Inferred`] or [`Bearer`].
pub trait Kind: sealed::Sealed + fmt::Debug + Send + Sync + 'static {}

/// A session of the client-server circuit.
#[derive(Debug)]
pub enum Client {}

/// A session of the server-server circuit.
#[derive(Debug)]
pub enum Server {}

/// A session whose circuit follows from the keys at hand; a method that its circuit may not call is refused at run time.
#[derive(Debug)]
pub enum Inferred {}

/// A session whose calls carry its token and no signature, for services other than the platform's.
#[derive(Debug)]
pub enum Bearer {}

impl sealed::Sealed for Bearer {}
impl sealed::Sealed for Client {}
impl sealed::Sealed for Server {}
impl sealed::Sealed for Inferred {}
impl Kind for Bearer {}
impl Kind for Client {}
impl Kind for Server {}
impl Kind for Inferred {}

/// Sessions that may call methods of the client-server circuit.
#[diagnostic::on_unimplemented(
    message = "this method is for the client-server circuit, and the session is of the server-server circuit",
    label = "needs a client-server session",
    note = "make the session with `ClientApp::new(app_id, private_key).session(token, uid)`"
)]
pub trait CallsClient: Kind {}

/// Sessions that may call methods of the server-server circuit.
#[diagnostic::on_unimplemented(
    message = "this method is for the server-server circuit, and the session is of the client-server circuit",
    label = "needs a server-server session",
    note = "make the session with `ServerApp::new(app_id, secret_key).session(token)`"
)]
pub trait CallsServer: Kind {}

/// Sessions whose token may go to a service other than the platform's. A session key of the platform never does.
#[diagnostic::on_unimplemented(
    message = "this method is of a service that takes a token, and the session's token is the platform's",
    label = "needs a session of that service",
    note = "make the session with `Session::with_token(token, settings)`, or sign the user in by `oauth_mail`"
)]
pub trait CarriesToken: Kind {}

impl CarriesToken for Bearer {}
impl CallsClient for Client {}
impl CallsClient for Inferred {}
impl CallsServer for Server {}
impl CallsServer for Inferred {}
