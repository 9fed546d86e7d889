"""Tests of ``ecgtool.page.sections.topics``: which lines are dated topics, what they say, and what they cancel."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Extra, Move, Recurrence, SectionNames, Topic
from ecgtool.page import Syntax, parse_page
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topics import TopicEntry, drop, less_cancelled, read_entries, why_cancelled
from ecgtool.schedule.occurrences import occurrences
from ecgtool.text_edit import apply
from tests.page import hostile
from tests.support import one_slot

NEAR = date(2025, 12, 10)


def sections(text: str, syntax: Syntax = "wikitext") -> NamedSections:
    """The sections of a page whose upcoming topics are ``text``."""
    mark = "==" if syntax == "wikitext" else "##"
    return NamedSections(
        parse_page(f"{mark} Upcoming Topics {mark}\n{text}\n{mark} Logs {mark}\n* Dec 1: log\n", syntax),
        SectionNames(),
    )


def entries(text: str, syntax: Syntax = "wikitext") -> tuple[TopicEntry, ...]:
    """The dated entries among these topics."""
    return read_entries(sections(text, syntax), NEAR)


def days(*spans: tuple[int, int]) -> tuple[tuple[date, date], ...]:
    """Ranges of dates in December 2025."""
    return tuple((date(2025, 12, first), date(2025, 12, last)) for first, last in spans)


@pytest.mark.parametrize(
    ("line", "named", "title"),
    [
        ("* '''December 08''' - '''Drift (part 2)'''", days((8, 8)), "Drift (part 2)"),
        ("* '''Monday, December 8th, 2025''': [https://example.org drift]", days((8, 8)), "drift"),
        ("* 8 December 2025 drift", days((8, 8)), "drift"),
        ("# Mon (2025-12-08) drift", days((8, 8)), "drift"),
        ("* [x] Dec 8 | drift", days((8, 8)), "drift"),
        ("* December 15 - 29: break", days((15, 29)), "break"),
        ("* December 15 to December 29 - break", days((15, 29)), "break"),
        ("* December 15, 22, and 29: break", days((15, 15), (22, 22), (29, 29)), "break"),
        ("* December 15 & 22 - 29: break", days((15, 15), (22, 29)), "break"),
        ("* December 15 - 20 years of tides", days((15, 15)), "20 years of tides"),
        ("* December 15 - 10:30 start", days((15, 15)), "10:30 start"),
        ("'''December 15''' - drift", days((15, 15)), "drift"),
    ],
)
def test_an_entry_begins_with_its_dates(line: str, named: tuple[tuple[date, date], ...], title: str) -> None:
    """Marks, weekday and the words around the dates are read, not told."""
    [entry] = entries(line)
    assert (entry.days, entry.titles) == (named, (title,))
    assert entry.topics == (Topic(named[0][0], title, cancelled=False),)


@pytest.mark.parametrize(
    "line",
    ["* TBD", "*", "* a talk of December 8", "=== December 8 ===", "<!-- * December 8: x -->", "* December", "* 8"],
)
def test_what_is_no_dated_entry(line: str) -> None:
    """A date within the text, in a heading or in a comment makes none."""
    assert entries(line) == ()


def test_what_stands_in_nowiki_is_no_entry() -> None:
    """Nor does the list below it belong to it, or its words cancel a date."""
    hidden = "<nowiki>\n* December 08: cancelled\n</nowiki>"
    text = f"{hidden}\n* December 15: Drift\n{hidden.replace('08', '15')}"
    assert [(one.days, one.titles) for one in entries(text)] == [(days((15, 15)), ("Drift",))]


def test_a_date_without_a_year_is_the_nearest() -> None:
    """In December, January is to come and November past."""
    found = entries("* January 5: a\n* November 24: b\n* January 5, 2025: c")
    assert [entry.last for entry in found] == [date(2026, 1, 5), date(2025, 11, 24), date(2025, 1, 5)]


def test_children_say_what_a_bare_date_is_about() -> None:
    """Each is a topic of that date; below a title they are details of it."""
    [bare, titled] = entries("* December 15\n** one\n*** detail\n** two: canceled\n* December 22: three\n** detail\n")
    assert bare.topics == (
        Topic(date(2025, 12, 15), "one"),
        Topic(date(2025, 12, 15), "two: canceled", cancelled=True),
    )
    assert bare.cancelled
    assert titled.titles == ("three",)


def test_markdown_items_go_on_over_lines() -> None:
    """Indented text and deeper items belong to the entry, an empty line behind it does not."""
    [first, second] = entries("- **Dec 15**: a\n  goes on\n\n  - b\n\n- Dec 22: c\n", "markdown")
    assert first.titles == ("a goes on",)
    text = sections("- **Dec 15**: a\n  goes on\n\n  - b\n\n- Dec 22: c\n", "markdown").page.text
    assert text[first.start : first.end] == "- **Dec 15**: a\n  goes on\n\n  - b\n"
    assert text[second.start : second.end] == "- Dec 22: c\n"


RULE = Recurrence("FREQ=WEEKLY;BYDAY=MO,TH", time(8), timedelta(hours=1))
SCHEDULE = one_slot(
    ZoneInfo("Europe/Berlin"),
    (RULE,),
    moves=(Move(date(2025, 12, 22), date(2025, 12, 23)),),
    extras=(Extra(date(2025, 12, 19), time(9)),),
)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("* December 11 - 18: cancelled", ["12-19", "12-23", "12-25"]),
        ("* December 11, 18: cancelled", ["12-15", "12-19", "12-23"]),
        ("* December 11 - 23: cancelled", ["12-25", "12-29", "01-01"]),
        ("* December 22: cancelled, held on the 23rd", ["12-11", "12-15", "12-18"]),
        ("* December 8: cancelled\n* December 11: not far", ["12-11", "12-15", "12-18"]),
    ],
)
def test_cancelled_dates_have_no_meeting(line: str, left: list[str]) -> None:
    """Regular, moved and extra ones go alike; a moved meeting is off with its new date, not with its old one."""
    now = datetime(2025, 12, 10, tzinfo=UTC)
    schedule = less_cancelled(SCHEDULE, entries(line), now)
    assert [f"{one.local_start:%m-%d}" for one in islice(occurrences(schedule, now), 3)] == left


@pytest.mark.parametrize(
    ("tag", "line", "left", "why"),
    [
        ("de", "* 11. Dezember: entfällt wegen Sturm", ["12-15", "12-18"], "entfällt wegen Sturm"),
        ("de", "* December 11, 15 abgesagt", ["12-18", "12-19"], ""),
        ("fr", "* 11 décembre: annulée", ["12-15", "12-18"], ""),
        ("ja", "* 12月11日: 中止", ["12-15", "12-18"], ""),
        ("de", "* 11. Dezember: nicht abgesagt", ["12-11", "12-15"], "nicht abgesagt"),
        ("", "* December 11: entfällt", ["12-11", "12-15"], "entfällt"),
    ],
)
def test_a_date_is_cancelled_in_the_groups_language(tag: str, line: str, left: list[str], why: str) -> None:
    """Its own words for it are read besides the English ones, and are no reason."""
    now = datetime(2025, 12, 10, tzinfo=UTC)
    page = parse_page(f"== Upcoming Topics ==\n{line}\n", "wikitext")
    found = read_entries(NamedSections(page, SectionNames(), tag), NEAR)
    schedule = less_cancelled(SCHEDULE, found, now)
    assert [f"{one.local_start:%m-%d}" for one in islice(occurrences(schedule, now), 2)] == left
    assert why_cancelled(found[0], None) == why


def test_what_is_past_cancels_nothing() -> None:
    """The schedule is the very same."""
    assert less_cancelled(SCHEDULE, entries("* December 8: canceled"), datetime(2025, 12, 10, tzinfo=UTC)) is SCHEDULE


@given(hostile.wikitext, st.integers(0, 2**9))
def test_entries_lie_apart_and_can_be_dropped(text: str, chosen: int) -> None:
    """Each is a run of whole lines, and without some of them the others are still there."""
    page = sections(f"* December 8: a\n{text}\n* December 15: b\n** c\n* December 22: d\n")
    found = read_entries(page, NEAR)
    assert all(one.end <= other.start for one, other in pairwise(found))
    gone = [entry for number, entry in enumerate(found) if chosen >> number & 1]
    left = NamedSections(parse_page(apply(page.page.text, drop(page, gone))), SectionNames())
    assert [e.titles for e in read_entries(left, NEAR)] == [e.titles for e in found if e not in gone]


def test_a_topic_that_says_not_cancelled_cancels_nothing() -> None:
    """People write so after a doubt."""
    [held, off] = entries("* December 15: not cancelled!\n* December 22: cancelled\n")
    assert [topic.cancelled for entry in (held, off) for topic in entry.topics] == [False, True]


TABLE = """{| class="wikitable"
! Date
! Topic
|-
| December 1
| old
|-
! scope="row" | December 15
| style="color:red" | [[Drift|new]]
|
* and more
|-
| December 22
| cancelled
|}
"""


def test_a_row_of_a_table_is_one_entry_on_however_many_lines_its_cells_stand() -> None:
    """Its date is in its first cell, its title in the others, and it goes away whole."""
    read = entries(TABLE)
    assert [(one.days, one.titles, one.cancelled) for one in read] == [
        (days((1, 1)), ("old",), False),
        (days((15, 15)), ("new",), False),
        (days((22, 22)), ("cancelled",), True),
    ]
    on_page = sections(TABLE)
    left = apply(on_page.page.text, drop(on_page, read[:1]))
    assert left == on_page.page.text.replace("|-\n| December 1\n| old\n", "")


def test_definitions_belong_to_their_term() -> None:
    """A term that is a date alone has its definitions as titles; a definition that is a date is part of its term."""
    text = "; December 1\n: old\n; December 15\n: new\n: newer\n; December 22\n: cancelled\n; Tides\n: December 29\n"
    read = entries(text)
    assert [(one.titles, one.cancelled) for one in read] == [
        (("old",), False),
        (("new", "newer"), False),
        (("cancelled",), True),
    ]
    on_page = sections(text)
    left = apply(on_page.page.text, drop(on_page, read[:1]))
    assert left == on_page.page.text.replace("; December 1\n: old\n", "")


@pytest.mark.parametrize(
    "table",
    [
        "| Tides\n| December 1",
        "! December 1\n! December 8",
        "! December 1 !! December 8",
        "| December 1 || Tides\n| December 8 || Moon",
        "|\nDecember 1: Tides\n\nDecember 8: Moon",
    ],
)
def test_a_row_that_may_be_of_several_dates_is_never_taken_in_part(table: str) -> None:
    """What is past in it cannot go without what stands beside it."""
    on_page = sections(f"{{|\n|-\n{table}\n|}}\n")
    past = [one for one in read_entries(on_page, NEAR) if one.last < date(2025, 12, 2)]
    whole_lines = [one for one in past if not one.row]
    assert past == whole_lines
    assert all(on_page.page.text[one.start] not in "|!" for one in past)


def test_a_row_whose_cell_is_another_rows_too_stays() -> None:
    """Without it the cells of the other row would stand below other headers."""
    on_page = sections("{|\n|-\n| December 1\n| rowspan=2 | Ana\n|-\n| December 8\n|-\n| December 9\n| x\n|}\n")
    read = read_entries(on_page, NEAR)
    edits = drop(on_page, read)
    assert [one.days for one in read] == [days((1, 1)), days((8, 8)), days((9, 9))]
    assert [edit.start for edit in edits] == [read[2].start]
