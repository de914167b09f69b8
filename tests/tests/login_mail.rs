//! The example that signs a user in by OAuth Mail, as a shell meets it.

use std::process::{Command, Stdio};

use mailru_tests::example::executable;

fn lines(arguments: &[&str]) -> (bool, Vec<String>, String) {
    let mut command = Command::new(executable("login_mail").unwrap());
    for name in ["MAILRU_OAUTH_MAIL_ID", "MAILRU_OAUTH_MAIL_SECRET", "MAILRU_OAUTH_MAIL_URL"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout).lines().map(str::to_owned).collect(), text(output.stderr))
}

#[test]
fn the_demo_prints_a_profile_a_refreshed_session_and_a_text_for_imap() {
    let (success, lines, errors) = lines(&["--demo"]);
    assert!(success, "{errors}");
    let [_, signed_in, refreshed, sasl] = &lines[..] else { panic!("{lines:?}") };
    assert!(signed_in.starts_with("signed in: ") && signed_in.contains('@'), "{signed_in}");
    assert_eq!(refreshed, "refreshed, with another token: true");
    // "user=" in base64.
    assert!(sasl.starts_with("XOAUTH2: dXNlcj"), "{sasl}");
}

#[test]
fn whoever_pastes_nothing_is_told_what_is_wrong() {
    let (success, lines, errors) = lines(&[]);
    assert!(!success && lines.iter().any(|line| line.contains("/login?client_id=")), "{lines:?}");
    assert_eq!(errors.trim(), "the `state` of the redirect is not the one that was sent");
}
