//! A platform that differs from the spec: the sandbox, with changes to what it answers, and one method more.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use mailru_sandbox::Sandbox;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub const ZODIAC: &str = "Козерог и немного Водолей";
pub const QUESTION: &str = "Пойдёте ли вы на выборы?";

pub struct Platform {
    url: String,
    server: JoinHandle<()>,
}

/// A client that speaks no HTTPS.
pub fn plain_client() -> reqwest::Client {
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let tls = tls.with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls).build().unwrap()
}

struct Behind {
    client: reqwest::Client,
    origin: String,
    people: Vec<u64>,
}

impl Platform {
    pub async fn start(sandbox: &Sandbox) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let origin = sandbox.page_url().trim_end_matches('/').to_owned();
        let client = plain_client();
        let behind = Arc::new(Behind { client, origin, people: sandbox.people() });
        let router = Router::new().fallback(answer).with_state(behind);
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, server }
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(State(behind): State<Arc<Behind>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let (pairs, sent_file) = parameters(&parts, &body).await;
    let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let is_call = parts.uri.path().starts_with("/platform/api");
    let method = value("method").filter(|_| is_call).unwrap_or_default();
    match method.as_str() {
        "gifts.find" => {
            let number = |name: &str, otherwise| value(name).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
            json_of(
                StatusCode::OK,
                &gifts(
                    &behind.people,
                    number("offset", 0),
                    number("limit", 2),
                    value("full").as_deref() == Some("1"),
                    sent_file,
                ),
            )
        }
        "stream.post" => {
            json_of(StatusCode::BAD_REQUEST, &json!({ "error": { "error_msg": "too loud", "error_code": 777 } }))
        }
        _ => {
            let (status, headers, body) = behind.ask(parts, body).await;
            // What is no answer is a page, or belongs to one.
            let changed = serde_json::from_slice::<Value>(&body).map_or(body, |answer| changed(&method, answer));
            (status, headers, changed).into_response()
        }
    }
}

/// The parameters of a request, and whether there was a file with them.
async fn parameters(parts: &Parts, body: &Bytes) -> (Vec<(String, String)>, bool) {
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let of = |text: &[u8]| form_urlencoded::parse(text).into_owned().collect::<Vec<_>>();
    let mut pairs = of(query.as_bytes());
    let mut request = Request::new(Body::from(body.clone()));
    *request.headers_mut() = parts.headers.clone();
    let Ok(mut multipart) = Multipart::from_request(request, &()).await else {
        pairs.extend(of(body));
        return (pairs, false);
    };
    let mut sent_file = false;
    while let Some(field) = multipart.next_field().await.unwrap() {
        sent_file |= field.file_name().is_some();
        pairs.push((field.name().unwrap().to_owned(), field.text().await.unwrap()));
    }
    (pairs, sent_file)
}

fn changed(method: &str, mut answer: Value) -> Bytes {
    if let Value::Array(items) = &mut answer {
        items.iter_mut().for_each(change);
        if method.starts_with("stream.get") && !items.is_empty() {
            items.insert(1, poll());
            let event = items.iter_mut().find(|item| item["subtype"] == "event").unwrap();
            event["type_name"] = "brand_new".into();
        }
    }
    answer.to_string().into()
}

impl Behind {
    /// With the host that was asked for: to a browser that comes this way it is the site of the page.
    async fn ask(&self, parts: Parts, body: Bytes) -> (StatusCode, HeaderMap, Bytes) {
        let url = format!("{}{}", self.origin, parts.uri);
        let answer = self.client.request(parts.method, url).headers(parts.headers).body(body).send().await.unwrap();
        let (status, mut headers) = (answer.status(), answer.headers().clone());
        headers.remove(CONTENT_LENGTH);
        (status, headers, answer.bytes().await.unwrap())
    }
}

fn json_of(status: StatusCode, answer: &Value) -> Response {
    (status, [("content-type", "text/javascript; charset=utf-8")], answer.to_string()).into_response()
}

/// A user, or an event with users in it.
fn change(item: &mut Value) {
    if item.get("first_name").is_some() {
        item["zodiac"] = ZODIAC.into();
        item["friends_count"] = "очень много".into();
        if let Some(city) = item.get_mut("location").and_then(|location| location.get_mut("city")) {
            city["population"] = 1_200_000.into();
        }
    }
    for author in item.get_mut("authors").and_then(Value::as_array_mut).into_iter().flatten() {
        author["badge"] = "золотая медаль".into();
    }
}

fn poll() -> Value {
    json!({
        "subtype": "poll", "id": "081b0000ab375802", "time": 1_409_500_000, "question": QUESTION,
        "options": [{ "text": "Да", "votes": 3 }, { "text": "Нет", "votes": 0 }],
    })
}

fn gifts(people: &[u64], offset: usize, limit: usize, full: bool, sent_file: bool) -> Value {
    let one = |(at, uid): (usize, &u64)| {
        if full {
            json!({ "from": uid.to_string(), "price": 1.5, "is_new": at % 2, "sent": 1_409_500_000 + at, "card": u8::from(sent_file) * 7, "note": "С днём рождения!" })
        } else {
            json!(uid.to_string())
        }
    };
    people.iter().take(5).enumerate().skip(offset).take(limit).map(one).collect()
}
