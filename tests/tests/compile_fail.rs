//! What the compiler says about mistakes, in a spec and in a program. The cases are folders of `compile-fail/`; what a case
//! lacks, `program.rs` or `gifts.toml`, is taken from the folder above. `expected` holds the messages as far as they are the
//! project's own and the same with every compiler; `ACCEPT=1` writes it anew.

mod compiler;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use compiler::{Message, compile, file};

/// Every case of a suite with its folder, in order.
fn cases(suite: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile-fail").join(suite);
    let entries = fs::read_dir(&folder).expect("the suite's folder");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

/// Compiles every case and lists what is wrong with the messages.
fn judge(suite: &str, at_least: usize, mistakes: fn(&Path, &[Message]) -> Option<String>) {
    let cases = cases(suite);
    assert!(cases.len() >= at_least, "{suite} has {} cases only", cases.len());
    let mut wrong = Vec::new();
    for (case, messages) in cases.iter().zip(compile(&cases)) {
        let text: String = messages.iter().map(ToString::to_string).collect();
        let problem = mistakes(case, &messages).or_else(|| unexpected(case, &text));
        wrong.extend(problem.map(|problem| format!("{}: {problem}\n{text}", case.display())));
    }
    assert!(
        wrong.is_empty(),
        "\n{}\n(ACCEPT=1 accepts other words, but not another number of errors)",
        wrong.join("\n")
    );
}

/// Compares with the file, or writes it when that is asked for. Words of the compiler that may change with it can be cut from
/// the file: each line need only be found in one of the message, in their order.
fn unexpected(case: &Path, text: &str) -> Option<String> {
    let path = case.join("expected");
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let errors = |text: &str| text.lines().filter(|line| !line.starts_with(' ')).count();
    let mut found = text.lines();
    let all_found = expected.lines().all(|line| found.any(|found| found.contains(line.trim())));
    if all_found && errors(&expected) == errors(text) {
        return None;
    }
    if env::var_os("ACCEPT").is_some() {
        fs::write(&path, text).expect("a writable folder");
        return None;
    }
    Some(format!("expected\n{expected}found"))
}

fn errors(expected: usize, messages: &[Message]) -> Option<String> {
    let all_errors = messages.iter().all(Message::is_error);
    (messages.len() != expected || !all_errors)
        .then(|| format!("{} messages where {expected} errors belong", messages.len()))
}

/// A case of several errors says so in its first line; all others are about one.
fn announced(case: &Path, name: &str) -> usize {
    let text = file(case, name).map(|path| fs::read_to_string(path).expect("text")).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default().trim_start_matches(['#', '/', ' ']);
    first.strip_suffix(" errors").map_or(1, |count| count.parse().expect("a number of errors"))
}

#[test]
fn a_mistake_in_a_spec_gives_exactly_one_error_with_its_place() {
    judge("spec", 20, |case, messages| {
        let strange = messages.iter().find(|message| !message.names_a_place("gifts.toml"));
        errors(announced(case, "gifts.toml"), messages).or_else(|| strange.map(|_| "no place in the spec".to_owned()))
    });
}

#[test]
fn a_misused_attribute_gives_exactly_one_error() {
    judge("attribute", 5, |case, messages| errors(announced(case, "program.rs"), messages));
}

#[test]
fn a_misused_method_gives_exactly_one_error() {
    judge("misuse", 7, |_, messages| errors(1, messages));
}

#[test]
fn what_is_sound_compiles_without_a_word() {
    judge("sound", 4, |_, messages| errors(0, messages));
}
