//! The binary as a shell meets it: what it prints, how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};

fn binary(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finished(arguments: &[&str]) -> Output {
    binary(arguments).output().expect("the binary runs")
}

/// A sandbox that is killed when a test fails before it has ended.
struct Served {
    process: Child,
    exports: Vec<String>,
}

impl Served {
    fn start(options: &[&str]) -> Self {
        let mut process = binary(&[&["--port", "0"], options].concat()).spawn().expect("the binary runs");
        let lines = BufReader::new(process.stdout.as_mut().expect("stdout is piped")).lines();
        let mut exports: Vec<String> = Vec::new();
        for line in lines {
            exports.push(line.expect("stdout is UTF-8"));
            if exports[exports.len() - 1].starts_with("export MAILRU_UID=") {
                break;
            }
        }
        Self { process, exports }
    }

    fn host(&self) -> &str {
        self.export("MAILRU_API_URL").trim_start_matches("http://").split('/').next().expect("a host")
    }

    /// A connection on which something has been asked.
    fn ask(&self, target: &str) -> TcpStream {
        let host = self.host();
        let mut stream = TcpStream::connect(host).expect("it listens");
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        stream
    }

    /// The answer to a request with header lines of its own, each with its end; a `Host` is one of them.
    fn answer_to(&self, request_line: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).expect("it listens");
        let length = body.len();
        let request =
            format!("{request_line} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    fn answer(&self, target: &str) -> String {
        let mut answer = String::new();
        self.ask(target).read_to_string(&mut answer).expect("it answers");
        answer
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let kill = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(kill.expect("kill runs").success());
    }

    /// Everything that it wrote on stderr, once it has been told to end.
    #[cfg(unix)]
    fn said(mut self) -> String {
        self.signal("-TERM");
        assert!(self.process.wait().expect("it ends").success());
        let mut said = String::new();
        let stderr = self.process.stderr.as_mut().expect("stderr is piped");
        stderr.read_to_string(&mut said).expect("stderr is UTF-8");
        said
    }

    fn export(&self, name: &str) -> &str {
        let prefix = format!("export {name}=");
        let value = self.exports.iter().find_map(|line| line.strip_prefix(&prefix));
        value.unwrap_or_else(|| panic!("{name} is exported: {:?}", self.exports))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Most have ended by now, and then there is nothing to kill.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

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
    for (options, expected) in [(&["--log"][..], 2), (&[], 0)] {
        let served = Served::start(options);
        served.answer("/platform/api?method=friends.get");
        served.answer("/platform/api?method=%0A%1B[31m");
        let said = served.said();
        let calls: Vec<&str> = said.lines().skip(1).collect();
        assert_eq!(calls.len(), expected, "{said}");
        if expected > 0 {
            assert_eq!(calls[0], "mailru-sandbox: 400 GET client friends.get error 100");
            assert_eq!(
                calls[1], "mailru-sandbox: 400 GET client \\n\\u{1b}[31m error 2",
                "no line of the client's own"
            );
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
