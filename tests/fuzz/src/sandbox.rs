//! Any request to the sandbox: its parser, its checks, its methods, its pages.
//!
//! The input is a request as people write it: `VERB target`, header lines, an empty line, the body. With a `+` before it the
//! sandbox's user signs it, and with a `*` the application does. After a `!` it is a fault as a text.

use std::cell::{OnceCell, RefCell};

use axum::{
    body::{Body, to_bytes},
    http::{
        Request,
        header::{CONTENT_TYPE, HOST, ORIGIN},
    },
};
use mailru_sandbox::{
    Fault, Sandbox,
    signature::{Key, sign},
};
use mailru_sdk::api::GROUPS;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;
use url::form_urlencoded::{Serializer, parse};

const API: &str = "/platform/api";
const FORM: &str = "application/x-www-form-urlencoded";

/// Asks for a fault, after which an answer may be anything.
const FAULT: &str = "x-sandbox-fault";

/// Lets something go wrong from then on.
const FAULTS: &str = "/sandbox/faults";

/// What an answer has to be.
#[derive(PartialEq, Eq)]
enum Expected {
    /// JSON, with an error in it or without.
    Json,
    /// Anything but a failure of the server itself.
    NoFault,
    Anything,
}

/// Longer answers than this are not read.
const LONGEST: usize = 64 << 20;

/// So many inputs share a sandbox.
const SHARED: usize = 64;

thread_local! {
    static RUNTIME: OnceCell<Runtime> = const { OnceCell::new() };
    static STATE: RefCell<Option<(usize, Sandbox)>> = const { RefCell::new(None) };
}

pub fn run(input: &[u8]) {
    if let Some(fault) = input.strip_prefix(b"!").and_then(|text| std::str::from_utf8(text).ok()) {
        return same_again(fault);
    }
    RUNTIME.with(|runtime| {
        let new = || Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime");
        runtime.get_or_init(new).block_on(answer(input));
    });
}

/// A fault that was read is written as the same.
fn same_again(text: &str) {
    let Ok(fault) = text.parse::<Fault>() else { return };
    let text = fault.to_string();
    match text.parse::<Fault>() {
        Ok(again) => assert_eq!(again.to_string(), text),
        Err(error) => panic!("{text:?} is no fault any more: {error}"),
    }
}

async fn answer(input: &[u8]) {
    // To make a world takes longer than to ask it, so some inputs share one. What only a sequence of them breaks is found again
    // by the same run, not by its last input alone.
    let (asked, sandbox) = match STATE.take() {
        Some((asked, sandbox)) if asked < SHARED => (asked, sandbox),
        used => {
            if let Some((_, sandbox)) = used {
                sandbox.stop().await;
            }
            (0, Sandbox::start().await.expect("a sandbox"))
        }
    };
    let mut asked = asked + 1;
    if let Some((request, expected)) = request(&sandbox, input) {
        // A fault that stays would hit what others ask, so nobody shares this one any more.
        if request.uri().path() == FAULTS {
            asked = SHARED;
        }
        let response = sandbox.router().oneshot(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        let body = to_bytes(body, LONGEST).await;
        if expected != Expected::Anything {
            let body = body.expect("a body");
            assert!(head.status.as_u16() < 500, "{head:?} {body:?}");
            // What is known of XML is written so when it is asked for.
            let is_xml =
                head.headers.get(CONTENT_TYPE).is_some_and(|media_type| media_type == "text/xml; charset=utf-8");
            if is_xml {
                assert_eq!(head.status.is_success(), !body.starts_with(b"<error>"), "{body:?}");
            } else if expected == Expected::Json {
                let answer: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
                assert_eq!(head.status.is_success(), answer.get("error").is_none(), "{answer}");
            }
        }
    }
    STATE.set(Some((asked, sandbox)));
}

/// The request, and what its answer has to be.
fn request(sandbox: &Sandbox, input: &[u8]) -> Option<(Request<Body>, Expected)> {
    let (signer, input) = match input {
        [b'+', rest @ ..] => (Some(true), rest),
        [b'*', rest @ ..] => (Some(false), rest),
        rest => (None, rest),
    };
    let end = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(input.len());
    let (head, body) = (std::str::from_utf8(&input[..end]).ok()?, input.get(end + 2..).unwrap_or_default());
    let mut lines = head.lines();
    let (verb, target) = lines.next()?.split_once(' ')?;
    let mut builder = Request::builder().method(verb);
    let (mut form, mut faulty, mut named, mut refused) = (false, false, false, false);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        builder = builder.header(name, value);
        faulty |= name.eq_ignore_ascii_case(FAULT);
        named |= name.eq_ignore_ascii_case(HOST.as_str());
        // What another site asks for is answered by a text.
        refused |=
            [HOST.as_str(), ORIGIN.as_str(), "sec-fetch-site"].iter().any(|known| name.eq_ignore_ascii_case(known));
        form |= name.eq_ignore_ascii_case(CONTENT_TYPE.as_str()) && value == FORM;
    }
    if !named {
        builder = builder.header(HOST, "127.0.0.1");
    }
    let (target, body) = match signer {
        Some(user) if form => (target.to_owned(), signed(sandbox, target, body, user, true)),
        Some(user) => {
            let (path, _) = target.split_once('?').unwrap_or((target, ""));
            let query = signed(sandbox, target, b"", user, false);
            (format!("{path}?{}", String::from_utf8_lossy(&query)), body.to_vec())
        }
        None => (target.to_owned(), body.to_vec()),
    };
    let request = builder.uri(target).body(Body::from(body)).ok()?;
    let path = request.uri().path();
    let expected = match verb {
        _ if faulty => Expected::Anything,
        "GET" | "POST"
            if !refused && request.uri().authority().is_none() && [API, &format!("{API}/")].contains(&path) =>
        {
            Expected::Json
        }
        _ => Expected::NoFault,
    };
    Some((request, expected))
}

