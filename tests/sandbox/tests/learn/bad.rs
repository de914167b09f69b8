//! Each kind of bad input is one line and exit status 1.

use serde_json::json;

use crate::files::{Folder, entry, har, learn, run};

/// The one line about a file with that content.
fn refused(name: &str, text: &str) -> String {
    let folder = Folder::new();
    let path = folder.write(name, text);
    let (status, stdout, stderr) = learn(&path);
    assert_eq!((status, stdout.as_str(), stderr.lines().count()), (1, "", 1), "{stderr}");
    let line = stderr.trim_end().strip_prefix("mailru-sandbox: ").expect("the program says so").to_owned();
    line.replace(path.to_str().unwrap(), "FILE")
}

#[test]
fn bad_files_are_told_apart() {
    let whole = har(&[entry("friends.get", &[], &json!(["15410773191172635989"]))]).to_string();
    let recording = json!({ "recording": 9, "number": 1 }).to_string();
    for (text, expected) in [
        ("<html></html>", "FILE:1:1 is not JSON"),
        ("{\"log\": {\"version\": \"1.2\", \"entries\": [}}", "FILE:1:40 is not JSON"),
        ("", "FILE is truncated: it ends in line 1"),
        (&whole[..whole.len() / 2], "FILE is truncated: it ends in line 1"),
        (&whole.replace("1.2", "1.1"), "FILE is a HAR file of version 1.1, and only 1.2 is read"),
        (&recording, "FILE is a recording of version 9, and this program reads version 1: a newer one reads it"),
        ("{\"recording\": 1}", "FILE is wrong at `.`: it is missing, or of another kind than it has to be"),
        (
            "{\"log\": {\"entries\": []}}",
            "FILE is wrong at `log.version`: it is missing, or of another kind than it has to be",
        ),
        ("{\"log\": 5}", "FILE is wrong at `log`: it is missing, or of another kind than it has to be"),
        (
            "{\"log\": {\"version\": \"1.2\", \"entries\": [{\"request\": \"secret\"}]}}",
            "FILE is wrong at `log.entries[0]`: it is missing, or of another kind than it has to be",
        ),
        ("{\"name\": \"a package\"}", "FILE is neither a recording nor a HAR file"),
        ("[1, 2]", "FILE is neither a recording nor a HAR file"),
    ] {
        assert_eq!(refused("some.har", text), expected, "{text}");
    }
}

#[test]
fn a_file_that_is_not_there_and_an_empty_folder_are_told() {
    let folder = Folder::new();
    let (status, _, stderr) = learn(&folder.path("nothing.har"));
    assert!(status == 1 && stderr.contains("nothing.har cannot be read: No such file"), "{stderr}");
    let (status, _, stderr) = learn(&folder.path(""));
    assert!(status == 1 && stderr.trim_end().ends_with("holds no recordings"), "{stderr}");
}

#[test]
fn record_replay_and_learn_say_how_they_are_used() {
    for command in ["record", "replay", "learn"] {
        let (status, stdout, _) = run(&[command, "--help"]);
        assert_eq!(status, 0);
        assert!(stdout.contains("Examples:\n") && stdout.contains(&format!("  mailru-sandbox {command} ")), "{stdout}");
    }
    let (status, _, stderr) = run(&["record", "--upstream", "appsmail.ru", "--to", "nowhere"]);
    assert!(
        status == 1 && stderr == "mailru-sandbox: 'appsmail.ru' is no address of the form https://host\n",
        "{stderr}"
    );
    let (status, _, stderr) = run(&["replay", "nowhere", "--port", "0"]);
    assert!(status == 1 && stderr.starts_with("mailru-sandbox: nowhere cannot be read"), "{stderr}");
}
