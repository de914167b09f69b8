#!/usr/bin/env bash
# aiohttp refuses None and booleans in a query and sends them as Python's words in a form; one value of bytes changes the format.
#
# Guess:   `params=` and `data=` take the same dictionary: what the one refuses with a TypeError, the other refuses too.
# Happens: the form carries `None` and `True` as text. A value of bytes, which the query refuses, turns the form into multipart.
# Matters: a call that is moved from GET to POST, which the platform allows for every method, no longer tells the mistake: it is
#          signed with one spelling of "no value" and sent with another, and text parameters become parts of multipart/form-data.
# With:    aiohttp 3.14.5, multidict 7.2.1, yarl 1.25.1 (PyPI)
# Output:
#   None     query: TypeError                        form: POST / | application/x-www-form-urlencoded | a=None
#   True     query: TypeError                        form: POST / | application/x-www-form-urlencoded | a=True
#   [1, 2]   query: GET /?a=1&a=2                    form: POST / | application/x-www-form-urlencoded | a=1&a=2
#   b'x'     query: TypeError                        form: POST / | multipart/form-data

. "$(dirname "$0")/common.sh"
python_with aiohttp==3.14.5 multidict==7.2.1 yarl==1.25.1
record

python - <<'EOF' | as_seen
import asyncio, os
import aiohttp

async def told(verb, **how):
    try:
        async with aiohttp.ClientSession() as session, session.request(verb, os.environ["url"], **how) as answer:
            return " | ".join((await answer.text()).splitlines()[0].split(" | ")[:3]).split(" | --")[0]
    except TypeError:
        return "TypeError"

async def main():
    for value in (None, True, [1, 2], b"x"):
        query, form = await told("GET", params={"a": value}), await told("POST", data={"a": value})
        print(f"{value!s:8} query: {query:32} form: {form}")

asyncio.run(main())
EOF
