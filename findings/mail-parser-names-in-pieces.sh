#!/usr/bin/env bash
# mail-parser of Rust decodes each piece of a long file name by itself, and only the first in the charset that the name is in.
#
# Guess:   the pieces of RFC 2231 are put together, and then decoded in the charset that the first one tells; mailparse 0.18.0 does so.
# Happens: all pieces but the first are read as UTF-8. A name in koi8-r or windows-1251 keeps one piece and loses the others, and one in
#          UTF-8 loses the letter that the border of two pieces goes through.
# Matters: Russian names are of two bytes a letter and three characters a byte, so that those of a dozen letters come in pieces. What
#          is told by name alone, as an attachment is, gets a name that nobody can type, and the same for several files.
# With:    mail-parser 0.11.9, mailparse 0.18.0 (crates.io)
# Output:
#   koi8-r, one piece            mail-parser Отчёт за май.pdf    mailparse Отчёт за май.pdf
#   koi8-r, two pieces           mail-parser Отчёт �� ���.pdf    mailparse Отчёт за май.pdf
#   windows-1251, two pieces     mail-parser Отчёт �� ���.pdf    mailparse Отчёт за май.pdf
#   utf-8, between two letters   mail-parser Отчёт за май.pdf    mailparse Отчёт за май.pdf
#   utf-8, through a letter      mail-parser От��ёт за май.pdf   mailparse Отчёт за май.pdf

. "$(dirname "$0")/common.sh"
cargo_with 'mail-parser = "=0.11.9"' 'mailparse = "=0.18.0"'

cargo_run <<'END' | as_seen
use mail_parser::MimeHeaders;

const KOI8: &str = "%EF%D4%DE%A3%D4 %DA%C1 %CD%C1%CA.pdf";
const WINDOWS: &str = "%CE%F2%F7%B8%F2 %E7%E0 %EC%E0%E9.pdf";
const UTF8: &str = "%D0%9E%D1%82%D1%87%D1%91%D1%82 %D0%B7%D0%B0 %D0%BC%D0%B0%D0%B9.pdf";

fn main() {
    // Each with where it is divided, in bytes of the encoded text.
    for (what, charset, name, at) in [
        ("koi8-r, one piece", "koi8-r", KOI8, None),
        ("koi8-r, two pieces", "koi8-r", KOI8, Some(15)),
        ("windows-1251, two pieces", "windows-1251", WINDOWS, Some(15)),
        ("utf-8, between two letters", "utf-8", UTF8, Some(12)),
        ("utf-8, through a letter", "utf-8", UTF8, Some(15)),
    ] {
        let (first, second) = name.split_at(at.unwrap_or(name.len()));
        let (first, second) = (first.replace(' ', "%20"), second.replace(' ', "%20"));
        let parameters = if at.is_some() {
            format!("filename*0*={charset}'ru'{first};\r\n filename*1*={second}")
        } else {
            format!("filename*={charset}'ru'{first}")
        };
        let letter = format!(
            "From: a@mail.ru\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\n\
             Content-Disposition: attachment;\r\n {parameters}\r\n\r\nx\r\n"
        );
        let parsed = mail_parser::MessageParser::default().parse(&letter).unwrap();
        let one = parsed.attachment(0).unwrap().attachment_name().unwrap();
        let other = mailparse::parse_mail(letter.as_bytes()).unwrap().get_content_disposition().params["filename"].clone();
        println!("{what:28} mail-parser {one:19} mailparse {other}");
    }
}
END
