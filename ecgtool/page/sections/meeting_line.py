"""The lines of a page that say when a group meets: the one that names the next meeting, and the standing one.

They are found, and given other words by edits that leave every mark, comment and link target in them alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

from ecgtool.errors import PageError
from ecgtool.page.model import BLANK, HIDDEN, VERBATIM, Line, Marked, Page, Span
from ecgtool.text_edit import Edit
from ecgtool.wording.templates import Template, starting

_BELOW = 4
"""How many lines below the one that announces it are searched for the date."""
_NAMED = 4
"""How many lines an error names where more than one begins as the template does."""
_LONGEST = 1000
_LETTERS = frozenset(filter(str.isalnum, map(chr, range(128))))
BLANKS = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);)+", re.IGNORECASE)
"""What a reader sees as one space."""


def meeting_lines(page: Page, template: Template) -> list[Marked]:
    """Return the headings and bold lines that begin as the template does, in the page's order.

    Where there are none, return those at the beginning of a line that goes on: ``'''Next meeting: June 8''' (call)``,
    or the label alone in bold. For a template of two lines, return the lines below those whose whole text is
    ``template.above``.
    """
    if template.above:
        return sorted(set(_below(page, template)), key=attrgetter("start"))
    beginning = template.beginning
    shown_beginning = type(page)(beginning).plain(0, len(beginning)).strip()  # it may have marks
    begin = shown_beginning or beginning
    found = _beginning_with(page, (*page.headings, *page.bold_lines), begin)
    found = found or _beginning_with(page, _bold_at_first(page, begin, template), begin)
    return sorted(found, key=attrgetter("start"))


def _below(page: Page, template: Template) -> Iterator[Marked]:
    """Yield the line below each heading or line whose text is ``template.above``, if it is no heading and no table.

    Where the template begins with words of its own ("Date:"), it is the first of ``_BELOW`` lines that begins so.
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


def _bold_at_first(page: Page, beginning: str, template: Template) -> Iterator[Marked]:
    """Yield the first part of each line that begins in bold, without what a person wrote behind it.

    It is the bold part, all up to the end of the template's form, or up to the next mark: the first of them that has
    the date. Where none has, it is the line.
    """
    for line in _lines_with(page, _longest_word([beginning])):
        bold, spans = bold_beginning(page, line), page.visible(line.text_start, line.text_end)
        if bold and spans:
            shown = shown_text(page, spans)
            form = template.find(shown)
            is_whole = form is not None and form[1] == len(shown)  # with the marks of its last link
            formed = line.text_end if is_whole else _position(spans, form[1] if form else 0)
            ends = (max(formed, bold[1]), bold[1], formed, next((b for _, b in spans if b > bold[1]), 0))
            end = next((end for end in ends if _is_first_part(page, line, end, beginning)), line.text_end)
            yield Marked(bold[0] if end == bold[1] else line.text_start, end, line.start, line.end)


def bold_beginning(page: Page, line: Line) -> Span | None:
    """Return the span within the marks of the bold text that a line begins with, if it does."""
    mark = next((mark for mark in page.bold_marks if page.mask.startswith(mark, line.text_start)), "")
    start = line.text_start + len(mark)
    closed = page.mask.find(mark, start, line.text_end) if mark else -1
    return (start, closed) if closed >= 0 else None


def _is_first_part(page: Page, line: Line, end: int, beginning: str) -> bool:
    """Return whether a line up to ``end``, which is not within a link, has the date, or no part of it has."""
    first, whole = (page.visible(line.text_start, place) for place in (end, line.text_end))
    says_more = len(shown_text(page, first).strip()) > len(beginning)
    is_dated = _has_digit(page, line.text_start, end) or not _has_digit(page, end, line.text_end)
    return says_more and is_dated and shown_text(page, whole).startswith(shown_text(page, first))


def _has_digit(page: Page, start: int, end: int) -> bool:
    return any(map(str.isdigit, page.plain(start, end)))


def _beginning_with(page: Page, candidates: Iterable[Marked], beginning: str) -> list[Marked]:
    """Return the lines that begin with ``beginning``, without those that begin in nowiki.

    On a large page most lines begin with another letter or digit, which is known without reading their title.
    """
    begins = starting(beginning)
    first = beginning[:1]
    others = _LETTERS - {first.lower(), first.upper()} if first in _LETTERS else ()
    likely = (marked for marked in candidates if page.mask[marked.start : marked.start + 1] not in others)
    found = [marked for marked in likely if begins.match(page.title(marked))]
    return [one for one in found if page.mask[page.visible(one.start, one.end)[0][0]] != VERBATIM]


