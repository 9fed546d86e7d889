"""Who an event is, and what is said of when it changed: the file that is there is the memory."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from ecgtool import ical
from ecgtool.group import CalendarSettings
from tests.ical.groups import NOW, SCHEDULE, events, exported, tea

LATER = NOW + timedelta(days=3)
SKIP = "[[groups.tea.schedule.skip]]\ndate = 2026-07-06\n"


def _stamps(text: str, uid: str = "tea@ecgtool") -> set[tuple[str, str, str]]:
    return {(e["SEQUENCE"], e["DTSTAMP"], e["LAST-MODIFIED"]) for e in events(text) if e["UID"] == uid}


def test_the_same_at_any_time() -> None:
    """Without a file and with one: the day on which it is asked changes nothing."""
    first = exported(tea(SKIP))
    assert exported(tea(SKIP), now=LATER) == first
    assert exported(tea(SKIP), previous=first, now=LATER) == first


@pytest.mark.parametrize(
    "change",
    [
        SKIP,
        "[[groups.tea.schedule.move]]\ndate = 2026-07-06\nto = 2026-07-07\n",
        "[[groups.tea.schedule.change]]\nfrom = 2027-01-04\nat = '07:00'\n",
    ],
)
def test_a_change_of_time_raises_the_sequence(change: str) -> None:
    """By one, with the time of the run that found it; and without a file it rises as well."""
    first = exported(tea())
    second = exported(tea(change), previous=first, now=LATER)
    assert _stamps(first) == {("0", "20200101T000000Z", "20200101T000000Z")}
    assert _stamps(second) == {("1", "20260611T163000Z", "20260611T163000Z")}
    assert {sequence for sequence, *_ in _stamps(exported(tea(change)))} == {"1"}
    assert exported(tea(change), previous=second, now=LATER + timedelta(days=1)) == second


@pytest.mark.parametrize(
    "schedule",
    [SCHEDULE.replace("08:00", "09:00"), SCHEDULE.replace("Monday", "Tuesday"), SCHEDULE + 'duration = "2h"\n'],
)
def test_another_hour_day_or_length_raises_the_sequence(schedule: str) -> None:
    """A change of hour, day or length raises SEQUENCE, and renews both stamps."""
    second = exported(tea(schedule=schedule), previous=exported(tea()), now=LATER)
    assert _stamps(second) == {("1", "20260611T163000Z", "20260611T163000Z")}


def test_words_alone_do_not_raise_the_sequence() -> None:
    """A new link, name or topic is a change of the data, but nobody has to answer again."""
    first = exported(tea())
    for group in (
        tea('[groups.tea.call]\njoin = "https://meet.example.org/j/1"\n'),
        tea()._replace(name="Coffee"),
        tea('[groups.tea.agenda]\ntopics = [{ date = 2026-07-06, title = "Cups" }]\n'),
    ):
        assert _stamps(exported(group, previous=first, now=LATER)) == {("0", "20260611T163000Z", "20260611T163000Z")}


def test_only_what_changed_is_stamped() -> None:
    """A group's neighbours in the file, and its other series, keep their revisions."""
    more = "[[groups.tea.schedule.change]]\nfrom = 2027-01-04\non = 'Tuesday'\n"
    first = exported(tea(more))
    second = exported(tea(more + SKIP), previous=first, now=LATER)
    assert _stamps(first, "tea.from-20270104@ecgtool") == _stamps(second, "tea.from-20270104@ecgtool")
    assert _stamps(first) != _stamps(second)


def test_a_sequence_never_falls() -> None:
    """Taking a skip back is one more revision, even if the clock of the machine has been set back."""
    first = exported(tea(), previous=exported(tea(SKIP), previous=exported(tea()), now=LATER), now=NOW)
    assert _stamps(first) == {("2", "20260611T163000Z", "20260611T163000Z")}


@pytest.mark.parametrize(
    "previous",
    [
        "",
        "no calendar",
        "BEGIN:VEVENT\r\nUID:tea@ecgtool",
        "BEGIN:VEVENT\nSEQUENCE:x\nDTSTAMP:y\nEND:VEVENT\n",
        "\x00\ufffd",
    ],
)
def test_a_file_that_is_no_calendar_is_no_memory(previous: str) -> None:
    """It is as if there were none."""
    assert exported(tea(), previous=previous) == exported(tea())


def test_a_file_that_another_program_wrote_is_a_memory() -> None:
    """Line ends, folds and the order of properties do not count."""
    first = exported(tea(SKIP), previous=exported(tea()), now=LATER)
    lines = first.replace("\r\n ", "").split("\r\n")
    start, end = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
    lines[start + 1 : end] = reversed(lines[start + 1 : end])
    assert exported(tea(SKIP), previous="\n".join(lines), now=LATER + timedelta(days=9)) == first


