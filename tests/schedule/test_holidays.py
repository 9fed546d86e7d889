"""Tests of ``ecgtool.schedule.holidays`` and of what the schedule leaves out for it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from ecgtool.group import Group, Move, Recurrence
from ecgtool.schedule import holidays
from ecgtool.schedule.occurrences import meetings, occurrences
from tests.support import one_slot
from tests.test_startup import modules_loaded

MONDAYS = one_slot(
    ZoneInfo("America/Los_Angeles"),
    (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1)),),
    holidays=("US-CA", "DE"),
)


def test_a_holiday_has_a_name_in_english() -> None:
    """Of a country, of a part of one, and in the first of several codes that has one that day."""
    assert holidays.name_on(date(2026, 5, 25), ("US",)) == "Memorial Day"
    assert holidays.name_on(date(2026, 10, 3), ("DE",)) == "German Unity Day"
    assert holidays.name_on(date(2026, 3, 31), ("US",)) is None
    assert "Chavez" in (holidays.name_on(date(2026, 3, 31), ("DE", "US-CA")) or "")


def test_codes_are_those_of_iso_3166() -> None:
    """Countries and their subdivisions; what is none is not known."""
    assert holidays.known("US")
    assert holidays.known("DE-BY")
    assert not any(
        holidays.known(code) for code in ("XX", "US-XX", "us", "", "-", "US-", "USA", "UnitedStates", "__init__")
    )
    assert {"US", "US-CA", "DE-BY"} <= set(holidays.codes())


def test_a_public_holiday_is_left_out_and_its_name_is_told() -> None:
    """Memorial Day in California, Whit Monday in Germany: the same list of names as a skip."""
    meeting = next(meetings(MONDAYS, datetime(2026, 5, 20, tzinfo=UTC)))
    assert meeting.occurrence.local_start.date() == date(2026, 6, 1)
    assert [(left.day, bool(left.reason)) for left in meeting.skipped] == [(date(2026, 5, 25), True)]


def test_a_meeting_moved_off_a_holiday_is_held() -> None:
    """A move is the later word on its date."""
    schedule = MONDAYS._replace(moves=(Move(date(2026, 5, 25), date(2026, 5, 26)),))
    meeting = next(meetings(schedule, datetime(2026, 5, 20, tzinfo=UTC)))
    assert (meeting.occurrence.status, meeting.skipped) == ("moved", ())


def test_a_meeting_that_is_always_on_a_holiday_ends_the_search() -> None:
    """Each Christmas is left out; whatever year the library ends in, the answer comes at once."""
    rule = Recurrence("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", time(8), timedelta(hours=1), last=date(2090, 1, 1))
    schedule = one_slot(MONDAYS.zone, (rule,), holidays=MONDAYS.holidays)
    assert list(islice(occurrences(schedule, datetime(2026, 1, 1, tzinfo=UTC)), 1)) == []


def test_a_member_two_days_ahead_has_a_holiday() -> None:
    """Friday night in Pago Pago is early Sunday in Kiritimati, which is 25 hours ahead: Kiribati's National Day."""
    friday = (Recurrence("FREQ=WEEKLY;BYDAY=FR", time(23, 30), timedelta(hours=1)),)
    schedule = one_slot(ZoneInfo("Pacific/Pago_Pago"), friday)
    group = Group("atoll", "Atoll", schedule, zones=(ZoneInfo("Pacific/Kiritimati"),))
    coming = list(islice(occurrences(schedule, datetime(2026, 7, 10, tzinfo=UTC)), 2))
    (found,), none = holidays.holidays_met(group, coming)
    assert (found.code, found.day) == ("KI", date(2026, 7, 12))
    assert none == ()


def test_a_country_is_loaded_without_the_others(tmp_path: Path) -> None:
    """To load all of them takes as long as a run without any."""
    (tmp_path / "ecg.toml").write_text(
        '[groups.g]\ntimezone = "UTC"\nschedule = { every = "day", at = "08:00", holidays = ["US", "DE-BY"] }\n'
    )
    loaded = {name for name in modules_loaded(tmp_path, "next-meeting") if name.startswith("holidays.countries.")}
    assert "holidays.countries.germany" in loaded
    assert len(loaded) < 10
