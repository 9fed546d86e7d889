"""Two kinds of wiki to try the same things on: one in memory, and a real one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import httpx

from ecgtool.group import PageSettings
from ecgtool.targets.interface import Outcome
from ecgtool.targets.mediawiki.client import Identity, Wiki, connected
from ecgtool.targets.mediawiki.credentials import Password
from ecgtool.targets.mediawiki.target import MediaWikiTarget
from ecgtool.targets.mediawiki.waiting import Patience, RunClock
from tests.mediawiki.server import SECRET, MediaWiki
from tests.targets.mediawiki.fake import FakeWiki

STALE = "== Next meeting: June 8 ==\n\nWelcome.\n\nNotes\n\n== Agenda ==\n\n* one\n* two"
OVER, NEXT = "June 8", "June 15"
_NUMBERS = count(1)
PATIENCE = timedelta(seconds=20)


@dataclass(frozen=True)
class Saved:
    """A revision as anybody can read it."""

    revid: int
    parentid: int
    user: str
    text: str
    comment: str = ""
    minor: bool = False


class Bench(Protocol):
    """A wiki to try things on."""

    api: str
    title: str
    clock: RunClock
    wire: httpx.BaseTransport | None
    secret: str

    def put(self, text: str, user: str = "Somebody", title: str = "") -> None:
        """Save the page as a person would."""

    def history(self, title: str = "") -> list[Saved]:
        """The revisions of the page, newest first."""

    def switch(self, **modes: Any) -> None:
        """Have the wiki fail as said, and in no other way."""

    def lose_sessions(self) -> None:
        """Log everybody out."""

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a request that a proxy took for it."""


class FakeClock:
    """A clock that stands still but for sleeping; ``waits`` are the sleeps in seconds."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 9, 12, tzinfo=UTC)
        self.waits: list[float] = []

    def clock(self) -> RunClock:
        """Itself, as the code under test takes it."""
        return RunClock(now=lambda: self.moment, seconds=self._seconds, sleep=self.sleep, jitter=lambda: 0.5)

    def _seconds(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waits.append(seconds)
        self.moment += timedelta(seconds=seconds)


class FakeBench:
    """A wiki in memory."""

    def __init__(self, version: tuple[int, int]) -> None:
        self.time = FakeClock()
        self.clock = self.time.clock()
        self.wiki = FakeWiki(version, lambda: self.time.moment)
        self.title = "Edge Group"
        self.api = "https://wiki.example.org/w/api.php"
        self.wire: httpx.BaseTransport | None = httpx.MockTransport(self.wiki.handle)
        self.secret = self.wiki.passwords["Chair@ecg"]

    def put(self, text: str, user: str = "Somebody", title: str = "") -> None:
        """Save the page as a person would, at the moment that is."""
        self.wiki.put(title or self.title, text, user)

    def history(self, title: str = "") -> list[Saved]:
        """The revisions of the page, newest first."""
        return [
            Saved(r.revid, r.parentid, r.user, r.text, r.params.get("summary", ""), "minor" in r.params)
            for r in reversed(self.wiki.pages.get(title or self.title, []))
        ]

    def switch(self, **modes: Any) -> None:
        """Have the wiki fail as said, and in no other way."""
        self.wiki.modes = type(self.wiki.modes)(**modes)

    def lose_sessions(self) -> None:
        """Log everybody out."""
        self.wiki.sessions.clear()

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a request that a proxy took for it."""
        return self.wiki.handle(request)


class RealBench:
    """A real MediaWiki; each bench has pages of its own on it."""

    def __init__(self, wiki: MediaWiki) -> None:
        self.wiki = wiki
        self.api = wiki.api
        self.title = f"Edge Group {next(_NUMBERS)}"
        self.wire: httpx.BaseTransport | None = None
        self.secret = SECRET
        self.clock = system_clock()

    def put(self, text: str, user: str = "Somebody", title: str = "") -> None:
        """Save the page as a person would."""
        self.wiki.put(title or self.title, text, user)

    def history(self, title: str = "") -> list[Saved]:
        """The revisions of the page, newest first."""
        asked = {
            "titles": title or self.title,
            "prop": "revisions",
            "rvprop": "ids|user|content|comment|flags",
            "rvslots": "main",
        }
        form = {"action": "query", "rvlimit": "50", "formatversion": "2", "format": "json"}
        page = httpx.get(self.api, params=asked | form).json()["query"]["pages"][0]
        return [
            Saved(r["revid"], r["parentid"], r["user"], r["slots"]["main"]["content"], r["comment"], r["minor"])
            for r in page.get("revisions", ())
        ]

    def switch(self, **modes: Any) -> None:
        """Have the wiki fail as said, and in no other way."""
        self.wiki.switch(**modes)

    def lose_sessions(self) -> None:
        """Log everybody out."""
        self.wiki.lose_sessions()

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a request that a proxy took for it."""
        kept = {name: value for name, value in request.headers.items() if name in {"cookie", "content-type"}}
        url = f"{self.api}?{request.url.query.decode()}"
        with httpx.Client() as client:
            return client.request(request.method, url, content=request.content, headers=kept)


@dataclass(frozen=True)
class Words:
    """A plan as the tests make it."""

    text: str
    summary: str = "Next meeting: June 15"


@dataclass
class Run:
    """A run of ecg on a bench: each request that ends is logged, and ``then`` is called with its number."""

    bench: Bench
    state: Path
    then: dict[int, Callable[[], object]] = field(default_factory=dict)
    patience: timedelta = PATIENCE
    secret: str = ""
    username: str = "Chair@ecg"
    bearer: str = ""
    requests: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    waited_for: list[str] = field(default_factory=list)
    api: str = ""
    wire: httpx.BaseTransport | None = None

    def log(self, line: str) -> None:
        """Take a line as ``-v`` would show it."""
        self.lines.append(line)
        if line.startswith(("GET ", "POST ")):
            self.requests.append(line.partition(":")[0])
            self.then.get(len(self.requests), lambda: None)()

    def connected(self) -> AbstractContextManager[Wiki]:
        """The wiki."""
        secret = self.secret or self.bench.secret
        identity = Identity(
            password=lambda: Password(username=self.username, secret=secret),
            username=self.username,
            bearer=self.bearer,
            way_in="log in, as whoever runs this can",
        )
        shown = self.waited_for
        patience = Patience(self.patience, self.bench.clock, self.log, show=lambda what, _: shown.append(what))
        address = self.api or self.bench.api
        return connected(address, identity, patience, "https://example.org/group", self.wire or self.bench.wire)

    @contextmanager
    def page(self, title: str = "") -> Iterator[MediaWikiTarget]:
        """The page on the wiki."""
        with self.connected() as wiki:
            yield MediaWikiTarget(
                wiki=wiki,
                settings=PageSettings(api=self.bench.api, page=title or self.bench.title),
                state=lambda: self.state,
            )

    def bump(self, planner: Callable[[str], Words] | None = None, title: str = "") -> Outcome[Words]:
        """Make the page say the next meeting."""
        with self.page(title) as page:
            return page.edit(planner or next_meeting)


def next_meeting(text: str) -> Words:
    """The page with the next meeting instead of the one that is over."""
    return Words(text.replace(OVER, NEXT))


def system_clock() -> RunClock:
    """The real time, without jitter."""
    import time

    return RunClock(now=lambda: datetime.now(UTC), seconds=time.monotonic, sleep=time.sleep, jitter=lambda: 0.0)
