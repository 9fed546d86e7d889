"""Calendars that are slightly broken tell what of them can be read, and what cannot."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.errors import UsageError
from ecgtool.learn.draft import drafts_by_key
from ecgtool.learn.ical.file import learn_ical
from ecgtool.learn.write import toml_text
from tests.learn.ical.test_file import TODAY, as_group, calendar, only, weekly

NAMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY")
PARAMETERS = ("", ";TZID=Asia/Tokyo", ";TZID=Nowhere", ";VALUE=DATE", ";VALUE=PERIOD", ";VALUE=TEXT", ";VALUE=BINARY")
VALUES = (
    "20260105T080000", "20260105T080000Z", "20260105", "00010101T000000", "99991231T235959Z", "99991231", "PT1H",
    "P999999999D", "20260105T080000Z/PT1H", "20260105T080000Z,foo", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;INTERVAL=0",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z", "FREQ=WEEKLY;UNTIL=00010101", "FREQ=SECONDLY", "-1", "foo", "",
)  # fmt: skip
lines = st.builds("{}{}:{}".format, st.sampled_from(NAMES), st.sampled_from(PARAMETERS), st.sampled_from(VALUES))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SEQUENCE:abc", "its SEQUENCE cannot be read"),
        ("EXDATE:nonsense", "its EXDATE cannot be read"),
        ("RDATE:foo", "its RDATE cannot be read"),
        ("DURATION:foo", "its DURATION cannot be read"),
        ("SEQUENCE:1\nSEQUENCE:2", None),
        ("DTSTAMP:foo", None),
    ],
)
def test_what_an_event_can_do_without_is_told_and_the_rest_kept(line: str, told: str | None) -> None:
    """A value that is nonsense, or stands there twice, costs nobody the series; the readable exception counts."""
    draft = only(calendar(weekly("UTC", f"EXDATE:20260119T080000Z\n{line}")))
    assert len(draft.unknown) == (told is not None)
    assert all(word.startswith("“Lab group” (line ") and f": {told}" in word for word in draft.unknown)
    assert as_group(draft).schedule.skips[0].first == date(2026, 1, 19)


@pytest.mark.parametrize(
    "line", ["RECURRENCE-ID:foo", "RECURRENCE-ID;TZID=UTC:00010101T000000", "EXDATE:99991231T000000Z"]
)
def test_an_event_whose_time_cannot_be_told_is_left_out_and_told(line: str) -> None:
    """It is not taken for a meeting more."""
    single = f"UID:a\nSUMMARY:Moved\nDTSTART:20260106T080000Z\n{line}"
    draft = only(calendar(weekly("UTC"), single))
    assert "extra" not in draft.table["schedule"]
    assert [word for word in draft.unknown if word.startswith("“Moved” (line 1")]


def test_a_file_with_nothing_but_a_fault_says_which() -> None:
    """The event's name, its line and the reason."""
    with pytest.raises(UsageError, match=r"“Moved” \(line 7\): it cannot be told when it is: “soon” is no date"):
        learn_ical(calendar("UID:a\nSUMMARY:Moved\nDTSTART:soon"), TODAY)


def test_an_instance_named_twice_is_moved_once() -> None:
    """A RECURRENCE-ID that stands there twice is the first one."""
    moved = "UID:a\nSUMMARY:Lab group\nDTSTART:20260120T080000Z\n" + "RECURRENCE-ID:20260119T080000Z\n" * 2
    schedule = only(calendar(weekly("UTC"), moved)).table["schedule"]
    assert schedule["move"] == [{"date": date(2026, 1, 19), "to": datetime(2026, 1, 20, 8)}]


@settings(max_examples=150)
@given(st.lists(st.lists(lines, max_size=4), min_size=1, max_size=2), st.sampled_from(["Asia/Tokyo", "Pacific/Apia"]))
def test_any_value_of_any_property_is_learnt_or_told(events: list[list[str]], zone: str) -> None:
    """Whatever stands where: drafts that make a file, or one line on why there are none."""
    try:
        drafts = learn_ical(calendar(weekly(zone), *(weekly(zone, "\n".join(more), "b") for more in events)), TODAY)
    except UsageError:
        drafts = []
    assert all(f"[groups.{key}]" in toml_text(drafts_by_key(drafts), "test") for key in drafts_by_key(drafts))
