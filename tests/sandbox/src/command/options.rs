//! What can be said on the command line about a sandbox, and the builder that comes of it.

use std::fs;
use std::time::Duration;

use mailru_sandbox::{Fault, OauthErrors, Sandbox, SandboxBuilder};

use super::mail::Mail;

/// The settings of the sandbox.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Port of 127.0.0.1 to listen on; 0 lets the system choose
    #[arg(long, default_value_t = 8321)]
    port: u16,
    /// Further name that leads here, such as connect.mail.ru in a network of one's own; may be repeated
    #[arg(long, value_name = "NAME")]
    host_name: Vec<String>,
    /// How long a connection may stay without a request, or a request unfinished [default: 30s]
    #[arg(long, value_name = "TIME", value_parser = time)]
    client_timeout: Option<Duration>,
    /// Seed of the people, keys and tokens: the same one gives the same everywhere [default: 1]
    #[arg(long)]
    seed: Option<u64>,
    /// File that describes another world than that of the seed, in JSON
    #[arg(long, value_name = "FILE", value_parser = content)]
    scenario: Option<String>,
    /// Method that is error 4, as it is no longer served; may be repeated
    #[arg(long, value_name = "METHOD")]
    deprecated: Vec<String>,
    /// Most items that one call with an offset returns [default: 100]
    #[arg(long, value_name = "ITEMS")]
    page_size: Option<usize>,
    /// Write a line on stderr for each call
    #[arg(long)]
    pub(super) log: bool,
    /// How many calls the page shows and keeps in memory [default: 10000]
    #[arg(long, value_name = "CALLS")]
    log_limit: Option<usize>,
    /// Let something go wrong, such as 'status=503; on=stream.post; times=2', see below; may be repeated
    #[arg(long, value_name = "FAULT")]
    fault: Vec<Fault>,
    #[command(flatten)]
    application: Application,
    #[command(flatten)]
    sessions: Sessions,
    #[command(flatten)]
    mail: Mail,
    #[command(flatten)]
    clients: Clients,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Application")]
struct Application {
    /// Id of the application [default: 423004]
    #[arg(long, value_name = "ID")]
    app_id: Option<u64>,
    /// Private key of the application [default: made from the seed]
    #[arg(long, value_name = "KEY")]
    private_key: Option<String>,
    /// Secret key of the application [default: made from the seed]
    #[arg(long, value_name = "KEY")]
    secret_key: Option<String>,
    /// Address that logins may return to, with all below it; may be repeated [default: any]
    #[arg(long, value_name = "URL")]
    redirect_prefix: Vec<String>,
    /// Only the author and the testers may authorize the application
    #[arg(long)]
    in_development: bool,
    /// Ids of testers of an application in development, separated by commas
    #[arg(long, value_name = "UID", value_delimiter = ',', requires = "in_development")]
    testers: Vec<u64>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Sessions")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
struct Sessions {
    /// How long an access token is valid, such as 30s, 15m or 24h [default: 24h]
    #[arg(long, value_name = "TIME", value_parser = time)]
    token_lifetime: Option<Duration>,
    /// Let a refresh token work for ever instead of once
    #[arg(long)]
    keep_refresh_tokens: bool,
    /// Ask for consent each time, even if there is nothing new
    #[arg(long)]
    ask_each_time: bool,
    /// Lose the parameter `state` of the authorize page
    #[arg(long)]
    lose_state: bool,
    /// Take an empty `client_secret` for the right one
    #[arg(long)]
    take_empty_secret: bool,
    /// Write errors of the token endpoint as the objects of REST calls
    #[arg(long)]
    error_objects: bool,
    /// Leave `x_mailru_vid` out of answers to passwords and refresh tokens
    #[arg(long)]
    omit_vid: bool,
    /// Leave `token_type` out of answers to passwords and refresh tokens
    #[arg(long)]
    omit_token_type: bool,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Other clients")]
struct Clients {
    /// Let everything that is sent be signed, `access_token` too
    #[arg(long)]
    strict_signatures: bool,
    /// Take `client_id` for `app_id` and `session_id` for `session_key` in calls
    #[arg(long)]
    old_names: bool,
    /// Take the application's id and key at the token endpoint from a Basic header too
    #[arg(long)]
    basic_credentials: bool,
}

impl Options {
    pub(super) fn builder(self) -> SandboxBuilder {
        let mut builder = Sandbox::builder().port(self.port).real_time(true);
        builder = self.host_name.into_iter().fold(builder, SandboxBuilder::host_name);
        builder = set(builder, self.client_timeout, SandboxBuilder::client_timeout);
        builder = set(builder, self.seed, SandboxBuilder::seed);
        builder = set(builder, self.scenario, SandboxBuilder::scenario);
        builder = self.deprecated.into_iter().fold(builder, SandboxBuilder::deprecated);
        builder = set(builder, self.page_size, SandboxBuilder::page_size);
        builder = set(builder, self.log_limit, SandboxBuilder::log_limit);
        builder = self.fault.into_iter().fold(builder, SandboxBuilder::fault);
        self.clients.apply(self.mail.apply(self.sessions.apply(self.application.apply(builder))))
    }
}

impl Application {
    fn apply(self, mut builder: SandboxBuilder) -> SandboxBuilder {
        builder = set(builder, self.app_id, SandboxBuilder::app_id);
        builder = set(builder, self.private_key, SandboxBuilder::private_key);
        builder = set(builder, self.secret_key, SandboxBuilder::secret_key);
        builder = self.redirect_prefix.into_iter().fold(builder, SandboxBuilder::redirect_prefix);
        if self.in_development { builder.in_development(self.testers) } else { builder }
    }
}

impl Sessions {
    fn apply(self, builder: SandboxBuilder) -> SandboxBuilder {
        let errors = if self.error_objects { OauthErrors::Object } else { OauthErrors::Text };
        set(builder, self.token_lifetime, SandboxBuilder::token_lifetime)
            .rotates_refresh_tokens(!self.keep_refresh_tokens)
            .remembers_consent(!self.ask_each_time)
            .returns_state(!self.lose_state)
            .takes_empty_secret(self.take_empty_secret)
            .oauth_errors(errors)
            .sends_vid(!self.omit_vid)
            .sends_token_type(!self.omit_token_type)
    }
}

impl Clients {
    fn apply(self, builder: SandboxBuilder) -> SandboxBuilder {
        builder
            .strict_signatures(self.strict_signatures)
            .takes_old_names(self.old_names)
            .takes_basic_credentials(self.basic_credentials)
    }
}

/// The default stays for what was not said.
pub(super) fn set<T>(
    builder: SandboxBuilder,
    value: Option<T>,
    set: fn(SandboxBuilder, T) -> SandboxBuilder,
) -> SandboxBuilder {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

fn content(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("the file cannot be read: {error}"))
}

pub(super) fn time(text: &str) -> Result<Duration, String> {
    let units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];
    let milliseconds = units.iter().find_map(|(unit, milliseconds)| {
        let number: u64 = text.strip_suffix(unit)?.parse().ok()?;
        number.checked_mul(*milliseconds)
    });
    milliseconds.map(Duration::from_millis).ok_or_else(|| "a time is a number and ms, s, m, h or d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Duration, time};

    #[test]
    fn times_have_a_unit() {
        for (text, seconds) in [("2000ms", 2), ("30s", 30), ("15m", 900), ("24h", 86_400), ("2d", 172_800)] {
            assert_eq!(time(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "30", "s", "-1s", "1.5h", "1 h", "99999999999999999999s", "213503982335d"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
