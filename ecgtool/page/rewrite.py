"""Which edits make a text on a page say something else, and leave every mark, comment and link target in it alone."""

import html
import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from ecgtool.page.edit import Edit
from ecgtool.page.markdown import MarkdownPage
from ecgtool.page.model import HIDDEN, VERBATIM, Page, Span


def shown(page: Page, spans: Sequence[Span]) -> str:
    """The characters that are shown, as they stand in the page's text."""
    return "".join(page.text[start:end] for start, end in spans)


def rewrite(page: Page, start: int, end: int, new: str) -> list[Edit]:
    """The edits after which the text from ``start`` to ``end`` of one line shows ``new``, in the page's syntax.

    Marks of its own that ``new`` brings leave no place for those that are there: it then replaces all of the text.
    """
    if _has_marks(page, new):
        return [Edit(start, end, new)] if page.text[start:end] != new else []
    spans = page.visible(start, end)
    return rewrite_shown(page, spans, (0, len(shown(page, spans))), new)


def rewrite_shown(page: Page, spans: Sequence[Span], part: Span, new: str) -> list[Edit]:
    """The edits after which ``part`` of the characters shown is ``new``; marks between them stay."""
    start, end = part
    old = shown(page, spans)[start:end]
    same = _same(zip(old, new, strict=False))
    same_at_end = _same(zip(reversed(old[same:]), reversed(new[same:]), strict=False))
    inserted = new[same : len(new) - same_at_end]
    gone = _within(spans, start + same, end - same_at_end)
    if not gone:
        position = _position(spans, start + same)
        return [Edit(position, position, inserted)] if inserted else []
    return [Edit(a, b, "" if number else inserted) for number, (a, b) in enumerate(gone)]


def _same(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs of equal characters there are before the first other."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


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
    """Behind the shown character before ``offset``."""
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
    shown_end = page.visible(start, end)[-1][1]
    return [*edits, Edit(shown_end, shown_end, target)]


def has_anchor(page: Page, name: str, start: int = 0, end: int | None = None) -> bool:
    """Whether there is an element between ``start`` and ``end`` that links by ``name`` lead to, or ``{{anchor}}``."""
    escaped = re.escape(_id(name))
    element = rf"<[^<>\n]*\s(?:id|name)\s*=\s*([\"']?){escaped}\1[\s/>]"
    template = rf"\{{\{{\s*\w+\s*\|[^{{}}\n]*\b{escaped}\s*[|}}]"
    anchors = re.compile(f"{element}|{template}", re.IGNORECASE)
    found = anchors.finditer(page.text, start, len(page.text) if end is None else end)
    return any(page.mask[match.start()] not in {HIDDEN, VERBATIM} for match in found)


def _target(page: Page, name: str) -> str:
    """An empty element to link to: ``a``, or ``span``, as wikis allow no ``a``."""
    element = "a" if isinstance(page, MarkdownPage) else "span"
    return f'<{element} id="{_id(name)}"></{element}>'


def _id(name: str) -> str:
    return html.escape("_".join(name.split()))
