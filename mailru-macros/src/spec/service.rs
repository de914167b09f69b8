//! A service other than the platform: where it is, by what a call shows who makes it, and how it writes its errors.

use std::net::IpAddr;

use super::{entries::Entry, grammar, value::Reader};
use crate::model::{Auth, ErrorClass, ErrorForm, Service};
use crate::names;

impl Reader<'_> {
    /// `None` when it is no table. What is missing in it was reported, and something harmless stands there.
    pub(crate) fn service(&mut self, entry: Entry<'_>) -> Option<Service> {
        let table = self.table(entry, &grammar::SERVICE)?;
        let service = Service {
            url: table.take("url").and_then(|entry| self.base(entry)).unwrap_or_default(),
            auth: table.take("auth").and_then(|entry| self.word(entry, Auth::WORDS)).unwrap_or(Auth::None),
            error: table.take("error").and_then(|entry| self.error_form(entry)),
        };
        table.finish(self);
        Some(service)
    }

    /// An address that paths can be added to.
    fn base(&mut self, entry: Entry<'_>) -> Option<String> {
        let url = self.address(entry)?;
        if url.ends_with('/') || url.contains(['?', '#', '@']) {
            let message = "the address of a service has no slash at its end, no query, no fragment and no user";
            self.error_at(entry.value, message);
            return None;
        }
        if !is_kept_from_others(&url) {
            let message = "http:// to another machine, where tokens would go readable: declare https://, and let a program that has \
                           a safe way of its own say so by `Settings::service_url`";
            self.error_at(entry.value, message);
            return None;
        }
        Some(url)
    }

    /// A path below the address of the service, in the letters that need no escaping. One that was reported is there all the same for
    /// those who ask for one.
    pub(crate) fn path(&mut self, entry: Entry<'_>) -> String {
        let Some(path) = self.text(entry.value) else { return "/".to_owned() };
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
        let sound = path.len() > 1 && path.starts_with('/') && path.chars().all(plain);
        if !sound || path.split('/').skip(1).any(|part| matches!(part, "" | "." | "..")) {
            self.error_at(entry.value, format!("{path:?} is not a path below a service, such as \"/userinfo\""));
        }
        path.to_owned()
    }

    fn error_form(&mut self, entry: Entry<'_>) -> Option<ErrorForm> {
        let table = self.table(entry, &grammar::ERROR_FORM)?;
        let [member, code, message] =
            ["member", "code", "message"].map(|key| table.take(key).and_then(|entry| self.member_path(entry)));
        let classes = table.take("classes").and_then(|entry| self.named(entry.value)).unwrap_or_default();
        let classes = classes.into_iter().filter_map(|entry| self.class(entry)).collect();
        table.finish(self);
        Some(ErrorForm { member: member.unwrap_or_default(), code, message, classes })
    }

    /// A member of an answer, or one inside it: `error`, `error.error_code`.
    fn member_path(&mut self, entry: Entry<'_>) -> Option<String> {
        let path = self.text(entry.value)?;
        if path.split('.').all(names::is_word) {
            return Some(path.to_owned());
        }
        let message = format!("{path:?} leads to no member, expected a name, or names with dots between them");
        self.error_at(entry.value, message);
        None
    }

    fn class(&mut self, entry: Entry<'_>) -> Option<(i64, ErrorClass)> {
        let class = self.word(entry, ErrorClass::WORDS);
        let code = entry.key.parse().ok().filter(|code: &i64| code.to_string() == entry.key);
        if code.is_none() {
            self.error(entry.offset, format!("{:?} is not an error code, expected an integer", entry.key));
        }
        code.zip(class)
    }
}

/// Whether the way there is TLS, or leaves this machine nowhere.
fn is_kept_from_others(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else { return true };
    let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or(rest, |(host, _)| host),
        None => authority.split_once(':').map_or(authority, |(host, _)| host),
    };
    host.parse::<IpAddr>().map_or(host == "localhost", |address| address.to_canonical().is_loopback())
}
