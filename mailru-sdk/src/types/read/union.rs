//! Tagged unions: the tag is looked for first, then the value is read by its type from the same text.

use super::{
    deviation::{Declared, DeviationKind},
    members::Next,
    problem::Stop,
    reader::Reader,
    scalar::Scalar,
};

impl Reader<'_> {
    /// Finds which of the words stands in the member `tag` of the next object, which is to be read after that.
    ///
    /// Numbers and booleans tag as their JSON spelling. An object without a usable tag has none: a union has a catch-all. It is told as a
    /// deviation from the file and line that declare the union.
    ///
    /// # Errors
    /// When the next value is no object.
    pub fn tag(&mut self, tag: &str, words: &[&str], declared: Declared) -> Result<Option<usize>, Stop> {
        if self.value()? != b'{' {
            return Err(self.unfit("an object"));
        }
        let (mark, told) = (self.mark(), self.told_so_far());
        let (mut found, mut first, mut place) = (None, true, self.at);
        self.enter()?;
        while let Some(next) = self.next_of(&[tag], &mut first)? {
            let is_tag = next != Next::Other;
            let byte = self.value()?;
            if is_tag {
                place = self.at;
                self.at_tag();
            }
            if is_tag && matches!(byte, b'"' | b'-' | b'0'..=b'9' | b't' | b'f') {
                let text = match self.scalar("a word")? {
                    Scalar::Text(text) | Scalar::Number(text) => text,
                    Scalar::Bool(true) => "true",
                    Scalar::Bool(false) => "false",
                    Scalar::Null => "null",
                };
                found = words.iter().position(|word| *word == text);
            } else {
                self.skip()?;
                found = found.filter(|_| !is_tag);
            }
        }
        self.back_to(mark);
        // It will be told when the object is read.
        self.forget(told);
        if found.is_none() {
            self.deviates(DeviationKind::Tag, place, declared);
        }
        Ok(found)
    }

    /// Whether the next value means that there is no union.
    ///
    /// # Errors
    /// When the text is no JSON.
    pub fn is_no_union(&mut self) -> Result<bool, Stop> {
        self.nothing(b'[').map(|nothing| nothing.is_some())
    }
}

#[cfg(test)]
mod tests {
    use crate::types::read::{Misfits, Reader, Stop};

    #[test]
    fn the_tag_is_found_wherever_it_stands() {
        let table = [
            (r#"{"object":"text","content":"a"}"#, Some(0)),
            (r#"{"content":{"object":"inner"},"object":"tag"}"#, Some(1)),
            (r#"{"object":"tag","object":"text"}"#, Some(0)),
            (r#"{"\u006fbject":"t\u0061g"}"#, Some(1)),
            (r#"{"object":5}"#, Some(2)),
            (r#"{"object":true}"#, Some(3)),
            (r#"{"object":"new"}"#, None),
            (r#"{"object":null}"#, None),
            (r#"{"object":["text"]}"#, None),
            ("{}", None),
        ];
        for (text, expected) in table {
            let mut reader = Reader::new(text, Misfits::Members);
            assert_eq!(reader.tag("object", &["text", "tag", "5", "true"], ("spec", 1)), Ok(expected), "{text}");
            assert_eq!(reader.skipped(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for (text, stop) in [("null", Stop::Misfit), ("[]", Stop::Misfit), ("5", Stop::Misfit), ("x", Stop::Syntax)] {
            assert_eq!(Reader::new(text, Misfits::Members).tag("object", &[], ("spec", 1)), Err(stop), "{text}");
        }
    }
}
