"""Whatever stands in an input, twice as much of it takes about twice as long, and not four times."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ecgtool.config.load import load_text
from ecgtool.errors import EcgError
from ecgtool.learn.ical import learn_ical
from ecgtool.passcode import text_without
from ecgtool.render.plain import plain, shown
from ecgtool.targets.mediawiki.strangers import stranger
from ecgtool.upkeep.bump import bump
from ecgtool.upkeep.check import check
from ecgtool.wording.typed_dates import Around, parse_day

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
CONFIG = """
[groups.lab]
timezone = "UTC"
wiki = { file = "p" }
[groups.lab.schedule]
every = "week"
on = "Monday"
at = "08:00"
"""
GROUP = load_text(CONFIG, Path("ecg.toml"), {}).groups["lab"]
HEADING = "== Next meeting: Monday (June 01, 2026), 8am UTC / 0800 UTC ==\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20260608T080000Z\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Lab\r\nDESCRIPTION:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
WIKITEXT = [
    "[[",
    "{{",
    "<!--",
    "'''",
    "<nowiki>",
    "* June 15: x\n",
    "== x ==\n",
    '<a href="',
    "[https://x ",
    "{|\n|-\n",
]
MARKDOWN = ["[", "![", "`", "*", "- June 15: x\n", "# x\n", "> ", "<a ", "\\", "1. x\n\n"]
WORDS = ['<a href="', "<", "\x1b[", "\u202e", "a\u200d", "://a:", "?pwd=", "*123#", "<title>", "<input "]


def page(text: str) -> None:
    """Check and bump a page of wikitext."""
    with suppress(EcgError):
        check(HEADING + text, GROUP, NOW)
    with suppress(EcgError):
        bump(HEADING + text, GROUP, NOW)


def markdown(text: str) -> None:
    """Check a page in Markdown."""
    with suppress(EcgError):
        check(HEADING.replace("==", "#") + text, GROUP, NOW, syntax="markdown")


def calendar(text: str) -> None:
    """Learn from a calendar whose description it is."""
    with suppress(EcgError):
        learn_ical(CALENDAR.format(text.replace("\n", "\\n")).encode(), date(2026, 6, 1))


def shows(text: str) -> None:
    """Make a text harmless, and hide what is a pass code in it."""
    plain(text)
    shown(text)
    text_without(text, GROUP.call)


def typed(text: str) -> None:
    """Read a date that was typed."""
    with suppress(EcgError):
        parse_day(text, Around(date(2026, 6, 2), ZoneInfo("UTC")))


def skipping(text: str) -> None:
    """Read a configuration with many cancelled dates."""
    with suppress(EcgError):
        load_text(CONFIG + text, Path("ecg.toml"), {})


SKIP = "[[groups.lab.schedule.skip]]\nfrom = 2026-06-01\nto = 2026-06-03\n"
CASES = [
    *((page, piece, 6_000) for piece in WIKITEXT),
    *((markdown, piece, 6_000) for piece in MARKDOWN),
    *((calendar, piece, 30_000) for piece in WORDS),
    *((shows, piece, 30_000) for piece in WORDS),
    *((typed, piece, 20_000) for piece in ("1", "next ", "June ", "2026-", ":")),
    (skipping, SKIP, 1_500),
    (skipping, "[", 20_000),
    (skipping, "a.", 20_000),
]


def seconds(work: Callable[[str], None], text: str) -> float:
    """The shorter of two runs."""
    best = 1e9
    for _ in range(2):
        begun = time.process_time()
        work(text)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize(
    ("work", "piece", "count"), CASES, ids=lambda part: getattr(part, "__name__", repr(part)[:20])
)
def test_time_grows_with_length(work: Callable[[str], None], piece: str, count: int) -> None:
    """With no more than three quarters of a square's growth, and a tenth of a second of grace."""
    once, twice = seconds(work, piece * count), seconds(work, piece * (2 * count))
    assert twice < 3 * once + 0.1
    assert twice < 20


def test_a_body_of_a_stranger_is_looked_at_once() -> None:
    """However large what answers in the place of a wiki is, its beginning is all that is looked at."""
    import httpx

    from ecgtool.targets.exchange import Reply

    for piece in WORDS:
        body = (piece * 2_000_000).encode()[:8_000_000]
        begun = time.process_time()
        stranger(Reply(403, httpx.Headers(), body), "wiki.example.org", None)
        assert time.process_time() - begun < 0.5
