"""Tables whose first row says what stands in each column: ``! Meeting ID !! Pass code``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from ecgtool.page.model import Page
from ecgtool.page.points import Point, without_addresses

_BELOW_HEADS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$", re.MULTILINE)
"""The line between the heads of a Markdown table and its rows (GitHub Flavored Markdown, 4.10)."""


def under_heads(page: Page, found: Sequence[Point], label: re.Pattern[str]) -> Iterator[Point]:
    """Yield the points of a page, with each cell below the head of a column as one of its own: ``Meeting ID: 123``.

    That holds for tables with a head that is a ``label``; in others a label may stand in any cell. The row of the
    heads is left out. A row with more or fewer cells than that stays as it is.
    """
    heads: tuple[str, ...] = ()
    for point, following in zip_longest(found, found[1:]):
        is_above = following is not None and following.cells and not is_heads(page, following)
        if is_above and is_heads(page, point) and point.cells[1:] and any(map(label.search, point.cells)):
            heads = point.cells
            continue
        if not point.cells:
            heads = ()
        if not heads or len(point.cells) != len(heads):
            yield point
            continue
        for head, cell in zip(heads, point.cells, strict=True):
            text = f"{head}: {cell}"
            links = tuple(link for link in point.links if (link.label or link.url) in cell)
            yield replace(point, text=text, words=without_addresses(text), links=links)


def is_heads(page: Page, point: Point) -> bool:
    """Return whether a point is a row of nothing but the heads of columns."""
    if point.row:
        return all(page.mask[line.text_start] == "!" for line in point.row.heads)
    return bool(point.cells) and _BELOW_HEADS.match(page.text, point.line.end) is not None
