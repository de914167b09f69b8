#!/usr/bin/env bash
# "Скидка 100%25.pdf" is attached, and three of five readers of letters find "Скидка 100%.pdf": they decode what was not encoded.
#
# Guess:   of a file name in pieces (RFC 2231, 4.1) those with a star behind their number are percent-encoded, and those without, in
#          quotation marks as a rule, are taken as they are, since that is what the star is for.
# Happens: mailparser, emailjs-mime-parser and Email::MIME put all pieces together and decode the lot. postal-mime and Python do not.
# Matters: a sender's program stars only the pieces that need it, so that a name of Russian and Latin words has both. An attachment that
#          is looked for by the name that the sender told is not there; two of them can become one file.
# With:    mailparser 3.14.2, emailjs-mime-parser 2.0.7, postal-mime 4.0.0 (npm), Node 20; Python 3.11; libemail-mime-perl 1.953-1,
#          libemail-mime-contenttype-perl 1.028-1 and what they need (Debian 12)
# Output:
#   mailparser            Скидка 100%.pdf
#   emailjs-mime-parser   Скидка 100%.pdf
#   postal-mime           Скидка 100%25.pdf
#   email of Python       Скидка 100%25.pdf
#   Email::MIME           Скидка 100%.pdf

. "$(dirname "$0")/common.sh"
node_with mailparser@3.14.2 emailjs-mime-parser@2.0.7 postal-mime@4.0.0
debian_with libemail-mime-perl=1.953-1 libemail-mime-contenttype-perl=1.028-1 libemail-mime-encodings-perl=1.317-1 libemail-simple-perl=2.218-1 \
    libemail-messageid-perl=1.408-1 libemail-address-xs-perl=1.05-1+b1 libemail-date-format-perl=1.008-1 libmime-types-perl=2.24-1 libmodule-runtime-perl=0.016-2 \
    libtext-unidecode-perl=1.30-3

printf '%s\r\n' 'From: a@mail.ru' 'MIME-Version: 1.0' 'Content-Type: application/pdf' 'Content-Disposition: attachment;' \
    " filename*0*=utf-8'ru'%D0%A1%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0%20;" ' filename*1="100%25.pdf"' '' x >"$work/letter.eml"
export work

{
    node_run <<'END'
import fs from 'node:fs'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import emailjs from 'emailjs-mime-parser'

const letter = fs.readFileSync('letter.eml')
console.log('mailparser           ', (await simpleParser(letter)).attachments[0].filename)
console.log('emailjs-mime-parser  ', emailjs.default(new Uint8Array(letter)).headers['content-disposition'][0].params.filename)
console.log('postal-mime          ', (await PostalMime.parse(letter)).attachments[0].filename)
END
    python3 - <<'END'
import email, email.policy, os
with open(os.environ['work'] + '/letter.eml', 'rb') as letter:
    print('email of Python      ', email.message_from_binary_file(letter, policy=email.policy.default).get_filename())
END
    PERL5LIB="$work/debian/usr/share/perl5:$(echo "$work"/debian/usr/lib/*/perl5/*)" perl -MEmail::MIME -CO -e '
        local $/; print "Email::MIME           ", Email::MIME->new(<STDIN>)->filename, "\n"' <"$work/letter.eml"
} | as_seen
