#!/usr/bin/env bash
# A token that is good for 0 seconds is good for ever in half of the OAuth clients.
#
# Guess:   `expires_in: 0` says that the token has expired, so that the next use of it starts a refresh.
# Happens: five of nine test the number for truth and keep no end, as if it were absent: the token is used until the service refuses it.
#          oauthlib takes the member out of the token as well. Four take it for what it says.
# Matters: a lifetime of 0 is the shortest way to a test of refreshing, in a server of one's own or in a recorded answer whose numbers
#          were taken out. With these clients such a test passes and has refreshed nothing.
# With:    Authlib 1.9.10, requests-oauthlib 2.0.0 on oauthlib 4.0.1, httpx-oauth 0.17.0, requests-oauth2client 1.8.0 (PyPI), Python 3.11;
#          @badgateway/oauth2-client 3.3.1, @poppinss/oauth-client 7.2.0, client-oauth2 4.3.3, oidc-client-ts 3.5.0, simple-oauth2 5.1.0
#          (npm), Node 20
# Output:
#   Authlib                    never
#   requests-oauthlib          never
#   httpx-oauth                at once
#   requests-oauth2client      never
#   @badgateway/oauth2-client  never
#   @poppinss/oauth-client     never
#   client-oauth2              at once
#   oidc-client-ts             at once
#   simple-oauth2              at once

. "$(dirname "$0")/common.sh"
python_with Authlib==1.9.10 requests-oauthlib==2.0.0 oauthlib==4.0.1 httpx-oauth==0.17.0 requests-oauth2client==1.8.0
node_with @badgateway/oauth2-client@3.3.1 @poppinss/oauth-client@7.2.0 client-oauth2@4.3.3 oidc-client-ts@3.5.0 simple-oauth2@5.1.0
record

of_python() {
    python - <<'END'
import asyncio
import os

from authlib.integrations.requests_client import OAuth2Session as Authlib
from httpx_oauth.oauth2 import OAuth2
from requests_oauth2client import OAuth2Client
from requests_oauthlib import OAuth2Session

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
token = os.environ["url"] + "zero/token"
told = lambda who, has_expired: print(f"{who:26}", "at once" if has_expired else "never")

told("Authlib", Authlib("423004", "s").fetch_token(token, code="C").is_expired())
known = OAuth2Session("423004").fetch_token(token, code="C", client_secret="s")
told("requests-oauthlib", "expires_at" in known or "expires_in" in known)
told("httpx-oauth", asyncio.run(OAuth2("423004", "s", token, token).get_access_token("C", token)).is_expired())
client = OAuth2Client(token, client_id="423004", client_secret="s", redirect_uri=token, testing=True)
told("requests-oauth2client", client.authorization_code("C").is_expired())
END
}

of_node() {
    node_run <<'END'
import { OAuth2Client } from '@badgateway/oauth2-client'
import { Oauth2Client } from '@poppinss/oauth-client/oauth2'
import ClientOAuth2 from 'client-oauth2'
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'
import simple from 'simple-oauth2'

const token = process.env.url + 'zero/token'
const back = 'http://localhost/back'
const told = (who, hasExpired) => console.log(who.padEnd(26), hasExpired ? 'at once' : 'never')
const isOver = at => at != null && at <= Date.now()

const first = new OAuth2Client({ clientId: '423004', clientSecret: 's', server: token, tokenEndpoint: token })
told('@badgateway/oauth2-client', isOver((await first.authorizationCode.getToken({ code: 'C', redirectUri: back })).expiresAt))

const second = new Oauth2Client({ clientId: '423004', clientSecret: 's', callbackUrl: back, accessTokenUrl: token })
told('@poppinss/oauth-client', isOver((await second.getAccessToken(request => request.field('code', 'C'))).expiresAt))

const third = new ClientOAuth2({ clientId: '423004', clientSecret: 's', accessTokenUri: token, redirectUri: back })
told('client-oauth2', isOver((await third.code.getToken(back + '?code=C')).expires))

const stateStore = new WebStorageStateStore({ store: new InMemoryWebStorage() })
const metadata = { issuer: token, authorization_endpoint: token, token_endpoint: token }
const fourth = new OidcClient({ authority: token, metadata, client_id: '423004', redirect_uri: back, scope: 'photos', stateStore })
const state = new URL((await fourth.createSigninRequest({})).url).searchParams.get('state')
told('oidc-client-ts', (await fourth.processSigninResponse(`${back}?code=C&state=${state}`)).expires_in <= 0)

const auth = { tokenHost: process.env.url, tokenPath: '/zero/token' }
const fifth = new simple.AuthorizationCode({ client: { id: '423004', secret: 's' }, auth })
told('simple-oauth2', isOver((await fifth.getToken({ code: 'C', redirect_uri: back })).token.expires_at))
END
}
{ of_python && of_node; } | as_seen
