//! OAuth Mail under its own names: where `oauth.mail.ru` or `o2.mail.ru` leads here, which the builder has to allow, its paths are where
//! programs that cannot be given another address ask for them.

use axum::http::header::HOST;
use axum::http::{HeaderMap, Request, Uri};

use crate::oauth_mail::browser::NAMES;
use crate::oauth_mail::{BASE, Endpoint, OLDER_BASE};

/// The request with the path that the sandbox has for it.
pub(super) fn resolved<B>(mut request: Request<B>) -> Request<B> {
    if let Some(uri) = base(request.headers()).and_then(|base| below(base, request.uri())) {
        *request.uri_mut() = uri;
    }
    request
}

/// Whether there is such a name at all is checked with every request's, in `guard.rs`.
fn base(headers: &HeaderMap) -> Option<&'static str> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    [BASE, OLDER_BASE].into_iter().find(|base| base[1..].eq_ignore_ascii_case(name))
}

fn below(base: &str, uri: &Uri) -> Option<Uri> {
    let name = uri.path().strip_prefix('/')?;
    let is_known = NAMES.contains(&name) || Endpoint::ALL.iter().any(|endpoint| endpoint.name() == name);
    // A proxy may write the whole address, of which the path is what counts.
    let address = uri.path_and_query().filter(|_| is_known)?;
    format!("{base}{address}").parse().ok()
}