/// The parameters of the query or of the body with what a client adds to them; all of them are signed.
fn signed(sandbox: &Sandbox, target: &str, body: &[u8], user: bool, in_body: bool) -> Vec<u8> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let mut own: Vec<(String, String)> = parse(if in_body { body } else { query.as_bytes() }).into_owned().collect();
    let mut common = vec![("app_id", sandbox.app_id().to_string())];
    if user {
        common.push(("session_key", sandbox.access_token().to_owned()));
    } else {
        common.push(("secure", "1".to_owned()));
    }
    for (name, value) in common {
        if !own.iter().any(|(known, _)| known == name) {
            own.push((name.to_owned(), value));
        }
    }
    let elsewhere = in_body.then(|| parse(query.as_bytes()).into_owned()).into_iter().flatten();
    let all: Vec<(String, String)> = own.iter().cloned().chain(elsewhere).collect();
    let server = all.iter().any(|(name, value)| name == "secure" && value == "1");
    let key = if server {
        Key::Secret { secret_key: sandbox.secret_key() }
    } else {
        Key::Private { uid: sandbox.uid(), private_key: sandbox.private_key() }
    };
    own.retain(|(name, _)| name != "sig");
    own.push(("sig".to_owned(), sign(&all, key)));
    Serializer::new(String::new()).extend_pairs(own).finish().into_bytes()
}

