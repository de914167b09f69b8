//! `mailru-sandbox compare`: every kind of change of a spec, with what it costs the programs that use it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use mailru_sandbox::compare::{
    Comparison,
    Severity::{self, Major, Minor, Patch},
};

const GIFTS: &str = r#"
doc = "Gifts."
[methods.get]
doc = "Lists gifts."
verb = "GET"
effect = "read"
evidence = "inferred"
page = { offset = "offset", limit = "limit" }
[methods.get.params]
uid = { type = "uid", required = true, doc = "Whose." }
kind = { type = "string", required = true, doc = "Which." }
offset = { type = "u32", doc = "How many to skip." }
limit = { type = "u32", max = 100, doc = "How many at most." }
picture = { either_of = { img_url = "url", img_file = "file" }, doc = "A picture." }
ext = { switch = "extended", doc = "All of them." }
[methods.get.returns]
default = "[uid]"
extended = "[Gift]"
[objects.Gift]
doc = "A gift."
[objects.Gift.fields]
id = { type = "u32", always = true, doc = "Id." }
tags = { type = "[string]", alias = ["labels"], doc = "Words." }
[enums.Occasion]
doc = "When."
[enums.Occasion.values]
birthday = { doc = "A birthday." }
[unions.Part]
doc = "A part."
tag = "object"
[unions.Part.variants]
gift = { type = "Gift", doc = "A gift." }
"#;

const ERRORS: &str = r#"
[codes.102]
name = "AuthorizationFailed"
class = "refresh"
doc = "The session has ended."
"#;

struct Folder(PathBuf);

