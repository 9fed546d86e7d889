"""Tests of ``ecgtool.schedule.changes``: each meeting that differs is told once, with what became of it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Extra, Move, Recurrence, Schedule, Skip
from ecgtool.schedule.changes import MANY, changes_between, is_unusual
from ecgtool.schedule.occurrences import between
from tests.support import one_slot

RULE = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1))
PLAIN = one_slot(ZoneInfo("America/Los_Angeles"), (RULE,))
MONDAYS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(40)]
BEGIN, END = datetime(2025, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)

_mondays = st.lists(st.sampled_from(MONDAYS), max_size=4, unique=True)
_extras = st.lists(st.builds(Extra, st.sampled_from(MONDAYS), st.sampled_from([time(9), time(15)])), max_size=2)


@st.composite
def plans(draw: st.DrawFn) -> Schedule:
    """A weekly plan with dates cancelled, moved and more."""
    moved = draw(_mondays)
    moves = [
        Move(day, day + timedelta(days=draw(st.integers(1, 3))), draw(st.sampled_from([None, time(9)])))
        for day in moved
    ]
    first = draw(st.sampled_from(MONDAYS))
    skips = [Skip(day, day) for day in draw(_mondays) if day not in moved]
    skips += draw(st.sampled_from([[], [Skip(first, first + timedelta(weeks=3))]]))
    return PLAIN._replace(moves=tuple(moves), skips=tuple(skips), extras=tuple(dict.fromkeys(draw(_extras))))


@given(plans(), plans())
def test_the_changes_make_one_plan_of_the_other(old: Schedule, new: Schedule) -> None:
    """The meetings before, less those that changed, and what became of these, are the meetings after."""
    before = {held.start for held in between(old, BEGIN, END)}
    after = {held.start for held in between(new, BEGIN, END)}
    changes = changes_between(old, new)
    gone = [change.before.start for change in changes if change.before]
    come = [change.after.start for change in changes if change.after]
    assert sorted(gone) == sorted(before - after)
    assert sorted(come) == sorted(after - before)


def test_a_moved_meeting_is_one_change() -> None:
    """And so is one that is moved back."""
    moved = PLAIN._replace(moves=(Move(MONDAYS[3], MONDAYS[3] + timedelta(days=1), time(9)),))
    for old, new in ((PLAIN, moved), (moved, PLAIN)):
        (change,) = changes_between(old, new)
        assert change.before is not None
        assert change.after is not None
    assert changes_between(moved, moved) == []


@pytest.mark.parametrize(
    ("skip", "unusual"),
    [
        (Skip(MONDAYS[0], MONDAYS[MANY - 1]), False),
        (Skip(MONDAYS[0], MONDAYS[MANY]), True),
        (Skip(MONDAYS[30], MONDAYS[30]), True),
    ],
)
def test_many_or_far_is_unusual(skip: Skip, *, unusual: bool) -> None:
    """More than ten meetings, or one beyond half a year."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert is_unusual(changes_between(PLAIN, PLAIN._replace(skips=(skip,))), now) == unusual


def test_what_is_over_is_unusual() -> None:
    """A meeting that is going on is not over yet."""
    changes = changes_between(PLAIN, PLAIN._replace(skips=(Skip(MONDAYS[0], MONDAYS[0]),)))
    assert not is_unusual(changes, datetime(2026, 1, 5, 16, 59, tzinfo=UTC))
    assert is_unusual(changes, datetime(2026, 1, 5, 17, tzinfo=UTC))
