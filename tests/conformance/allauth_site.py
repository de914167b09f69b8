"""The provider `mailru` of django-allauth, on a site of Django with its database in memory: the site's login page, the platform's, the
exchange of the code, the signed call for the profile, and the user that the site then has.

The three addresses of the provider's adapter are replaced by those of the sandbox. Nothing else is touched; in the place of a browser
are Django's own test client, for the site, and `Visitor`, for the platform.
"""

import logging
import sys

import django
import guide
import sandbox
from django.conf import settings
from sandbox import Visitor, query, told


def configure(box):
    apps = ['auth', 'contenttypes', 'sessions', 'messages']
    allauth = ['allauth', 'allauth.account', 'allauth.socialaccount', 'allauth.socialaccount.providers.mailru']
    app = {'client_id': str(box.app_id), 'secret': box.secret_key}
    settings.configure(
        SECRET_KEY='of a site that nobody visits',
        ROOT_URLCONF='allauth.urls',
        ALLOWED_HOSTS=['testserver'],
        INSTALLED_APPS=[f'django.contrib.{name}' for name in apps] + allauth,
        MIDDLEWARE=[
            'django.contrib.sessions.middleware.SessionMiddleware',
            'django.contrib.auth.middleware.AuthenticationMiddleware',
            'django.contrib.messages.middleware.MessageMiddleware',
            'allauth.account.middleware.AccountMiddleware',
        ],
        TEMPLATES=[{
            'BACKEND': 'django.template.backends.django.DjangoTemplates',
            'APP_DIRS': True,
            'OPTIONS': {'context_processors': [
                'django.template.context_processors.request',
                'django.contrib.auth.context_processors.auth',
                'django.contrib.messages.context_processors.messages',
            ]},
        }],
        AUTHENTICATION_BACKENDS=['allauth.account.auth_backends.AuthenticationBackend'],
        DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}},
        EMAIL_BACKEND='django.core.mail.backends.locmem.EmailBackend',
        LOGIN_REDIRECT_URL='/in/',
        SOCIALACCOUNT_PROVIDERS={'mailru': {'APP': app}},
    )
    django.setup()
    from allauth.socialaccount.providers.mailru.views import MailRuOAuth2Adapter
    from django.core.management import call_command

    call_command('migrate', verbosity=0)
    for name in ('access_token_url', 'authorize_url', 'profile_url'):
        setattr(MailRuOAuth2Adapter, name, box.here(getattr(MailRuOAuth2Adapter, name)))
        assert getattr(MailRuOAuth2Adapter, name).startswith(box.origin)


def login(box, action='allow', change=lambda url: url, **asked):
    """What the site answers to the browser that comes back, and the browser."""
    from django.test import Client

    browser = Client()
    leaves = browser.post('/mailru/login/', query_params=asked)
    assert leaves.status_code == 302, leaves.content
    back = Visitor(box).decide(leaves['Location'], action)
    assert back.startswith('http://testserver/mailru/login/callback/?'), back
    return browser.get(change(back)), browser


def is_in(browser):
    return '_auth_user_id' in browser.session


def check_login(box):
    from allauth.socialaccount.models import SocialAccount

    for _ in range(2):
        answer, browser = login(box)
        assert (answer.status_code, answer['Location']) == (302, '/in/'), answer.content
        assert is_in(browser)
        account = SocialAccount.objects.get()
        assert (account.provider, account.uid) == ('mailru', box.uid), account
        assert account.user.first_name and account.user.last_name, account.user
        assert account.extra_data['link'].startswith('http://my.mail.ru/'), account.extra_data


def check_refusal(box):
    # Something new, as nobody is asked twice for the same.
    answer, browser = login(box, action='deny', scope='events')
    assert answer.status_code == 302 and answer['Location'].endswith('/login/cancelled/'), answer
    assert not is_in(browser)


def check_state(box):
    for state in ('state=forged', ''):
        answer, browser = login(box, change=lambda url: url.replace(f'state={query(url)["state"]}', state))
        assert 'Location' not in answer and not is_in(browser), (state, answer)


def check_wrong(box):
    answer, browser = login(box, change=lambda url: url.replace(query(url)['code'], 'spent'))
    assert 'Location' not in answer and not is_in(browser), answer


def check_rows(box):
    """What the guide's page "Other clients" says of it."""
    with guide.Leaving() as first:
        login(box)
    with guide.Leaving() as second:
        login(box)
    guide.row('django-allauth', *guide.signed_call(box))
    guide.row('django-allauth', *guide.sign_in([first, second]))
    (profile,) = first.sent[first.sent.index(first.token()) + 1:]
    assert 'Authorization' not in profile.headers and not {'session_key', 'access_token'} & query(profile.url).keys()
    guide.row('django-allauth', 'the access token', 'is in no request')


def main(binary):
    # The site logs the logins that fail, and here they are wanted.
    logging.disable(logging.CRITICAL)
    with sandbox.running(binary) as box:
        configure(box)
        for check in (check_login, check_refusal, check_state, check_wrong, check_rows):
            with told(f'django-allauth: {check.__name__.removeprefix("check_")}'):
                check(box)
    guide.complete('django-allauth')


if __name__ == '__main__':
    main(sys.argv[1])
