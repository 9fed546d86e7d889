"""One HTTP exchange within limits: how long it may take, how large the answer may be, in which encoding it may come.

httpx's own timeouts begin anew with each byte: a server that sends one every few seconds never meets them. So an
exchange runs in a thread of its own, which is left alone when its time is over.
"""

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

import httpx

T = TypeVar("T")

NOTICED = 2.0
"""Seconds after which a person wonders what is waited for."""
_NO_MORE_THAN_ASKED = {"", "identity", "gzip", "x-gzip"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How many ``seconds`` an exchange may take, and how many of those until it is ``sent``; ``size`` is in bytes.

    ``wait`` is called once, with the seconds that are left, when the exchange is long enough to be noticed.
    """

    seconds: float
    sent: float
    size: int
    wait: Callable[[float], None]


class Late(Exception):
    """An exchange did not end in time; ``sent`` is whether the request may have arrived."""

    def __init__(self, *, sent: bool) -> None:
        super().__init__(f"sent: {sent}")
        self.sent = sent


class TooLarge(Exception):
    """The answer is larger than it may be."""


class Encoded(Exception):
    """The answer is encoded in a way that was not asked for, or more than once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A whole answer: the HTTP status, the headers and the body without its encoding."""

    status: int
    headers: httpx.Headers
    body: bytes


def exchange(client: httpx.Client, request: httpx.Request, limits: Limits) -> Reply:
    """Send ``request`` and return the whole answer to it; redirects are not followed.

    Raises:
        Late: it did not end in time.
        TooLarge: the answer is larger than ``limits.size``.
        Encoded: the answer is encoded otherwise than asked for.
        httpx.HTTPError: it failed.
    """
    return _Run[Reply](lambda began: _reply(client, request, limits.size, began)).result(limits)


def in_thread(work: Callable[[], T]) -> Future[T]:
    """Begin ``work`` in a thread of its own, for which Ctrl-C does not wait, and return what comes of it."""
    outcome = Future[T]()

    def carry_out() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is wanted
            outcome.set_exception(error)

    Thread(target=carry_out, daemon=True).start()
    return outcome


class _Run(Generic[T]):
    """Work in a thread of its own. Once it is left alone, it begins to send nothing any more."""

    def __init__(self, work: Callable[[Callable[[], None]], T]) -> None:
        self._sent, self._left_alone = Event(), Event()
        self._deciding = Lock()  # a request is sent or left alone: what the one side decides, the other knows
        self._outcome = in_thread(partial(work, self._begin_to_send))

    def result(self, limits: Limits) -> T:
        """Return what the work returns, or raise what it raises, as soon as it ends.

        Raises:
            Late: it did not end in time.
        """
        noticed = min(NOTICED, limits.seconds)  # wait so long, then until it must be sent, and if it is, to the end
        if not self._ends_within(noticed):
            limits.wait(limits.seconds - noticed)
            self._ends_within(min(limits.sent, limits.seconds) - noticed)
            if self._sent.is_set():
                self._ends_within(limits.seconds - max(noticed, min(limits.sent, limits.seconds)))
        if not self._outcome.done():
            with self._deciding:
                self._left_alone.set()
                raise Late(sent=self._sent.is_set())
        return self._outcome.result()

    def _ends_within(self, seconds: float) -> bool:
        wait([self._outcome], max(0.0, seconds))
        return self._outcome.done()

    def _begin_to_send(self) -> None:
        with self._deciding:
            if self._left_alone.is_set():
                raise Late(sent=False)
            self._sent.set()


def _reply(client: httpx.Client, request: httpx.Request, size: int, began: Callable[[], None]) -> Reply:
    def trace(event: str, _info: object) -> None:
        if event.endswith(("send_request_headers.started", "send_request_body.started")):
            began()

    request.extensions = {**request.extensions, "trace": trace}
    response = client.send(request, stream=True, follow_redirects=False)
    try:
        return Reply(status=response.status_code, headers=response.headers, body=b"".join(_decoded(response, size)))
    finally:
        response.close()


def _decoded(response: httpx.Response, size: int) -> Iterator[bytes]:
    """Yield the body as it comes, without its encoding, counted as it will be in memory."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _NO_MORE_THAN_ASKED:
        raise Encoded
    unpacker = zlib.decompressobj(wbits=31) if encoding.endswith("gzip") else None
    left = size
    if not isinstance(response.stream, httpx.SyncByteStream):
        raise TypeError
    for raw in response.stream:
        chunk = _unpacked(unpacker, raw, left + 1) if unpacker else raw
        left -= len(chunk)
        if left < 0:
            raise TooLarge
        yield chunk
    if unpacker and left < size and not unpacker.eof:
        raise httpx.RemoteProtocolError("the answer ends before it is whole")


def _unpacked(unpacker: "zlib._Decompress", raw: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(raw, most)
    except zlib.error as error:
        raise Encoded from error
