"""Tests of ``ecgtool.schedule.slots`` and of streams of several slots, held against arithmetic that asks each day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool.group import Recurrence, Schedule, Slot
from ecgtool.schedule.occurrences import meetings_on, occurrences, only_slot
from ecgtool.schedule.planned import planned_on
from ecgtool.schedule.recurrence import dates
from ecgtool.schedule.slots import dealt, same_instant
from tests.day_by_day import SlotHeld, Slots, held_in_slots, slot_days
from tests.plans import group_of
from tests.slot_plans import SPAN, as_file, instants_near, slots

HOUR = timedelta(hours=1)


def schedule_of(plans: Slots) -> Schedule:
    """What the tool reads from the file that says the slots; what is refused for a reason is left out."""
    try:
        return group_of(as_file(plans)).schedule
    except AssertionError as error:
        assume("there is no such date, in any year" not in str(error))
        assume("meets when" not in str(error))
        raise


@settings(max_examples=250)
@given(st.data())
def test_any_slots_agree_with_asking_every_day(data: st.DataObject) -> None:
    """One stream: start, end, status, original start and slot of every meeting, from any instant on."""
    plans = data.draw(slots())
    schedule, after = schedule_of(plans), data.draw(instants_near(plans))
    horizon = after + timedelta(days=300)
    expected = held_in_slots(plans, (after - SPAN).date(), (after + SPAN).date())
    coming = [one for one in expected if one.end > after and one.start < horizon]
    found = [
        SlotHeld(one.start, one.end, one.status, one.original_start, one.slot)
        for one in islice(occurrences(schedule, after), 80)
    ]
    assert [one for one in found if one.start < horizon] == coming[:80]


@settings(max_examples=80)
@given(st.data())
def test_one_slot_by_itself_has_its_meetings_and_no_other(data: st.DataObject) -> None:
    """Together the parts have what the whole has, but for what begins at the same instant in two of them."""
    plans = data.draw(slots())
    schedule, after = schedule_of(plans), data.draw(instants_near(plans))
    until = after + timedelta(days=120)
    together: set[datetime] = set()
    for slot in schedule.slots:
        part = only_slot(schedule, slot)
        found = [one for one in islice(occurrences(part, after), 200) if one.start < until]
        assert {one.slot for one in found} <= {slot.name, None}
        together |= {one.start for one in found}
    whole = [one.start for one in islice(occurrences(schedule, after), 800) if one.start < until]
    assert sorted(together) == whole


@settings(max_examples=80)
@given(st.data())
def test_two_slots_at_one_instant_are_found(data: st.DataObject) -> None:
    """Where a file is read, no two of its slots begin at the same instant, on the days that are asked."""
    plans = data.draw(slots())
    try:
        group_of(as_file(plans))
    except AssertionError as error:
        assume("meets when" in str(error))
        clash = True
    else:
        clash = False
    since = max(plan.start or date(2020, 1, 1) for plan in plans.plans)
    starts = [plans.plans[place].begin(day) for place, day in slot_days(plans, since, since + timedelta(days=1500))]
    assert clash or len(starts) == len(set(starts))


def test_two_clocks_that_agree_for_a_few_days_are_found() -> None:
    """Antarctica's Troll changes its clocks late in March, Morocco for Ramadan: from 2020 on, first in March 2023."""
    at_one_minute = (Recurrence("FREQ=DAILY", time(0, 1), HOUR),)
    morocco, troll = (Slot(ZoneInfo(zone), at_one_minute, zone) for zone in ("Africa/Casablanca", "Antarctica/Troll"))
    found = same_instant(morocco, troll)
    assert found
    assert found.day == date(2023, 3, 20)


@pytest.mark.parametrize(
    ("rule", "hours", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", 2, ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"] * 2),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 3, ["FREQ=WEEKLY;INTERVAL=6;BYDAY=MO"] * 3),
        ("FREQ=WEEKLY;BYDAY=TU,TH", 2, ["FREQ=WEEKLY;INTERVAL=1;BYDAY=TH", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU"]),
        ("FREQ=DAILY", 2, ["FREQ=DAILY;INTERVAL=2"] * 2),
        ("FREQ=MONTHLY;BYDAY=-1FR", 2, ["FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"] * 2),
        ("FREQ=MONTHLY;BYDAY=5FR", 2, ["FREQ=MONTHLY;BYDAY=5FR"] * 2),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", 2, ["FREQ=WEEKLY;BYDAY=MO,WE,FR"] * 2),
    ],
)
def test_dealt_dates_are_a_rule_where_one_says_them(rule: str, hours: int, expected: list[str]) -> None:
    """Every date goes to one hour, in turn; calendars are told a plain rule where there is one."""
    start = date(2026, 6, 10)
    whole = Recurrence(rule, time(8), HOUR, start, start)
    parts = [dealt((whole,), place, hours)[0] for place in range(hours)]
    assert [part.rule for part in parts] == expected
    assert all((part.turn is None) == (part.rule != rule) for part in parts)
    in_turn = list(islice(dates(whole, start), 40))
    for place, part in enumerate(parts):
        assert list(islice(dates(part, start), 40 // hours)) == in_turn[place::hours][: 40 // hours]
        assert next(dates(part, in_turn[20])) == next(day for day in in_turn[place::hours] if day >= in_turn[20])


def test_slots_in_different_zones_meet_at_one_instant_in_the_weeks_when_clocks_disagree() -> None:
    """16:00 in Berlin is 08:00 in Los Angeles only while their clocks disagree; 18:00 never is."""
    pacific = Slot(ZoneInfo("America/Los_Angeles"), (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), HOUR),))
    berlin = Slot(ZoneInfo("Europe/Berlin"), (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(16), HOUR),), "EMEA")
    found = same_instant(berlin, pacific)
    assert found
    assert found.day == date(2020, 3, 9)
    later = berlin._replace(recurrences=(berlin.recurrences[0]._replace(at=time(18)),))
    assert same_instant(later, pacific) is None


def test_the_meetings_of_a_day_are_told_apart_by_the_hour() -> None:
    """Each slot's date is on its own clock: 17:00 on June 16 in Los Angeles is June 17 in UTC."""
    zone = ZoneInfo("America/Los_Angeles")
    rule = Recurrence("FREQ=WEEKLY;BYDAY=TU", time(8), HOUR)
    schedule = Schedule(zone, (Slot(zone, (rule,)), Slot(zone, (rule._replace(at=time(17)),), "APAC")))
    day = date(2026, 6, 16)
    assert [one.slot for one in meetings_on(schedule, day)] == [None, "APAC"]
    assert [one.start for one in meetings_on(schedule, day, time(17))] == [datetime(2026, 6, 17, tzinfo=UTC)]
    assert [one.at for one in planned_on(schedule, day)] == [time(8), time(17)]
