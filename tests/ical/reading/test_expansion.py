"""Tests of the meetings that a series has: rules, dates beside them, and every kind of exception, as instants."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.ical.reading import read_calendar
from tests.ical.readers import by_icalendar
from tests.ical.reading.files import WEEKLY, file, instances, read, starts

OVERRIDE = "UID:lab\nSUMMARY:Lab group\n{}\nDTSTART:20260121T010000Z\nDURATION:PT30M"
SIX = ["01-06 01:00", "01-13 01:00", "01-20 01:00", "01-27 01:00", "02-03 01:00", "02-10 01:00"]


def test_a_rule_steps_on_its_own_clock() -> None:
    """And what has no exception has every date."""
    assert starts(read(WEEKLY)) == SIX
    assert starts(read(WEEKLY), "2026-03-06", "2026-03-20") == ["03-10 00:00", "03-17 00:00"]


@pytest.mark.parametrize(
    "line",
    ["EXDATE:20260113T010000Z", "EXDATE;TZID=Asia/Tokyo:20260113T100000", "EXDATE;VALUE=DATE:20260112",
     "EXDATE;TZID=America/Los_Angeles:20251231T000000,20260112T170000",
     "EXRULE:FREQ=MONTHLY;BYDAY=2MO;UNTIL=20260201T000000Z"],
)  # fmt: skip
def test_a_date_is_left_out_by_its_instant(line: str) -> None:
    """In UTC or another zone, whose date is another; a date alone leaves out what is on it."""
    assert starts(read(f"{WEEKLY}\n{line}")) == [SIX[0], *SIX[2:]]


@pytest.mark.parametrize(
    "line",
    ["RECURRENCE-ID:20260120T010000Z", "RECURRENCE-ID;VALUE=DATE:20260119",
     "RECURRENCE-ID;TZID=Asia/Tokyo:20260120T100000", "RECURRENCE-ID;TZID=America/Los_Angeles:20260119T080000"],
)  # fmt: skip
def test_an_override_stands_for_the_instance_that_it_names(line: str) -> None:
    """By its instant, by its date, or by the date of a time that the series does not have."""
    moved = next(one for one in instances(read(WEEKLY, OVERRIDE.format(line))) if one.start != one.original)
    assert f"{moved.original:%m-%d %H:%M}" == "01-20 01:00"
    assert moved.end - moved.start == timedelta(minutes=30)
    assert len(starts(read(WEEKLY, OVERRIDE.format(line)))) == 6


def test_an_override_of_no_meeting_is_one_by_itself() -> None:
    """An override of a date that has no meeting is a meeting of its own, as other readers have it."""
    assert len(starts(read(WEEKLY, OVERRIDE.format("RECURRENCE-ID:20260122T010000Z")))) == 7


def test_a_change_of_this_and_all_that_follow() -> None:
    """RANGE=THISANDFUTURE shifts each of them by days, and to the clock time that it has."""
    change = "UID:lab\nSUMMARY:Lab\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Los_Angeles:20260126T170000\n"
    change += "DTSTART;TZID=America/Los_Angeles:20260127T090000\nDURATION:PT30M"
    assert starts(read(WEEKLY, change)) == [*SIX[:3], "01-27 17:00", "02-03 17:00", "02-10 17:00"]
    assert starts(read(WEEKLY, f"{change}\nSTATUS:CANCELLED")) == SIX[:3]


def test_dates_beside_the_rule() -> None:
    """RDATE as a time, a period or a date, with a rule or without; an EXDATE leaves them out as well."""
    more = "RDATE;VALUE=PERIOD:20260115T010000Z/PT2H\nRDATE;VALUE=DATE:20260117\nRDATE:20260116T010000Z"
    found = instances(read(f"{WEEKLY}\n{more}\nEXDATE:20260116T010000Z"))
    listed = [(f"{one.start:%m-%d %H:%M}", one.status) for one in found if one.listed]
    assert listed == [("01-15 01:00", "held"), ("01-16 01:00", "excluded"), ("01-17 08:00", "held")]
    assert starts(read(f"{WEEKLY}\n{more}".replace("RRULE:FREQ=WEEKLY\n", "")))[0] == "01-06 01:00"


def test_a_start_off_the_rule_is_a_meeting_unless_it_is_excluded() -> None:
    """DTSTART counts as the first (section 3.8.5.3)."""
    off = f"{WEEKLY};BYDAY=WE;COUNT=3"
    assert starts(read(off)) == ["01-06 01:00", "01-08 01:00", "01-15 01:00"]
    assert starts(read(f"{off}\nEXDATE;TZID=America/Los_Angeles:20260105T170000")) == ["01-08 01:00", "01-15 01:00"]


def test_an_end_in_another_zone_is_an_instant() -> None:
    """Two hours, though the clocks of both ends differ by ten."""
    (first, *_) = instances(
        read(WEEKLY.replace("DTEND;TZID=America/Los_Angeles:20260105T18", "DTEND;TZID=Europe/Berlin:20260106T04"))
    )
    assert first.end - first.start == timedelta(hours=2)


@given(
    rule=st.sampled_from(["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=SU", "FREQ=MONTHLY;BYDAY=1MO,3MO",
                          "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYMONTHDAY=5,20;COUNT=9"]),
    off=st.sets(st.integers(0, 60), max_size=4),
    more=st.sets(st.integers(0, 60), max_size=3),
    moved=st.sets(st.integers(0, 60), max_size=2),
    in_utc=st.booleans(),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_calendar_is_read_as_another_program_reads_it(
    rule: str, off: set[int], more: set[int], moved: set[int], in_utc: bool
) -> None:
    """Random exceptions: recurring-ical-events finds the same meetings."""
    first = datetime(2026, 1, 5, 17)

    def at(days: int, hour: int = 17) -> str:
        if in_utc:
            return f":{first + timedelta(days=days, hours=hour - 9):%Y%m%dT%H%M%S}Z"
        return f";TZID=America/Los_Angeles:{first.replace(hour=hour) + timedelta(days=days):%Y%m%dT%H%M%S}"

    text = WEEKLY.replace("FREQ=WEEKLY", rule)
    text += "".join(f"\nEXDATE{at(days)}" for days in off) + "".join(f"\nRDATE{at(days, 11)}" for days in more)
    held = [one for one in instances(read(text)) if one.status == "held" and not one.listed]
    days = {(one.start - datetime(2026, 1, 6, 1, tzinfo=UTC)).days for one in held} & moved
    overrides = [OVERRIDE.format(f"RECURRENCE-ID{at(day)}") for day in days]
    data = file(text, *overrides)
    span = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 2, 25, tzinfo=UTC)
    (expected,) = by_icalendar([data.decode()], *span, None)  # type: ignore[arg-type]  # it needs no folder
    found = instances(read_calendar(data, 2026), "2026-01-02", "2026-02-25")
    assert sorted((one.start, one.end) for one in found if one.status == "held") == expected


def test_hostile_calendars_take_no_time() -> None:
    """Sixteen thousand events, exceptions without end, rules without a date: each is bounded."""
    many = [WEEKLY.replace("UID:lab", f"UID:{number}") for number in range(4000)]
    dates = ",".join(
        f"{year}{month:02}{day:02}T170000"
        for year, month, day in product(range(1900, 2100), range(1, 13), range(1, 29))
    )
    never = WEEKLY.replace("UID:lab", "UID:never").replace("WEEKLY", "DAILY;BYMONTH=2;BYMONTHDAY=30")
    counted = WEEKLY.replace("UID:lab", "UID:counted").replace("WEEKLY", "SECONDLY;COUNT=999999999")
    calendar = read(*many, f"{WEEKLY}\nEXDATE;TZID=America/Los_Angeles:{dates}", never, counted)
    assert len(calendar.series) == 4001
    assert len(starts(calendar, "2026-02-01", "2026-02-08")) == 4000
