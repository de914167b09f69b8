"""The guide's page "Other clients": its rows are made here of what the sandbox received, and have to be in the page."""

import html
import re
from hashlib import md5
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import requests

PAGE = Path(__file__).parents[2].joinpath('mailru-sdk/src/guide/other_clients.md').read_text('utf-8').splitlines()

made = set()


def row(client, *cells, backend=''):
    """Fails unless the page has the row, with the version of the package that is installed."""
    line = ' | '.join([f'| {client} {version(client)}{backend}', *cells]) + ' |'
    assert line in PAGE, f'the guide lacks the row\n{line}'
    made.add(line)


def complete(client, backend=''):
    """Fails if the page has a row of the client that nothing made."""
    rows = {line for line in PAGE if line.startswith(f'| {client} ') and backend in line.split(' | ')[0]}
    assert rows == made, f'nothing makes the rows\n{rows - made}'


def received(box, after=0):
    """The newest REST calls that the sandbox has received, oldest first: number, verb, parameters in the order of arrival."""
    log = requests.get(f'{box.origin}/sandbox/requests', params={'after': after, 'secrets': 'shown'}).text
    found = []
    for entry in log.split('<details class="request"')[:0:-1]:
        number = re.search(r'data-number="(\d+)"', entry)[1]
        verb = re.search(r'<h3>Request</h3>\s*<pre>(\w+) ', entry)[1]
        table = re.search(r'<h3>Parameters</h3>\s*<table>(.*?)</table>', entry, re.DOTALL)[1]
        pairs = re.findall(r'<tr><th>(.*?)</th><td>(.*?)</td></tr>', table, re.DOTALL)
        found.append((int(number), verb, [(html.unescape(name), html.unescape(value)) for name, value in pairs]))
    return found


def names(pairs):
    return ', '.join(f'`{name}`' for name in pairs)


def signed_call(box, uid='', key=None):
    """The cells of the last call: what is sent, in which order, and what of it is not signed."""
    _, verb, pairs = received(box)[-1]
    sent = dict(pairs)
    sig = sent.pop('sig')

    def signs(kept):
        base = uid + ''.join(f'{name}={sent[name]}' for name in sorted(kept)) + (key or box.secret_key)
        return md5(base.encode()).hexdigest() == sig

    left_out = next(out for out in ('', *sent) if signs(sent.keys() - {out}))
    in_order = 'yes' if list(sent) == sorted(sent) else 'no'
    return f'`{verb}` {names(name for name, _ in pairs)}', in_order, f'`{left_out}`' if left_out else 'nothing'


def form(pairs):
    return names(name for name, _ in pairs)


class Leaving:
    """What a client sends by the library `requests` while the block runs, the browser's part included."""

    def __enter__(self):
        self.kept, self.sent = requests.Session.send, []

        def send(session, request, **settings):
            self.sent.append(request)
            return self.kept(session, request, **settings)

        requests.Session.send = send
        return self

    def __exit__(self, *why):
        requests.Session.send = self.kept

    def authorize(self):
        return next(parse_qsl(urlsplit(sent.url).query) for sent in self.sent if 'response_type=' in sent.url)

    def token(self):
        return next(sent for sent in self.sent if urlsplit(sent.url).path.endswith('/token'))


def sign_in(leavings):
    """The cells of two log-ins: the browser's address, what differs between the two, the exchange of the code."""
    first, second = (leaving.authorize() for leaving in leavings)
    differ = [name for name, value in first if dict(second)[name] != value]
    token = leavings[0].token()
    body = token.body.decode() if isinstance(token.body, bytes) else token.body
    credentials = ' and a Basic header' if 'Authorization' in token.headers else ''
    return form(first), names(differ) or 'nothing', form(parse_qsl(body, keep_blank_values=True)) + credentials
