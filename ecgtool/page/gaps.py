"""Where on a page something new can stand and cut nothing in two: after a paragraph, a list, a table, a directive."""

import re
from collections.abc import Collection, Iterator
from itertools import dropwhile

from ecgtool.errors import PageError
from ecgtool.page.directives import directive_spans
from ecgtool.page.markdown_html import html_start
from ecgtool.page.model import BLOCK_MARK, OPAQUE, Line, Page, Span

_TABLE = re.compile(r"^[ \t:]*(?:(?P<start>\{\|)|(?P<end>\|\}))", re.MULTILINE)
NO_PLACE = ("the page has no place where a block can stand", "put its comments there by hand")
"""What is wrong, and what to do, where a page has no such place."""


def after_block(page: Page, position: int) -> int:
    """Return where the paragraph, list, table, template or directive ends that holds ``position``.

    That is the start of a line, or the text's end.

    Raises:
        PageError: it is in a table that does not end.
    """
    wholes = dict(_wholes(page))
    rest = page.mask[position:]
    position += max(len(rest) - len(rest.lstrip(OPAQUE)) - 1, 0)  # to the end of a template
    for start, end in wholes.items():
        if start <= position < end:
            if end > len(page.text):
                raise PageError(*NO_PLACE)
            return end
    place, announced = _after_lines(page, position, {heading.line_start for heading in page.headings} | wholes.keys())
    return _after_comment(page, wholes.get(announced, place))


def _after_comment(page: Page, place: int) -> int:
    """Return the end of a comment that begins at ``place``, where it is none of a block; else ``place``."""
    end = page.text.find("-->", place) if page.text.startswith("<!--", place) else -1
    return page.line_end(end) if end >= 0 and BLOCK_MARK not in page.text[place:end] else place


def _after_lines(page: Page, position: int, apart: Collection[int]) -> tuple[int, int]:
    """Return where the paragraph or list ends, before the next line of ``apart``, and that line if it is announced.

    A line that ends in a colon announces what comes next. Without such a line the second value is -1.
    """
    place = page.line_end(position)
    in_list = in_html = ended = announces = False
    for line in _lines_from(page, page.line_start(position)):
        if line.start > position and line.start in apart:
            return place, line.start if announces else -1
        if line.blank:
            place = line.end if in_html else place  # right behind HTML, nothing is read as Markdown
            ended, in_html = True, False
        elif ended and not (announces or (line.depth and in_list and page.syntax == "markdown")):
            break  # an empty line ends all but a list of Markdown, and a line that ends in a colon
        else:
            ended, in_list, place = False, in_list or line.depth > 0, line.end
            announces = page.text[line.start : line.end].rstrip().endswith(":")
            in_html = in_html or (page.syntax == "markdown" and _begins_html(page, line))
    return place, -1


def _begins_html(page: Page, line: Line) -> bool:
    """Return whether a line begins a block of HTML that goes on to an empty line (CommonMark 0.31, section 4.6)."""
    is_html, ending = html_start(page.text, line.text_start, in_paragraph=True)
    return is_html and ending is None


def _lines_from(page: Page, start: int) -> Iterator[Line]:
    """Yield the lines from ``start`` on, read from the top: a line tells its list only below its item."""
    return dropwhile(lambda line: line.start < start, page.lines(0, len(page.text)))


def _wholes(page: Page) -> list[Span]:
    """Return where the outermost tables of a page in wikitext are; one that does not end goes beyond the text.

    Of a page in Markdown they are its directives around text.
    """
    if page.syntax == "markdown":
        spans = sorted(directive_spans(page.text), key=lambda span: (span[0], -span[1]))
        return [span for n, span in enumerate(spans) if all(span[0] >= end for _, end in spans[:n])]
    found: list[Span] = []
    opened: list[int] = []
    for mark in _TABLE.finditer(page.mask):
        if mark["start"]:
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            found += [] if opened else [(start, page.line_end(mark.end()))]
    if opened:
        found.append((opened[0], len(page.text) + 1))
    return found
