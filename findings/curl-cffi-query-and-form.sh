#!/usr/bin/env bash
# curl_cffi writes the same dictionary in one way into a query and in another into a form.
#
# Guess:   `params=` and `data=` share one encoder, as in requests, whose interface this package copies: lists repeat the name,
#          and booleans are spelled alike in both.
# Happens: the query says `true`, repeats the name for a list and writes JSON for a dictionary; the form has Python's spelling of all.
# Matters: `secure=True` and `uids=[1, 2]` are two different texts by GET and by POST, and a signature made for one is wrong for
#          the other. The list in the form is one value, `[1, 2]`.
# With:    curl_cffi 0.17.0 (PyPI)
# Output:
#   True      query a=true                      form a=True
#   [1, 2]    query a=1&a=2                     form a=[1, 2]
#   []        query (nothing)                   form a=[]
#   {'k': 1}  query a={"k": 1}                  form a={'k': 1}
#   None      query a=None                      form a=None

. "$(dirname "$0")/common.sh"
python_with curl_cffi==0.17.0
record

python - <<'EOF' | as_seen
import os
from urllib.parse import unquote_plus
from curl_cffi import requests

url = os.environ["url"]
for value in (True, [1, 2], [], {"k": 1}, None):
    query = requests.get(url, params={"a": value}).text.partition("?")[2]
    form = requests.post(url, data={"a": value}).text.split(" | ")[2]
    print(f"{value!s:9} query {unquote_plus(query) or '(nothing)':27} form {unquote_plus(form)}")
EOF
