"""Tests of ``ecgtool.page.directives``: fences that hold a part of the page's text."""

import pytest

from ecgtool.page import parse_page
from ecgtool.page.directives import directive_spans
from ecgtool.page.gaps import after_block
from ecgtool.page.model import OPAQUE


def shown(text: str) -> str:
    """What a reader sees of a page, line by line."""
    page = parse_page(text, "markdown")
    seen = (page.plain(line.text_start, line.text_end).replace(OPAQUE, "") for line in page.lines(0, len(text)))
    return " ".join(line for line in seen if line.strip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```{card} Title\nMondays\n```\nend\n", "Mondays end"),
        ("````{note}\n:class: tip\nMondays\n\n```\ncode\n```\n\nTuesdays\n````\n", "Mondays Tuesdays"),
        ("```{card}\nhead\n^^^\nbody\n```\n", "head body"),
        ("::: warning\nMondays\n:::\n", "Mondays"),
        ("~~~{admonition} A\nMondays\n~~~\n", "Mondays"),
        ("```{code-block} python\nx = 1\n```\nend\n", "end"),
        ("````md\n```{note}\nMondays\n```\n````\nend\n", "end"),
        ("```{note}\nMondays\n", ""),
    ],
)
def test_the_text_of_a_directive_is_the_pages(text: str, expected: str) -> None:
    """Its marks and options are not; code is not, nor what stands within code, nor what nothing ends."""
    assert shown(text) == expected


def test_nothing_new_stands_within_a_directive() -> None:
    """Where a block may come after a line of it is after the whole."""
    text = "````{card}\nMondays\n\n```{note}\nx\n```\n\nmore\n````\nend\n"
    page = parse_page(text, "markdown")
    assert after_block(page, text.index("Mondays")) == text.index("end")
    assert after_block(page, text.index("x")) == after_block(page, text.index("Mondays"))


def test_many_fences_take_linear_time() -> None:
    """None of them is ended, so none is a directive."""
    assert directive_spans("```{note}\n~~~{note}\n" * 20_000) == []
