//! The grammar of numbers.

use super::{problem::Stop, reader::Reader};

impl<'t> Reader<'t> {
    /// Reads a number as it is spelled.
    #[inline]
    pub(super) fn number(&mut self) -> Result<&'t str, Stop> {
        let start = self.at;
        if self.next_is(b'-') {
            self.at += 1;
        }
        let digits = self.digits();
        if digits == 0 || (digits > 1 && self.text.as_bytes().get(self.at - digits) == Some(&b'0')) {
            return Err(self.no_number());
        }
        if let Some(b'.' | b'e' | b'E') = self.text.as_bytes().get(self.at) {
            self.fraction_and_exponent()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn fraction_and_exponent(&mut self) -> Result<(), Stop> {
        if self.next_is(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.no_number());
            }
        }
        if self.next_is(b'e') || self.next_is(b'E') {
            self.at += 1;
            if self.next_is(b'+') || self.next_is(b'-') {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.no_number());
            }
        }
        Ok(())
    }

    #[inline]
    fn next_is(&self, byte: u8) -> bool {
        self.text.as_bytes().get(self.at) == Some(&byte)
    }

    /// Passes over digits, and counts them.
    #[inline]
    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        self.at - start
    }

    #[cold]
    fn no_number(&mut self) -> Stop {
        if self.at >= self.text.len() { self.ends("a value") } else { self.syntax("invalid number") }
    }
}
