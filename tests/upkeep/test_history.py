"""Tests of ``ecgtool.upkeep.history``: how late each change of the line came, and what was wrong in it."""

import os
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Group, PageSettings, Recurrence
from ecgtool.upkeep import revisions
from ecgtool.upkeep.feed import Revision
from ecgtool.upkeep.history import History, State, page_history
from tests.support import one_slot

RULE = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1))
LAB = Group("lab", "Lab Group", one_slot(ZoneInfo("America/Los_Angeles"), (RULE,)))


def revision(when: str, line: str, user: str = "Chair") -> Revision:
    """The page at that time, with that line as its heading."""
    text = f"Welcome.\n=== {line} ===\n* Topics\n" if line else "Welcome.\n"
    return Revision(page="Lab", timestamp=datetime.fromisoformat(when).replace(tzinfo=UTC), user=user, text=text)


NOW = datetime(2026, 1, 26, tzinfo=UTC)
JANUARY = [
    revision("2026-01-01T00:00", ""),
    revision("2026-01-02T10:00", "Next meeting: Monday (January 05, 2026), 8am PST / 1600 UTC"),
    revision("2026-01-03T10:00", "Next meeting: Monday (January 05, 2026), 8am PST / 1600 UTC"),
    revision("2026-01-05T18:30", "Next meeting: Monday (January 12, 2026), 8am PDT / 1500 UTC"),
    revision("2026-01-12T16:10", "Next meeting: Monday (January 20), 8am PST / 1600 UTC", "Helper"),
    revision("2026-01-20T16:59", "Next meeting: TBD"),
    revision("2026-01-25T00:00", ""),
]


def test_each_change_of_the_line_is_told() -> None:
    """Every change, in order of time: what it says, what is wrong in it, how long it outlived its meeting."""
    history = page_history("Lab", reversed(JANUARY), LAB, NOW)
    assert [(c.user, c.meeting, c.problems, c.stale_hours) for c in history.changes] == [
        ("Chair", date(2026, 1, 5), (), 1.5),
        ("Chair", date(2026, 1, 12), ("zone-mismatch", "utc-mismatch"), 0),
        ("Helper", date(2026, 1, 20), ("weekday-mismatch",), 0),
        ("Chair", None, (), 0),
        ("Chair", None, ("heading-missing",), 0),
    ]
    assert history.changes[0].timestamp == JANUARY[1].timestamp
    assert history.changes[0].until == JANUARY[3].timestamp
    assert [(c.until, c.current) for c in history.changes[-2:]] == [(JANUARY[-1].timestamp, False), (NOW, True)]


def test_the_sum_counts_headings_hours_and_faults() -> None:
    """A line that was taken away is a change, but no heading."""
    history = page_history("Lab", JANUARY, LAB, NOW)
    assert len(history.headings) == 4
    assert (history.stale_total, history.stale_longest) == (timedelta(hours=1.5), timedelta(hours=1.5))
    assert [history.count(f"{part}-mismatch") for part in ("weekday", "zone", "utc")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("now", "stale"), [("2026-01-05T16:00", 0), ("2026-01-05T17:30", 0.5), ("2026-01-07T17:00", 48)]
)
def test_the_line_that_is_still_there_is_stale_until_now(now: str, stale: float) -> None:
    """A page that nobody edits any more is not one that was never stale."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    history = page_history("Lab", JANUARY[1:3], LAB, moment)
    assert [(change.stale_hours, change.current) for change in history.changes] == [(stale, True)]
    assert history.stale_total == history.stale_longest == timedelta(hours=stale)
    assert [week.state for week in history.weeks()] == ["right", "stale" if stale > 24 else "right"]


def test_two_different_lines_are_told() -> None:
    """A page with the line twice has it wrong."""
    twice = revision("2026-01-02T10:00", "Next meeting: January 05, 2026 ===\n=== Next meeting: January 12, 2026")
    assert page_history("Lab", [twice], LAB, NOW).changes[0].problems == ("heading-duplicate",)


def test_a_bold_line_on_a_monthly_page_is_followed() -> None:
    """The group's own template says which line it is, and a Markdown page is read as one."""
    wiki = PageSettings(heading="Next meeting: {month} {ordinal}, {year} at {utc} UTC")
    group = Group("ops", "Ops", one_slot(ZoneInfo("UTC"), (RULE,)), wiki=wiki)
    text = "# Ops\n**Next meeting: March 27th, 2026 at 1300 UTC**\n"
    history = page_history(
        "Ops",
        [Revision(page="Ops", timestamp=datetime(2026, 3, 1, tzinfo=UTC), user="", text=text)],
        group,
        NOW,
        "markdown",
    )
    assert [change.meeting for change in history.changes] == [date(2026, 3, 27)]


