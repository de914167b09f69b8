#!/usr/bin/env bash
# node-imap does not try a token at a server that takes tokens and no passwords: to it LOGINDISABLED means that nobody may log in.
#
# Guess:   LOGINDISABLED forbids the command LOGIN (RFC 3501, 6.2.3), so a client that is given a token, at a server that offers
#          AUTH=XOAUTH2, authenticates; imapflow 2.10.2 does.
# Happens: it hangs up with an error about logging in that is disabled, and the token was never sent. Without that one word in the
#          same list it sends the token.
# Matters: a server says so where nothing but tokens is left, Dovecot 2.3 with `auth_mechanisms = xoauth2` among them. The error looks
#          like a setting of the mailbox, and a new token changes nothing. imap-simple is made of the same package.
# With:    imap 0.8.19, imapflow 2.10.2 (npm), Node 20
# Output:
#   AUTH=XOAUTH2                imap:     AUTHENTICATE XOAUTH2, then ready
#   AUTH=XOAUTH2                imapflow: AUTHENTICATE XOAUTH2, then ready
#   AUTH=XOAUTH2 LOGINDISABLED  imap:     nothing, then Logging in is disabled on this server
#   AUTH=XOAUTH2 LOGINDISABLED  imapflow: AUTHENTICATE XOAUTH2, then ready

. "$(dirname "$0")/common.sh"
node_with imap@0.8.19 imapflow@2.10.2

node_run <<'END' | as_seen
import net from 'node:net'
import Imap from 'imap'
import { ImapFlow } from 'imapflow'

let offered, sent
const server = net.createServer(socket => {
  socket.on('error', () => {})
  socket.write(`* OK [CAPABILITY IMAP4rev1 SASL-IR ${offered}] ready\r\n`)
  socket.on('data', data => {
    for (const line of data.toString().split('\r\n').filter(Boolean)) {
      const [tag, command, mechanism] = line.split(' ')
      if (command === 'AUTHENTICATE') sent.push(`${command} ${mechanism}`)
      if (command === 'CAPABILITY') socket.write(`* CAPABILITY IMAP4rev1 SASL-IR ${offered}\r\n`)
      socket.write(`${tag} OK done\r\n`)
    }
  })
})
await new Promise(ready => server.listen(0, '127.0.0.1', ready))
const { port } = server.address()
const user = 'user@example.com'
const text = Buffer.from(`user=${user}\x01auth=Bearer TOKEN\x01\x01`).toString('base64')

const clients = {
  'imap:    ': () => new Promise((ready, failed) => {
    const client = new Imap({ xoauth2: text, host: '127.0.0.1', port, tls: false })
    client.once('ready', () => ready(client.destroy()))
    client.once('error', failed)
    client.connect()
  }),
  'imapflow:': async () => {
    const auth = { user, accessToken: 'TOKEN' }
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false, auth })
    await client.connect()
    client.close()
  },
}
for (offered of ['AUTH=XOAUTH2', 'AUTH=XOAUTH2 LOGINDISABLED'])
  for (const [name, connect] of Object.entries(clients)) {
    sent = []
    const end = await connect().then(() => 'ready', error => error.message)
    console.log(`${offered.padEnd(27)} ${name} ${sent.join(', ') || 'nothing'}, then ${end}`)
  }
process.exit(0)
END
