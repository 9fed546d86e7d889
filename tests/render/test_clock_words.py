"""Tests of ``ecgtool.render.clock_words`` and ``schedule.clock_changes``: what changes of clocks make of a call."""

from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Group
from ecgtool.render.clock_words import clock_words
from ecgtool.schedule.clock_changes import last_change
from ecgtool.schedule.occurrences import Meeting, meetings
from tests.plans import group_of, zones

PACIFIC = """[groups.g]
timezone = "America/Los_Angeles"
[groups.g.schedule]
every = "week"
on = "{on}"
at = "{at}"
"""
SPRING = "from March 8 this meeting is 1500 UTC, it was 1600"


def told(text: str, now: str, meeting_on: str, *others: str) -> str:
    """What is said at ``now`` of the meeting on a date, for members in other zones."""
    group, since = group_of(text), datetime.fromisoformat(now).replace(tzinfo=UTC)
    return clock_words(meeting(group, since, meeting_on), [ZoneInfo(other) for other in others], since)


def meeting(group: Group, since: datetime, day: str) -> Meeting:
    """The meeting of that date, as the list of all from ``since`` on has it."""
    found = takewhile(lambda one: str(one.occurrence.local_start.date()) <= day, meetings(group.schedule, since))
    return list(found)[-1]


def schedule(exceptions: str = "", on: str = "Monday", at: str = "08:00") -> str:
    """A weekly meeting on Pacific time, with exceptions as the file has them, all in one group."""
    return PACIFIC.format(on=on, at=at) + exceptions.replace("[[", "[[groups.g.schedule.")


@pytest.mark.parametrize(
    "exceptions",
    [
        "[[move]]\ndate = 2026-03-02\nto = 2026-03-02T09:00",
        "[[move]]\ndate = 2026-03-02\nto = 2026-03-03T17:00",
        "[[extra]]\nat = 2026-03-08T10:00",
        "[[skip]]\ndate = 2026-03-02",
        '[[slot]]\nname = "APAC"\non = "Sunday"\nat = "17:00"',
    ],
)
def test_nothing_in_between_hides_a_change(exceptions: str) -> None:
    """A move, a meeting more, a cancelled one or another slot does not: the rule's time before is what counts."""
    assert told(schedule(exceptions), "2026-03-01", "2026-03-09") == SPRING
    assert told(schedule(exceptions), "2026-03-08T20:00", "2026-03-09") == SPRING


def test_a_moved_meeting_tells_the_change_as_the_rule_has_it() -> None:
    """The change of clocks is not lost where the meeting after it is at another hour by the plan."""
    text = schedule("[[move]]\ndate = 2026-03-09\nto = 2026-03-10T09:00")
    assert told(text, "2026-03-04", "2026-03-10") == SPRING
    assert told(text, "2026-03-11", "2026-03-16") == ""


def test_another_hour_by_the_plan_hides_no_change_and_is_none() -> None:
    """With a change of clocks it is told what that makes of the new hour; without one, nothing."""
    text = schedule('[[change]]\nfrom = 2026-03-09\nat = "10:00"')
    assert told(text, "2026-03-04", "2026-03-09", "Europe/Berlin") == (
        "from March 8 10:00 PDT is 1700 UTC instead of 1800; in Berlin 18:00 instead of 19:00 until March 29"
    )
    later = text.replace("03-09", "03-30")
    assert told(later, "2026-03-24", "2026-03-30", "Europe/Berlin") == (
        "from March 29 10:00 PDT is in Berlin 19:00 instead of 18:00"
    )
    assert told(schedule('[[change]]\nfrom = 2026-02-09\nat = "07:00"'), "2026-02-04", "2026-02-09", "UTC") == ""


def test_a_meeting_in_the_hour_that_the_clock_skips_is_told() -> None:
    """That day it is an hour later on the clock and the same in UTC; from the next week on it is the other way."""
    text = schedule(on="Sunday", at="02:30")
    assert told(text, "2026-03-04", "2026-03-08") == "from March 8 in Los Angeles 03:30 instead of 02:30"
    assert told(text, "2026-03-09", "2026-03-15") == (
        "from March 15 this meeting is 0930 UTC, it was 1030; in Los Angeles 02:30 instead of 03:30"
    )


def test_a_meeting_that_a_skipped_hour_puts_on_the_next_day_keeps_its_weekdays() -> None:
    """In Nuuk the hour before midnight is skipped: Saturday's meeting is held on Sunday, at the same instant."""
    text = schedule(on="Saturday", at="23:00").replace("America/Los_Angeles", "America/Nuuk")
    assert told(text, "2026-03-23", "2026-03-29") == "from March 29 in Nuuk Sunday 00:00 instead of Saturday 23:00"
    assert told(text, "2026-03-30", "2026-04-04") == (
        "from April 4 this meeting is 0000 UTC, it was 0100; in Nuuk Saturday 23:00 instead of Sunday 00:00"
    )


