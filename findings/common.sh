# What the findings share: a temporary folder, packages in it, a server that tells what it got, and the comparison. Each script
# sources this file. Exit codes: 0 as its header says, 1 changed, 2 the packages are not to be had here.

set -euo pipefail

work=$(mktemp -d)
servers=()
tidy() {
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null && wait "$server" || true; done
    rm -rf "$work"
}
trap tidy EXIT

absent() {
    echo "not to be had here: $*" >&2
    exit 2
}

# python_with PACKAGE==VERSION..; then `python` runs the environment that has them.
python_with() {
    [ -d "$work/venv" ] || python3 -m venv "$work/venv" || absent "python3 -m venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@" || absent "$@"
}
python() { "$work/venv/bin/python" -W ignore "$@"; }

# node_with PACKAGE@VERSION..; then `node_run` runs the module on its input with them.
node_with() {
    (cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" "$@" >/dev/null) || absent "$@"
}
node_run() {
    cat >"$work/main.mjs"
    (cd "$work" && node main.mjs "$@")
}

# cargo_with 'LINE OF [dependencies]'..; then `cargo_run` compiles the program on its input with them and runs it.
cargo_with() {
    mkdir -p "$work/crate/src"
    printf '[package]\nname = "finding"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\n' >"$work/crate/Cargo.toml"
    printf '%s\n' "$@" >>"$work/crate/Cargo.toml"
}
cargo_run() {
    cat >"$work/crate/src/main.rs"
    (cd "$work/crate" && CARGO_TARGET_DIR="$work/target" cargo build --quiet 2>"$work/build") || {
        cat "$work/build" >&2
        absent "a build of the program"
    }
    "$work/target/debug/finding"
}

# debian_with PACKAGE=VERSION..; unpacks them into $work/debian, nothing is installed.
debian_with() {
    mkdir -p "$work/debian"
    (cd "$work" && apt-get download "$@" >/dev/null 2>&1) || absent "$@ (is \`apt-get update\` due?)"
    for package in "$work"/*.deb; do dpkg -x "$package" "$work/debian"; done
}

# record; afterwards $url is a server that answers with what it got, or as a token end point (recorder.py).
record() {
    python3 "$(dirname "$0")/recorder.py" >"$work/url" &
    servers+=($!)
    until [ -s "$work/url" ]; do kill -0 $! || absent "the recorder"; done
    url=$(cat "$work/url")
    export url
}

# Prints what comes in, and fails unless it is the output in the script's header.
as_seen() {
    tee "$work/out"
    sed -n '/^# Output:$/,/^$/s/^#   //p' "$0" >"$work/seen"
    diff -u --label 'the header' --label 'this run' "$work/seen" "$work/out" >&2
}
