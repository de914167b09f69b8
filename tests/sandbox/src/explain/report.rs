//! An explanation in words: some lines for a log, one line for a header.

use std::fmt;

use super::{Difference, SignatureExplanation, SignatureMistake, mask};

/// The longest text of one kind in the header, in bytes before they are made ASCII.
const LONGEST_IN_HEADER: usize = 600;

impl SignatureExplanation {
    /// What the header says: `mistake=name,name; expected="..."; signed="..."; difference="..."`, in ASCII on one line.
    pub(crate) fn header(&self) -> String {
        let names: Vec<&str> = self.mistakes.iter().map(SignatureMistake::name).collect();
        let names = if names.is_empty() { "unknown".to_owned() } else { names.join(",") };
        let mut texts = vec![("expected", self.expected.clone())];
        if let Some(signed) = &self.signed {
            texts.extend([("signed", signed.clone()), ("difference", self.compared())]);
        }
        let quoted = |(name, text): (&str, String)| {
            let text = mask::shortened(&text, LONGEST_IN_HEADER).replace('\\', "\\\\").replace('"', "\\\"");
            format!("; {name}=\"{}\"", mask::ascii(&text))
        };
        format!("mistake={names}{}", texts.into_iter().map(quoted).collect::<String>())
    }

    /// The difference in one text: `[-missing-]` and `{+added+}`, as tools that compare words write it.
    fn compared(&self) -> String {
        let part = |part: &Difference| match part {
            Difference::Same(text) => text.clone(),
            Difference::Missing(text) => format!("[-{text}-]"),
            Difference::Added(text) => format!("{{+{text}+}}"),
        };
        self.difference.iter().map(part).collect()
    }

    /// What there is to say of a signature that no mistake explains.
    pub(crate) fn unexplained(&self) -> &'static str {
        if self.is_complete {
            "no known mistake gives what was sent: perhaps the key is another application's, or the values were others"
        } else {
            "the request is too large to look for the mistake"
        }
    }
}

impl fmt::Display for SignatureExplanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for mistake in &self.mistakes {
            writeln!(f, "mistake:    {} ({mistake})", mistake.name())?;
        }
        if self.mistakes.is_empty() {
            writeln!(f, "mistake:    unknown ({})", self.unexplained())?;
        }
        write!(f, "expected:   {}", self.expected)?;
        if let Some(signed) = &self.signed {
            write!(f, "\nsigned:     {signed}\ndifference: {}", mask::shortened(&self.compared(), super::LONGEST))?;
        }
        Ok(())
    }
}
