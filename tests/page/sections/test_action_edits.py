"""Tests of ``ecgtool.page.sections.action_edits``: items come and go as a member would write them."""

import pytest

from ecgtool.errors import PageError, UsageError
from ecgtool.group import SectionNames
from ecgtool.page import Syntax, parse_page
from ecgtool.page.sections.action_edits import add_action, finish_action
from ecgtool.page.sections.agenda import read_actions
from ecgtool.page.sections.named import NamedSections
from ecgtool.text_edit import apply

WIKI = ("== Action items ==\n", "\n== Logs ==\n* One\n")
MARKDOWN = ("## Action items\n\n", "\n## Logs\n\n- One\n")


def sections(items: str, syntax: Syntax = "wikitext") -> NamedSections:
    """A page with these action items, between other things."""
    before, after = WIKI if syntax == "wikitext" else MARKDOWN
    return NamedSections(parse_page(before + items + after, syntax), SectionNames())


def inside(text: str, syntax: Syntax) -> str:
    """The items of such a page, around which nothing changed."""
    before, after = WIKI if syntax == "wikitext" else MARKDOWN
    assert text.startswith(before)
    assert text.endswith(after)
    return text[len(before) : len(text) - len(after)]


@pytest.mark.parametrize(
    ("items", "expected", "syntax"),
    [
        ("* One\n", "* One\n* Find experts\n", "wikitext"),
        ("# One\n## Below\n", "# One\n## Below\n# Find experts\n", "wikitext"),
        ("*\n", "* Find experts\n", "wikitext"),
        ("", "\n* Find experts", "wikitext"),
        ("Who does what:\n", "Who does what:\n\n* Find experts\n", "wikitext"),
        ("- [ ] One\n- [x] Two\n", "- [ ] One\n- [x] Two\n- [ ] Find experts\n", "markdown"),
        ("+ One\n  more of it\n", "+ One\n  more of it\n+ Find experts\n", "markdown"),
        ("* find  EXPERTS\n", "* find  EXPERTS\n", "wikitext"),
        ("- [x] Find experts\n", "- [x] Find experts\n- [ ] Find experts\n", "markdown"),
    ],
)
def test_an_item_is_added_in_the_form_of_the_list(items: str, expected: str, syntax: Syntax) -> None:
    """At its end, once; one that is ticked off may come again."""
    found = sections(items, syntax)
    assert inside(apply(found.page.text, add_action(found, " Find  experts")), syntax) == expected


@pytest.mark.parametrize(
    ("items", "expected", "syntax"),
    [
        ("* One\n* Find experts\n** soon\n* Two\n", "* One\n* Two\n", "wikitext"),
        ("* '''Find experts'''\n", "*\n", "wikitext"),
        ("- [ ] Find experts\n- [ ] Two\n", "- [x] Find experts\n- [ ] Two\n", "markdown"),
        ("- One\n- Find experts\n  more of it\n", "- One\n", "markdown"),
    ],
)
def test_an_item_is_finished(items: str, expected: str, syntax: Syntax) -> None:
    """Ticked off where there are boxes, else gone with what is below it; case does not count."""
    found = sections(items, syntax)
    assert inside(apply(found.page.text, finish_action(found, "find experts")), syntax) == expected


@pytest.mark.parametrize("text", ["Ask [[x]] {{y}}", "''Ask''", "a | b <br> c", "[ ] x", "https://example.org/x"])
@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
def test_what_was_added_reads_back_and_can_be_finished(text: str, syntax: Syntax) -> None:
    """Whatever is in it stays what it is, or is refused; to finish it leaves the page as it was."""
    found = sections("* One\n", syntax)
    try:
        after = apply(found.page.text, add_action(found, text))
    except UsageError:
        return
    again = NamedSections(parse_page(after, syntax), SectionNames())
    assert read_actions(again) == ("One", text)
    assert apply(after, finish_action(again, text)) == found.page.text


def test_what_is_not_there_is_refused() -> None:
    """The nearest item is named; a page without such a section says so."""
    with pytest.raises(UsageError, match=r"no open action item “Find expert”.*the nearest is “Find experts”"):
        finish_action(sections("* Find experts\n"), "Find expert")
    with pytest.raises(UsageError, match="there is none"):
        finish_action(sections(""), "x")
    empty = NamedSections(parse_page("== Logs ==\n"), SectionNames())
    with pytest.raises(PageError):
        add_action(empty, "x")


def test_a_table_is_left_to_a_person() -> None:
    """Neither is an item put below it, nor is a row of it said to be none."""
    table = sections("{|\n! Who !! What\n|-\n| Ann || Find experts\n|}\n")
    with pytest.raises(PageError, match="in a table"):
        add_action(table, "One")
    with pytest.raises(PageError, match="in a table"):
        finish_action(table, "Find experts")
