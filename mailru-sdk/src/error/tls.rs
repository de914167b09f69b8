//! Why a connection that should be safe is not.

use std::fmt;

/// What is wrong with the server's certificate, or with its TLS. None of it passes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TlsFault {
    /// The certificate has expired, or the clock of this machine is ahead.
    Expired,
    /// The certificate is not valid yet, or the clock of this machine is behind.
    NotValidYet,
    /// The certificate is of another host.
    OtherHost,
    /// The certificate comes from an issuer that is not trusted, which may be itself.
    /// [`Settings::root_certificates`](crate::Settings::root_certificates) adds one to those that are.
    UnknownIssuer,
    /// The certificate is its own issuer, or one that is there for issuing others.
    SelfSigned,
    /// Something else is wrong with the certificate; the error's sources say what.
    Certificate,
    /// The server speaks no TLS of version 1.2 or later.
    OldVersion,
    /// The server speaks TLS, but by no algorithm that this program accepts.
    NothingInCommon,
    /// The server wants a certificate of the client, which the SDK has none of.
    ClientCertificate,
}

impl fmt::Display for TlsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "the server's certificate has expired",
            Self::NotValidYet => "the server's certificate is not valid yet",
            Self::OtherHost => "the server's certificate is of another host",
            Self::UnknownIssuer => "the server's certificate is from an issuer that is not trusted",
            Self::SelfSigned => "the server's certificate is self-signed, or one for issuing others",
            Self::Certificate => "the server's certificate cannot be accepted",
            Self::OldVersion => "the server speaks no TLS of version 1.2 or later",
            Self::NothingInCommon => "the server and this program have no algorithm of TLS in common",
            Self::ClientCertificate => "the server wants a certificate of the client",
        })
    }
}
