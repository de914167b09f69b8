#!/usr/bin/env bash
# oidc-client-ts reads an identity token that did not come: "Invalid token specified: missing part #2", whatever the service said.
#
# Guess:   where scope `openid` was asked and no `id_token` came, the error names the member that is missing; where the service refused, the
#          error is the service's.
# Happens: an empty text is decoded as an identity token. At status 200 a refusal gives the same words, since the decoder comes first. At
#          status 400 the reason is told.
# Matters: OAuth Mail wants `openid` of newer applications, whether it gives an `id_token` is not known, and it is known to refuse at
#          status 200: one message for a service without identity tokens, a spent code and a wrong secret. Without `openid` among the scopes
#          the same answers are read as they are.
# With:    oidc-client-ts 3.5.0 (npm), Node 20
# Output:
#   openid mail.imap  no id_token     Invalid token specified: missing part #2
#   openid mail.imap  refused at 200  Invalid token specified: missing part #2
#   openid mail.imap  refused at 400  spent code
#   userinfo          no id_token     a token
#   userinfo          refused at 200  no token, error: invalid token
#   userinfo          refused at 400  spent code

. "$(dirname "$0")/common.sh"
node_with oidc-client-ts@3.5.0

node_run <<'END' | as_seen
import http from 'node:http'
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'

const error = { error: 'invalid token', error_code: 6, error_description: 'spent code' }
const answers = {
  'no id_token   ': [200, { access_token: 'A', token_type: 'Bearer', expires_in: 3600 }],
  'refused at 200': [200, error],
  'refused at 400': [400, error],
}
let answer
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(answer[0], { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer[1]))
  })
}).listen(0, '127.0.0.1')
await new Promise(ready => server.once('listening', ready))
const url = `http://127.0.0.1:${server.address().port}`
const metadata = { issuer: url, authorization_endpoint: url, token_endpoint: url }
const back = 'http://localhost/back'

for (const scope of ['openid mail.imap', 'userinfo']) {
  for (const what of Object.keys(answers)) {
    answer = answers[what]
    const stateStore = new WebStorageStateStore({ store: new InMemoryWebStorage() })
    const client = new OidcClient({ authority: url, metadata, client_id: '0f0e', redirect_uri: back, scope, stateStore })
    const state = new URL((await client.createSigninRequest({})).url).searchParams.get('state')
    const got = await client.processSigninResponse(`${back}?code=C&state=${state}`).then(
      got => got.access_token ? 'a token' : `no token, error: ${got.error}`,
      error => error.message,
    )
    console.log(scope.padEnd(17), what, '', got)
  }
}
server.closeAllConnections()
server.close()
END
