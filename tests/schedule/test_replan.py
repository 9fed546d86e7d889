"""What cancel, move and restore do to a plan: to its meetings, whatever the plan was before."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from itertools import takewhile
from pathlib import Path

import pytest

from ecgtool.config.edit.rewriting import Replan, with_replan
from ecgtool.config.load import load_text
from ecgtool.errors import UsageError
from ecgtool.group import Schedule
from ecgtool.schedule.occurrences import Moment, occurrences
from ecgtool.schedule.replan import cancel, cancel_all, move, restore

PLAN = """
[groups.tidal]
timezone = "America/Los_Angeles"
[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"
start = 2026-06-01
until = 2026-07-27
"""
OFF = "[[groups.tidal.schedule.skip]]\n"
BREAK = f"{OFF}from = 2026-06-13\nto = 2026-06-30\nreason = 'summer'\n"
MOVED = "[[groups.tidal.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-16T09:00\n"
EXTRA = "[[groups.tidal.schedule.extra]]\nat = 2026-06-17T10:00\n"
MONDAYS = ("06-01", "06-08", "06-15", "06-22", "06-29", "07-06", "07-13", "07-20", "07-27")


def schedule_of(text: str) -> Schedule:
    """The schedule that a file says."""
    return load_text(text, Path("ecg.toml"), {}).groups["tidal"].schedule


def held(text: str) -> list[str]:
    """When the meetings of a file are, the hour only where it is not the rule's."""
    schedule = schedule_of(text)
    days = takewhile(lambda one: one.start.year < 2027, occurrences(schedule, datetime(2026, 1, 1, tzinfo=UTC)))
    starts = [one.local_start for one in days]
    return [f"{start:%m-%d}" if start.hour == 8 else f"{start:%m-%dT%H:%M}" for start in starts]


def mondays(*, less: str = "", more: str = "") -> list[str]:
    """The rule's dates, less some and with more, each told as words parted by spaces."""
    return sorted({*MONDAYS} - {*less.split()} | {*more.split()})


def on(day: str, at: str = "") -> Moment:
    """A date of 2026, perhaps with an hour."""
    return Moment(date.fromisoformat(f"2026-{day}"), time.fromisoformat(at) if at else None)


def done(text: str, plan: Replan) -> str:
    """The file after a plan, which done twice is done once."""
    once = with_replan(text, Path("ecg.toml"), {}, "tidal", plan)
    assert with_replan(once, Path("ecg.toml"), {}, "tidal", plan) == once
    return once


def cancelling(day: str, at: str = "", reason: str = "") -> Replan:
    """To cancel one meeting."""
    return lambda schedule: cancel(schedule, on(day, at), reason)


def cancelling_all(first: str, last: str, reason: str = "") -> Replan:
    """To cancel all from one date to another."""
    return lambda schedule: cancel_all(schedule, on(first).day or date.min, on(last).day or date.min, reason)


def restoring(day: str) -> Replan:
    """To restore one meeting."""
    return lambda schedule: restore(schedule, on(day))


def moving(day: str, to: Moment, reason: str = "") -> Replan:
    """To move one meeting."""
    return lambda schedule: move(schedule, on(day), to, reason)


@pytest.mark.parametrize(
    ("text", "plan", "expected"),
    [
        (PLAN, cancelling("06-15"), mondays(less="06-15")),
        (PLAN + MOVED, cancelling("06-15"), mondays(less="06-15")),
        (PLAN + MOVED, cancelling("06-16"), mondays(less="06-15")),
        (PLAN + MOVED + BREAK, cancelling("06-16"), mondays(less="06-15 06-22 06-29")),
        (PLAN + EXTRA, cancelling("06-17"), mondays()),
        (PLAN, cancelling_all("06-13", "06-30"), mondays(less="06-15 06-22 06-29")),
        (PLAN + EXTRA, cancelling_all("06-13", "06-30"), mondays(less="06-15 06-22 06-29")),
        (PLAN + MOVED, cancelling_all("06-14", "06-15"), mondays(less="06-15")),
        (PLAN + MOVED, cancelling_all("06-16", "06-17"), mondays(less="06-15")),
        (PLAN + BREAK, cancelling_all("06-22", "07-06", "x"), mondays(less="06-15 06-22 06-29 07-06")),
        (PLAN + BREAK, restoring("06-15"), mondays(less="06-22 06-29")),
        (PLAN + BREAK, restoring("06-22"), mondays(less="06-15 06-29")),
        (PLAN + BREAK, restoring("06-29"), mondays(less="06-15 06-22")),
        (PLAN + MOVED, restoring("06-15"), mondays()),
        (PLAN + MOVED, restoring("06-16"), mondays()),
        (PLAN + MOVED + BREAK, restoring("06-15"), mondays(less="06-22 06-29")),
        (PLAN, restoring("06-15"), mondays()),
        (PLAN + EXTRA, restoring("06-17"), mondays(more="06-17T10:00")),
        (PLAN, moving("06-15", on("06-16", "09:00")), mondays(less="06-15", more="06-16T09:00")),
        (PLAN, moving("06-15", on("06-16")), mondays(less="06-15", more="06-16")),
        (PLAN, moving("06-15", Moment(None, time(9))), mondays(less="06-15", more="06-15T09:00")),
        (PLAN, moving("06-15", on("06-15", "08:00")), mondays()),
        (PLAN + MOVED, moving("06-15", on("06-15", "08:00")), mondays()),
        (PLAN + MOVED, moving("06-15", on("06-18")), mondays(less="06-15", more="06-18T09:00")),
        (PLAN + BREAK, moving("06-22", on("06-24")), mondays(less="06-15 06-22 06-29", more="06-24")),
        (PLAN + EXTRA, moving("06-17", on("06-18")), mondays(more="06-18T10:00")),
        (PLAN + EXTRA, moving("06-17", on("06-17")), mondays(more="06-17T10:00")),
    ],
)
def test_what_is_held_afterwards(text: str, plan: Replan, expected: list[str]) -> None:
    """Exactly the meetings meant are changed; where the plan can be made again, that changes nothing."""
    once = with_replan(text, Path("ecg.toml"), {}, "tidal", plan)
    assert held(once) == expected
    with suppress(UsageError):  # an extra or moved meeting is no longer on its date
        assert with_replan(once, Path("ecg.toml"), {}, "tidal", plan) == once


def test_a_moved_meeting_is_meant_by_its_old_date_again_and_again() -> None:
    """To move the same date twice is to say the same twice, and another time replaces the first."""
    once = done(PLAN, moving("06-15", on("06-16", "09:00"), "workshop"))
    again = done(once, moving("06-15", on("06-17", "10:00")))
    assert again.count("[[groups.tidal.schedule.move]]") == 1
    assert "to = 2026-06-17T10:00\nreason = 'workshop'" in again.replace('"workshop"', "'workshop'")


def test_a_break_is_split_with_its_reason_and_made_whole_again() -> None:
    """Both halves keep the reason, the second stands after the first, and a break over both is one again."""
    split = done(PLAN + BREAK + OFF + "date = 2026-07-06\n", restoring("06-22"))
    assert [(skip.first.day, skip.last.day, skip.reason) for skip in schedule_of(split).skips] == [
        (13, 21, "summer"), (23, 30, "summer"), (6, 6, ""),
    ]  # fmt: skip
    whole = done(split, cancelling_all("06-13", "07-06"))
    assert [(skip.first, skip.last) for skip in schedule_of(whole).skips] == [(date(2026, 6, 13), date(2026, 7, 6))]


def test_a_single_date_with_a_reason_of_its_own_stays_inside_a_break() -> None:
    """What somebody said of one date is not lost in a break around it."""
    text = PLAN + OFF + "date = 2026-06-15\nreason = 'workshop'\n" + OFF + "date = 2026-06-22\n"
    new = done(text, cancelling_all("06-13", "06-30", "summer"))
    assert [(skip.first.day, skip.reason) for skip in schedule_of(new).skips] == [(15, "workshop"), (13, "summer")]


def test_a_break_may_last_to_the_end_of_time() -> None:
    """The last day that there is has no day after it, and none is needed."""
    new = done(PLAN + BREAK, lambda schedule: cancel_all(schedule, date(2026, 6, 29), date.max, ""))
    assert held(new) == mondays()[:2]


def test_another_reason_replaces_the_first() -> None:
    """To cancel again with a reason says why; without one, what is said stays."""
    once = done(PLAN, cancelling("06-15", reason="holiday"))
    assert schedule_of(done(once, cancelling("06-15", reason="workshop"))).skips[0].reason == "workshop"
    assert done(once, cancelling("06-15")) == once


def test_a_public_holiday_can_be_restored_and_cancelled_again() -> None:
    """The file cannot take a date out of the holidays: one meeting more is put on it, and taken away again."""
    text = (
        PLAN.replace("until", 'holidays = ["US"]\nuntil')
        .replace("on = ", "# on\non = ")
        .replace('"Monday"', '["Monday", "Friday"]')
    )
    assert "06-19" not in held(text)
    restored = done(text, restoring("06-19"))
    assert "06-19" in held(restored)
    assert with_replan(restored, Path("ecg.toml"), {}, "tidal", cancelling("06-19")) == text


@pytest.mark.parametrize(
    ("plan", "nearest"),
    [
        (cancelling("06-16"), "2026-06-15 (Monday) or 2026-06-22 (Monday)"),
        (restoring("06-20"), "2026-06-22 (Monday) or 2026-06-15 (Monday)"),
        (moving("08-03", on("08-04")), "2026-07-27 (Monday)"),
        (cancelling("05-01"), "2026-06-01 (Monday)"),
        (cancelling("06-15", "09:00"), "on that date it is at 08:00"),
        (cancelling_all("06-16", "06-18"), "2026-06-15 (Monday)"),
        (lambda schedule: cancel(schedule, Moment(date.min), ""), "2026-06-01 (Monday)"),
        (lambda schedule: cancel(schedule, Moment(date.max), ""), "2026-07-27 (Monday)"),
        (cancelling_all("06-18", "06-16"), "name the first date"),
    ],
)
def test_a_date_that_is_no_meeting_is_refused_with_the_nearest(plan: Replan, nearest: str) -> None:
    """The nearest comes first; nothing is changed."""
    with pytest.raises(UsageError) as caught:
        with_replan(PLAN, Path("ecg.toml"), {}, "tidal", plan)
    assert nearest in str(caught.value)


def test_two_meetings_on_a_date_are_told_apart_by_the_hour() -> None:
    """With one, that meeting is meant; a bare date cancels both, and cannot be moved."""
    text = PLAN + EXTRA.replace("06-17", "06-15")
    with pytest.raises(UsageError, match=r"08:00, 10:00: add the hour: 2026-06-15T08:00 or 2026-06-15T10:00"):
        with_replan(text, Path("ecg.toml"), {}, "tidal", moving("06-15", on("06-16")))
    assert held(with_replan(text, Path("ecg.toml"), {}, "tidal", cancelling("06-15"))) == mondays(less="06-15")
    assert held(with_replan(text, Path("ecg.toml"), {}, "tidal", cancelling("06-15", "10:00"))) == mondays()
    assert held(with_replan(text, Path("ecg.toml"), {}, "tidal", cancelling("06-15", "08:00"))) == mondays(
        less="06-15", more="06-15T10:00"
    )


def test_the_meeting_planned_for_a_date_is_restored_before_one_that_was_moved_there() -> None:
    """A meeting moved to the date of another that is itself moved away leaves no doubt which one is meant."""
    text = with_replan(PLAN, Path("ecg.toml"), {}, "tidal", moving("06-22", on("06-23", "09:00")))
    text = with_replan(text, Path("ecg.toml"), {}, "tidal", moving("06-15", on("06-22", "09:00")))
    assert held(with_replan(text, Path("ecg.toml"), {}, "tidal", restoring("06-22"))) == mondays(
        less="06-15", more="06-22T09:00"
    )


@pytest.mark.parametrize("undo", [restoring("06-15"), moving("06-15", on("06-15", "08:00"))])
@pytest.mark.parametrize("do", [cancelling("06-15", reason="x"), moving("06-15", on("06-17"), "x")])
@pytest.mark.parametrize("before", ["", EXTRA, BREAK.replace("06-13", "06-20"), OFF + "date = 2026-07-06\n"])
def test_what_is_undone_leaves_the_very_same_file(before: str, do: Replan, undo: Replan) -> None:
    """To restore, or to move to the meeting's own time, takes back a cancellation and a move to the byte."""
    changed = done(PLAN + before, do)
    assert changed != PLAN + before
    assert done(changed, undo) == PLAN + before


def test_a_group_that_there_is_not_is_refused() -> None:
    """A group that does not exist is refused with the nearest name."""
    with pytest.raises(UsageError, match="tidal"):
        with_replan(PLAN, Path("ecg.toml"), {}, "tida", restoring("06-15"))