def test_uids_come_from_the_key_and_the_segment() -> None:
    """Neither name, hour, link nor the order of extra meetings is in them."""
    more = (
        "[[groups.tea.schedule.change]]\nfrom = 2027-01-04\nat = '07:00'\n"
        "[[groups.tea.schedule.extra]]\nat = 2026-02-10T09:00\n"
        "[[groups.tea.schedule.extra]]\nat = 2026-02-11T09:00\n"
        "[[groups.tea.schedule.extra]]\nat = 2026-02-11T18:00\n"
    )
    assert [event["UID"] for event in events(exported(tea(more)))] == [
        "tea@ecgtool",
        "tea.from-20270104@ecgtool",
        "tea.extra-20260210@ecgtool",
        "tea.extra-20260211T0900@ecgtool",
        "tea.extra-20260211T1800@ecgtool",
    ]


def test_a_uid_is_unique_in_the_world() -> None:
    """Of the host of homepage or wiki, or else of name and zone: who has the same key elsewhere has another."""
    plain = tea()._replace(ical=CalendarSettings())
    at_home = plain._replace(homepage="https://wiki.example.org/Tea")
    uids = [events(exported(group))[0]["UID"] for group in (plain, plain._replace(name="Coffee"), at_home)]
    assert uids[2] == "tea@wiki.example.org"
    assert len(set(uids)) == 3
    assert uids[0].startswith("tea@")
    assert events(exported(plain._replace(ical=CalendarSettings(uid="3f6e0c1e"))))[0]["UID"] == "3f6e0c1e"


def test_the_uids_of_a_file_that_is_there_are_kept() -> None:
    """Also those of an earlier version, and those of a homepage that has moved; a uid of one's own goes before."""
    plain = tea(SKIP)._replace(ical=CalendarSettings())
    moved = plain._replace(homepage="https://example.org/tea")
    first = exported(tea())
    for group in (plain, moved):
        assert {event["UID"] for event in events(exported(group, previous=first))} == {"tea@ecgtool"}
    own = plain._replace(ical=CalendarSettings(uid="3f6e0c1e"))
    assert events(exported(own, previous=first))[0]["UID"] == "3f6e0c1e"


def test_a_slot_is_a_series_of_its_own() -> None:
    """On its own clock, known by its name; the first keeps the group's UID, and a moved meeting is its slot's."""
    slot = (
        "[[groups.tea.schedule.slot]]\nname = 'A/P'\nevery = '2 weeks'\non = 'Tuesday'\nat = '17:00'\n"
        "start = 2026-06-16\ntimezone = 'Asia/Tokyo'\n"
        "[[groups.tea.schedule.move]]\ndate = 2026-06-30\nto = 2026-07-01\n"
    )
    first, other, moved = events(exported(tea(slot)))
    assert [one["UID"] for one in (first, other, moved)] == ["tea@ecgtool", *["tea.slot-A%2FP@ecgtool"] * 2]
    assert "DTSTART;TZID=Asia/Tokyo:20260616T170000" in other.lines
    assert moved["RECURRENCE-ID"] == "20260630T170000"


def test_a_move_past_another_meeting_is_an_event_of_its_own() -> None:
    """And so is any exception in UTC; the rest are overrides."""
    past = "[[groups.tea.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-23\n"
    series, moved = events(exported(tea(past)))
    assert series.values("EXDATE") == ["20260615T080000"]
    assert (moved["UID"], moved.values("RECURRENCE-ID")) == ("tea.on-20260615@ecgtool", [])
    near = past.replace("2026-06-23", "2026-06-16")
    assert events(exported(tea(near)))[1]["RECURRENCE-ID"] == "20260615T080000"
    zone = ZoneInfo("UTC")
    schedule = tea(near).schedule
    slots = tuple(one._replace(zone=zone) for one in schedule.slots)
    in_utc = tea(near)._replace(schedule=schedule._replace(zone=zone, slots=slots))
    assert not events(exported(in_utc))[1].values("RECURRENCE-ID")


def test_a_calendar_of_several_groups_keeps_nobody_busy() -> None:
    """Only the calendar of one group marks its time as busy."""
    assert events(exported(tea()))[0]["TRANSP"] == "OPAQUE"
    coffee = tea()._replace(key="coffee", ical=CalendarSettings(uid="coffee@ecgtool"))
    both = events(ical.export([tea(), coffee], NOW, ical.Options()))
    assert {event["TRANSP"] for event in both} == {"TRANSPARENT"}


def test_a_key_of_any_letters_makes_a_plain_uid() -> None:
    """And no two keys make the same."""
    uids = {
        events(exported(tea()._replace(key=key, ical=CalendarSettings())))[0]["UID"]
        for key in ("a b", "a.b", "a%20b", "日", "a\nb", "a;b")
    }
    assert len(uids) == 6
    assert all(uid.isascii() and not set(uid) & set(" ;,:\n\\") for uid in uids)


def test_several_groups_in_one_file() -> None:
    """Each with its own series, and one VTIMEZONE for a zone that two have."""
    coffee = tea()._replace(key="coffee", name="Coffee", ical=CalendarSettings(uid="coffee@ecgtool"))
    groups = [tea(), coffee]
    text = ical.export(groups, NOW, ical.Options())
    assert [event["UID"] for event in events(text)] == ["tea@ecgtool", "coffee@ecgtool"]
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "X-WR-CALNAME:Tea\\, Coffee\r\n" in text
