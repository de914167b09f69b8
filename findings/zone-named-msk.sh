#!/usr/bin/env bash
# The Date of a letter, "14:51:08 MSK", is another moment to each of seven readers; one says now, whenever it is asked.
#
# Guess:   who knows the name takes three hours off; who does not says so, or takes it for -0000 as RFC 5322 (4.3) wants names taken that
#          are not known. With `+0300 (MSK)` all agree, as they do.
# Happens: mailparser gives the moment at which it is asked. emailjs-mime-parser takes four hours off, which was right from 2011 to 2014.
#          Python's time has no zone, so that its timestamp depends on the machine. mail-parser says UTC, mailparse that there is no such
#          zone, postal-mime the text itself. Date::Parse of Perl takes off three.
# Matters: a program that sorts the letters of a Russian mailbox, or asks for those since the last one, finds such a letter new at every
#          look, or hours away from where it was sent.
# With:    mailparser 3.14.2, emailjs-mime-parser 2.0.7, postal-mime 4.0.0 (npm), Node 20; Python 3.11; libtimedate-perl 2.3300-2
#          (Debian 12); mail-parser 0.11.9, mailparse 0.18.0 (crates.io)
# Output:
#                         +0300 (MSK)               MSK
#   mailparser            2026-11-30T11:51:08       now
#   emailjs-mime-parser   2026-11-30T11:51:08       2026-11-30T10:51:08
#   postal-mime           2026-11-30T11:51:08       Mon, 30 Nov 2026 14:51:08 MSK
#   email of Python       2026-11-30T14:51:08+03:00 2026-11-30T14:51:08
#   Date::Parse           2026-11-30T11:51:08       2026-11-30T11:51:08
#   mail-parser           2026-11-30T14:51:08+03:00 2026-11-30T14:51:08Z
#   mailparse             2026-11-30T11:51:08       Invalid timezone

. "$(dirname "$0")/common.sh"
node_with mailparser@3.14.2 emailjs-mime-parser@2.0.7 postal-mime@4.0.0
debian_with libtimedate-perl=2.3300-2
cargo_with 'mail-parser = "=0.11.9"' 'mailparse = "=0.18.0"'

for zone in '+0300 (MSK)' MSK; do
    printf 'From: a@mail.ru\r\nTo: b@mail.ru\r\nSubject: x\r\nDate: Mon, 30 Nov 2026 14:51:08 %s\r\n\r\nx\r\n' "$zone" >"$work/$zone.eml"
done
export work

node_run <<'END' >"$work/node.out"
import fs from 'node:fs'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import emailjs from 'emailjs-mime-parser'

const letters = ['+0300 (MSK)', 'MSK'].map(zone => fs.readFileSync(`${zone}.eml`))
const short = date => Math.abs(Date.now() - date) < 60_000 ? 'now' : date.toISOString().slice(0, 19)
const either = text => isNaN(new Date(text)) ? text : short(new Date(text))
const say = async (name, read) => console.log(name.padEnd(21), (await Promise.all(letters.map(read))).map(date => date.padEnd(25)).join(' ').trimEnd())
await say('mailparser', async letter => short((await simpleParser(letter)).date))
await say('emailjs-mime-parser', letter => either(emailjs.default(new Uint8Array(letter)).headers.date[0].value))
await say('postal-mime', async letter => either((await PostalMime.parse(letter)).date))
END

python3 - <<'END' >"$work/python.out"
import email, email.policy, os
dates = []
for zone in ('+0300 (MSK)', 'MSK'):
    with open(f"{os.environ['work']}/{zone}.eml", 'rb') as letter:
        dates.append(email.message_from_binary_file(letter, policy=email.policy.default)['date'].datetime.isoformat())
print(f"{'email of Python':22}{dates[0]:26}{dates[1]}")
END

PERL5LIB="$work/debian/usr/share/perl5" perl -MDate::Parse -MPOSIX=strftime -e '
printf "%-21s %-25s %s\n", "Date::Parse", map { strftime("%Y-%m-%dT%H:%M:%S", gmtime str2time("Mon, 30 Nov 2026 14:51:08 $_")) } "+0300 (MSK)", "MSK"' >"$work/perl.out"

cargo_run <<'END' >"$work/cargo.out"
use mailparse::MailHeaderMap;
fn main() {
    let work = std::env::var("work").unwrap();
    let letters = ["+0300 (MSK)", "MSK"].map(|zone| std::fs::read(format!("{work}/{zone}.eml")).unwrap());
    let dates = letters.clone().map(|letter| mail_parser::MessageParser::default().parse(&letter).unwrap().date().unwrap().to_rfc3339());
    println!("{:21} {:25} {}", "mail-parser", dates[0], dates[1]);
    let dates = letters.map(|letter| {
        let date = mailparse::parse_mail(&letter).unwrap().headers.get_first_value("Date").unwrap();
        mailparse::dateparse(&date).map_or_else(
            |error| error.to_string(),
            |seconds| mail_parser::DateTime::from_timestamp(seconds).to_rfc3339().trim_end_matches('Z').to_owned(),
        )
    });
    println!("{:21} {:25} {}", "mailparse", dates[0], dates[1]);
}
END

{
    cd "$work"
    printf '%-21s %-25s %s\n' '' '+0300 (MSK)' MSK
    cat node.out python.out perl.out cargo.out
} | as_seen
