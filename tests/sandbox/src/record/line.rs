//! The line about an exchange. It is made of what is kept, so that it shows no more.

use std::fmt::Write as _;

use serde_json::Value;

use crate::known::Known;
use crate::learn::walk::{Deviation, Met, walk};
use crate::recording::Exchange;

/// The line, and where the answer parts from the spec: each place once.
pub(super) fn line(known: &Known, exchange: &Exchange) -> (String, Vec<Deviation>) {
    let request = &exchange.request;
    let what = request.method.clone().or_else(|| request.grant.as_ref().map(|grant| format!("token ({grant})")));
    let circuit = if request.secure { "server" } else { "client" };
    let names: Vec<&str> = request.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let files = request.files.iter().map(|file| format!(" {} of {} bytes", file.name, file.size));
    let asked = format!("{} {circuit} {}{}", request.verb, names.join(","), files.collect::<String>());
    let mut line = format!(
        "{:>5} {} [{}] {}",
        exchange.number,
        what.as_deref().unwrap_or("no method"),
        asked.trim_end(),
        came(exchange)
    );
    let deviations = deviations(known, exchange);
    for deviation in &deviations {
        let _ = write!(line, "; {deviation}");
    }
    (line, deviations)
}

fn came(exchange: &Exchange) -> String {
    let answer = &exchange.answer;
    let body = match (&answer.body, &answer.unread) {
        (Some(Value::Object(members)), _) if members.contains_key("error") => {
            let error = &members["error"];
            error
                .get("error_code")
                .unwrap_or(error)
                .to_string()
                .chars()
                .take(40)
                .fold("error ".to_owned(), |text, letter| text + &letter.to_string())
        }
        (Some(Value::Array(items)), _) => format!("a list of {}", items.len()),
        (Some(body), _) => crate::learn::kind::kind(body).to_owned(),
        (None, unread) => format!("not read: {}", unread.as_deref().unwrap_or("nothing")),
    };
    format!("{} {body}{}", answer.status, if answer.callback { " for a script" } else { "" })
}

/// Where an answer parts from the spec.
fn deviations(known: &Known, exchange: &Exchange) -> Vec<Deviation> {
    let method = exchange.request.method.as_deref().and_then(|name| known.method(name));
    let (Some(method), Some(body)) = (method, &exchange.answer.body) else { return Vec::new() };
    let mut deviations = Vec::new();
    if body.get("error").is_none() {
        let (_, ty) = method.variant(|name| exchange.parameter(name));
        walk(known, &method.file, ty, body, &mut |met| {
            if let Met::Deviation(deviation, _) = met
                && !deviations.contains(&deviation)
            {
                deviations.push(deviation);
            }
        });
    }
    deviations
}
