"""Tests of ``ecgtool.upkeep`` with groups of several slots: a line is judged by the slot whose meeting it names."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool.group import Group, PageSettings, Recurrence, Schedule, Skip, Slot
from ecgtool.page import parse_page
from ecgtool.render.advice import other_date_words
from ecgtool.schedule.occurrences import occurrences
from ecgtool.upkeep.bump import OtherDate, bump
from ecgtool.upkeep.check import check_page
from ecgtool.upkeep.feed import Revision
from ecgtool.upkeep.group_page import GroupPage
from ecgtool.upkeep.history import page_history
from tests.plans import group_of
from tests.slot_plans import as_file, instants_near, slots

HOUR = timedelta(hours=1)
PACIFIC, BERLIN, TOKYO = ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
FORMS = (
    "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC",
    "Next meeting: {utc_date} {utc_colon} UTC",
    "Next meeting: {utc_weekday}, {utc_date}, {utc} UTC / {time24} {tz} ({slot})",
)


def group(*clocks: tuple[ZoneInfo, str, int], skips: tuple[Skip, ...] = (), form: str = FORMS[0]) -> Group:
    """A group with a slot on each of the clocks: on which weekday, at which hour."""
    rules = [(zone, Recurrence(f"FREQ=WEEKLY;BYDAY={day}", time(hour), HOUR)) for zone, day, hour in clocks]
    made = tuple(Slot(zone, (rule,), f"S{place}" if place else None) for place, (zone, rule) in enumerate(rules))
    settings = PageSettings(heading=form, manage=("heading", "topics"))
    return Group("g", "G", Schedule(clocks[0][0], made, skips), wiki=settings)


@settings(max_examples=30)
@given(st.data())
def test_a_line_that_was_bumped_is_true_and_goes_on_by_itself(data: st.DataObject) -> None:
    """Whichever slot is next, whatever its clock: nothing is found, and no line is taken for a person's word."""
    plans = data.draw(slots())
    try:
        schedule = group_of(as_file(plans)).schedule
    except AssertionError:
        assume(False)
        raise
    about = Group("g", "G", schedule, wiki=PageSettings(heading=data.draw(st.sampled_from(FORMS))))
    now = data.draw(instants_near(plans))
    text = "== Next meeting: 1 January 2020 ==\n"
    for number in range(6):
        held = next(occurrences(schedule, now), None)
        if held is None:
            return
        bumped = bump(text, about, now, force=number == 0)
        assert bumped.problems == ()
        assert check_page(bumped.text, about, now) == []
        text, now = bumped.text, held.end


def test_a_topic_stays_until_the_last_meeting_of_its_day_is_over() -> None:
    """A topic stays while a later meeting of its day is still to come."""
    page = "== Next meeting: x ==\n=== Upcoming topics ===\n* June 16 - Tides\n* June 23 - Buoys\n"
    about = group((PACIFIC, "TU", 8), (PACIFIC, "TU", 17))
    between, after = datetime(2026, 6, 16, 18, tzinfo=UTC), datetime(2026, 6, 17, 2, tzinfo=UTC)
    assert "Tides" in bump(page, about, between, force=True).text
    assert "Tides" not in bump(page, about, after, force=True).text
    assert [finding.code for finding in check_page(page, about, between)] == ["other-date"]


