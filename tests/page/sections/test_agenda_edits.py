"""A topic goes to the agenda of a page that keeps no upcoming topics, in the form of the list that is there."""

from datetime import date

import pytest

from ecgtool.errors import PageError, UsageError
from ecgtool.group import SectionNames
from ecgtool.page import Syntax, apply, parse_page
from ecgtool.page.sections.agenda_edits import add_item, agenda_place, drop_item
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topic_edits import NewTopic

DAY = date(2026, 3, 12)


def added(
    text: str, syntax: Syntax = "wikitext", title: str = "Lab infrastructure", by: str = "Ann"
) -> tuple[str, str]:
    """The page with the topic on it, and the section that was chosen."""
    sections = NamedSections(parse_page(text, syntax), SectionNames())
    place = agenda_place(sections, DAY, date(2026, 3, 2))
    assert place
    return apply(text, add_item(sections, place, NewTopic(day=DAY, title=title, by=by))), place.title


@pytest.mark.parametrize(
    ("text", "syntax", "after", "place"),
    [
        (
            "== Agenda ==\n* AoB\n\n== Logs ==\n",
            "wikitext",
            "== Agenda ==\n* AoB\n* Lab infrastructure (Ann)\n\n== Logs ==\n",
            "Agenda",
        ),
        (
            "## Agenda\n\n### March 12, 2026\n\n- AoB\n\n### March 5, 2026\n\n- old\n",
            "markdown",
            "## Agenda\n\n### March 12, 2026\n\n- AoB\n- Lab infrastructure (Ann)\n\n### March 5, 2026\n\n- old\n",
            "March 12, 2026",
        ),
        (
            "## Agenda\n\n- standing item\n\n### March 5, 2026\n\n- old\n",
            "markdown",
            "## Agenda\n\n- standing item\n- Lab infrastructure (Ann)\n\n### March 5, 2026\n\n- old\n",
            "Agenda",
        ),
        (
            "# Moths\n\n## March 12, 2026\n\n- AoB\n\n## March 5, 2026\n\n- old\n",
            "markdown",
            "# Moths\n\n## March 12, 2026\n\n- AoB\n- Lab infrastructure (Ann)\n\n## March 5, 2026\n\n- old\n",
            "March 12, 2026",
        ),
        (
            "## Agenda items\n\n1. AoB\n2. Lamps\n",
            "markdown",
            "## Agenda items\n\n1. AoB\n2. Lamps\n3. Lab infrastructure (Ann)\n",
            "Agenda items",
        ),
        (
            "## Tagesordnung\n\n- Lampen\n",
            "markdown",
            "## Tagesordnung\n\n- Lampen\n- Lab infrastructure (Ann)\n",
            "Tagesordnung",
        ),
    ],
)
def test_the_list_that_is_there_gets_one_item_more(text: str, syntax: Syntax, after: str, place: str) -> None:
    """At its end, with its mark, below the heading of the meeting's date where there is one."""
    assert added(text, syntax) == (after, place)


def test_what_is_there_is_not_added_again() -> None:
    """A second run changes nothing."""
    text, _ = added("== Agenda ==\n* AoB\n")
    assert added(text) == (text, "Agenda")


@pytest.mark.parametrize(
    ("item", "title", "by"),
    [
        ("Lamps (Ann  B)", "Lamps", " Ann   B "),
        ("Lamps (Ann)", "lamps", ""),
        ("Lamps", "Lamps", "Ann"),
        ("Lamps (Ann)", "Lamps", "Bo"),
        ("Lamps (Ann (Kiel))", "Lamps", ""),
        ("Lamps (2026-03-19) (Ann)", "Lamps (2026-03-19)", "Bo"),
    ],
)
def test_an_item_is_the_same_whoever_brings_it(item: str, title: str, by: str) -> None:
    """Neither the name, nor case, nor spaces make another item of it."""
    text = f"== Agenda ==\n* {item}\n"
    assert added(text, title=title, by=by)[0] == text


@pytest.mark.parametrize("item", ["Lamps (2026-03-19)", "Lamps, old (Ann)", "Lamps (a) and b"])
def test_what_is_no_name_makes_another_item(item: str) -> None:
    """The date of another meeting and words of the title count."""
    text = f"== Agenda ==\n* {item}\n"
    assert added(text, title="Lamps") == (f"{text}* Lamps (Ann)\n", "Agenda")


def test_a_page_without_agenda_has_no_place() -> None:
    """Nothing is chosen, so that the caller says what is missing."""
    assert agenda_place(NamedSections(parse_page("== Logs ==\n* x\n"), SectionNames()), DAY, date(2026, 3, 2)) is None


def test_a_table_is_left_to_a_person() -> None:
    """An item behind it would stand alone, and a row is no item."""
    with pytest.raises(PageError, match="in a table"):
        added("## Agenda\n\n| Topic | Who |\n|---|---|\n| A | B |\n", "markdown")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("== Agenda ==\n* AoB\n* Lamps (Ann)\n** bright\n* C\n", "== Agenda ==\n* AoB\n* C\n"),
        ("== Agenda ==\n* lamps\n", "== Agenda ==\n*\n"),
    ],
)
def test_an_item_is_taken_off_with_what_is_below_it(before: str, after: str) -> None:
    """Whoever brings it; an emptied list keeps one empty item."""
    sections = NamedSections(parse_page(before), SectionNames())
    place = agenda_place(sections, DAY, date(2026, 3, 2))
    assert place
    assert apply(before, drop_item(sections, place, "Lamps")) == after


def test_what_is_not_there_is_not_taken_off() -> None:
    """The nearest title is named."""
    sections = NamedSections(parse_page("== Agenda ==\n* Lamps\n"), SectionNames())
    place = agenda_place(sections, DAY, date(2026, 3, 2))
    assert place
    with pytest.raises(UsageError, match="no item “Lamp” in “Agenda”"):
        drop_item(sections, place, "Lamp")


def test_the_line_for_the_next_meeting_is_no_agenda() -> None:
    """Its date goes on with each bump, and a topic below it would stay."""
    sections = NamedSections(parse_page("== Next meeting: March 12, 2026 ==\n* Room A\n"), SectionNames())
    assert agenda_place(sections, DAY, date(2026, 3, 2), apart=[0]) is None
