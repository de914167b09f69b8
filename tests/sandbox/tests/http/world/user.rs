//! Somebody with a session, who calls in whichever circuit the method allows.

use mailru_sandbox::Sandbox;
use mailru_sandbox::signature::Key;
use mailru_sdk::spec::CircuitRule;
use serde_json::Value;

use crate::client::{Call, Reply, post};

/// The first bytes of a PNG, which are all that the sandbox looks at.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\xFF\0";

pub(crate) struct User<'s> {
    pub(crate) sandbox: &'s Sandbox,
    pub(crate) uid: u64,
    session_key: String,
}

impl<'s> User<'s> {
    /// The user of the sandbox.
    pub(crate) fn owner(sandbox: &'s Sandbox) -> Self {
        Self { sandbox, uid: sandbox.uid(), session_key: sandbox.access_token().to_owned() }
    }

    /// Somebody else, who has allowed everything.
    pub(crate) fn of(sandbox: &'s Sandbox, uid: u64) -> Self {
        Self::with_scope(sandbox, uid, "photos guestbook stream messages events")
    }

    pub(crate) fn with_scope(sandbox: &'s Sandbox, uid: u64, scope: &str) -> Self {
        Self { sandbox, uid, session_key: sandbox.open_session(uid, scope).expect("the id is somebody's") }
    }

    pub(crate) fn id(&self) -> String {
        self.uid.to_string()
    }

    pub(crate) fn call(&self, method: &str, parameters: &[(&str, &str)]) -> Call<'s> {
        let is_for_servers = mailru_sdk::api::method(method).is_some_and(|spec| spec.circuit == CircuitRule::Server);
        let call = if is_for_servers {
            Call::server(self.sandbox, method)
        } else {
            let private_key = self.sandbox.private_key();
            Call::client(self.sandbox, method).signed_with(Key::Private { uid: self.uid, private_key })
        };
        let call = call.with("session_key", &self.session_key);
        parameters.iter().fold(call, |call, (name, value)| call.with(name, value))
    }

    /// The answer of a call that succeeds.
    pub(crate) async fn ask(&self, method: &str, parameters: &[(&str, &str)]) -> Value {
        let reply = self.call(method, parameters).post().await;
        assert_eq!(reply.status, 200, "{method} {parameters:?}: {}", reply.body);
        reply.json()
    }

    /// A call that answers that it is done.
    pub(crate) async fn act(&self, method: &str, parameters: &[(&str, &str)]) {
        assert_eq!(self.ask(method, parameters).await, 1, "{method} {parameters:?}");
    }

    /// The code of a call that fails.
    pub(crate) async fn error(&self, method: &str, parameters: &[(&str, &str)]) -> i64 {
        self.call(method, parameters).post().await.error_code()
    }

    /// A call with a file in `img_file`.
    pub(crate) async fn send(&self, method: &str, parameters: &[(&str, &str)], file: &[u8]) -> Reply {
        let target = format!("/platform/api?{}", self.call(method, parameters).encoded());
        let head = b"--cut\r\nContent-Disposition: form-data; name=\"img_file\"; filename=\"a.png\"\r\n\r\n";
        let body = [&head[..], file, b"\r\n--cut--\r\n"].concat();
        post(self.sandbox, &target, "multipart/form-data; boundary=cut", &body).await
    }

    /// The ids of the friends.
    pub(crate) async fn friends(&self) -> Vec<u64> {
        let friends = self.ask("friends.get", &[]).await;
        friends.as_array().expect("a list").iter().map(id).collect()
    }
}

/// An id, which is a text on the wire.
pub(crate) fn id(value: &Value) -> u64 {
    value.as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id: {value}"))
}

/// The items of a list.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

/// A member that is a text.
pub(crate) fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().unwrap_or_else(|| panic!("no {member}: {value}"))
}

pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

/// Somebody who is no friend of the user, and whose page is open.
pub(crate) async fn stranger(sandbox: &Sandbox) -> u64 {
    let owner = User::owner(sandbox);
    let friends = owner.friends().await;
    let strangers: Vec<u64> =
        sandbox.people().into_iter().filter(|uid| *uid != owner.uid && !friends.contains(uid)).collect();
    for uid in strangers {
        if owner.call("guestbook.get", &[("uid", &uid.to_string())]).get().await.status == 200 {
            return uid;
        }
    }
    panic!("nobody is a stranger")
}
