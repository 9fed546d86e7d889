"""A wiki in memory behind a real address of this computer, for runs of the whole program."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from tests.targets.mediawiki.fake import FakeWiki


@contextmanager
def served(
    folder: str = "/w", *, page: str = "<html>no</html>", status: int = 404
) -> Iterator[tuple[FakeWiki, str, list[str]]]:
    """A wiki whose api.php is in ``folder``: the wiki, the address before any folder, and the paths asked for.

    All other addresses show ``page``.
    """
    wiki = FakeWiki((1, 39), lambda: datetime.now(UTC))
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """Hands each request to the wiki."""

        def do_GET(self) -> None:
            self._reply("GET")

        def do_POST(self) -> None:
            self._reply("POST")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the class has
            """Say nothing."""

        def _reply(self, method: str) -> None:
            asked.append(self.path.partition("?")[0])
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            url = f"http://127.0.0.1{self.path}"
            request = httpx.Request(method, url, headers=dict(self.headers.items()), content=body)
            is_api = asked[-1] == f"{folder}/api.php"
            answer = wiki.handle(request) if is_api else httpx.Response(status, html=page)
            self.send_response(answer.status_code)
            for name, value in answer.headers.multi_items():
                if name.lower() not in {"content-length", "transfer-encoding"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield wiki, f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
