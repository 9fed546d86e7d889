"""Which edits make a text on a page say something else, and leave every mark, comment and link target in it alone."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ecgtool.page.model import BLANK, HIDDEN, VERBATIM, Page, Span
from ecgtool.text_edit import Edit

_LONGEST = 1000
_BLANKS = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);)+", re.IGNORECASE)


def shown_text(page: Page, spans: Sequence[Span]) -> str:
    """The characters that are shown, as they stand in the page's text."""
    return "".join(page.text[start:end] for start, end in spans)


def rewrite(page: Page, start: int, end: int, new: str) -> list[Edit]:
    """Return the edits after which the text from ``start`` to ``end`` of a line shows ``new``, in the page's syntax.

    Marks of its own that ``new`` brings leave no place for those that are there: it then replaces all of the text.
    """
    if _has_marks(page, new):
        return [Edit(start, end, new)] if page.text[start:end] != new else []
    spans = page.visible(start, end)
    return rewrite_shown(page, spans, _words_of(shown_text(page, spans)), new)


def rewrite_shown(page: Page, spans: Sequence[Span], part: Span, new: str) -> list[Edit]:
    """The edits after which ``part`` of what is shown is ``new``: words that differ change, marks do not."""
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
    """Return what becomes of each part of ``old``, in order; a text longer than any line of a page is one part.

    Texts that differ in blanks alone are the same: nobody sees a difference, so the page keeps its own.
    """
    if _BLANKS.sub(" ", old) == _BLANKS.sub(" ", new):
        return
    if max(len(old), len(new)) > _LONGEST:
        yield old, new
        return
    before, after = (re.findall(r"\w+|\W", text) for text in (old, new))
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield "".join(before[a:b]), "".join(after[c:d])


def _words_of(text: str) -> Span:
    """Where the text stands between the blanks at its ends."""
    return len(text) - len(text.lstrip(BLANK)), len(text.rstrip(BLANK))


def _has_marks(page: Page, new: str) -> bool:
    return type(page)(new).visible(0, len(new)) != [(0, len(new))]


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of the page that hold the shown characters from ``start`` to ``end``."""
    found = []
    for first, last in spans:
        length = last - first
        if max(start, 0) < min(end, length):
            found.append((first + max(start, 0), first + min(end, length)))
        start, end = start - length, end - length
    return found


def _position(spans: Sequence[Span], offset: int) -> int:
    """The position after the first ``offset`` shown characters."""
    for first, last in spans:
        if offset <= last - first:
            return first + offset
        offset -= last - first
    return spans[-1][1]


def with_anchor(page: Page, start: int, end: int, new: str, name: str) -> list[Edit]:
    """``rewrite``, and a link target called ``name`` at the end of the text, unless the page has it already."""
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
    """Whether there is an element between ``start`` and ``end`` that links by ``name`` lead to, or ``{{anchor}}``."""
    if _id(name) not in page.text:
        return False
    escaped = re.escape(_id(name))
    element = rf"<[^<>\n]*\s(?:id|name)\s*=\s*([\"']?){escaped}\1[\s/>]"
    template = rf"\{{\{{\s*\w+\s*\|[^{{}}\n]*\b{escaped}\s*[|}}]"
    anchors = re.compile(f"{element}|{template}", re.IGNORECASE)
    found = anchors.finditer(page.text, start, len(page.text) if end is None else end)
    return any(page.mask[match.start()] not in {HIDDEN, VERBATIM} for match in found)


def _target(page: Page, name: str) -> str:
    """An empty element to link to: ``a``, or ``span``, as wikis allow no ``a``."""
    element = "a" if page.syntax == "markdown" else "span"
    return f'<{element} id="{_id(name)}"></{element}>'


def _id(name: str) -> str:
    from html import escape

    return escape("_".join(name.split()))