def test_the_weeks_show_the_worst_of_each() -> None:
    """A day of a meeting that was over makes a week stale; a shorter time, and a right line, do not."""
    revisions = [
        revision("2026-01-02T10:00", "Next meeting: Monday (January 05, 2026), 8am PST / 1600 UTC"),
        revision("2026-01-06T16:59", "Next meeting: Monday (January 12, 2026), 8am PDT / 1600 UTC"),
        revision("2026-01-18T00:00", "Next meeting: Monday (January 19, 2026), 8am PST / 1600 UTC"),
        revision("2026-01-26T00:00", "Next meeting: Monday (January 26, 2026), 8am PST / 1600 UTC"),
    ]
    weeks = list(page_history("Lab", revisions, LAB, NOW).weeks())
    assert [week.state for week in weeks] == ["right", "label", "stale", "stale", "right"]
    assert weeks[0].monday == date(2025, 12, 29)


def test_a_week_before_the_line_stood_is_not_its_fault() -> None:
    """A line that named a meeting that was long over makes no earlier week stale."""
    revisions = [
        revision("2026-01-02T10:00", "Next meeting: TBD"),
        revision("2026-01-20T00:00", "Next meeting: January 05, 2026"),
        revision("2026-01-20T01:00", "Next meeting: Monday (January 26, 2026), 8am PST / 1600 UTC"),
    ]
    assert {week.state for week in page_history("Lab", revisions, LAB, NOW).weeks()} == {"right"}


def test_a_page_without_the_line_has_no_history() -> None:
    """No change, no weeks, nothing to count."""
    history = page_history("Lab", JANUARY[:1], LAB, NOW)
    assert history == History(page="Lab", changes=())
    assert list(history.weeks()) == []
    assert history.stale_longest == timedelta()


MOMENTS = st.integers(0, 365 * 24).map(lambda hours: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=hours))


@given(st.lists(st.tuples(MOMENTS, st.sampled_from([r.text for r in JANUARY])), unique_by=lambda pair: pair[0]))
def test_order_of_the_revisions_does_not_matter(pairs: list[tuple[datetime, str]]) -> None:
    """Feeds come newest first, folders oldest first: the changes are the same, each unlike the one before."""
    revisions = [Revision(page="Lab", timestamp=moment, user="", text=text) for moment, text in pairs]
    history = page_history("Lab", revisions, LAB, NOW)
    assert history == page_history("Lab", sorted(revisions, key=lambda r: r.timestamp, reverse=True), LAB, NOW)
    headings = [change.heading for change in history.changes]
    assert all(one != other for one, other in pairwise(headings))
    assert len(list(history.weeks())) <= 54


@pytest.mark.skipif("ECG_TEST_FEED" not in os.environ, reason="ECG_TEST_FEED names no real feed")
def test_a_real_page_is_read_from_its_feed() -> None:
    """Over a real winter every line had the summer's zone, right weekdays and UTC times, and many came late."""
    found = revisions.read_revisions(Path(os.environ["ECG_TEST_FEED"]), "Edge Computing Group")
    history = page_history(found.page, found.revisions, LAB, NOW, found.syntax)
    states: set[State] = {week.state for week in history.weeks()}
    assert len(history.headings) >= 12
    assert history.count("zone-mismatch") >= 12
    assert history.stale_total > timedelta(hours=500)
    assert {"stale", "label"} <= states
    assert all(change.meeting for change in history.changes)
