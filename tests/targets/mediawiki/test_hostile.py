"""A server that means harm takes neither the run's time nor the computer's memory."""

import resource
import subprocess
import sys
import time
from datetime import timedelta

import httpx
import pytest

from ecgtool.errors import EcgError, UnreachableError
from ecgtool.targets import exchange
from ecgtool.targets.mediawiki.client import Identity, connected
from ecgtool.targets.mediawiki.credentials import Password
from ecgtool.targets.mediawiki.ping import ping
from ecgtool.targets.mediawiki.waiting import Patience
from tests.targets.mediawiki.bench import system_clock
from tests.targets.mediawiki.hostile import Answer, bomb, dripping, saying, serving

HEADERS = dripping(b"HTTP/1.1 200 OK\r\nX-Long: ")
BODY = dripping(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
SILENT = dripping(b"", 600)


def read(address: str, patience: float, shown: list[str] | None = None) -> None:
    """Read a page there."""

    def show(what: str, _seconds: float) -> None:
        if shown is not None:
            shown.append(what)

    identity = Identity(password=lambda: Password(username="Chair@ecg", secret="s3cret"))  # noqa: S106 - of nobody
    budget = Patience(timedelta(seconds=patience), system_clock(), print, show=show)
    with connected(f"{address}/api.php", identity, budget, "tests") as wiki:
        wiki.read_page("Lab")


@pytest.mark.parametrize("answer", [HEADERS, BODY, SILENT], ids=["headers", "body", "silence"])
def test_a_run_has_one_end(answer: Answer) -> None:
    """However the answer drips: half a second of patience, and half of one to end."""
    with serving(answer) as address, pytest.MonkeyPatch.context() as patch:
        patch.setattr("ecgtool.targets.mediawiki.waiting.ENDING", 0.5)
        begun = time.monotonic()
        with pytest.raises(UnreachableError, match="takes longer"):
            read(address, 0.5)
        assert 0.9 < time.monotonic() - begun < 2


def test_a_wait_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once for each exchange that takes long enough to be noticed."""
    monkeypatch.setattr(exchange, "NOTICED", 0.1)
    monkeypatch.setattr("ecgtool.targets.mediawiki.waiting.ENDING", 0.5)
    shown: list[str] = []
    with serving(HEADERS) as address, pytest.raises(UnreachableError):
        read(address, 0, shown)
    assert shown == ["127.0.0.1 to answer"]


@pytest.mark.parametrize("answer", [HEADERS, BODY, SILENT], ids=["headers", "body", "silence"])
def test_a_ping_has_an_end(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watcher that drips is told of, and not waited for."""
    monkeypatch.setattr("ecgtool.targets.mediawiki.ping._SECONDS", 0.5)
    with serving(answer) as address:
        begun = time.monotonic()
        assert ping(address, "") in {"Late", "ReadTimeout"}
        assert time.monotonic() - begun < 2


def test_what_was_left_alone_sends_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question whose connection comes after all, when the run has given up on it, is not asked."""
    heard: list[bytes] = []
    monkeypatch.setattr("ecgtool.targets.mediawiki.waiting.ENDING", 0.4)
    slow = httpx.HTTPTransport.handle_request

    def late(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        time.sleep(0.8)
        return slow(self, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", late)
    with serving(lambda client: heard.append(client.getpeername()[0].encode())) as address:
        with pytest.raises(UnreachableError, match="cannot be reached"):
            read(address, 0)
        time.sleep(1)
    assert heard == []


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip", "gzip, gzip, gzip", "br", "deflate"])
def test_little_that_is_much(encoding: str) -> None:
    """A hundred megabytes, packed once or more often, end the exchange; what was not asked for does so at once."""
    answer = saying(f"Content-Type: application/json\r\nContent-Encoding: {encoding}", bomb(encoding.count("gzip")))
    with serving(answer) as address:
        script = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400_000_000,) * 2); "
            "from ecgtool.__main__ import run; "
            f"sys.exit(run(['init', '--from-wiki', '{address}/api.php?title=Lab', '-c', 'new.toml']))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 5, done.stderr
    assert "more than 16 MB" in done.stderr or "encoding" in done.stderr
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000


@pytest.mark.parametrize(
    "body",
    [b'{"query": ' + b"[" * 200_000, b'{"a": ' + b"9" * 2_000_000 + b"}", b"<" * 3_000_000, b"<title>" * 500_000],
    ids=["nesting", "number", "marks", "titles"],
)
def test_what_a_parser_would_choke_on(body: bytes) -> None:
    """Deep, long or endless, it ends in an error of ours, and soon."""
    with serving(saying("Content-Type: application/json", body)) as address:
        begun = time.monotonic()
        with pytest.raises(EcgError):
            read(address, 0)
        assert time.monotonic() - begun < 5
