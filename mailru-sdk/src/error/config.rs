//! Mistakes in how an application, a session or the environment is set up.

/// A mistake in the set-up. No variant holds the value that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A key, token or other credential is empty; the word says which.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// A base URL cannot be used.
    #[error("the {which} {problem}")]
    Url {
        /// `API URL`, `OAuth URL`, `token URL`, `proxy`, `redirect URI`, or the environment variable that holds it.
        which: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Neither circuit can be used with what is known.
    #[error("no circuit fits: client-server needs {client}, server-server needs a secret key")]
    NoCircuit {
        /// What the client-server circuit lacks.
        client: &'static str,
    },
    /// A limit, a time-out or another setting cannot be used.
    #[error("the {which} {problem}")]
    Setting {
        /// Which setting.
        which: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A grant needs a key that the application was not given.
    #[error("the grant `{grant}` needs {needed} as client_secret; set it with `client_secret`")]
    NoClientSecret {
        /// The grant.
        grant: &'static str,
        /// The key.
        needed: &'static str,
    },
    /// A blocking call was made inside an async runtime, which it would bring to a halt.
    #[error("a blocking call inside an async runtime would bring it to a halt; use `.await` there")]
    BlockingInAsync,
    /// The thread of blocking calls could not be started.
    #[error("the runtime of blocking calls cannot be started: {0}")]
    Runtime(Box<str>),
    /// An environment variable is not set.
    #[error("the environment variable `{0}` is not set")]
    MissingVariable(&'static str),
    /// Neither of the keys is in the environment.
    #[error("neither of the environment variables `MAILRU_PRIVATE_KEY` and `MAILRU_SECRET_KEY` is set")]
    MissingKeys,
    /// The application has no such key.
    #[error("the application has no {0}")]
    Missing(&'static str),
    /// An environment variable cannot be used.
    #[error("the environment variable `{name}` is malformed: expected {expected}")]
    MalformedVariable {
        /// Its name.
        name: &'static str,
        /// What it should hold.
        expected: &'static str,
    },
    /// TLS cannot be set up on this machine.
    #[error("TLS cannot be set up: {0}")]
    Tls(Box<str>),
}
