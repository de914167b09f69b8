"""Every kind of session that aiomailru has, against the sandbox: it authorizes, calls, and meets an error.

The addresses that the package is built for are replaced by those of the sandbox; nothing else of it is touched. What the
package needs of its surroundings is given to it as any user of it could:

* an `aiohttp` session that keeps the cookies of an IP address and resolves relative addresses of forms;
* `ImplicitSession.REDIRECT_URI` as it is meant: the package writes it percent-encoded, and today's `aiohttp` encodes it again.

A native application, which has its private key only, gives it in the place of the secret one: the token endpoint takes either, and the
session signs by the client-server rule because it has a uid. The three kinds of sessions that are made for such applications and ask
the token endpoint, `CodeClientSession`, `PasswordClientSession` and `RefreshClientSession`, send an empty `client_secret` instead. Nobody
knows whether the platform took that. The sandbox refuses it unless it was started with `--take-empty-secret`, so these three are
checked against both; they are the only ones that need an option.

The package's `scrapers`, which read pages of My World that the sandbox does not have, are left out.
"""

import asyncio
import logging
import re
import sys
from contextlib import contextmanager

import aiohttp
import guide
import sandbox
from aiomailru import API, exceptions, sessions
from sandbox import told

REDIRECT_URI = 'http://localhost/back'
SCOPE = 'photos stream'


