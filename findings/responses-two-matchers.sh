#!/usr/bin/env bash
# The matchers of `responses` for queries and for forms take different dictionaries for the same parameters.
#
# Guess:   both compare what was sent with a dictionary of texts: a number in it matches neither, a list of the values of a repeated
#          name both, an empty value both.
# Happens: the query's takes numbers, lists and empty values. The form's knows the last of repeated values only, takes no
#          number, and an empty value must be left out of the dictionary (or `allow_blank=True` be said).
# Matters: a test of a signed POST passes when `uids=` was sent and when it was not, and when all but the last of a list is wrong.
# With:    responses 0.26.3, requests 2.34.2 (PyPI)
# Output:
#   sent      expected             query  form
#   a=1       {'a': '1'}           yes    yes
#   a=1       {'a': 1}             yes    no
#   a=1&a=2   {'a': ['1', '2']}    yes    no
#   a=1&a=2   {'a': '2'}           no     yes
#   a=&b=1    {'a': '', 'b': '1'}  yes    no
#   a=&b=1    {'b': '1'}           no     yes

. "$(dirname "$0")/common.sh"
python_with responses==0.26.3 requests==2.34.2

python - <<'EOF' | as_seen
import requests, responses
from responses import matchers

address = "http://127.0.0.1/api"
form = {"content-type": "application/x-www-form-urlencoded"}

def matches(matcher, send):
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.add(responses.GET, address, match=[matcher])
        mock.add(responses.POST, address, match=[matcher])
        try:
            return "yes" if send().ok else "no"
        except requests.ConnectionError:
            return "no"

print("sent      expected             query  form")
for sent, expected in (("a=1", {"a": "1"}), ("a=1", {"a": 1}), ("a=1&a=2", {"a": ["1", "2"]}), ("a=1&a=2", {"a": "2"}),
                       ("a=&b=1", {"a": "", "b": "1"}), ("a=&b=1", {"b": "1"})):
    query = matches(matchers.query_param_matcher(expected), lambda: requests.get(f"{address}?{sent}"))
    body = matches(matchers.urlencoded_params_matcher(expected), lambda: requests.post(address, sent, headers=form))
    print(f"{sent:9} {expected!s:20} {query:6} {body}")
EOF
