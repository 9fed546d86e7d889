"""A part of a page line by line, as a reader sees it: each line's text, its links and its depth in a list."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Line, Marked, Page, Span
from ecgtool.page.rows import PageRow, below_terms, page_rows

_ADDRESS = re.compile(r"https?://\S+")
_WORDS = 1000
"""Characters of a line in which a label is looked for."""
_PART = 100_000
"""Characters of a part of a page that are read: many times what any agenda has."""
_CELLS = re.compile(r"\s*(?:\|\||!!|(?<!!)!(?!!)|\|)\s*")
_TABLE = re.compile(r"\s*(?:\{\||\|\}|\|-|\|[\s:|-]+\|?$)")

_STRUCK = re.compile(r"<(?P<tag>s|del|strike)\b[^<>]*>.{0,2000}?</(?P=tag)\s*>", re.IGNORECASE | re.DOTALL)
_STRUCK_MARKDOWN = re.compile(
    r"(?<!~)~~(?=[^\s~]).{0,2000}?~~(?!~)"
    r"|(?<![~\w/])~(?=[^\s~])(?:[^~\n]|(?<=/)~|\n(?!\s*\n)){1,2000}(?<![\s(\[{/])~(?![~\w])",
    re.DOTALL,
)
"""Text between two tildes, or between single ones, of which none is for "about" (GitHub Flavored Markdown, 6.5)."""

_STOP = rf"\s\[\]<>\"{HIDDEN}{OPAQUE}{VERBATIM}"
_LABEL = r"[^\[\]\n]*"
_LINK_FORMS = (
    rf"(?:\[(?=!))?!\[(?P<image>[^\[\]]*)\](?:\([^()\n]*\))(?:\s*\]\(<?(?P<around>https?://[^{_STOP}()]+)>?(?:\s[^()\n]*+)?\))?"
    rf"|\[(?P<wiki>(?:https?:)?//[^{_STOP}]+)(?:[ \t]+(?P<wiki_label>{_LABEL}))?\]"
    rf"|\[(?P<label>[^\[\]]*)\]\(<?(?P<markdown>https?://(?:[^{_STOP}()]|\([^{_STOP}()]*+\))++)>?(?:\s[^()\n]*+)?\)"
    rf"|<a\s(?:[^<>]*\s)?href\s*=\s*[\"']?(?P<tag>https?://[^{_STOP}']+)[\"']?(?:\s[^<>]*)?>(?P<tag_label>[^<>\[\]]*)</a\s*>"
    rf"|(?P<bare>https?://(?:(?!''|\*\*)[^{_STOP}{{}}|])++)"
)
_LINK = re.compile(_LINK_FORMS, re.IGNORECASE)
_LINK_OR_NAMED = re.compile(
    rf"(?!\[{_LABEL}\]\[[^\[\]\n])(?:{_LINK_FORMS})|\[(?P<named>[^\[\]\n]+)\](?:\[(?P<name>{_LABEL})\])?",
    re.IGNORECASE,
)
"""``_LINK``, and Markdown's links to an address that is defined elsewhere: ``[words][name]`` and ``[name]``."""
_AFTER = ",;.:!?*_'`\\"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link to ``url``; ``label`` is what is shown for it, empty for a bare one."""

    url: str
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A line of a page in plain text, or a list item or a row of a table with all the lines that are its own.

    ``words`` is the beginning of the text without web addresses; ``depth`` is 0 outside of lists, and for headings.
    What defines a term in a list is one deeper than the term. ``cells`` are the texts in a row of a
    table, without empty ones.
    """

    text: str
    words: str
    links: tuple[Link, ...]
    depth: int
    line: Line
    is_heading: bool = False
    row: PageRow | None = None
    cells: tuple[str, ...] = ()


