"""Tests of ``ecgtool.follow.fetching``: asked seldom, bounded, and never telling a secret address."""

import gzip
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from ecgtool.errors import EcgError, PageError, RefusedError, UnreachableError, UsageError
from ecgtool.follow.fetching import FetchSettings, fetch, shown_address
from tests.follow.pairs import calendar, event

ADDRESS = "https://calendar.example.org/private-5550142/all.ics?token=271828"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BODY = calendar(event())


class Host:
    """A host that answers with what it is given, and remembers the questions."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = answer

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a question."""
        self.asked.append(request)
        return self._answer(request)


def _source(host: Host, cache: Path | None = None, seconds: Callable[[], float] = float) -> FetchSettings:
    return FetchSettings(
        now=NOW,
        cache=cache,
        fresh=False,
        longest=60,
        wait=lambda _: None,
        seconds=seconds,
        wire=httpx.MockTransport(host),
    )


def test_a_calendar_is_asked_for_once_an_hour(tmp_path: Path) -> None:
    """Then only whether it has changed; and at once where that is asked for."""

    def answer(request: httpx.Request) -> httpx.Response:
        same = request.headers.get("If-None-Match") == '"v1"'
        assert not same or request.headers["If-Modified-Since"] == "Mon, 01 Jun 2026 00:00:00 GMT"
        headers = {"ETag": '"v1"', "Last-Modified": "Mon, 01 Jun 2026 00:00:00 GMT"}
        return httpx.Response(304) if same else httpx.Response(200, content=BODY, headers=headers)

    host = Host(answer)
    source = _source(host, tmp_path)
    assert fetch(ADDRESS, source) == fetch(ADDRESS, replace(source, now=NOW + timedelta(minutes=59))) == BODY
    assert len(host.asked) == 1
    assert fetch(ADDRESS, replace(source, now=NOW + timedelta(minutes=61))) == BODY
    assert fetch(ADDRESS, replace(source, now=NOW + timedelta(minutes=62))) == BODY
    assert len(host.asked) == 2
    assert fetch(ADDRESS, replace(source, fresh=True)) == BODY
    assert len(host.asked) == 3


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("REFRESH-INTERVAL;VALUE=DURATION:PT12H", 12 * 60),
        ("X-PUBLISHED-TTL:PT15M", 15),
        ("REFRESH-INTERVAL;VALUE=DURATION:P30D", 24 * 60),
        ("REFRESH-INTERVAL;VALUE=DURATION:P1W", 24 * 60),
        ("REFRESH-INTERVAL;VALUE=DURATION:nonsense", 60),
    ],
)
def test_a_calendar_says_how_often_to_ask(tmp_path: Path, line: str, minutes: int) -> None:
    """A day at the most: who waits longer hears of a cancelled meeting too late."""
    body = BODY.replace(b"VERSION:2.0", f"VERSION:2.0\r\n{line}".encode())
    host = Host(lambda _: httpx.Response(200, content=body))
    source = _source(host, tmp_path)
    for later in (0, minutes - 1, minutes + 1):
        fetch(ADDRESS, replace(source, now=NOW + timedelta(minutes=later)))
    assert len(host.asked) == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, RefusedError),
        (403, RefusedError),
        (404, PageError),
        (410, PageError),
        (418, RefusedError),
        (429, UnreachableError),
        (503, UnreachableError),
    ],
)
def test_what_a_host_says_instead(status: int, error: type[EcgError]) -> None:
    """Each in the exit code that tells whether to run it again; the address is told nowhere."""
    with pytest.raises(error, match=f"HTTP {status}") as told:
        fetch(ADDRESS, _source(Host(lambda _: httpx.Response(status))))
    assert "271828" not in str(told.value)
    assert "private" not in str(told.value)


