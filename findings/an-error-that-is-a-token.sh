#!/usr/bin/env bash
# Five of ten OAuth clients hand out an error at status 200 as a token, two of them with the word that it has not expired.
#
# Guess:   a client looks for `error`, or at the least for the access token that it was asked to get; whatever the status is, the program
#          gets an exception, with the service's reason or without.
# Happens: five return what they return for a token. httpx-oauth and simple-oauth2 call it not expired; aioauth-client gives an empty
#          text; oidc-client-ts, which throws at status 400, is content here and leaves the error in a member of its answer.
# Matters: OAuth Mail is known to refuse at status 200. A code that is refused becomes a log-in of nobody, and what comes up is a KeyError
#          or a token "undefined", later and elsewhere.
# With:    Authlib 1.9.10, requests-oauthlib 2.0.0 on oauthlib 4.0.1, requests-oauth2client 1.8.0, httpx-oauth 0.17.0, aioauth-client 0.30.1
#          (PyPI), Python 3.11; arctic 3.7.0, client-oauth2 4.3.3, @badgateway/oauth2-client 3.3.1, oidc-client-ts 3.5.0, simple-oauth2 5.1.0
#          (npm), Node 20
# Output:
#   Authlib                    OAuthError
#   requests-oauthlib          CustomOAuth2Error
#   requests-oauth2client      UnknownTokenEndpointError
#   httpx-oauth                OAuth2Token, expired: False
#   aioauth-client             token ''
#   arctic                     OAuth2Tokens
#   client-oauth2              EAUTH
#   @badgateway/oauth2-client  TypeError
#   oidc-client-ts             SigninResponse, error: invalid request
#   simple-oauth2              AccessToken, expired: false

. "$(dirname "$0")/common.sh"
python_with Authlib==1.9.10 requests-oauthlib==2.0.0 oauthlib==4.0.1 requests-oauth2client==1.8.0 httpx-oauth==0.17.0 aioauth-client==0.30.1
node_with arctic@3.7.0 client-oauth2@4.3.3 @badgateway/oauth2-client@3.3.1 oidc-client-ts@3.5.0 simple-oauth2@5.1.0
record

of_python() {
    python - 2>/dev/null <<'END'
import asyncio
import os

from aioauth_client import OAuth2Client as Aioauth
from authlib.integrations.requests_client import OAuth2Session as Authlib
from httpx_oauth.oauth2 import OAuth2
from requests_oauth2client import OAuth2Client
from requests_oauthlib import OAuth2Session

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
token = os.environ["url"] + "refused/token"
secret = {"client_id": "423004", "client_secret": "s"}


def told(who, ask):
    try:
        print(f"{who:26}", ask())
    except Exception as error:
        print(f"{who:26}", type(error).__name__)


def httpx_oauth():
    got = asyncio.run(OAuth2(*secret.values(), token, token).get_access_token("C", token))
    return f"{type(got).__name__}, expired: {got.is_expired()}"


def aioauth_client():
    got, _ = asyncio.run(Aioauth(*secret.values(), access_token_url=token, base_url=token).get_access_token("C"))
    return f"token {got!r}"


told("Authlib", lambda: Authlib(*secret.values()).fetch_token(token, code="C"))
told("requests-oauthlib", lambda: OAuth2Session("423004").fetch_token(token, code="C", client_secret="s"))
told("requests-oauth2client", lambda: OAuth2Client(token, **secret, redirect_uri=token, testing=True).authorization_code("C"))
told("httpx-oauth", httpx_oauth)
told("aioauth-client", aioauth_client)
END
}

of_node() {
    node_run 2>/dev/null <<'END'
import * as arctic from 'arctic'
import { OAuth2Client } from '@badgateway/oauth2-client'
import ClientOAuth2 from 'client-oauth2'
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'
import simple from 'simple-oauth2'

const base = process.env.url
const token = base + 'refused/token'
const back = 'http://localhost/back'

const clients = {
  'arctic': async () => {
    const got = await new arctic.OAuth2Client('423004', 's', back).validateAuthorizationCode(token, 'C', null)
    return got.constructor.name
  },
  'client-oauth2': async () => {
    const client = new ClientOAuth2({ clientId: '423004', clientSecret: 's', accessTokenUri: token, redirectUri: back })
    return (await client.code.getToken(back + '?code=C')).constructor.name
  },
  '@badgateway/oauth2-client': async () => {
    const client = new OAuth2Client({ clientId: '423004', clientSecret: 's', server: base, tokenEndpoint: token })
    return (await client.authorizationCode.getToken({ code: 'C', redirectUri: back })).accessToken
  },
  'oidc-client-ts': async () => {
    const stateStore = new WebStorageStateStore({ store: new InMemoryWebStorage() })
    const metadata = { issuer: base, authorization_endpoint: base, token_endpoint: token }
    const client = new OidcClient({ authority: base, metadata, client_id: '423004', redirect_uri: back, scope: 'userinfo', stateStore })
    const state = new URL((await client.createSigninRequest({})).url).searchParams.get('state')
    const got = await client.processSigninResponse(`${back}?code=C&state=${state}`)
    return `${got.constructor.name}, error: ${got.error}`
  },
  'simple-oauth2': async () => {
    const auth = { tokenHost: base, tokenPath: '/refused/token' }
    const client = new simple.AuthorizationCode({ client: { id: '423004', secret: 's' }, auth })
    const got = await client.getToken({ code: 'C', redirect_uri: back })
    return `${got.constructor.name}, expired: ${got.expired()}`
  },
}
for (const [name, ask] of Object.entries(clients)) {
  const said = await ask().catch(error => error.code ?? error.constructor.name)
  console.log(name.padEnd(26), said)
}
END
}
{ of_python && of_node; } | as_seen
