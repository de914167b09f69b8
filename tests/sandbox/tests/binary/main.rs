//! The binary as a shell meets it: what it prints, how it ends.

mod served;

use std::io::Read;
use std::net::{TcpListener, TcpStream};

use served::{Served, finished};

#[test]
fn it_prints_exports_that_lead_to_a_sandbox() {
    let served = Served::start(&[]);
    for name in ["PRIVATE_KEY", "SECRET_KEY", "ACCESS_TOKEN"] {
        assert_eq!(served.export(&format!("MAILRU_{name}")).len(), 32);
    }
    assert!(served.export("MAILRU_UID").parse::<u64>().is_ok());
    assert!(served.export("MAILRU_OAUTH_URL").ends_with("/oauth"));
    assert!(served.export("MAILRU_OAUTH_MAIL_URL").ends_with("/oauth.mail.ru"));
    let app_id = served.export("MAILRU_APP_ID");
    let answer = served.answer(&format!("/platform/api?method=friends.get&app_id={app_id}"));
    assert!(answer.contains("parameter 'sig' is necessary"), "{answer}");
}

#[test]
fn applications_of_oauth_mail_are_options() {
    let site = "id=site; secret=key; redirect=https://example.org/back/";
    let served = Served::start(&["--mail-app", site, "--mail-app", "id=phone", "--mail-error-statuses"]);
    let of = |name: &str| served.export(&format!("MAILRU_OAUTH_MAIL_{name}"));
    assert_eq!((of("ID"), of("SECRET")), ("site", "key"));
    let page = "/oauth.mail.ru/login?response_type=code&redirect_uri=https%3A%2F%2Fexample.org%2Fback&client_id=";
    assert!(served.answer(&format!("{page}site")).starts_with("HTTP/1.1 400 "), "not to the letter");
    assert!(served.answer(&format!("{page}phone")).starts_with("HTTP/1.1 200 "));
    assert!(served.answer("/oauth.mail.ru/userinfo").starts_with("HTTP/1.1 400 "));
}

#[test]
fn it_says_on_stderr_why_a_signature_is_wrong() {
    let mut served = Served::start(&[]);
    let (app_id, token) = (served.export("MAILRU_APP_ID"), served.export("MAILRU_ACCESS_TOKEN"));
    let call = format!("/platform/api?method=friends.get&app_id={app_id}&session_key={token}&sig=wrong");
    let answer = served.answer(&call);
    assert!(answer.contains("\"error_code\":104"), "{answer}");
    let expected = format!(
        "  expected:   {}app_id={app_id}method=friends.getsession_key={{session_key}}{{private_key}}",
        served.export("MAILRU_UID")
    );
    served.process.kill().expect("it runs");
    let mut said = String::new();
    served.process.stderr.as_mut().expect("stderr is piped").read_to_string(&mut said).expect("stderr is UTF-8");
    let lines: Vec<&str> = said.lines().skip(1).collect();
    assert_eq!(lines[0], "mailru-sandbox: friends.get: wrong signature");
    assert_eq!(lines[1], "  mistake:    not-hexadecimal (`sig` is not hexadecimal)");
    assert_eq!(lines[2..], [expected]);
}

