"""A run follows each meeting, on whatever clock the runs are, and across every change of clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.cron.times import DELAY, Run, after_meetings, merged_runs
from ecgtool.group import Recurrence, Schedule
from ecgtool.schedule.occurrences import occurrences
from tests.support import one_slot

ZONES = ["America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"]
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def schedule(rule: str, at: time, zone: str, minutes: int = 60) -> Schedule:
    """A schedule without exceptions."""
    return one_slot(ZoneInfo(zone), (Recurrence(rule, at, timedelta(minutes=minutes)),))


def is_run(run: Run, moment: datetime) -> bool:
    """Whether cron, on the clock of ``moment``, starts the run at that minute."""
    return moment.minute == run.minute and moment.hour in run.hours and (not run.days or moment.weekday() in run.days)


@settings(max_examples=30)
@given(
    st.sampled_from(
        ["FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=-1FR,2SU", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=DAILY"]
    ),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(15, 200),
)
def test_every_meeting_of_a_year_is_followed_by_a_run(
    rule: str, at: time, group: str, machine: str, minutes: int
) -> None:
    """Five minutes after the end of each meeting, and never at another minute, the machine's clock has a run."""
    plan = schedule(rule, at, group, minutes)
    runs = after_meetings(plan, ZoneInfo(machine), NOW)
    for occurrence in occurrences(plan, NOW):
        if occurrence.start > NOW + timedelta(days=365):
            break
        local = (occurrence.end + DELAY).astimezone(ZoneInfo(machine))
        assert any(is_run(run, local) for run in runs)


def test_the_group_s_own_clock_needs_one_time() -> None:
    """In its own zone the meeting ends at one clock time all year; in UTC at two."""
    plan = schedule("FREQ=WEEKLY;BYDAY=MO", time(8), "America/Los_Angeles")
    assert after_meetings(plan, ZoneInfo("America/Los_Angeles"), NOW) == (Run(minute=5, hours=(9,), days=(0,)),)
    assert after_meetings(plan, ZoneInfo("UTC"), NOW) == (Run(minute=5, hours=(16, 17), days=(0,)),)


@pytest.mark.parametrize(
    ("run", "cron", "calendars"),
    [
        (Run(minute=5, hours=(9,), days=(0,)), "5 9 * * 1", ("Mon *-*-* 09:05:00",)),
        (
            Run(minute=5, hours=(16, 17), days=(0, 6)),
            "5 16,17 * * 0,1",
            ("Mon,Sun *-*-* 16:05:00", "Mon,Sun *-*-* 17:05:00"),
        ),
        (Run(minute=17, hours=(6,)), "17 6 * * *", ("*-*-* 06:17:00",)),
    ],
)
def test_runs_are_written_as_cron_and_systemd_have_them(run: Run, cron: str, calendars: tuple[str, ...]) -> None:
    """Sunday is 0 in cron and Sun in systemd, which has a line for each hour."""
    assert (run.cron, run.calendars) == (cron, calendars)


def test_one_run_serves_groups_of_one_time() -> None:
    """Groups whose meetings end together are run together."""
    run, other = Run(minute=5, hours=(9,), days=(0,)), Run(minute=5, hours=(10,), days=(0,))
    assert merged_runs({"a": (run,), "b": (run, other)}) == {run: ["a", "b"], other: ["b"]}
