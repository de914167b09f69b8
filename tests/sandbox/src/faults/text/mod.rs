//! Faults as texts, for the header, the page and the command line: `status=503; retry-after=2s; times=2; on=stream.post`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::Fault;
use super::fault::{Kind, Target};

/// A text that is no fault, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultError {
    /// It begins with no known word.
    #[error(
        "\"{0}\" is no fault: latency=, expiry, status=, error=, html, drop, cut, truncated, malformed, content-type=, padding="
    )]
    Unknown(String),
    /// Something that is known is followed by something that is not.
    #[error(
        "\"{0}\" says nothing about a fault: carried-out, retry-after=, announced, on=, skip=, times=, probability="
    )]
    Modifier(String),
    /// A value is missing, superfluous or wrong.
    #[error("\"{word}\": {problem}")]
    Value {
        /// The word with its value.
        word: String,
        /// What is wrong about it.
        problem: &'static str,
    },
    /// No group of methods that the sandbox serves has this one.
    #[error(
        "no method is called \"{0}\"; the token endpoint is \"token\", the public look-up \"lookup\", that of OAuth Mail \
         \"oauth.mail.ru/token\", \"oauth.mail.ru/userinfo\" or \"oauth.mail.ru/revoke\""
    )]
    Method(String),
}

/// Reads what [`Display`](fmt::Display) writes: the kind and then what narrows it down, separated by semicolons. Times are
/// `200ms`, `2s` or `1m`, probabilities lie between 0 and 1.
impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let mut words = text.split(';').map(str::trim).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default();
        let mut fault = Self::new(Word::of(first).kind()?);
        words.try_for_each(|word| Word::of(word).narrow(&mut fault))?;
        Ok(fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        if let Some(word) = self.target.word() {
            write!(f, "; on={word}")?;
        }
        if self.skip > 0 {
            write!(f, "; skip={}", self.skip)?;
        }
        if let Some(times) = self.times {
            write!(f, "; times={times}")?;
        }
        if self.probability < 1.0 {
            write!(f, "; probability={}", self.probability)?;
        }
        Ok(())
    }
}

impl Fault {
    /// What goes wrong, without what it is narrowed down to.
    pub(super) fn what(&self) -> String {
        let carried_out = if self.carried_out && !self.kind.spoils() { "; carried-out" } else { "" };
        format!("{}{carried_out}", self.kind)
    }

    /// The same fault, unless it is narrowed down: a header speaks of its own request.
    pub(crate) fn of_one_request(self) -> Result<Self, FaultError> {
        let narrowed = self.target != Target::Calls || self.skip > 0 || self.times.is_some() || self.probability < 1.0;
        let problem = "a header stands for its own request, which on, skip, times and probability do not suit";
        if narrowed { Err(FaultError::Value { word: self.to_string(), problem }) } else { Ok(self) }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latency(time) => write!(f, "latency={}", written(*time)),
            Self::Held(_) => f.write_str("held"),
            Self::Expiry => f.write_str("expiry"),
            Self::Status { code, retry_after: None } => write!(f, "status={code}"),
            Self::Status { code, retry_after: Some(time) } => {
                write!(f, "status={code}; retry-after={}", written(*time))
            }
            Self::Error(code) => write!(f, "error={code}"),
            Self::Html => f.write_str("html"),
            Self::Drop => f.write_str("drop"),
            Self::Cut => f.write_str("cut"),
            Self::Truncated => f.write_str("truncated"),
            Self::Malformed => f.write_str("malformed"),
            Self::ContentType(media_type) => write!(f, "content-type={media_type}"),
            Self::Padding { bytes, announced: false } => write!(f, "padding={bytes}"),
            Self::Padding { bytes, announced: true } => write!(f, "padding={bytes}; announced"),
        }
    }
}

/// One word of the text, with its value if it has one.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    all: &'a str,
    name: &'a str,
    value: Option<&'a str>,
}

impl<'a> Word<'a> {
    fn of(all: &'a str) -> Self {
        match all.split_once('=') {
            Some((name, value)) => Self { all, name: name.trim(), value: Some(value.trim()) },
            None => Self { all, name: all, value: None },
        }
    }