class Sandbox(sandbox.Sandbox):
    """With what the package needs of it."""

    def point_at(self):
        """Lets the package call this sandbox."""
        sessions.PublicSession.PUBLIC_URL = self.api_url.removesuffix('/api')
        sessions.TokenSession.API_URL = self.api_url
        for kind in (sessions.CodeSession, sessions.PasswordSession, sessions.RefreshSession):
            kind.OAUTH_URL = self.oauth_url + '/token'
        sessions.ImplicitSession.OAUTH_URL = self.oauth_url + '/authorize'
        sessions.ImplicitSession.REDIRECT_URI = 'http://connect.mail.ru/oauth/success.html'

    def http(self):
        """A session for the browser's part."""
        return aiohttp.ClientSession(base_url=self.origin, cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def code(self):
        """An authorization code, after a login without a browser."""
        async with sessions.ImplicitSession(
            self.app_id, self.private_key, self.secret_key, self.email, self.password, SCOPE, session=self.http()
        ) as session:
            params = {'client_id': self.app_id, 'response_type': 'code', 'redirect_uri': REDIRECT_URI, 'scope': SCOPE}
            url = self.oauth_url + '/authorize'
            async with session.session.get(url, params=params, allow_redirects=False) as answer:
                return answer.headers['Location'].removeprefix(REDIRECT_URI + '?code=')


@contextmanager
def started(binary, *options):
    """A sandbox that the package calls, for as long as the block runs."""
    with sandbox.running(binary, *options, kind=Sandbox) as box:
        box.point_at()
        yield box


async def raises(kind, awaitable, code=None):
    """Whether the package raises what it means to raise."""
    try:
        result = await awaitable
    except kind as error:
        assert code is None or error.code == code, f'{error!r} is not {code}'
        return error
    raise AssertionError(f'{kind.__name__} is not raised, but {result!r} returned')


async def check_calls(session, circuit, uid):
    """Calls without and with parameters, and an error, on a session that is open."""
    assert session.sig_circuit is circuit, session.sig_circuit
    api = API(session)
    friends = await api.friends.get()
    assert friends and all(isinstance(friend, str) for friend in friends), friends
    page = await api.friends.get(ext=1, offset=1)
    assert [friend['uid'] for friend in page] == friends[1:], page
    me, friend = await api.users.getInfo(uids=f'{uid},{friends[0]}')
    assert (me['uid'], friend['uid']) == (uid, friends[0]), (me, friend)
    assert await api('users.isAppUser')
    cyrillic = await raises(exceptions.APIError, api.users.getInfo(uids='Привет & пока=1'), 100)
    assert 'uids' in cyrillic.msg, cyrillic
    await raises(exceptions.APIError, api.friends.nothing(), 2)
    session.pass_error = True
    passed = await api.friends.nothing()
    assert passed['error']['error_code'] == 2, passed
    session.pass_error = False


CLIENT = sessions.SignatureCircuit.CLIENT_SERVER
SERVER = sessions.SignatureCircuit.SERVER_SERVER
RENEWABLE = (
    'Code', 'CodeServer', 'Implicit', 'ImplicitClient', 'ImplicitServer',
    'Password', 'PasswordServer', 'Refresh', 'RefreshServer',
)
WITHOUT_SECRET = ('CodeClient', 'PasswordClient', 'RefreshClient')


async def refresh_token(box):
    async with sessions.PasswordServerSession(
        box.app_id, box.secret_key, box.email, box.password, SCOPE, session=box.http()
    ) as session:
        return session.refresh_token


async def made(box, name, **settings):
    """A session of the kind, which is not authorized yet."""
    keys = {'private_key': box.private_key, 'secret_key': box.secret_key}
    if name.endswith('Client'):
        del keys['secret_key']
    if name.endswith('Server'):
        del keys['private_key']
    given = {'app_id': box.app_id, **keys}
    if name.startswith('Code'):
        given |= {'code': await box.code(), 'redirect_uri': REDIRECT_URI}
    elif name.startswith('Refresh'):
        given |= {'refresh_token': await refresh_token(box)}
    else:
        given |= {'email': box.email, 'passwd': box.password, 'scope': SCOPE}
    kind = getattr(sessions, name + 'Session')
    return kind(**(given | {'session': box.http()} | settings))


def circuit_of(name):
    return SERVER if name.endswith('Server') else CLIENT


async def check_renewable(box, name):
    async with await made(box, name) as session:
        assert session.uid == box.uid and re.fullmatch(r'[0-9a-f]{32}', session.session_key)
        if name.startswith('Implicit') and name.endswith('Server'):
            # It learns a uid, but has no private key to sign with.
            assert session.private_key == ''
        await check_calls(session, circuit_of(name), box.uid)


async def check_native(box, name):
    """A native application, which has no other key than the private one."""
    async with await made(box, name, secret_key=box.private_key) as session:
        assert session.uid == box.uid
        await check_calls(session, CLIENT, box.uid)


async def check_given_tokens(box):
    """The kinds of sessions that are given a token."""
    token = box.access_token
    kinds = [
        (sessions.TokenSession(box.app_id, box.private_key, box.secret_key, token, box.uid), CLIENT),
        (sessions.TokenSession(box.app_id, box.private_key, '', token, box.uid), CLIENT),
        (sessions.TokenSession(box.app_id, '', box.secret_key, token, ''), SERVER),
        (sessions.ClientSession(box.app_id, box.private_key, token, box.uid), CLIENT),
        (sessions.ServerSession(box.app_id, box.secret_key, token), SERVER),
    ]
    for session, circuit in kinds:
        async with session:
            await check_calls(session, circuit, box.uid)
    async with sessions.ServerSession(box.app_id, box.secret_key, 'expired') as session:
        await raises(exceptions.APIError, API(session).friends.get(), 102)
    async with sessions.ClientSession(box.app_id, 'wrong', token, box.uid) as session:
        await raises(exceptions.APIError, API(session).friends.get(), 104)


async def check_public(box):
    """The look-up without a signature."""
    login, domain = box.email.split('@')
    async with sessions.PublicSession() as session:
        found = await session.public_request([domain.removesuffix('.ru'), login])
        assert found == {'uid': box.uid}, found
        await raises(exceptions.APIError, session.public_request(['mail', 'nobody']))
        await raises(exceptions.Error, session.public_request(['no', 'such', 'page']))
    async with sessions.PublicSession(pass_error=True) as session:
        passed = await session.public_request(['mail', 'nobody'])
        assert 'error' in passed, passed


async def check_refusals(box):
    """Logins that fail, by the page or by the token endpoint."""
    for name in ('Password', 'PasswordServer'):
        await raises(exceptions.OAuthError, (await made(box, name, passwd='wrong')).authorize())
    await raises(exceptions.OAuthError, (await made(box, 'Refresh', refresh_token='spent')).authorize())
    await raises(exceptions.OAuthError, (await made(box, 'Code', code='spent')).authorize())
    await raises(exceptions.InvalidGrantError, (await made(box, 'Implicit', passwd='wrong')).authorize())
    await raises(exceptions.InvalidClientError, (await made(box, 'Implicit', app_id=box.app_id + 1)).authorize())


async def check_rows(box):
    """What the guide's page "Other clients" says of it."""
    async with sessions.ClientSession(box.app_id, box.private_key, box.access_token, box.uid) as session:
        await API(session).users.getInfo(uids=box.uid)
        cells = guide.signed_call(box, box.uid, box.private_key)
        guide.row('aiomailru', *cells, backend=', `ClientSession`')
    async with sessions.ServerSession(box.app_id, box.secret_key, box.access_token) as session:
        await API(session).users.getInfo(uids=box.uid)
        guide.row('aiomailru', *guide.signed_call(box), backend=', `ServerSession`')
        await raises(TypeError, API(session).stream.post(text='Привет'))
        guide.row('aiomailru', *guide.signed_call(box), backend=', `stream.post`')
        posts = await API(session).stream.getByAuthor(uid=box.uid)
        assert any('Привет' in str(post) for post in posts), posts
        guide.row('aiomailru', 'a number, as of `stream.post`', 'raises `TypeError`, although the post is written')
        for given in ('', None, 0, False, [], True, [box.uid, box.uid]):
            guide.row('aiomailru', *await given_and_sent(box, session, given))
        error = await raises(exceptions.EmptyResponseError, API(session).friends.get(offset=10_000))
        guide.row('aiomailru', 'an empty list', f'raises `{type(error).__name__}`')
    guide.complete('aiomailru')


async def given_and_sent(box, session, given):
    """The cells of a value: as Python has it, what arrives of it, and what comes of it."""
    last, *_ = guide.received(box)[-1]
    outcome = 'is answered'
    try:
        await API(session).users.getInfo(uids=given)
    except exceptions.APIError as error:
        outcome = f'error {error.code}'
    except TypeError:
        outcome = 'raises `TypeError`'
    arrived = 'no request'
    for _, _, pairs in guide.received(box, last):
        arrived = ' and '.join('`uids=..`' for name, _ in pairs if name == 'uids') or 'left out'
        if isinstance(given, list) and given:
            as_python = dict(pairs) | {'uids': given}
            sig = as_python.pop('sig')
            assert sig == session.sign_params(as_python), 'signed as Python spells it'
            arrived += ", signed as `uids=['..', '..']`"
    spelled = repr(given).replace(box.uid, '..')
    return f'`{spelled}`', arrived, outcome


async def check_no_empty_secret(box):
    """Without the option, an empty secret is a wrong one."""
    for name in WITHOUT_SECRET:
        error = await raises(exceptions.OAuthError, (await made(box, name)).authorize())
        assert error.error['error'] == 'invalid_client', error.error


async def check_in_development(box):
    """The page that forbids is recognised, and the author gets in."""
    async with sessions.ServerSession(box.app_id, box.secret_key, box.access_token) as session:
        friend = (await API(session).users.getInfo(uids=(await API(session).friends.get())[0]))[0]
    # The address of the page tells the address to log in with.
    domain, login = friend['link'].rstrip('/').split('/')[-2:]
    session = await made(box, 'Implicit', email=f'{login}@{domain}.ru')
    await raises(exceptions.ClientNotAvailableError, session.authorize())
    async with await made(box, 'Implicit') as session:
        assert session.uid == box.uid


async def main(binary):
    # The package logs the errors that it raises, and here they are wanted.
    logging.disable(logging.CRITICAL)
    with started(binary) as box:
        with told('aiomailru: TokenSession, ClientSession, ServerSession'):
            await check_given_tokens(box)
        for name in RENEWABLE:
            with told(f'aiomailru: {name}Session'):
                await check_renewable(box, name)
        for name in ('Code', 'Password', 'Refresh'):
            with told(f'aiomailru: {name}Session of a native application'):
                await check_native(box, name)
        with told('aiomailru: PublicSession'):
            await check_public(box)
        with told('aiomailru: what the guide says of it'):
            await check_rows(box)
        with told('aiomailru: logins that fail'):
            await check_refusals(box)
        with told('aiomailru: an empty client_secret, which takes an option'):
            await check_no_empty_secret(box)
    with started(binary, '--take-empty-secret') as box:
        for name in WITHOUT_SECRET:
            with told(f'aiomailru: {name}Session, with the option'):
                await check_renewable(box, name)
    with started(binary, '--in-development') as box:
        with told('aiomailru: an application in development'):
            await check_in_development(box)


if __name__ == '__main__':
    asyncio.run(main(sys.argv[1]))
