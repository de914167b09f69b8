#!/usr/bin/env bash
# imapflow says `authenticationFailed` when the server says that its own log-in service is down, as it does for a token that is refused.
#
# Guess:   `NO [UNAVAILABLE]` (RFC 5530: a part of the server is down) and `NO [LIMIT]` leave it unset, for nothing was said about the token;
#          IMAPClient, which has an exception for log-ins, raises another one.
# Happens: imapflow sets it at whatever ends AUTHENTICATE with NO, and has the code in `serverResponseCode` beside it. IMAPClient raises
#          LoginError for all of them, with the code in the text alone.
# Matters: a program that asks its user to sign in again when `authenticationFailed` is set, or gives the mailbox up, does so for all users
#          when the mail server has a bad minute; their refresh tokens were good.
# With:    imapflow 2.10.2 (npm), Node 20; IMAPClient 4.1.0 (PyPI), Python 3.11
# Output:
#   imapflow   AUTHENTICATIONFAILED authenticationFailed true
#   imapflow   UNAVAILABLE          authenticationFailed true
#   imapflow   LIMIT                authenticationFailed true
#   IMAPClient AUTHENTICATIONFAILED LoginError
#   IMAPClient UNAVAILABLE          LoginError
#   IMAPClient LIMIT                LoginError

. "$(dirname "$0")/common.sh"
node_with imapflow@2.10.2
python_with IMAPClient==4.1.0

cat >"$work/server.py" <<'END'
import itertools, socketserver

codes = itertools.cycle(['AUTHENTICATIONFAILED', 'UNAVAILABLE', 'LIMIT'])

class Imap(socketserver.StreamRequestHandler):
    def handle(self):
        code = next(codes)
        self.say('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready')
        for line in self.rfile:
            tag, command, *words = line.decode().split()
            if command == 'CAPABILITY': self.say('* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2')
            if command == 'AUTHENTICATE':
                if len(words) == 1:
                    self.say('+ ')
                    self.rfile.readline()
                self.say(f'{tag} NO [{code}] not now')
            else:
                self.say(f'{tag} OK done')

    def say(self, line): self.wfile.write(line.encode() + b'\r\n')

socketserver.ThreadingTCPServer.daemon_threads = True
server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Imap)
print(server.server_address[1], flush=True)
server.serve_forever()
END
python3 "$work/server.py" >"$work/port" 2>/dev/null &
servers+=($!)
until [ -s "$work/port" ]; do kill -0 $! || absent "python3"; done
port=$(cat "$work/port")
export port

cat >"$work/client.txt" <<'END'
import imapclient, os
for code in 'AUTHENTICATIONFAILED', 'UNAVAILABLE', 'LIMIT':
    client = imapclient.IMAPClient('127.0.0.1', int(os.environ['port']), ssl=False)
    try:
        client.oauth2_login('user@example.com', 'TOKEN')
    except Exception as error:
        assert f'[{code}]' in str(error)
        print(f'IMAPClient {code:20} {type(error).__name__}')
END
{
    node_run <<'END'
import { ImapFlow } from 'imapflow'
for (let time = 0; time < 3; time++) {
  const auth = { user: 'user@example.com', accessToken: 'TOKEN' }
  const client = new ImapFlow({ host: '127.0.0.1', port: +process.env.port, secure: false, doSTARTTLS: false, logger: false, auth })
  const error = await client.connect().catch(error => error)
  console.log('imapflow  ', error.serverResponseCode.padEnd(20), 'authenticationFailed', error.authenticationFailed)
}
END
    python "$work/client.txt"
} | as_seen
