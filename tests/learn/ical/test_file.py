"""Calendars as Google, Outlook and ecg itself export them become the groups that they are of."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool import ical
from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.learn.draft import Draft, drafts_by_key
from ecgtool.learn.ical.file import learn_ical
from ecgtool.learn.write import toml_text
from ecgtool.schedule.occurrences import occurrences
from tests.day_by_day import Plan
from tests.plans import as_file, group_of, plans

TODAY = date(2026, 1, 2)
PACIFIC = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar with these events, each the lines between BEGIN:VEVENT and END:VEVENT."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def weekly(zone: str, extra: str = "", uid: str = "a", rule: str = "FREQ=WEEKLY;BYDAY=MO") -> str:
    """A weekly event of an hour from January 5, 2026 at 8:00."""
    return (
        f"UID:{uid}\nSUMMARY:Lab group\nDTSTART;TZID={zone}:20260105T080000\n"
        f"DTEND;TZID={zone}:20260105T090000\nRRULE:{rule}\n{extra}"
    )


def only(data: bytes, today: date = TODAY) -> Draft:
    """The one draft of a calendar."""
    (draft,) = learn_ical(data, today)
    return draft


def as_group(draft: Draft) -> Group:
    """The group that the file made of a draft has."""
    return group_of(toml_text(drafts_by_key([draft]), "test"))


@settings(max_examples=40)
@given(plans(), st.datetimes(datetime(2021, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_what_is_exported_is_learnt_again(plan: Plan, now: datetime) -> None:
    """A group's exported calendar, learnt, has the same meetings: rules, changes, skips, moves and extras.

    It is one group, and the same until 2050, when what no rule says ends. How long one lasts is left out: a meeting
    of days that meets a clock change is an event of its own, and an extra has the length that the rule has by then.
    """
    group = group_of(as_file(plan))
    expected = [o.start for o in islice(occurrences(group.schedule, now), 40) if o.start.year < 2050]
    assume(expected)
    data = ical.export([group], now, ical.Options()).encode()
    (draft,) = learn_ical(data, date(2008, 1, 1))
    found = [o.start for o in islice(occurrences(as_group(draft).schedule, now), 40)]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("America/Los_Angeles", ""),
        ("Pacific Standard Time", PACIFIC.format(name="Pacific Standard Time")),
        ("Pacific Standard Time", ""),
        ("Customized Time Zone", PACIFIC.format(name="Customized Time Zone")),
        ("/example.org/20250101/America/Los_Angeles", ""),
        (
            "Ours",
            PACIFIC.format(name="Ours").replace("TZID:Ours\n", "TZID:Ours\nX-LIC-LOCATION:America/Los_Angeles\n"),
        ),
    ],
)
def test_a_zone_is_known_by_its_name_or_its_rules(name: str, head: str) -> None:
    """IANA names, Windows names, X-LIC-LOCATION, names with a prefix, and definitions without any known name."""
    draft = only(calendar(weekly(name), head=head))
    assert draft.table["timezone"] == "America/Los_Angeles"
    assert not draft.guesses


def test_an_unknown_zone_is_told_as_a_guess() -> None:
    """A TZID that nothing explains is not silently UTC."""
    assert "Nowhere" in only(calendar(weekly("Nowhere"))).guesses["timezone"]


def test_exceptions_become_skips_and_moves() -> None:
    """EXDATE in the zone, in UTC or as a date is a skip, as a cancelled instance is; one moved is a move."""
    off = (
        "EXDATE;TZID=America/Los_Angeles:20260119T080000,20260216T080000\n"
        "EXDATE:20260302T160000Z\nEXDATE;VALUE=DATE:20260309"
    )
    moved = (
        "UID:a\nSUMMARY:Lab group\nRECURRENCE-ID;TZID=America/Los_Angeles:20260525T080000\n"
        "DTSTART;TZID=America/New_York:20260526T120000\nDTEND;TZID=America/New_York:20260526T130000"
    )
    cancelled = "UID:a\nSUMMARY:Lab group\nSTATUS:CANCELLED\nRECURRENCE-ID:20260601T150000Z\nDTSTART:20260601T150000Z"
    schedule = only(calendar(weekly("America/Los_Angeles", off), moved, cancelled)).table["schedule"]
    days = [date(2026, 1, 19), date(2026, 2, 16), date(2026, 3, 2), date(2026, 3, 9), date(2026, 6, 1)]
    assert [skip["date"] for skip in schedule["skip"]] == days
    assert schedule["move"] == [{"date": date(2026, 5, 25), "to": datetime(2026, 5, 26, 9)}]


def test_an_exception_of_no_meeting_is_left_out_and_told() -> None:
    """An EXDATE that no meeting is on would be a fault of the file; it is told instead."""
    draft = only(calendar(weekly("UTC", "EXDATE;VALUE=DATE:20260120")))
    assert "skip" not in draft.table["schedule"]
    assert "2026-01-20" in draft.unknown[0]


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", {"every": "week", "on": ["Monday", "Thursday"]}),
        ("FREQ=WEEKLY;INTERVAL=2", {"every": "2 weeks", "on": "Monday"}),
        ("FREQ=MONTHLY;BYDAY=1MO", {"every": "month", "on": "first Monday"}),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", {"every": "month", "on": "last Monday"}),
        ("FREQ=MONTHLY;BYMONTHDAY=5", {"every": "month", "on": 5}),
        ("FREQ=MONTHLY;BYDAY=-2FR", {"rrule": "FREQ=MONTHLY;BYDAY=-2FR"}),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0", {"every": "week", "on": "Monday"}),
        ("FREQ=WEEKLY;COUNT=3", {"every": "week", "on": "Monday", "until": date(2026, 1, 19)}),
        ("FREQ=WEEKLY;UNTIL=20260202T155959Z", {"every": "week", "on": "Monday", "until": date(2026, 2, 1)}),
        ("FREQ=WEEKLY;UNTIL=20260202T160000Z", {"every": "week", "on": "Monday", "until": date(2026, 2, 2)}),
    ],
)
def test_a_rule_is_said_in_words_where_there_are_words(rule: str, keys: dict[str, object]) -> None:
    """RRULE becomes every and on, or stays a rule; COUNT and UNTIL become the last local date."""
    schedule = only(calendar(weekly("America/Los_Angeles", rule=rule))).table["schedule"]
    assert {key: schedule[key] for key in ("every", "on", "rrule", "until") if key in schedule} == keys


def test_series_that_follow_one_another_are_one_group() -> None:
    """What a calendar cuts in two when "this and following" is changed is one group with a change."""
    first = weekly("America/Los_Angeles", rule="FREQ=WEEKLY;UNTIL=20260301T075959Z;BYDAY=MO")
    second = first.replace("UID:a", "UID:a_R20260317").replace("20260105T08", "20260317T07").replace("MO", "TU")
    second = second.replace("20260105T09", "20260317T08").replace("UNTIL=20260301T075959Z;", "")
    group = as_group(only(calendar(first, second)))
    starts = [o.local_start for o in islice(occurrences(group.schedule, datetime(2026, 2, 20, tzinfo=UTC)), 3)]
    assert [f"{start:%m-%d %H:%M}" for start in starts] == ["02-23 08:00", "03-17 07:00", "03-24 07:00"]


def test_two_names_are_two_groups_and_ended_ones_are_left_out() -> None:
    """A calendar of several groups gives each; a series that ended long ago is none of them."""
    other = weekly("UTC", uid="b").replace("Lab group", "Docs group")
    ended = weekly("UTC", uid="c", rule="FREQ=WEEKLY;COUNT=2").replace("Lab group", "Old group")
    drafts = learn_ical(calendar(weekly("UTC"), other, ended), date(2026, 6, 1))
    assert list(drafts_by_key(drafts)) == ["lab-group", "docs-group"]


def test_the_call_is_found_in_what_exports_have() -> None:
    """The link, the meeting id and the pass code come from LOCATION and from a DESCRIPTION in HTML."""
    said = (
        "LOCATION:https://meet.example.org/j/91\n"
        'DESCRIPTION:<p>Join <a href="https://meet.example.org/j/91">here</a></p>Meeting ID: 913 555 0100<br>'
        "Passcode: 112233"
    )
    call = only(calendar(weekly("UTC", said))).table["call"]
    wanted = {"join": "https://meet.example.org/j/91", "meeting_id": "913 555 0100", "passcode": "112233"}
    assert {key: call.get(key) for key in wanted} == wanted


def test_single_events_tell_a_guess() -> None:
    """Without a series the dates tell the rhythm, and that it is a guess."""
    one = "UID:{n}\nSUMMARY:Lab group\nDTSTART:202603{day}T140000Z\nDURATION:PT45M"
    draft = only(calendar(*(one.format(n=n, day=day) for n, day in enumerate(("03", "10", "17")))), date(2026, 3, 1))
    schedule = draft.table["schedule"]
    assert (schedule["every"], schedule["on"], schedule["duration"]) == ("week", "Tuesday", "45m")
    assert "schedule.every" in draft.guesses


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n", b"<html></html>", calendar()])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    """Anything else is one line, and no traceback."""
    with pytest.raises(UsageError):
        learn_ical(data, TODAY)


def test_a_rule_that_cannot_be_kept_is_told() -> None:
    """A series several times a day beside a good one is left out, with a word."""
    hourly = weekly("UTC", uid="b", rule="FREQ=HOURLY")
    assert any("FREQ=HOURLY" in word for word in only(calendar(weekly("UTC"), hourly)).unknown)


def test_a_long_duration_survives() -> None:
    """DTEND across midnight and the clocks is a duration by the clock."""
    late = weekly("UTC").replace("DTEND;TZID=UTC:20260105T090000", "DTEND;TZID=UTC:20260106T073000")
    group = as_group(only(calendar(late)))
    first = next(occurrences(group.schedule, datetime(2026, 1, 1, tzinfo=UTC)))
    assert first.end - first.start == timedelta(hours=23, minutes=30)


def test_a_moved_meeting_is_no_exception_too() -> None:
    """An export that lists a moved instance's date as EXDATE as well still means the move."""
    moved = (
        "UID:a\nSUMMARY:Lab group\nRECURRENCE-ID;TZID=UTC:20260525T080000\n"
        "DTSTART;TZID=UTC:20260526T090000\nDTEND;TZID=UTC:20260526T100000"
    )
    schedule = only(calendar(weekly("UTC", "EXDATE;TZID=UTC:20260525T080000"), moved)).table["schedule"]
    assert [move["date"] for move in schedule["move"]] == [date(2026, 5, 25)]
    assert "skip" not in schedule


