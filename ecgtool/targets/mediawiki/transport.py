"""One HTTP request to one address: whole answers only, and no secret ever goes anywhere else."""

import re
import socket
import ssl
from collections.abc import Mapping
from functools import partial
from ipaddress import ip_address
from types import TracebackType
from typing import Self, TypeVar

import httpx

from ecgtool import __version__
from ecgtool.errors import EcgError, RefusedError, UnreachableError, UsageError
from ecgtool.targets.exchange import Encoded, Late, Limits, Reply, TooLarge, exchange
from ecgtool.targets.mediawiki.failures import AGAIN, Busy, Temporary, Unknown
from ecgtool.targets.mediawiki.refusals import printable
from ecgtool.targets.mediawiki.waiting import Patience

T = TypeVar("T")

LARGEST_ANSWER = 16 * 1024 * 1024
LONGEST_EXCHANGE = 90.0
"""Seconds: a large page may take the wiki that long to save."""
LONGEST_CONNECT = 10.0
"""Seconds until the request is on its way, however many addresses the host has."""
TIMEOUT = httpx.Timeout(30.0, connect=LONGEST_CONNECT)
"""To the first byte, and between any two."""

_SPELLING = f"see whether wiki.api is spelt right; {AGAIN}"
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class Transport:
    """A connection to ``api``, kept open between requests; cookies live as long as it does.

    Redirects are not followed. ``wire`` takes the place of the network in tests.

    Raises:
        UsageError: ``api`` is not an https address, nor an http one of this very computer.
    """

    def __init__(self, api: str, agent: str, patience: Patience, wire: httpx.BaseTransport | None = None) -> None:
        self.url = checked_address(api)
        self._agent = agent
        self._patience = patience
        self._wire = wire
        self._client = self._new_client()

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
        """Return the answer to a request with all of ``params`` in the address.

        Raises:
            Busy: it was not sent.
            Unknown: no whole answer came.
        """
        return self._send(self._client.build_request("GET", self.url, params=params), params, bearer)

    def post(self, params: Mapping[str, str], bearer: str = "") -> Reply:
        """Return the answer to a request with all of ``params`` in the body; raises as ``get`` does."""
        return self._send(self._client.build_request("POST", self.url, data=params), params, bearer)

    def _new_client(self) -> httpx.Client:
        return httpx.Client(
            transport=self._wire,
            verify=_trust(self.url),
            timeout=TIMEOUT,
            trust_env=not is_loopback(self.url.host),  # no proxy may stand in a way without https
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"},
        )

    def _send(self, request: httpx.Request, params: Mapping[str, str], bearer: str) -> Reply:
        if bearer:
            request.headers["Authorization"] = f"Bearer {bearer}"
        limits, clock = self._limits(), self._patience.clock
        begun = clock.seconds()
        ending = "no answer"
        try:
            reply = exchange(self._client, request, limits)
            ending = f"HTTP {reply.status}, {len(reply.body)} bytes"
        except Late as late:
            raise self._left_alone(late, limits) from None
        except TooLarge:
            raise Unknown(f"{self.url.host} answers with more than 16 MB", tries=3) from None
        except Encoded:
            raise Unknown(f"{self.url.host} answers in an encoding that ecg did not ask for", tries=3) from None
        except httpx.HTTPError as error:
            raise _failure(error, self.url) from None
        finally:
            self._patience.log(f"{_title(request.method, params)}: {ending}, {clock.seconds() - begun:.3f} s")
        return reply

    def _limits(self) -> Limits:
        """Return how long the next answer may take, and how large it may be.

        Raises:
            Busy: the time of the run is over.
        """
        left = self._patience.time_left()
        host = self.url.host
        if left <= 0:
            raise Busy(f"{host} took longer than this run has", tries=1)
        seconds = min(LONGEST_EXCHANGE, left)
        return Limits(
            seconds=seconds,
            sent=min(LONGEST_CONNECT, seconds),
            size=LARGEST_ANSWER,
            wait=partial(self._patience.tell, f"{host} to answer"),
        )

    def _left_alone(self, late: Late, limits: Limits) -> Temporary:
        """Return the failure of an exchange that did not end. It keeps its connection, so a new one is made."""
        cookies = self._client.cookies
        self._client = self._new_client()
        self._client.cookies = cookies
        if late.sent:
            return Unknown(f"{self.url.host} takes longer for an answer than it may ({limits.seconds:.0f} s)")
        return Busy(f"{self.url.host} cannot be reached (no connection within {limits.sent:.0f} s)")


def _failure(error: httpx.HTTPError, url: httpx.URL) -> EcgError:
    """Return the error for an exchange that failed: no such host, nobody there, no trusted certificate, or other."""
    host = url.netloc.decode("ascii")
    if certificate := _cause(error, ssl.SSLCertVerificationError):
        reason = getattr(certificate, "verify_message", "") or "unknown reason"
        return UnreachableError(f"{host} has no certificate to trust ({reason})", "nothing was sent; ask its admin")
    if isinstance(error, httpx.ProxyError):
        return _proxy_failure(error)
    if not isinstance(error, _NOT_SENT):
        return Unknown(f"{host} did not answer in full ({type(error).__name__})")
    if _cause(error, socket.gaierror):
        return Busy(f"there is no host {url.host}, or no network to ask for it", _SPELLING)
    if _cause(error, ConnectionRefusedError):
        return Busy(f"{host} cannot be reached: nothing answers at that port", _SPELLING)
    kind = "it does not speak TLS there" if _cause(error, ssl.SSLError) else type(error).__name__
    return Busy(f"{host} cannot be reached ({kind})")


def _proxy_failure(error: httpx.ProxyError) -> EcgError:
    said = printable(str(error))
    if match := re.match(r"40[137]\b", said):
        hint = "nothing was sent; put what it wants into HTTPS_PROXY, or except the wiki in NO_PROXY"
        return RefusedError(f"the proxy refuses ({match[0]})", hint)
    return Busy(f"the proxy does not let the question through ({said or 'no reason given'})")


def _cause(error: BaseException | None, kind: type[T]) -> T | None:
    """Return the first error of that kind among those that led to this one."""
    while error is not None:
        if isinstance(error, kind):
            return error
        error = error.__cause__ or error.__context__
    return None


def checked_address(api: str) -> httpx.URL:
    """Return the address of an API that secrets may be sent to.

    Raises:
        UsageError: it is no web address, holds a password, or is not https though it leads off this computer.
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
    """Return the port that ``url`` leads to, also where it names none."""
    return url.port or (443 if url.scheme == "https" else 80)


def _trust(url: httpx.URL) -> ssl.SSLContext | bool:
    """Return True for the usual certificates, or none for plain http: to load them takes longer than an edit."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if url.scheme == "http" else True


def is_loopback(host: str) -> bool:
    """Return whether ``host`` is this very computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def user_agent(contact: str) -> str:
    """Return the User-Agent (https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy)."""
    about = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()")
    return f"ecg/{__version__} ({about or 'ecgtool'}) httpx/{httpx.__version__}"


def _title(method: str, params: Mapping[str, str]) -> str:
    asked = "+".join(params[key] for key in ("prop", "meta", "type") if key in params)
    return f"{method} {params.get('action', '')} {asked}".rstrip()
