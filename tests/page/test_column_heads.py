"""Tests of ``ecgtool.page.column_heads``: what a cell says below the head of its column."""

import re

import pytest

from ecgtool.page import parse_page
from ecgtool.page.column_heads import under_heads
from ecgtool.page.points import points

LABEL = re.compile("ID")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("! ID !! Link\n|-\n| 1 || x\n|-\n| 2\n", ["ID: 1", "Link: x", "2"]),
        ("! What !! How\n|-\n| ID || 1\n", ["What: How", "ID: 1"]),
        ("! ID !! 1\n|-\n! Link !! x\n", ["ID: 1", "Link: x"]),
        ("! ID\n| 1\n|-\n! Link\n| x\n", ["ID: 1", "Link: x"]),
    ],
)
def test_a_cell_has_the_head_of_its_column(table: str, expected: list[str]) -> None:
    """In a table with a row of heads of which one is a label, above a row that has other cells as well."""
    page = parse_page(f"{{|\n{table}|}}\n* Link: y\n")
    found = under_heads(page, points(page, 0, len(page.text)), LABEL)
    assert [point.text for point in found] == [*expected, "Link: y"]


def test_a_link_goes_with_its_cell() -> None:
    """Whether it has a label or not; the words are those without an address, as in every point."""
    page = parse_page("{|\n! ID !! Link\n|-\n| [https://x.example.org Go] || https://y.example.org\n|}\n")
    found = list(under_heads(page, points(page, 0, len(page.text)), LABEL))
    assert [(point.words, [link.url for link in point.links]) for point in found] == [
        ("ID: Go", ["https://x.example.org"]),
        ("Link:", ["https://y.example.org"]),
    ]
