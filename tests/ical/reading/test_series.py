"""Tests of which events are one series, and of what is told of the rest."""

import pytest

from ecgtool.ical.reading import NotACalendar, read_calendar
from tests.ical.reading.files import WEEKLY, file, read, starts


def names(*events: str) -> list[str]:
    """The names of the series in such a calendar."""
    return [one.name for one in read(*events).series]


def test_the_newest_version_is_meant() -> None:
    """The highest SEQUENCE, though it stands first, and though it is cancelled."""
    later = f"{WEEKLY}\nSEQUENCE:3".replace("T170000", "T090000").replace("T180000", "T100000")
    assert starts(read(later, f"{WEEKLY}\nSEQUENCE:2"))[0] == "01-05 17:00"
    (series,) = read(f"{later}\nSTATUS:CANCELLED", WEEKLY).series
    assert series.cancelled


def test_messages_put_together_are_versions() -> None:
    """A request, then a cancellation without a start; proposals and answers are no versions of it."""
    request = file(WEEKLY, head="METHOD:REQUEST\n")
    cancel = file("UID:lab\nSUMMARY:Lab group\nSEQUENCE:1\nDTSTAMP:20260101T000000Z", head="METHOD:CANCEL\n")
    assert read_calendar(request + cancel, 2026).series[0].cancelled
    for method in ("COUNTER", "REPLY"):
        other = file(WEEKLY.replace("T170000", "T090000") + "\nSEQUENCE:9", head=f"METHOD:{method}\n")
        calendar = read_calendar(request + other, 2026)
        assert starts(calendar)[0] == "01-06 01:00"
        assert method in calendar.faults[0].words


def test_series_that_share_a_uid_are_all_kept() -> None:
    """A UID that was copied with the rest is told."""
    others = [WEEKLY.replace("Lab", f"Lab {day}").replace("20260105", f"2026010{day}") for day in (6, 7, 8)]
    calendar = read(WEEKLY, *others)
    assert [one.name for one in calendar.series] == ["Lab group", "Lab 6 group", "Lab 7 group", "Lab 8 group"]
    assert len(calendar.faults) == 3


def test_events_without_a_uid_are_each_their_own() -> None:
    """Nothing says that they are one."""
    assert len(names(WEEKLY.replace("UID:lab\n", ""), WEEKLY.replace("UID:lab\n", ""))) == 2


def test_one_bad_event_does_not_spoil_the_file() -> None:
    """It is named with its line, and the real reason."""
    bad = WEEKLY.replace("UID:lab", "UID:bad").replace("Lab", "Bad")
    calendar = read(bad.replace("20260105T170000", "20261305T170000"), bad.replace("WEEKLY", "HOURLY"), WEEKLY)
    assert [one.name for one in calendar.series] == ["Lab group"]
    first, second = (fault.words for fault in calendar.faults)
    assert first.startswith("“Bad group” (line 6): it cannot be told when it is")
    assert second.startswith("“Bad group” (line 10): its rule cannot be kept, RRULE:FREQ=HOURLY")


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    """What is there counts, and the rest is told."""
    whole = file(WEEKLY, WEEKLY.replace("lab", "b").replace("Lab", "Other"))
    calendar = read_calendar(whole[: whole.rindex(b"RRULE") + 8], 2026)
    assert [one.name for one in calendar.series] == ["Lab group"]
    assert any("breaks off" in fault.problem for fault in calendar.faults)


@pytest.mark.parametrize("data", [b"", b"<!doctype html><p>Sign in</p>", b"\xff\xfe\x00", b"BEGIN:VCARD\nEND:VCARD"])
def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    """A page to sign in with is what comes most often."""
    with pytest.raises(NotACalendar):
        read_calendar(data, 2026)
