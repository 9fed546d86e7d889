"""Read a calendar from a file or from an address, which is asked as seldom as possible.

An address may itself be the secret (a private feed of Google's, a password in a query), so only its host is shown.
What was fetched is kept in the state folder, under a name that does not give the address away.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx

from ecgtool import files
from ecgtool.errors import PageError, RefusedError, UnreachableError, UsageError
from ecgtool.targets.exchange import Encoded, Late, Limits, Reply, TooLarge, exchange
from ecgtool.targets.mediawiki.transport import is_loopback, user_agent

LARGEST = 16 * 1024 * 1024
REDIRECTS = 5
_AN_HOUR, _A_DAY = timedelta(hours=1), timedelta(days=1)
_PASSES = {408, 425, 429}
"""Statuses that pass by themselves (RFC 9110, RFC 8470, RFC 6585), as do those from 500 on."""
_INTERVAL = re.compile(
    rb"^(?:REFRESH-INTERVAL[^:\r\n]{0,80}|X-PUBLISHED-TTL):P"
    rb"(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?",
    re.MULTILINE,
)
_ENDS = re.compile(rb"END:VCALENDAR\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A calendar, fetched at the instant ``at``, with the validators for the next request (RFC 9110, section 8.8)."""

    body: bytes
    at: datetime
    etag: str = ""
    last_modified: str = ""

    def is_fresh(self, now: datetime) -> bool:
        """Return whether it is too early to ask again.

        The calendar names its own interval (RFC 7986, section 5.7), of which a day counts at most; without one it is
        an hour.
        """
        found = _INTERVAL.search(self.body[:20_000])
        weeks, days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 1, 0)
        interval = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes) or _AN_HOUR
        return self.at <= now < self.at + min(interval, _A_DAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchSettings:
    """How to fetch. ``now`` is the instant of the run, ``cache`` the folder for what was fetched, None for none.

    With ``fresh``, the host is asked even when it is early. A fetch takes at most ``longest`` seconds, with its
    redirects; ``wait`` is called with the seconds left where an answer takes its time; ``seconds`` is the monotonic
    clock for that. ``wire`` takes the place of the network in tests.
    """

    now: datetime
    cache: Path | None
    fresh: bool
    longest: float
    wait: Callable[[float], None]
    seconds: Callable[[], float]
    wire: httpx.BaseTransport | None = None


def shown_address(address: str) -> str:
    """Return what may be shown of an address: its host; of a file, its path."""
    if "://" not in address:
        return address
    try:
        return httpx.URL(address).host or "its address"
    except httpx.InvalidURL:
        return "its address"


def fetch(address: str, source: FetchSettings) -> bytes:
    """Return the calendar at ``address``, which is a web address or the path of a file.

    What is no whole calendar, such as a page to log in, is not kept, so that the next run asks again.

    Raises:
        UsageError: it is no web address, or the file cannot be read.
        PageError: there is no calendar any more (HTTP 404, 410), or it is too large.
        RefusedError: its host does not give it (HTTP 401, 403, ...), redirects too often, or redirects away from
            https.
        UnreachableError: its host cannot be reached for now.
    """
    if "://" not in address:
        return files.read(Path(address))
    url = _checked(address)
    known = _cached(source.cache, address)
    if known and known.is_fresh(source.now) and not source.fresh:
        return known.body
    with _client(url, source) as client:
        reply = _asked(client, url, known, source)
    if reply.status == 304 and known:
        fetched = replace(known, at=source.now)
    else:
        etag, changed = (reply.headers.get(name, "")[:1000] for name in ("ETag", "Last-Modified"))
        fetched = Fetched(body=reply.body, at=source.now, etag=etag, last_modified=changed)
    if source.cache and _ENDS.search(fetched.body[-1000:].replace(b"\0", b"")):  # in UTF-16, every other octet is 0
        _keep(source.cache, address, fetched)
    return fetched.body


def _checked(address: str) -> httpx.URL:
    try:
        url = httpx.URL(re.sub(r"^webcals?://", "https://", address, flags=re.IGNORECASE))
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        raise UsageError(
            "follow.ics is no web address", "write it as https://calendar.example.org/all.ics, or name a file"
        )
    return url


def _client(url: httpx.URL, source: FetchSettings) -> httpx.Client:
    return httpx.Client(
        transport=source.wire,
        timeout=source.longest,
        trust_env=not is_loopback(url.host),
        headers={"User-Agent": user_agent(""), "Accept": "text/calendar", "Accept-Encoding": "gzip"},
    )


def _asked(client: httpx.Client, url: httpx.URL, known: Fetched | None, source: FetchSettings) -> Reply:
    """Return the answer of the calendar's host, after its redirects."""
    same = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    headers = {name: value for name, value in same.items() if value}
    ends = source.seconds() + source.longest
    for _ in range(REDIRECTS + 1):
        left = max(0.0, ends - source.seconds())
        reply = _reply(client, client.build_request("GET", url, headers=headers), left, source)
        whereto = reply.headers.get("Location", "")
        if reply.status not in {301, 302, 303, 307, 308} or not whereto:
            return _whole(reply, url.host)
        url = _redirected(url, whereto)
    raise RefusedError(
        f"{url.host} leads on more than {REDIRECTS} times", "open the address, and write where it ends"
    )


def _redirected(url: httpx.URL, whereto: str) -> httpx.URL:
    try:
        target = url.join(whereto)
    except httpx.InvalidURL:
        target = httpx.URL("")
    if target.scheme != "https" and (target.scheme, target.host) != (url.scheme, url.host):
        raise RefusedError(f"{url.host} leads away from https", "write the address of the calendar itself")
    return target


def _reply(client: httpx.Client, request: httpx.Request, left: float, source: FetchSettings) -> Reply:
    host = request.url.host
    again = "nothing was changed; run it again later"
    try:
        return exchange(client, request, Limits(seconds=left, sent=left, size=LARGEST, wait=source.wait))
    except Late:
        raise UnreachableError(f"{host} takes longer than {source.longest:.0f} s for the calendar", again) from None
    except TooLarge:
        raise PageError(
            f"{host} answers with more than 16 MB", "follow a calendar of the group, or of fewer"
        ) from None
    except Encoded:
        raise RefusedError(f"{host} answers in an encoding that was not asked for", "tell who keeps it") from None
    except httpx.HTTPError as error:
        raise UnreachableError(f"{host} cannot be reached ({type(error).__name__})", again) from None


def _whole(reply: Reply, host: str) -> Reply:
    """Return the answer if it has the calendar or says that it is unchanged, else raise as ``fetch`` does."""
    status = f"HTTP {reply.status}"
    if reply.status in {200, 304}:
        return reply
    if reply.status in {404, 410}:
        raise PageError(f"{host} has no such calendar ({status})", "ask whoever keeps it for its address")
    if reply.status in _PASSES or reply.status >= 500:
        raise UnreachableError(f"{host} has no answer for now ({status})", "nothing was changed; run it again later")
    raise RefusedError(f"{host} does not give the calendar ({status})", "ask whoever keeps it to publish it")


def _cached(cache: Path | None, address: str) -> Fetched | None:
    """Return what was fetched before, or None. A damaged file counts as none."""
    if cache is None:
        return None
    try:
        head, _, body = files.read(_place(cache, address), absent=b"").partition(b"\n")
        told = json.loads(head)
        at = datetime.fromisoformat(told["at"])
        texts = (str(told["etag"]), str(told["last_modified"]))
        whole = told["sha256"] == sha256(body).hexdigest() and at.tzinfo
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Fetched(body=body, at=at.astimezone(UTC), etag=texts[0], last_modified=texts[1]) if whole else None


def _keep(cache: Path, address: str, fetched: Fetched) -> None:
    files.make_folder(cache)
    told = {
        "at": fetched.at.isoformat(),
        "etag": fetched.etag,
        "last_modified": fetched.last_modified,
        "sha256": sha256(fetched.body).hexdigest(),
    }
    files.replace(_place(cache, address), json.dumps(told).encode() + b"\n" + fetched.body)


def _place(cache: Path, address: str) -> Path:
    return cache / f"{sha256(address.encode()).hexdigest()[:32]}.ics"
