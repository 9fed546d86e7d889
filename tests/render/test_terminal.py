"""Tests of ``ecgtool.render.terminal``: one look, and nothing that a title could do to it."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ecgtool.group import Call
from ecgtool.render.agenda import MeetingAgenda, agenda_document
from ecgtool.render.meeting import GroupMeeting
from ecgtool.render.terminal import document_text, drawn, meeting_panels, page_picture, until_words
from ecgtool.schedule.occurrences import meetings
from tests.config.files import WHOLE, loaded
from tests.golden import held
from tests.render.test_formats import HOSTILE, document

GROUP = loaded(WHOLE).groups["tide"]
GOLDEN = Path(__file__).with_name("golden")
LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No colours."""
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "100")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def panels(now: datetime, count: int, reader: ZoneInfo = LISBON) -> str:
    """The panels of the next meetings at ``now`` for a reader in a zone that is not among the group's."""
    found = islice(meetings(GROUP.schedule, now), count)
    shown = [GroupMeeting(GROUP, meeting, GROUP.zones, now) for meeting in found]
    return drawn(meeting_panels(shown, now, reader=lambda moment: moment.astimezone(reader)), width=100)


def test_what_a_member_wants_in_one_look() -> None:
    """Name, day, time here and there, how long until, the link, what was left out, whose clock changed."""
    shown = panels(datetime(2026, 1, 6, tzinfo=UTC), 1) + panels(datetime(2026, 3, 3, 12, tzinfo=UTC), 1)
    assert held(GOLDEN / "meetings.terminal", shown)


def test_the_reader_finds_the_own_time_in_the_row_that_has_it() -> None:
    """No row stands twice: the reader's is marked where another zone has the same time."""
    shown = panels(datetime(2026, 1, 6, tzinfo=UTC), 1, ZoneInfo("Europe/Paris")).splitlines()
    assert [line.split()[1] for line in shown if "your time" in line] == ["Berlin"]


def test_an_agenda_on_a_terminal() -> None:
    """The same document as in the other formats."""
    meeting = GroupMeeting(
        GROUP,
        next(meetings(GROUP.schedule, datetime(2026, 6, 9, tzinfo=UTC))),
        GROUP.zones,
        datetime(2026, 6, 9, tzinfo=UTC),
    )
    about = MeetingAgenda(
        group_key=GROUP.key, group_name=GROUP.name, meeting=meeting, agenda=GROUP.agenda, call=Call()
    )
    assert held(GOLDEN / "agenda.terminal", drawn(document_text(agenda_document(about)), width=100))


def test_a_terminal_that_says_no_width_shows_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shells set COLUMNS=0."""
    monkeypatch.setenv("COLUMNS", "0")
    assert "Call details" in drawn(document_text(document("Call details")))


@pytest.mark.parametrize(
    "text", [*(text for text in HOSTILE if text.strip()), "[red]x[/red]", "[/]", ":smile:", "\x1b]0;x\x07"]
)
def test_a_title_is_only_a_title(text: str) -> None:
    """No marks of the library's own, no pictures for words, nothing that a terminal obeys."""
    shown = drawn(document_text(document(text)), width=400)
    visible = " ".join(text.replace("\x1b", " ").replace("\x07", " ").replace("\u202e", " ").split())
    assert shown.count(visible) == 4
    assert shown.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(seconds=-1), "now"),
        (timedelta(), "now"),
        (timedelta(seconds=59), "in less than a minute"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(hours=1, minutes=2), "in 1 hour 2 minutes"),
        (timedelta(hours=3), "in 3 hours"),
        (timedelta(days=1, minutes=59), "in 1 day"),
        (timedelta(days=6, hours=22), "in 6 days 22 hours"),
        (timedelta(days=3000), "in 3000 days"),
    ],
)
def test_how_long_until(delta: timedelta, words: str) -> None:
    """The two largest units, and none that is nought."""
    assert until_words(delta) == words


def test_a_finding_is_broken_between_words_and_a_difference_is_not() -> None:
    """A line of the page is copied in one piece; a sentence is read."""
    sentence = f"page.wiki:14: schedule-line: {'The line is not true. ' * 6}".rstrip()
    lines = drawn(page_picture(f"+{'x ' * 60}\n{sentence}"), width=60).splitlines()
    assert lines[0] == f"+{'x ' * 60}".rstrip() or lines[0] == f"+{'x ' * 60}"
    assert " ".join(line.strip() for line in lines[1:]) == sentence
    assert all(len(line) <= 60 for line in lines[1:])