@pytest.mark.parametrize(("hour", "stale"), [("8am PDT / 1500", 2.0), ("5pm PDT / 0000", 0.0)])
def test_the_hour_on_a_line_tells_which_meeting_is_over(hour: str, stale: float) -> None:
    """Of a day with two; the page's history counts from the end of that one."""
    stamps = [datetime(2026, 6, day, 18, tzinfo=UTC) for day in (15, 16)]
    lines = [
        f"== Next meeting: Tuesday (June 16, 2026), {hour} UTC ==",
        "== Next meeting: Tuesday (June 23, 2026) ==",
    ]
    revisions = [
        Revision(page="P", timestamp=at, user="A", text=text) for at, text in zip(stamps, lines, strict=True)
    ]
    history = page_history("P", revisions, group((PACIFIC, "TU", 8), (PACIFIC, "TU", 17)), stamps[-1])
    assert history.changes[0].stale_hours == stale
    assert history.changes[0].problems == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Wednesday (June 17, 2026), 10am CEST / 0800 UTC", []),
        ("Wednesday (June 17, 2026), 10am PDT / 0800 UTC", ["zone-mismatch"]),
        ("Wednesday (June 17, 2026), 10am CEST / 1700 UTC", ["utc-mismatch"]),
        ("Wednesday (June 24, 2026), 10am CEST / 0800 UTC", []),
        ("Wednesday (June 24, 2026), 10am CEST / 0900 UTC", ["utc-mismatch"]),
    ],
)
def test_a_line_is_judged_by_the_clock_of_its_slot(line: str, wrong: list[str]) -> None:
    """Also where its meeting is cancelled: then by the clock whose letters it has."""
    skipped = (Skip(date(2026, 6, 24), date(2026, 6, 24)),)
    about = group((PACIFIC, "MO", 8), (BERLIN, "WE", 10), skips=skipped)
    found = check_page(f"== Next meeting: {line} ==\n", about, datetime(2026, 6, 16, tzinfo=UTC))
    assert [finding.code for finding in found if "mismatch" in finding.code] == wrong


def test_a_page_cancels_a_date_of_the_slot_it_is_about() -> None:
    """A Wednesday in Tokyo is told though it is a Tuesday on the group's clock; and one of a clock behind it."""
    page = "== Next meeting: x ==\n=== Upcoming topics ===\n* June 17 - cancelled\n* June 24 - cancelled\n"
    east, west = group((PACIFIC, "MO", 8), (TOKYO, "WE", 8)), group((TOKYO, "MO", 8), (PACIFIC, "WE", 17))
    assert bump(page, east, datetime(2026, 6, 16, tzinfo=UTC)).cancelled == (date(2026, 6, 17), date(2026, 6, 24))
    at_noon_of_the_17th_in_the_west = datetime(2026, 6, 17, 19, tzinfo=UTC)
    made = bump(page, west, at_noon_of_the_17th_in_the_west, force=True)
    assert made.cancelled == (date(2026, 6, 17), date(2026, 6, 24))
    assert "June 22" in made.new
    assert "June 17" in made.text


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("June 15, 17:00: cancelled", ["08:00"]),
        ("June 15 (17:00): cancelled", ["08:00"]),
        ("June 15 (5pm PDT): cancelled", ["08:00"]),
        ("June 15, 0000 UTC: cancelled", ["08:00"]),
        ("June 15, 1500 UTC: cancelled", ["17:00"]),
        ("June 15: cancelled", []),
    ],
)
def test_an_hour_beside_a_cancelled_date_is_that_of_one_meeting(entry: str, left: list[str]) -> None:
    """In brackets and in UTC as well; a bare date is all of the day."""
    two = group((PACIFIC, "MO", 8), (PACIFIC, "MO", 17))
    page = parse_page(f"== Next meeting: x ==\n== Upcoming topics ==\n* {entry}\n")
    now = datetime(2026, 6, 14, tzinfo=UTC)
    held = islice(occurrences(GroupPage(page, two, now).schedule, now), 4)
    assert [f"{one.local_start:%H:%M}" for one in held if one.local_start.date() == date(2026, 6, 15)] == left


def test_a_persons_word_tells_the_hour_where_a_day_has_two_meetings() -> None:
    """A bare date would cancel both, and could not be moved."""
    page, about = "== Next meeting: June 18, 2026 ==\n", group((PACIFIC, "TU", 8), (PACIFIC, "TU", 17))
    (word,) = bump(page, about, datetime(2026, 6, 16, 18, tzinfo=UTC)).problems
    assert isinstance(word, OtherDate)
    assert other_date_words(word) == (
        "if 2026-06-16 is off, `ecg cancel 2026-06-16T17:00 -g g`, "
        "if it is moved, `ecg move 2026-06-16T17:00 2026-06-18T17:00 -g g`, else `ecg wiki bump --force -g g`"
    )
