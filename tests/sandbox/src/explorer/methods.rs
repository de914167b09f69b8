//! The methods: a list of all, and one of them with what the spec says of it.

use mailru_sdk::spec::{Evidence, MethodSpec};

use super::{View, form, html};
use crate::escape::Escaped;
use crate::log::Entry;

/// All methods by group, each a link to its own page.
pub(super) fn navigation(view: &View<'_>) -> String {
    let groups = view.service.platform.catalogue.groups().iter().map(|group| {
        let items: Vec<String> = group.methods.iter().map(|method| item(view, method)).collect();
        let title = Escaped(group.doc);
        format!("<h3 title=\"{title}\">{}</h3>\n<ul>\n{}\n</ul>", html::text(group.name), items.join("\n"))
    });
    format!("<aside id=\"methods\">\n<h2>Methods</h2>\n{}\n</aside>", groups.collect::<Vec<_>>().join("\n"))
}

fn item(view: &View<'_>, method: &MethodSpec) -> String {
    let here = if view.visit.method.as_deref() == Some(method.name) { " aria-current=\"page\"" } else { "" };
    let name = method.name.split_once('.').map_or(method.name, |(_, name)| name);
    let link = view.link(&[("method", method.name)]);
    let title = Escaped(method.doc.lines().next().unwrap_or_default());
    format!(
        "<li><a href=\"{link}\" title=\"{title}\"{here}>{}</a> <span class=\"{effect}\">{effect}</span></li>",
        html::text(name),
        effect = method.effect
    )
}

/// One method. `entry` is the call that was just made by its form.
pub(super) fn section(view: &View<'_>, name: &str, entry: Option<&Entry>) -> String {
    let Some(method) = view.service.platform.catalogue.method(name) else {
        return format!(
            "<section id=\"method\"><h1>No such method</h1>\n<p>The spec has no method <code>{}</code>.</p></section>",
            html::text(name)
        );
    };
    format!(
        r#"<section id="method">
<h1>{name}</h1>
{facts}
{doc}
{answers}
{form}
</section>"#,
        name = html::text(method.name),
        facts = facts(method),
        doc = html::prose(method.doc),
        answers = answers(method),
        form = form::of(view, method, entry),
    )
}

fn facts(method: &MethodSpec) -> String {
    let privilege = |name: &&str| format!("<li>privilege <code>{}</code></li>", Escaped(name));
    let scope: String = method.scope.iter().map(privilege).collect::<Vec<_>>().concat();
    let error = |code: &i64| format!("<li>error {code}</li>");
    let errors: String = method.errors.iter().map(error).collect::<Vec<_>>().concat();
    let see = method
        .see
        .map(|see| format!("<li><a href=\"{}\" rel=\"noreferrer\">the platform's page</a></li>", Escaped(see)));
    format!(
        "<ul class=\"facts\"><li><b>{verb}</b></li><li>circuit <b>{circuit}</b></li><li class=\"{effect}\">{effect}</li>{scope}{errors}\
         <li>{evidence}</li>{see}</ul>",
        verb = method.verb,
        circuit = method.circuit,
        effect = method.effect,
        evidence = evidence(method.evidence),
        see = see.unwrap_or_default(),
    )
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Documented => "documented by the platform",
        Evidence::Observed => "known from recorded answers",
        Evidence::Client => "known from client programs",
        Evidence::Inferred => "inferred",
    }
}

/// The types of its answers.
fn answers(method: &MethodSpec) -> String {
    let of_variant = |variant: &mailru_sdk::spec::VariantSpec| {
        let returns = Escaped(variant.returns);
        let switch = method.params.iter().find(|param| param.switch == Some(variant.name));
        match switch {
            Some(param) => format!("with <code>{}=1</code> <code>{returns}</code>", Escaped(param.name)),
            None => format!("<code>{returns}</code>"),
        }
    };
    let answers: Vec<String> = method.variants.iter().map(of_variant).collect();
    if answers.is_empty() { String::new() } else { format!("<p>Answers {}.</p>", answers.join(", ")) }
}
