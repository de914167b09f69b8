//! The platform's own errors: `{"error": {"error_code": 100, "error_msg": ".."}}`, and what else may stand there.
//!
//! A refused call must never look like a success, so an error is one whatever the rest of the text is. What breaks the text after a code
//! was read does not take it back, and neither do numbers, nesting or characters that no value of the spec could have. As XML the
//! platform writes the same ([`xml`]).

mod xml;

use crate::types::{
    Text,
    read::{Body, Misfits, Next, Place as _, Reader, Stop},
};

#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    Known {
        code: i64,
        message: Text,
    },
    /// There is an `error`, but in no form that the platform is known to use.
    Unknown,
}

/// Reads the error that the body of an answer reports, if it does.
pub(crate) fn of(body: &[u8]) -> Option<Refusal> {
    // A long list is not even checked for being text.
    let begins = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body).trim_ascii_start();
    if begins.starts_with(b"{") || begins.starts_with(b"<") { read(&Body::of(body).text) } else { None }
}

/// Reads the error that an answer reports, if it does.
pub(crate) fn read(text: &str) -> Option<Refusal> {
    if let Some(refusal) = as_xml(text) {
        return Some(refusal);
    }
    let (mut reader, mut found) = (Reader::new(text, Misfits::Members), None);
    // Where the text breaks off, what was found before remains.
    let _ = look(&mut reader, &mut found);
    found
}

/// The error, if the text is one in XML.
pub(crate) fn as_xml(text: &str) -> Option<Refusal> {
    let begins = text.trim_start_matches('\u{feff}').trim_ascii_start();
    let error = begins.starts_with('<').then(|| xml::error(begins))??;
    match error.code {
        Some(code) => Some(Refusal::Known { code, message: error.message.into() }),
        None => error.is_whole.then_some(Refusal::Unknown),
    }
}

fn look(reader: &mut Reader<'_>, found: &mut Option<Refusal>) -> Result<(), Stop> {
    if !reader.begins_object()? {
        return Ok(());
    }
    let mut first = true;
    while let Some(next) = reader.next_of(&["error"], &mut first)? {
        if next == Next::Other || reader.value()? == b'n' {
            reader.skip()?;
            continue;
        }
        let (mut code, mut message) = (None, None);
        let read = error(reader, &mut code, &mut message);
        if let Some(code) = code {
            *found = Some(Refusal::Known { code, message: message.unwrap_or_default() });
        } else if read.is_ok() {
            *found = Some(Refusal::Unknown);
        }
        read?;
    }
    Ok(())
}

fn error(reader: &mut Reader<'_>, code: &mut Option<i64>, message: &mut Option<Text>) -> Result<(), Stop> {
    if !reader.begins_object()? {
        return reader.skip();
    }
    let mut first = true;
    while let Some(next) = reader.next_of(&["error_code", "error_msg"], &mut first)? {
        match next {
            Next::Wanted(0) => {
                let mut number = None;
                number.read(reader)?;
                // At the end of the text further digits may be missing.
                reader.value()?;
                *code = number;
            }
            Next::Wanted(_) => message.read(reader)?,
            Next::Other => reader.skip()?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: impl AsRef<[u8]>) -> Option<i64> {
        of(body.as_ref()).map(|refusal| match refusal {
            Refusal::Known { code, .. } => code,
            Refusal::Unknown => -1,
        })
    }

    #[test]
    fn a_code_is_found_whatever_stands_beside_it() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        for body in [
            r#"{"error":{"error_code":102,"error_msg":"x\ud83d"}}"#,
            "\u{feff} {\"error\":{\"error_code\":102}}",
            "{\"error\":{\"error_msg\":\"a\tb\u{1}\",\"error_code\":102}}",
            r#"{"a":1e999,"error":{"b":1e400,"error_code":"102"}}"#,
            &format!(r#"{{"error":{{"a":{deep},"error_code":102}}}}"#),
            &format!(r#"{{"a":{deep},"error":{{"error_code":102}}}}"#),
            r#"{"\u0065rror":{"error_code":102}}"#,
            r#"{"error":{"error_code":102},"error":null}"#,
            r#"{"error":{"error_code":102},"a":tru"#,
            r#"{"error":{"error_code":102,"error_msg":"wro"#,
            r#"{"error":{"error_code":102} x"#,
        ] {
            assert_eq!(code(body), Some(102), "{body}");
        }
        assert_eq!(code(b"{\"error\":{\"error_msg\":\"\xcf\xf0\xd0\",\"error_code\":102}}"), Some(102));
    }

    #[test]
    fn xml_says_the_same() {
        let body = "\u{feff}\r\n<error><error_code>102</error_code><error_msg>\u{44f}</error_msg></error>";
        assert_eq!(of(body.as_bytes()), Some(Refusal::Known { code: 102, message: "\u{44f}".into() }));
        assert_eq!(code("<error><code>102</code></error>"), Some(-1));
        assert_eq!(code("<html><error><error_code>102</error_code></error></html>"), None);
    }

    #[test]
    fn half_a_code_is_none() {
        for body in [r#"{"error":{"error_code":10"#, r#"{"error":{"error_code":"#, r#"{"error":{"#, r#"{"error":"#] {
            assert_eq!(of(body.as_bytes()), None, "{body}");
        }
    }
}
