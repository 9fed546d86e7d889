"""Meeting files of yaml2ical keep what they mean: UTC, ISO weeks, and dates that are skipped."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.errors import UsageError
from ecgtool.learn.draft import Draft, drafts_by_key
from ecgtool.learn.write import toml_text
from ecgtool.learn.yaml2ical import learn_yaml2ical
from ecgtool.schedule.occurrences import occurrences
from tests.plans import group_of

TODAY = date(2026, 11, 22)
FILE = """\
project: Lab Team Meeting
project_url: https://lab.example.org/
agenda_url: https://lab.example.org/agenda
meeting_id: lab
chair: A. Chair
description: |
  What we do.
schedule:
  - time: {time}
    day: {day}
    irc: meeting-1
    frequency: {frequency}
    start_date: {start}
    duration: 45
    skip_dates:
      - skip_date: {skip}
        reason: Holidays
"""
PLAIN = {"time": "'1400'", "day": "Thursday", "frequency": "weekly", "start": "20250801", "skip": "20261126"}


def learn(**changed: str) -> Draft:
    """The draft of a file with one entry in its schedule."""
    (draft,) = learn_yaml2ical(FILE.format(**{**PLAIN, **changed}).encode(), TODAY)
    return draft


def starts(draft: Draft, now: datetime, number: int) -> list[datetime]:
    """The first starts in UTC of the group that the file made of a draft has."""
    group = group_of(toml_text(drafts_by_key([draft]), "test"))
    return [o.start for o in islice(occurrences(group.schedule, now), number)]


def test_a_file_tells_everything() -> None:
    """Name, links, place, clock in UTC, duration, start and skipped dates."""
    table = learn().table
    assert (table["name"], table["timezone"], table["homepage"]) == (
        "Lab Team Meeting",
        "UTC",
        "https://lab.example.org/",
    )
    assert table["agenda"] == {"notes": "https://lab.example.org/agenda"}
    assert table["schedule"] == {
        "every": "week",
        "on": "Thursday",
        "at": "14:00",
        "duration": "45m",
        "start": date(2025, 8, 1),
        "skip": [{"date": date(2026, 11, 26), "reason": "Holidays"}],
    }


@given(
    st.dates(date(2019, 1, 1), date(2035, 1, 1)),
    st.sampled_from(["odd", "even"]),
    st.sampled_from(["Monday", "Sunday"]),
)
def test_odd_and_even_are_iso_weeks(since: date, style: str, day: str) -> None:
    """Every meeting is in a week of the wanted parity, and no such week is left out, in years of 53 weeks too."""
    draft = learn(frequency=f"biweekly-{style}", day=day, start="20180101", skip="20180101")
    now = datetime.combine(since, datetime.min.time(), UTC)
    found = [start.date() for start in starts(draft, now, 60)]
    span = (since + timedelta(days=n) for n in range((found[-1] - since).days + 1))
    wanted = [d for d in span if f"{d:%A}" == day and d.isocalendar().week % 2 == (style == "odd")]
    assert found == wanted


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("weekly", ["2026-12-03", "2026-12-10"]),
        ("first-monday", ["2026-12-07", "2027-01-04"]),
        ("third-friday", ["2026-12-18", "2027-01-15"]),
        ("quadweekly", ["2026-12-24", "2027-01-28"]),
        ("quadweekly-week-1", ["2026-12-03", "2026-12-31"]),
        ("every-two-weeks", ["2026-11-27", "2026-12-11"]),
        ("every-two-months", ["2026-12-01", "2027-02-01"]),
    ],
)
def test_frequencies(frequency: str, days: list[str]) -> None:
    """Each frequency means its dates; where the weekday and the start differ, intervals count from the start."""
    changed = {"day": "Friday", "start": "20251128"} if frequency == "every-two-weeks" else {}
    changed = {"start": "20251201"} if frequency == "every-two-months" else changed
    draft = learn(frequency=frequency, **changed)
    found = starts(draft, datetime(2026, 11, 27, tzinfo=UTC), 2)
    assert [str(start.date()) for start in found] == days
    assert all(start.hour == 14 for start in found)


@pytest.mark.parametrize(("written", "hour"), [("0700", 7), ("'0700'", 7), ("1400", 14), ('"14:30"', 14), ("700", 7)])
def test_a_time_is_what_stands_there(written: str, hour: int) -> None:
    """An unquoted 0700 is seven o'clock, though YAML 1.1 has it for an octal number."""
    assert starts(learn(time=written), datetime(2026, 12, 1, tzinfo=UTC), 1)[0].hour == hour