/// Every method with all of its parameters, by either signer and verb; forms with files; and the other addresses.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for method in GROUPS.iter().flat_map(|group| group.methods) {
        let mut query = Serializer::new(String::new());
        query.append_pair("method", method.name);
        for param in method.params {
            query.append_pair(param.name, value(param.ty));
        }
        let query = query.finish();
        seeds.push(format!("+GET {API}?{query}\n\n"));
        seeds.push(format!("*GET {API}?{query}\n\n"));
        seeds.push(format!("+POST {API}\ncontent-type: {FORM}\n\n{query}"));
        seeds.push(format!("+GET {API}?method={}\n\n", method.name));
        seeds.push(format!(
            "+POST {API}?{query}\ncontent-type: multipart/form-data; boundary=b\n\n--b\r\ncontent-disposition: form-data; \
             name=\"img_file\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n0\r\n--b\r\ncontent-disposition: \
             form-data; name=\"name\"\r\n\r\ntext\r\n--b--\r\n"
        ));
    }
    let others = [
        "GET /platform/mail/ivanov\n\n",
        "GET /platform/community/rust/\n\n",
        "GET /platform/api/friends/get?method=friends.get\n\n",
        "GET /oauth/authorize?client_id=423004&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F&scope=photos\n\
         cookie: sandbox_login_1=0123456789abcdef0123456789abcdef\naccept-language: ru, en;q=0.5\n\n",
        "GET /oauth/authorize?client_id=423004&response_type=token&redirect_uri=http%3A%2F%2Fconnect.mail.ru%2Foauth%2F\
         success.html&display=mobile&state=a\n\n",
        "POST /oauth/authorize?client_id=423004&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F\n\
         content-type: application/x-www-form-urlencoded\n\ncsrf=a&action=login&email=a%40mail.ru&password=b",
        "POST /oauth/token\ncontent-type: application/x-www-form-urlencoded\n\ngrant_type=password&client_id=423004&\
         client_secret=a&username=a%40mail.ru&password=b&scope=photos+stream",
        "GET /oauth/token?grant_type=refresh_token&client_id=423004&client_secret=a&refresh_token=b\n\n",
        "GET /oauth/success.html?a=b\n\n",
        // The application is the one of the default seed.
        "GET /oauth.mail.ru/login?client_id=db66a8df1fee650cc206f0488072e0fd&response_type=code&redirect_uri=\
         urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&scope=openid%20mail.imap&prompt=consent&code_challenge=\
         E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=a\n\n",
        "POST /oauth.mail.ru/xlogin?client_id=db66a8df1fee650cc206f0488072e0fd&response_type=code&redirect_uri=a%3A%2Fb\n\
         content-type: application/x-www-form-urlencoded\n\ncsrf=a&action=login&email=a%40mail.ru&password=b",
        "POST /oauth.mail.ru/token\ncontent-type: application/x-www-form-urlencoded\nauthorization: Basic \
         ZGI2NmE4ZGYxZmVlNjUwY2MyMDZmMDQ4ODA3MmUwZmQ6YQ==\n\ngrant_type=authorization_code&code=a&redirect_uri=b&code_verifier=c",
        "GET /o2.mail.ru/userinfo?access_token=a\nauthorization: Bearer a\n\n",
        "POST /o2.mail.ru/revoke\ncontent-type: application/x-www-form-urlencoded\n\ntoken=a&client_id=b&client_secret=c",
        "+POST /platform/api\nhost: localhost:1\norigin: http://localhost:1\ncontent-type: \
         application/x-www-form-urlencoded\n\nmethod=friends.get&format=xml",
        "+GET /platform/api?method=stream.post&text=a\norigin: null\nsec-fetch-site: cross-site\n\n",
        "+GET /platform/api?method=users.getInfo&format=xml&access_token=a\n\n",
        "GET /oauth/recovery\n\n",
        "GET /sandbox/faults\n\n",
        "POST /sandbox/faults\n\nfault=status%3D503&retry-after=2s&times=1",
        "GET /platform/api?method=friends.get\nx-sandbox-fault: padding=10; announced, expiry; carried-out\n\n",
        "GET /platform/api?method=friends.get\nx-sandbox-fault: status=503; retry-after=2s, latency=1m\n\n",
        "!status=503; retry-after=2s; times=2; skip=1; probability=0.25; on=stream.post",
        "!content-type=text/html; on=lookup",
        "!latency=200ms; carried-out; on=token",
        "!padding=1000; announced",
        "!error=6; on=oauth.mail.ru/userinfo",
    ];
    seeds.extend(others.map(str::to_owned));
    seeds.into_iter().map(String::into_bytes).collect()
}

/// Some value of a type in the words of the spec.
fn value(ty: &str) -> &'static str {
    match ty {
        "u32" | "u64" | "i64" | "int" | "f64" | "timestamp" | "flag" | "bool" => "1",
        "uid" | "[uid]" => "1",
        "url" => "http://example.com/1.png",
        "date" => "1.2.1990",
        _ => "text",
    }
}

pub fn words() -> Vec<String> {
    let faults =
        ["x-sandbox-fault: ", "latency=", "expiry", "error=", "drop", "cut", "truncated", "malformed", "; skip="];
    let methods = GROUPS.iter().flat_map(|group| group.methods).map(|method| format!("method={}", method.name));
    let params = GROUPS.iter().flat_map(|group| group.methods).flat_map(|method| method.params);
    let params = params.map(|param| format!("&{}=", param.name));
    let mut words: Vec<String> = methods.chain(params).chain(faults.map(str::to_owned)).collect();
    words.sort();
    words.dedup();
    words
}
