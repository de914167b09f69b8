//! What the sandbox says of a wrong signature. The base strings of the mistakes are written out here by hand, so that they
//! owe nothing to the code that finds them.

mod beside;
mod bounds;
mod rows;

use std::sync::{Arc, Mutex};

use mailru_sandbox::{Difference, RecordedRequest, Sandbox, SignatureExplanation, SignatureMistake};
use md5::{Digest, Md5};

use rows::{APP, CLIENT, GET, IN_CLIENT, IN_SERVER, ROWS, SESSION};

use crate::client::{Call, Reply, encode, get, post};

/// A sandbox, and what to put in the place of the names in a base string.
struct Facts {
    sandbox: Sandbox,
    /// The owner of the session.
    uid: String,
    token: String,
    private: String,
    secret: String,
}

async fn facts() -> Facts {
    let sandbox = Sandbox::start().await.expect("a free port");
    let (uid, token) = (sandbox.uid().to_string(), sandbox.access_token().to_owned());
    let (private, secret) = (sandbox.private_key().to_owned(), sandbox.secret_key().to_owned());
    Facts { sandbox, uid, token, private, secret }
}

impl Facts {
    /// The text with the values in the place of their names.
    fn filled(&self, base: &str) -> String {
        let values = [("UID", &self.uid), ("TOKEN", &self.token), ("PRIVATE", &self.private), ("SECRET", &self.secret)];
        values.iter().fold(base.to_owned(), |base, (name, value)| base.replace(name, value))
    }

    /// The text as an explanation shows it.
    fn masked(&self, base: &str) -> String {
        let values = [
            ("UID", self.uid.as_str()),
            ("TOKEN", "{session_key}"),
            ("PRIVATE", "{private_key}"),
            ("SECRET", "{secret_key}"),
        ];
        values.iter().fold(base.to_owned(), |base, (name, value)| base.replace(name, value))
    }

    fn sign(&self, base: &str) -> String {
        digest(self.filled(base).as_bytes())
    }

    /// Sends the parameters, in this order, with the digest of the base string.
    async fn send(&self, parameters: &[(&str, &str)], sig: &str) -> Reply {
        let parameters = parameters
            .iter()
            .map(|(name, value)| format!("{}={}&", encode(&self.filled(name)), encode(&self.filled(value))));
        get(&self.sandbox, &format!("/platform/api?{}sig={}", parameters.collect::<String>(), encode(sig))).await
    }

    /// What the last request was told.
    fn explanation(&self) -> SignatureExplanation {
        let requests = self.sandbox.requests();
        requests.last().and_then(|request| request.signature_explanation()).expect("it was wrong").clone()
    }
}

