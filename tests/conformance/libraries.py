"""Libraries of OAuth from PyPI that know no provider and are told the addresses: a login in the browser at both services, a code that is
spent, and a refresh whose answer holds no refresh token. What is not said below is each library's own default.
"""

import asyncio
import os
import sys
from importlib.metadata import version
from urllib.parse import urlsplit

import guide
import httpx
import sandbox
from authlib.integrations.requests_client import OAuth2Session as Authlib
from httpx_oauth.oauth2 import OAuth2
from requests_oauth2client import OAuth2Client
from requests_oauthlib import OAuth2Session
from sandbox import Visitor, query, told

BACK = 'http://localhost:8000/back'

# Both look for https, which the sandbox has not.
os.environ |= {'AUTHLIB_INSECURE_TRANSPORT': '1', 'OAUTHLIB_INSECURE_TRANSPORT': '1'}


class Service:
    """Where the pages and the token endpoint are, and who asks for what."""

    def __init__(self, address, pages, client, secret, scope):
        self.pages, self.token, self.client, self.secret, self.scope = address + pages, f'{address}/token', client, secret, scope


def services(box):
    platform = Service(box.oauth_url, '/authorize', str(box.app_id), box.secret_key, 'photos')
    return platform, Service(f'{box.origin}/oauth.mail.ru', '/login', box.mail_id, box.mail_secret, 'userinfo')


# Of each library: the address for the browser, the exchange of what came back, and a refresh. `form` says that the secret goes there.


def of_authlib(service, form):
    method = {'token_endpoint_auth_method': 'client_secret_post'} if form else {}
    session = Authlib(service.client, service.secret, scope=service.scope, redirect_uri=BACK, **method)
    return (
        lambda: session.create_authorization_url(service.pages)[0],
        lambda back: session.fetch_token(service.token, authorization_response=back),
        lambda token: session.refresh_token(service.token, token['refresh_token']),
    )


def of_requests_oauthlib(service, form):
    session = OAuth2Session(service.client, scope=[service.scope], redirect_uri=BACK)
    secret, method = {'client_secret': service.secret}, {'include_client_id': True} if form else {}
    return (
        lambda: session.authorization_url(service.pages)[0],
        lambda back: session.fetch_token(service.token, authorization_response=back, **secret, **method),
        lambda token: session.refresh_token(service.token, token['refresh_token'], client_id=service.client, **secret),
    )


def of_httpx_oauth(service, form):
    client = OAuth2(service.client, service.secret, service.pages, service.token, refresh_token_endpoint=service.token)
    return (
        lambda: asyncio.run(client.get_authorization_url(BACK, state='S', scope=[service.scope])),
        lambda back: asyncio.run(client.get_access_token(query(back)['code'], BACK)),
        lambda token: asyncio.run(client.refresh_token(token['refresh_token'])),
    )


def of_requests_oauth2client(service, form):
    addresses = {'token_endpoint': service.token, 'authorization_endpoint': service.pages, 'testing': True}
    client = OAuth2Client(client_id=service.client, client_secret=service.secret, redirect_uri=BACK, **addresses)
    asked = client.authorization_request(scope=service.scope)
    return (
        lambda: str(asked.uri),
        lambda back: client.authorization_code(asked.validate_callback(back)).as_dict(),
        lambda token: client.refresh_token(token['refresh_token']).as_dict(),
    )


LIBRARIES = {
    'Authlib': of_authlib,
    'requests-oauthlib': of_requests_oauthlib,
    'httpx-oauth': of_httpx_oauth,
    'requests-oauth2client': of_requests_oauth2client,
}


class LeavingByHttpx(guide.Leaving):
    """What leaves by httpx as well."""

    def __enter__(self):
        self.kept_by_httpx = httpx.AsyncClient.send

        async def send(client, request, **settings):
            self.sent.append(request)
            return await self.kept_by_httpx(client, request, **settings)

        httpx.AsyncClient.send = send
        return super().__enter__()

    def __exit__(self, *why):
        httpx.AsyncClient.send = self.kept_by_httpx
        super().__exit__(*why)


def outcome(exchange):
    """What an exchange is to the program."""
    try:
        token = exchange()
    except Exception as error:
        return f'raises `{type(error).__name__}`'
    return 'a token' if token.get('access_token') else 'is taken for a token'


def check(box, name, library):
    platform, mail = services(box)
    pages, exchange, refresh = library(mail, form=False)
    back = Visitor(box).decide(pages(), 'allow')
    with LeavingByHttpx() as leaving:
        token = exchange(back)
    sent = next(sent for sent in leaving.sent if urlsplit(str(sent.url)).path.endswith('/token'))
    credentials = 'a Basic header' if 'authorization' in sent.headers else 'the form'
    fresh = refresh(token)
    assert fresh['access_token'] != token['access_token'], fresh
    kept = 'stays' if fresh.get('refresh_token') == token['refresh_token'] else 'is gone'
    spent = outcome(lambda: exchange(back))

    at_platform = []
    for form in (False, True):
        pages, exchange, _ = library(platform, form)
        came = Visitor(box).decide(pages(), 'allow')
        at_platform.append(outcome(lambda: exchange(came)))
    guide.row(name, credentials, *at_platform, spent, kept)


def main(binary):
    with sandbox.running(binary) as box:
        for name, library in LIBRARIES.items():
            with told(f'{name} {version(name)}'):
                guide.made.clear()
                check(box, name, library)
                guide.complete(name)


if __name__ == '__main__':
    main(sys.argv[1])
