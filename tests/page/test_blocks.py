"""Tests of ``ecgtool.page.blocks``: what stands between two comments is found, judged and filled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.page import Syntax, apply, parse_page
from ecgtool.page.blocks import BrokenBlock, digest_of, fill_block, find_blocks, is_edited, says, without_blocks
from tests.page import hostile

GROUPS = {"edge", "tide"}


@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
@pytest.mark.parametrize(
    ("opening", "group", "digest"),
    [
        ("<!-- ecg:next -->", "", ""),
        ("<!--ecg:next-->", "", ""),
        ("<!-- ecg:next edge -->", "edge", ""),
        ("<!-- ecg:next 9f86d081 -->", "", "9f86d081"),
        ("<!-- ecg:next edge 9f86d081 -->", "edge", "9f86d081"),
    ],
)
def test_a_block_is_read(opening: str, group: str, digest: str, syntax: Syntax) -> None:
    """Its name, its group and its digest, and where the lines between its comments are."""
    text = f"a\n\n{opening}\nb\n\nc\n<!-- /ecg:next -->\nd"
    [block] = find_blocks(parse_page(text, syntax), GROUPS)
    assert (block.name, block.group, block.digest, block.line) == ("next", group, digest, 3)
    assert text[slice(*block.inner)] == "b\n\nc\n"
    assert text[slice(*block.whole)] == text[3:-1]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("<!-- ecg:next -->\n", 1, "does not end"),
        ("x\n<!-- /ecg:next -->", 2, "does not begin"),
        ("<!-- ecg:next -->\n<!-- /ecg:next -->\n<!-- /ecg:next -->", 3, "does not begin"),
        ("<!-- ecg:next -->\n<!-- ecg:call -->\n<!-- /ecg:call -->\n<!-- /ecg:next -->", 2, "begins within"),
        ("<!-- ecg:next -->\n<!-- /ecg:call -->", 2, "ends as “call”"),
        ("<!-- ecg:agenda -->\n<!-- /ecg:agenda -->", 1, "no block “agenda”"),
        ("\n<!-- ecg:next wave -->\n<!-- /ecg:next -->", 2, "no group “wave”"),
        ("see <!-- ecg:next -->\n<!-- /ecg:next -->", 1, "shares its line"),
        ("<!-- ecg:next -->\n<!-- /ecg:next --> x", 2, "shares its line"),
        ("<!-- ecg:next --><!-- /ecg:next -->", 1, "shares its line"),
        ("<!-- ecg:next -->\n<pre>\n<!-- /ecg:next -->\n</pre>", 1, "does not end"),
    ],
)
@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
def test_broken_blocks_are_refused_with_their_line(text: str, line: int, problem: str, syntax: Syntax) -> None:
    """Opened and not closed, closed twice, nested, of an unknown name or group, or not on a line of its own."""
    with pytest.raises(BrokenBlock, match=re.escape(problem)) as raised:
        find_blocks(parse_page(text, syntax), GROUPS)
    assert raised.value.line == line


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("<nowiki>\n<!-- ecg:next -->\n</nowiki>", "wikitext"),
        ("<pre>\n<!-- ecg:next -->\n</pre>", "wikitext"),
        ("{{x|\n<!-- ecg:next -->\n}}", "wikitext"),
        ("<!-- a\n<!-- ecg:next -->", "wikitext"),
        ("```\n<!-- ecg:next -->\n```", "markdown"),
        ("    <!-- ecg:next -->", "markdown"),
        ("`<!-- ecg:next -->`", "markdown"),
        ("<!-- a\n<!-- ecg:next -->", "markdown"),
    ],
)
def test_what_is_shown_as_text_is_no_block(text: str, syntax: Syntax) -> None:
    """A page may tell how blocks are written."""
    assert find_blocks(parse_page(text, syntax), GROUPS) == ()


def filled(text: str, content: str, syntax: Syntax = "wikitext") -> str:
    """The page after its blocks hold ``content``."""
    page = parse_page(text, syntax)
    return apply(text, [edit for block in find_blocks(page, GROUPS) for edit in fill_block(page, block, content)])


def test_filling_touches_only_what_is_between_and_the_digest() -> None:
    """The group is not added, the line breaks are the page's, and a second time nothing changes."""
    text = "a\r\n<!--  ecg:next   -->\r\nold\r\n<!-- /ecg:next -->\r\nb  "
    after = filled(text, "one\ntwo\n")
    digest = digest_of("one\ntwo")
    assert after == f"a\r\n<!--  ecg:next {digest}   -->\r\none\r\ntwo\r\n<!-- /ecg:next -->\r\nb  "
    assert filled(after, "one\ntwo") == after
    assert filled(after, "") == f"a\r\n<!--  ecg:next {digest_of('')}   -->\r\n<!-- /ecg:next -->\r\nb  "


