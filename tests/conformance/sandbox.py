"""A running sandbox, and the browser with its user in front of it, for the clients of the other files."""

import re
import subprocess
from contextlib import contextmanager
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

PLATFORM = 'https://connect.mail.ru', 'http://www.appsmail.ru', 'https://www.appsmail.ru', 'http://appsmail.ru'

# OAuth Mail, under both of its names, and where its paths begin here.
OAUTH_MAIL = {'https://oauth.mail.ru': '/oauth.mail.ru', 'https://o2.mail.ru': '/o2.mail.ru'}


class Sandbox:
    """What a running sandbox printed about itself."""

    def __init__(self, exports, said):
        values = dict(re.findall(r'^export MAILRU_(\w+)=(.*)$', exports, re.MULTILINE))
        self.api_url, self.oauth_url = values['API_URL'], values['OAUTH_URL']
        self.app_id, self.uid = int(values['APP_ID']), values['UID']
        self.private_key, self.secret_key = values['PRIVATE_KEY'], values['SECRET_KEY']
        self.access_token = values['ACCESS_TOKEN']
        self.mail_id, self.mail_secret = values['OAUTH_MAIL_ID'], values['OAUTH_MAIL_SECRET']
        self.email, self.password = re.search(r'log in as (\S+) with the password (\S+)', said).groups()
        self.origin = self.oauth_url.removesuffix('/oauth')

    def here(self, url):
        """The address here of one of the platform or of OAuth Mail; others stay."""
        for origin, path in {**dict.fromkeys(PLATFORM, ''), **OAUTH_MAIL}.items():
            if url.startswith(origin + '/'):
                return self.origin + path + url.removeprefix(origin)
        return url


@contextmanager
def running(binary, *options, kind=Sandbox):
    """A sandbox for as long as the block runs."""
    process = subprocess.Popen(
        [binary, '--port', '0', *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        exports = ''
        while 'MAILRU_UID' not in exports:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            exports += line
        yield kind(exports, process.stderr.readline())
    finally:
        process.terminate()
        process.wait(timeout=60)


class Visitor:
    """Keeps cookies, follows redirects within the platform, and fills in forms."""

    def __init__(self, box):
        self.box, self.session = box, requests.Session()

    def decide(self, url, action):
        """From the site's redirect to the address with which the browser comes back to the site."""
        page = self._go('GET', self.box.here(url))
        if not isinstance(page, str) and 'type="password"' in page.text:
            form = {'action': 'login', 'email': self.box.email, 'password': self.box.password}
            page = self._send(page, form)
        return page if isinstance(page, str) else self._send(page, {'action': action})

    def _send(self, page, form):
        csrf = re.search(r'name="csrf" value="(\w+)"', page.text)[1]
        return self._go('POST', page.url, {'csrf': csrf, **form})

    def _go(self, verb, url, form=None):
        while url.startswith(self.box.origin + '/'):
            page = self.session.request(verb, url, data=form, allow_redirects=False)
            if page.status_code != 303:
                assert page.status_code == 200, page.text
                return page
            verb, url, form = 'GET', urljoin(url, page.headers['Location']), None
        return url


def query(url):
    """The members of a query string."""
    return dict(parse_qsl(urlsplit(url).query))


@contextmanager
def told(what):
    try:
        yield
    except BaseException:
        print(f'FAILED  {what}', flush=True)
        raise
    print(f'ok      {what}', flush=True)
