"""The lines of a page that say when a group meets: the one that names the next meeting, and the standing one."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

from ecgtool.errors import PageError
from ecgtool.page.model import VERBATIM, Line, Marked, Page, Span
from ecgtool.page.rewrite import shown_text
from ecgtool.wording.templates import Template, starting

_BELOW = 4
"""So many lines below another may be the one that says the date."""
_NAMED = 4
"""So many of too many lines are told."""


def meeting_lines(page: Page, template: Template) -> list[Marked]:
    """The headings and bold lines that begin as the template does, in the page's order.

    Where there are none, the lines that begin so in bold and go on without: ``'''Next meeting''': June 8``. Of a
    template with a line above, the lines below those that say nothing but that.
    """
    if template.above:
        return sorted(set(_below(page, template)), key=attrgetter("start"))
    beginning = template.beginning
    shown_beginning = type(page)(beginning).plain(0, len(beginning)).strip()  # it may have marks
    begin = shown_beginning or beginning
    found = _beginning_so(page, (*page.headings, *page.bold_lines), begin)
    found = found or _beginning_so(page, _bold_at_first(page, begin), begin)
    return sorted(found, key=attrgetter("start"))


def _below(page: Page, template: Template) -> Iterator[Marked]:
    """The line below each heading or line that says ``template.above`` and no more; no table and no heading.

    Where the template begins with words of its own ("Date:"), it is the first of a few lines that begins so.
    """
    headings = {heading.line_start: heading for heading in page.headings}
    begins = starting(template.own_beginning) if template.own_beginning else None
    for line in _lines_with(page, _longest_word([template.above])):
        heading = headings.get(line.start)
        said = page.title(heading) if heading else page.plain(line.text_start, line.text_end)
        if _key(said) != _key(template.above):
            continue
        following = page.lines(heading.line_end if heading else line.end, len(page.text))
        texts = islice((one for one in following if not one.blank), _BELOW if begins else 1)
        for one in takewhile(lambda one: one.start not in headings, texts):
            if (
                begins is None or begins.match(page.plain(one.text_start, one.text_end))
            ) and not page.mask.startswith(("|", "!", "{|"), one.text_start):
                yield Marked(one.text_start, one.text_end, one.start, one.end)
                break


def _key(text: str) -> str:
    return " ".join(text.split()).rstrip(" :\uff1a").casefold()


def _bold_at_first(page: Page, beginning: str) -> Iterator[Marked]:
    for line in _lines_with(page, _longest_word([beginning])):
        if page.mask.startswith(page.bold_marks, line.text_start):
            yield Marked(line.text_start, line.text_end, line.start, line.end)


def _beginning_so(page: Page, candidates: Iterable[Marked], beginning: str) -> list[Marked]:
    """The lines that begin with ``beginning``, and not in nowiki."""
    begins = starting(beginning)
    found = [marked for marked in candidates if begins.match(page.title(marked))]
    return [one for one in found if page.mask[page.visible(one.start, one.end)[0][0]] != VERBATIM]


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
    """The first text of the template's form in any line outside of the spans ``apart``; None where there is none.

    A template with a link's address in it is looked for in the text with its marks.
    """
    in_source = any("://" in text for text, _ in template.pieces)
    for line in _lines_with(page, _longest_word(fixed for fixed, _ in template.pieces)):
        if not any(start <= line.start < end for start, end in apart):
            spans = [(line.text_start, line.text_end)] if in_source else page.visible(line.text_start, line.text_end)
            text = page.mask[slice(*spans[0])] if in_source else shown_text(page, spans)
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


def _longest_word(texts: Iterable[str]) -> str:
    return max((word for text in texts for word in re.findall(r"\w+", text)), key=len, default="")
