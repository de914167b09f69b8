//! Root certificates that cannot be used, and a machine that has none.

use std::process::Command;

use mailru_sdk::{ServerApp, Settings};
use mailru_tests::{scripted::Scripted, server::find};

use crate::{ANSWER, environment::caller};

fn problem(settings: Settings) -> String {
    ServerApp::new(1, "key").settings(settings).no_user().check().unwrap_err().to_string()
}

#[test]
fn what_is_no_certificate_is_refused_by_the_name_of_the_setting() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (pem, words) in [
        ("", "hold no certificate in the form PEM"),
        ("CANARY", "hold no certificate in the form PEM"),
        ("-----BEGIN CERTIFICATE-----\nCANARY", "hold one that cannot be read"),
        (broken, "hold one that cannot be read"),
    ] {
        let expected = format!("the root certificates {words}");
        assert_eq!(problem(Settings::new().root_certificates(pem)), expected, "{pem}");
        assert_eq!(problem(Settings::new().only_root_certificates(pem)), expected, "{pem}");
    }
}

/// In a mount namespace of its own, where no folder of certificates has any.
fn without_certificates() -> Option<Command> {
    let unshare = find("unshare")?;
    let hide = "for d in /etc/ssl /etc/pki /usr/share/ca-certificates /usr/local/share/ca-certificates; do\n\
                if [ -d $d ]; then mount -t tmpfs none $d || exit 99; fi\ndone\nexec \"$@\"";
    let command = |program: &[&str]| {
        let mut command = Command::new(&unshare);
        command.args(["--map-root-user", "--mount", "sh", "-c", hide, "sh"]).args(program);
        command
    };
    if command(&["true"]).status().is_ok_and(|status| status.success()) {
        return Some(command(&[]));
    }
    eprintln!("skipped: this test needs a mount namespace");
    None
}

#[tokio::test]
async fn a_machine_without_certificates_reaches_a_platform_of_its_own() {
    let server = Scripted::body(200, ANSWER).await.unwrap();
    let Some(command) = without_certificates() else { return };
    // The address of the grants is the default one, over HTTPS.
    assert_eq!(caller(command, &[&server.api_url()]).await, "[5]");
    let Some(command) = without_certificates() else { return };
    let none = "TLS cannot be set up: unexpected error: No CA certificates were loaded from the system";
    assert_eq!(caller(command, &["https://127.0.0.1:9/platform/api"]).await, none);
}
