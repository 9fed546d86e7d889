"""Tests of ``ecgtool.upkeep.group_page``: what does not go together in a line, and what the page cancels."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Group, Move, PageSettings, Recurrence, Skip
from ecgtool.page import Syntax, parse_page
from ecgtool.schedule.occurrences import meeting_on
from ecgtool.upkeep.bump import OtherDate, bump
from ecgtool.upkeep.group_page import GroupPage, over_at, problems_of
from ecgtool.wording.reading import Reading, read_line
from ecgtool.wording.templates import Subject, parse_template
from tests.support import one_slot

PACIFIC = one_slot(
    ZoneInfo("America/Los_Angeles"),
    (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1)),),
    skips=(Skip(date(2026, 1, 19), date(2026, 1, 19)),),
    moves=(Move(date(2026, 5, 25), date(2026, 5, 26), time(9)),),
)
FORM = parse_template("Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC")


def problems(text: str) -> list[tuple[str, str, str]]:
    """What is wrong in a line of the Pacific group, as tuples."""
    found = problems_of(read_line(text, date(2026, 2, 1)), PACIFIC)
    return [(problem.code, problem.found, problem.expected) for problem in found]


def test_a_summer_label_in_winter_is_a_wrong_zone() -> None:
    """The zone's own other abbreviation is wrong on that date, while the UTC time may be right."""
    assert problems("Monday (January 12, 2026), 8am PDT / 1600 UTC") == [("zone-mismatch", "PDT", "PST")]


@pytest.mark.parametrize(
    ("label", "wrong"),
    [("UTC-8", False), ("GMT-08:00", False), ("UTC-7", True), ("UTC+8", True)],
)
def test_an_offset_is_right_or_wrong_in_any_spelling(label: str, wrong: bool) -> None:
    """In January the Pacific clock is eight hours behind UTC, whether or not the zone has letters for it."""
    expected = [("zone-mismatch", label, "PST")] if wrong else []
    assert problems(f"Monday (January 12, 2026), 8am {label} / 1600 UTC") == expected


def test_each_part_is_judged_on_its_own() -> None:
    """A wrong weekday, zone and UTC time are told all three, in this order."""
    assert problems("Tuesday (January 12, 2026), 8am CEST / 1500 UTC") == [
        ("weekday-mismatch", "Tuesday", "Monday"),
        ("zone-mismatch", "CEST", "PST"),
        ("utc-mismatch", "1500", "1600"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "TBD",
        "Monday (January 12, 2026)",
        "Monday (January 12, 2026), 8am PT",
        "Monday (January 12, 2026), 8am in room 5",
        "Wednesday, January 14, 2026, 10:00 PST / 1800 UTC",
        "Monday, 0001-01-01 8am PST",
    ],
)
def test_what_is_not_said_is_not_wrong(text: str) -> None:
    """Nothing is found in a line without a date, without a clock, with a word that is no zone, or off the plan."""
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Monday (January 12, 2026), 8am PST", datetime(2026, 1, 12, 17, tzinfo=UTC)),
        ("May 26, 2026", datetime(2026, 5, 26, 17, tzinfo=UTC)),
        ("Wednesday, January 14, 2026, 10:00 PST", datetime(2026, 1, 14, 19, tzinfo=UTC)),
        ("January 14, 2026 0100 UTC", datetime(2026, 1, 15, 2, tzinfo=UTC)),
        ("January 14, 2026", datetime(2026, 1, 15, 8, tzinfo=UTC)),
        ("January 19, 2026", datetime(2026, 1, 20, 8, tzinfo=UTC)),
    ],
)
def test_a_line_is_over_when_its_meeting_is(text: str, end: datetime) -> None:
    """The plan's end counts, then the line's own clock in the group's zone, then the end of the local day."""
    assert over_at(read_line(text, date(2026, 2, 1)), PACIFIC) == end


def test_a_line_without_a_date_is_never_over() -> None:
    """Whoever wrote "TBD" named no meeting that could end."""
    assert over_at(Reading(), PACIFIC) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["Asia/Kolkata", "Europe/Dublin", "Asia/Tokyo"]))
