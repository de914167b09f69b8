#!/usr/bin/env bash
# rmp-serde's `to_vec` moves values into other members when a member is skipped.
#
# Guess:   what `to_vec` writes, `from_slice` reads back, or says that it cannot; members that are skipped are absent, as in JSON.
# Happens: a struct is written as a list without names, and skipped members leave no place in it, so that what follows moves up: without
#          a nick the link is the nick. `to_vec_named` is right.
# Matters: to whoever keeps objects of their own with `skip_serializing_if` in a cache. Those of the SDK are maps by names everywhere.
# With:    rmp-serde 1.3.1, serde 1 (crates.io), Rust 1.91 or newer
# Output:
#   written       nick "ivan", link "/ivan"   nick None, link "/ivan"
#   to_vec        nick "ivan", link "/ivan"   nick "/ivan", link None
#   to_vec_named  nick "ivan", link "/ivan"   nick None, link "/ivan"

. "$(dirname "$0")/common.sh"
cargo_with 'serde = { version = "1", features = ["derive"] }' 'rmp-serde = "=1.3.1"'

cargo_run <<'EOF' | as_seen
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct User {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nick: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl User {
    fn told(&self) -> String {
        let text = |member: &Option<String>| member.as_ref().map_or("None".to_owned(), |text| format!("{text:?}"));
        format!("nick {}, link {}", text(&self.nick), text(&self.link))
    }
}

fn main() {
    let users = [Some("ivan"), None].map(|nick| User { nick: nick.map(Into::into), link: Some("/ivan".into()) });
    let row = |name: &str, of: &dyn Fn(&User) -> User| {
        println!("{name:12}  {:26}  {}", of(&users[0]).told(), of(&users[1]).told());
    };
    row("written", &|user| User { nick: user.nick.clone(), link: user.link.clone() });
    row("to_vec", &|user| rmp_serde::from_slice(&rmp_serde::to_vec(user).unwrap()).unwrap());
    row("to_vec_named", &|user| rmp_serde::from_slice(&rmp_serde::to_vec_named(user).unwrap()).unwrap());
}
EOF
