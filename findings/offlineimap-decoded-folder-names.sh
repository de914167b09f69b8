#!/usr/bin/env bash
# OfflineIMAP 8 has an option for names of folders that are not ASCII, and with it no folder can be read, "INBOX" neither.
#
# Guess:   `decodefoldernames = yes`, which is there "for backward compatibility with existing set-ups", writes "Отправленные" where the server says
#          `&BB4EQgQ..`, or is refused as an option that is gone.
# Happens: the first name that it lists ends the run: `'str' object has no attribute 'decode'`. The option was not carried over
#          to Python 3. `utf8foldernames = yes`, at the account and not at the repository, does what was guessed.
# Matters: a Russian mailbox has folders with Russian names, so that whoever copies one away looks for such an option, and configurations
#          of older releases have this one.
# With:    offlineimap3 0.0~git20211018.e64c254+dfsg-2, python3-imaplib2 2.57-5.2 (Debian 12); rfc6555 0.1.0, distro 1.9.0 (PyPI); Python 3.11
# Output:
#   neither              &BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1- INBOX
#   decodefoldernames    'str' object has no attribute 'decode'
#   the same, INBOX only 'str' object has no attribute 'decode'
#   utf8foldernames      INBOX Отправленные

. "$(dirname "$0")/common.sh"
debian_with offlineimap3='0.0~git20211018.e64c254+dfsg-2' python3-imaplib2=2.57-5.2
python_with rfc6555==0.1.0 distro==1.9.0

# A server with two empty folders, or with one.
cat >"$work/server.py" <<'END'
import socketserver

class Mailbox(socketserver.StreamRequestHandler):
    def handle(self):
        self.say('* OK [CAPABILITY IMAP4rev1] ready')
        for line in self.rfile:
            tag, command, *words = line.decode().split()
            if command == 'LOGIN': self.few = 'one' in words[0]
            if command == 'CAPABILITY': self.say('* CAPABILITY IMAP4rev1')
            if command == 'LIST' and words[1] == '""': self.say(r'* LIST (\Noselect) "/" ""')
            elif command == 'LIST':
                self.say('* LIST () "/" "INBOX"')
                if not self.few: self.say('* LIST () "/" "&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"')
            if command in ('SELECT', 'EXAMINE'):
                for line in ('0 EXISTS', '0 RECENT', r'FLAGS (\Seen)', 'OK [UIDVALIDITY 1] x', 'OK [UIDNEXT 1] x'): self.say(f'* {line}')
            if command == 'LOGOUT': self.say('* BYE')
            self.say(f'{tag} OK done')

    def say(self, line): self.wfile.write(line.encode() + b'\r\n')

socketserver.ThreadingTCPServer.daemon_threads = True
server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Mailbox)
print(server.server_address[1], flush=True)
server.serve_forever()
END
python3 "$work/server.py" >"$work/port" &
servers+=($!)
until [ -s "$work/port" ]; do kill -0 $! || absent "python3"; done

# folders USER ACCOUNT_LINE REPOSITORY_LINE; the folders that are there after a run, or what the run says.
folders() {
    rm -rf "$work/mail" "$work/state"
    cat >"$work/conf" <<END
[general]
accounts = a
ui = quiet
metadata = $work/state
[Account a]
localrepository = here
remoterepository = there
$2
[Repository here]
type = Maildir
localfolders = $work/mail
[Repository there]
type = IMAP
remotehost = 127.0.0.1
remoteport = $(cat "$work/port")
ssl = no
starttls = no
remoteuser = $1
remotepass = x
$3
END
    PYTHONPATH="$work/debian/usr/lib/python3/dist-packages:$work/debian/usr/share/offlineimap3" LC_ALL=C.UTF-8 \
        python "$work/debian/usr/bin/offlineimap" -o -c "$work/conf" >"$work/printed" 2>&1 || true
    if [ -n "$(ls "$work/mail" 2>/dev/null)" ]; then
        (cd "$work/mail" && LC_ALL=C ls | paste -sd ' ')
    else
        grep -o "'str' object has no attribute 'decode'" "$work/printed" | head -n 1 || cat "$work/printed"
    fi
}

{
    echo "neither              $(folders two '' '')"
    echo "decodefoldernames    $(folders two '' 'decodefoldernames = yes')"
    echo "the same, INBOX only $(folders one '' 'decodefoldernames = yes')"
    echo "utf8foldernames      $(folders two 'utf8foldernames = yes' '')"
} | as_seen
