"""Answers each request with what it got, on one line: verb and target, authorization, content type, cookies, body. `/cookie` sets a cookie
of pairs; `/NAME/token` is a token end point that gives one of the answers below, whatever it is asked."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAIR = {"access_token": "A", "token_type": "bearer", "expires_in": 86400, "refresh_token": "R"}
ANSWERS = {
    "pair": PAIR,
    "zero": PAIR | {"expires_in": 0},
    # A refresh that leaves the refresh token as it was.
    "kept": {"access_token": "A2", "token_type": "bearer", "expires_in": 3600},
    # How OAuth Mail refuses: in words with a space, and at status 200.
    "refused": {"error": "invalid request", "error_code": 2, "error_description": "unknown token"},
}


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("utf-8", "replace")
        kind = (self.headers.get("content-type") or "").split(";")[0]
        cookies = "; ".join(self.headers.get_all("cookie") or [])
        key = self.headers.get("authorization")
        got = " | ".join(part for part in (f"{self.command} {self.path}", key, kind, cookies, body) if part).encode()
        answer = ANSWERS.get(self.path[1:].removesuffix("/token"))
        self.send_response(200)
        if self.path == "/cookie":
            self.send_header("set-cookie", "mrc=app_id=423004&is_app_user=1; path=/")
        if answer:
            got = json.dumps(answer).encode()
        self.send_header("content-type", "application/json" if answer else "text/plain; charset=utf-8")
        self.send_header("content-length", str(len(got)))
        self.end_headers()
        self.wfile.write(got)

    do_POST = do_GET

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
