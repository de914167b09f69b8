#!/usr/bin/env bash
# openid-client exchanges a code with a redirect address that has lost its own query.
#
# Guess:   what the service put into the address (`code`, `state`) is taken out of it again, and what was the site's own stays: the code is
#          exchanged with the address that was in the authorization request.
# Happens: the whole query goes. The other library of the same author is given the address beside the parameters and sends it as it is, and
#          so does oidc-client-ts.
# Matters: the platform compares both addresses, and nobody knows whether it gives `state` back, so that sites carry their own mark in the
#          query of the redirect address. Each such log-in fails at its last step, after the user has consented and the code is spent.
#          openid-client's documentation has a way round: a `fetch` of one's own that sets the field again.
# With:    openid-client 6.9.0, oauth4webapi 3.8.8, oidc-client-ts 3.5.0 (npm), Node 20
# Output:
#   authorize        http://localhost/back?from=mailru
#   openid-client    http://localhost/back
#   oauth4webapi     http://localhost/back?from=mailru
#   oidc-client-ts   http://localhost/back?from=mailru

. "$(dirname "$0")/common.sh"
node_with openid-client@6.9.0 oauth4webapi@3.8.8 oidc-client-ts@3.5.0

node_run <<'END' | as_seen
import http from 'node:http'
import * as openid from 'openid-client'
import * as oauth from 'oauth4webapi'
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'

let form
const server = http.createServer(async (request, response) => {
  const parts = await request.toArray()
  form = new URLSearchParams(Buffer.concat(parts).toString())
  response.setHeader('content-type', 'application/json')
  response.end('{"access_token": "A", "token_type": "bearer", "expires_in": 86400, "refresh_token": "R"}')
}).listen(0, '127.0.0.1')
await new Promise(ready => server.once('listening', ready))
const base = `http://127.0.0.1:${server.address().port}`
const service = { issuer: base, authorization_endpoint: base + '/authorize', token_endpoint: base + '/token' }
const redirect = 'http://localhost/back?from=mailru'
const back = state => new URL(`${redirect}&code=C&state=${state}`)

const told = (who, address) => console.log(who.padEnd(16), address)
const configuration = new openid.Configuration(service, '423004', 's')
openid.allowInsecureRequests(configuration)
const asked = openid.buildAuthorizationUrl(configuration, { redirect_uri: redirect, state: 'S' })
told('authorize', asked.searchParams.get('redirect_uri'))

await openid.authorizationCodeGrant(configuration, back('S'), { expectedState: 'S' })
told('openid-client', form.get('redirect_uri'))

const client = { client_id: '423004' }
const parameters = oauth.validateAuthResponse(service, client, back('S'), 'S')
const how = { [oauth.allowInsecureRequests]: true }
await oauth.authorizationCodeGrantRequest(service, client, oauth.ClientSecretPost('s'), parameters, redirect, oauth.nopkce, how)
told('oauth4webapi', form.get('redirect_uri'))

const stateStore = new WebStorageStateStore({ store: new InMemoryWebStorage() })
const settings = { authority: base, metadata: service, client_id: '423004', client_secret: 's', redirect_uri: redirect, stateStore }
const browser = new OidcClient({ ...settings, scope: 'photos' })
const { url } = await browser.createSigninRequest({})
await browser.processSigninResponse(back(new URL(url).searchParams.get('state')).href)
told('oidc-client-ts', form.get('redirect_uri'))
server.closeAllConnections()
server.close()
END
