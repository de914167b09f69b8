"""The backend `mailru` of social-auth-core, which is for OAuth Mail: a login in the browser without any scope, the exchange of its code,
the profile by a token in the query, and a refresh whose answer holds no refresh token.

The addresses that the backend is built for are replaced by those of the sandbox, where they are constants, and in `request`, through
which everything goes, for the one that is not. `Site`, in `social_auth.py`, is what a site has of its own.
"""

import sys

import guide
import sandbox
from sandbox import Visitor, query, told
from social_auth import Site
from social_core import exceptions
from social_core.backends.mailru import MRGOAuth2

BACK = 'http://localhost:8000/complete/mailru/'


def backend_of(box):
    class Here(MRGOAuth2):
        AUTHORIZATION_URL = box.here(MRGOAuth2.AUTHORIZATION_URL)
        ACCESS_TOKEN_URL = box.here(MRGOAuth2.ACCESS_TOKEN_URL)

        def request(self, url, *args, **kwargs):
            return super().request(box.here(url), *args, **kwargs)

    return Here


def site_of(box, **settings):
    return Site(**{'SOCIAL_AUTH_MAILRU_KEY': box.mail_id, 'SOCIAL_AUTH_MAILRU_SECRET': box.mail_secret} | settings)


def login(box, action='allow', change=lambda came: came, **settings):
    site, kind = site_of(box, **settings), backend_of(box)
    address = kind(site, BACK).start()
    assert len(query(address)['state']) == 32, address
    back = Visitor(box).decide(address, action)
    assert back.startswith(BACK), back
    site.came = change(query(back))
    return kind(site, BACK).complete()


def check_logins(box):
    users = [login(box, **settings) for settings in ({}, {'SOCIAL_AUTH_MAILRU_SCOPE': ['userinfo', 'mail.imap']})]
    for user in users:
        assert user['id'].isdigit() and user['id'] == users[0]['id'] != box.uid, user
        assert user['details']['email'] == box.email, user
        assert all(user['details'][name] for name in ('username', 'first_name', 'last_name')), user
        assert user['extra']['refresh_token'] and user['extra']['expires_in'] == 3600, user


def check_refusal(box):
    # Something new, as nobody is asked twice for the same.
    raises(exceptions.AuthCanceled, box, action='deny', SOCIAL_AUTH_MAILRU_SCOPE=['biz.api'])


def check_state(box):
    raises(exceptions.AuthSessionError, box, change=lambda came: came | {'state': 'forged'})
    raises(exceptions.AuthInputError, box, change=lambda came: {'code': came['code']})


def check_wrong(box):
    """Errors at status 200 are errors for it, as it looks for `error` in every token answer."""
    raises(exceptions.AuthException, box, change=lambda came: came | {'code': 'spent'})
    raises(exceptions.AuthException, box, SOCIAL_AUTH_MAILRU_SECRET='wrong')


def check_refresh(box):
    backend, user = backend_of(box)(site_of(box), BACK), login(box)
    for _ in range(2):
        fresh = backend.refresh_token(user['extra']['refresh_token'])
        assert 'refresh_token' not in fresh, fresh
        assert backend.user_data(fresh['access_token'])['email'] == box.email, fresh


def check_rows(box):
    """What the guide's page "Other clients" says of it."""
    with guide.Leaving() as first:
        login(box)
    with guide.Leaving() as second:
        login(box)
    profile = query(first.sent[-1].url)
    assert profile.keys() == {'access_token'} and 'Authorization' not in first.sent[-1].headers, profile
    guide.row('social-auth-core', *guide.sign_in([first, second]), 'the query', backend=', `mailru`')


def raises(kind, box, **changes):
    try:
        user = login(box, **changes)
    except kind:
        return
    raise AssertionError(f'{kind.__name__} is not raised, but {user} returned')


def main(binary):
    with sandbox.running(binary) as box:
        for check in (check_logins, check_refusal, check_state, check_wrong, check_refresh, check_rows):
            with told(f'social-auth-core, mailru: {check.__name__.removeprefix("check_")}'):
                check(box)
    guide.complete('social-auth-core', '`mailru`')


if __name__ == '__main__':
    main(sys.argv[1])
