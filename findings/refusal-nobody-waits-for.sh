#!/usr/bin/env bash
# Three clients hang up when a server begins to say why it refuses a token, and tell three other things than the refusal.
#
# Guess:   XOAUTH2 has the refusal in two steps, a challenge with JSON that wants an empty line, and then the code: a client that knows the
#          mechanism takes both, and the program learns 535. aiosmtplib does so.
# Happens: lettre ends in an error of its own, "does not expect a challenge", which is `is_client()` and not `is_permanent()`, and has no
#          code. emailjs has the challenge in the place of the answer. libcurl says "Login denied" and does not wait for the answer either,
#          with XOAUTH2; a token that is refused by OAUTHBEARER it hears to the end.
# Matters: who renews the token at 535 never renews it, and lettre's error reads as a fault of the program. The server writes down a
#          client that went away, not a log-in that failed.
# With:    lettre 0.11.23 (crates.io); emailjs 5.0.3 (npm), Node 20; pycurl 7.49.0 with libcurl 8.23.0, aiosmtplib 5.1.3 (PyPI), Python 3.11
# Output:
#   aiosmtplib                 535 5.7.8 no
#     XOAUTH2 first, challenge, empty line, 535
#   lettre                     This mechanism does not expect a challenge; client true, permanent false, code false
#     XOAUTH2 first, challenge, hung up
#   emailjs                    authorization.failed, code 2, 334 and the challenge
#     XOAUTH2 first, challenge, hung up
#   libcurl, XOAUTH2           67 Login denied
#     XOAUTH2 first, challenge, hung up
#   libcurl, OAUTHBEARER       67 Login denied
#     OAUTHBEARER first, challenge, AQ==, 535

. "$(dirname "$0")/common.sh"
node_with emailjs@5.0.3
python_with pycurl==7.49.0 aiosmtplib==5.1.3
cargo_with 'lettre = { version = "=0.11.23", default-features = false, features = ["smtp-transport", "builder"] }'

# A server that refuses each token in two steps, and writes down how far the client went.
cat >"$work/server.py" <<'END'
import base64, socketserver, sys

CHALLENGE = base64.b64encode(b'{"status":"401","schemes":"bearer"}').decode()

class Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say('220 ready')
        for line in self.rfile:
            command, *words = line.decode().split()
            if command.upper() == 'EHLO':
                self.say('250-here')
                self.say(f'250 AUTH {sys.argv[1]}')
            elif command.upper() == 'AUTH':
                if len(words) == 1:
                    self.say('334 ')
                    self.rfile.readline()
                self.say(f'334 {CHALLENGE}')
                try:
                    answer = self.rfile.readline()
                except ConnectionError:
                    answer = b''
                if answer:
                    self.say('535 5.7.8 no')
                end = f"{answer.decode().strip() or 'empty line'}, 535" if answer else 'hung up'
                print(f'  {words[0]} first, challenge, {end}', flush=True)
            else:
                self.say('221 bye')

    def say(self, line): self.wfile.write(line.encode() + b'\r\n')

socketserver.ThreadingTCPServer.daemon_threads = True
server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Smtp)
print(server.server_address[1], flush=True)
server.serve_forever()
END
# serve MECHANISM; afterwards $port is such a server, which writes to $heard.
serve() {
    heard="$work/$1"
    python3 "$work/server.py" "$1" >"$heard" 2>/dev/null &
    servers+=($!)
    until [ -s "$heard" ]; do kill -0 $! || absent "python3"; done
    port=$(head -n 1 "$heard")
    export port
}
# told NAME; what the client says, which comes in, and what the server heard of it.
told() {
    local said count
    count=$(wc -l <"$heard")
    said=$(cat)
    until [ "$(wc -l <"$heard")" -gt "$count" ]; do sleep 0.1; done
    printf '%-26s %s\n' "$1" "$said"
    tail -n 1 "$heard"
}

cat >"$work/aiosmtplib.txt" <<'END'
import aiosmtplib, asyncio, os
async def main():
    client = aiosmtplib.SMTP(hostname='127.0.0.1', port=int(os.environ['port']), start_tls=False)
    await client.connect()
    try:
        await client.auth_xoauth2('user@example.com', 'OLD')
    except aiosmtplib.SMTPAuthenticationError as error:
        print(error.code, error.message)
asyncio.run(main())
END
cat >"$work/curl.txt" <<'END'
import os, pycurl
client = pycurl.Curl()
client.setopt(client.URL, f"smtp://127.0.0.1:{os.environ['port']}")
client.setopt(client.USERNAME, 'user@example.com')
client.setopt(client.XOAUTH2_BEARER, 'OLD')
client.setopt(client.SASL_IR, True)
try:
    client.perform()
except pycurl.error as error:
    print(*error.args)
END
emailjs() {
    node_run <<'END'
import { SMTPClient } from 'emailjs'
const client = new SMTPClient({ host: '127.0.0.1', port: +process.env.port, user: 'user@example.com', password: 'OLD', authentication: ['XOAUTH2'] })
const error = await client.sendAsync({ from: 'user@example.com', to: 'friend@example.com', text: 'x' }).catch(error => error)
const answer = error.previous.smtp
console.log(`${error.message.split(' ')[0]}, code ${error.previous.code}, ${answer.slice(0, 3)} and ${answer.includes('eyJ') ? 'the challenge' : answer}`)
END
}
lettre() {
    cargo_run <<'END'
use lettre::{Message, SmtpTransport, Transport, transport::smtp::authentication::{Credentials, Mechanism}};
use std::error::Error as _;
fn main() {
    let transport = SmtpTransport::builder_dangerous("127.0.0.1")
        .port(std::env::var("port").unwrap().parse().unwrap())
        .authentication(vec![Mechanism::Xoauth2])
        .credentials(Credentials::new("user@example.com".into(), "OLD".into()))
        .build();
    let (from, to) = ("user@example.com".parse().unwrap(), "friend@example.com".parse().unwrap());
    let letter = Message::builder().from(from).to(to).body("x".to_owned()).unwrap();
    let error = transport.send(&letter).unwrap_err();
    let (client, permanent, code) = (error.is_client(), error.is_permanent(), error.status().is_some());
    println!("{}; client {client}, permanent {permanent}, code {code}", error.source().unwrap());
}
END
}

{
    serve XOAUTH2
    python "$work/aiosmtplib.txt" | told aiosmtplib
    lettre | told lettre
    emailjs | told emailjs
    python "$work/curl.txt" | told 'libcurl, XOAUTH2'
    serve OAUTHBEARER
    python "$work/curl.txt" | told 'libcurl, OAUTHBEARER'
} >"$work/all"
as_seen <"$work/all"
