"""The lines of a page that say when a group meets: the one that names the next meeting, and the standing one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ecgtool.errors import PageError
from ecgtool.page.model import VERBATIM, Line, Marked, Page, Span
from ecgtool.page.rewrite import shown_text
from ecgtool.wording.templates import Template

_NAMED = 4
"""So many of too many lines are told."""


def meeting_lines(page: Page, template: Template) -> list[Marked]:
    """The headings and bold lines that begin as the template does, in the page's order.

    Where there are none, the lines that begin so in bold and go on without: ``'''Next meeting''': June 8``.
    """
    beginning = template.beginning
    shown_beginning = type(page)(beginning).plain(0, len(beginning)).strip()  # it may have marks
    begins = Template(((shown_beginning or beginning, None),))
    found = [marked for marked in (*page.headings, *page.bold_lines) if _begins(page, marked, begins)]
    found = found or [marked for marked in _bold_at_first(page, begins) if _begins(page, marked, begins)]
    return sorted(found, key=lambda marked: marked.start)


def _bold_at_first(page: Page, template: Template) -> Iterator[Marked]:
    for line in _lines_with(page, _longest_word(template)):
        if page.mask.startswith(page.bold_marks, line.text_start):
            yield Marked(line.text_start, line.text_end, line.start, line.end)


def _begins(page: Page, marked: Marked, template: Template) -> bool:
    """Whether the line begins as the template does, and not in nowiki."""
    if not template.begins(page.title(marked)):
        return False
    first, _ = page.visible(marked.start, marked.end)[0]
    return page.mask[first] != VERBATIM


def only_line(page: Page, template: Template, found: list[Marked]) -> Marked:
    """The one line that was found.

    Raises:
        PageError: there is none, or there are several.
    """
    if not found:
        raise PageError(
            f"no heading or bold line on the page begins with “{template.beginning}”",
            "add one, or set wiki.heading to how the line on the page begins",
        )
    if len(found) > 1:
        numbers = ", ".join(str(page.line_number(marked.start)) for marked in found[:_NAMED])
        raise PageError(
            f"{len(found)} headings or bold lines begin with “{template.beginning}” (line {numbers})",
            "leave one of them, or say more of its beginning in wiki.heading",
        )
    return found[0]


class StandingLine(NamedTuple):
    """The standing line: ``part`` of the characters shown in the ``spans`` of a line of the page."""

    spans: list[Span]
    part: Span
    text: str


def standing_line(page: Page, template: Template, apart: list[Span]) -> StandingLine | None:
    """The first text of the template's form in any line outside of the spans ``apart``; None where there is none."""
    for line in _lines_with(page, _longest_word(template)):
        if not any(start <= line.start < end for start, end in apart):
            spans = page.visible(line.text_start, line.text_end)
            text = shown_text(page, spans)
            if part := template.find(text):
                return StandingLine(spans, part, text[slice(*part)])
    return None


def _lines_with(page: Page, word: str) -> Iterator[Line]:
    first, rest = re.escape(word[:1].lower() + word[:1].upper()), re.escape(word[1:])
    wanted = re.compile(rf"[{first}](?i:{rest})" if word else "")  # a set of characters is what re finds quickly
    end = 0
    while end < len(page.mask) and (match := wanted.search(page.mask, end)):
        start = page.mask.rfind("\n", 0, match.start()) + 1
        end = page.mask.find("\n", match.end()) + 1 or len(page.mask)
        yield from page.lines(start, end)


def _longest_word(template: Template) -> str:
    words = [word for fixed, _ in template.pieces for word in re.findall(r"\w+", fixed)]
    return max(words, key=len, default="")
