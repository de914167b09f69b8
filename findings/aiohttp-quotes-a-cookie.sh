#!/usr/bin/env bash
# aiohttp's jar gives a cookie back in quotation marks that came without.
#
# Guess:   a cookie goes back to its server as it came, byte for byte; the jars of requests, httpx and curl_cffi do that.
# Happens: a value that holds `=`, as that of a cookie of pairs does, is put into quotation marks. `quote_cookie=False` keeps it,
#          and then takes away quotation marks that the server did send.
# Matters: the platform's `mrc` cookie is such a text of pairs with a signature. A server that splits it at `&` and `=` finds
#          `"app_id` for the first name and a `"` behind the last value, and the signature is wrong.
# With:    aiohttp 3.14.5, httpx 0.28.1, requests 2.34.2 (PyPI)
# Output:
#   came           mrc=app_id=423004&is_app_user=1
#   requests       mrc=app_id=423004&is_app_user=1
#   httpx          mrc=app_id=423004&is_app_user=1
#   aiohttp        mrc="app_id=423004&is_app_user=1"
#   quote_cookie=  mrc=app_id=423004&is_app_user=1

. "$(dirname "$0")/common.sh"
python_with aiohttp==3.14.5 httpx==0.28.1 requests==2.34.2
record

python - <<'EOF' | as_seen
import asyncio, os
import aiohttp, httpx, requests

url = os.environ["url"]
print("came           mrc=app_id=423004&is_app_user=1")
for name, make in (("requests", requests.Session), ("httpx", httpx.Client)):
    with make() as session:
        session.get(url + "cookie")
        print(f"{name:14}", session.get(url).text.split(" | ")[1])

async def aio(name, **how):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True, **how)) as session:
        await session.get(url + "cookie")
        async with session.get(url) as answer:
            print(f"{name:14}", (await answer.text()).split(" | ")[1])

asyncio.run(aio("aiohttp"))
asyncio.run(aio("quote_cookie=", quote_cookie=False))
EOF