def test_one_more_meeting_at_an_hour_that_was_moved_away() -> None:
    """The moved meeting and the one put in its place are both learnt, in whatever order they stand."""
    group = group_of(
        '[groups.test]\nname = "Lab"\ntimezone = "UTC"\n[groups.test.schedule]\nevery = "week"\non = "Monday"\n'
        'at = "08:00"\nstart = 2026-01-05\nmove = [{ date = 2026-01-12, to = 2026-01-14T12:00 }]\n'
        "extra = [{ at = 2026-01-12T08:00 }]\n"
    )
    data = ical.export([group], datetime(2026, 1, 2, tzinfo=UTC), ical.Options()).encode()
    schedule = only(data).table["schedule"]
    assert schedule["move"] == [{"date": date(2026, 1, 12), "to": datetime(2026, 1, 14, 12)}]
    assert schedule["extra"] == [{"at": datetime(2026, 1, 12, 8)}]


def test_series_at_one_hour_are_one_rule() -> None:
    """Two series of one name that go on at the same time of several days are one rule."""
    data = calendar(weekly("UTC"), weekly("UTC", uid="b", rule="FREQ=WEEKLY;BYDAY=TH"))
    assert only(data).table["schedule"]["on"] == ["Monday", "Thursday"]


def test_the_call_of_an_invitation_in_plain_text() -> None:
    """Outlook writes links behind their words, in angle brackets, and the number to call behind the one shown."""
    said = (
        "Microsoft Teams Need help?<https://aka.ms/help>\\n"
        "Join the meeting now<https://teams.example.com/l/meetup-join/19%3a/0?context=%7b%7d>\\n"
        "Meeting ID: 234 567 890 12\\nPasscode: Xy3Zw9\\nDial in by phone\\n"
        "+1 202-555-0101\\,\\,123456789#<tel:+12025550101\\,\\,123456789#> United States\\n"
        "Find a local number<https://dialin.example.com/1>"
    )
    assert only(calendar(weekly("Europe/Berlin", f"DESCRIPTION:{said}"))).table["call"] == {
        "join": "https://teams.example.com/l/meetup-join/19%3a/0?context=%7b%7d",
        "meeting_id": "234 567 890 12",
        "passcode": "Xy3Zw9",
        "find_number": "https://dialin.example.com/1",
        "one_tap": [{"dial": "+1 202-555-0101,,123456789#", "label": "United States"}],
    }
