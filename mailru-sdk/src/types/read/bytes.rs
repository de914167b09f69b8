//! The text of a body, whatever bytes it is made of.

use std::borrow::Cow;

/// A body as text.
pub(crate) struct Body<'b> {
    pub(crate) text: Cow<'b, str>,
    /// Where U+FFFD stands for bytes that are no UTF-8: where each row of them begins, since a word in another encoding is one misfit.
    pub(crate) broken: Vec<usize>,
}

impl<'b> Body<'b> {
    pub(crate) fn of(bytes: &'b [u8]) -> Self {
        match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => Self { text: text.into(), broken: Vec::new() },
            Err(_) => Self::mended(bytes),
        }
    }

    fn mended(bytes: &[u8]) -> Self {
        let (mut text, mut broken) = (String::with_capacity(bytes.len()), Vec::new());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                if !chunk.valid().is_empty() || broken.is_empty() {
                    broken.push(text.len());
                }
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        Self { text: text.into(), broken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_told() {
        let body = Body::of(b"a\xff\xfeb\xd0");
        assert_eq!((&*body.text, body.broken), ("a\u{fffd}\u{fffd}b\u{fffd}", vec![1, 8]));
        assert_eq!(Body::of(b"\xff\xfe\xfd").broken, [0]);
        let body = Body::of("да".as_bytes());
        assert_eq!((body.text, body.broken), (Cow::Borrowed("да"), vec![]));
    }
}