def only_line(page: Page, template: Template, found: list[Marked]) -> Marked:
    """Return the line that was found, if it is the only one.

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
    """The place of a standing line: ``text`` is ``part`` of the characters that ``spans`` of the page show."""

    spans: list[Span]
    part: Span
    text: str


def standing_line(page: Page, template: Template, apart: Sequence[Span]) -> StandingLine | None:
    """Return the first of ``standing_lines``, or None."""
    return next(standing_lines(page, template, apart), None)


def standing_lines(page: Page, template: Template, apart: Sequence[Span]) -> Iterator[StandingLine]:
    """Yield the texts that have the template's form, outside of the spans ``apart``.

    A template with a link's address in it is compared with the page's source, any other with what a reader sees.
    """
    in_source = any("://" in text for text, _ in template.pieces)
    for line in _lines_with(page, _longest_word(fixed for fixed, _ in template.pieces)):
        if not any(start <= line.start < end for start, end in apart):
            spans = [(line.text_start, line.text_end)] if in_source else page.visible(line.text_start, line.text_end)
            text = page.mask[slice(*spans[0])] if in_source else shown_text(page, spans)
            if part := template.find(text):
                yield StandingLine(spans, part, text[slice(*part)])


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


def shown_text(page: Page, spans: Sequence[Span]) -> str:
    """Return the characters that are shown, as they stand in the page's text."""
    return "".join(page.text[start:end] for start, end in spans)


def rewrite(page: Page, start: int, end: int, new: str) -> list[Edit]:
    """Return the edits after which the text from ``start`` to ``end`` of a line shows ``new``, in the page's syntax.

    Where ``new`` has marks of its own, it replaces the whole text, old marks included.
    """
    if _has_marks(page, new):
        return [Edit(start, end, new)] if page.text[start:end] != new else []
    spans = page.visible(start, end)
    return rewrite_shown(page, spans, _words_of(shown_text(page, spans)), new)


def rewrite_shown(page: Page, spans: Sequence[Span], part: Span, new: str) -> list[Edit]:
    """Return the edits after which ``part`` of what is shown is ``new``: words that differ change, marks do not."""
    start, end = part
    edits: list[Edit] = []
    for old_word, new_word in _differences(shown_text(page, spans)[start:end], new):
        gone = _within(spans, start, start + len(old_word)) if old_word != new_word else []
        edits += [Edit(a, b, "" if number else new_word) for number, (a, b) in enumerate(gone)]
        if new_word and not old_word:
            position = _position(spans, start)
            edits.append(Edit(position, position, new_word))
        start += len(old_word)
    return edits


def _differences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield each part of ``old`` with what replaces it, in order; a text longer than any line of a page is one part.

    Texts that differ in blanks alone are the same: nobody sees a difference, so the page keeps its own.
    """
    if BLANKS.sub(" ", old) == BLANKS.sub(" ", new):
        return
    if max(len(old), len(new)) > _LONGEST:
        yield old, new
        return
    before, after = (re.findall(r"\w+|\W", text) for text in (old, new))
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield "".join(before[a:b]), "".join(after[c:d])


def _words_of(text: str) -> Span:
    """Return the span of the text between the blanks at its ends."""
    return len(text) - len(text.lstrip(BLANK)), len(text.rstrip(BLANK))


def _has_marks(page: Page, new: str) -> bool:
    return type(page)(new).visible(0, len(new)) != [(0, len(new))]


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the parts of the page that hold the shown characters from ``start`` to ``end``."""
    found = []
    for first, last in spans:
        length = last - first
        if max(start, 0) < min(end, length):
            found.append((first + max(start, 0), first + min(end, length)))
        start, end = start - length, end - length
    return found


def _position(spans: Sequence[Span], offset: int) -> int:
    """Return the position on the page after the first ``offset`` shown characters."""
    for first, last in spans:
        if offset <= last - first:
            return first + offset
        offset -= last - first
    return spans[-1][1]


def with_anchor(page: Page, start: int, end: int, new: str, name: str) -> list[Edit]:
    """Return the edits of ``rewrite``, and one that ends the text with a link target ``name``, if none is there."""
    target = _target(page, name)
    if _has_marks(page, new):
        kept = not has_anchor(page, name) or has_anchor(page, name, start, end)
        return rewrite(page, start, end, new + target if kept else new)
    edits = rewrite(page, start, end, new)
    if has_anchor(page, name):
        return edits
    spans = page.visible(start, end)
    position = _position(spans, _words_of(shown_text(page, spans))[1])
    return [*edits, Edit(position, position, target)]


def has_anchor(page: Page, name: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether links to ``#name`` have a target from ``start`` to ``end``: an element or ``{{anchor}}``."""
    if _id(name) not in page.text:
        return False
    escaped = re.escape(_id(name))
    element = rf"<[^<>\n]*\s(?:id|name)\s*=\s*([\"']?){escaped}\1[\s/>]"
    template = rf"\{{\{{\s*\w+\s*\|[^{{}}\n]*\b{escaped}\s*[|}}]"
    anchors = re.compile(f"{element}|{template}", re.IGNORECASE)
    found = anchors.finditer(page.text, start, len(page.text) if end is None else end)
    return any(page.mask[match.start()] not in {HIDDEN, VERBATIM} for match in found)


def _target(page: Page, name: str) -> str:
    """Return an empty element to link to: ``a`` in Markdown, ``span`` in wikitext, which allows no ``a``."""
    element = "a" if page.syntax == "markdown" else "span"
    return f'<{element} id="{_id(name)}"></{element}>'


def _id(name: str) -> str:
    from html import escape

    return escape("_".join(name.split()))
