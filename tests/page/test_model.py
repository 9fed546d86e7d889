"""Tests of ``ecgtool.page.model``: what holds for a page in either syntax."""

from itertools import product

import pytest

from ecgtool.page import Syntax, parse_page

_MARKS = (
    "", "'''", "''", "''''", "<!-- c -->", "<b>", "</b>", "<br>", "{{t|a}}", "[[", "]]", "[[a|", "[", "[http://a ",
    "]", "](u)", "![", "<nowiki>", "</nowiki>", "<nowiki/>", "__NOTOC__", "_", "__", "**", "~~", "\\", "`", "``",
    "<http://a>", "&amp;", "&#1;", "&shy;", "&#99;", "&#x43", "\x00", "\ufeff", "\n", "== ", "!",
)  # fmt: skip
_PARTS = (("can", "", "cel"), ("can", "ce", "l"), ("", "can", "cel"), ("", "", "ancel"), ("x c", "ancel", "led"))


@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
def test_a_word_that_is_seen_may_be_shown(syntax: Syntax) -> None:
    """Whatever stands within a word: where a reader sees it on the page or in a line, the look at the text does."""
    seen = 0
    for one, other, (before, within, after) in product(_MARKS, _MARKS, _PARTS):
        text = f"{before}{one}{within}{other}{after}"
        page = parse_page(text, syntax)
        parts = [(0, len(text)), *((line.text_start, line.text_end) for line in page.lines(0, len(text)))]
        if any("cancel" in page.plain(*part).lower() for part in parts):
            seen += 1
            assert page.may_show("cancel"), text
    assert seen > 1000


def test_a_word_that_stands_nowhere_is_not_shown() -> None:
    """Though the page has its letters, words that end like the beginning of it, and marks around them."""
    text = "* '''Topic''' (music): [[Can]]\n* [http://a.example.org Magic], can; canc\n# `c` *can*el\n&nbsp;"
    assert not any(parse_page(text, syntax).may_show("cancel") for syntax in ("wikitext", "markdown"))
    assert parse_page(f"{text}\ncanCELed").may_show("cancel")