fn digest(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn names(explanation: &SignatureExplanation) -> Vec<&str> {
    explanation.mistakes().iter().map(SignatureMistake::name).collect()
}

#[tokio::test]
async fn every_mistake_is_recognised_and_named_and_the_error_stays_the_platforms() {
    let facts = facts().await;
    for (parameters, expected, signed, mistakes) in ROWS {
        let reply = facts.send(parameters, &facts.sign(signed)).await;
        let text = r#"{"error":{"error_msg":"parameter 'sig' does not fit the other parameters","error_code":104}}"#;
        assert_eq!((reply.status, reply.body.as_str()), (400, text), "{signed}");
        let explanation = facts.explanation();
        assert_eq!(explanation.expected(), facts.masked(expected));
        assert_eq!(names(&explanation), *mistakes, "{signed}");
        let shown = facts.masked(signed).replace('\n', "\\n");
        assert_eq!(explanation.signed(), Some(shown.as_str()), "{mistakes:?}");
        let header = reply.header("x-sandbox-signature").expect("it is explained");
        assert!(header.starts_with(&format!("mistake={}; expected=\"", mistakes.join(","))), "{header}");
        // The same base strings that are called wrong here are right where they are expected.
        assert_eq!(
            facts.send(parameters, &facts.sign(expected)).await.header("x-sandbox-signature"),
            None,
            "{expected}"
        );
    }
}

#[tokio::test]
async fn the_difference_is_told_piece_by_piece_in_log_and_header() {
    let facts = facts().await;
    let reply = facts.send(IN_SERVER, &facts.sign("UIDapp_id=423004method=friends.getsession_key=TOKENSECRET")).await;
    let explanation = facts.explanation();
    assert_eq!(
        explanation.difference(),
        [
            Difference::Added(facts.uid.clone()),
            Difference::Same("app_id=423004method=friends.get".to_owned()),
            Difference::Missing("secure=1".to_owned()),
            Difference::Same("session_key={session_key}{secret_key}".to_owned()),
        ]
    );
    let difference =
        facts.masked("{+UID+}app_id=423004method=friends.get[-secure=1-]session_key={session_key}{secret_key}");
    let log = explanation.to_string();
    assert!(log.contains("uid-in-front") && log.contains("secure-not-signed"), "{log}");
    assert!(log.ends_with(&format!("difference: {difference}")), "{log}");
    let header = reply.header("x-sandbox-signature").expect("it is explained");
    assert!(header.ends_with(&format!("difference=\"{difference}\"")), "{header}");
}

#[tokio::test]
async fn the_form_of_the_signature_is_looked_at_first() {
    let facts = facts().await;
    let right = facts.sign(CLIENT);
    let without_uid = facts.sign("app_id=423004method=friends.getsession_key=TOKENPRIVATE");
    for (sig, mistakes, signed) in [
        (right.to_uppercase(), &["uppercase-digest"][..], Some(CLIENT)),
        (format!("{right}\n"), &["sig-with-space"], Some(CLIENT)),
        (
            without_uid.to_uppercase(),
            &["uppercase-digest", "uid-missing"],
            Some("app_id=423004method=friends.getsession_key=TOKENPRIVATE"),
        ),
        (String::new(), &["sig-empty"], None),
        ("a".repeat(40), &["sha1"], None),
        ("wrong".to_owned(), &["not-hexadecimal"], None),
        ("0".repeat(32), &[], None),
    ] {
        facts.send(IN_CLIENT, &sig).await;
        let explanation = facts.explanation();
        assert_eq!(names(&explanation), mistakes, "{sig}");
        assert_eq!(explanation.signed(), signed.map(|signed| facts.masked(signed)).as_deref(), "{sig}");
    }
}

#[tokio::test]
async fn a_dropped_parameter_is_named_whichever_it_is() {
    let facts = facts().await;
    for name in ["app_id", "ext", "method", "offset"] {
        let parameters = [APP, ("ext", "1"), GET, ("offset", "5"), SESSION];
        let kept = parameters.iter().filter(|(known, _)| *known != name);
        let base = kept.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().concat();
        facts.send(&parameters, &facts.sign(&format!("UID{base}PRIVATE"))).await;
        let explanation = facts.explanation();
        let [mistake] = explanation.mistakes() else { panic!("one mistake: {explanation}") };
        assert_eq!((mistake.name(), mistake.about()), ("not-signed", Some(name)));
        assert!(explanation.to_string().contains(&format!("not signed: {name})")), "{explanation}");
    }
}

#[tokio::test]
async fn a_file_that_was_signed_is_recognised_by_its_content_and_by_its_name() {
    let facts = facts().await;
    let part = "--cut\r\nContent-Disposition: form-data; name=\"img_file\"; filename=\"a.png\"\r\n\r\n";
    let body = [part.as_bytes(), b"\x89PNG\xFF", b"\r\n--cut--\r\n"].concat();
    let (before, after) = ("UIDapp_id=423004img_file=", "method=friends.getsession_key=TOKENPRIVATE");
    let contents: [(&[u8], &str, &str); 3] = [
        (b"\x89PNG\xFF", "its content", "{the 5 bytes of the file}"),
        (b"a.png", "its name", "a.png"),
        (b"@a.png", "its name", "@a.png"),
    ];
    for (content, about, shown) in contents {
        let base = [facts.filled(before).as_bytes(), content, facts.filled(after).as_bytes()].concat();
        let target =
            format!("/platform/api?method=friends.get&app_id=423004&session_key={}&sig={}", facts.token, digest(&base));
        let reply = post(&facts.sandbox, &target, "multipart/form-data; boundary=cut", &body).await;
        assert_eq!(reply.error_code(), 104);
        let explanation = facts.explanation();
        let [mistake] = explanation.mistakes() else { panic!("one mistake: {explanation}") };
        assert_eq!((mistake.name(), mistake.about()), ("file-signed", Some(about)));
        assert_eq!(explanation.signed(), Some(facts.masked(&format!("{before}{shown}{after}")).as_str()));
    }
}

#[tokio::test]
async fn texts_in_windows_1251_are_recognised() {
    let facts = facts().await;
    let (before, after) = ("UIDapp_id=423004method=friends.getsession_key=TOKENtext=", "PRIVATE");
    let base = [facts.filled(before).as_bytes(), b"\xcf\xf0\xe8\xe2\xe5\xf2", facts.private.as_bytes()].concat();
    facts.send(&[GET, APP, SESSION, ("text", "Привет")], &digest(&base)).await;
    let explanation = facts.explanation();
    assert_eq!(names(&explanation), ["windows-1251"]);
    let shown = facts.masked(&format!("{before}Привет{{in windows-1251}}{after}"));
    assert_eq!(explanation.signed(), Some(shown.as_str()));
}

#[tokio::test]
async fn no_key_and_no_session_key_is_told_anywhere() {
    let facts = facts().await;
    let leaking = [GET, APP, SESSION, ("note", "PRIVATE and SECRET"), ("PRIVATE", "SECRET")];
    for (parameters, _, signed, _) in ROWS {
        for parameters in [parameters, &leaking[..]] {
            let reply = facts.send(parameters, &facts.sign(signed)).await;
            let told = format!("{}{}{}", reply.head, reply.body, facts.explanation());
            for secret in [&facts.private, &facts.secret, &facts.token] {
                assert!(!told.contains(secret.as_str()), "{signed}");
            }
        }
    }
    let log = format!("{:?}", facts.sandbox.requests());
    assert!(!log.contains(&facts.token) && !log.contains(&facts.sign(CLIENT)));
}

#[tokio::test]
async fn hostile_values_do_not_leave_their_header() {
    let facts = facts().await;
    for text in ["a\r\nSet-Cookie: a=b", "\u{202e}\u{0}\u{1b}[2J", "\"; mistake=none; \"", "й".repeat(1000).as_str()] {
        let reply = facts.send(&[GET, APP, SESSION, ("text", text), (text, "1")], &"0".repeat(32)).await;
        assert_eq!((reply.error_code(), reply.header("set-cookie")), (104, None));
        let header = reply.header("x-sandbox-signature").expect("it is explained");
        assert!(header.len() < 8000 && header.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{header}");
        assert!(header.starts_with("mistake=unknown; expected=\""), "{header}");
        let log = facts.explanation().to_string();
        assert!(!log.contains(['\r', '\0', '\u{1b}', '\u{202e}']) && log.lines().count() == 2, "{log}");
    }
}

#[tokio::test]
async fn a_huge_request_is_answered_without_a_long_search() {
    let facts = facts().await;
    let parameters = |count| (0..count).map(|number| format!("a{number}=&")).collect::<Vec<_>>().concat();
    let long = format!("text={}&", "a".repeat(2 << 20));
    for more in [parameters(300), parameters(100_000), long] {
        let call = Call::client(&facts.sandbox, "friends.get").with("sig", &"0".repeat(32));
        let body = format!("{more}{}", call.encoded());
        let reply = post(&facts.sandbox, "/platform/api", crate::client::FORM, body.as_bytes()).await;
        assert_eq!(reply.error_code(), 104);
        let explanation = facts.explanation();
        assert!(explanation.expected().len() < 20_000 && explanation.signed().is_none());
        assert!(explanation.to_string().contains("too large"), "{explanation}");
    }
}

#[tokio::test]
async fn whoever_asked_to_is_told_of_each_request_before_its_client_is() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&told);
    let observe = move |request: &RecordedRequest| {
        let mistakes = request.signature_explanation().map(|explanation| names(explanation).join(","));
        record.lock().expect("no test failed").push((request.method().map(str::to_owned), mistakes));
    };
    let sandbox = Sandbox::builder().on_request(observe).start().await.expect("a free port");
    Call::client(&sandbox, "friends.get").get().await;
    Call::client(&sandbox, "users.getInfo").with("sig", "wrong").get().await;
    let expected = [("friends.get", None), ("users.getInfo", Some("not-hexadecimal".to_owned()))];
    let expected = expected.map(|(method, mistakes)| (Some(method.to_owned()), mistakes));
    assert_eq!(*told.lock().expect("no test failed"), expected);
}
