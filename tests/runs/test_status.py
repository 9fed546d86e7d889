"""When a bump is late: not before a day has passed, and only where none came after the meeting's end."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ecgtool import ical
from ecgtool.group import Group, Recurrence
from ecgtool.runs.status import bump_part, due_bump, options_of, remembered_options
from tests.support import one_slot

LAB = Group(
    "lab", "Lab", one_slot(ZoneInfo("UTC"), (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(15), timedelta(hours=1)),))
)


def june(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in June 2026, whose 8th, 15th and 22nd are Mondays."""
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "end"),
    [(june(15, 16, 30), june(8, 16)), (june(16, 15, 59), june(8, 16)), (june(16, 16, 1), june(15, 16))],
)
def test_a_run_is_awaited_a_day_after_the_end(now: datetime, end: datetime) -> None:
    """The daily run has its day; from then on the meeting counts."""
    awaited = due_bump(LAB, now)
    assert awaited
    assert awaited.end == end


@pytest.mark.parametrize(
    ("last", "late"), [(june(15, 14), True), (june(15, 15, 30), True), (june(15, 16), False), (june(17, 6), False)]
)
def test_a_run_before_the_end_is_not_the_one(last: datetime, late: bool) -> None:
    """A bump before or during the meeting found nothing to do; one at its end or later did its work."""
    assert bool(bump_part(LAB, last, june(18, 12)).problem) == late


def test_never_is_a_problem_of_its_own() -> None:
    """Without any success there is no date to tell."""
    part = bump_part(LAB, None, june(18, 12))
    assert (part.last, "not succeeded" in part.problem) == (None, True)


def test_options_survive_being_remembered() -> None:
    """What an export was made with is what it is compared with."""
    options = ical.Options(alarm=timedelta(minutes=15), hide_passcode=True, method="publish")
    assert options_of(remembered_options(options)) == options
    assert options_of(remembered_options(ical.Options())) == ical.Options()
