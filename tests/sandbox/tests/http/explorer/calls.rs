//! Calls that the forms of the page make.

use mailru_sandbox::{Circuit, SignatureMistake};

use super::{result, sandbox, submit};
use crate::client::{FORM, encode, get, post};

#[tokio::test]
async fn a_form_makes_a_signed_call_and_shows_all_of_it() {
    let sandbox = sandbox().await;
    let reply = submit(&sandbox, "friends.get", &[("p.ext", "1"), ("p.offset", "41"), ("p.uid", "")]).await;
    let page = result(&sandbox, &reply).await;
    let requests = sandbox.requests();
    let [request] = &requests[..] else { panic!("one request: {requests:?}") };
    assert_eq!((request.status(), request.circuit(), request.verb()), (200, Circuit::Client, "GET"));
    assert_eq!(
        (request.parameter("ext"), request.parameter("offset"), request.parameter("uid")),
        (Some("1"), Some("41"), None)
    );
    let base = format!(
        "{}app_id=423004ext=1method=friends.getoffset=41session_key={{session_key}}{{private_key}}",
        sandbox.uid()
    );
    for text in [&base, "<th>offset</th><td>41</td>", "&quot;first_name&quot;: ", "<h2>Request 1</h2>"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(
        page.contains("<option value=\"1\" selected>1</option>") && page.contains("value=\"41\""),
        "the form is as it was"
    );
}

#[tokio::test]
async fn a_call_is_made_in_either_circuit_by_whoever_is_chosen() {
    let sandbox = sandbox().await;
    let friend = crate::client::Call::client(&sandbox, "friends.get").get().await.json()[0].clone();
    let friend = friend.as_str().expect("an id");
    for (circuit, acting, status) in [
        ("client", "session", 200),
        ("server", "session", 200),
        ("server", "uid", 200),
        ("client", "uid", 400),
        ("server", "nobody", 400),
        ("client", "nobody", 400),
    ] {
        let fields = [("circuit", circuit), ("acting", acting), ("user", friend)];
        submit(&sandbox, "friends.get", &fields).await;
        let request = sandbox.requests().pop().expect("a request");
        assert_eq!((request.status(), request.circuit().to_string().as_str()), (status, circuit), "{acting}");
        assert_ne!(request.error_code(), Some(104), "{circuit} {acting}");
        assert_ne!(request.parameter("session_key"), Some(sandbox.access_token()), "the session is the friend's");
        assert_eq!(
            (request.parameter("session_key").is_some(), request.parameter("uid")),
            match acting {
                "session" => (true, None),
                "uid" => (false, Some(friend)),
                _ => (false, None),
            }
        );
    }
}

#[tokio::test]
async fn more_parameters_may_be_empty_unknown_or_anything_else() {
    let sandbox = sandbox().await;
    submit(&sandbox, "friends.get", &[("more", "format=xml\r\n\r\nuids=\r\nnote=a=b&c")]).await;
    let request = sandbox.requests().pop().expect("a request");
    let sent = ["format", "uids", "note"].map(|name| request.parameter(name));
    assert_eq!((sent, request.error_code()), ([Some("xml"), Some(""), Some("a=b&c")], Some(100)));
}

#[tokio::test]
async fn a_file_is_uploaded() {
    let sandbox = sandbox().await;
    let part = |name: &str, value: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut body = [("method", "gifts.wrap"), ("circuit", "client"), ("acting", "session"), ("p.img_url", "")]
        .map(|(name, value)| part(name, value))
        .concat();
    body.push_str(&part("user", &sandbox.uid().to_string()));
    let file = "--cut\r\nContent-Disposition: form-data; name=\"p.img_file\"; filename=\"a \"b\".png\"\r\n\
                Content-Type: image/png\r\n\r\n";
    let body =
        [body.as_bytes(), file.replace("\"b\"", "%22b%22").as_bytes(), b"\x89PNG\xFF", b"\r\n--cut--\r\n"].concat();
    let reply = post(&sandbox, "/sandbox/call", "multipart/form-data; boundary=cut", &body).await;
    let page = result(&sandbox, &reply).await;
    let request = sandbox.requests().pop().expect("a request");
    assert_eq!((request.status(), request.verb(), request.parameter("img_url")), (200, "POST", None));
    let file = &request.files()[0];
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("img_file", &b"\x89PNG\xFF"[..]));
    assert_eq!(file.media_type.as_deref(), Some("image/png"));
    assert!(page.contains("image/png, 5 bytes"), "{page}");
}

