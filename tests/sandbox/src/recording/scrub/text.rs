//! Texts: which form one has, and what is put in its place.

use serde_json::Value;

use super::invent;
use super::names::{is_hex, is_id};
use super::{Place, Scrubber};
use crate::known::{Scalar, Type};

/// The form of a text, as far as the platform's values have forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Empty,
    /// Digits, perhaps with a sign.
    Digits,
    /// With a point.
    Decimal,
    /// `true`, `false`, and what else the SDK takes for them.
    Bool,
    /// `DD.MM.YYYY` or `DD.MM`.
    Date,
    IsoDate,
    Email,
    Url,
    Html,
    Hex,
    /// A list or an object of JSON.
    Json,
    /// Two or more things without blanks, between commas.
    List,
    Other,
}

impl Form {
    pub(crate) fn of(text: &str) -> Self {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text {
            "" => Self::Empty,
            "true" | "false" | "True" | "False" | "yes" | "no" => Self::Bool,
            _ if is_number(unsigned) => Self::Digits,
            _ if is_date(text) => Self::Date,
            _ if unsigned.split_once('.').is_some_and(|(whole, part)| is_number(whole) && is_number(part)) => {
                Self::Decimal
            }
            _ if is_iso_date(text) => Self::IsoDate,
            _ if text.starts_with(['{', '[']) && serde_json::from_str::<Value>(text).is_ok() => Self::Json,
            _ if is_url(text) => Self::Url,
            _ if is_html(text) => Self::Html,
            _ if is_list(text) => Self::List,
            _ if is_email(text) => Self::Email,
            _ if is_hex(text) => Self::Hex,
            _ => Self::Other,
        }
    }
}

/// `DD.MM.YYYY` or `DD.MM`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let within = |part: &str, digits: usize, most: u32| {
        part.len() == digits
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number: u32| number <= most)
    };
    match parts[..] {
        [day, month] => within(day, 2, 31) && within(month, 2, 12),
        [day, month, year] => within(day, 2, 31) && within(month, 2, 12) && within(year, 4, 9999),
        _ => false,
    }
}

fn is_iso_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    text.is_ascii()
        && (10..=40).contains(&bytes.len())
        && digits(0..4)
        && bytes[4] == b'-'
        && digits(5..7)
        && bytes[7] == b'-'
        && digits(8..10)
}

fn is_url(text: &str) -> bool {
    let has_scheme = ["http://", "https://", "//", "ftp://", "www."].iter().any(|scheme| text.starts_with(scheme));
    has_scheme && text.len() > 4 && !text.contains(char::is_whitespace)
}

