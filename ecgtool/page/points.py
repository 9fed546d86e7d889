"""A part of a page line by line, as a reader sees it: what each line says and links to, how deep in a list it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecgtool.page.links import Link, links
from ecgtool.page.model import Line, Marked, Page

_ADDRESS = re.compile(r"https?://\S+")
_WORDS = 1000
"""Characters of a line in which a label is looked for."""
_PART = 100_000
"""Characters of a part of a page that are read: many times what any agenda has."""
_CELLS = re.compile(r"\s*(?:\|\||!!|(?<!!)!(?!!)|\|)\s*")
_TABLE = re.compile(r"\s*(?:\{\||\|\}|\|-|\|[\s:|-]+\|?$)")


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a page in plain text, or a list item with all the lines that are its own.

    ``words`` is the beginning of the text without web addresses; ``depth`` is 0 outside of lists, and for headings.
    """

    text: str
    words: str
    links: tuple[Link, ...]
    depth: int
    line: Line
    is_heading: bool = False


def points(page: Page, start: int, end: int) -> list[Point]:
    """The lines from ``start`` to ``end`` that say something; no more of them than people read."""
    end = min(end, start + _PART)
    headings = {heading.line_start: heading for heading in page.headings}
    found = (_point(page, lines, headings) for lines in _items(page.lines(start, end), headings))
    return [point for point in found if point.text or point.links]


def ancestors(found: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """For each point those it stands below, outermost first: the line before its list, and the items around it."""
    above: list[Point] = []
    for point in found:
        while above and above[-1].depth >= point.depth:
            above.pop()
        yield tuple(above)
        above.append(point)


def _items(lines: Iterable[Line], headings: Mapping[int, Marked]) -> list[list[Line]]:
    """The lines, those of a list item together, and a heading's underline left out."""
    items: list[list[Line]] = []
    heading_end = 0
    for line in lines:
        if heading := headings.get(line.start):
            heading_end = heading.line_end
        elif line.start < heading_end:
            continue
        if line.depth and not line.mark and items and items[-1][0].depth == line.depth:
            items[-1].append(line)
        else:
            items.append([line])
    return items


def _point(page: Page, lines: list[Line], headings: Mapping[int, Marked]) -> Point:
    first = lines[0]
    heading = headings.get(first.start)
    spans = [(heading.start, heading.end)] if heading else [(line.text_start, line.text_end) for line in lines]
    text = " ".join(" ".join(page.plain(*span) for span in spans).split())
    if not first.depth and text[:1] in {"|", "!", "{"}:
        text = "" if _TABLE.match(text) else ": ".join(cell for cell in _CELLS.split(text) if cell)
    words = " ".join(_ADDRESS.sub(" ", text).split())[:_WORDS]
    found = tuple(link for span in spans for link in links(page, *span))
    return Point(text, words, found, first.depth, first, is_heading=heading is not None)
