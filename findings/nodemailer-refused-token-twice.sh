#!/usr/bin/env bash
# nodemailer sends a refused access token a second time, though it has nothing to get another one with.
#
# Guess:   after a refusal it asks for a new token if it can, and tries again with that; with a fixed `accessToken` and neither a
#          refresh token nor a call-back it gives up at once.
# Happens: it authenticates twice with the same token, and gives up then. With a call-back it does what was guessed.
# Matters: each letter after the token's hour is two failed log-ins with one secret, not one, to whoever counts them or lists them.
# With:    nodemailer 10.6.1, smtp-server 3.19.3 (npm), Node 20
# Output:
#   fixed token:  XOAUTH2 OLD, XOAUTH2 OLD, then EAUTH 535
#   a call-back:  XOAUTH2 OLD, XOAUTH2 NEW, then sent

. "$(dirname "$0")/common.sh"
node_with nodemailer@10.6.1 smtp-server@3.19.3

node_run <<'EOF' | as_seen
import nodemailer from 'nodemailer'
import { SMTPServer } from 'smtp-server'

let tries
const server = new SMTPServer({
  authMethods: ['XOAUTH2'],
  disabledCommands: ['STARTTLS'],
  onAuth(auth, session, done) {
    tries.push(`${auth.method} ${auth.accessToken}`)
    done(null, auth.accessToken === 'NEW' ? { user: auth.username } : { data: { status: '401', schemes: 'bearer' } })
  },
  onData(stream, session, done) { stream.resume().on('end', done) },
})
await new Promise(ready => server.listen(0, '127.0.0.1', ready))

const send = async (what, set) => {
  tries = []
  const auth = { type: 'OAuth2', user: 'user@example.com', ...(set ? {} : { accessToken: 'OLD' }) }
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: server.server.address().port, ignoreTLS: true, auth })
  set?.(transport)
  const letter = { from: 'user@example.com', to: 'friend@example.com', text: 'x' }
  const end = await transport.sendMail(letter).then(() => 'sent', error => `${error.code} ${error.responseCode}`)
  console.log(`${what}  ${tries.join(', ')}, then ${end}`)
}
await send('fixed token:')
await send('a call-back:', transport => transport.set('oauth2_provision_cb', (user, renew, done) => done(null, renew ? 'NEW' : 'OLD')))
process.exit(0)
EOF
