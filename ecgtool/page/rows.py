"""What belongs together on a wikitext page though it stands on several lines: a table's row, a term's definitions.

MediaWiki reads a table line by line (Parser::handleTables): ``|-`` begins a row, ``|`` and ``!`` a cell, and what
follows until the next of them is in that cell.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ecgtool.page.model import Line, Page

_SPANS_ROWS = re.compile(r"\browspan\s*=\s*[\"']?\s*(?P<rows>\d{1,3})", re.IGNORECASE)
_Kind = Literal["row", "cell", "within", "outside"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRow:
    """A row of a table: its ``lines``, with the ``|-`` that begins it, of which ``heads`` begin cells.

    ``own`` are the heads and the lines of text that go on with them, without lists and tables in a cell. ``cells``
    are the texts of its cells in these as a reader sees them, without empty ones. A row is ``shared`` where a cell
    reaches over it and another row: it cannot be taken away alone.
    """

    lines: tuple[Line, ...]
    heads: tuple[Line, ...]
    own: tuple[Line, ...]
    cells: tuple[str, ...]
    shared: bool


def page_rows(page: Page, lines: Sequence[Line]) -> Iterator[PageRow]:
    """Yield the rows, in order, of the tables that stand in ``lines``; none on a Markdown page.

    A table within a cell is part of that cell. Where a template begins the table, those after a ``|-`` are read.
    """
    kinds = list(_kinds(page, lines)) if page.syntax == "wikitext" else []
    reaching = index = 0
    while index < len(kinds):
        begin, after = index, index + 1
        while kinds[begin] in {"row", "cell"} and after < len(kinds) and kinds[after] in {"cell", "within"}:
            after += 1
        index = after
        reaching = 0 if kinds[begin] == "outside" else reaching
        at = [number for number in range(begin, after) if kinds[number] == "cell"]
        if at:
            if after == len(kinds):  # a table that nobody ended
                after = at[-1] + 1
            found = _SPANS_ROWS.findall(page.mask, lines[begin].start, lines[after - 1].end)
            spanned = max(map(int, found), default=1)
            heads = tuple(lines[number] for number in at)
            parts = [line for line in lines[at[0] : after] if line in heads or _goes_on(page, line)]
            yield PageRow(
                lines=tuple(lines[begin:after]),
                heads=heads,
                own=tuple(parts),
                cells=tuple(text for text in _texts(page, parts, heads) if text),
                shared=max(reaching, spanned) > 1,
            )
            reaching = max(reaching - 1, spanned)


def _kinds(page: Page, lines: Iterable[Line]) -> Iterator[_Kind]:
    """Yield for each line whether it begins a row or a cell, or else whether it is within a row."""
    level = 0
    begun = False  # a row that stands in no table of the page itself
    for line in lines:
        mark = page.mask[line.text_start : line.text_end][:2]
        if mark == "{|":
            level += 1
            yield "within" if level > 1 else "outside"
        elif level > 1 or line.depth:
            level -= mark == "|}" and not line.depth
            yield "within" if level else "outside"
        elif mark in {"|}", "|+"}:
            level -= mark == "|}" and level > 0
            begun = begun and mark != "|}"
            yield "outside"
        elif mark == "|-":
            begun = True
            yield "row"
        elif mark[:1] in {"|", "!"} and (level or begun):
            yield "cell"
        else:
            begun = False
            yield "within" if level else "outside"


def _goes_on(page: Page, line: Line) -> bool:
    """Return whether a line within a cell is text: no item of a list, and no part of a table."""
    return not (line.depth or line.blank) and page.mask[line.text_start] not in "{|!"


def _texts(page: Page, own: Sequence[Line], heads: Collection[Line]) -> list[str]:
    """Return the text of each cell of the lines."""
    texts: list[str] = []
    for line in own:
        if line in heads:
            texts += _cells(page, line)
        else:
            texts[-1] = f"{texts[-1]} {page.plain(line.text_start, line.text_end).strip()}".strip()
    return texts


def _cells(page: Page, line: Line) -> Iterator[str]:
    """Yield the texts of the cells of a line, without their attributes: ``| style="color:red" | June 8 || Tides``."""
    apart = r"\|\||!!" if page.mask[line.text_start] == "!" else r"\|\|"
    begin = line.text_start + 1
    ends = [*re.compile(apart).finditer(page.mask, begin, line.text_end)]
    spans = zip([begin, *(one.end() for one in ends)], [*(one.start() for one in ends), line.text_end], strict=True)
    for start, end in spans:
        attributes, bar, _ = page.mask[start:end].partition("|")
        own = start + len(attributes) + 1 if bar and "[[" not in attributes else start
        yield page.plain(own, end).strip()


def below_terms(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, those of a definition (``: text``) one deeper than those of its term (``; term``)."""
    definition = ""
    for line in lines:
        if line.mark.endswith(";"):
            definition = f"{line.mark[:-1]}:"
        elif not line.blank and not line.mark.startswith(definition or ";"):
            definition = ""
        yield line._replace(depth=line.depth + 1) if definition and line.mark.startswith(definition) else line
