#!/usr/bin/env bash
# Two of six OAuth clients renew a session once and then forget how.
#
# Guess:   an answer to a refresh that holds no refresh token leaves the old one in force, as RFC 6749 has it ("MAY issue a new refresh
#          token"); whatever renews by itself goes on with the one it has.
# Happens: four keep it. simple-oauth2 and requests-oauth2client put the new answer in the place of the old one as a whole: the first
#          refresh is good, and an hour later there is nothing to refresh with. requests-oauth2client, which renews by itself, raises then;
#          simple-oauth2 sends an empty refresh token, which only the server of this script takes.
# Matters: OAuth Mail's answers to a refresh hold no refresh token. A test that refreshes once passes.
# With:    Authlib 1.9.10, requests-oauthlib 2.0.0 on oauthlib 4.0.1, requests-oauth2client 1.8.0 (PyPI), Python 3.11;
#          client-oauth2 4.3.3, @badgateway/oauth2-client 3.3.1, simple-oauth2 5.1.0 (npm), Node 20
# Output:
#   Authlib                    R, R
#   requests-oauthlib          R, R
#   requests-oauth2client      none, ExpiredAccessToken
#   client-oauth2              R, R
#   @badgateway/oauth2-client  R, R
#   simple-oauth2              none, none

. "$(dirname "$0")/common.sh"
python_with Authlib==1.9.10 requests-oauthlib==2.0.0 oauthlib==4.0.1 requests-oauth2client==1.8.0
node_with client-oauth2@4.3.3 @badgateway/oauth2-client@3.3.1 simple-oauth2@5.1.0
record

of_python() {
    python - <<'END'
import os

import requests
from authlib.integrations.requests_client import OAuth2Session as Authlib
from requests_oauth2client import BearerToken, OAuth2AccessTokenAuth, OAuth2Client
from requests_oauthlib import OAuth2Session

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
url = os.environ["url"]
token = url + "kept/token"
secret = {"client_id": "423004", "client_secret": "s"}
held = {"access_token": "A", "token_type": "bearer", "expires_in": -1, "expires_at": 1, "refresh_token": "R"}


def twice(who, call):
    said = []
    for _ in range(2):
        try:
            said.append(call() or "none")
        except Exception as error:
            said.append(type(error).__name__)
    print(f"{who:26}", ", ".join(said))


# Each asks for something with a token that has expired, and says which refresh token it has then.
authlib = Authlib(*secret.values(), token=held, token_endpoint=token)


def of_authlib():
    authlib.token = authlib.token | {"expires_at": 1}
    authlib.get(url)
    return authlib.token.get("refresh_token")


oauthlib = OAuth2Session("423004", token=held, auto_refresh_url=token, auto_refresh_kwargs=secret)
oauthlib.token_updater = lambda new: setattr(oauthlib, "token", new)


def of_oauthlib():
    oauthlib.token = oauthlib.token | {"expires_in": -1, "expires_at": 1}
    oauthlib.get(url)
    return oauthlib.token.get("refresh_token")


auth = OAuth2AccessTokenAuth(OAuth2Client(token, **secret, testing=True), BearerToken("A", expires_in=-1, refresh_token="R"))


def of_oauth2client():
    auth.token = BearerToken(auth.token.access_token, expires_in=-1, refresh_token=auth.token.refresh_token)
    requests.get(url, auth=auth)
    return auth.token.refresh_token


twice("Authlib", of_authlib)
twice("requests-oauthlib", of_oauthlib)
twice("requests-oauth2client", of_oauth2client)
END
}

of_node() {
    node_run <<'END'
import { OAuth2Client } from '@badgateway/oauth2-client'
import ClientOAuth2 from 'client-oauth2'
import simple from 'simple-oauth2'

const base = process.env.url
const uri = base + 'kept/token'
const twice = async (who, call) => {
  const said = []
  for (let time = 0; time < 2; time++) said.push(await call() ?? 'none')
  console.log(who.padEnd(26), said.join(', '))
}

let first = new ClientOAuth2({ clientId: '423004', clientSecret: 's', accessTokenUri: uri }).createToken('A', 'R', 'bearer')
await twice('client-oauth2', async () => (first = await first.refresh()).refreshToken)

const client = new OAuth2Client({ clientId: '423004', clientSecret: 's', server: base, tokenEndpoint: uri })
let second = { accessToken: 'A', refreshToken: 'R', expiresAt: 1 }
await twice('@badgateway/oauth2-client', async () => (second = await client.refreshToken(second)).refreshToken)

const auth = { tokenHost: base, tokenPath: '/kept/token' }
const site = new simple.AuthorizationCode({ client: { id: '423004', secret: 's' }, auth })
let third = site.createToken({ access_token: 'A', refresh_token: 'R' })
await twice('simple-oauth2', async () => (third = await third.refresh()).token.refresh_token)
END
}
{ of_python && of_node; } | as_seen
