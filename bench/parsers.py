"""Measure each parser with input that is made to be slow. Twice as much of it should take twice as long."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.report import Section, milliseconds, ratio
from bench.timing import Spread
from ecgtool.config.load import load_text
from ecgtool.errors import EcgError
from ecgtool.group import SectionNames
from ecgtool.learn.ical.file import learn_ical
from ecgtool.page import parse_page
from ecgtool.page.sections.logs import read_logs
from ecgtool.page.sections.named import NamedSections
from ecgtool.passcode import text_without
from ecgtool.render.plain import escaped, plain
from ecgtool.upkeep.bump import bump
from ecgtool.upkeep.check import check_page
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import Around

ROUNDS = 5
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
        check_page(HEADING + text, GROUP, NOW)
    with suppress(EcgError):
        bump(HEADING + text, GROUP, NOW)


def markdown(text: str) -> None:
    """Check a page in Markdown."""
    with suppress(EcgError):
        check_page(HEADING.replace("==", "#") + text, GROUP, NOW, syntax="markdown")


def calendar(text: str) -> None:
    """Learn from a calendar with that description."""
    with suppress(EcgError):
        learn_ical(CALENDAR.format(text.replace("\n", "\\n")).encode(), date(2026, 6, 1))


def shows(text: str) -> None:
    """Make a text safe to show, and hide a pass code in it."""
    plain(text)
    escaped(text)
    text_without(text, GROUP.call)


def logs(text: str) -> None:
    """Read the logs of a page."""
    read_logs(NamedSections(parse_page(f"== Logs ==\n{text}", "wikitext"), SectionNames()), NOW.date())


def typed(text: str) -> None:
    """Read a typed date."""
    with suppress(EcgError):
        parse_day(text, Around(today=date(2026, 6, 2), zone=ZoneInfo("UTC")))


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
    (logs, "=== 2020 ===\n==== Tides ====\n", 2_000),
    (skipping, SKIP, 1_500),
    (skipping, "[", 20_000),
    (skipping, "a.", 20_000),
]


def growths(_folder: Path) -> Section:
    """Return the times to read input of one repeated piece. Twice the input should take twice as long."""
    rows = [_row(*case) for case in CASES]
    about = "Nothing but one piece, so many times and twice as many, in each parser. Linear is 2."
    return Section("Inputs made to be slow", about, ("parser", "piece", "once", "twice", "times as long"), rows)


def _row(work: Callable[[str], None], piece: str, count: int) -> list[str]:
    once, twice = ([_seconds(work, piece * size) for _ in range(ROUNDS)] for size in (count, 2 * count))
    times = Spread.of([long / short for short, long in zip(once, twice, strict=True)])
    spreads = (milliseconds(Spread.of(found)) for found in (once, twice))
    return [work.__name__, f"`{piece!r}`".replace("|", "\\|"), *spreads, ratio(times)]


def _seconds(work: Callable[[str], None], text: str) -> float:
    begun = time.process_time()
    work(text)
    return max(time.process_time() - begun, 1e-6)
