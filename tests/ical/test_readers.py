"""What is exported is read the same by four programs, and is what the words of the plan say, day by day."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool import ical
from ecgtool.errors import Finding
from ecgtool.group import Group
from ecgtool.schedule import holidays
from tests.day_by_day import Plan, Rule, held, rule_days
from tests.ical.groups import NOW, planned
from tests.ical.readers import READERS, Reader, by_icalendar, by_libical, by_vobject
from tests.plans import as_file, group_of, plans

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
START, END = datetime(2026, 1, 3, tzinfo=UTC), datetime(2030, 12, 29, tzinfo=UTC)


CANNOT_READ = {
    (by_vobject, "Pacific/Apia"),  # a change by a day is too much for it
    (by_libical, "Asia/Gaza"),  # it steps with the zones of ICU, which may be older than what is known of this one
}


def _plan(zone: str, unit: str, on: str | int | tuple[str, ...], at: str, **more: object) -> Plan:
    count, anchor = int(str(more.pop("count", 1))), more.get("start")
    assert anchor is None or isinstance(anchor, date)
    minutes = int(str(more.pop("minutes", 60)))
    rule = Rule(count, unit, on if isinstance(on, tuple) else (on,), time.fromisoformat(at), minutes, anchor)
    return Plan(ZoneInfo(zone), rule)._replace(**more)  # type: ignore[arg-type]  # whatever a case needs


def _days(*texts: str) -> tuple[tuple[date, date], ...]:
    return tuple((date.fromisoformat(text), date.fromisoformat(text)) for text in texts)


PLANS = {
    "weekly with every exception": _plan(
        "America/Los_Angeles",
        "week",
        "Monday",
        "08:00",
        start=date(2025, 11, 10),
        skips=(*_days("2026-01-05", "2027-03-15"), (date(2026, 12, 14), date(2026, 12, 31))),
        moves=((date(2026, 5, 25), date(2026, 5, 26), time(9)), (date(2026, 3, 9), date(2026, 3, 8), time(2, 30))),
        extras=(datetime(2026, 2, 10, 9), datetime(2026, 11, 1, 1, 30)),
        changes=((date(2028, 1, 3), Rule(1, "week", ("Tuesday",), time(7), 45, date(2028, 1, 3))),),
    ),
    "first date skipped, second moved": _plan(
        "Europe/Berlin",
        "week",
        "Thursday",
        "17:30",
        start=date(2026, 3, 26),
        skips=_days("2026-03-26"),
        moves=((date(2026, 4, 2), date(2026, 4, 1), None),),
    ),
    "no first date": _plan(
        "America/New_York", "month", "first and third Tuesday", "11:00", skips=_days("2026-07-07")
    ),
    "every two weeks": _plan(
        "America/Sao_Paulo", "week", ("Monday", "Thursday"), "22:15", count=2, start=date(2018, 9, 6)
    ),
    "last Friday": _plan("Africa/Cairo", "month", "last Friday", "00:30", start=date(2026, 1, 30)),
    "fifth Friday": _plan("Africa/Casablanca", "month", "fifth Friday", "15:00", start=date(2026, 1, 30)),
    "day 31": _plan("Australia/Lord_Howe", "month", 31, "09:00", start=date(2026, 1, 31)),
    "every quarter": _plan("Pacific/Apia", "month", "second Wednesday", "10:00", count=3, start=date(2010, 2, 10)),
    "gaps and folds, daily": _plan("America/Los_Angeles", "day", (), "01:30", minutes=90, start=date(2026, 1, 1)),
    "gaps, weekly": _plan(
        "Europe/Berlin", "week", "Sunday", "02:30", start=date(2026, 1, 4), skips=_days("2027-03-28")
    ),
    "gap at midnight": _plan("America/Santiago", "week", ("Saturday", "Sunday"), "00:00", start=date(2026, 1, 3)),
    "gap between its days": _plan("America/Santiago", "day", "Monday", "00:00", start=date(2026, 1, 5)),
    "gaps after its end": _plan(
        "America/Los_Angeles",
        "day",
        (),
        "02:00",
        start=date(2026, 1, 1),
        changes=((date(2026, 1, 5), Rule(1, "day", (), time(0), 60, date(2026, 1, 1))),),
    ),
    "half hours and a fold": _plan("Australia/Lord_Howe", "day", (), "01:45", minutes=30, start=date(2025, 12, 1)),
    "quarter hours": _plan("Pacific/Chatham", "week", "Sunday", "03:00", start=date(2026, 1, 4)),
    "winter as daylight": _plan("Europe/Dublin", "week", "Sunday", "01:15", start=date(2026, 1, 4)),
    "half an hour's zone": _plan("Asia/Kathmandu", "week", "Wednesday", "06:45", until=date(2029, 5, 9)),
    "UTC": _plan("UTC", "week", "Tuesday", "15:00", start=date(2026, 1, 6), skips=_days("2026-02-03")),
    "on February 29": _plan("Asia/Tokyo", "year", (), "23:30", start=date(2024, 2, 29)),
}


def _text(group: Group, now: datetime = NOW) -> str:
    return ical.export([group], now, ical.Options())


def _expected(plan: Plan) -> list[tuple[datetime, datetime]]:
    meetings = held(plan, FIRST - timedelta(days=9), LAST)
    return [(one.start, one.end) for one in meetings if START <= one.start < END]


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_finds_the_meetings_of_five_years(reader: Reader, tmp_path: Path) -> None:
    """A dozen plans and more, with gaps, folds, changes and exceptions: start and end, to the second."""
    found = reader([_text(planned(plan)) for plan in PLANS.values()], START, END, tmp_path)
    for (name, plan), meetings in zip(PLANS.items(), found, strict=True):
        assert meetings == _expected(plan), name


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_leaves_out_public_holidays(reader: Reader, tmp_path: Path) -> None:
    """Holidays are exceptions for as long as they are known."""
    plan = _plan("America/New_York", "day", ("Monday", "Thursday", "Friday"), "09:00", start=date(2025, 1, 2))
    days = [day for day in rule_days(plan, FIRST, LAST) if holidays.name_on(day, ("US",))]
    group = group_of(as_file(plan) + '\n[groups.g.schedule]\nholidays = ["US"]'.replace("[groups.g.schedule]\n", ""))
    (found,) = reader([_text(group)], START, END, tmp_path)
    assert len(days) > 20
    assert found == _expected(plan._replace(skips=tuple((day, day) for day in days)))


@pytest.mark.parametrize("reader", [by_icalendar, by_vobject, by_libical])
@given(plan=plans(), year=st.integers(2021, 2029))
@settings(max_examples=40)
def test_any_plan_is_read_as_it_is_meant(reader: Reader, plan: Plan, year: int) -> None:
    """A year of any plan in any zone, as asking every day has it."""
    assume((reader, plan.zone.key) not in CANNOT_READ)
    start = datetime(year, 1, 1, tzinfo=UTC)
    end = start + timedelta(days=365)
    meetings = held(plan, start.date() - timedelta(days=60), end.date() + timedelta(days=60))
    expected = [(one.start, one.end) for one in meetings if start <= one.start < end]
    try:
        text = _text(planned(plan), start)
    except Finding:
        assert not expected
        return
    assert reader([text], start, end, Path())[0] == expected