#[tokio::test]
async fn a_script_gets_the_signed_call_and_makes_it_by_itself() {
    let sandbox = sandbox().await;
    let form =
        |method: &str| format!("method={method}&circuit=client&acting=session&user={}&p.offset=41", sandbox.uid());
    let signed = post(&sandbox, "/sandbox/sign", FORM, form("friends.get").as_bytes()).await;
    assert_eq!((signed.status, signed.header("content-type")), (200, Some("application/json")));
    let signed = signed.json();
    assert_eq!((&signed["verb"], &signed["files"]), (&"GET".into(), &0.into()));
    assert!(sandbox.requests().is_empty(), "signing is no call");
    let pairs = signed["fields"].as_array().expect("pairs").iter();
    let query: Vec<String> = pairs
        .map(|pair| format!("{}={}", pair[0].as_str().expect("a name"), encode(pair[1].as_str().expect("a value"))))
        .collect();
    let answer = get(&sandbox, &format!("/platform/api?{}", query.join("&"))).await;
    assert_eq!((answer.status, answer.header("x-sandbox-request")), (200, Some("1")));
    assert_eq!(sandbox.requests()[0].parameter("offset"), Some("41"));
    let refused = post(&sandbox, "/sandbox/sign", FORM, form("no.method").as_bytes()).await;
    assert_eq!((refused.status, refused.body.as_str()), (400, "there is no such method\n"));
}

#[tokio::test]
async fn mistakes_can_be_made_on_purpose_and_are_explained_on_the_page() {
    let sandbox = sandbox().await;
    let text = ("p.offset", "0");
    for (circuit, mistake) in [
        ("client", "keys-swapped"),
        ("client", "uid-missing"),
        ("server", "uid-in-front"),
        ("server", "secure-not-signed"),
        ("client", "unsorted"),
        ("client", "separators"),
        ("client", "falsy-not-signed"),
        ("client", "key-with-space"),
    ] {
        let reply = submit(&sandbox, "friends.get", &[("circuit", circuit), ("mistake", mistake), text]).await;
        let page = result(&sandbox, &reply).await;
        let request = sandbox.requests().pop().expect("a request");
        let explanation = request.signature_explanation().expect("the signature is wrong");
        assert_eq!(explanation.mistakes().iter().map(SignatureMistake::name).collect::<Vec<_>>(), [mistake]);
        assert!(page.contains("The signature is wrong") && page.contains(&format!("<b>{mistake}</b>")), "{page}");
    }
    let impossible = submit(&sandbox, "friends.get", &[("mistake", "file-signed")]).await;
    assert_eq!((impossible.status, impossible.body.as_str()), (400, "the mistake cannot be made in this call\n"));
}

#[tokio::test]
async fn faults_hit_calls_of_the_page_too() {
    let sandbox = sandbox().await;
    sandbox.inject("status=503".parse().expect("a fault"));
    let page = get(&sandbox, "/").await.body;
    assert!(page.contains("<code>status=503</code>"), "{page}");
    let page = result(&sandbox, &submit(&sandbox, "friends.get", &[]).await).await;
    assert!(
        page.contains("<span class=\"fault\">status=503</span>") && page.contains("<span class=\"bad\">503</span>")
    );
}

#[tokio::test]
async fn a_form_that_makes_no_sense_is_refused() {
    let sandbox = sandbox().await;
    for (field, value, problem) in [
        ("method", "no.method", "there is no such method\n"),
        ("circuit", "", "there is no such circuit\n"),
        ("acting", "", "there is no such way to act\n"),
        ("user", "1", "there is no such user\n"),
        ("user", "me", "there is no such user\n"),
    ] {
        let reply = submit(&sandbox, "friends.get", &[(field, value)]).await;
        assert_eq!((reply.status, reply.body.as_str()), (400, problem), "{field}");
    }
    let broken = post(&sandbox, "/sandbox/call", "application/json", b"{}").await;
    assert_eq!((broken.status, broken.body.as_str()), (400, "the form cannot be read\n"));
    assert!(sandbox.requests().is_empty());
}