impl Folder {
    fn with(gifts: &str, errors: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("compare-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("gifts.toml"), gifts).unwrap();
        fs::write(folder.join("errors.toml"), errors).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is told when `from` becomes `to` in the gifts or the errors.
fn changed(from: &str, to: &str) -> Vec<(Severity, String)> {
    assert!(GIFTS.contains(from) || ERRORS.contains(from), "{from}");
    let old = Folder::with(GIFTS, ERRORS);
    let new = Folder::with(&GIFTS.replacen(from, to, 1), &ERRORS.replacen(from, to, 1));
    let comparison = Comparison::of_folders(&old.0, &new.0).unwrap();
    comparison.changes().iter().map(|change| (change.severity, change.text.clone())).collect()
}

/// In the gifts or the errors: what is replaced, by what, how grave it is, what is told.
const CASES: &[(&str, &str, Severity, &str)] = &[
    (
        "offset = { type = \"u32\", doc = \"How many to skip.\" }\n",
        "",
        Major,
        "method `get`, parameter `offset` is gone",
    ),
    ("id = { type = \"u32\"", "id = { type = \"u64\"", Major, "object `Gift`, field `id`: `type` was `u32`, is `u64`"),
    (
        "offset = { type = \"u32\"",
        "offset = { type = \"u64\"",
        Major,
        "method `get`, parameter `offset`: `type` was `u32`, is `u64`",
    ),
    (
        "default = \"[uid]\"",
        "default = \"[string]\"",
        Major,
        "method `get`, answer `default` was `[uid]`, is `[string]`",
    ),
    ("extended = \"[Gift]\"\n", "", Major, "method `get`, answer `extended` is gone"),
    (
        "extended = \"[Gift]\"",
        "extended = \"[Gift]\"\nshort = \"[Gift]\"",
        Minor,
        "method `get`, answer `short` is new: `[Gift] of gifts.toml`",
    ),
    (
        "required = true, doc = \"Which.\"",
        "doc = \"Which.\"",
        Major,
        "method `get`, parameter `kind`: `required` was true, and is no longer said",
    ),
    (
        "offset = {",
        "name = { type = \"string\", required = true, doc = \"Whom.\" }\noffset = {",
        Major,
        "method `get`, parameter `name` is new, and required",
    ),
    (
        "offset = {",
        "name = { type = \"string\", doc = \"Whom.\" }\noffset = {",
        Minor,
        "method `get`, parameter `name` is new",
    ),
    (", always = true", "", Major, "object `Gift`, field `id`: `always` was true, and is no longer said"),
    ("max = 100", "max = 50", Major, "method `get`, parameter `limit`: `max` was 100, is 50"),
    ("max = 100", "max = 1_000", Minor, "method `get`, parameter `limit`: `max` was 100, is 1000"),
    (", max = 100", "", Minor, "method `get`, parameter `limit`: `max` was 100, and is no longer said"),
    ("max = 100", "max = 100, min = 1", Major, "method `get`, parameter `limit`: `min` is 1 now"),
    (
        "img_url = \"url\"",
        "img_url = \"string\"",
        Major,
        "method `get`, parameter `picture`, form `img_url` was `url`, is `string`",
    ),
    (
        "img_file = \"file\"",
        "img_file = \"file\", img_id = \"u32\"",
        Major,
        "method `get`, parameter `picture`, form `img_id` is new: `u32`",
    ),
    (
        "switch = \"extended\"",
        "switch = \"more\"",
        Major,
        "method `get`, parameter `ext`: `switch` was \"extended\", is \"more\"",
    ),
    ("verb = \"GET\"", "verb = \"POST\"", Minor, "method `get`: `verb` was \"GET\", is \"POST\""),
    ("effect = \"read\"", "effect = \"write\"", Minor, "method `get`: `effect` was \"read\", is \"write\""),
    ("verb = \"GET\"", "verb = \"GET\"\ncircuit = \"server\"", Major, "method `get`: `circuit` is \"server\" now"),
    ("verb = \"GET\"", "verb = \"GET\"\ncircuit = \"any\"", Minor, "method `get`: `circuit` is \"any\" now"),
    ("verb = \"GET\"", "verb = \"GET\"\nscope = [\"gifts\"]", Patch, "method `get`: `scope` is [\"gifts\"] now"),
    (
        "page = { offset = \"offset\", limit = \"limit\" }\n",
        "",
        Major,
        "method `get`: `page` was { offset = \"offset\", limit = \"limit\" }, and is no longer said",
    ),
    (
        "alias = [\"labels\"], ",
        "",
        Major,
        "object `Gift`, field `tags`: `alias` was [\"labels\"], and is no longer said",
    ),
    (
        "alias = [\"labels\"]",
        "alias = [\"labels\", \"marks\"]",
        Minor,
        "object `Gift`, field `tags`: `alias` was [\"labels\"], is [\"labels\", \"marks\"]",
    ),
    (
        "type = \"[string]\"",
        "type = \"[string]\", single = true",
        Minor,
        "object `Gift`, field `tags`: `single` is true now",
    ),
    (
        "type = \"[string]\"",
        "type = \"[string]\", rare = true",
        Major,
        "object `Gift`, field `tags`: `rare` is true now",
    ),
    (
        "birthday = {",
        "wedding = { doc = \"A wedding.\" }\nbirthday = {",
        Minor,
        "enum `Occasion`, value `wedding` is new",
    ),
    ("birthday = {", "wedding = {", Major, "enum `Occasion`, value `birthday` is gone"),
    ("doc = \"When.\"", "doc = \"When.\"\nwire = \"int\"", Major, "enum `Occasion`: `wire` is \"int\" now"),
    ("tag = \"object\"", "tag = \"kind\"", Major, "union `Part`: `tag` was \"object\", is \"kind\""),
    (
        "gift = { type = \"Gift\"",
        "gift = { type = \"any\"",
        Major,
        "union `Part`, variant `gift`: `type` was `Gift of gifts.toml`, is `any`",
    ),
    ("class = \"refresh\"", "class = \"retry\"", Minor, "code `102`: `class` was \"refresh\", is \"retry\""),
    (
        "name = \"AuthorizationFailed\"",
        "name = \"Gone\"",
        Major,
        "code `102`: `name` was \"AuthorizationFailed\", is \"Gone\"",
    ),
];

#[test]
fn every_kind_of_change_has_its_weight() {
    for (from, to, severity, text) in CASES {
        let told = changed(from, to);
        assert!(told.contains(&(*severity, (*text).to_owned())), "{from} -> {to}: {told:?}");
    }
}

#[test]
fn documentation_and_evidence_are_no_change() {
    for (from, to) in [("Lists gifts.", "Lists all gifts."), ("\"inferred\"", "\"observed\"")] {
        assert_eq!(changed(from, to), [], "{from}");
    }
}

#[test]
fn another_order_of_arguments_is_told() {
    let (uid, kind) =
        GIFTS.split_once("uid = {").unwrap().1.split_once("offset = ").unwrap().0.split_once('\n').unwrap();
    let told = changed(&format!("uid = {{{uid}\n{kind}"), &format!("{kind}uid = {{{uid}\n"));
    assert_eq!(told, [(Severity::Major, "method `get`: the required parameters are in another order".to_owned())]);
}

#[test]
fn a_type_of_the_file_s_own_hides_the_shared_one_of_that_name() {
    let old = Folder::with(GIFTS, ERRORS);
    let moved = GIFTS.split_once("[objects.Gift]").unwrap();
    let (object, rest) = moved.1.split_once("[enums").unwrap();
    let new = Folder::with(&format!("{}[enums{rest}", moved.0), ERRORS);
    fs::write(new.0.join("types.toml"), format!("[objects.Gift]{object}")).unwrap();
    let comparison = Comparison::of_folders(&old.0, &new.0).unwrap().to_string();
    let line = "method `get`, answer `extended` was `[Gift] of gifts.toml`, is `[Gift] of types.toml`";
    assert!(comparison.contains(line) && comparison.contains("object `Gift` is gone"), "{comparison}");
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox")).arg("compare").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_names_lines_and_fails_beyond_what_is_allowed() {
    let (old, new) = (Folder::with(GIFTS, ERRORS), Folder::with(&GIFTS.replace("[uid]", "[string]"), ERRORS));
    let (old, new) = (old.0.to_str().unwrap(), new.0.to_str().unwrap());
    let expected = "major: gifts.toml:17: method `get`, answer `default` was `[uid]`, is `[string]`\n\
                    1 major, 0 minor, 0 patch: the next version is a major one\n";
    assert_eq!(run(&[old, new]), (0, expected.to_owned(), String::new()));
    let failure = "mailru-sandbox: a major change, where at most a minor one is allowed\n";
    assert_eq!(run(&[old, new, "--at-most", "minor"]), (1, expected.to_owned(), failure.to_owned()));
    assert_eq!(run(&[old, old]).1, "0 major, 0 minor, 0 patch: nothing changes for programs\n");
}

#[test]
fn what_cannot_be_compared_is_one_line() {
    let good = Folder::with(GIFTS, ERRORS);
    let bad = Folder::with("doc = \"Gifts.\"\nmethods = [", ERRORS);
    let (good, bad) = (good.0.to_str().unwrap(), bad.0.to_str().unwrap());
    for (new, said) in [(bad, "gifts.toml:2 is not TOML: "), ("/nowhere", "/nowhere holds no spec files")] {
        let (status, stdout, stderr) = run(&[good, new]);
        assert_eq!((status, stdout.as_str(), stderr.lines().count()), (1, "", 1), "{stderr}");
        assert!(stderr.contains(said), "{stderr}");
    }
}
