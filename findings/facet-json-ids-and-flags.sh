#!/usr/bin/env bash
# facet-json makes the largest user id of -1, and numbers and texts of null.
#
# Guess:   like serde's derive: a `u64` takes whole numbers from 0, and anything else is an error; null is for Option alone.
# Happens: "1", 1.0 and 1e2 are numbers, a number is a `String`, null is 0 and the empty text, and -1 is 18446744073709551615.
# Matters: that much leniency is what the platform's answers ask for, but it cannot be told from what is there: a user without an
#          id is user 0, and a -1 for "nobody" is a user id like others. serde_json beside it refuses all but the first.
# With:    facet 0.46.5, facet-json 0.46.1, serde_json 1.0.154 (crates.io), Rust 1.91 or newer
# Output:
#   v     facet u64             facet String  serde u64
#   1     1                     1             1
#   "1"   1                     1             error
#   1.0   1                     1             error
#   1e2   100                   100           error
#   null  0                     (empty)       error
#   -1    18446744073709551615  -1            error

. "$(dirname "$0")/common.sh"
cargo_with 'facet = "=0.46.5"' 'facet-json = "=0.46.1"' 'serde_json = "=1.0.154"' 'serde = { version = "1", features = ["derive"] }'

cargo_run <<'EOF' | as_seen
#[derive(facet::Facet, serde::Deserialize)]
struct Whole {
    v: u64,
}

#[derive(facet::Facet)]
struct Text {
    v: String,
}

fn main() {
    println!("{:5} {:21} {:13} serde u64", "v", "facet u64", "facet String");
    for v in ["1", "\"1\"", "1.0", "1e2", "null", "-1"] {
        let json = format!("{{\"v\": {v}}}");
        let whole = facet_json::from_str::<Whole>(&json).map_or("error".into(), |got| got.v.to_string());
        let text = facet_json::from_str::<Text>(&json).map_or("error".into(), |got| got.v);
        let text = if text.is_empty() { "(empty)" } else { &text };
        let serde = serde_json::from_str::<Whole>(&json).map_or("error".into(), |got| got.v.to_string());
        println!("{v:5} {whole:21} {text:13} {serde}");
    }
}
EOF
