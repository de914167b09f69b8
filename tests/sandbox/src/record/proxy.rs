//! One exchange: the request goes on, the answer comes back, and a copy of both goes to the keeper.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, ORIGIN, PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION, REFERER, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use reqwest::Url;

use super::decompress::decompressed;
use super::keeper::Keeper;
use super::summary::Summary;
use super::upstream::Upstream;
use crate::recording::heard::{Heard, month};

/// The largest request and the largest answer that pass, in bytes.
const LARGEST: usize = 256 << 20;

/// Headers that speak of one connection, and not of what passes through it.
const OF_A_CONNECTION: [HeaderName; 9] = [
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// What all connections share.
#[derive(Debug)]
pub(super) struct Proxy {
    upstream: Upstream,
    keeper: Keeper,
}

impl Proxy {
    pub(super) fn new(upstream: Upstream, keeper: Keeper) -> Self {
        Self { upstream, keeper }
    }

    pub(super) fn summary(&self) -> Summary {
        self.keeper.summary()
    }

    pub(super) async fn pass(&self, request: Request<Body>) -> Response {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, LARGEST).await else {
            return (StatusCode::BAD_REQUEST, "mailru-sandbox record: the request could not be read\n").into_response();
        };
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let mut heard = Heard {
            verb: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            month: now(),
            ..Heard::default()
        };
        heard.add_request(parts.uri.query(), text(&parts.headers, &CONTENT_TYPE), &body);
        let answered = match self.upstream.url(target) {
            Some(url) => {
                let headers = asked_of(&parts.headers, &url);
                let request = self.upstream.client.request(parts.method, url).headers(headers).body(body);
                answer(request).await
            }
            None => Err("the address cannot be passed on".to_owned()),
        };
        match answered {
            Ok((status, headers, body)) => {
                heard.status = status.as_u16();
                text(&headers, &CONTENT_TYPE).clone_into(&mut heard.media_type);
                match decompressed(&body, text(&headers, &CONTENT_ENCODING)) {
                    Ok(body) => heard.body = body,
                    Err(encoding) => {
                        heard.unread = Some(format!("a body in the encoding {encoding}, {} bytes", body.len()));
                    }
                }
                self.keeper.keep(&heard);
                (status, passed_on(&headers), body).into_response()
            }
            Err(reason) => {
                self.keeper.lost(&heard, &reason);
                (StatusCode::BAD_GATEWAY, format!("mailru-sandbox record: {reason}\n")).into_response()
            }
        }
    }
}

/// The headers of a request to that address. A browser takes the recorder for the site that its pages come from, and says so; what it
/// says of the recorder is meant for who stands behind.
fn asked_of(headers: &HeaderMap, url: &Url) -> HeaderMap {
    let mut passed = passed_on(headers);
    let (here, there) = (format!("http://{}", text(headers, &HOST)), url.origin().ascii_serialization());
    for name in [ORIGIN, REFERER] {
        let rest = text(headers, &name).strip_prefix(&here).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        if let Some(value) = rest.and_then(|rest| HeaderValue::from_str(&format!("{there}{rest}")).ok()) {
            passed.insert(name, value);
        }
    }
    passed
}

async fn answer(request: reqwest::RequestBuilder) -> Result<(StatusCode, HeaderMap, Bytes), String> {
    // The address, which the error would show, has a signature in it.
    let failed = |error: reqwest::Error| {
        let what =
            if error.is_connect() { "the platform cannot be reached" } else { "the platform's answer broke off" };
        what.to_owned()
    };
    let response = request.send().await.map_err(failed)?;
    let (status, headers) = (response.status(), response.headers().clone());
    Ok((status, headers, response.bytes().await.map_err(failed)?))
}

fn passed_on(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for name in &OF_A_CONNECTION {
        headers.remove(name);
    }
    headers
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn now() -> String {
    month(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs())
}

#[cfg(test)]
mod tests {
    use super::{HOST, HeaderMap, HeaderValue, ORIGIN, REFERER, asked_of};

    #[test]
    fn the_origin_of_pages_that_came_through_here_is_the_upstream_s_and_others_stay() {
        let url = "http://127.0.0.1:2/platform/api?a=b".parse().expect("an address");
        let heard = |origin: &'static str, referer: &'static str| {
            let pairs = [(HOST, "127.0.0.1:1"), (ORIGIN, origin), (REFERER, referer)];
            let headers: HeaderMap =
                pairs.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
            let passed = asked_of(&headers, &url);
            assert!(!passed.contains_key(HOST));
            [ORIGIN, REFERER].map(|name| passed[name].to_str().expect("a text").to_owned())
        };
        let own = heard("http://127.0.0.1:1", "http://127.0.0.1:1/?method=a.b");
        assert_eq!(own, ["http://127.0.0.1:2", "http://127.0.0.1:2/?method=a.b"]);
        for (origin, referer) in [
            ("null", "http://127.0.0.1:12/"),
            ("http://127.0.0.1:12", "http://example.org/http://127.0.0.1:1"),
            ("https://127.0.0.1:1", "http://127.0.0.1:1.example.org/"),
        ] {
            assert_eq!(heard(origin, referer), [origin, referer]);
        }
    }
}
