//! Keys whose Rust names are none, or those of others.

use super::{GROUP, Row, group, one_message_each, rendered, shared};
use crate::diagnostics::Diagnostics;
use crate::expand::read;

const RETURNS: &str = "[methods.get.returns]";

#[test]
fn a_key_gives_a_rust_name_of_its_own() {
    let rows: &[Row] = &[
        (
            "[methods.history]",
            "[methods.self_]",
            "48:10: the key \"self_\" gives no Rust name, choose another key and give the name on the wire by `name`",
        ),
        (
            "[methods.history]",
            "[methods._1]",
            "48:10: the key \"_1\" gives no Rust name, choose another key and give the name on the wire by `name`",
        ),
        (
            "[methods.history]",
            "[methods.friends_ext]",
            "48:10: the request of \"friends_ext\" would share its name with the trait of the group: choose another key and give `name`",
        ),
        (
            "[methods.history]",
            "[methods.send__photo]\nname = \"friends.other\"",
            "48:10: \"send__photo\" has the same Rust name as \"send_photo\"",
        ),
        ("[methods.history]", "[methods.get_]", "48:10: method \"friends.get\" is already declared in line 3"),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_variant_gives_a_rust_name_of_its_own() {
    let variant = |name: &str| {
        GROUP.replace(
            "[methods.get.returns]",
            &format!("more = {{ switch = {name:?}, doc = \"More.\" }}\n{RETURNS}\n{name} = \"any\""),
        )
    };
    let rows = [
        ("self_", "23:1: the variant \"self_\" gives no Rust name, choose another"),
        ("_1", "23:1: the variant \"_1\" gives no Rust name, choose another"),
        ("plain_", "23:1: \"plain_\" is the call without a switch and cannot name a variant"),
        ("extended_", "25:1: \"extended_\" has the same Rust name as \"extended\""),
    ];
    for (name, expected) in rows {
        let (file, messages) = group(&variant(name));
        rendered(&file);
        assert_eq!(messages.len(), 1, "{name}: {messages:#?}");
        // The order of the two variants decides which of them is told.
        assert!(messages[0] == expected || name == "extended_", "{name}: {messages:#?}");
    }
}

#[test]
fn a_module_gives_its_struct_a_name() {
    for module in ["_1", "self_", "друзья"] {
        let mut diagnostics = Diagnostics::new("f");
        let file = read::group("api-spec/friends.toml", module, GROUP, &shared(), &mut diagnostics);
        rendered(&file);
        let expected = format!("f:1:1: the module's name {module:?} gives no Rust name for the group's struct");
        assert_eq!(diagnostics.messages(), [expected]);
    }
}