fn is_html(text: &str) -> bool {
    let mut tags = text.match_indices('<').map(|(at, _)| &text[at + 1..]);
    tags.any(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') && rest.contains('>'))
}

fn is_email(text: &str) -> bool {
    let around = text.split_once('@');
    around.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
}

fn is_list(text: &str) -> bool {
    let mut items = text.split(',');
    let fits =
        |item: &str| !item.is_empty() && item.is_ascii() && !item.contains(|letter: char| letter.is_whitespace());
    text.contains(',') && items.all(fits)
}

/// The number that has spaces around it or between its digits, without them.
pub(crate) fn grouped(text: &str) -> Option<String> {
    let number: String = text.split_whitespace().collect();
    let is_digit = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split_whitespace();
    let is_grouped = Form::of(parts.next()?) == Form::Digits && parts.all(is_digit);
    (is_grouped && number.len() < text.len()).then_some(number)
}

impl Scrubber {
    /// What stands in the place of a text.
    pub(super) fn text(&mut self, text: &str, place: Place<'_>) -> String {
        if let Some(Type::List(item)) = place.ty {
            return self.list(text, Place { ty: Some(item), ..place });
        }
        if let (Some(Type::Scalar(scalar)), Some(number)) = (place.ty, grouped(text))
            && scalar.is_number()
        {
            let invented = self.text(&number, place);
            let mut digits = invented.chars();
            let spaced =
                text.chars().filter_map(|letter| if letter.is_whitespace() { Some(letter) } else { digits.next() });
            return spaced.collect::<String>() + digits.as_str();
        }
        let form = match (Form::of(text), place.ty) {
            (Form::Date, Some(Type::Scalar(Scalar::F64))) => Form::Decimal,
            (form, _) => form,
        };
        match form {
            Form::Empty | Form::Bool => text.to_owned(),
            Form::Digits if keeps(text, place) => text.to_owned(),
            Form::Digits => self.digits(text),
            Form::Decimal => self.stand_ins.of(text, decimal),
            Form::Date => self.stand_ins.of(text, invent::date),
            Form::IsoDate => self.stand_ins.of(text, invent::iso_date),
            Form::Email => self.stand_ins.of(text, |_, from| invent::email(from)),
            Form::Url => self.stand_ins.of(text, invent::url),
            Form::Html => self.stand_ins.of(text, invent::html),
            Form::Hex => self.stand_ins.of(text, invent::hex),
            Form::Json => {
                let value = serde_json::from_str(text).unwrap_or_default();
                let known = self.known.clone();
                self.value(&known, &value, Place::nowhere()).to_string()
            }
            Form::List => self.list(text, Place { ty: None, ..place }),
            Form::Other => self.stand_ins.of(text, invent::text),
        }
    }

    fn list(&mut self, text: &str, place: Place<'_>) -> String {
        let items: Vec<String> = text.split(',').map(|item| self.text(item, place)).collect();
        items.join(",")
    }

    /// Digits, perhaps with a sign.
    pub(super) fn digits(&mut self, text: &str) -> String {
        match text.strip_prefix('-') {
            Some(digits) => format!("-{}", self.stand_ins.of(digits, invent::digits)),
            None => self.stand_ins.of(text, invent::digits),
        }
    }
}

/// Whether a number tells nothing about anybody: flags, small counts, parts of lists.
pub(super) fn keeps(digits: &str, place: Place<'_>) -> bool {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let is_plain = unsigned == "0" || !unsigned.starts_with('0');
    let is_count = place.is_request
        && (matches!(place.ty, Some(Type::Scalar(Scalar::U32 | Scalar::Flag)))
            || super::names::is_of_a_page(place.name));
    matches!(digits, "0" | "1") || (is_plain && unsigned.len() <= if is_count { 6 } else { 3 } && !is_id(place.name))
}

/// Digits for digits after the point, and before it where there are many.
pub(super) fn decimal(real: &str, from: &mut crate::generator::Generator) -> String {
    let Some((whole, part)) = real.split_once('.') else { return invent::digits(real, from) };
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let digits = if digits.len() > 3 { invent::digits(digits, from) } else { digits.to_owned() };
    let mut part: String = part.chars().map(|_| char::from(*from.pick(b"0123456789"))).collect();
    if part.bytes().all(|byte| byte == b'0') && real.bytes().last() != Some(b'0') {
        part.replace_range(part.len() - 1.., "5");
    }
    format!("{sign}{digits}.{part}")
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn forms_are_told_apart() {
        for (text, form) in [
            ("", Form::Empty),
            ("15410773191172635989", Form::Digits),
            ("-5", Form::Digits),
            ("1.5", Form::Decimal),
            ("true", Form::Bool),
            ("01.02.1985", Form::Date),
            ("31.12", Form::Date),
            ("32.12", Form::Decimal),
            ("2014-09-01 12:00:00", Form::IsoDate),
            ("ivan@inbox.ru", Form::Email),
            ("http://my.mail.ru/mail/ivanov/", Form::Url),
            ("<b>Привет</b>", Form::Html),
            ("5 < 7", Form::Other),
            ("081b0000ab375802", Form::Hex),
            (r#"{"a":1}"#, Form::Json),
            ("{a", Form::Other),
            ("1,2,3", Form::List),
            ("ivan@inbox.ru,maria@mail.ru", Form::List),
            ("Привет, мир", Form::Other),
            ("_myphoto", Form::Other),
        ] {
            assert_eq!(Form::of(text), form, "{text}");
        }
    }
}
