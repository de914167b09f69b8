#!/usr/bin/env bash
# Authlib adds a token to any body as if it were a form: an upload is percent-encoded, JSON becomes the name of a field.
#
# Guess:   `token_placement="body"` is for bodies that are forms, as RFC 6750 says; an upload or JSON is left alone, or is an error.
# Happens: whatever the body is, it is read as a form, the token is put behind it, and all is written as a form again, under the content
#          type of before. Nothing is raised. A request without a body gets the token and no content type.
# Matters: OAuth Mail reads a token in the query or in a form and not in a header, so this placement is at hand. The first picture that
#          goes out through such a session arrives as something that has no parts.
# With:    Authlib 1.9.10, requests 2.34.2 (PyPI), Python 3.11
# Output:
#   a form     POST /form | application/x-www-form-urlencoded | uids=&access_token=A
#   nothing    POST /nothing | access_token=A
#   JSON       POST /json | application/json | %7B%22uids%22%3A+%5B%5D%7D=&access_token=A
#   an upload  POST /upload | multipart/form-data | --B%0D%0AContent-Disposition%3A+form-data%3B+name=%22img_file%22%3B+filename%3D%22a.txt%22%0D%0A%0D%0Atext%0D%0A--B--%0D%0A&access_token=A

. "$(dirname "$0")/common.sh"
python_with Authlib==1.9.10 requests==2.34.2
record

python - <<'END' | as_seen
import os

import urllib3.filepost
from authlib.integrations.requests_client import OAuth2Session

# The same boundary in each run.
urllib3.filepost.choose_boundary = lambda: "B"
session = OAuth2Session("423004", "s", token={"access_token": "A", "token_type": "bearer"}, token_placement="body")
post = lambda path, **body: session.post(os.environ["url"] + path, **body).text
print("a form    ", post("form", data={"uids": ""}))
print("nothing   ", post("nothing"))
print("JSON      ", post("json", json={"uids": []}))
print("an upload ", post("upload", files={"img_file": ("a.txt", b"text")}))
END