def test_in_a_list_item_of_markdown_the_content_is_as_far_in_as_the_comment() -> None:
    """Else it would end the item."""
    after = filled("- a\n\n  <!-- ecg:next -->\n  <!-- /ecg:next -->\n", "one\n\ntwo", "markdown")
    assert "  one\n\n  two\n  <!-- /ecg:next -->" in after
    assert filled(after, "one\n\ntwo", "markdown") == after


def test_a_persons_word_is_known_by_the_digest() -> None:
    """But for blanks at the ends of lines and another form of the same letters, which a wiki or an editor makes."""
    after = filled("<!-- ecg:next -->\n<!-- /ecg:next -->\n", "caf\u00e9\ntwo")
    for text, edited in (
        (after, False),
        (after.replace("two", "two  "), False),
        (after.replace("\u00e9", "e\u0301"), False),
        (after.replace("two", "three"), True),
    ):
        page = parse_page(text)
        [block] = find_blocks(page, GROUPS)
        assert is_edited(page, block) is edited
        assert says(page, block, "caf\u00e9\ntwo") is not edited


@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
def test_without_its_blocks_a_page_has_nothing_in_them(syntax: Syntax) -> None:
    """No heading, item or bold line; all else is found where it is on the page."""
    heading = "== {} ==" if syntax == "wikitext" else "## {}"
    inner = "\n".join((heading.format("in"), "* in", "'''in'''", "**in**", "{| class=x", "| in", "|}"))
    text = f"* a\n<!-- ecg:next -->\n{inner}\n<!-- /ecg:next -->\n* b\n{heading.format('c')}\nd"
    page = parse_page(text, syntax)
    shown = without_blocks(page)
    assert [shown.title(one) for one in shown.headings] == ["c"]
    assert shown.bold_lines == ()
    said = [text[line.text_start : line.text_end] for line in shown.lines(0, len(text)) if not line.blank]
    assert said == (["a", "b", "== c ==", "d"] if syntax == "wikitext" else ["a", "b", "## c", "d"])
    assert [page.title(one) for one in page.headings] == ["in", "c"]


@given(hostile.wikitext, hostile.wikitext, hostile.wikitext, st.sampled_from(["", "one", "a\n\nb"]))
def test_nothing_else_of_any_page_changes(before: str, inner: str, after: str, content: str) -> None:
    """Whatever stands around and within a block, filling it keeps every byte around, and is done once."""
    text = f"{before}\n<!-- ecg:next -->\n{inner}\n<!-- /ecg:next -->\n{after}"
    page = parse_page(text)
    try:
        blocks = find_blocks(page, GROUPS)
    except BrokenBlock:
        return
    made = apply(text, [edit for block in blocks for edit in fill_block(page, block, content)])
    assert made.startswith(f"{before}\n<!-- ecg:next")
    assert made.endswith(f"<!-- /ecg:next -->\n{after}")
    changed = parse_page(made)
    assert all(not fill_block(changed, block, content) for block in find_blocks(changed, GROUPS))
