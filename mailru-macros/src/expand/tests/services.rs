//! Services other than the platform: the table that declares one, and what a method of one may say.

use super::{GROUP, Row, changed, group, one_message_each};
use crate::model::{Auth, ErrorClass, File};

const SERVICE: &str = r#"doc = "Friends of another service."

[service]
url = "https://friends.example.com/v2"
auth = "token_query"

[service.error]
member = "error"
code = "error.number"
message = "error.text"
classes = { 6 = "refresh", -1 = "retry" }

[methods.get]
doc = "Lists the friends."
verb = "GET"
path = "/friends.list"
effect = "read"
evidence = "inferred"
params.limit = { type = "u32", doc = "How many." }
returns.default = "[uid]"

[methods.count]
doc = "Counts the friends."
verb = "GET"
path = "/friends/count"
auth = "none"
effect = "read"
evidence = "inferred"
returns.default = "int"
"#;

#[test]
fn a_service_is_read_with_the_authentication_and_the_errors_of_its_own() {
    let (file, messages) = group(SERVICE);
    assert!(messages.is_empty(), "{messages:?}");
    let service = file.service.expect("a service");
    let error = service.error.expect("a form of errors");
    assert_eq!((service.url.as_str(), service.auth), ("https://friends.example.com/v2", Auth::TokenQuery));
    assert_eq!((error.member.as_str(), error.code.as_deref()), ("error", Some("error.number")));
    assert_eq!(error.classes, [(6, ErrorClass::Refresh), (-1, ErrorClass::Retry)]);
    let methods: Vec<_> = file.methods.iter().map(|method| (method.path.as_deref(), method.auth)).collect();
    assert_eq!(methods, [(Some("/friends.list"), Auth::TokenQuery), (Some("/friends/count"), Auth::None)]);
}

#[test]
fn a_file_without_a_service_is_the_platforms() {
    let (file, _): (File, _) = group(GROUP);
    assert!(file.service.is_none());
    assert!(file.methods.iter().all(|method| method.path.is_none() && method.auth == Auth::Signature));
}

#[test]
fn a_service_on_this_machine_needs_no_tls() {
    for here in ["localhost", "localhost:80", "127.0.0.1:8321", "127.9.9.9", "[::1]", "[::1]:80", "[::ffff:127.0.0.1]"]
    {
        let (_, messages) = group(&changed(SERVICE, "https://friends.example.com", &format!("http://{here}")));
        assert!(messages.is_empty(), "{messages:?}");
    }
}

#[test]
fn every_mistake_about_a_service_is_one_message() {
    let base = "4:7: the address of a service has no slash at its end, no query, no fragment and no user";
    let clear = "4:7: http:// to another machine, where tokens would go readable: declare https://, and let a program that has a safe way \
                 of its own say so by `Settings::service_url`";
    let rows: &[Row] = &[
        ("url = \"https://friends.example.com/v2\"\n", "", "3:2: missing key \"url\" of a service"),
        ("auth = \"token_query\"\n", "", "3:2: missing key \"auth\" of a service"),
        (".com/v2\"", ".com/\"", base),
        (".com/v2\"", ".com/v2?x=1\"", base),
        ("//friends.example", "//me@friends.example", base),
        ("https://friends", "http://friends", clear),
        ("https://friends.example.com", "http://localhost.example.com", clear),
        ("https://friends.example.com", "http://0.0.0.0:80", clear),
        ("https://friends.example.com", "http://[::2]", clear),
        (
            "https://friends.example.com/v2",
            "friends.example.com",
            "4:7: \"friends.example.com\" is not the address of a page, such as \"https://example.com/\"",
        ),
        (
            "auth = \"token_query\"",
            "auth = \"cookie\"",
            "5:8: unknown auth \"cookie\", expected one of \"signature\", \"token_query\", \"bearer\", \"none\"",
        ),
        ("auth = \"token_query\"", "auth = \"bearerr\"", "5:8: unknown auth \"bearerr\", did you mean \"bearer\"?"),
        ("member = \"error\"\n", "", "7:10: missing key \"member\" of the form of errors"),
        (
            "error.number",
            "error..number",
            "9:8: \"error..number\" leads to no member, expected a name, or names with dots between them",
        ),
        ("6 = \"refresh\"", "six = \"refresh\"", "11:13: \"six\" is not an error code, expected an integer"),
        ("6 = \"refresh\"", "6 = \"refrech\"", "11:17: unknown 6 \"refrech\", did you mean \"refresh\"?"),
        (
            "path = \"/friends.list\"",
            "path = \"friends\"",
            "16:8: \"friends\" is not a path below a service, such as \"/userinfo\"",
        ),
        (
            "/friends/count",
            "/friends/../x",
            "25:8: \"/friends/../x\" is not a path below a service, such as \"/userinfo\"",
        ),
        (
            "path = \"/friends.list\"\n",
            "",
            "13:10: missing key \"path\" of a method: the file is about a service, and where there is open",
        ),
        (
            "effect = \"read\"",
            "effect = \"read\"\ncircuit = \"client\"",
            "18:11: is for calls that are signed, and this one is not",
        ),
        (
            "effect = \"read\"",
            "effect = \"read\"\ncontext = \"none\"",
            "18:11: is for calls that are signed; this one acts for whose token it carries",
        ),
        ("params.limit", "params.access_token", "19:8: \"access_token\" is reserved: the SDK adds it itself"),
        (
            "[methods.count]",
            "[methods.service]",
            "22:10: the request of \"service\" would share its name with the description of the service: choose another \
             key and give `name`",
        ),
    ];
    one_message_each(SERVICE, group, rows);
}

#[test]
fn a_service_may_call_its_parameters_what_only_signed_calls_reserve() {
    for name in ["app_id", "method", "sig", "secure", "session_key", "format"] {
        let (file, messages) = group(&changed(SERVICE, "params.limit", &format!("params.{name}")));
        assert!(messages.is_empty(), "{name}: {messages:?}");
        assert_eq!(file.methods[0].params[0].wire, name);
        let signed = changed(SERVICE, "auth = \"token_query\"", "auth = \"signature\"");
        let (_, messages) = group(&changed(&signed, "params.limit", &format!("params.{name}")));
        assert_eq!(messages, [format!("19:8: {name:?} is reserved: the SDK adds it itself")]);
    }
}

#[test]
fn the_token_of_a_service_is_no_member_of_a_choice_either() {
    let choice = "params.who = { either_of = { access_token = \"string\", id = \"u32\" }, doc = \"Whose.\" }";
    let declared = "params.limit = { type = \"u32\", doc = \"How many.\" }";
    let (_, messages) = group(&changed(SERVICE, declared, choice));
    assert!(
        messages.len() == 1 && messages[0].ends_with("\"access_token\" is reserved: the SDK adds it itself"),
        "{messages:?}"
    );
    let (_, messages) = group(&changed(&changed(SERVICE, "\"token_query\"", "\"bearer\""), declared, choice));
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn what_only_a_service_has_is_refused_without_one() {
    let rows: &[Row] = &[
        (
            "effect = \"read\"",
            "effect = \"read\"\npath = \"/x\"",
            "is for a service, and the file has no `[service]`: the platform's methods have one address",
        ),
        (
            "effect = \"read\"",
            "effect = \"read\"\nauth = \"bearer\"",
            "is for a service, and the file has no `[service]`: the platform's methods are signed",
        ),
    ];
    for (from, to, expected) in rows {
        let (_, messages) = group(&changed(GROUP, from, to));
        assert!(messages.len() == 1 && messages[0].ends_with(expected), "{messages:?}");
    }
}
