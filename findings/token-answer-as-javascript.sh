#!/usr/bin/env bash
# Of the OAuth clients of Node the strict ones take a token answer of type text/javascript, and the simple ones do not.
#
# Guess:   oauth4webapi, and openid-client on top of it, refuse it, for they check answers against the standard; simple-oauth2,
#          @badgateway/oauth2-client and passport-oauth2 parse whatever is JSON.
# Happens: the first two take it and turn `expires_in` from a text into a number. simple-oauth2 wants a JSON type and throws;
#          @badgateway/oauth2-client does not read the body and blames the answer: undefined.
# Matters: `text/javascript; charset=utf-8` is what the platform's token end point sends. What fails is the log-in as a whole, after the
#          user has consented and the code is spent.
# With:    oauth4webapi 3.8.8, openid-client 6.9.0, simple-oauth2 5.1.0, @badgateway/oauth2-client 3.3.1, passport-oauth2 1.8.0 (npm), Node 20
# Output:
#                              application/json      text/javascript; charset=utf-8
#   oauth4webapi               A 86400               A 86400
#   openid-client              A 86400               A 86400
#   simple-oauth2              A "86400"             The content-type is not JSON compatible
#   @badgateway/oauth2-client  A                     We received an invalid token response from an OAuth2 server.
#   passport-oauth2            A "86400"             A "86400"

. "$(dirname "$0")/common.sh"
node_with oauth4webapi@3.8.8 openid-client@6.9.0 simple-oauth2@5.1.0 @badgateway/oauth2-client@3.3.1 passport-oauth2@1.8.0

node_run 2>/dev/null <<'EOF' | as_seen
import http from 'node:http'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import simple from 'simple-oauth2'
import { OAuth2Client } from '@badgateway/oauth2-client'
import Passport from 'passport-oauth2'

let type
const answer = '{"access_token": "A", "token_type": "bearer", "expires_in": "86400", "refresh_token": "R"}'
const server = http.createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', type).end(answer))
}).listen(0, '127.0.0.1')
await new Promise(ready => server.once('listening', ready))
const base = `http://127.0.0.1:${server.address().port}`
const as = { issuer: base, token_endpoint: base + '/token' }
const shown = token => `${token.access_token} ${JSON.stringify(token.expires_in)}`

const clients = {
  'oauth4webapi': async () => {
    const client = { client_id: '423004' }
    const how = { [oauth.allowInsecureRequests]: true }
    const response = await oauth.refreshTokenGrantRequest(as, client, oauth.ClientSecretPost('s'), 'R', how)
    return shown(await oauth.processRefreshTokenResponse(as, client, response))
  },
  'openid-client': async () => {
    const configuration = new openid.Configuration(as, '423004', 's')
    openid.allowInsecureRequests(configuration)
    return shown(await openid.refreshTokenGrant(configuration, 'R'))
  },
  'simple-oauth2': async () => {
    const auth = { tokenHost: base, tokenPath: '/token' }
    const client = new simple.AuthorizationCode({ client: { id: '423004', secret: 's' }, auth })
    return shown((await client.getToken({ code: 'c', redirect_uri: 'http://127.0.0.1/' })).token)
  },
  '@badgateway/oauth2-client': async () => {
    const client = new OAuth2Client({ clientId: '423004', clientSecret: 's', server: base, tokenEndpoint: '/token' })
    return (await client.refreshToken({ accessToken: 'A', refreshToken: 'R', expiresAt: 1 })).accessToken
  },
  'passport-oauth2': () => new Promise((resolve, reject) => {
    const options = { authorizationURL: base, tokenURL: base + '/token', clientID: '423004', clientSecret: 's', callbackURL: base }
    const strategy = new Passport(options, (access, refresh, token, profile, done) => resolve(shown(token)) ?? done(null, {}))
    Object.assign(strategy, { error: reject, fail: reject, success() {} }).authenticate({ query: { code: 'c' }, session: {} }, {})
  }),
}
const types = ['application/json', 'text/javascript; charset=utf-8']
console.log(''.padEnd(26), types[0].padEnd(22) + types[1])
for (const [name, ask] of Object.entries(clients)) {
  const said = []
  for (type of types) said.push(await ask().catch(error => error.message))
  console.log(name.padEnd(26), said[0].padEnd(22) + said[1])
}
server.closeAllConnections()
server.close()
EOF
