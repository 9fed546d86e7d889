"""Tests of ``ecgtool.page.points``: what of a page is struck out, and its links."""

import pytest

from ecgtool.page import parse_page
from ecgtool.page.points import links, struck_out


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("~~Mondays~~ Tuesdays", ["~~Mondays~~"]),
        ("~Mondays at [9](https://example.org/~a)~ Tuesdays", ["~Mondays at [9](https://example.org/~a)~"]),
        ("~17:00 UTC (~18:00 CET), ~noon", []),
        ("https://example.org/~a and https://example.org/~b", []),
        ("~one\n\ntwo~", []),
        ("<s>Mondays</s>", ["<s>Mondays</s>"]),
    ],
)
def test_what_is_struck_out(text: str, struck: list[str]) -> None:
    """Between two tildes or single ones; not what is about an hour, nor the tildes of addresses."""
    assert [text[a:b] for a, b in struck_out(parse_page(text, "markdown"))] == struck


@pytest.mark.parametrize("before", ["", "\n", "<!-- References -->\n", "## Links\n", "\n<!-- a -->\n"])
def test_definitions_of_links_follow_what_is_no_paragraph(before: str) -> None:
    """Behind an empty line, a comment or a heading they are read; behind text they are its next line."""
    text = f"[pad]\n{before}[pad]: https://pad.example.org/x\n"
    page = parse_page(text, "markdown")
    assert [link.url for link in links(page, 0, 5)] == (["https://pad.example.org/x"] if before else [])
