//! Parameters that nobody thought of.

use std::collections::BTreeMap;

use proptest::{prelude::*, sample::select};

/// Names that begin each other, and that stand close to those which the SDK writes itself.
const NAMES: &str = "uid uid2 uid_ uids a a1 a_ a. A a=b a&b ext ext_perm offset offset2 app app_id2 app_ic method_ methoc \
    secur secure2 session session_key2 si sig2 z format имя";

/// Names that are the SDK's own, or whose value is not free.
const RESERVED: [&str; 5] = ["app_id", "method", "secure", "session_key", "sig"];

fn name() -> impl Strategy<Value = String> {
    let any = "[a-z0-9_]{1,12}".prop_filter("reserved", |name| !RESERVED.contains(&name.as_str()));
    let near = select(NAMES.split(' ').chain(["a b"]).collect::<Vec<_>>());
    prop_oneof![3 => near.prop_map(str::to_owned), 1 => any]
}

fn value() -> impl Strategy<Value = String> {
    const ODD: [&str; 16] = [
        "",
        "0",
        "=",
        "&",
        "+",
        "%",
        " ",
        "%41%zz",
        "a=b&c=d",
        "1+1 = 2",
        "Привет, мир & co",
        "😀 👩‍👩‍👧",
        "\0\r\n\t",
        "{private_key}",
        "sig=1",
        "\u{feff}~-_.",
    ];
    prop_oneof![
        4 => select(&ODD[..]).prop_map(str::to_owned),
        4 => any::<String>(),
        2 => "[=&+% а-яё😀a-z0-9]{0,40}",
        1 => select(&["x", "я", "=&+ %", "😀"][..]).prop_map(|piece| piece.repeat(10_240 / piece.len())),
    ]
}

/// Some parameters that any call can take besides its own.
pub fn params() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(name(), value(), 0..8)
}