def test_a_skip_without_meeting_is_told() -> None:
    """A skip date on which nothing is never becomes a cancelled meeting."""
    draft = learn(skip="20261125")
    assert "skip" not in draft.table["schedule"]
    assert "2026-11-25" in draft.unknown[0]


def several(*entries: str) -> list[Draft]:
    """The drafts of a file with these entries beside a plain one."""
    return learn_yaml2ical((FILE.format(**PLAIN) + "".join(f"  - {{{one}}}\n" for one in entries)).encode(), TODAY)


def test_each_entry_is_a_slot() -> None:
    """Alternating times are slots of one group; what is only held as needed is none beside them."""
    (draft,) = several(
        "time: '2100', day: Thursday, irc: x, frequency: biweekly-even, skip_dates: [{skip_date: 20261224}]",
        "time: '2100', day: Tuesday, irc: x, frequency: adhoc",
    )
    schedule = draft.table["schedule"]
    assert (schedule["name"], schedule["slot"][0]["name"]) == ("14:00", "21:00")
    assert [skip["date"] for skip in schedule["skip"]] == [datetime(2026, 11, 26, 14), datetime(2026, 12, 24, 21)]
    assert draft.table["call"]["note"] == "IRC: #meeting-1 (Thursdays 14:00 UTC), IRC: #x (Thursdays 21:00 UTC)"
    found = [f"{start:%m-%d %H}" for start in starts(draft, datetime(2026, 11, 26, tzinfo=UTC), 4)]
    assert found == ["11-26 21", "12-03 14", "12-10 14", "12-10 21"]


def test_entries_that_differ_in_the_day_are_one_rule() -> None:
    """With the dates that each skips."""
    entry = "time: '1400', day: Tuesday, irc: meeting-1, frequency: weekly, start_date: 20250801, duration: 45"
    (draft,) = several(f"{entry}, skip_dates: [{{skip_date: 20261124}}]")
    assert draft.table["schedule"]["on"] == ["Thursday", "Tuesday"]
    assert [skip["date"] for skip in draft.table["schedule"]["skip"]] == [date(2026, 11, 24), date(2026, 11, 26)]


def test_entries_that_meet_at_one_instant_are_groups() -> None:
    """Entries at one instant become groups, since two slots of a group cannot meet at once."""
    drafts = several("time: '1400', day: Thursday, irc: y, frequency: first-thursday")
    assert list(drafts_by_key(drafts)) == ["lab-team-meeting", "lab-team-meeting-2"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"- a\n- b",
        b"schedule: []",
        b"schedule: [1, 2]",
        b"{[",
        b"\xff\xfe\x00\x01",
        b"a: !!python/object/apply:os.system ['false']",
        b"[" * 5000,
        b"a: &a [x, x]\nb: &b [*a, *a]\nschedule: *b",
        b"x" * 2_000_000,
        FILE.format(**{**PLAIN, "frequency": "sometimes"}).encode(),
        FILE.format(**{**PLAIN, "time": "2500"}).encode(),
        FILE.format(**{**PLAIN, "day": "Someday"}).encode(),
        FILE.format(**{**PLAIN, "start": "20261341"}).encode(),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    """Hostile and broken files are one line and no more."""
    with pytest.raises(UsageError):
        learn_yaml2ical(data, TODAY)


@pytest.mark.parametrize("frequency", ["adhoc", "fortnightly", ""])
def test_an_entry_without_a_rule_is_named_and_left_out(frequency: str) -> None:
    """The others are taken; where there is no other, why is said."""
    entry = f"  - {{time: '2100', day: Tuesday, irc: x, frequency: {frequency}}}\n"
    (draft,) = learn_yaml2ical((FILE.format(**PLAIN) + entry).encode(), TODAY)
    assert draft.unknown[0].startswith("left out: entry 2 of the schedule (Tuesday, 2100")
    with pytest.raises(UsageError, match="entry 1 of the schedule"):
        learn_yaml2ical(FILE.format(**PLAIN | {"frequency": frequency}).encode(), TODAY)


def test_a_date_that_is_none_costs_nobody_the_meeting() -> None:
    """A date that cannot be read is told, and the meeting is learnt without it."""
    assert "2026-13-45" in learn(skip="2026-13-45").unknown[0]
