"""One HTTP request to one address: whole answers only, and no secret ever goes anywhere else."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import httpx

from ecgtool import __version__
from ecgtool.errors import UnreachableError, UsageError
from ecgtool.targets.mediawiki.failures import Busy, Unknown
from ecgtool.targets.mediawiki.waiting import Clock, Log

LARGEST_ANSWER = 16 * 1024 * 1024
TOTAL_SECONDS = 90.0
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
"""To the first byte, and between any two: a large page may take the wiki that long to save."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: the HTTP status, the headers and the body without its encoding."""

    status: int
    headers: httpx.Headers
    body: bytes


class Transport:
    """A connection to ``api``, kept open between requests; cookies live as long as it does.

    Redirects are not followed. ``wire`` takes the place of the network in tests.

    Raises:
        UsageError: ``api`` is not an https address, nor an http one of this very computer.
    """

    def __init__(self, api: str, agent: str, clock: Clock, log: Log, wire: httpx.BaseTransport | None = None) -> None:
        self.url = checked_address(api)
        self._clock = clock
        self._log = log
        self._client = httpx.Client(
            transport=wire,
            verify=_trust(self.url),
            timeout=TIMEOUT,
            trust_env=not is_loopback(self.url.host),  # no proxy may stand in a way without https
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def forget(self) -> None:
        """Drop every cookie."""
        self._client.cookies.clear()

    def get(self, params: Mapping[str, str], bearer: str = "") -> Reply:
        """Ask with everything in the address.

        Raises:
            Busy: it was not sent.
            Unknown: no whole answer came.
        """
        return self._send(self._client.build_request("GET", self.url, params=params), params, bearer)

    def post(self, params: Mapping[str, str], bearer: str = "") -> Reply:
        """Ask with everything in the body; raises as ``get`` does."""
        return self._send(self._client.build_request("POST", self.url, data=params), params, bearer)

    def _send(self, request: httpx.Request, params: Mapping[str, str], bearer: str) -> Reply:
        if bearer:
            request.headers["Authorization"] = f"Bearer {bearer}"
        begun = self._clock.seconds()
        ending = "no answer"
        try:
            reply = self._receive(request, begun)
            ending = f"HTTP {reply.status}, {len(reply.body)} bytes"
        except httpx.HTTPError as error:
            raise self._failure(error) from None
        finally:
            self._log(f"{_title(request.method, params)}: {ending}, {self._clock.seconds() - begun:.3f} s")
        return reply

    def _receive(self, request: httpx.Request, begun: float) -> Reply:
        response = self._client.send(request, stream=True, follow_redirects=False)
        try:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST_ANSWER:
                    raise Unknown(f"{self.url.host} answers with more than 16 MB", tries=3)
                if self._clock.seconds() - begun > TOTAL_SECONDS:
                    raise Unknown(f"{self.url.host} takes longer than {TOTAL_SECONDS:.0f} s for one answer")
        finally:
            response.close()
        return Reply(response.status_code, response.headers, bytes(body))

    def _failure(self, error: httpx.HTTPError) -> UnreachableError:
        host = self.url.netloc.decode("ascii")
        if _is_certificate_fault(error):
            return UnreachableError(f"{host} has no certificate to trust", "nothing was sent; ask the wiki's admin")
        if isinstance(error, _NOT_SENT):
            return Busy(f"{host} cannot be reached ({type(error).__name__})")
        return Unknown(f"{host} did not answer in full ({type(error).__name__})")


def checked_address(api: str) -> httpx.URL:
    """The address of an API that secrets may be sent to.

    Raises:
        UsageError: it is none, holds a password, or is not https though it leads off this computer.
    """
    try:
        url = httpx.URL(api)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if not url.host or url.scheme not in {"http", "https"}:
        raise UsageError("wiki.api is no web address", "write it as https://wiki.example.org/w/api.php")
    if url.userinfo:
        raise UsageError(
            "wiki.api holds a name or password", "take it out and use wiki.username and a password command"
        )
    if url.scheme == "http" and not is_loopback(url.host):
        raise UsageError(f"wiki.api leads to {url.host} without https", "passwords are not sent so: write https://")
    return url.copy_with(query=None, fragment=None)


def port_of(url: httpx.URL) -> int:
    """The port that ``url`` leads to, also where it names none."""
    return url.port or (443 if url.scheme == "https" else 80)


def _trust(url: httpx.URL) -> ssl.SSLContext | bool:
    """The usual certificates; none at all where they are not needed, as to load them takes longer than an edit."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if url.scheme == "http" else True


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this very computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def user_agent(contact: str) -> str:
    """Who asks, after https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy."""
    about = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()")
    return f"ecg/{__version__} ({about or 'ecgtool'}) httpx/{httpx.__version__}"


def _title(method: str, params: Mapping[str, str]) -> str:
    asked = "+".join(params[key] for key in ("prop", "meta", "type") if key in params)
    return f"{method} {params.get('action', '')} {asked}".rstrip()


def _is_certificate_fault(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
