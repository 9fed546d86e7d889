"""Tests of ``ecgtool.page.points``: what of a page is struck out."""

import pytest

from ecgtool.page import parse_page
from ecgtool.page.points import struck_out


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
