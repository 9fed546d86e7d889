"""What cancel, move and restore do to a group of several slots: to the meetings meant, and to no other."""

from datetime import UTC, date, datetime, time
from itertools import takewhile
from pathlib import Path

import pytest

from ecgtool.config.edit.rewriting import Replan, with_replan
from ecgtool.config.load import load_text
from ecgtool.errors import UsageError
from ecgtool.schedule.occurrences import Moment, occurrences, one_meeting_on
from ecgtool.schedule.replan import cancel, cancel_all, move, restore

PLAN = """
[groups.tidal]
timezone = "America/Los_Angeles"
[groups.tidal.schedule]
every = "week"
on = "Tuesday"
at = "08:00"
start = 2026-06-02
until = 2026-06-30
[[groups.tidal.schedule.slot]]
name = "APAC"
at = "17:00"
start = 2026-06-09
[[groups.tidal.schedule.slot]]
name = "Asia"
every = "4 weeks"
at = "10:00"
timezone = "Asia/Tokyo"
start = 2026-06-16
"""
"""June 2, 8am; 9, 8am and 5pm; 16, 10am in Tokyo, 8am and 5pm; 23 and 30, 8am and 5pm."""
OFF = "[[groups.tidal.schedule.skip]]\n"


def held(text: str) -> list[str]:
    """When the meetings of a file are, on each slot's clock; 08:00 is not named."""
    schedule = load_text(text, Path("ecg.toml"), {}).groups["tidal"].schedule
    found = takewhile(lambda one: one.start.year < 2027, occurrences(schedule, datetime(2026, 1, 1, tzinfo=UTC)))
    return [f"{one.local_start:%dT%H}".removesuffix("T08") for one in found]


def done(text: str, plan: Replan) -> str:
    """The file after a plan, which done twice is done once."""
    once = with_replan(text, Path("ecg.toml"), {}, "tidal", plan)
    assert with_replan(once, Path("ecg.toml"), {}, "tidal", plan) == once
    return once


def on(day: int, hour: int | None = None) -> Moment:
    """A date of June, perhaps with an hour."""
    return Moment(date(2026, 6, day), None if hour is None else time(hour))


ALL = "02 09 09T17 16T10 16 16T17 23 23T17 30 30T17"


def less(*days: str) -> list[str]:
    """All but those."""
    return [day for day in ALL.split() if day not in days]


def test_each_slot_has_its_dates() -> None:
    """Before anything is replanned, each slot has the dates of its own rule."""
    assert held(PLAN) == ALL.split()


@pytest.mark.parametrize(
    ("plan", "expected", "edits"),
    [
        (lambda s: cancel(s, on(9), ""), less("09", "09T17"), ["date = 2026-06-09"]),
        (lambda s: cancel(s, on(9, 17), ""), less("09T17"), ["date = 2026-06-09T17:00"]),
        (lambda s: cancel(s, on(16, 10), ""), less("16T10"), ["date = 2026-06-16T10:00"]),
        (lambda s: cancel(s, on(2, 8), ""), less("02"), ["date = 2026-06-02"]),
        (
            lambda s: cancel_all(s, date(2026, 6, 9), date(2026, 6, 16), ""),
            less("09", "09T17", "16T10", "16", "16T17"),
            ["from = 2026-06-09", "to = 2026-06-16"],
        ),
        (
            lambda s: move(s, on(23, 17), on(24, 9), ""),
            [*less("23T17", "30", "30T17"), "24T09", "30", "30T17"],
            ["date = 2026-06-23T17:00", "to = 2026-06-24T09:00"],
        ),
    ],
)
def test_one_meeting_of_a_day_or_all(plan: Replan, expected: list[str], edits: list[str]) -> None:
    """An hour means one, a bare date all; restored, the file is what it was, to the byte."""
    new = done(PLAN, plan)
    assert held(new) == expected
    added = new.removeprefix(PLAN).splitlines()
    assert [line for line in added if not line.startswith("[")] == edits
    schedule = load_text(new, Path("ecg.toml"), {}).groups["tidal"].schedule
    back = new
    for skip in schedule.skips:
        for day in range(skip.first.day, skip.last.day + 1, 7):
            # mypy gives a lambda's default no type; the default keeps this round's value
            back = done(back, lambda s, day=day: restore(s, on(day)))  # type: ignore[misc]
    for moved in schedule.moves:
        # mypy gives a lambda's default no type; the default keeps this round's value
        back = done(back, lambda s, moved=moved: restore(s, Moment(moved.original, moved.at)))  # type: ignore[misc]
    assert back == PLAN


def test_a_bare_date_is_not_moved_where_it_has_several_meetings() -> None:
    """The hours are named, and what to write."""
    with pytest.raises(UsageError, match="08:00, 17:00: add the hour: 2026-06-09T08:00 or 2026-06-09T17:00"):
        with_replan(PLAN, Path("ecg.toml"), {}, "tidal", lambda s: move(s, on(9), on(10), ""))


def test_one_of_a_cancelled_day_is_restored() -> None:
    """What else is left out on that date stays so, by its hour; of a break, the days before and after as well."""
    off = done(PLAN, lambda s: cancel(s, on(9), "fair"))
    back = done(off, lambda s: restore(s, on(9, 17)))
    assert held(back) == less("09")
    assert 'date = 2026-06-09T08:00\nreason = "fair"' in back
    broken = done(PLAN, lambda s: cancel_all(s, date(2026, 6, 9), date(2026, 6, 23), "summer"))
    assert held(done(broken, lambda s: restore(s, on(16, 8)))) == ["02", "16", "30", "30T17"]


def test_the_rest_of_a_day_is_cancelled_beside_what_was() -> None:
    """The reason of the first stays; together they leave out the day."""
    first = done(PLAN, lambda s: cancel(s, on(9, 17), "fair"))
    both = done(first, lambda s: cancel(s, on(9), "holiday"))
    assert held(both) == less("09", "09T17")
    assert 'date = 2026-06-09T08:00\nreason = "holiday"' in both


def test_a_moved_meeting_is_cancelled_where_it_was_moved_to() -> None:
    """Its slot's own date is left out, by the hour; what was on that day anyway stays."""
    moved = done(PLAN, lambda s: move(s, on(23, 17), on(24, 9), ""))
    off = with_replan(moved, Path("ecg.toml"), {}, "tidal", lambda s: cancel(s, on(24), ""))
    assert held(off) == less("23T17")
    assert "date = 2026-06-23T17:00" in off


@pytest.mark.parametrize("asked", [Moment(date(2026, 6, 16), time(10)), Moment(date(2026, 6, 15), time(18))])
def test_a_slot_is_named_on_its_own_clock_or_the_groups(asked: Moment) -> None:
    """10:00 in Tokyo is 18:00 the day before in Los Angeles: either is that meeting."""
    plan = load_text(PLAN, Path("ecg.toml"), {}).groups["tidal"].schedule
    assert held(done(PLAN, lambda schedule: cancel(schedule, asked, ""))) == ALL.replace("16T10 ", "").split()
    assert one_meeting_on(plan, asked).slot == "Asia"


def test_the_hours_of_a_date_are_told_each_on_its_clock() -> None:
    """The group's clock is not that of every slot."""
    plan = load_text(PLAN, Path("ecg.toml"), {}).groups["tidal"].schedule
    with pytest.raises(UsageError, match=r"10:00 \(Asia/Tokyo\)"):
        cancel(plan, on(16, 11), "")
