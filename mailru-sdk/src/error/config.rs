//! Mistakes in how an application, a session or the environment is set up.

/// A mistake in the set-up. No variant holds the value that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A key, token or other credential is empty; the word says which.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// A key or token has fewer than 8 characters, too few for a secret; the word says which. Only
    /// [`Session::check`](crate::Session::check) says so.
    #[error("the {0} has fewer than 8 characters, too few to be hidden in messages")]
    TooShort(&'static str),
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
    /// A blocking call was made in a task of an async runtime, which it would bring to a halt.
    #[error(
        "a blocking call inside an async task would bring its runtime to a halt; use `.await` there, or `spawn_blocking`"
    )]
    BlockingInAsync,
    /// A call is awaited where no tokio runtime drives it, or one that lacks what calls need; the words say which.
    #[error(
        "calls need a tokio runtime with timers and IO, and {0}; await them in one that is built with `enable_all`, or make them wait \
         by the feature `blocking`"
    )]
    NoRuntime(&'static str),
    /// A call is awaited in a runtime that made calls before the process was forked. Parent and child would read each other's
    /// answers.
    #[error(
        "this runtime made calls before the process was forked, and belongs to the other process; build one after the fork"
    )]
    ForkedRuntime,
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
