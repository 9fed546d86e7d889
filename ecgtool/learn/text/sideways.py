"""Turn tables on their side upright: where the first column says "Day", "Hour", each other column is a meeting."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from ecgtool.learn.text.columns import cell_bounds
from ecgtool.learn.text.labels import is_field
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.placed_links import PlacedLink
from ecgtool.wording.page_words import find_words, is_only


def upright(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages, with the columns of tables on their side in place of their rows."""
    for _, block in groupby(passages, attrgetter("block")):
        rows = list(block)
        yield from _columns(rows) if _is_on_its_side(rows) else rows


def _is_on_its_side(rows: Sequence[Passage]) -> bool:
    """Return whether the first column names parts of a rule, and links or who meets where there are such rows.

    Without titles there have to be two such parts.
    """
    titles = rows[0].titles
    width = len(titles or rows[0].cells)
    names = [row.cells[0].partition("(")[0] for row in rows if 2 < width == len(row.cells)]
    fields = [name for name in names if is_field(name)]
    known = [*fields, *(name for name in names if find_words("part", name) or is_only("name-title", name))]
    is_whole = len(rows) == len(names) > 1 and {*names} == {*known}
    return is_whole and (bool(fields) and not is_field(titles[1]) if titles else len(fields) > 1)


def _columns(rows: Sequence[Passage]) -> Iterator[Passage]:
    """Yield a passage for each column but the first, as a row with the column's title before its cells."""
    first = rows[0]
    for n, title in enumerate(first.titles[1:] or [""] * (len(first.cells) - 1), 1):
        column = Passage(block=first.block, start=first.start, section=first.section, title=first.title)
        column.cells = (title, *(row.cells[n] for row in rows))
        column.titles = ("", *(row.cells[0] for row in rows))
        column.add(title, [first.start] * len(title))
        for row in rows:
            start, end = cell_bounds(row)[n]
            column.add("|", [row.places[min(start, len(row.places) - 1)]])
            column.add(row.text[start:end], row.places[start:end])
            links = [(link, PlacedLink(link=link, passage=row).span or (0, 0)) for link in row.links]
            column.links += [link for link, (at, _) in links if start <= at < end]
            column.templates = column.templates or row.templates
        yield column
