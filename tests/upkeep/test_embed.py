"""Tests of ``ecgtool.upkeep.embed``: a block stands where it ends nothing that was on the page."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from ecgtool.errors import PageError
from ecgtool.group import Group, PageSettings, Recurrence
from ecgtool.page import Syntax, parse_page
from ecgtool.page.blocks import find_blocks
from ecgtool.upkeep.blocks import BlockSettings, BlockSubject
from ecgtool.upkeep.embed import Embedding
from tests.page import hostile
from tests.support import one_slot

NOW = datetime(2026, 6, 9, tzinfo=UTC)
WEEKLY = one_slot(ZoneInfo("UTC"), (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1)),))
LAB = Group("lab", "Lab", WEEKLY, wiki=PageSettings(schedule_line="Mondays {time}"))
BLOCK = "<!-- ecg:next 8bbc0f6c -->\nNEXT\n<!-- /ecg:next -->"


def write(name: str, _subject: BlockSubject, _groups: Collection[Group], _syntax: Syntax) -> str:
    """A block's content that is easily seen."""
    return name.upper()


def embedded(text: str, after: str = "", syntax: Syntax = "wikitext", group: Group = LAB) -> str:
    """The page with a block ``next``, its digest left out."""
    settings = BlockSettings(groups={"lab": LAB, "bay": group}, here={"lab"}, owner="lab", write=write)
    made = Embedding(name="next", group=group, now=NOW, blocks=settings, syntax=syntax, after=after).plan(text).text
    [block, *_] = find_blocks(parse_page(made, syntax), {"lab", "bay"})
    return made[: block.whole[0]] + "[" + made[slice(*block.inner)].strip() + "]\n" + made[block.whole[1] :]


@pytest.mark.parametrize(
    ("text", "after", "syntax", "expected"),
    [
        ("", "", "wikitext", "[NEXT]\n"),
        ("a\n", "", "wikitext", "a\n\n[NEXT]\n"),
        ("== A ==\na\n\n\n== B ==\nb\n", "a", "wikitext", "== A ==\na\n\n[NEXT]\n\n\n== B ==\nb\n"),
        ("== A ==\n== B ==\nb\n", "A", "wikitext", "== A ==\n\n[NEXT]\n\n== B ==\nb\n"),
        ("== A ==\n* a\n== B ==\n", "A", "wikitext", "== A ==\n* a\n\n[NEXT]\n\n== B ==\n"),
        ("== A ==\na\n\n=== B ===\nb\n== C ==\n", "A", "wikitext", "== A ==\na\n\n[NEXT]\n\n=== B ===\nb\n== C ==\n"),
        ("Mondays 8am,\nalways.\n\nb\n", "", "wikitext", "Mondays 8am,\nalways.\n\n[NEXT]\n\nb\n"),
        ("* Mondays 8am\n* b\nc", "", "wikitext", "* Mondays 8am\n* b\nc\n\n[NEXT]\n"),
        ("Mondays 8am\n{|\n| a\n\n| b\n|}\n", "", "wikitext", "Mondays 8am\n\n[NEXT]\n\n{|\n| a\n\n| b\n|}\n"),
        ("{|\n| Mondays 8am\n|}\nb\n", "", "wikitext", "{|\n| Mondays 8am\n|}\n\n[NEXT]\n\nb\n"),
        ("Mondays 8am {{x|\n\ny}} z\n\nb\n", "", "wikitext", "Mondays 8am {{x|\n\ny}} z\n\n[NEXT]\n\nb\n"),
        ("- Mondays 8am\n\n  more\n\n- b\n\nc\n", "", "markdown", "- Mondays 8am\n\n  more\n\n- b\n\n[NEXT]\n\nc\n"),
        ("# A\n\n```\nx\n```\n# B\n", "A", "markdown", "# A\n\n```\nx\n```\n\n[NEXT]\n\n# B\n"),
        ("a\n===\nb", "a", "markdown", "a\n===\nb\n\n[NEXT]\n"),
    ],
)  # fmt: skip
def test_a_block_stands_by_itself(text: str, after: str, syntax: Syntax, expected: str) -> None:
    """At the end of the section, after the line that says the rule or at the end; never within what stands there."""
    assert embedded(text, after, syntax) == expected


def test_a_rule_with_split_letters_is_found_on_the_page() -> None:
    """A wiki stores an accent and its letter as one character, whatever the file has."""
    cafe = LAB._replace(wiki=PageSettings(schedule_line="Cafe\u0301 {time}"))
    assert embedded("Caf\u00e9 8am\n\nb\n", group=cafe) == "Caf\u00e9 8am\n\n[NEXT]\n\nb\n"


@pytest.mark.parametrize(
    ("text", "after", "syntax"),
    [
        ("a", "Meetings", "wikitext"),
        ("{|\n| a", "", "wikitext"),
        ("a <!-- b", "", "wikitext"),
        ("```\na", "", "markdown"),
        ("<!-- ecg:next -->", "", "wikitext"),
    ],
)
def test_a_page_without_a_place_is_refused(text: str, after: str, syntax: Syntax) -> None:
    """No such section, a table or a code block that runs to the end, a block that is broken."""
    with pytest.raises(PageError):
        embedded(text, after, syntax)


def test_the_group_is_named_where_it_is_not_the_pages_own() -> None:
    """A block that names none is about the group that has the page."""
    bay = LAB._replace(key="bay")
    settings = BlockSettings(groups={"lab": LAB, "bay": bay}, here={"lab"}, owner="lab", write=write)
    assert "<!-- ecg:next bay " in Embedding(name="next", group=bay, now=NOW, blocks=settings).plan("a").text
    assert "<!-- ecg:next bay" not in Embedding(name="next", group=LAB, now=NOW, blocks=settings).plan("a").text


@given(hostile.wikitext)
def test_every_byte_of_any_page_stays(text: str) -> None:
    """Whatever stands there, the page is cut in two and the block is between; or it is refused."""
    settings = BlockSettings(groups={"lab": LAB}, here={"lab"}, owner="lab", write=write)
    try:
        made = Embedding(name="next", group=LAB, now=NOW, blocks=settings).plan(text).text
    except PageError:
        return
    start, end = made.index("<!-- ecg:next"), made.index("<!-- /ecg:next -->") + len("<!-- /ecg:next -->")
    before, after = made[:start], made[end:]
    assert text.startswith(before.rstrip("\r\n"))
    assert text.endswith(after.lstrip("\r\n"))
    assert (before + after).replace("\r", "").replace("\n", "") == text.replace("\r", "").replace("\n", "")
