"""Tests of ``ecgtool.schedule.occurrences``: every plan in every zone, held against arithmetic that asks each day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool.group import Extra, Move, Recurrence, Schedule, Skip
from ecgtool.schedule.occurrences import (
    between,
    last_before,
    left_out,
    meeting_on,
    meetings,
    nearest_held,
    occurrences,
)
from ecgtool.schedule.planned import has_planned, instant, nearest_planned, planned_on
from tests.day_by_day import Held, Plan, held, rule_days, utc_of
from tests.plans import as_file, clock_times, group_of, instants, plans, zones
from tests.support import one_slot

HOUR = timedelta(hours=1)
SPAN = timedelta(days=500)


def schedule_of(plan: Plan) -> Schedule:
    """What the tool reads from the file that says ``plan``; one that no date ever matches is refused."""
    try:
        return group_of(as_file(plan)).schedule
    except AssertionError as error:
        assume("there is no such date, in any year" not in str(error))
        raise


def expected(plan: Plan, after: datetime) -> list[Held]:
    """The meetings around ``after`` and for a while from then on, each day asked."""
    return held(plan, (after - SPAN).date(), (after + SPAN).date())


@settings(max_examples=250)
@given(st.data())
def test_any_plan_agrees_with_asking_every_day(data: st.DataObject) -> None:
    """Start, end, status and original start of every meeting, from any instant on, over gaps and folds."""
    plan = data.draw(plans())
    schedule, after = schedule_of(plan), data.draw(instants(plan))
    horizon = after + SPAN - timedelta(days=60)
    coming = [one for one in expected(plan, after) if one.end > after and one.start < horizon]
    found = [Held(o.start, o.end, o.status, o.original_start) for o in islice(occurrences(schedule, after), 60)]
    assert [one for one in found if one.start < horizon] == coming[:60]


@settings(max_examples=150)
@given(st.data())
def test_what_is_left_out_and_whose_clock_differs(data: st.DataObject) -> None:
    """The dates skipped since the meeting before, or since now, and each zone's clock before and after.

    The clocks are those of the rule's times, for the meeting and for the one that was held last.
    """
    plan, others = data.draw(plans()), data.draw(st.lists(zones, max_size=3))
    schedule, after = schedule_of(plan), data.draw(instants(plan))
    everything = expected(plan, after)
    since = after
    for meeting in islice(meetings(schedule, after), 8):
        start = meeting.occurrence.start
        if start > after + SPAN - timedelta(days=100):
            break
        assert [left.day for left in meeting.skipped] == left_out_days(plan, since, start)
        regular = [one for one in everything if one.start < start and one.status != "extra"]
        if regular and meeting.occurrence.status != "extra":
            before = regular[-1].original or regular[-1].start
            changes = [(change.zone, change.before, change.after) for change in meeting.clock_changes(others)]
            assert changes == clocks(before, meeting.occurrence.planned_start, plan.zone, others)
        since = meeting.occurrence.end


def left_out_days(plan: Plan, since: datetime, start: datetime) -> list[date]:
    """The rule's days that are skipped between the two, each day asked."""
    days = rule_days(plan, since.date() - timedelta(days=6), start.date() + timedelta(days=3))
    left = [day for day in days if plan.is_skipped(day)]
    return [day for day in left if plan.begin(day) + plan.length(day) > since and plan.begin(day) < start]


def clocks(
    before: datetime, start: datetime, own: ZoneInfo, others: list[ZoneInfo]
) -> list[tuple[ZoneInfo, str, str]]:
    """The zones whose clocks show another time at the second meeting than at the first."""
    shown = {zone: (f"{before.astimezone(zone):%H:%M}", f"{start.astimezone(zone):%H:%M}") for zone in (own, *others)}
    return [(zone, *times) for zone, times in shown.items() if times[0] != times[1]]


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), clock_times, zones)
def test_an_instant_is_what_the_clock_shows(day: date, at: time, zone: ZoneInfo) -> None:
    """A time that comes twice is its first coming, one that is skipped moves forward by the gap."""
    assert instant(day, at, zone) == utc_of(datetime.combine(day, at), zone)


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("America/Los_Angeles", "2026-03-08T02:30", "2026-03-08T10:30"),
        ("America/Los_Angeles", "2026-11-01T01:30", "2026-11-01T08:30"),
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
        ("America/Sao_Paulo", "2018-11-04T00:30", "2018-11-04T03:30"),
        ("Pacific/Apia", "2011-12-30T08:00", "2011-12-30T18:00"),
        ("Pacific/Kwajalein", "1993-08-21T09:00", "1993-08-21T21:00"),
        ("Antarctica/Troll", "2026-03-29T02:00", "2026-03-29T02:00"),
    ],
)
def test_gaps_and_folds_that_are_known(zone: str, local: str, utc: str) -> None:
    """Hours that clocks skip or show twice, by hand: also where the gap is half an hour or a whole day."""
    moment = datetime.fromisoformat(local)
    assert instant(moment.date(), moment.time(), ZoneInfo(zone)) == datetime.fromisoformat(f"{utc}Z")


