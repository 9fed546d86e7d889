"""Tests of ``ecgtool.page.rows``: which lines are one row of a table, and which define a term."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ecgtool.page import Syntax, parse_page
from ecgtool.page.rows import PageRow, below_terms, page_rows

LINES = ["{|", "|-", "|}", "|+ c", "| a", "| a || b", "! c !! d", "|", "* x", "text", "", "; t", ": d"]


def rows(text: str, syntax: Syntax = "wikitext") -> list[PageRow]:
    """The rows of the tables of a page."""
    page = parse_page(text, syntax)
    return list(page_rows(page, list(page.lines(0, len(text)))))


def test_cells_are_read_without_their_attributes() -> None:
    """They may stand on one line or on several, and go on over more."""
    found = rows('{|\n! A !! B\n|- class="x"\n| style="a" | [[p|q]] || r\n| s\nt\n* list\n|}\n')
    assert [one.cells for one in found] == [("A", "B"), ("q", "r", "s t")]


def test_a_table_within_a_cell_is_part_of_it() -> None:
    """Its rows are none of the outer table."""
    found = rows("{|\n| a\n|\n{|\n| deeper\n|-\n| still\n|}\n|-\n| b\n|}\n")
    assert [one.cells for one in found] == [("a",), ("b",)]


def test_outside_of_tables_there_is_no_row() -> None:
    """A bar or an exclamation mark may begin any line."""
    assert not rows("| a\n! b\n")
    assert not rows("{|\n|-\n| a\n|}\n", "markdown")


@given(st.lists(st.sampled_from(LINES)))
def test_rows_are_apart_and_begin_with_a_mark(lines: list[str]) -> None:
    """No line is part of two rows; every row has a cell, and lines follow each other without a gap."""
    found = rows("\n".join(lines))
    spans = [(one.lines[0].start, one.lines[-1].end) for one in found]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(a.end == b.start for one in found for a, b in pairwise(one.lines))
    assert all(one.heads and one.own[0] == one.heads[0] for one in found)


def test_a_definition_is_one_deeper_than_its_term() -> None:
    """So is what is nested in it; an indented line without a term stays."""
    page = parse_page(": x\n; t\n: d\n:* e\n\n: f\n* i\n: x\n")
    assert [line.depth for line in below_terms(page.lines(0, len(page.text)))] == [1, 1, 2, 3, 0, 2, 1, 1]
