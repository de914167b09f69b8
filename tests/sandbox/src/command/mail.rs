//! What can be said on the command line about OAuth Mail.

use std::time::Duration;

use mailru_sandbox::{MailApplication, SandboxBuilder};

use super::options::{set, time};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "OAuth Mail")]
pub(super) struct Mail {
    /// Application of OAuth Mail: 'id=...' and, as it may be, '; secret=...', '; redirect=https://...', '; product-only',
    /// '; without=nickname'; may be repeated [default: one with a secret, made from the seed, and any redirect]
    #[arg(long = "mail-app", value_name = "APP", value_parser = application)]
    applications: Vec<MailApplication>,
    /// How long an access token of OAuth Mail is valid [default: 1h]
    #[arg(id = "mail_token_lifetime", long = "mail-token-lifetime", value_name = "TIME", value_parser = time)]
    token_lifetime: Option<Duration>,
    /// Answer errors of OAuth Mail with HTTP 400 and 401 instead of 200
    #[arg(long = "mail-error-statuses")]
    error_statuses: bool,
}

impl Mail {
    pub(super) fn apply(self, builder: SandboxBuilder) -> SandboxBuilder {
        let builder = self.applications.into_iter().fold(builder, SandboxBuilder::mail_application);
        set(builder, self.token_lifetime, SandboxBuilder::mail_token_lifetime).mail_error_statuses(self.error_statuses)
    }
}

/// Words are separated by semicolons, as those of faults are.
fn application(text: &str) -> Result<MailApplication, String> {
    let words = text.split(';').map(str::trim).filter(|word| !word.is_empty());
    let words: Vec<(&str, Option<&str>)> = words
        .map(|word| word.split_once('=').map_or((word, None), |(name, value)| (name.trim(), Some(value.trim()))))
        .collect();
    let value = |name: &str| words.iter().find(|(known, _)| *known == name).and_then(|(_, value)| *value);
    let id = value("id").filter(|id| !id.is_empty()).ok_or("an application has an id: 'id=...'")?;
    let mut application = match value("secret") {
        Some("") => return Err("a secret that is empty is none: leave it out".to_owned()),
        Some(secret) => MailApplication::new(id, secret),
        None => MailApplication::public(id),
    };
    for (name, value) in words {
        application = match (name, value) {
            ("id", _) | ("secret", Some(_)) => application,
            ("redirect", Some(address)) => application.redirect_uri(address),
            ("without", Some(member)) => application.without_member(member),
            ("product-only", None) => application.product_access_only(),
            _ => {
                return Err(format!(
                    "\"{name}\" says nothing about an application, or has a value too many or too few"
                ));
            }
        };
    }
    Ok(application)
}

#[cfg(test)]
mod tests {
    use super::application;

    #[test]
    fn an_application_is_written_in_words() {
        for text in ["id=a", "id=a; secret=b", "id=a;redirect=https://a/?b=c; redirect=d:/; without=id; product-only"] {
            assert!(application(text).is_ok(), "{text}");
        }
        for text in ["", "a", "id=", "secret=b", "id=a; secret=", "id=a; secret", "id=a; redirect", "id=a; wrong=b"] {
            assert!(application(text).is_err(), "{text}");
        }
    }
}