def test_a_time_taken_from_a_second_coming_is_the_first_again() -> None:
    """The time of a meeting in the repeated hour keeps a mark (PEP 495) that no file can hold."""
    zone = ZoneInfo("Europe/Berlin")
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(zone)
    assert instant(second.date(), second.time(), zone) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


MONDAYS = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), HOUR)


def weekly(
    rule: Recurrence = MONDAYS,
    skips: tuple[Skip, ...] = (),
    moves: tuple[Move, ...] = (),
    extras: tuple[Extra, ...] = (),
) -> Schedule:
    """Mondays at 08:00 in Los Angeles, or what the test is about."""
    return one_slot(ZoneInfo("America/Los_Angeles"), (rule,), skips, moves, extras)


def test_the_next_meeting_is_next_until_its_end() -> None:
    """At 08:59:59 the meeting that runs is the next one, at 09:00 the one of next week."""
    end = datetime(2026, 6, 8, 16, tzinfo=UTC)
    assert next(occurrences(weekly(), end - timedelta(seconds=1))).end == end
    assert next(occurrences(weekly(), end)).end == end + timedelta(days=7)


def test_a_day_that_a_zone_skips_is_one_meeting_with_the_next() -> None:
    """A daily meeting in Apia is not held twice at one instant where the whole of December 30, 2011 was skipped."""
    daily = one_slot(ZoneInfo("Pacific/Apia"), (Recurrence("FREQ=DAILY", time(8), HOUR),))
    found = islice(occurrences(daily, datetime(2011, 12, 28, tzinfo=UTC)), 6)
    assert [one.local_start.date().isoformat() for one in found] == [
        "2011-12-28",
        "2011-12-29",
        "2011-12-31",
        "2012-01-01",
        "2012-01-02",
        "2012-01-03",
    ]


def test_an_extra_at_the_instant_of_a_meeting_is_that_meeting() -> None:
    """As RFC 5545, section 3.8.5.2, has it: a recurrence set holds each instant once."""
    schedule = weekly(extras=(Extra(date(2026, 6, 15), time(8)),))
    found = list(islice(occurrences(schedule, datetime(2026, 6, 10, tzinfo=UTC)), 2))
    assert [(one.local_start.day, one.status) for one in found] == [(15, "scheduled"), (22, "scheduled")]


def test_moves_may_pass_other_meetings() -> None:
    """One moved beyond the next, one to before the previous: the order is that of the instants."""
    moves = (Move(date(2026, 6, 8), date(2026, 6, 17)), Move(date(2026, 6, 29), date(2026, 6, 9), time(7)))
    found = islice(meetings(weekly(moves=moves), datetime(2026, 6, 2, tzinfo=UTC)), 4)
    shown = [
        (m.occurrence.local_start.day, m.occurrence.status, m.previous and m.previous.local_start.day) for m in found
    ]
    assert shown == [(9, "moved", 1), (15, "scheduled", 9), (17, "moved", 15), (22, "scheduled", 17)]


def test_a_single_skip_says_why_before_a_break_does() -> None:
    """The reason told is that of the narrower exception; a move wins over both."""
    skips = (Skip(date(2026, 6, 1), date(2026, 6, 30), "break"), Skip(date(2026, 6, 15), date(2026, 6, 15), "parade"))
    schedule = weekly(skips=skips, moves=(Move(date(2026, 6, 22), date(2026, 6, 23)),))
    moved, later = islice(meetings(schedule, datetime(2026, 6, 2, tzinfo=UTC)), 2)
    assert [(left.day.day, left.reason) for left in moved.skipped] == [(8, "break"), (15, "parade")]
    assert moved.occurrence.status == "moved"
    assert [left.day.day for left in later.skipped] == [29]


def test_a_break_without_end_ends_the_search_at_once() -> None:
    """A daily meeting suspended for good has no meeting to come; no day of eight thousand years is asked."""
    daily = Recurrence("FREQ=DAILY", time(8), HOUR)
    for last in (date.max, date(9998, 12, 31)):
        schedule = weekly(daily, skips=(Skip(date(2026, 1, 1), last),))
        assert list(islice(occurrences(schedule, datetime(2026, 6, 1, tzinfo=UTC)), 1)) == []


def test_a_break_from_the_beginning_of_time_is_stepped_over() -> None:
    """The first meeting after a break of two thousand years is found."""
    schedule = weekly(skips=(Skip(date.min, date(2026, 5, 31)),))
    first = next(occurrences(schedule, datetime.min.replace(tzinfo=UTC)))
    assert first.local_start.date() == date(2026, 6, 1)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"])
