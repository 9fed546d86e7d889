"""Tests of ``ecgtool.follow.comparing`` and ``selecting``: each kind of difference, and none where there is none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from ecgtool.group import FollowSettings
from ecgtool.render.follow import follow_finding
from tests.follow.pairs import compared, event, group, override, told

LA = "TZID=America/Los_Angeles"


def test_the_same_meetings_do_not_differ() -> None:
    """By instants: in another zone of the same clock, as a Windows zone, or in a calendar with exceptions alike."""
    assert compared("", event()) == []
    assert compared("", event(start="TZID=Pacific Standard Time:20260105T080000")) == []
    skipped = "skip = [{ date = 2026-06-15 }]\nmove = [{ date = 2026-06-22, to = 2026-06-23T09:00 }]"
    events = (event(f"EXDATE;{LA}:20260615T080000"), override(f"{LA}:20260622T080000", start=f"{LA}:20260623T090000"))
    assert compared(skipped, *events) == []


@pytest.mark.parametrize("form", ["TZID=America/Los_Angeles:20260615T080000", "VALUE=DATE:20260615"])
def test_a_date_that_the_calendar_leaves_out(form: str) -> None:
    """As an EXDATE of any form."""
    assert told(compared("", event(f"EXDATE;{form}"))) == [("cancelled-there", "2026-06-15")]
    assert told(compared("", event("EXDATE:20260615T150000Z"))) == [("cancelled-there", "2026-06-15")]


def test_a_meeting_that_the_calendar_cancels_or_moves() -> None:
    """As an override with a status, or at another time."""
    off = override(f"{LA}:20260615T080000", "STATUS:CANCELLED", start=f"{LA}:20260615T080000")
    moved = override("VALUE=DATE:20260622", start=f"{LA}:20260624T100000")
    found = compared("", event(), off, moved)
    assert told(found) == [("cancelled-there", "2026-06-15"), ("moved-there", "2026-06-22")]
    assert found[1].there
    assert found[1].there.start == datetime(2026, 6, 24, 17, tzinfo=UTC)


def test_a_skip_that_the_calendar_does_not_have() -> None:
    """The meeting is still in it, and nobody has told its keeper."""
    found = compared("skip = [{ date = 2026-06-15, reason = 'fair' }]", event())
    assert told(found) == [("missing-here", "2026-06-15")]
    assert found[0].own
    assert found[0].own.reason == "fair"


def test_a_move_that_the_calendar_does_not_have() -> None:
    """It has the meeting at its old time."""
    found = compared("move = [{ date = 2026-06-15, to = 2026-06-16T09:00 }]", event())
    assert told(found) == [("other-time", "2026-06-15")]


def test_another_hour_is_told_for_each_meeting() -> None:
    """An hour off in UTC, as where somebody wrote the winter's time."""
    found = compared("", event(start=":20260105T160000Z".replace(":", "VALUE=DATE-TIME:", 1)))
    assert {code for code, _ in told(found)} == {"other-time"}
    assert len(found) == 8


def test_meetings_that_only_one_of_them_has() -> None:
    """A single event and an RDATE beside the series; an extra meeting here."""
    more = event(rule="", uid="more@example.org", start=f"{LA}:20260617T080000")
    found = compared("extra = [{ at = 2026-06-10T08:00 }]", event(f"RDATE;{LA}:20260618T080000"), more)
    assert told(found) == [
        ("missing-there", "2026-06-10"),
        ("missing-here", "2026-06-17"),
        ("missing-here", "2026-06-18"),
    ]


