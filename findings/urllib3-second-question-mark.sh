#!/usr/bin/env bash
# urllib3 adds `fields` to an address that has a query behind a second question mark.
#
# Guess:   `fields` of a GET are joined to the query by `&`, as `params` of requests, which is built on urllib3.
# Happens: a `?` is put before them whatever the address holds, so they become a part of the last value.
# Matters: a signed address and `fields` beside it make one parameter less than was signed: `sig` is the digest and `?ext=1`.
# With:    urllib3 2.8.0 and requests 2.34.2 (PyPI)
# Output:
#   urllib3   GET /api?method=friends.get&sig=5073?ext=1
#   requests  GET /api?method=friends.get&sig=5073&ext=1
#   a server reads of urllib3's: [('method', 'friends.get'), ('sig', '5073?ext=1')]

. "$(dirname "$0")/common.sh"
python_with urllib3==2.8.0 requests==2.34.2
record

python - <<'EOF' | as_seen
import os
from urllib.parse import parse_qsl
import requests, urllib3

address = os.environ["url"] + "api?method=friends.get&sig=5073"
by_urllib3 = urllib3.PoolManager().request("GET", address, fields={"ext": "1"}).data.decode()
print("urllib3  ", by_urllib3)
print("requests ", requests.get(address, params={"ext": "1"}).text)
print("a server reads of urllib3's:", parse_qsl(by_urllib3.partition("?")[2]))
EOF
