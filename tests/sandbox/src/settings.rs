//! The settings of a client of this sandbox, as environment variables.

use crate::http::Service;
use crate::oauth_mail::BASE;

/// One variable.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) is_secret: bool,
}

/// `token` is a session key of the world's owner.
pub(crate) fn variables(service: &Service, token: &str) -> Vec<Variable> {
    let Service { address, platform, oauth_mail, .. } = service;
    let application = &platform.application;
    let mail_application = oauth_mail.first();
    let open = |name, value| Variable { name, value, is_secret: false };
    let secret = |name, value: &str| Variable { name, value: value.to_owned(), is_secret: true };
    let mail_secret = mail_application.secret.as_ref().map(|key| secret("MAILRU_OAUTH_MAIL_SECRET", key));
    let mail = [
        open("MAILRU_OAUTH_MAIL_URL", format!("http://{address}{BASE}")),
        open("MAILRU_OAUTH_MAIL_ID", mail_application.id.clone()),
    ];
    let platform = [
        open("MAILRU_API_URL", format!("http://{address}/platform/api")),
        open("MAILRU_OAUTH_URL", format!("http://{address}/oauth")),
        open("MAILRU_APP_ID", application.id.to_string()),
        secret("MAILRU_PRIVATE_KEY", &application.private_key),
        secret("MAILRU_SECRET_KEY", &application.secret_key),
        secret("MAILRU_ACCESS_TOKEN", token),
        open("MAILRU_UID", platform.world.read().owner().to_string()),
    ];
    mail.into_iter().chain(mail_secret).chain(platform).collect()
}

impl Variable {
    /// A line for a shell, without its end.
    pub(crate) fn export(&self) -> String {
        format!("export {}={}", self.name, quoted(&self.value))
    }
}

/// Keys of one's own may hold anything; a shell must read them as they are.
fn quoted(value: &str) -> String {
    let plain = |char: char| char.is_ascii_alphanumeric() || ":/._-".contains(char);
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_shell_reads_every_value_as_it_is() {
        assert_eq!(quoted("http://127.0.0.1:8321/oauth"), "http://127.0.0.1:8321/oauth");
        assert_eq!(quoted("a b$c"), "'a b$c'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
