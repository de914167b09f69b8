//! Invented values of the form of real ones.

use crate::generator::Generator;

/// Between these, in Unix seconds, a number may be a time: 2004 to 2034.
pub(crate) const TIMES: std::ops::RangeInclusive<u64> = 1_072_915_200..=2_051_222_400;

/// As many digits. The number is not larger than the real one, unless that is the smallest of its length, so that it fits whatever the
/// real one fits; and it is beyond 2^53 and 2^63 where the real one is, and a time where that is one.
pub(super) fn digits(real: &str, from: &mut Generator) -> String {
    let zeros = real.len() - real.trim_start_matches('0').len();
    let (zeros, rest) = real.split_at(zeros);
    let Ok(value) = rest.parse::<u128>() else {
        return zeros.to_owned() + &rest.chars().map(|_| digit(from)).collect::<String>();
    };
    let Some(shortest) = u32::try_from(rest.len()).ok().and_then(|length| 10_u128.checked_pow(length - 1)) else {
        return real.to_owned();
    };
    let exact = [1 << 53, 1 << 63].into_iter().filter(|&bound| value > bound).fold(shortest, u128::max);
    let is_time = u64::try_from(value).is_ok_and(|value| TIMES.contains(&value));
    let low = if is_time { u128::from(*TIMES.start()) } else { exact };
    let high = if shortest < 10_000 { shortest * 10 - 1 } else { value };
    let high = if high - low < low / 16 { (low + low / 2).min(shortest * 10 - 1) } else { high };
    format!("{zeros}{}", low + u128::from(from.next()) % (high - low + 1))
}

/// Letters for letters, of the same case and alphabet, digits for digits; blanks and punctuation stay.
pub(super) fn text(real: &str, from: &mut Generator) -> String {
    let mut vowel = from.one_in(2);
    let letter = |letter: char, from: &mut Generator, vowel: &mut bool| {
        *vowel = !*vowel;
        let letters: [&str; 2] =
            if letter.is_ascii() { ["bdfgklmnprstvz", "aeiou"] } else { ["бвгдзклмнпрст", "аеиоу"] };
        let letters: Vec<char> = letters[usize::from(*vowel)].chars().collect();
        let invented = *from.pick(&letters);
        if letter.is_uppercase() { invented.to_uppercase().next().unwrap_or(invented) } else { invented }
    };
    let one = |character: char| match character {
        digit_ if digit_.is_ascii_digit() => digit(from),
        alphabetic if alphabetic.is_alphabetic() => letter(alphabetic, from, &mut vowel),
        other if other.is_ascii() || "«»—–…№„“”’".contains(other) => other,
        _ => '*',
    };
    real.chars().map(one).collect()
}

/// As many hexadecimal digits, of the same case.
pub(super) fn hex(real: &str, from: &mut Generator) -> String {
    let digits: &[u8; 16] =
        if real.bytes().any(|byte| byte.is_ascii_uppercase()) { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    real.chars().map(|_| char::from(*from.pick(digits))).collect()
}

/// `DD.MM` and perhaps `.YYYY`.
pub(super) fn date(real: &str, from: &mut Generator) -> String {
    let (day, month, year) = (from.between(1, 29), from.between(1, 13), from.between(1950, 2000));
    if real.len() > 5 { format!("{day:02}.{month:02}.{year}") } else { format!("{day:02}.{month:02}") }
}

/// `YYYY-MM-DD` and what follows.
pub(super) fn iso_date(real: &str, from: &mut Generator) -> String {
    let (day, month, year) = (from.between(1, 29), from.between(1, 13), from.between(1950, 2000));
    // Hours and minutes below 12 are right in any form.
    let rest = real[10..].chars().map(|character| if character.is_ascii_digit() { '0' } else { character });
    format!("{year}-{month:02}-{day:02}{}", rest.collect::<String>())
}

pub(super) fn email(from: &mut Generator) -> String {
    format!("{}{}@invented.example", text("aaaaaa", from), from.between(10, 1000))
}

/// Scheme, slash at the end and the ending of a file stay.
pub(super) fn url(real: &str, from: &mut Generator) -> String {
    const ENDINGS: [&str; 10] = ["jpg", "jpeg", "png", "gif", "html", "js", "mp3", "mp4", "swf", "xml"];
    let scheme = real.find("//").map_or("http://", |at| &real[..at + 2]);
    let scheme = if scheme.len() <= 8 { scheme } else { "http://" };
    let path = real.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ENDINGS.contains(ending));
    let end =
        ending.map(|ending| format!(".{ending}")).unwrap_or_default() + if path.ends_with('/') { "/" } else { "" };
    format!("{scheme}invented.example/{}{}{end}", text("aaaaaa", from), from.between(10, 1000))
}

/// Tags stay, what stands in them does not.
pub(super) fn html(real: &str, from: &mut Generator) -> String {
    let mut invented = String::new();
    for part in real.split_inclusive('>') {
        let (outside, tag) = part.split_once('<').map_or((part, None), |(outside, tag)| (outside, Some(tag)));
        invented.push_str(&text(outside, from));
        let Some(tag) = tag else { continue };
        let name: String =
            tag.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '/').take(10).collect();
        if tag.ends_with('>') && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
            invented.extend(["<", &name, ">"]);
        }
    }
    invented
}

fn digit(from: &mut Generator) -> char {
    char::from(*from.pick(b"0123456789"))
}
