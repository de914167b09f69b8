"""The backend `mailru-oauth2` of social-auth-core: a login in the browser, the exchange of its code, and the signed call for the profile.

The addresses that the backend is built for are replaced by those of the sandbox, where they are constants, and in `request`, through
which everything goes, for the one that is not. `Site` is what a site has of its own: settings, a session, and the request that came.
The other backend of the package, `mailru`, is for another service: see `social_auth_mail.py`.
"""

import sys
from urllib.parse import urlsplit

import guide
import sandbox
from sandbox import Visitor, query, told
from social_core import exceptions
from social_core.backends.mailru import MailruOAuth2
from social_core.storage import BaseStorage, NonceMixin
from social_core.strategy import BaseStrategy

BACK = 'http://localhost:8000/complete/mailru-oauth2/'


class Storage(BaseStorage):
    """Where a site keeps what it was about to do."""

    class nonce(NonceMixin):
        known = set()

        @classmethod
        def use(cls, *nonce):
            cls.known.add(nonce)
            return True

        @classmethod
        def consume(cls, *nonce):
            was_known = nonce in cls.known
            cls.known.discard(nonce)
            return was_known


class Site(BaseStrategy):
    """A site with one visitor."""

    def __init__(self, **settings):
        self.settings, self.session, self.came = settings, {}, {}
        super().__init__(Storage)

    def get_setting(self, name):
        return self.settings[name]

    def request_data(self, merge=True):
        return self.came

    def request_host(self):
        return 'localhost:8000'

    def session_get(self, name, default=None):
        return self.session.get(name, default)

    def session_set(self, name, value):
        self.session[name] = value

    def session_pop(self, name):
        return self.session.pop(name, None)

    def build_absolute_uri(self, path=None):
        return path

    def redirect(self, url):
        return url

    def authenticate(self, backend, *args, **kwargs):
        """What the pipeline of a site would begin with, and its user end as."""
        response = kwargs['response']
        details = backend.get_user_details(response)
        uid = backend.get_user_id(details, response)
        return {'id': uid, 'details': details, 'extra': backend.extra_data(None, uid, response, details, kwargs)}


def backend_of(box):
    class Here(MailruOAuth2):
        AUTHORIZATION_URL = box.here(MailruOAuth2.AUTHORIZATION_URL)
        ACCESS_TOKEN_URL = box.here(MailruOAuth2.ACCESS_TOKEN_URL)

        def request(self, url, *args, **kwargs):
            return super().request(box.here(url), *args, **kwargs)

    return Here


def login(box, action='allow', change=lambda came: came, **settings):
    keys = {'SOCIAL_AUTH_MAILRU_OAUTH2_KEY': str(box.app_id), 'SOCIAL_AUTH_MAILRU_OAUTH2_SECRET': box.secret_key}
    site = Site(**keys | settings)
    kind = backend_of(box)
    address = kind(site, BACK).start()
    assert query(address)['state'], address
    back = Visitor(box).decide(address, action)
    assert back.startswith(BACK), back
    site.came = change(query(back))
    return kind(site, BACK).complete()


def check_logins(box):
    for settings in ({}, {'SOCIAL_AUTH_MAILRU_OAUTH2_SCOPE': ['photos', 'stream']}):
        user = login(box, **settings)
        assert user['id'] == box.uid, user
        assert user['details']['email'] == box.email, user
        assert all(user['details'][name] for name in ('username', 'first_name', 'last_name')), user
        assert user['extra']['refresh_token'] and user['extra']['expires_in'] == 86400, user


def check_refusal(box):
    # Something new, as nobody is asked twice for the same.
    raises(exceptions.AuthCanceled, box, action='deny', SOCIAL_AUTH_MAILRU_OAUTH2_SCOPE=['events'])


def check_state(box):
    raises(exceptions.AuthSessionError, box, change=lambda came: came | {'state': 'forged'})
    raises(exceptions.AuthInputError, box, change=lambda came: {'code': came['code']})


def check_wrong(box):
    raises(exceptions.AuthException, box, change=lambda came: came | {'code': 'spent'})
    raises(exceptions.AuthConfigurationError, box, SOCIAL_AUTH_MAILRU_OAUTH2_SECRET='wrong')


def check_refresh(box):
    site = Site(SOCIAL_AUTH_MAILRU_OAUTH2_KEY=str(box.app_id), SOCIAL_AUTH_MAILRU_OAUTH2_SECRET=box.secret_key)
    backend = backend_of(box)(site, BACK)
    fresh = backend.refresh_token(login(box)['extra']['refresh_token'])
    assert backend.user_data(fresh['access_token'])['uid'] == box.uid, fresh


def check_rows(box):
    """What the guide's page "Other clients" says of it."""
    with guide.Leaving() as first:
        login(box)
    with guide.Leaving() as second:
        login(box)
    guide.row('social-auth-core', *guide.signed_call(box), backend=', `mailru-oauth2`')
    guide.row('social-auth-core', *guide.sign_in([first, second]), backend=', `mailru-oauth2`')

    backend = backend_of(box)(Site(), BACK)
    answer = {'first_name': 'A%42', 'last_name': '+', 'nick': '100%25', 'email': ''}
    details = backend.get_user_details(answer)
    guide.row(
        'social-auth-core', f'names `{answer["first_name"]}`, `{answer["nick"]}`',
        f'`{details["first_name"]}`, `{details["username"]}`', backend=', `mailru-oauth2`',
    )
    del answer['email']
    try:
        happens = backend.get_user_details(answer)
    except KeyError as error:
        happens = f'raises `{error!r}`'
    guide.row('social-auth-core', 'a user without `email`', happens, backend=', `mailru-oauth2`')


def raises(kind, box, **changes):
    try:
        user = login(box, **changes)
    except kind:
        return
    raise AssertionError(f'{kind.__name__} is not raised, but {user} returned')


def main(binary):
    assert urlsplit(MailruOAuth2.AUTHORIZATION_URL).hostname == 'connect.mail.ru'
    with sandbox.running(binary) as box:
        for check in (check_logins, check_refusal, check_state, check_wrong, check_refresh, check_rows):
            with told(f'social-auth-core: {check.__name__.removeprefix("check_")}'):
                check(box)
    guide.complete('social-auth-core', '`mailru-oauth2`')


if __name__ == '__main__':
    main(sys.argv[1])
