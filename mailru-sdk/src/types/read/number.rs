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

#[cfg(test)]
mod tests {
    use crate::types::read::{Misfits, Reader, Stop, read_all};

    #[test]
    fn a_number_is_what_json_takes_for_one() {
        for number in [
            "0",
            "-0",
            "7",
            "10",
            "-10",
            "0.0",
            "1.50",
            "-0.5",
            "1e1",
            "1E+10",
            "2e-3",
            "0e0",
            "1.5e-007",
            "9".repeat(400).as_str(),
        ] {
            assert_eq!(
                read_all(&mut Reader::new(number, Misfits::Refused), |reader| reader.number().map(str::to_owned)),
                Ok(number.to_owned())
            );
        }
        for none in [
            "", "-", "00", "01", "-01", "1.", "-.5", ".5", "1.e1", "1e", "1e+", "1E-", "1e1.5", "--1", "1-", "1+1",
            "0x1", "1_0", "e1",
        ] {
            let read = read_all(&mut Reader::new(none, Misfits::Refused), |reader| reader.number().map(drop));
            assert_eq!(read, Err(Stop::Syntax), "{none}");
        }
    }
}
