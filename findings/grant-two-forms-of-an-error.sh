#!/usr/bin/env bash
# grant's `error` is a text when the service refuses at status 200, and an object when it refuses as the standard says.
#
# Guess:   `error` is the code, `invalid_grant`, and `error_description` beside it, whichever way the same answer came.
# Happens: at status 200 the members lie side by side. At 400 the whole answer lies in `error`, and in the address of the call-back it becomes
#          `error[error]`. A code that is refused in the redirect has the first form again.
# Matters: the platform refuses a spent code at status 400 and OAuth Mail at 200, so a site with both needs both, and `error ===
#          'invalid_grant'` is never true for the one that follows the standard.
# With:    grant 5.4.24 (npm), Node 20
# Output:
#   at 200           /done?error=invalid_grant&error_description=spent
#   at 400           /done?error[error]=invalid_grant&error[error_description]=spent
#   in the redirect  /done?error=invalid_grant&error_description=spent

. "$(dirname "$0")/common.sh"
node_with grant@5.4.24

node_run <<'END' | as_seen
import http from 'node:http'
import grant from 'grant'

let status
const listening = async server => {
  await new Promise(ready => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${server.address().port}`
}
const service = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end('{"error": "invalid_grant", "error_description": "spent"}')
  })
})
const url = await listening(service)
const mail = { oauth: 2, key: '423004', secret: 's', authorize_url: url, access_url: url, callback: '/done' }
const site = http.createServer(grant.node({ config: { defaults: { origin: 'http://localhost' }, mail }, session: { secret: 's' } }))
const origin = await listening(site)

const end = async query => {
  const leaves = await fetch(`${origin}/connect/mail`, { redirect: 'manual' })
  const cookie = leaves.headers.getSetCookie().map(line => line.split(';')[0]).join('; ')
  const back = await fetch(`${origin}/connect/mail/callback?${query}`, { redirect: 'manual', headers: { cookie } })
  return decodeURIComponent(back.headers.get('location'))
}
for (status of [200, 400]) console.log(`at ${status}          `, await end('code=C'))
console.log('in the redirect ', await end('error=invalid_grant&error_description=spent'))
for (const server of [service, site]) {
  server.closeAllConnections()
  server.close()
}
END
