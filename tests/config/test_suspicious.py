"""What is legal in a configuration and hardly meant; each case is silent without its cause."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ecgtool.config.load import load_text
from ecgtool.config.suspicious import coming_holidays, suspicious
from ecgtool.group import Group

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)
PLAN = """
[groups.tidal]
timezone = "America/Los_Angeles"
call.join = "https://meet.example.org/j/5550142"
[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"
"""


def group(text: str) -> Group:
    """The one group of a file."""
    return load_text(text, Path("ecg.toml"), {}).groups["tidal"]


def said(text: str) -> list[str]:
    """What is said of a file."""
    return [str(remark) for remark in suspicious(group(text), NOW)]


def test_a_plain_plan_gives_no_reason_to_speak() -> None:
    """Exceptions to come, or lately past, are no findings; a series may well have no end."""
    fine = "start = 2026-01-05\nskip = [{ date = 2026-02-02 }, { from = 2026-07-01, to = 2026-07-10 }]\n"
    fine += "move = [{ date = 2026-06-15, to = 2026-06-16 }]\nextra = [{ at = 2026-06-17T09:00 }]\n"
    assert said(PLAN) == []
    assert said(PLAN + fine) == []


@pytest.mark.parametrize(
    ("more", "remark"),
    [
        ("skip = [{ date = 2025-06-02 }]", "schedule.skip[0]: 2025-06-02 is long past"),
        ("skip = [{ from = 2025-05-30, to = 2025-06-05 }]", "schedule.skip[0]: 2025-06-05 is long past"),
        ("move = [{ date = 2025-06-02, to = 2025-06-03 }]", "schedule.move[0]: 2025-06-03 is long past"),
        ("skip = [{ from = 2026-06-16, to = 2026-06-19 }]", "schedule.skip[0]: no meeting is from 2026-06-16"),
        ("start = 2016-06-06", "schedule.until: the series has run since 2016-06-06"),
        ("until = 2036-07-28", "schedule.until: 2036-07-28 is more than ten years ahead"),
        ("until = 2026-06-01", "schedule: no meeting is to come"),
        ("start = 2026-06-02", "schedule.start: 2026-06-02 (Tuesday) is not a date of the rule"),
        (
            "extra = [{ at = 2026-06-15T08:30 }]",
            "schedule.extra[0]: at the time of another meeting, of 2026-06-15 08:00",
        ),
        ("extra = [{ at = 2026-06-15T08:00 }]", "schedule.extra[0]: at the time of another meeting"),
        (
            "move = [{ date = 2026-06-15, to = 2026-06-22 }]",
            "schedule.move[0].to: at the time of another meeting, of 2026-06-22 08:00: the two begin together",
        ),
    ],
)
def test_each_thing_that_is_hardly_meant_is_one_remark(more: str, remark: str) -> None:
    """It names the key, and says nothing else."""
    found = said(f"{PLAN}{more}\n")
    assert len(found) == 1
    assert found[0].startswith(f"groups.tidal.{remark}")


def test_a_meeting_that_only_touches_another_is_none() -> None:
    """An hour later begins when the first has ended."""
    assert said(f"{PLAN}extra = [{{ at = 2026-06-15T09:00 }}]\n") == []


def test_a_pass_code_in_the_link_is_found_and_not_shown() -> None:
    """Whether it stands in the query or behind the hash."""
    for mark in ("?", "?a=b&", "#"):
        found = said(PLAN.replace("j/5550142", f"j/5550142{mark}pwd=c2FtcGxl"))
        assert found == ["groups.tidal.call.join: the link holds a pass code (pwd=): it goes wherever the link goes"]


def test_a_group_without_any_call_is_found() -> None:
    """A number is enough to join by."""
    without = PLAN.replace("call.join", "homepage")
    assert said(without) == ["groups.tidal.call: nothing says how to join: no link and no number"]
    assert said(without.replace("homepage", 'call.dial_in = [{ number = "555" }]\nhomepage')) == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            'holidays_hint = ["US", "DE"]',
            ["07-03 Independence", "12-25 Christmas Day in US, DE"],
        ),
        ('holidays_hint = ["DE"]', ["12-25 Christmas Day in DE"]),
        ('zones = ["Europe/Berlin"]', ["07-03 Independence", "12-25 Christmas Day in US, DE"]),
        ('zones = ["UTC"]\nholidays_hint = []', []),
        ("", []),
    ],
)
def test_coming_holidays_are_those_of_the_hint_or_else_of_the_zones(keys: str, expected: list[str]) -> None:
    """Each by its names; a group that names neither is not bothered with any."""
    text = PLAN.replace("call.join", f"{keys}\ncall.join").replace('"Monday"', '"Friday"')
    found = [f"{one.day:%m-%d} {one.names}" for one in coming_holidays(group(text), NOW)]
    wanted = [words for words in found if words.startswith(("07-03", "12-25"))]
    assert [words[: len(start)] for words, start in zip(wanted, expected, strict=True)] == expected


def test_a_holiday_counts_where_the_meeting_is_on_that_day() -> None:
    """Monday 17:00 in Los Angeles is Tuesday in Tokyo, where Culture Day matters and no holiday on a Monday does."""
    text = PLAN.replace("call.join", 'zones = ["Asia/Tokyo"]\ncall.join').replace('"08:00"', '"17:00"')
    told = {one.day: one.names for one in coming_holidays(group(text), NOW) if "JP" in one.names}
    assert told[date(2026, 11, 2)] == "Culture Day in JP (November 3 there)"
    assert date(2026, 10, 12) not in told  # Sports Day


def test_a_slot_that_is_named_by_its_hour_is_found_by_its_table() -> None:
    """The hours of ``at`` have such names as well, and no table of their own."""
    slot = '[[groups.tidal.schedule.slot]]\nname = "17:00"\nat = "17:00"\nstart = 2026-01-06\n'
    remark = "groups.tidal.schedule.slot[0].start: 2026-01-06 (Tuesday) is not a date of the rule"
    assert said(PLAN + slot) == [remark]
    several = PLAN.replace('"08:00"', '["08:00", "12:00"]\nstart = 2026-01-05')
    assert said(several + slot) == [remark]


def test_a_holiday_with_two_meetings_is_told_once() -> None:
    """What is to be typed takes both of them."""
    slot = '[[groups.tidal.schedule.slot]]\nname = "APAC"\nat = "17:00"\nstart = 2026-01-05\n'
    text = PLAN.replace("call.join", 'holidays_hint = ["DE"]\ncall.join').replace('"Monday"', '"Friday"') + slot
    told = [one.names for one in coming_holidays(group(text), NOW)]
    assert sum("Christmas Day" in words for words in told) == 1


def test_what_is_left_out_or_meant_is_no_hint() -> None:
    """Holidays that the plan skips, a date that is cancelled, and one meeting more on such a day say nothing."""
    text = PLAN.replace("call.join", 'holidays_hint = ["US"]\ncall.join').replace('"Monday"', '"Friday"')
    until = "until = 2026-12-31\n"
    assert coming_holidays(group(f'{text}{until}holidays = ["US"]\n'), NOW) == []
    days = ("2026-06-19", "2026-07-03", "2026-12-25")
    skips = "".join(f"{{ date = {day} }}, " for day in days)
    extra = "extra = [{ at = 2026-07-04T08:00 }]\n"
    assert coming_holidays(group(f"{text}{until}{extra}skip = [{skips}]\n"), NOW) == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('every = "month"\non = 31', "leaves months out: there is no such date in September 2026, November 2026, "),
        ('every = "month"\non = "fifth Monday"', "leaves months out: there is no such date in July 2026, "),
        (
            'every = "year"\non = 29\nstart = 2024-02-29',
            "leaves years out: there is no such date in 2027, 2029, 2030",
        ),
        ('rrule = "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=1,2"', "leaves months out: there is no such date in February"),
        ('every = "month"\non = "last Friday"', ""),
        ('every = "month"\non = "fourth and fifth Monday"', ""),
        ('every = "month"\non = 28', ""),
        (
            'rrule = "FREQ=MONTHLY;BYDAY=4MO;BYMONTHDAY=22,23"',
            "leaves months out: there is no such date in July 2026",
        ),
        ('every = "month"\non = [28, 31]', ""),
        ('every = "2 months"\non = 31\nstart = 2026-07-31', "in September 2026, November 2026, September 2027"),
        ('every = "year"\non = "last Monday"\nstart = 2024-02-26', ""),
    ],
)
def test_a_rule_that_leaves_months_or_years_out(rule: str, words: str) -> None:
    """The 31st, the fifth Monday, February 29: what a person takes for every month is not."""
    found = said(PLAN.replace('every = "week"\non = "Monday"', rule))
    left_out = [remark for remark in found if "leaves" in remark]
    assert (words in left_out[0]) if words else not left_out


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("EST", "groups.tidal.timezone: EST is UTC-5"),
        ("Etc/GMT+5", "groups.tidal.timezone: Etc/GMT+5, whose sign is reversed, is UTC-5 all year"),
        ("Etc/GMT-3", "is UTC+3 all year"),
    ],
)
def test_a_zone_that_is_an_offset(zone: str, words: str) -> None:
    """It has no summer time, and half of them read the other way round."""
    assert any(words in remark for remark in said(PLAN.replace("America/Los_Angeles", zone)))


def test_a_meeting_moved_into_the_past() -> None:
    """It was to come, and nobody can be at it any more."""
    moved = "[[groups.tidal.schedule.move]]\ndate = 2026-06-15\nto = 2025-06-16\n"
    assert any("moved into the past, to 2025-06-16" in remark for remark in said(PLAN + moved))


def test_a_slot_is_looked_at_as_the_group_is() -> None:
    """The key's path names the slot."""
    slot = (
        '[[groups.tidal.schedule.slot]]\nname = "APAC"\nevery = "month"\non = 31\nat = "17:00"\nstart = 2026-01-30\n'
    )
    found = said(PLAN + slot)
    assert "groups.tidal.schedule.slot[0].start: 2026-01-30 (Friday) is not a date of the rule" in found
    assert any(remark.startswith("groups.tidal.schedule.slot[0]: the rule leaves months out") for remark in found)


def test_slots_that_overlap() -> None:
    """Half an hour after the other begins is too soon; an hour after it is not."""
    slot = '[[groups.tidal.schedule.slot]]\nname = "APAC"\nat = "08:30"\n'
    assert "groups.tidal.schedule: two of its meetings overlap, such as on 2026-06-15 from 15:30 UTC on" in said(
        PLAN + slot
    )
    assert said(PLAN + slot.replace("08:30", "09:00")) == []
