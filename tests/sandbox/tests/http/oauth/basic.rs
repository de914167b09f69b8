//! Client credentials in a Basic header: only a sandbox that is told so reads them.

use mailru_sandbox::{ClientKey, Sandbox, TokenRequest};

use super::token::{TOKEN, TokenCall, error};
use crate::client::{FORM, Reply, post_with};

const HERE: &str = "http://localhost:8080/back";

async fn sandbox() -> Sandbox {
    Sandbox::builder().takes_basic_credentials(true).start().await.expect("a free port")
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = text.bytes().map(|byte| format!("{byte:08b}")).collect::<Vec<_>>().concat();
    let digit = |group: &[u8]| {
        let bits = format!("{:0<6}", String::from_utf8_lossy(group));
        char::from(DIGITS[usize::from_str_radix(&bits, 2).expect("six bits")])
    };
    let digits: String = bits.as_bytes().chunks(6).map(digit).collect();
    format!("{digits}{}", "=".repeat((4 - digits.len() % 4) % 4))
}

async fn send(sandbox: &Sandbox, call: &TokenCall<'_>, id: &str, secret: &str) -> Reply {
    let headers = format!("Content-Type: {FORM}\r\nAuthorization: Basic {}\r\n", base64(&format!("{id}:{secret}")));
    post_with(sandbox, TOKEN, &headers, call.encoded().as_bytes()).await
}

/// A request of each grant, the credentials of which are elsewhere.
fn calls(sandbox: &Sandbox) -> [TokenCall<'_>; 3] {
    [
        TokenCall::code(sandbox, &sandbox.code(HERE), HERE),
        TokenCall::password(sandbox),
        TokenCall::refresh(sandbox, sandbox.refresh_token()),
    ]
    .map(|call| call.without("client_id").without("client_secret"))
}

#[tokio::test]
async fn a_basic_header_is_read_for_every_grant_and_with_either_key() {
    for (private, which) in [(false, ClientKey::Secret), (true, ClientKey::Private)] {
        let sandbox = sandbox().await;
        let key = if private { sandbox.private_key() } else { sandbox.secret_key() };
        for call in calls(&sandbox) {
            let reply = send(&sandbox, &call, &sandbox.app_id().to_string(), key).await;
            assert_eq!(reply.status, 200, "{}: {}", call.encoded(), reply.body);
            let requests = sandbox.token_requests();
            assert_eq!(requests.last().and_then(TokenRequest::client_key), Some(which));
        }
    }
}

#[tokio::test]
async fn by_default_a_basic_header_says_nothing() {
    let sandbox = Sandbox::start().await.expect("a free port");
    for call in calls(&sandbox) {
        let reply = send(&sandbox, &call, &sandbox.app_id().to_string(), sandbox.secret_key()).await;
        assert_eq!(error(&reply), "invalid_client", "{}", call.encoded());
    }
    let reply = send(&sandbox, &TokenCall::password(&sandbox), "1", "wrong").await;
    assert_eq!(reply.status, 200, "the form says enough: {}", reply.body);
}

#[tokio::test]
async fn a_header_that_is_wrong_or_contradicts_the_form_is_refused() {
    let sandbox = sandbox().await;
    let id = sandbox.app_id().to_string();
    let [_, call, _] = calls(&sandbox);
    for (id, secret) in [(id.as_str(), "wrong"), ("1", sandbox.secret_key()), (id.as_str(), "")] {
        assert_eq!(error(&send(&sandbox, &call, id, secret).await), "invalid_client", "{id}");
    }
    let whole = TokenCall::password(&sandbox);
    assert_eq!(send(&sandbox, &whole, &id, sandbox.secret_key()).await.status, 200, "both say the same");
    for (id, secret) in [("1", sandbox.secret_key()), (id.as_str(), sandbox.private_key())] {
        assert_eq!(error(&send(&sandbox, &whole, id, secret).await), "invalid_request", "{id}");
    }
}
