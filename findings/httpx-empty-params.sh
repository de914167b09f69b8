#!/usr/bin/env bash
# httpx forgets the query of the address when `params` is empty.
#
# Guess:   `params={}` adds nothing, so the address stays as it is; requests, aiohttp, curl_cffi and urllib3 do that.
# Happens: any `params` but None takes the place of the query, an empty dictionary or list too: the call goes out without a query.
# Matters: a client that puts `method`, `app_id` and `sig` into the address and hands the optional parameters over as a dictionary
#          sends a signed request until there is none, and then an unsigned one without a method.
# With:    httpx 0.28.1 and requests 2.34.2 (PyPI)
# Output:
#   params            httpx                             requests
#   None              method=friends.get&sig=5073       method=friends.get&sig=5073
#   {}                (nothing)                         method=friends.get&sig=5073
#   []                (nothing)                         method=friends.get&sig=5073
#   {'ext': '1'}      ext=1                             method=friends.get&sig=5073&ext=1

. "$(dirname "$0")/common.sh"
python_with httpx==0.28.1 requests==2.34.2

python - <<'EOF' | as_seen
from urllib.parse import urlsplit
import httpx, requests

address = "http://127.0.0.1/platform/api?method=friends.get&sig=5073"
print(f"{'params':18}{'httpx':34}requests")
for params in (None, {}, [], {"ext": "1"}):
    by_httpx = httpx.Client().build_request("GET", address, params=params).url.query.decode()
    by_requests = urlsplit(requests.Request("GET", address, params=params).prepare().url).query
    print(f"{params!s:18}{by_httpx or '(nothing)':34}{by_requests or '(nothing)'}")
EOF
