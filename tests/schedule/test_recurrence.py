"""Tests of ``ecgtool.schedule.recurrence``: rules as RFC 5545 writes them, held against asking each day."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool.group import Recurrence
from ecgtool.schedule.recurrence import dates, ever_matches
from ecgtool.wording.rrule import check_rule

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)
Parts = dict[str, str]


def numbers(text: str) -> list[int]:
    """The numbers of a part."""
    return [int(number) for number in text.split(",")]


def week_of(day: date, parts: Parts) -> date:
    """The first day of the week that holds ``day``."""
    return day - timedelta(days=(day.weekday() - CODES.index(parts.get("WKST", "MO"))) % 7)


def period(day: date, parts: Parts) -> int:
    """The number of the day, week, month or year that holds ``day``."""
    match parts["FREQ"]:
        case "DAILY":
            return day.toordinal()
        case "WEEKLY":
            return week_of(day, parts).toordinal() // 7
        case "MONTHLY":
            return day.year * 12 + day.month
        case _:
            return day.year


def place(day: date, parts: Parts) -> tuple[int, int]:
    """Which of its weekday ``day`` is in its month, or in its year, counted from both ends."""
    in_month = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    length = monthrange(day.year, day.month)[1] if in_month else year_day(date(day.year, 12, 31))
    number = day.day if in_month else year_day(day)
    return (number + 6) // 7, -((length - number) // 7 + 1)


def is_named(day: date, parts: Parts) -> bool:
    """Whether every part that names days names ``day``."""
    return all(names(day, parts) & set(parts[part].split(",")) for part, names in NAMES.items() if part in parts)


def from_both_ends(number: int, length: int) -> set[str]:
    """A number counted from the start, and from the end of as many as ``length``."""
    return {str(number), str(number - length - 1)}


NAMES: dict[str, Callable[[date, Parts], set[str]]] = {
    "BYMONTH": lambda day, _: {str(day.month)},
    "BYMONTHDAY": lambda day, _: from_both_ends(day.day, monthrange(day.year, day.month)[1]),
    "BYYEARDAY": lambda day, _: from_both_ends(year_day(day), year_day(date(day.year, 12, 31))),
    "BYWEEKNO": lambda day, _: from_both_ends(day.isocalendar().week, weeks(day)),
    "BYDAY": lambda day, parts: {f"{number}{CODES[day.weekday()]}" for number in ("", *place(day, parts))},
}
"""What each part that names days may call a day."""


def year_day(day: date) -> int:
    """Which day of its year ``day`` is."""
    return day.timetuple().tm_yday


def weeks(day: date) -> int:
    """How many weeks the ISO year of ``day`` has."""
    return date(day.isocalendar().year, 12, 28).isocalendar().week


def asked(rule: str, start: date, last: date) -> Iterator[date]:
    """The dates of ``rule`` from ``start`` to ``last``: each day of each whole period is asked."""
    parts = dict(part.split("=") for part in rule.split(";"))
    first = period(start, parts)
    by_period: dict[int, list[date]] = {}
    day = start - timedelta(days=370)
    while day <= last + timedelta(days=370):
        if (period(day, parts) - first) % int(parts.get("INTERVAL", 1)) == 0 and is_named(day, parts):
            by_period.setdefault(period(day, parts), []).append(day)
        day += DAY
    found = (day for days in by_period.values() for day in positions(days, parts))
    return islice((day for day in found if start <= day <= last), int(parts["COUNT"]) if "COUNT" in parts else None)


def positions(days: list[date], parts: Parts) -> list[date]:
    """Those of a period's days that BYSETPOS takes."""
    if "BYSETPOS" not in parts:
        return days
    places = {number if number > 0 else len(days) + number + 1 for number in numbers(parts["BYSETPOS"])}
    return [day for place, day in enumerate(days, 1) if place in places]


def listed(members: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    """Up to ``most`` of the members."""
    return st.lists(members, min_size=1, max_size=most, unique=True).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule of RFC 5545 with parts that go together."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": frequency, "INTERVAL": str(draw(st.integers(1, 5)))}
    weekday = st.sampled_from(CODES)
    numbered = st.builds(lambda n, day: f"{n}{day}", st.integers(-5, 5).filter(bool), weekday)
    parts["BYDAY"] = draw(listed(st.one_of(weekday, numbered) if frequency in {"MONTHLY", "YEARLY"} else weekday))
    if frequency != "WEEKLY" and parts["BYDAY"].isalpha() and draw(st.booleans()):
        parts["BYMONTHDAY"] = draw(listed(st.integers(-31, 31).filter(bool).map(str), 8))
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(listed(st.integers(1, 12).map(str), 6))
    if frequency != "DAILY" and draw(st.booleans()):
        parts["BYSETPOS"] = draw(listed(st.integers(-4, 4).filter(bool).map(str), 2))
    if draw(st.booleans()):
        parts["COUNT"] = str(draw(st.integers(1, 30)))
    if frequency == "WEEKLY":
        parts["WKST"] = draw(weekday)
    return ";".join(f"{name}={value}" for name, value in parts.items())


