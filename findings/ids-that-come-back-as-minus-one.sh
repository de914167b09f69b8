#!/usr/bin/env bash
# A parser in Rust and one in JavaScript read the largest user id as -1, without an error.
#
# Guess:   a number that does not fit a signed 64-bit integer is an error, or a value of another type.
# Happens: nanoserde gives an `i64` the same bits with another sign, for all ids of the upper half. @iarna/toml does it to integers of TOML,
#          and writes -1 back; smol-toml beside it keeps the digits. nanoserde's `u64` is right.
# Matters: half of the platform's ids are above 2^63-1. An `i64` in a struct, right for every friend that was tried, gives the other half
#          numbers that sort below zero and, in a request, name nobody.
# With:    nanoserde 0.2.1 (crates.io), @iarna/toml 3.0.0, smol-toml 1.9.1 (npm), Node 20
# Output:
#   9223372036854775807   nanoserde i64 9223372036854775807   @iarna/toml 9223372036854775807   smol-toml 9223372036854775807
#   15410773191172635989  nanoserde i64 -3035970882536915627  @iarna/toml -3035970882536915627  smol-toml 15410773191172635989
#   18446744073709551615  nanoserde i64 -1                    @iarna/toml -1                    smol-toml 18446744073709551615
#   18446744073709551616  nanoserde i64 error                 @iarna/toml 0                     smol-toml 18446744073709551616

. "$(dirname "$0")/common.sh"
cargo_with 'nanoserde = "=0.2.1"'
node_with @iarna/toml@3.0.0 smol-toml@1.9.1

cargo_run >"$work/nanoserde" <<'EOF'
use nanoserde::DeJson;

#[derive(DeJson)]
struct User {
    uid: i64,
}

fn main() {
    for uid in ["9223372036854775807", "15410773191172635989", "18446744073709551615", "18446744073709551616"] {
        let read = User::deserialize_json(&format!("{{\"uid\": {uid}}}"));
        println!("{uid:21} nanoserde i64 {:21}", read.map_or("error".into(), |user| user.uid.to_string()));
    }
}
EOF
node_run >"$work/toml" <<'EOF'
import iarna from '@iarna/toml'
import { parse } from 'smol-toml'

for (const uid of ['9223372036854775807', '15410773191172635989', '18446744073709551615', '18446744073709551616']) {
  const text = `uid = ${uid}`
  const smol = parse(text, { integersAsBigInt: true }).uid
  console.log(`@iarna/toml ${String(iarna.parse(text).uid).padEnd(21)} smol-toml ${smol}`)
}
EOF
paste -d' ' "$work/nanoserde" "$work/toml" | as_seen
