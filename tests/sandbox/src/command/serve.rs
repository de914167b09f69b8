//! `mailru-sandbox`: starts a sandbox, says on stdout how to reach it, and serves until interrupted.

use std::error::Error;
use std::io::{self, Write};

use mailru_sandbox::{MailRequest, RecordedRequest, SandboxBuilder, TokenRequest};

use super::interruption::Interruption;

#[tokio::main(flavor = "current_thread")]
pub(super) async fn run(builder: SandboxBuilder, logs: bool) -> Result<(), Box<dyn Error>> {
    // Before anything is printed: whoever reads the output may interrupt at once.
    let interrupted = Interruption::new()?;
    let builder = if logs {
        builder.on_request(tell).on_token_request(tell_of_tokens).on_mail_request(tell_of_mail)
    } else {
        builder.on_request(complain)
    };
    let sandbox = builder.start().await?;
    io::stdout().lock().write_all(sandbox.exports().as_bytes())?;
    // Whoever closed stderr does not want to be told.
    let _ = writeln!(
        io::stderr().lock(),
        "mailru-sandbox: serving {} until interrupted; log in as {} with the password {}",
        sandbox.page_url(),
        sandbox.user_email(),
        sandbox.password()
    );
    interrupted.wait().await?;
    sandbox.stop().await;
    Ok(())
}

/// Says on stderr what was called and what came of it.
fn tell(request: &RecordedRequest) {
    let (status, circuit, verb) = (request.status(), request.circuit(), request.verb());
    let code = request.error_code().map_or_else(String::new, |code| format!(" error {code}"));
    let faults = faults(request.faults());
    let method = request.method().unwrap_or("-");
    // A method is whatever the client wrote.
    let method = method.escape_debug();
    let _ = writeln!(io::stderr().lock(), "mailru-sandbox: {status} {verb} {circuit} {method}{code}{faults}");
    complain(request);
}

/// The same of the platform's token endpoint.
fn tell_of_tokens(request: &TokenRequest) {
    let (status, verb, grant) = (request.status(), request.verb(), request.grant().unwrap_or("-"));
    let error = request.error().map_or_else(String::new, |error| format!(" error {error}"));
    let faults = faults(request.faults());
    let _ = writeln!(io::stderr().lock(), "mailru-sandbox: {status} {verb} token {grant}{error}{faults}");
}

/// The same of OAuth Mail.
fn tell_of_mail(request: &MailRequest) {
    let (status, verb, endpoint) = (request.status(), request.verb(), request.endpoint());
    let code = request.error_code().map_or_else(String::new, |code| format!(" error {code}"));
    let faults = faults(request.faults());
    let _ = writeln!(io::stderr().lock(), "mailru-sandbox: {status} {verb} oauth.mail.ru {endpoint}{code}{faults}");
}

fn faults(hit: &[String]) -> String {
    if hit.is_empty() { String::new() } else { format!(" [{}]", hit.join(", ")) }
}

/// Says on stderr why a signature was wrong.
fn complain(request: &RecordedRequest) {
    if let Some(explanation) = request.signature_explanation() {
        let method = request.method().unwrap_or_default();
        let lines = explanation.to_string().replace('\n', "\n  ");
        let _ = writeln!(io::stderr().lock(), "mailru-sandbox: {method}: wrong signature\n  {lines}");
    }
}
