//! The form that tries a method. Its fields are read in `call.rs`.

use mailru_sdk::spec::{CircuitRule, Context, Limits, MethodSpec, ParamSpec};

use super::{CALL, View, html};
use crate::circuit::Circuit;
use crate::escape::Escaped;
use crate::explain;
use crate::log::Entry;

/// The names of a method's own parameters in the form, so that no other field can be mistaken for one.
pub(super) const OWN: &str = "p.";

/// For `entry`, the call that was made last, the form is filled in as it was.
pub(super) fn of(view: &View<'_>, method: &MethodSpec, entry: Option<&Entry>) -> String {
    let is_upload = method.params.iter().any(|param| param.ty == "file");
    let encoding = if is_upload { " enctype=\"multipart/form-data\"" } else { "" };
    let params: Vec<String> = method.params.iter().map(|param| field(view, param, entry)).collect();
    let none = "<p class=\"faint\">It has no parameters of its own.</p>".to_owned();
    let secrets =
        if view.visit.shows_secrets { "<input type=\"hidden\" name=\"secrets\" value=\"shown\">" } else { "" };
    format!(
        r#"<form method="post" action="{CALL}"{encoding}>
<input type="hidden" name="method" value="{name}">{secrets}
<div class="fields">
{params}
</div>
<div class="who">
{circuit}
{acting}
{user}
</div>
<details><summary>More parameters, wrong signatures</summary>
<label for="more">More parameters, one <code>name=value</code> a line; they may be empty, unknown, or repeated</label>
<textarea id="more" name="more" rows="3" spellcheck="false"></textarea>
<label for="mistake">Sign</label>
<select id="mistake" name="mistake"><option value="">as one should</option>{mistakes}</select>
</details>
<button>Call {name}</button>
</form>"#,
        name = html::text(method.name),
        params = if params.is_empty() { none } else { params.join("\n") },
        circuit = circuit(method, entry),
        acting = acting(method, entry),
        user = user(view, entry),
        mistakes = mistakes(),
    )
}

fn field(view: &View<'_>, param: &ParamSpec, entry: Option<&Entry>) -> String {
    let value = entry.and_then(|entry| entry.request.parameter(param.name)).unwrap_or_default();
    // What would be masked in the log is not filled in either.
    let is_secret = explain::is_secret(&view.service.platform.application, param.name, value);
    let value = if is_secret && !view.visit.shows_secrets { "" } else { value };
    let id = format!("{OWN}{}", Escaped(param.name));
    let choice = |choices: [&str; 2]| {
        let options = choices.map(|choice| option(choice, choice, choice == value));
        format!("<select id=\"{id}\" name=\"{id}\"><option value=\"\">not sent</option>{}</select>", options.concat())
    };
    let input = match param.ty {
        "flag" => choice(["0", "1"]),
        "bool" => choice(["false", "true"]),
        "file" => format!("<input id=\"{id}\" name=\"{id}\" type=\"file\">"),
        "html" => format!("<textarea id=\"{id}\" name=\"{id}\" rows=\"3\">\n{}</textarea>", Escaped(value)),
        _ => format!(
            "<input id=\"{id}\" name=\"{id}\" value=\"{}\" autocomplete=\"off\" spellcheck=\"false\">",
            Escaped(value)
        ),
    };
    format!(
        r#"<div class="field"><label for="{id}"><code>{name}</code> <span class="faint">{ty}</span>{required}</label>
{input}
<p class="faint">{doc}{limits}</p></div>"#,
        name = html::text(param.name),
        ty = Escaped(param.ty),
        required = required(param),
        doc = html::phrase(param.doc),
        limits = limits(param),
    )
}

fn required(param: &ParamSpec) -> &'static str {
    match (param.required, param.either_of) {
        (true, Some(_)) => " <span class=\"needed\">one of several</span>",
        (true, None) => " <span class=\"needed\">required</span>",
        _ => "",
    }
}

fn limits(param: &ParamSpec) -> String {
    let Limits { min, max, max_len, max_items } = param.limits;
    let mut limits: Vec<String> = Vec::new();
    limits.extend(min.map(|min| format!("At least {min}.")));
    limits.extend(max.map(|max| format!("At most {max}.")));
    limits.extend(max_len.map(|most| format!("At most {most} characters.")));
    limits.extend(max_items.map(|most| format!("At most {most} items.")));
    limits.extend(param.default.map(|default| format!("By default {}.", Escaped(default))));
    limits.iter().map(|limit| format!(" {limit}")).collect::<Vec<_>>().concat()
}

fn circuit(method: &MethodSpec, entry: Option<&Entry>) -> String {
    let by_rule = if method.circuit == CircuitRule::Server { Circuit::Server } else { Circuit::Client };
    let chosen = entry.map_or(by_rule, |entry| entry.request.circuit());
    let options = [(Circuit::Client, "client-server, private key"), (Circuit::Server, "server-server, secret key")];
    let options = options.map(|(circuit, words)| option(&circuit.to_string(), words, circuit == chosen));
    format!(
        "<div><label for=\"circuit\">Circuit</label>\n<select id=\"circuit\" name=\"circuit\">{}</select></div>",
        options.concat()
    )
}

fn acting(method: &MethodSpec, entry: Option<&Entry>) -> String {
    let chosen = match entry.map(|entry| &entry.request) {
        Some(request) if request.parameter("session_key").is_some() => "session",
        Some(request) if request.parameter("uid").is_some() => "uid",
        Some(_) => "nobody",
        None if method.context == Context::None => "nobody",
        None => "session",
    };
    let options =
        [("session", "in a session of"), ("uid", "by uid, without a session, as"), ("nobody", "for nobody, not")];
    let options = options.map(|(value, words)| option(value, words, value == chosen));
    format!(
        "<div><label for=\"acting\">Acts</label>\n<select id=\"acting\" name=\"acting\">{}</select></div>",
        options.concat()
    )
}

fn user(view: &View<'_>, entry: Option<&Entry>) -> String {
    let world = view.service.platform.world.read();
    let owner = world.owner();
    let chosen = entry.and_then(|entry| entry.request.signer?.uid).unwrap_or(owner);
    let mut people: Vec<(u64, String)> = world
        .people()
        .map(|person| (person.uid, format!("{} {} ({})", person.first_name, person.last_name, person.uid)))
        .collect();
    people.sort_by_key(|(uid, _)| *uid != owner);
    let options: Vec<String> =
        people.iter().map(|(uid, name)| option(&uid.to_string(), name, *uid == chosen)).collect();
    format!(
        "<div><label for=\"user\">User</label>\n<select id=\"user\" name=\"user\">{}</select></div>",
        options.concat()
    )
}

fn mistakes() -> String {
    let mistakes = explain::known_mistakes();
    mistakes
        .map(|(name, says)| option(name, &format!("{name}: {}", says.replace('`', "")), false))
        .collect::<Vec<_>>()
        .concat()
}

fn option(value: &str, words: &str, is_chosen: bool) -> String {
    let selected = if is_chosen { " selected" } else { "" };
    format!("<option value=\"{}\"{selected}>{}</option>", Escaped(value), html::text(words))
}
