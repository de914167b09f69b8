//! The bytes below the client's protocol: TCP with or without TLS, or a socket of this machine.
//!
//! TLS is the SDK's own, with the certificates that the system trusts, so that a program does not need another set of them, and no
//! provider of algorithms has to be installed for the whole process.

use std::{io, pin::Pin, sync::Arc};

use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

use super::address::Place;

/// Whatever carries the protocol.
pub(super) trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<S: AsyncRead + AsyncWrite + Send> Duplex for S {}

pub(super) type Stream = Pin<Box<dyn Duplex>>;

/// Connects; `tls` is asked only where the address wants it.
pub(super) async fn connect(place: &Place, tls: Option<Arc<ClientConfig>>) -> io::Result<Stream> {
    match place {
        Place::Tcp { host, port, .. } => {
            let stream = TcpStream::connect((&**host, *port)).await?;
            // Commands are short, and each is waited for.
            stream.set_nodelay(true)?;
            let Some(config) = tls else { return Ok(Box::pin(stream)) };
            let name = ServerName::try_from(host.to_string()).map_err(io::Error::other)?;
            Ok(Box::pin(TlsConnector::from(config).connect(name, stream).await?))
        }
        #[cfg(unix)]
        Place::Socket(path) => Ok(Box::pin(tokio::net::UnixStream::connect(path).await?)),
        #[cfg(not(unix))]
        Place::Socket(_) => Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
}
