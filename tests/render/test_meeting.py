"""Tests of ``ecgtool.render.meeting``, ``clock_words``, ``json`` and ``plain``: what is said of meetings."""

import json
import re
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.render.clock_words import clock_words
from ecgtool.render.meeting import GroupMeeting, meeting_json, meetings_json, meetings_text, remarks
from ecgtool.render.plain import as_json, one_line, plain
from ecgtool.schedule.occurrences import meetings
from tests.config.files import WHOLE, loaded
from tests.plans import group_of

GROUP = loaded(WHOLE).groups["tide"]


def shown(now: datetime, count: int = 1) -> list[GroupMeeting]:
    """The group's next meetings."""
    return [
        GroupMeeting(GROUP, meeting, GROUP.zones, now) for meeting in islice(meetings(GROUP.schedule, now), count)
    ]


def words(start: datetime, zone: str, *others: str, at: str = "08:00", on: str = "Monday") -> str:
    """What is said of the clocks at the first weekly meeting after ``start``."""
    schedule = f'every = "week"\non = "{on}"\nat = "{at}"'
    group = group_of(f'[groups.g]\ntimezone = "{zone}"\n[groups.g.schedule]\n{schedule}')
    return clock_words(next(meetings(group.schedule, start)), [ZoneInfo(other) for other in others], start)


def test_the_shape_of_a_meeting() -> None:
    """Every key of the reference and its form; a moved meeting has its original start."""
    moved = meeting_json(shown(datetime(2026, 5, 20, tzinfo=UTC))[0])
    assert moved == {
        "group": "tide",
        "name": "Tidal Sensors Working Group",
        "timezone": "America/Los_Angeles",
        "start": "2026-05-26T09:00:00-07:00",
        "end": "2026-05-26T10:00:00-07:00",
        "start_utc": "2026-05-26T16:00:00Z",
        "end_utc": "2026-05-26T17:00:00Z",
        "abbreviation": "PDT",
        "status": "moved",
        "slot": None,
        "original_start": "2026-05-25T08:00:00-07:00",
        "heading": "Next meeting: Tuesday (May 26, 2026), 9am PDT / 1600 UTC",
        "skipped": [],
        "clock_change": None,
        "zones": [
            {"zone": "UTC", "start": "2026-05-26T16:00:00+00:00", "abbreviation": "UTC"},
            {"zone": "Europe/Berlin", "start": "2026-05-26T18:00:00+02:00", "abbreviation": "CEST"},
            {"zone": "Asia/Tokyo", "start": "2026-05-27T01:00:00+09:00", "abbreviation": "JST"},
        ],
    }


def test_a_usual_meeting_has_nulls() -> None:
    """Nothing moved, nothing left out, no clock changed; before the year 1000 there are four digits too."""
    usual = meeting_json(shown(datetime(2026, 6, 9, tzinfo=UTC))[0])
    assert (usual["status"], usual["original_start"], usual["skipped"], usual["clock_change"]) == (
        "scheduled",
        None,
        [],
        None,
    )
    assert meetings_json([], datetime(1, 1, 1, tzinfo=UTC)) == {"now": "0001-01-01T00:00:00Z", "meetings": []}


def test_what_was_left_out_is_told_with_its_reason() -> None:
    """The dates since the meeting before, in their order."""
    after_break = meeting_json(shown(datetime(2025, 12, 9, tzinfo=UTC))[0])
    assert after_break["skipped"] == [{"date": f"2025-12-{day}", "reason": "break"} for day in (15, 22, 29)]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "no meeting on 2026-06-15 at 17:00"),
        ("move = [{ date = 2026-06-15T08:00, to = 2026-06-16 }]", "no meeting on 2026-06-15"),
        ("move = [{ date = 2026-06-15T08:00, to = 2026-06-15T09:00 }]", "no meeting on 2026-06-15 at 17:00"),
        ("skip = [{ date = 2026-06-15 }]", "no meeting on 2026-06-15"),
    ],
)
def test_the_hour_is_told_where_another_meeting_is_held_that_day(more: str, said: str) -> None:
    """One that is moved away, or left out as well, needs no telling apart."""
    skip = "" if "skip" in more else "skip = [{ date = 2026-06-15T17:00 }]\n"
    rule = f'every = "week"\non = "Monday"\nat = "08:00"\n{skip}{more}\n'
    slot = '[[groups.g.schedule.slot]]\nname = "late"\nat = "17:00"\n'
    group = group_of(f'[groups.g]\ntimezone = "UTC"\n[groups.g.schedule]\n{rule}{slot}')
    now = datetime(2026, 6, 11, tzinfo=UTC)
    told = [remarks(GroupMeeting(group, one, (), now)) for one in islice(meetings(group.schedule, now), 3)]
    assert said in [word for words in told for word in words]