def test_a_series_that_ends_is_told_once() -> None:
    """With the date of its last meeting, and not for each meeting after it."""
    found = compared("", event(rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260622T150000Z"))
    assert told(found) == [("series-ends", "2026-06-29")]
    assert found[0].last == datetime(2026, 6, 22, 15, tzinfo=UTC)


def test_a_series_that_is_begun_anew_goes_on() -> None:
    """Under another UID, from the date on which the old one ended."""
    old = event(rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260615T150000Z")
    new = event(uid="anew@example.org", start=f"{LA}:20260622T080000")
    assert compared("", old, new) == []
    split = event(uid="edge_R20260622T150000@example.org", start=f"{LA}:20260622T080000")
    assert compared("", old, split, settings=FollowSettings(uids=("edge@example.org",))) == []


def test_a_change_of_this_and_all_following() -> None:
    """Each later meeting is at another time."""
    later = override(f"RANGE=THISANDFUTURE;{LA}:20260713T080000", start=f"{LA}:20260713T090000")
    assert told(compared("", event(), later)) == [("moved-there", "2026-07-13"), ("moved-there", "2026-07-20")]


def test_a_calendar_of_the_past_is_told_alone() -> None:
    """Nothing in it lies ahead: it is not the current one."""
    ended = event(rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260330T150000Z")
    found = compared("", ended)
    assert told(found) == [("stale-feed", "")]
    assert found[0].last == datetime(2026, 3, 30, 15, tzinfo=UTC)
    others = event(uid="other@example.org", name="Other")
    assert told(compared("", ended, others)) == [("series-ends", "2026-06-01")]


def test_a_series_that_was_doubled() -> None:
    """At the same instants, or an hour off on the same days as where its zone was edited."""
    twice = compared("", event(), event(uid="again@example.org"))
    assert [code for code, _ in told(twice)] == ["doubled"] * 8
    off = compared("", event(), event(uid="again@example.org", start="TZID=America/Denver:20260105T080000"))
    assert [code for code, _ in told(off)] == ["doubled"] * 8


def test_another_link_is_told_once_and_without_its_pass_code() -> None:
    """With the servers of one service taken for the same."""
    same = "LOCATION:https://meet.example.org/j/5550142?pwd=other"
    assert compared("", event(same)) == []
    found = compared("", event("LOCATION:https://meet.example.org/j/5550199?pwd=31415"))
    assert told(found) == [("other-link", "2026-06-01")]
    assert (found[0].here_link, found[0].there_link) == (
        "https://meet.example.org/j/5550142",
        "https://meet.example.org/j/5550199",
    )


def test_another_group_whose_name_holds_ours_is_not_ours() -> None:
    """Whole words count, and a longer name is ours only where it explains a meeting of ours."""
    other = event(uid="other@example.org", name="Knowledge Edge Computing Forum", start=f"{LA}:20260106T100000")
    assert compared("", event(), other) == []
    assert (
        compared("", event(), event(uid="x@example.org", name="Hedge Computing", start=f"{LA}:20260106T1000")) == []
    )


def test_two_series_of_one_group() -> None:
    """The slots of a group are in series of their own, with names of their own."""
    slots = """[[groups.edge.schedule.slot]]
name = "APAC"
on = "Tuesday"
at = "17:00"
start = 2026-01-06"""
    apac = event(uid="apac@example.org", name="Edge Computing (APAC)", start="TZID=Asia/Tokyo:20260107T1000")
    apac = event(
        uid="apac@example.org", name="Edge Computing (APAC)", start=f"{LA}:20260106T170000", rule="FREQ=WEEKLY"
    )
    assert compared(slots, event(), apac) == []


def test_an_all_day_event_says_no_time() -> None:
    """It stands for the meeting of its date, and is one more where there is none."""
    days = event(start="VALUE=DATE:20260105", rule="FREQ=WEEKLY;BYDAY=MO")
    assert compared("", days) == []


def test_events_without_a_uid_are_taken() -> None:
    """An event without a UID counts as a meeting, since some programs write none."""
    nameless = "\r\n".join(line for line in event().split("\r\n") if not line.startswith("UID"))
    assert compared("", nameless) == []


def test_a_zone_is_compared_by_its_clock() -> None:
    """Phoenix is at Los Angeles' time in summer, and not in winter."""
    phoenix = event(start="TZID=America/Phoenix:20260105T080000")
    assert compared("", phoenix) == []
    winter = datetime(2026, 11, 2, tzinfo=ZoneInfo("UTC"))
    assert {code for code, _ in told(compared("", phoenix, now=winter))} == {"other-time"}


def test_a_time_without_a_zone_is_on_the_clock_of_the_group() -> None:
    """Neither the event nor the calendar names a zone."""
    floating = event().replace("DTSTART;TZID=America/Los_Angeles:", "DTSTART:")
    assert compared("", floating) == []


def test_a_move_is_found_however_it_is_written() -> None:
    """There it is left out of the series and stands alone; and a meeting more takes its place."""
    moved = "move = [{ date = 2026-06-15, to = 2026-06-16T09:00 }]"
    alone = event(rule="", uid="alone@example.org", start=f"{LA}:20260616T090000")
    assert compared(moved, event(f"EXDATE;{LA}:20260615T080000"), alone) == []
    assert compared(f"{moved}\nextra = [{{ at = 2026-06-15T08:00 }}]", event(), alone) == []


@pytest.mark.parametrize(("day", "to"), [("0803", "0724"), ("0720", "0730"), ("0525", "0603")])
def test_a_move_across_the_edges_of_the_span(day: str, to: str) -> None:
    """Into it from either side, and out of it."""
    there = override(f"{LA}:2026{day}T080000", start=f"{LA}:2026{to}T080000")
    assert told(compared("", event(), there)) == [("moved-there", f"2026-{day[:2]}-{day[2:]}")]
    here = f"move = [{{ date = 2026-{day[:2]}-{day[2:]}, to = 2026-{to[:2]}-{to[2:]} }}]"
    assert compared(here, event(), there) == []


def test_another_meeting_of_the_same_date_is_no_double() -> None:
    """A single event or a listed date at an hour of its own, as against one that overlaps."""
    evening = event(rule="", uid="more@example.org", start=f"{LA}:20260615T170000")
    assert told(compared("", event(), evening)) == [("missing-here", "2026-06-16")]
    assert told(compared("", event(f"RDATE;{LA}:20260615T170000"))) == [("missing-here", "2026-06-16")]
    late = event(rule="", uid="more@example.org", start=f"{LA}:20260615T083000")
    assert told(compared("", event(), late)) == [("doubled", "2026-06-15")]


def test_a_series_that_is_cancelled_is_no_stale_calendar() -> None:
    """What it says of the meetings ahead is that they are off."""
    assert {code for code, _ in told(compared("", event("STATUS:CANCELLED")))} == {"cancelled-there"}


def test_a_link_of_a_meeting_that_is_over_is_not_told() -> None:
    """The series has gone on with another link since."""
    old = event("LOCATION:https://meet.example.org/j/5550199", rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260531T000000Z")
    new = event("LOCATION:https://meet.example.org/j/5550142", uid="new@example.org", start=f"{LA}:20260601T080000")
    assert compared("", old, new) == []


def test_a_date_with_two_meetings_is_told_with_the_hour() -> None:
    """So that the command to type is about the one of them."""
    late = "[[groups.edge.schedule.slot]]\nname = 'late'\nat = '17:00'\nstart = 2026-01-05"
    second = event(uid="late@example.org", start=f"{LA}:20260105T170000")
    found = compared(late, event(f"EXDATE;{LA}:20260615T080000"), second)
    assert told(found) == [("cancelled-there", "2026-06-15")]
    assert "`ecg cancel 2026-06-15T08:00`" in follow_finding(group(late), found[0]).message
