#!/usr/bin/env bash
# A Subject that tells its language, as RFC 2231 allows, is an error to the one of Python's two readers that mailbox programs use.
#
# Guess:   `=?utf-8*ru?B?..?=` reads as `=?utf-8?B?..?=` does: the language is for who speaks the text aloud. `policy.default`, mailparser
#          and postal-mime read it so.
# Happens: `decode_header` calls `utf-8*ru` the charset, so that `make_header`, and `bytes.decode` with it, end in LookupError. mail-parser
#          of PyPI, which is made of it, drops each letter that is not ASCII, and says nothing.
# Matters: a loop over a mailbox that decodes as the documentation of `email.header` shows ends at such a letter, and with it all that
#          come behind. The error reads as if a codec had to be installed.
# With:    Python 3.11; mail-parser 4.8.0 (PyPI); mailparser 3.14.2, postal-mime 4.0.0 (npm), Node 20
# Output:
#   utf-8
#     email.header:   Привет, мир
#     policy.default: Привет, мир
#     mail-parser:    Привет, мир
#     mailparser:     Привет, мир
#     postal-mime:    Привет, мир
#   utf-8*ru
#     email.header:   LookupError unknown encoding: utf-8*ru
#     policy.default: Привет, мир
#     mail-parser:    Привет, мир
#     mailparser:     Привет, мир
#     postal-mime:    Привет, мир
#   koi8-r*ru
#     email.header:   LookupError unknown encoding: koi8-r*ru
#     policy.default: Привет, мир
#     mail-parser:    ,
#     mailparser:     Привет, мир
#     postal-mime:    Привет, мир

. "$(dirname "$0")/common.sh"
python_with mail-parser==4.8.0
node_with mailparser@3.14.2 postal-mime@4.0.0

cat >"$work/read.py" <<'END'
import email, email.policy, sys
from email.header import decode_header, make_header
import mailparser

letter = sys.stdin.buffer.read()
subject = email.message_from_bytes(letter)['Subject']
try:
    print('  email.header:  ', make_header(decode_header(subject)))
except LookupError as error:
    print('  email.header:  ', type(error).__name__, error)
print('  policy.default:', email.message_from_bytes(letter, policy=email.policy.default)['Subject'])
print('  mail-parser:   ', mailparser.parse_from_bytes(letter).subject.rstrip())
END

for charset in utf-8 'utf-8*ru' 'koi8-r*ru'; do
    echo "$charset"
    word=$(printf 'Привет, мир' | iconv -f UTF-8 -t "${charset%%\**}" | base64)
    printf 'From: a@mail.ru\r\nSubject: =?%s?B?%s?=\r\n\r\nx\r\n' "$charset" "$word" >"$work/letter.eml"
    python "$work/read.py" <"$work/letter.eml"
    node_run <<'END'
import fs from 'node:fs'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'

const letter = fs.readFileSync('letter.eml')
console.log('  mailparser:    ', (await simpleParser(letter)).subject)
console.log('  postal-mime:   ', (await PostalMime.parse(letter)).subject)
END
done | as_seen