def points(page: Page, start: int, end: int) -> list[Point]:
    """Return the lines from ``start`` to ``end`` that have text or links, out of the first 100,000 characters."""
    end = min(end, start + _PART)
    headings = {heading.line_start: heading for heading in page.headings}
    lines = list(below_terms(page.lines(start, end)))
    rows = {line.start: row for row in page_rows(page, lines) for line in row.own if line.start not in headings}
    found = (_point(page, item, headings, rows.get(item[0].start)) for item in _items(lines, headings, rows))
    return [point for point in found if point.text or point.links]


def ancestors(found: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """Yield for each point those it stands below, outermost first: the line before its list, the items around it."""
    above: list[Point] = []
    for point in found:
        while above and above[-1].depth >= point.depth:
            above.pop()
        yield tuple(above)
        above.append(point)


def _items(lines: Iterable[Line], headings: Mapping[int, Marked], rows: Mapping[int, PageRow]) -> list[list[Line]]:
    """Return the lines, those of one list item or row together, without the underline of a heading."""
    items: list[list[Line]] = []
    heading_end = 0
    for line in lines:
        if heading := headings.get(line.start):
            heading_end = heading.line_end
        elif line.start < heading_end:
            continue
        if row := rows.get(line.start):
            items += [[*row.own]] if line == row.own[0] else []
        elif line.depth and not line.mark and items and items[-1][0].depth == line.depth:
            items[-1].append(line)
        else:
            items.append([line])
    return items


def _point(page: Page, lines: list[Line], headings: Mapping[int, Marked], row: PageRow | None) -> Point:
    first = lines[0]
    heading = headings.get(first.start)
    spans = [(heading.start, heading.end)] if heading else [(line.text_start, line.text_end) for line in lines]
    text = " ".join(" ".join(page.plain(*span) for span in spans).split())
    cells = row.cells if row else ()
    if row:
        text = ": ".join(cells)
    elif not first.depth and text[:1] in {"|", "!", "{"}:
        found_cells = () if _TABLE.match(text) else tuple(cell for cell in _CELLS.split(text) if cell)
        text, cells = ": ".join(found_cells), found_cells if page.syntax == "markdown" else ()
    words = without_addresses(text)
    found = tuple(link for span in spans for link in links(page, *span))
    is_heading = heading is not None
    return Point(
        text=text,
        words=words,
        links=found,
        depth=first.depth,
        line=first,
        is_heading=is_heading,
        row=row,
        cells=cells,
    )


def without_addresses(text: str) -> str:
    """Return the beginning of a line's text without web addresses, in which a label is looked for."""
    return " ".join(_ADDRESS.sub(" ", text).split())[:_WORDS]


def struck_out(page: Page) -> list[Span]:
    """Return the spans of the page that are struck out, in order."""
    forms = [_STRUCK, *([_STRUCK_MARKDOWN] if page.syntax == "markdown" else [])]
    return sorted(match.span() for form in forms for match in form.finditer(page.mask))


def links(page: Page, start: int, end: int) -> Iterator[Link]:
    """Yield the links to web addresses in a part of a line, in order, without those that are commented out."""
    for match in (_LINK_OR_NAMED if page.definitions else _LINK).finditer(page.mask, start, end):
        if match["image"] is not None:  # only a link around it leads anywhere
            if match["around"]:
                yield Link(url=_url(match["around"]), label=page.plain(*match.span("image")).strip())
        elif match["bare"]:
            yield Link(url=_url(_bare(match["bare"])))
        elif page.definitions and match["named"]:
            if url := page.definitions.get((match["name"] or match["named"]).casefold()):
                yield Link(url=_url(url), label=page.plain(*match.span("named")).strip())
        else:
            group = "wiki_label" if match["wiki"] else "tag_label" if match["tag"] else "label"
            label = " ".join(page.plain(*match.span(group)).split()) if match[group] else ""
            yield Link(url=_url(match["wiki"] or match["markdown"] or match["tag"]), label=label)


def _url(text: str) -> str:
    return html.unescape(f"https:{text}" if text.startswith("//") else text)


def _bare(text: str) -> str:
    """Return a bare address without the punctuation of the sentence after it (Parser::makeFreeExternalLink)."""
    return text.rstrip(_AFTER if "(" in text else f"{_AFTER})")