def test_redirects_are_followed_within_bounds() -> None:
    """Five, and never away from https."""
    hops = Host(lambda request: httpx.Response(302, headers={"Location": f"/{len(request.url.path)}x"}))
    with pytest.raises(RefusedError, match="leads on more than 5 times"):
        fetch(ADDRESS, _source(hops))
    assert len(hops.asked) == 6
    down = Host(lambda _: httpx.Response(301, headers={"Location": "http://calendar.example.org/all.ics"}))
    with pytest.raises(RefusedError, match="away from https"):
        fetch(ADDRESS, _source(down))


def test_redirects_share_the_time_of_a_fetch() -> None:
    """Each answers in time, and all together do not."""
    clock = iter(range(0, 1000, 25))

    def hop(request: httpx.Request) -> httpx.Response:
        time.sleep(0.1)
        return httpx.Response(302, headers={"Location": f"/{len(request.url.path)}x"})

    hops = Host(hop)
    with pytest.raises(UnreachableError, match="takes longer than"):
        fetch(ADDRESS, _source(hops, seconds=lambda: next(clock)))


@pytest.mark.parametrize("body", [b"<!doctype html><title>Log in</title>", BODY[:-40]])
def test_what_is_no_whole_calendar_is_not_kept(tmp_path: Path, body: bytes) -> None:
    """A page to log in or a body that breaks off would else be the answer for an hour, in place of the one before."""
    answers = iter([BODY, body, BODY])
    source = _source(Host(lambda _: httpx.Response(200, content=next(answers))), tmp_path)
    assert fetch(ADDRESS, source) == BODY
    later = replace(source, now=NOW + timedelta(minutes=61))
    assert fetch(ADDRESS, later) == body
    assert fetch(ADDRESS, later) == BODY


def test_an_answer_is_bounded_as_it_comes() -> None:
    """Also where it is small on its way and large when unpacked."""
    bomb = gzip.compress(bytes(17 * 1024 * 1024))
    packed = Host(lambda _: httpx.Response(200, content=bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(PageError, match="more than 16 MB"):
        fetch(ADDRESS, _source(packed))
    whole = Host(lambda _: httpx.Response(200, content=gzip.compress(BODY), headers={"Content-Encoding": "gzip"}))
    assert fetch(ADDRESS, _source(whole)) == BODY


def test_a_network_that_is_not_there() -> None:
    """Nothing was changed, and another time it may be there."""

    def unreachable(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no")

    with pytest.raises(UnreachableError, match=r"calendar\.example\.org cannot be reached"):
        fetch(ADDRESS, _source(Host(unreachable)))


@pytest.mark.parametrize("address", ["ftp://example.org/x", "https://", "file:///etc/passwd", "https://[::1/x"])
def test_only_the_web_is_asked(address: str) -> None:
    """Any other scheme is refused."""
    with pytest.raises(UsageError, match="no web address"):
        fetch(address, _source(Host(lambda _: httpx.Response(200))))


def test_webcal_is_https() -> None:
    """An address with ``webcal:`` is asked for by https, as calendar programs do."""
    host = Host(lambda _: httpx.Response(200, content=BODY))
    assert fetch("webcal://calendar.example.org/all.ics", _source(host)) == BODY
    assert host.asked[0].url.scheme == "https"


def test_what_was_kept_and_is_damaged_is_forgotten(tmp_path: Path) -> None:
    """A damaged copy of the calendar counts as none: it is asked for again."""
    host = Host(lambda _: httpx.Response(200, content=BODY))
    fetch(ADDRESS, _source(host, tmp_path))
    kept = next(tmp_path.iterdir())
    assert "271828" not in kept.name
    kept.write_bytes(kept.read_bytes()[:-5])
    assert fetch(ADDRESS, _source(host, tmp_path)) == BODY
    assert len(host.asked) == 2


def test_of_an_address_only_the_host_is_shown() -> None:
    """An address is shown by its host alone, a file by its path."""
    assert shown_address(ADDRESS) == "calendar.example.org"
    assert shown_address("all.ics") == "all.ics"