def test_a_long_break_is_told_at_once_where_there_is_little_room() -> None:
    """Elsewhere each of its dates stands by itself, for those who search for one."""
    text = '[groups.g]\ntimezone = "UTC"\n[groups.g.schedule]\nevery = "week"\non = "Monday"\nat = "08:00"\n'
    group = group_of(
        text + 'skip = [{ from = 2026-06-08, to = 2026-07-12, reason = "summer" }, { date = 2026-07-13 }]\n'
    )
    now = datetime(2026, 6, 2, tzinfo=UTC)
    one = GroupMeeting(group, next(meetings(group.schedule, now)), (), now)
    assert remarks(one, brief=True) == [
        "no meeting from 2026-06-08 to 2026-07-06: summer",
        "no meeting on 2026-07-13",
    ]
    assert len(remarks(one)) == 6


def test_a_line_a_meeting_for_grep_and_cut() -> None:
    """Six columns parted by tabs; the last says what is unusual."""
    lines = meetings_text(shown(datetime(2026, 1, 6, tzinfo=UTC), 6)).splitlines()
    assert {line.count("\t") for line in lines} == {5}
    assert lines[0].split("\t")[:3] == ["Monday 2026-01-26", "08:00 PST", "2026-01-26 16:00 UTC"]
    assert "no meeting on 2026-01-12: workshop; no meeting on 2026-01-19: Martin Luther King Jr. Day" in lines[0]
    assert lines[3].split("\t")[5] == "one meeting more"


def test_the_zones_that_are_asked_for_are_the_last_columns() -> None:
    """One for each, with its own date, behind what is unusual."""
    asked = [ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")]
    (line,) = meetings_text(shown(datetime(2026, 6, 9, tzinfo=UTC)), asked).splitlines()
    assert line.split("\t")[6:] == ["2026-06-15 17:00 CEST", "2026-06-16 00:00 JST"]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (
            (2026, 3, 3),
            "from March 8 this meeting is 1500 UTC, it was 1600; in Berlin 16:00 instead of 17:00 until March 29",
        ),
        ((2026, 3, 24), "from March 29 in Berlin 17:00 instead of 16:00"),
        ((2026, 10, 20), "from October 25 in Berlin 16:00 instead of 17:00 until November 1"),
        ((2026, 10, 27), "from November 1 this meeting is 1600 UTC, it was 1500; in Berlin 17:00 instead of 16:00"),
        ((2026, 6, 9), ""),
    ],
)
def test_a_clock_change_in_words(start: tuple[int, int, int], said: str) -> None:
    """Whose clock changed when, what that makes of the call here and there, and until when if not for good."""
    assert words(datetime(*start, tzinfo=UTC), "America/Los_Angeles", "UTC", "Europe/Berlin") == said


def test_a_clock_change_at_the_end_of_ramadan() -> None:
    """Zones change their clocks for other reasons and at other times than those of two continents."""
    said = words(datetime(2026, 3, 17, tzinfo=UTC), "Africa/Casablanca", "UTC", "Europe/Berlin")
    assert said.startswith("from March 22 this meeting is 0700 UTC, it was 0800")


def test_a_first_meeting_has_no_clock_before_it() -> None:
    """Nothing is said of a meeting that has none before it, or that the plan put at another hour."""
    moved = shown(datetime(2026, 5, 20, tzinfo=UTC))[0]
    assert clock_words(moved.meeting, moved.zones, moved.now) == ""
    assert clock_words(moved.meeting._replace(previous=None), moved.zones, moved.now) == ""


@given(st.text())
def test_plain_text_is_one_harmless_line(text: str) -> None:
    """No control character, no line's end, no mark that turns the direction, no two spaces."""
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|  ", plain(text))
    assert one_line(text).strip() == plain(text)


@given(st.text())
def test_json_says_the_same_and_does_nothing_to_a_terminal(text: str) -> None:
    """What is read back is what was meant."""
    written = as_json({"name": text.encode("utf-8", "replace").decode()})
    assert json.loads(written) == {"name": text.encode("utf-8", "replace").decode()}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", written)


def test_the_groups_own_zone_is_shown_beside_a_slots() -> None:
    """A slot on another clock has the group's time beside it, and a change of the group's clock is told."""
    group = group_of("""[groups.g]
timezone = "America/Los_Angeles"
zones = ["Asia/Tokyo"]
[groups.g.schedule]
every = "week"
on = "Tuesday"
at = "08:00"
name = "EU"
[[groups.g.schedule.slot]]
name = "APAC"
at = "10:00"
timezone = "Asia/Tokyo"
""")
    now = datetime(2026, 11, 2, tzinfo=UTC)
    one, other = (
        GroupMeeting(group, meeting, group.zones, now) for meeting in islice(meetings(group.schedule, now), 2)
    )
    assert [zone["zone"] for zone in meeting_json(one)["zones"]] == ["America/Los_Angeles", "Asia/Tokyo"]
    assert [change["zone"] for change in meeting_json(one)["clock_change"]] == ["America/Los_Angeles"]
    assert remarks(one) == ["from November 1 in Los Angeles 17:00 instead of 18:00"]
    assert [zone["zone"] for zone in meeting_json(other)["zones"]] == ["Asia/Tokyo"]
