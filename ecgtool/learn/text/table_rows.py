"""Find the rows and cells of a table on a page, in Markdown and in wikitext."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ecgtool.page.model import Line, Page, Span

_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_ATTRIBUTES = re.compile(r"\s*(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w%#]+)\s*)+\|(?!\|)")


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """A row of a table: where it begins, the spans of its cells, and whether it is one of titles, or the caption."""

    start: int
    cells: Sequence[Span]
    is_title: bool = False
    is_caption: bool = False


def table_rows(page: Page, lines: Sequence[Line], index: int) -> tuple[list[TableRow], int]:
    """Return the rows of the table that begins with a line, and the index of the line after it; 0 for no table."""
    raw = page.mask[lines[index].start : lines[index].end]
    if page.syntax != "markdown":
        return _wiki_rows(page, lines, index + 1) if raw.lstrip(":* ").startswith("{|") else ([], 0)
    if index + 1 == len(lines) or "|" not in raw or not is_ruler(page, lines[index + 1]):
        return [], 0
    rows = [TableRow(start=lines[index].start, cells=_between_pipes(page, lines[index]), is_title=True)]
    index += 2
    while index < len(lines) and not lines[index].blank and "|" in page.mask[lines[index].start : lines[index].end]:
        rows.append(TableRow(start=lines[index].start, cells=_between_pipes(page, lines[index])))
        index += 1
    return rows, index


def is_ruler(page: Page, line: Line) -> bool:
    """Return whether a line is that of dashes below the titles of a Markdown table."""
    raw = page.mask[line.start : line.end].rstrip("\n")
    return "-" in raw and "|" in raw and bool(_RULER.match(raw))


def _between_pipes(page: Page, line: Line) -> list[Span]:
    raw = page.mask[line.start : line.end].rstrip("\n ")
    cuts = [match.start() for match in re.finditer(r"(?<!\\)\|", raw)]
    edges = [-1, *cuts, len(raw)] if cuts and raw[: cuts[0]].strip() else [*cuts, len(raw)]
    spans = [(line.start + a + 1, line.start + b) for a, b in pairwise(edges)]
    return spans[:-1] if spans and not page.mask[slice(*spans[-1])].strip() else spans


def _wiki_rows(page: Page, lines: Sequence[Line], index: int) -> tuple[list[TableRow], int]:
    """Return the rows of a table of wikitext, of whose lines ``index`` is the second, and the index behind it."""
    rows: list[TableRow] = []
    cells: list[Span] = []
    is_title = True
    while index < len(lines):
        raw = page.mask[lines[index].start : lines[index].end].lstrip()
        begin = lines[index].end - len(raw)
        if raw.lstrip(":").startswith("|}"):
            break
        if raw.startswith(("|-", "|+")):
            rows += _wiki_row(cells, is_title=is_title)
            cells, is_title = [], True
            if raw.startswith("|+"):
                rows.append(TableRow(start=begin, cells=list(_wiki_cells(raw[1:], begin + 1)), is_caption=True))
        elif raw.startswith(("|", "!")):
            is_title = is_title and raw.startswith("!")
            cells += _wiki_cells(raw, begin)
        elif cells:
            cells.append((begin, lines[index].end))
        index += 1
    return [*rows, *_wiki_row(cells, is_title=is_title)], index + 1


def _wiki_row(cells: Sequence[Span], *, is_title: bool) -> Iterator[TableRow]:
    if cells:
        yield TableRow(start=cells[0][0], cells=cells, is_title=is_title and len(cells) > 1)


def _wiki_cells(raw: str, begin: int) -> Iterator[Span]:
    separator = r"\|\||!!" if raw.startswith("!") else r"\|\|"
    body = raw.rstrip("\n")
    cuts = [match.start() + 1 for match in re.finditer(separator, body[1:])]
    for start, end in zip([1, *(cut + 2 for cut in cuts)], [*cuts, len(body)], strict=True):
        attributes = _ATTRIBUTES.match(body[start:end])
        yield begin + start + (attributes.end() if attributes else 0), begin + end