    fn kind(self) -> Result<Kind, FaultError> {
        Ok(match self.name {
            "latency" => Kind::Latency(self.time()?),
            "status" => Kind::Status { code: self.status()?, retry_after: None },
            "error" => Kind::Error(self.number("is no number")?),
            "content-type" => Kind::ContentType(self.media_type()?),
            "padding" => Kind::Padding { bytes: self.number("is no number of bytes")?, announced: false },
            "expiry" => self.alone(Kind::Expiry)?,
            "html" => self.alone(Kind::Html)?,
            "drop" => self.alone(Kind::Drop)?,
            "cut" => self.alone(Kind::Cut)?,
            "truncated" => self.alone(Kind::Truncated)?,
            "malformed" => self.alone(Kind::Malformed)?,
            _ => return Err(FaultError::Unknown(self.all.to_owned())),
        })
    }

    fn narrow(self, fault: &mut Fault) -> Result<(), FaultError> {
        match self.name {
            "carried-out" if fault.kind.spoils() => {
                return Err(self.wrong("this fault spoils the answer of a call that is always carried out"));
            }
            "carried-out" => fault.carried_out = self.alone(true)?,
            "retry-after" => match &mut fault.kind {
                Kind::Status { retry_after, .. } => *retry_after = Some(self.time()?),
                _ => return Err(self.wrong("only status has it")),
            },
            "announced" => match &mut fault.kind {
                Kind::Padding { announced, .. } => *announced = self.alone(true)?,
                _ => return Err(self.wrong("only padding has it")),
            },
            "on" => fault.target = self.target()?,
            "skip" => fault.skip = self.number("is no number of requests")?,
            "times" => fault.times = Some(self.times()?),
            "probability" => fault.probability = self.probability()?,
            _ => return Err(FaultError::Modifier(self.all.to_owned())),
        }
        Ok(())
    }

    fn wrong(self, problem: &'static str) -> FaultError {
        FaultError::Value { word: self.all.to_owned(), problem }
    }

    fn alone<T>(self, meaning: T) -> Result<T, FaultError> {
        if self.value.is_some() { Err(self.wrong("has no value")) } else { Ok(meaning) }
    }

    fn text(self) -> Result<&'a str, FaultError> {
        self.value.filter(|value| !value.is_empty()).ok_or_else(|| self.wrong("needs a value"))
    }

    fn number<T: FromStr>(self, problem: &'static str) -> Result<T, FaultError> {
        self.text()?.parse().map_err(|_| self.wrong(problem))
    }

    fn times(self) -> Result<usize, FaultError> {
        let times = self.number("is no number of requests")?;
        if times == 0 { Err(self.wrong("never happens")) } else { Ok(times) }
    }

    fn status(self) -> Result<u16, FaultError> {
        let code = self.number("is no HTTP status")?;
        if (200..=599).contains(&code) { Ok(code) } else { Err(self.wrong("is no HTTP status of an answer")) }
    }

    fn probability(self) -> Result<f64, FaultError> {
        let probability: f64 = self.number("is no number")?;
        if (0.0..=1.0).contains(&probability) { Ok(probability) } else { Err(self.wrong("is not between 0 and 1")) }
    }

    fn time(self) -> Result<Duration, FaultError> {
        let text = self.text()?;
        let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
        let (number, unit) = text.split_at(digits);
        let time = number.parse().ok().and_then(|number| match unit {
            "ms" => Some(Duration::from_millis(number)),
            "s" => Some(Duration::from_secs(number)),
            "m" => number.checked_mul(60).map(Duration::from_secs),
            _ => None,
        });
        time.ok_or_else(|| self.wrong("is no time such as 200ms, 2s or 1m"))
    }

    fn media_type(self) -> Result<String, FaultError> {
        let text = self.text()?;
        let is_plain = text.chars().all(|char| char.is_ascii_graphic());
        if is_plain { Ok(text.to_owned()) } else { Err(self.wrong("is no media type")) }
    }

    fn target(self) -> Result<Target, FaultError> {
        self.text().map(|word| Target::of(word.to_owned()))
    }
}

/// In the smallest unit that is needed.
fn written(time: Duration) -> String {
    if time.subsec_millis() == 0 { format!("{}s", time.as_secs()) } else { format!("{}ms", time.as_millis()) }
}

#[cfg(test)]
mod tests;
