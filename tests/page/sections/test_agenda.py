"""Tests of ``ecgtool.page.sections.agenda``, and of ``sections`` and ``points`` that it reads with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Item, SectionNames
from ecgtool.page import Syntax, parse_page
from ecgtool.page.sections.agenda import read_actions, read_items, read_notes
from ecgtool.page.sections.named import NamedSections

DAY = date(2026, 6, 15)
PAD = "https://etherpad.example.org/p/lab"

WIKI = f"""=== Action item registry: ===
* Ask [https://x.example.org/a the lab]
** by ''Friday''
*
=== AGENDA ===
Please add your topic.
Notes: {PAD}

* '''Use cases''' (Ann Other)
** Overview of [https://x.example.org/1 plans] and https://x.example.org/2.
*** Deep <!-- hidden --> &amp; deeper
** [[Other page|another]] and <nowiki>'''raw'''</nowiki>
* ''Lab tour''' (by Bob)
* AoB
=== Upcoming topics ===
* December 08 - not an item
"""

MARKDOWN = """## Agenda items

Meeting notes are kept [here](https://pad.example.org/1).

1. **Use cases** (Ann)
   - See <https://x.example.org/1>
2. [ ] `code` and [plans](https://x.example.org/2 "title")

## To do

- [ ] Ask the lab
- [x] Done already
"""

BOLD = """'''Agenda'''
# First
# Second

'''Action items'''
* None of the above
"""


@pytest.mark.parametrize(
    ("text", "syntax", "items", "notes", "actions"),
    [
        (
            WIKI,
            "wikitext",
            (
                Item(
                    "Use cases",
                    "Ann Other",
                    (),
                    (
                        Item(
                            "Overview of plans and https://x.example.org/2.",
                            links=("https://x.example.org/1", "https://x.example.org/2"),
                            children=(Item("Deep & deeper"),),
                        ),
                        Item("another and '''raw'''"),
                    ),
                ),
                Item("Lab tour", "Bob"),
                Item("AoB"),
            ),
            PAD,
            ("Ask the lab", "by Friday"),
        ),
        (
            MARKDOWN,
            "markdown",
            (
                Item(
                    "Use cases",
                    "Ann",
                    (),
                    (Item("See https://x.example.org/1", links=("https://x.example.org/1",)),),
                ),
                Item("code and plans", links=("https://x.example.org/2",)),
            ),
            "https://pad.example.org/1",
            ("Ask the lab",),
        ),
        (BOLD, "wikitext", (Item("First"), Item("Second")), "", ("None of the above",)),
        ("= Nothing =\n* here\n", "wikitext", (), "", ()),
    ],
    ids=["wikitext", "markdown", "bold", "nothing"],
)
def test_an_agenda_is_read(
    text: str, syntax: Syntax, items: tuple[Item, ...], notes: str, actions: tuple[str, ...]
) -> None:
    """Items as they are nested, in plain text, with their links and who brings them; notes and actions too."""
    sections = NamedSections(parse_page(text, syntax), SectionNames())
    assert read_items(sections, DAY) == items
    assert read_notes(sections) == notes
    assert read_actions(sections) == actions


@pytest.mark.parametrize(
    ("section", "notes"),
    [
        (f"* Agenda & notes etherpad: {PAD}", PAD),
        (f"* [{PAD} Minutes]", PAD),
        (f"We write into {PAD} together.", PAD),
        (f"* Review the notes of the last meeting, where Ann asked for a tour: {PAD}", ""),
        (
            f"* [https://x.example.org Slides]\nNotes and [https://x.example.org/m minutes] or {PAD}",
            "https://x.example.org/m",
        ),
    ],
)
def test_the_notes_link_is_told_from_others(section: str, notes: str) -> None:
    """What is called so is it, and a pad in the free text; not any item that talks of notes."""
    assert read_notes(NamedSections(parse_page(f"== Agenda ==\n{section}\n"), SectionNames())) == notes


def test_an_item_that_is_the_notes_link_is_no_item() -> None:
    """It stands in its own place in the answer."""
    sections = NamedSections(parse_page(f"== Agenda ==\n* Notes: {PAD}\n* First\n"), SectionNames())
    assert read_items(sections, DAY) == (Item("First"),)


def test_notes_are_found_below_the_line_and_beside_the_call() -> None:
    """A page without an agenda has the link there."""
    text = f"'''Next meeting: June 15'''\n* [{PAD} Agenda & Notes etherpad]\n"
    sections = NamedSections(parse_page(text), SectionNames())
    assert read_notes(sections) == ""
    assert read_notes(sections, (text.index("*"), len(text))) == PAD
    assert read_notes(NamedSections(parse_page(f"== Call details ==\n* Notes: {PAD}\n"), SectionNames())) == PAD


def test_of_an_agenda_by_dates_the_meetings_own_is_read() -> None:
    """Old agendas below the next one are not read; what has no date always is."""
    text = (
        "== Agenda ==\n* Always\n=== June 15, 2026 ===\n* Now\n=== June 8, 2026 ===\n* Old\n=== Standing ===\n* Too\n"
    )
    sections = NamedSections(parse_page(text), SectionNames())
    assert [item.title for item in read_items(sections, DAY)] == ["Always", "Now", "Too"]


def test_what_is_below_a_heading_of_another_date_is_not_read() -> None:
    """Its own headings neither; the next heading of its level ends it."""
    text = (
        "== Agenda ==\n* Now\n=== June 8, 2026 ===\n==== Present ====\n* Ann\n==== Notes ====\n* Old\n"
        "=== Standing ===\n* Too\n"
    )
    sections = NamedSections(parse_page(text), SectionNames())
    assert [item.title for item in read_items(sections, DAY)] == ["Now", "Too"]


def test_without_an_agenda_the_section_of_the_date_is_read() -> None:
    """Not one of the logs, nor the line for the next meeting, whose date goes on."""
    text = "== June 15, 2026 ==\n* Now\n"
    sections = NamedSections(parse_page(text), SectionNames())
    assert [item.title for item in read_items(sections, DAY)] == ["Now"]
    assert read_items(sections, DAY, apart=[0]) == ()
    logs = NamedSections(parse_page(f"= Minutes =\n{text}"), SectionNames())
    assert read_items(logs, DAY) == ()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("== Agenda ==", True),
        ("= agendas: =", True),
        ("==== Proposed Agenda ====", True),
        ("== Agenda for June ==", True),
        ("<nowiki>== Agenda ==</nowiki>", False),
        ("== Agent ==", False),
        ("== 2. Proposed agenda items ==", True),
        ("== Agenda and notes ==", True),
        ("== Agenda template ==", False),
        ("== Agenda coordination ==", False),
        ("== Agenda archive ==", False),
        ("== Agenda de Reuniones ==", False),
        ("== Agenda 4 December 2012 ==", False),
    ],
)
def test_sections_are_found_by_forgiving_names(title: str, found: bool) -> None:
    """Case, plural, colon, level and usual other names do not count; another word does."""
    sections = NamedSections(parse_page(f"{title}\n* First\n"), SectionNames())
    assert bool(read_items(sections, DAY)) == found


def test_a_section_ends_where_another_part_begins() -> None:
    """A part with a higher heading does not swallow those below it."""
    text = "= Agenda =\n* Item\n== Upcoming topics ==\n* June 15 - Topic\n== Action items ==\n* Action\n"
    sections = NamedSections(parse_page(text), SectionNames())
    assert read_items(sections, DAY) == (Item("Item"),)
    assert read_actions(sections) == ("Action",)


@given(st.lists(st.integers(1, 30), max_size=40))
def test_every_item_is_kept_whatever_the_depths(depths: list[int]) -> None:
    """Each item is in the tree once, in order, however it is nested."""

    def flat(items: tuple[Item, ...]) -> list[str]:
        return [title for item in items for title in (item.title, *flat(item.children))]

    text = "== Agenda ==\n" + "".join(f"{'*' * depth} n{number}\n" for number, depth in enumerate(depths))
    assert flat(read_items(NamedSections(parse_page(text), SectionNames()), DAY)) == [
        f"n{n}" for n in range(len(depths))
    ]


def test_a_page_nested_without_end_is_read() -> None:
    """However deep a hostile page nests, what is read of it is not deeper than a program can follow."""
    text = "== Agenda ==\n" + "".join(f"{'*' * depth} x\n" for depth in range(1, 400))
    items, depth = read_items(NamedSections(parse_page(text), SectionNames()), DAY), 0
    while items:
        items, depth = items[-1].children, depth + 1
    assert depth == 20


def test_what_stands_in_a_block_is_no_point_of_the_agenda() -> None:
    """Its editors may place a block within the agenda; what is written there is not what the group talks about."""
    block = "<!-- ecg:schedule 9f86d081 -->\n* Every Monday\n\nThe clocks change.\n<!-- /ecg:schedule -->\n"
    sections = NamedSections(parse_page(f"== Agenda ==\n* First\n{block}* Second\n"), SectionNames())
    assert [item.title for item in read_items(sections, DAY)] == ["First", "Second"]


def test_rows_of_a_table_and_definitions_are_points() -> None:
    """A row is one point, but for headers and other dates; a definition stands below its term."""
    table = "{|\n! Time\n! Point\n|-\n| 5 min\n| Roll call\n|-\n| June 1\n| old\n|}"
    terms = "; Roll call\n: Ana\n; AoB"
    read = [
        read_items(NamedSections(parse_page(f"== Agenda ==\n{text}\n"), SectionNames()), date(2026, 6, 15))
        for text in (table, terms)
    ]
    assert read == [
        (Item("5 min: Roll call"),),
        (Item("Roll call", children=(Item("Ana"),)), Item("AoB")),
    ]


TASKS = """{| class="wikitable"
! Who !! What !! State
|-
| Ann || Write the minutes || open
|-
| Bob || Book the room || Done
|}
"""


@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        (TASKS, "wikitext", ("Ann: Write the minutes: open",)),
        (f"* Call Cy\n\n{TASKS}", "wikitext", ("Call Cy",)),
        (
            "| Who | What |\n| --- | --- |\n| Ann | Write the minutes |\n| Bob (done) | Book the room |\n",
            "markdown",
            ("Ann: Write the minutes", "Bob (done): Book the room"),
        ),
    ],
)
def test_action_items_may_be_rows(text: str, syntax: Syntax, expected: tuple[str, ...]) -> None:
    """Where there is no list. The heads are none, nor is what a cell says is done."""
    mark = "==" if syntax == "wikitext" else "##"
    page = parse_page(f"{mark} Action items {mark}\n\n{text}", syntax)
    assert read_actions(NamedSections(page, SectionNames())) == expected


def test_rows_of_a_markdown_table_are_points() -> None:
    """But for its heads, and for the line below them."""
    page = parse_page("## Agenda\n\n| Time | Item |\n|---|---|\n| 5 min | Roll call |\n", "markdown")
    assert read_items(NamedSections(page, SectionNames()), DAY) == (Item("5 min: Roll call"),)
