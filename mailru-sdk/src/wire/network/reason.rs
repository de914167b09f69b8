//! What the HTTP client means by a failure: how far the request got, and why.
//!
//! A certificate or a password of a proxy that is wrong is so at the next attempt too, and the client tells it as any connection that
//! did not come about; the difference is in the sources of its error.

use std::{error::Error as StdError, io, iter::successors};

use crate::error::{TlsFault, TransportKind};

pub(in crate::wire) fn kind(error: &reqwest::Error) -> TransportKind {
    if let Some(lasting) = causes(error).find_map(lasting) {
        lasting
    } else if error.is_connect() {
        TransportKind::Connect
    } else if error.is_builder() {
        TransportKind::Request
    } else {
        TransportKind::Interrupted
    }
}

/// Whether the connection could not begin at the address that the settings name.
pub(in crate::wire) fn is_of_local_address(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| cause.to_string().starts_with("tcp bind local error"))
}

type Cause<'e> = &'e (dyn StdError + 'static);

/// An error and what is behind it.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = Cause<'_>> {
    successors(Some(error as Cause<'_>), |cause| behind(*cause))
}

/// What is inside an IO error is not among its sources, so it is looked for.
fn behind(cause: Cause<'_>) -> Option<Cause<'_>> {
    let inside = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inside.map(|inside| inside as Cause<'_>).or_else(|| cause.source())
}

/// What no further attempt would mend.
fn lasting(cause: Cause<'_>) -> Option<TransportKind> {
    if let Some(fault) = fault(cause) {
        return Some(TransportKind::Tls(fault));
    }
    // The client's types for these are not public; tests with real proxies hold the words.
    let words = cause.to_string();
    let refused = words == "tunnel error: proxy authorization required"
        || words.strip_prefix("SOCKS error: ").is_some_and(|why| CREDENTIALS.contains(&why));
    refused.then_some(TransportKind::Proxy)
}

const CREDENTIALS: [&str; 3] = [
    "credentials not accepted",
    "server does not support user/pass authentication",
    "server implements authentication incorrectly",
];

#[cfg(feature = "rustls")]
fn fault(cause: Cause<'_>) -> Option<TlsFault> {
    use rustls::{AlertDescription as Alert, CertificateError as Bad, Error, PeerIncompatible as Peer};

    Some(match cause.downcast_ref::<Error>()? {
        Error::InvalidCertificate(bad) => match bad {
            Bad::Expired | Bad::ExpiredContext { .. } => TlsFault::Expired,
            Bad::NotValidYet | Bad::NotValidYetContext { .. } => TlsFault::NotValidYet,
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => TlsFault::OtherHost,
            Bad::UnknownIssuer => TlsFault::UnknownIssuer,
            Bad::Other(other) if format!("{other:?}").contains("CaUsedAsEndEntity") => TlsFault::SelfSigned,
            _ => TlsFault::Certificate,
        },
        Error::AlertReceived(Alert::ProtocolVersion)
        | Error::PeerIncompatible(Peer::ServerDoesNotSupportTls12Or13 | Peer::ServerTlsVersionIsDisabledByOurConfig) => {
            TlsFault::OldVersion
        }
        Error::AlertReceived(Alert::CertificateRequired) => TlsFault::ClientCertificate,
        Error::AlertReceived(Alert::HandshakeFailure | Alert::InsufficientSecurity) | Error::PeerIncompatible(_) => {
            TlsFault::NothingInCommon
        }
        _ => return None,
    })
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn fault(cause: Cause<'_>) -> Option<TlsFault> {
    by_words(&cause.to_string())
}

#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
fn fault(_: Cause<'_>) -> Option<TlsFault> {
    None
}

/// The system's libraries tell by words alone.
#[cfg(any(test, all(feature = "native-tls", not(feature = "rustls"))))]
fn by_words(words: &str) -> Option<TlsFault> {
    let words = words.to_lowercase();
    let has = |some: &[&str]| some.iter().any(|word| words.contains(word));
    if has(&["unsupported protocol", "protocol version", "unsupported version"]) {
        return Some(TlsFault::OldVersion);
    }
    if has(&["certificate required"]) {
        return Some(TlsFault::ClientCertificate);
    }
    if has(&["handshake failure", "no shared cipher"]) {
        return Some(TlsFault::NothingInCommon);
    }
    if !has(&["certificate"]) {
        return None;
    }
    Some(if has(&["not yet valid"]) {
        TlsFault::NotValidYet
    } else if has(&["expired"]) {
        TlsFault::Expired
    } else if has(&["hostname mismatch", "name mismatch", "does not match", "ip address mismatch"]) {
        TlsFault::OtherHost
    } else if has(&["self-signed certificate)", "self signed certificate)"]) {
        TlsFault::SelfSigned
    } else if has(&["issuer", "authority", "self-signed", "not trusted", "root"]) {
        TlsFault::UnknownIssuer
    } else {
        TlsFault::Certificate
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_systems_library_tell_the_fault() {
        for (words, fault) in [
            ("certificate verify failed: (certificate has expired)", Some(TlsFault::Expired)),
            ("certificate verify failed: (certificate is not yet valid)", Some(TlsFault::NotValidYet)),
            ("certificate verify failed: (hostname mismatch)", Some(TlsFault::OtherHost)),
            ("certificate verify failed: (self-signed certificate)", Some(TlsFault::SelfSigned)),
            ("certificate verify failed: (unable to get local issuer certificate)", Some(TlsFault::UnknownIssuer)),
            (
                "certificate verify failed: (self-signed certificate in certificate chain)",
                Some(TlsFault::UnknownIssuer),
            ),
            ("certificate verify failed: (EE certificate key too weak)", Some(TlsFault::Certificate)),
            ("SSL routines:tls_process_server_hello:unsupported protocol", Some(TlsFault::OldVersion)),
            ("Connection refused (os error 111)", None),
        ] {
            assert_eq!(by_words(words), fault, "{words}");
        }
    }
}
