#!/usr/bin/env bash
# Of a file's Latin name and its Russian one, which letters give side by side, readers take the one, or the other, or the first.
#
# Guess:   `filename*` (RFC 2231) is for who can read it, and `filename` for who cannot, as HTTP says (RFC 6266, 4.3): whoever reads
#          `filename*` takes it, in whatever order the two stand.
# Happens: so do mailparser and postal-mime. Python's `get_filename` takes the Latin name where the letter was read without a policy, and
#          the first of the two with `policy.default`; mail-parser of Rust takes the first one too, and mailparse the Latin one.
# Matters: a bill has two names in two programs that read one mailbox, and changes its name in one of them when the sender's program
#          changes the order. The Latin name is often the same for all files.
# With:    mailparser 3.14.2, postal-mime 4.0.0 (npm), Node 20; Python 3.11; mail-parser 0.11.9, mailparse 0.18.0 (crates.io)
# Output:
#                             Latin name first   Russian name first
#   mailparser                Отчёт.pdf          Отчёт.pdf
#   postal-mime               Отчёт.pdf          Отчёт.pdf
#   email, no policy          Otchet.pdf         Otchet.pdf
#   email, policy.default     Otchet.pdf         Отчёт.pdf
#   mail-parser               Otchet.pdf         Отчёт.pdf
#   mailparse                 Otchet.pdf         Otchet.pdf

. "$(dirname "$0")/common.sh"
node_with mailparser@3.14.2 postal-mime@4.0.0
cargo_with 'mail-parser = "=0.11.9"' 'mailparse = "=0.18.0"'

letter() {
    printf 'From: a@mail.ru\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\n'
    printf 'Content-Disposition: attachment;\r\n %s;\r\n %s\r\n\r\nx\r\n' "$@"
}
latin='filename="Otchet.pdf"' russian="filename*=utf-8''%D0%9E%D1%82%D1%87%D1%91%D1%82.pdf"
letter "$latin" "$russian" >"$work/latin.eml"
letter "$russian" "$latin" >"$work/russian.eml"
export work

node_run <<'END' >"$work/node.out"
import fs from 'node:fs'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'

const letters = ['latin', 'russian'].map(first => fs.readFileSync(`${first}.eml`))
const say = async (name, parse) => {
  const names = await Promise.all(letters.map(async letter => (await parse(letter)).attachments[0].filename))
  console.log(name.padEnd(25), names[0].padEnd(18), names[1])
}
await say('mailparser', simpleParser)
await say('postal-mime', letter => PostalMime.parse(letter))
END

python3 - <<'END' >"$work/python.out"
import email, email.policy, os

for name, policy in ('email, no policy', email.policy.compat32), ('email, policy.default', email.policy.default):
    names = []
    for first in 'latin', 'russian':
        with open(f"{os.environ['work']}/{first}.eml", 'rb') as letter:
            names.append(email.message_from_binary_file(letter, policy=policy).get_filename())
    print(f'{name:26}{names[0]:19}{names[1]}')
END

cargo_run <<'END' >"$work/cargo.out"
use mail_parser::MimeHeaders;
fn main() {
    let work = std::env::var("work").unwrap();
    let letters = ["latin", "russian"].map(|first| std::fs::read(format!("{work}/{first}.eml")).unwrap());
    let names = letters.clone().map(|letter| {
        let letter = mail_parser::MessageParser::default().parse(&letter).unwrap();
        letter.attachment(0).unwrap().attachment_name().unwrap().to_owned()
    });
    println!("{:25} {:18} {}", "mail-parser", names[0], names[1]);
    let names = letters.map(|letter| mailparse::parse_mail(&letter).unwrap().get_content_disposition().params["filename"].clone());
    println!("{:25} {:18} {}", "mailparse", names[0], names[1]);
}
END

{
    printf '%-25s %-18s %s\n' '' 'Latin name first' 'Russian name first'
    cat "$work/node.out" "$work/python.out" "$work/cargo.out"
} | as_seen
