#!/usr/bin/env bash
# mitmproxy writes the bytes of an upload into a HAR file as letters, and nothing in the file says so.
#
# Guess:   a binary request body is written as base64 with a mark, as the body of an answer is, and other tools see the mark.
# Happens: each byte becomes the letter of that number (Latin-1). mitmproxy itself takes the letters back to the bytes; a tool that
#          sends the text of a HAR file as UTF-8 sends more bytes and another picture.
# Matters: an upload of a photo, replayed from a recording, differs from what was recorded; the signature, which has no file in it,
#          is right all the same, so what goes wrong looks like the platform's fault.
# With:    mitmproxy 11.0.2 (PyPI)
# Output:
#   request  sent ffd8ffe000104a46  text '\xff\xd8\xff\xe0\x00\x10JF' encoding None    as UTF-8 c3bfc398c3bfc3a000104a46  by mitmproxy ffd8ffe000104a46
#   answer   sent ffd8ffe000104a46  text '/9j/4AAQSkY=' encoding base64

. "$(dirname "$0")/common.sh"
python_with mitmproxy==11.0.2

python - "$work/flows.har" <<'EOF' | as_seen
import json, sys
from mitmproxy.addons.savehar import SaveHar
from mitmproxy.io import FlowReader
from mitmproxy.test import taddons, tflow

picture = b"\xff\xd8\xff\xe0\x00\x10JF"
flow = tflow.tflow(resp=True)
flow.request.headers["content-type"] = flow.response.headers["content-type"] = "image/jpeg"
flow.request.method, flow.request.content, flow.response.content = "POST", picture, picture
with taddons.context(SaveHar()):
    SaveHar().export_har([flow], sys.argv[1])

entry = json.load(open(sys.argv[1]))["log"]["entries"][0]
request, answer = entry["request"]["postData"], entry["response"]["content"]
again = next(FlowReader(open(sys.argv[1], "rb")).stream()).request.content
print(f"request  sent {picture.hex()}  text {request['text']!a} encoding {request.get('encoding')}    "
      f"as UTF-8 {request['text'].encode().hex()}  by mitmproxy {again.hex()}")
print(f"answer   sent {picture.hex()}  text {answer['text']!a} encoding {answer['encoding']}")
EOF