HALF_YEARLY = """[groups.g]
timezone = "UTC"
[groups.g.schedule]
every = "6 months"
on = 20
at = "12:00"
start = 2025-09-20
"""


def test_of_several_changes_the_last_is_named() -> None:
    """Casablanca's clock changed twice since September, for Ramadan and back; Berlin's is as it was in June."""
    said = told(HALF_YEARLY, "2026-03-02", "2026-03-20", "America/Los_Angeles", "Africa/Casablanca")
    assert said == "from February 15 in Casablanca 12:00 instead of 13:00 until March 22"
    yearly = HALF_YEARLY.replace("6 months", "year").replace("2025-09-20", "2025-06-20")
    assert told(yearly, "2026-01-05", "2026-06-20", "Europe/Berlin") == ""


@pytest.mark.parametrize(
    ("now", "date", "said"),
    [
        ("2026-03-04", "2026-03-09", "from March 8 "),
        ("2026-06-01", "2026-11-02", "from November 1 "),
        ("2026-06-01", "2027-03-15", "from March 14, 2027 "),
        ("2026-01-05", "2026-11-02", "from November 1, 2026 "),
        ("2026-12-01", "2027-03-15", "from March 14, 2027 "),
    ],
)
def test_a_year_is_told_where_it_is_not_the_next_change(now: str, date: str, said: str) -> None:
    """The next change of this year has none; any later one does."""
    assert told(schedule(), now, date).startswith(said)


def test_a_weekday_that_changes_is_told() -> None:
    """16:00 on a Sunday in winter is midnight of Monday in UTC, in summer still Sunday there."""
    text = schedule(on="Sunday", at="16:00")
    said = told(text, "2026-03-04", "2026-03-08", "UTC", "Asia/Tokyo", "Europe/London")
    assert said.startswith("from March 8 this meeting is Sunday 2300 UTC, it was Monday 0000; ")
    assert "in Tokyo Monday 08:00" not in said
    assert "in London Sunday 23:00 instead of Monday 00:00 until March 29" in said
    (change,) = meeting(group_of(text), datetime(2026, 3, 4, tzinfo=UTC), "2026-03-08").clock_changes(
        [ZoneInfo("UTC")]
    )
    assert (change.before_weekday, change.before, change.after_weekday, change.after) == (
        "Monday", "00:00", "Sunday", "23:00",
    )  # fmt: skip
    assert str(change.day) == "2026-03-08"


@pytest.mark.parametrize("to", ["2026-03-09", "2026-03-08T09:00", "2026-03-07T16:00", "2026-03-10T23:30"])
def test_a_moved_meeting_has_the_change_of_the_rule_in_words_and_as_data(to: str) -> None:
    """To whatever day and hour it is moved, even to before the change: both tell what becomes of the rule's time."""
    text = schedule(f"[[move]]\ndate = 2026-03-08\nto = {to}", on="Sunday", at="16:00")
    since = datetime(2026, 3, 4, tzinfo=UTC)
    one = meeting(group_of(text), since, "2026-03-11")
    (change,) = one.clock_changes([ZoneInfo("UTC")])
    assert one.occurrence.status == "moved"
    assert change[1:5] == ("00:00", "23:00", "Monday", "Sunday")
    assert clock_words(one, [], since) == "from March 8 this meeting is Sunday 2300 UTC, it was Monday 0000"


def test_clocks_that_are_equal_are_told_once() -> None:
    """UTC has four names and India's zone two; the data tells each of them once, too."""
    assert told(schedule(), "2026-03-04", "2026-03-09", "UTC", "Etc/UTC", "GMT", "Etc/GMT") == SPRING
    said = told(schedule(), "2026-03-04", "2026-03-09", "Asia/Kolkata", "Asia/Calcutta")
    assert said == f"{SPRING}; in Kolkata 20:30 instead of 21:30"
    one = meeting(group_of(schedule()), datetime(2026, 3, 4, tzinfo=UTC), "2026-03-09")
    changes = one.clock_changes([ZoneInfo(key) for key in ("UTC", "Etc/UTC", "GMT", "US/Pacific")])
    assert [change.zone.key for change in changes] == ["UTC"]


@given(zones, st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)), st.integers(0, 400 * 24))
def test_the_last_change_is_one(zone: ZoneInfo, earlier: datetime, hours: int) -> None:
    """Just before it the clock is not yet what it is after it, and from then on it stays so, asked each day."""
    first = earlier.replace(tzinfo=UTC)
    last = first + timedelta(hours=hours)
    changed = last_change(zone, first, last)
    if changed:
        before = (changed.astimezone(UTC) - timedelta(minutes=2)).astimezone(zone)
        assert before.utcoffset() != changed.utcoffset()
        assert first <= changed <= last
    moment = changed.astimezone(UTC) if changed else first
    while moment < last:
        assert moment.astimezone(zone).utcoffset() == last.astimezone(zone).utcoffset()
        moment += timedelta(days=1)