def test_nothing_is_wrong_in_a_line_that_the_template_renders(day: date, zone: str) -> None:
    """Rendered, then read, then judged: no meeting of any plan has a fault."""
    rule = Recurrence("FREQ=DAILY", time(23, 30), timedelta(hours=1), anchor=day)
    schedule = one_slot(ZoneInfo(zone), (rule,))
    occurrence = meeting_on(schedule, day)
    assert occurrence
    assert occurrence.local_start.date() == day
    text = FORM.render(Subject(occurrence))
    assert problems_of(FORM.read(text, day, schedule.zone), schedule) == ()


@pytest.mark.parametrize(
    "word", ["CANCELLED", "canceled", "can<!-- c -->celled", "&#99;ancelled", "<i>C</i>ancelled"]
)
@pytest.mark.parametrize(("syntax", "mark"), [("wikitext", "== {} =="), ("markdown", "## {}")])
def test_a_page_cancels_in_whatever_marks_the_word_stands(syntax: Syntax, mark: str, word: str) -> None:
    """The word that the page is looked through for is the one that a reader sees, as in each topic's title."""
    text = f"{mark.format('Upcoming meeting topics')}\n\n* June 8: {word}\n* June 15: labs\n"
    group_page = GroupPage(parse_page(text, syntax), Group("lab", "Lab", PACIFIC), datetime(2026, 6, 2, tzinfo=UTC))
    assert group_page.cancelling == tuple(entry for entry in group_page.entries if entry.cancelled)
    assert [entry.last for entry in group_page.cancelling] == [date(2026, 6, 8)]


def test_a_date_in_figures_with_two_readings_is_told_with_both() -> None:
    """Nothing is guessed, and the line does not seem to have no date; in a language it has one reading."""
    group, now = Group("tidal", "Tidal Group", PACIFIC), datetime(2026, 6, 2, tzinfo=UTC)
    [problem] = bump("== Next meeting: 1.6.2026 ==\n", group, now).problems
    assert "“Next meeting: 1.6.2026”, which may be 2026-01-06 or 2026-06-01" in str(problem)
    page = GroupPage(parse_page("== Next meeting: 1.6.2026 ==\n"), group._replace(language="de"), now)
    assert page.possible_dates(page.lines[0]) == ()


LINE = "Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC"
JUNE_2 = datetime(2026, 6, 2, tzinfo=UTC)


@pytest.mark.parametrize("ending", [" - CANCELLED", " (canceled)", " is cancelled"])
def test_a_line_that_calls_the_next_meeting_off_stays(ending: str) -> None:
    """A person wrote that. It is told what to type, and once the meeting is over the line is replaced."""
    group, text = Group("tidal", "Tidal Group", PACIFIC), f"== {LINE}{ending} ==\n"
    made = bump(text, group, JUNE_2)
    [problem] = made.problems
    assert (made.text, "says that 2026-06-08 is cancelled" in str(problem)) == (text, True)
    assert isinstance(problem, OtherDate)
    assert (problem.off, problem.moved_to) == ((date(2026, 6, 8), date(2026, 6, 8)), None)
    assert bump(text, group, JUNE_2, force=True).text == f"== {LINE} ==\n"
    assert "June 15" in bump(text, group, JUNE_2 + timedelta(days=7)).text


def test_a_form_that_has_the_word_calls_nothing_off() -> None:
    """What each line of the group says is no person's word about one meeting."""
    settings = PageSettings(page="Tidal", heading="Next meeting: {month} {day}, unless cancelled on the list")
    group = Group("tidal", "Tidal Group", PACIFIC, wiki=settings)
    text = "== Next meeting: June 8, unless cancelled on the list ==\n"
    assert (bump(text, group, JUNE_2).text, bump(text, group, JUNE_2).problems) == (text, ())


def test_a_cancelled_date_in_figures_with_two_readings_is_told_with_both() -> None:
    """Neither is guessed. It matters only where a meeting would be held on one of them."""
    group = Group("tidal", "Tidal Group", PACIFIC)
    text = f"== {LINE} ==\n== Topics ==\n* 8.6.: cancelled\n* 9.6.: cancelled\n* 15.6.: cancelled\n* 6/8: Tides\n"
    made = bump(text, group, JUNE_2)
    assert (made.text, made.cancelled) == (text, (date(2026, 6, 15),))
    assert made.doubtful == ((date(2026, 6, 8), date(2026, 8, 6)),)
    assert bump(text, group._replace(language="de"), JUNE_2).doubtful == ()
    assert bump(text.replace("cancelled", "canvas"), group, JUNE_2).doubtful == ()