@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO", "FREQ=WEEKLY;BYDAY=SU;WKST=SU"])
def test_the_ends_of_the_calendar_hold(zone: str, rule: str) -> None:
    """From the first instant there is to the last, no date is out of range, and the last day has no meeting."""
    schedule = one_slot(ZoneInfo(zone), (Recurrence(rule, time(23, 59), HOUR),), extras=(Extra(date.min, time()),))
    assert next(meetings(schedule, datetime.min.replace(tzinfo=UTC))).occurrence.start.year < 3
    assert list(occurrences(schedule, datetime.max.replace(tzinfo=UTC))) == []
    assert instant(date.max, time(23, 59), schedule.zone).year == 9998


def test_nothing_is_before_the_first_meeting() -> None:
    """A schedule that starts has no meeting before, so no clock differs from it."""
    first = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), HOUR, first=date(2026, 6, 1))
    schedule = weekly(first)
    meeting = next(meetings(schedule, datetime(2020, 1, 1, tzinfo=UTC)))
    assert meeting.previous is None
    assert meeting.clock_changes([ZoneInfo("Asia/Tokyo")]) == ()


def test_the_meeting_before_may_be_years_ago() -> None:
    """After a pause of three years the clock is compared with the meeting before the pause."""
    schedule = weekly(skips=(Skip(date(2023, 1, 1), date(2026, 6, 30)),))
    coming = next(occurrences(schedule, datetime(2026, 6, 1, tzinfo=UTC)))
    before = last_before(schedule, coming.start)
    assert before
    assert before.local_start.date() == date(2022, 12, 26)


@given(plans())
def test_the_nearest_dates_of_the_rule(plan: Plan) -> None:
    """A date is on the rule where its words say so; the nearest are the last before and the first after it."""
    schedule, day = schedule_of(plan), plan.start or date(2020, 5, 17)
    assert bool(planned_on(schedule, day)) == plan.meets(day)
    asked = timedelta(days=3000)
    before = list(rule_days(plan, day - asked, day - timedelta(days=1)))[-1:]
    after = list(islice(rule_days(plan, day + timedelta(days=1), day + asked), 1))
    near = [found for found in nearest_planned(schedule, day) if day - asked <= found <= day + asked]
    assert near == before + after


def test_the_nearest_meetings_are_those_that_take_place() -> None:
    """None that is skipped, one that is moved where it is held, the nearer one first; before the first only one."""
    move = Move(date(2026, 1, 19), date(2026, 1, 20))
    schedule = weekly(skips=(Skip(date(2026, 1, 12), date(2026, 1, 12)),))._replace(moves=(move,))
    first = schedule.slots[0].recurrences[0]._replace(first=date(2026, 1, 5))
    nearest = "the nearest is on 2026-01-20 (Tuesday) or 2026-01-05 (Monday)"
    assert nearest_held(schedule, date(2026, 1, 13)) == nearest_held(schedule, date(2026, 1, 19)) == nearest
    assert nearest_held(weekly(first), date(2020, 1, 1)) == "the nearest is on 2026-01-05 (Monday)"
    assert nearest_held(weekly(skips=(Skip(date.min, date.max),)), date(2026, 1, 13)) == "there is none"


def test_between_two_instants() -> None:
    """The one that still runs is in, the one that begins as the time is over is not; nor is one that just ended."""
    eight = datetime(2026, 1, 5, 16, tzinfo=UTC)
    week = timedelta(days=7)
    assert [held.start for held in between(weekly(), eight + HOUR / 2, eight + 2 * week)] == [eight, eight + week]
    assert list(between(weekly(), eight + HOUR, eight + week)) == []


def test_whether_the_rule_has_a_date_in_some_days() -> None:
    """Both ends count, and a skipped date is one of the rule."""
    monday = date(2026, 1, 5)
    rule = weekly(skips=(Skip(monday, monday),))
    assert has_planned(rule, monday, monday)
    assert has_planned(rule, monday + timedelta(days=1), monday + timedelta(days=7))
    assert not has_planned(rule, monday + timedelta(days=1), monday + timedelta(days=6))


def test_the_meeting_on_a_date_begins_on_it() -> None:
    """Not the one that still runs from the day before; a moved one where it was moved to, a skipped one nowhere."""
    night = MONDAYS._replace(at=time(23, 30), duration=2 * HOUR)
    skip, move = Skip(date(2026, 1, 19), date(2026, 1, 19)), Move(date(2026, 1, 5), date(2026, 1, 6))
    schedule = weekly(night, skips=(skip,), moves=(move,))
    days = [date(2026, 1, day) for day in (5, 6, 7, 12, 13, 19)]
    found = [meeting_on(schedule, day) for day in days]
    assert [held and held.local_start.date() for held in found] == [None, days[1], None, days[3], None, None]


def test_left_out_is_nothing_where_nothing_is_skipped() -> None:
    """No exception, no date left out."""
    assert list(left_out(weekly(), datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))) == []
