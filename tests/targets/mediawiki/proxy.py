"""A computer between ecg and a wiki that fails on purpose; or one elsewhere, that hears what nobody should say."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs

import httpx

Forward = Callable[[httpx.Request], httpx.Response]

HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "content-encoding", "keep-alive"}
SLOW = 0.8
"""Seconds that a slow answer takes: longer than the tests have ecg wait."""
PAGE = httpx.Response(200, html="<html>Welcome to the airport's network</html>")


class Proxy:
    """Passes requests on, but those that ``fail`` names; ``heard`` is every request as it came.

    ``elsewhere`` is the address to which it redirects.
    """

    def __init__(self, forward: Forward) -> None:
        self.forward = forward
        self.elsewhere = ""
        self.heard: list[str] = []
        self._faults: list[tuple[str, str]] = []
        self._server = _Server(self)
        self.api = f"http://127.0.0.1:{self._server.server_port}/api.php"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fail(self, step: str, fault: str, times: int = 1) -> None:
        """The next ``times`` requests of that step (read, token, login, edit) meet the fault."""
        self._faults += [(step, fault)] * times

    def take_fault(self, step: str) -> str:
        """The fault that a request of that step is to meet; empty where none."""
        for fault in self._faults:
            if fault[0] == step:
                self._faults.remove(fault)
                return fault[1]
        return ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: Proxy) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = proxy

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Pass a request on, or fail."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.proxy.heard.append(f"{self.requestline}\n{self.headers}\n{body.decode()}")
        request = httpx.Request(self.command, f"http://wiki{self.path}", headers=self.headers.items(), content=body)
        FAULTS[self.server.proxy.take_fault(step(request))](self, request)

    do_POST = do_GET  # noqa: N815 - the server's name for it

    def forward(self, request: httpx.Request) -> httpx.Response:
        """What the wiki answers."""
        return self.server.proxy.forward(request)

    def reply(self, response: httpx.Response, *, cut: bool = False) -> None:
        """Answer, or but the first half of it."""
        self.send_response(response.status_code)
        for name, value in response.headers.multi_items():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.content)))
        self.end_headers()
        self.wfile.write(response.content[: len(response.content) // 2] if cut else response.content)
        self.close_connection = cut

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


def step(request: httpx.Request) -> str:
    """What a request of ecg is about."""
    params = parse_qs((request.url.query + b"&" + request.content).decode())
    action = params["action"][0]
    if action != "query":
        return action
    return "read" if "content" in params.get("rvprop", [""])[0] else "token"


def _hang_up(handler: _Handler, request: httpx.Request) -> None:
    del request
    handler.close_connection = True


def _hang_up_after(handler: _Handler, request: httpx.Request) -> None:
    handler.forward(request)
    handler.close_connection = True


def _half(handler: _Handler, request: httpx.Request) -> None:
    handler.reply(handler.forward(request), cut=True)


def _garbled(handler: _Handler, request: httpx.Request) -> None:
    content = handler.forward(request).content
    handler.reply(httpx.Response(200, content=content[: len(content) // 2]))


def _page_after(handler: _Handler, request: httpx.Request) -> None:
    handler.forward(request)
    handler.reply(PAGE)


def _gateway_after(handler: _Handler, request: httpx.Request) -> None:
    handler.forward(request)
    handler.reply(httpx.Response(504, html="<html>Gateway Time-out</html>"))


def _slow(handler: _Handler, request: httpx.Request) -> None:
    response = handler.forward(request)
    time.sleep(SLOW)
    handler.reply(response)


def _slow_before(handler: _Handler, request: httpx.Request) -> None:
    time.sleep(SLOW)
    handler.reply(handler.forward(request))


def _huge(handler: _Handler, request: httpx.Request) -> None:
    handler.forward(request)
    handler.reply(httpx.Response(200, content=b'{"edit": "' + b" " * 17_000_000))


def _redirect(status: int) -> Callable[[_Handler, httpx.Request], None]:
    def fault(handler: _Handler, request: httpx.Request) -> None:
        del request
        handler.reply(httpx.Response(status, headers={"Location": handler.server.proxy.elsewhere}))

    return fault


FAULTS: dict[str, Callable[[_Handler, httpx.Request], None]] = {
    "": lambda handler, request: handler.reply(handler.forward(request)),
    "hang up": _hang_up,
    "hang up after": _hang_up_after,
    "half": _half,
    "garbled": _garbled,
    "page": lambda handler, _: handler.reply(PAGE),
    "page after": _page_after,
    "bad gateway": lambda handler, _: handler.reply(httpx.Response(502, html="<html>Bad Gateway</html>")),
    "gateway time-out after": _gateway_after,
    "too many requests": lambda handler, _: handler.reply(httpx.Response(429, headers={"Retry-After": "1"})),
    "slow": _slow,
    "slow before": _slow_before,
    "huge": _huge,
    "not an object": lambda handler, _: handler.reply(httpx.Response(200, json=[])),
    "empty object": lambda handler, _: handler.reply(httpx.Response(200, json={})),
    "moved": _redirect(302),
    "moved, same method": _redirect(307),
}