#[cfg(unix)]
#[test]
fn it_stops_when_interrupted_or_terminated_and_has_printed_nothing_else() {
    for signal in ["-INT", "-TERM"] {
        let mut served = Served::start(&["--fault", "latency=1000m; on=lookup"]);
        // Left open, so that stopping cannot mean waiting for clients: one that says nothing, and one that waits.
        let _idle = TcpStream::connect(served.host()).expect("it listens");
        let _waits = served.ask("/platform/mail/nobody");
        served.signal(signal);
        assert!(served.process.wait().expect("it ends").success(), "{signal}");
        let mut rest = String::new();
        let stdout = served.process.stdout.as_mut().expect("stdout is piped");
        stdout.read_to_string(&mut rest).expect("stdout is UTF-8");
        assert_eq!(rest, "");
        let mut said = String::new();
        let stderr = served.process.stderr.as_mut().expect("stderr is piped");
        stderr.read_to_string(&mut said).expect("stderr is UTF-8");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_port_in_use_is_a_clear_error_with_status_1() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = finished(&["--port", &port]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains(&format!("port {port} of 127.0.0.1 is in use")), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn methods_lists_the_methods_of_the_spec_name_first() {
    let output = finished(&["methods"]);
    assert!(output.status.success());
    let listed = String::from_utf8(output.stdout).expect("stdout is UTF-8");
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let known = mailru_sdk::api::GROUPS.iter().flat_map(|group| group.methods).map(|method| method.name);
    assert_eq!(names, known.collect::<Vec<_>>());
    assert!(listed.lines().all(|line| line.split_whitespace().count() == 6), "{listed}");
    let friends = listed.lines().find(|line| line.starts_with("friends.get ")).expect("friends.get");
    assert_eq!(friends.split_whitespace().collect::<Vec<_>>()[1..5], ["GET", "any", "read", "-"]);
}

#[test]
fn what_is_said_on_the_command_line_is_so() {
    let served = Served::start(&[
        "--app-id",
        "7",
        "--private-key",
        "it's",
        "--seed",
        "2",
        "--redirect-prefix",
        "http://localhost:8080/",
        "--fault",
        "error=201; on=users.getInfo; times=1",
    ]);
    assert_eq!((served.export("MAILRU_APP_ID"), served.export("MAILRU_PRIVATE_KEY")), ("7", r"'it'\''s'"));
    assert_ne!(served.export("MAILRU_UID"), Served::start(&[]).export("MAILRU_UID"));
    let foreign = "/oauth/authorize?client_id=7&response_type=code&redirect_uri=http%3A%2F%2Fexample.com%2F";
    assert!(served.answer(foreign).starts_with("HTTP/1.1 400 "));
    let call = "/platform/api?method=users.getInfo";
    assert!(served.answer(call).contains("\"error_code\":201"), "injected");
    assert!(served.answer(call).contains("\"error_code\":100"), "over");
}

#[cfg(unix)]
#[test]
fn with_log_there_is_a_line_for_each_call_and_none_without() {
    for (options, expected) in [(&["--log"][..], 4), (&[], 0)] {
        let served = Served::start(options);
        served.answer("/platform/api?method=friends.get");
        served.answer("/platform/api?method=%0A%1B[31m");
        let form = "Content-Type: application/x-www-form-urlencoded\r\nHost: localhost\r\n";
        served.answer_to("POST /oauth/token", form, "grant_type=refresh_token");
        served.answer("/oauth.mail.ru/userinfo?access_token=none");
        let said = served.said();
        let calls: Vec<&str> = said.lines().skip(1).collect();
        assert_eq!(calls.len(), expected, "{said}");
        if expected > 0 {
            assert_eq!(calls[0], "mailru-sandbox: 400 GET client friends.get error 100");
            assert_eq!(
                calls[1], "mailru-sandbox: 400 GET client \\n\\u{1b}[31m error 2",
                "no line of the client's own"
            );
            assert_eq!(calls[2], "mailru-sandbox: 400 POST token refresh_token error invalid_client");
            assert_eq!(calls[3], "mailru-sandbox: 200 GET oauth.mail.ru userinfo error 6");
        }
    }
}

#[test]
fn what_clients_do_otherwise_is_an_option() {
    let options =
        ["--old-names", "--basic-credentials", "--strict-signatures", "--lose-state", "--client-timeout", "200ms"];
    let lenient = Served::start(&[&options[..], &["--host-name", "connect.mail.ru"]].concat());
    let usual = Served::start(&[]);
    let form = "Content-Type: application/x-www-form-urlencoded\r\nHost: connect.mail.ru\r\n";
    let answer = lenient.answer_to("POST /platform/api", form, "method=friends.get&client_id=423004");
    assert!(answer.contains("parameter 'sig' is necessary"), "{answer}");
    assert!(
        usual.answer("/platform/api?method=friends.get&client_id=423004").contains("parameter 'app_id' is necessary")
    );
    let refused = usual.answer_to("POST /platform/api", form, "method=friends.get");
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    let basic = format!("{form}Authorization: Basic NDIzMDA0Og==\r\n");
    let answer = lenient.answer_to("POST /oauth/token", &basic, "grant_type=password&client_id=1");
    assert!(answer.contains("invalid_request"), "the header and the form name two applications: {answer}");
    // Nothing is asked: the answer is the end of the connection.
    let mut silent = TcpStream::connect(lenient.host()).expect("it listens");
    let mut answer = String::new();
    silent.read_to_string(&mut answer).expect("it hangs up");
    assert_eq!(answer, "");
}

#[test]
fn help_says_what_it_is_how_to_begin_and_which_faults_there_are() {
    let output = finished(&["--help"]);
    let help = String::from_utf8(output.stdout).expect("stdout is UTF-8");
    assert!(output.status.success());
    for said in ["local Mail.ru platform", "127.0.0.1", "Examples:", "--port 0", "--token-lifetime", "Ctrl-C"] {
        assert!(help.contains(said), "{said}: {help}");
    }
    let faults = "latency expiry status error html drop cut truncated malformed content-type padding";
    let narrowed = "on times skip probability carried-out";
    for word in faults.split(' ').chain(narrowed.split(' ')) {
        assert!(help.contains(word), "{word}: {help}");
    }
    let short = finished(&["-h"]).stdout;
    assert!(short.len() < help.len() && short.windows(9).any(|words| words == b"Examples:"));
}

#[test]
fn a_wrong_option_is_a_clear_error_with_status_2() {
    for (options, expected) in [
        (&["--fault", "often"][..], "\"often\" is no fault"),
        (&["--token-lifetime", "1"], "a time is a number and ms, s, m, h or d"),
        (&["--testers", "1"], "--in-development"),
        (&["--prot", "0"], "--port"),
    ] {
        let output = finished(options);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
    }
    for (options, expected) in [
        (["--fault", "drop; on=friends.got"], "no method is called \"friends.got\""),
        (["--secret-key", ""], "the secret key is empty"),
    ] {
        let output = finished(&[&["--port", "0"], &options[..]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}
