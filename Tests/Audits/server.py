"""A server for a built site on the loopback interface, with the headers the site is meant to be served with."""

from __future__ import annotations

import gzip
import io
import sys
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv", ".webmanifest"}
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
    "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "form-action": "'self'",
    "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
# The search engine is WebAssembly, which a script policy counts as code made at run time.
POLICY_EXCEPTIONS = {"/search/": {"script-src": "'self' 'wasm-unsafe-eval'"}}


def content_security_policy(path: str) -> str:
    """The header for an address. `upgrade-insecure-requests` is left out, because there is no TLS here."""
    directives = POLICY | POLICY_EXCEPTIONS.get(path.partition("?")[0], {})
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class Handler(SimpleHTTPRequestHandler):
    """Files, directory indexes, and the site's own page for an unknown address."""

    protocol_version = "HTTP/1.1"
    # Whether text is compressed, as a public server does.
    compresses = False
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
    }  # fmt: skip

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", content_security_policy(self.path))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_head(self):  # type: ignore[no-untyped-def]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        is_asked = self.compresses and "gzip" in self.headers.get("Accept-Encoding", "")
        if not is_asked or not path.is_file() or path.suffix not in COMPRESSED:
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def list_directory(self, path: object) -> None:
        """A folder without an index is an unknown address, as on any public server."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the audits print what matters."""


class Server(ThreadingHTTPServer):
    """Threads that end with the audit."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection early is no fault; anything else is printed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class SiteServer:
    """`with SiteServer(folder) as origin:` serves the folder at `origin` until the block ends."""

    def __init__(self, folder: Path, compresses: bool = False) -> None:
        kind = type("Handler", (Handler,), {"compresses": compresses})

        def handler(*args: object) -> Handler:
            return kind(*args, directory=str(folder))  # type: ignore[no-any-return]

        self._server = Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
