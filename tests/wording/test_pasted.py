"""Dates as they are copied from a page, a mail or an answer of the tool, on Wednesday, June 10, 2026."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.errors import UsageError
from ecgtool.group import Group, PageSettings, Recurrence, Schedule, Slot
from ecgtool.render.meeting import GroupMeeting, meetings_text
from ecgtool.schedule.occurrences import Moment, meetings
from ecgtool.wording.templates import heading_line
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import Around, around

NOW = datetime(2026, 6, 10, 17, tzinfo=ZoneInfo("UTC"))
ZONE = ZoneInfo("America/Los_Angeles")
MONDAYS = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1))


def group_with(heading: str, language: str = "") -> Group:
    """A group that meets on Mondays, whose line has that form."""
    schedule = Schedule(ZONE, (Slot(ZONE, (MONDAYS,)),))
    return Group("tea", "Tea Tasters", schedule, wiki=PageSettings(heading=heading), language=language)


ZONES = ("America/Los_Angeles", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe", "UTC", "Europe/Berlin")
FORMS = (
    "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC",
    "Next meeting: {month} {ordinal}, {year} at {utc} UTC",
    "Meeting on {utc_date} at {utc_colon} UTC",
    "SIG meets {weekday}, {day} {month_abbr} {year} {time24} ({tz})",
)
TEA = group_with("Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC")


def read(text: str, group: Group = TEA) -> Moment:
    """The moment that a text names for a group."""
    return parse_day(text, around([group], NOW))


@pytest.mark.parametrize(
    "text",
    [
        "Our next meeting is on June 15 at 8am",
        "Next call: Monday, June 15, 8am PDT",
        "next meeting on Monday, June 15 at 8am PDT",
        "Meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC",
        "== <span id='next-meeting'></span>Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC ==",
        "{{anchor|next-meeting}}Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC",
        "## Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC",
        "> **Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC**",
        "Next meeting: '''Monday, June 15, 2026, 08:00 PDT''' (15:00 UTC, 17:00 Berlin, Tuesday 00:00 Tokyo).",
        "| '''Monday, June 15, 2026''' || 08:00 PDT || 15:00 || 17:00 || Lab",
        "Tea Tasters: Monday, June 15, 8am PDT / 15:00 UTC",
        "next:\tMonday 2026-06-15\t08:00 PDT\t2026-06-15 15:00 UTC\ttea",
        "Monday 2026-06-15  08:00 PDT  2026-06-15 15:00 UTC",
        "“June 15, 8am”",
        "`2026-06-15T08:00`",
        "+date = 2026-06-15T08:00",
        "June\u200b 15, 8am.",
        "2026\u201106\u201115 08:00",
        "20260615T150000Z",
        "2026-06-15 08:00".translate({sign: sign + 0xFEE0 for sign in range(0x30, 0x3B)}),
    ],
)
def test_what_stands_around_a_date_is_taken_off(text: str) -> None:
    """Headings, rows, subjects, quotes, lines of a diff: the date and the hour in them are what is meant."""
    assert read(text) == Moment(date(2026, 6, 15), time(8))


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Join us {date} {time24} {tz} ({utc_colon} UTC)!", ""),
        ("The {ordinal} of {month} {year}, {utc} UTC", ""),
        ("Call of {utc_date}, {utc} UTC, on Zoom", ""),
        ("Next meeting\n{month} {day}, {year} at {time}", ""),
        ("Meet {weekday} {day} {month_abbr} {year} {time24} {tz} = {time:Europe/Berlin} Berlin", ""),
        ("Nächstes Treffen: {weekday}, {ordinal} {month} {year}, {time24} {tz}", "de"),
        ("Prochaine réunion : {weekday} {day} {month} {year}, {utc} UTC", "fr"),
        ("次回: {year}年{month}{day}日 {time24} {tz}", "ja"),
    ],
)
def test_a_heading_of_the_groups_own_form_is_read(heading: str, language: str) -> None:
    """Whatever its fixed words are; with the marks of a heading, and with words after it, too."""
    group = group_with(heading, language)
    meeting = next(meetings(group.schedule, NOW))
    line = heading_line(group, meeting.occurrence).rpartition("\n")[2]
    for text in (line, f"=== {line} ===", f"* '''{line}'''"):
        assert read(text, group) == Moment(date(2026, 6, 15), time(8))


@given(st.data())
def test_any_line_that_the_tool_writes_is_read_back(data: st.DataObject) -> None:
    """In any zone and language; also where a local date stands beside a time in UTC."""
    zone, hour = ZoneInfo(data.draw(st.sampled_from(ZONES))), data.draw(st.integers(0, 23))
    rule = MONDAYS._replace(at=time(hour, data.draw(st.sampled_from((0, 30)))))
    form, language = data.draw(st.sampled_from(FORMS)), data.draw(st.sampled_from(("", "de", "fr", "it", "ja", "nl")))
    group = group_with(form, language)._replace(schedule=Schedule(zone, (Slot(zone, (rule,)),)))
    now = NOW + timedelta(days=data.draw(st.integers(0, 400)))
    held = next(meetings(group.schedule, now)).occurrence
    found = parse_day(f"== {heading_line(group, held)} ==", around([group], now))
    assert found.day == held.local_start.date()
    assert found.at in {None, held.local_start.time()}


def test_a_row_of_the_next_meetings_is_read_whole() -> None:
    """As it is printed, with its tabs, and as a terminal shows it, with spaces."""
    row = meetings_text([GroupMeeting(TEA, next(meetings(TEA.schedule, NOW)), (), NOW)]).strip("\n")
    assert read(row) == read(row.expandtabs()) == Moment(date(2026, 6, 15), time(8))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Next meeting: Monday (June 15, 2026), 9am PDT / 1500 UTC", "09:00 there is 1600 UTC"),
        ("Next meeting: Tuesday (June 15, 2026), 8am PDT / 1500 UTC", "is a Monday"),
        ("Monday 2026-06-15\t09:00 PDT\t2026-06-15 15:00 UTC\ttea", "09:00 there is 1600 UTC"),
        ("Tuesday: June 15", "is no date"),
        ("Next meeting: TBD", "'TBD' is no date"),
        ("June 15 or June 22", "is no date"),
    ],
)
def test_what_does_not_agree_is_refused(text: str, said: str) -> None:
    """Nothing that tells of the date is taken off with what stands around it."""
    with pytest.raises(UsageError, match=said):
        read(text)


def test_without_a_group_usual_words_are_still_taken_off() -> None:
    """With several groups asked for, no heading is known."""
    day = date(2026, 6, 15)
    assert parse_day("== Next meeting: June 15 ==", Around(today=date(2026, 6, 10), zone=ZONE)) == Moment(day)
