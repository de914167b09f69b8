"""Answers each request with what it got, on one line: verb and target, content type, cookies, body. `/cookie` sets a cookie of pairs."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("utf-8", "replace")
        kind = (self.headers.get("content-type") or "").split(";")[0]
        cookies = "; ".join(self.headers.get_all("cookie") or [])
        got = " | ".join(part for part in (f"{self.command} {self.path}", kind, cookies, body) if part).encode()
        self.send_response(200)
        if self.path == "/cookie":
            self.send_header("set-cookie", "mrc=app_id=423004&is_app_user=1; path=/")
        self.send_header("content-type", "text/plain; charset=utf-8")
        self.send_header("content-length", str(len(got)))
        self.end_headers()
        self.wfile.write(got)

    do_POST = do_GET

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