@settings(max_examples=200)
@given(rules(), st.dates(date(1996, 1, 1), date(2030, 1, 1)), st.integers(-400, 900))
def test_any_rule_agrees_with_asking_every_day(rule: str, start: date, later: int) -> None:
    """BYDAY with ordinals, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT, INTERVAL and WKST, from any day on."""
    assume(ever_matches(rule, start))
    first = start + timedelta(days=later)
    last = max(start, first) + timedelta(days=500)
    part = Recurrence(check_rule(rule, start), time(8), timedelta(hours=1), start, start, last)
    assert list(dates(part, first)) == [day for day in asked(rule, start, last) if day >= first]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
        "FREQ=YEARLY;BYWEEKNO=53,-1;BYDAY=SU,MO",
        "FREQ=YEARLY;BYYEARDAY=1,366,-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYDAY=53MO,-1SU",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1",
    ],
)
@pytest.mark.parametrize("day", [date(2019, 12, 27), date(2020, 3, 4), date(2099, 12, 31)])
def test_a_rule_without_a_start_is_the_same_from_any_day_on(rule: str, day: date) -> None:
    """Where nothing is taken from a start, the dates from a day on are those of the series since ever."""
    part = Recurrence(check_rule(rule, None), time(8), timedelta(hours=1))
    long_before = date(day.year - 3, 1, 1)
    expected = [found for found in asked(rule, long_before, day + timedelta(days=3400)) if found >= day]
    assert list(islice(dates(part, day), 2)) == expected[:2]


def test_two_weeks_are_counted_from_the_week_of_the_start() -> None:
    """A start in midweek: its week counts as the first, the days before the start are not in it."""
    rule = Recurrence(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", time(8), timedelta(hours=1), date(2026, 6, 10), date(2026, 6, 10)
    )
    assert [day.isoformat() for day in islice(dates(rule, date(2026, 1, 1)), 3)] == [
        "2026-06-11",
        "2026-06-22",
        "2026-06-25",
    ]


def test_a_start_long_ago_keeps_its_phase() -> None:
    """Every 3 weeks, every 5 months and every 4 years, thousands of dates after the start."""
    for rule, step in (("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", 21), ("FREQ=DAILY;INTERVAL=11", 11)):
        part = Recurrence(rule, time(8), timedelta(hours=1), date(1926, 6, 7), date(1926, 6, 7))
        found = next(dates(part, date(2026, 6, 9)))
        assert ((found - date(1926, 6, 7)).days % step, found - date(2026, 6, 9) < timedelta(days=step)) == (0, True)
    monthly = Recurrence("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31", time(8), timedelta(hours=1), date(1926, 1, 31))
    assert next(dates(monthly, date(2026, 1, 1))) == date(2026, 1, 31)
    leap_day = Recurrence("FREQ=YEARLY;INTERVAL=4", time(8), timedelta(hours=1), date(1896, 2, 29))
    assert list(islice(dates(leap_day, date(2096, 1, 1)), 2)) == [date(2096, 2, 29), date(2104, 2, 29)]


def test_several_may_ask_for_the_dates_of_one_rule_by_turns() -> None:
    """Two slots with the same rule, one of which begins to ask later and stops earlier: nobody misses a date."""
    rule = Recurrence(
        "FREQ=MONTHLY;BYDAY=1MO", time(), timedelta(hours=1), anchor=date(2026, 1, 5), last=date(2026, 9, 1)
    )
    expected = [date(2026, month, day) for month, day in enumerate((5, 2, 2, 6, 4, 1, 6, 3), 1)]
    first, second = dates(rule, rule.first), dates(rule, rule.first)
    assert list(islice(first, 2)) == expected[:2]
    assert list(zip(first, second, strict=False)) == list(zip(expected[2:], expected, strict=False))
    assert list(second) == expected[6:]
    assert list(dates(rule, rule.first)) == expected


@pytest.mark.parametrize(
    ("rule", "anchor"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", None),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", None),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", date(2026, 2, 1)),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", date(2025, 1, 1)),
    ],
)
def test_a_rule_that_no_date_matches_is_known(rule: str, anchor: date | None) -> None:
    """February 30, the sixth Monday, the 31st of every twelfth month from a February on: never."""
    assert not ever_matches(rule, anchor)


@pytest.mark.parametrize(
    ("rule", "anchor"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", None),
        ("FREQ=WEEKLY;INTERVAL=50;BYDAY=MO;BYMONTH=2", date(2026, 6, 1)),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=1", date(2026, 6, 1)),
        ("FREQ=YEARLY;BYDAY=53MO", None),
    ],
)
def test_a_rare_date_is_one(rule: str, anchor: date | None) -> None:
    """A Monday that is February 29 comes every 28 years or so."""
    assert ever_matches(rule, anchor)
