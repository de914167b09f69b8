#!/usr/bin/env bash
# Three formats of forms for serde write one struct in three ways, and read a field that was left empty in three.
#
# Guess:   None and an empty list are left out by all; numbers are spelled alike; an empty field is no number and no flag.
# Happens: serde_qs writes None as a bare name and an empty list as an empty value. serde_html_form spells 1e21 with a plus sign, which
#          is escaped. Reading `v=`, as a browser sends a field that was left empty, into an Option of a number is None for
#          serde_html_form alone, and a flag without a value is true for serde_qs.
# Matters: their functions have the same names and take the same struct, so one is soon put in the place of another; the signature of
#          a request is over the text that is sent.
# With:    serde_urlencoded 0.7.1, serde_html_form 0.4.1, serde_qs 1.1.3 (crates.io), Rust 1.91 or newer
# Output:
#                serde_urlencoded  serde_html_form  serde_qs
#   None         (nothing)         (nothing)        v
#   empty list   error             (nothing)        v=
#   1, 2         error             v=1&v=2          v[0]=1&v[1]=2
#   1e21         v=1e21            v=1e%2B21        v=1e21
#   v= Option    error             None             error
#   v= bool      error             error            true

. "$(dirname "$0")/common.sh"
cargo_with 'serde = { version = "1", features = ["derive"] }' 'serde_urlencoded = "=0.7.1"' 'serde_html_form = "=0.4.1"' 'serde_qs = "=1.1.3"'

cargo_run <<'EOF' | as_seen
use serde::{Deserialize, Serialize};
use std::fmt::Display;

#[derive(Serialize, Deserialize)]
struct Form<T> {
    v: T,
}

fn shown<E>(text: Result<String, E>) -> String {
    match text {
        Ok(text) if text.is_empty() => "(nothing)".into(),
        Ok(text) => text,
        Err(_) => "error".into(),
    }
}

fn line(what: &str, urlencoded: impl Display, html: impl Display, qs: impl Display) {
    println!("{what:12} {urlencoded:17} {html:16} {qs}");
}

fn write<T: Serialize>(what: &str, v: T) {
    let form = Form { v };
    line(what, shown(serde_urlencoded::to_string(&form)), shown(serde_html_form::to_string(&form)), shown(serde_qs::to_string(&form)));
}

fn read<T: for<'de> Deserialize<'de>>(what: &str, show: impl Fn(T) -> String) {
    line(
        what,
        shown(serde_urlencoded::from_str::<Form<T>>("v=").map(|form| show(form.v))),
        shown(serde_html_form::from_str::<Form<T>>("v=").map(|form| show(form.v))),
        shown(serde_qs::from_str::<Form<T>>("v=").map(|form| show(form.v))),
    );
}

fn main() {
    line("", "serde_urlencoded", "serde_html_form", "serde_qs");
    write("None", None::<u64>);
    write("empty list", Vec::<u64>::new());
    write("1, 2", vec![1, 2]);
    write("1e21", 1e21);
    read::<Option<u64>>("v= Option", |v| v.map_or("None".into(), |v| v.to_string()));
    read::<bool>("v= bool", |v| v.to_string());
}
EOF
