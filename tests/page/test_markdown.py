"""Tests of ``ecgtool.page.markdown``: headings, bold lines and lists where CommonMark has them."""

import random

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from ecgtool.page import parse_page
from ecgtool.text_edit import composed, readable
from tests.page import hostile


def titles(text: str) -> list[tuple[int, str]]:
    """The headings' levels and titles."""
    page = parse_page(text, "markdown")
    return [(heading.level, page.title(heading)) for heading in page.headings]


def bold(text: str) -> list[str]:
    """What the bold lines say."""
    page = parse_page(text, "markdown")
    return [page.title(line) for line in page.bold_lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a", (1, "a")),
        ("   ### a ### \t", (3, "a")),
        ("## a##", (2, "a##")),
        ("#", (1, "")),
        ("a\n===", (1, "a")),
        ("**a**\r\n---\r\n", (2, "a")),
        ("# a <!-- kept -->", (1, "a")),
        ("# *a* `b` [c](http://d) \\#", (1, "a b c #")),
        ("---\ntitle: b\n# no\n---\n# a", (1, "a")),
        ("use `<!--`\n# a", (1, "a")),
        ("\ufeff# a", (1, "a")),
        ("<a id=x></a>\n# a", (1, "a")),
    ],
)
def test_headings_of_both_kinds(text: str, expected: tuple[int, str]) -> None:
    """With marks before them or a line below, front matter above or inline marks within."""
    assert titles(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "#a", "####### a", "    # a", "```\n# a\n```", "~~~~\n# a\n~~~\n# a", "- ```\n  # a\n  ```",
        "<!--\n# a\n-->", "<!-- b\n\n# a", "<pre>\n# a\n\n# a\n</pre>", "<div>\n# a\n</div>", "a\n\n---",
        "- a\n---", "\n===", "`a\n#b`",
    ],
)  # fmt: skip
def test_what_is_no_heading(text: str) -> None:
    """Neither other uses of the marks, nor anything in code, comments and blocks of HTML."""
    assert titles(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a**", "a"),
        ("__a__  ", "a"),
        ("***a***", "a"),
        ("* **a *b* c**", "a b c"),
        ("1. [ ] **a**\\", "a"),
        ("> **a**<br>", "a"),
        ("**a__b__c**", "a__b__c"),
        ("x\r**a**\rx", "a"),
    ],
)
def test_bold_lines_are_bold_as_a_whole(text: str, expected: str) -> None:
    """In lists and quotations, with emphasis within and a hard break behind."""
    assert bold(text) == [expected]


@pytest.mark.parametrize(
    "text", ["**a** b", "**a** **b**", "** a **", "*a*", "```\n**a**\n```", "    **a**", "**a**\n---"]
)
def test_what_is_no_bold_line(text: str) -> None:
    """Text beside the bold run, marks with blanks inside, code, and what is a heading."""
    assert bold(text) == []


def test_items_are_as_deep_as_they_are_indented() -> None:
    """An item goes on over lines without a mark, lazily or after an empty line, until text stands at the margin."""
    text = "- a\n  goes on\n    1. b\n\n       more\n- c\nlazy\n\nend\n"
    page = parse_page(text, "markdown")
    found = [(line.depth, line.mark, page.plain(line.text_start, line.text_end)) for line in page.lines(0, len(text))]
    assert [one for one in found if one[2]] == [
        (1, "-", "a"), (1, "", "goes on"), (2, "1.", "b"), (2, "", "more"), (1, "-", "c"), (1, "", "lazy"),
        (0, "", "end"),
    ]  # fmt: skip


@given(hostile.markdown)
def test_every_position_is_one_of_the_text(text: str) -> None:
    """The mask is as long as the text, spans lie in order in it, and the lines make up the whole text again."""
    page = parse_page(text, "markdown")
    assert len(page.mask) == len(text)
    assert "".join(text[line.start : line.end] for line in page.lines(0, len(text))) == text
    for marked in (*page.headings, *page.bold_lines):
        assert marked.line_start <= marked.start <= marked.end <= marked.line_end <= len(text)
        spans = page.visible(marked.start, marked.end)
        assert spans == sorted(spans)


@given(hostile.markdown)
def test_escaped_text_has_no_marks(value: str) -> None:
    """Whatever a name is, escaped it is one line that reads as the name and that makes nothing of the page around."""
    page = parse_page(f"### x {parse_page('', 'markdown').escape(value)} y ###", "markdown")
    [heading] = page.headings
    assert page.title(heading).split() == ["x", *composed(readable(value)).split(), "y"]


_LINES = (
    "# a", "## b ##", "### c#", "#", "#no", "Next", "====", " ===", "---", "--", "-", "   # three", "    code",
    "\t**t**", "```", "````", "~~~", "``` info", "```a`b", "<!-- c", "-->", "<!-- c --> # z", "<div>", "</div>",
    "<pre>", "</pre>", "<a id=x></a>", "<a id=x>", "", "", " \t", "text `code", "`` ` ``", "* * *", "<p># x",
    "a <!-- b --> c", "x\\`y", " <script>", "</script> # q", "## h <!-- x -->", "- item", "- ", "* item", "*  ",
    "1. one", "2) two", "10. x", "+", "  - sub", "  cont", "   cont3", "    - deep", "\t- tab", "   more",
    "     # five", "> quote", ">", "> # q", "- # x", "<br>", "  <br>", "<br>x", "<br/>", "</br>", "  # in", "  ===",
    "  ---", "- a\n\n  b", "<?php", "?>", "<!DOCTYPE x>", "<![CDATA[", "]]>", "[l]: /u", '"title"', "| a | b |",
    "a\\", "**bold**", "- ```", "  ```", "> ```", "  <div>", "- <div>", "- <!--", "- [ ] t", "<!-- ecg:next -->",
    "<!-- /ecg:next -->",
)  # fmt: skip
_PIECES = (
    "# ", "## ", "#", "-", "- ", "* ", "1. ", "2) ", "> ", ">", "=", "==", "---", "```", "~~~", "<div>", "</div>",
    "<!--", "-->", "<br>", '<b x="y">', " ", "  ", "   ", "    ", "\t", "\n", "\n", "\n", "\n", "\n\n", "a", "b c",
    "`", "[x]: /u", "[x]", "\\", "|", "*", "_", "+", "'t'", '"u"', "(v)", "<?", "?>", "<p", "&amp;", "!",
)  # fmt: skip


def test_headings_are_those_of_markdown_it() -> None:
    """Of 10,000 random pages, of whole lines and of mere marks, each has the same headings as in another parser."""
    chance = random.Random(31)
    other = MarkdownIt()
    for number in range(10_000):
        kind, separator, most = (_LINES, "\n", 9) if number % 2 else (_PIECES, "", 22)
        text = separator.join(chance.choices(kind, k=chance.randint(1, most)))
        if text.startswith("---"):
            continue  # front matter is no part of CommonMark
        page = parse_page(text, "markdown")
        ours = [(heading.level, page.line_number(heading.line_start) - 1) for heading in page.headings]
        tokens = [token for token in other.parse(text) if token.type == "heading_open" and not token.level]
        assert ours == [(int(token.tag[1]), token.map[0]) for token in tokens if token.map], text
