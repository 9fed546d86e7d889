"""Reading what a group talks about from its page: the link to the notes, the agenda's points, the action items."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ecgtool.group import Item
from ecgtool.page.column_heads import is_heads
from ecgtool.page.model import Page, Section, Span
from ecgtool.page.points import Point, points
from ecgtool.page.sections.named import NamedSections, SectionKey
from ecgtool.wording.date_form import find_date

_DEEPEST = 20
"""Items below this depth are read as if at it: nobody nests deeper, but a hostile page could, without end."""
_WORDS = r"\b(?:notes|minutes|etherpad|pad|hackmd|codimd|hedgedoc)\b"
_NOTES = re.compile(_WORDS, re.IGNORECASE)
_NOTES_LABEL = re.compile(rf"[^:]{{0,40}}{_WORDS}[^:]{{0,40}}:?", re.IGNORECASE)
_PAD = re.compile(r"://(?:[\w-]+\.)*(?:etherpad|pad|hackmd|codimd|hedgedoc|cryptpad)\b", re.IGNORECASE)
BOX = re.compile(r"\[(?P<tick>[ xX])\]\s+")
"""The box of a task in a list, ticked or not."""
_DONE = re.compile(r"(?:done|closed|completed?|resolved|finished|x|[\u2713\u2714\u2705])[.!]?", re.IGNORECASE)
"""What a cell says of an action item that is no longer open."""
_BY = re.compile(
    r"\s[(\[](?:(?:led|presented|proposed)\s)?by[:\s]\s?(?P<by>[^()\[\]]*[^()\[\]\s])[)\]]$", re.IGNORECASE
)
_BOLD_BY = re.compile(r"(?P<mark>'''|\*\*|__)(?P<title>.+?)(?P=mark)\s*\((?P<by>[^\W\d_][^()\[\]\d:/]{0,60})\)")


def read_notes(sections: NamedSections, below: Span | None = None) -> str:
    """Return the link to the notes: of the agenda, of the part ``below`` the line, or of the call; "" for none."""
    near_the_line = points(sections.page, *below) if below else []
    places = (_points(sections, "agenda"), near_the_line, _points(sections, "call"))
    return next((url for found in places for url in _notes(found)), "")


def section_of_date(sections: NamedSections, day: date, near: date, apart: Collection[int] = ()) -> Section | None:
    """Return the section with a date in its title: within the agenda or, on a page without one, outside the logs.

    ``apart`` are where headings begin that are the line for the next meeting. A date without a year is the one
    nearest to ``near``.
    """
    page, agenda, logs = sections.page, sections.find("agenda"), sections.find("logs")
    for one in page.sections:
        start = one.heading.line_start
        is_inside = agenda.start <= start < agenda.end if agenda else not (logs and logs.start <= start < logs.end)
        found = find_date(page.title(one.heading), near, sections.language) if is_inside else None
        if found and found.day == day and start not in apart:
            return one
    return None


def read_items(sections: NamedSections, day: date, apart: Collection[int] = ()) -> tuple[Item, ...]:
    """Return the points of the agenda as they are nested: its lists' items or, where it has none, its tables' rows.

    Where the agenda has headings with dates, the points under those of another date than ``day`` are left out. On a
    page with neither agenda nor upcoming topics they are those in the section of that date; ``apart`` are where
    headings begin that are none.
    """
    found = _points(sections, "agenda")
    if not sections.find("agenda") and not sections.find("topics"):
        own = section_of_date(sections, day, day, apart)
        found = points(sections.page, own.start, own.end) if own else []
    notes = set(_notes(found))
    told = [point for point in _of_day(sections, found, day) if point.text and not _is_notes(point, notes)]
    listed = [point for point in told if point.depth] or [one for one in told if _is_in_table(sections, one, day)]
    return _tree(sections.page, listed)


def _is_in_table(sections: NamedSections, point: Point, day: date) -> bool:
    """Return whether a point is a row of a table, other than one of headers or one that is for another date."""
    if not point.cells or is_heads(sections.page, point):
        return False
    dated = find_date(point.cells[0], day, sections.language)
    return dated is None or dated.day == day


def read_actions(sections: NamedSections) -> tuple[str, ...]:
    """Return the action items in the page's order, nested ones too, without those that are ticked off.

    Where there is no list, they are the rows of tables, but for those with a cell that says that they are done.
    """
    found = _points(sections, "actions")
    listed = [point for point in found if point.depth] or [one for one in found if _is_open_row(sections.page, one)]
    return tuple(BOX.sub("", point.text, count=1) for point in listed if point.text and not _is_done(point.text))


def _is_open_row(page: Page, point: Point) -> bool:
    return bool(point.cells) and not is_heads(page, point) and not any(map(_DONE.fullmatch, point.cells))


def _points(sections: NamedSections, part: SectionKey) -> list[Point]:
    found = sections.find(part)
    return points(sections.page, found.start, found.end) if found else []


def _notes(found: Iterable[Point]) -> Iterator[str]:
    """Yield the links that may lead to the notes, the likeliest first."""
    linked = [point for point in found if point.links]
    for point in linked:
        if _NOTES_LABEL.fullmatch(point.words) or (not point.depth and _NOTES.search(point.words)):
            yield _notes_link(point)
    for point in linked:
        yield from (link.url for link in point.links if not point.depth and _PAD.search(link.url))


def _notes_link(point: Point) -> str:
    called_so = (link.url for link in point.links if _NOTES.search(link.label) or _PAD.search(link.url))
    return next(called_so, point.links[0].url)


def _is_notes(point: Point, notes: set[str]) -> bool:
    return bool(point.links and point.links[0].url in notes and _NOTES_LABEL.fullmatch(point.words))


def _of_day(sections: NamedSections, found: Iterable[Point], day: date) -> Iterator[Point]:
    """Yield the points but for those under a heading with another date than ``day``, and under headings below it."""
    levels = {heading.line_start: heading.level for heading in sections.page.headings}
    other = 0  # the level of the heading with another date
    for point in found:
        if not point.is_heading:
            yield from () if other else (point,)
            continue
        level = levels.get(point.line.start, 1)
        if dated := find_date(point.text, day, sections.language):
            other = level if dated.day != day else 0
        elif level <= other:
            other = 0


def _tree(page: Page, found: list[Point]) -> tuple[Item, ...]:
    """Return the points nested by their depth: taken from last to first, without recursion, however deep they are."""
    above: list[tuple[int, Item]] = []
    for point in reversed(found):
        depth = min(point.depth, _DEEPEST)
        children: list[Item] = []
        while above and above[-1][0] > depth:
            children.append(above.pop()[1])
        above.append((depth, _item(page, point, tuple(children))))
    return tuple(item for _, item in reversed(above))


def _item(page: Page, point: Point, children: tuple[Item, ...]) -> Item:
    title, by = BOX.sub("", point.text, count=1), ""
    bold = _BOLD_BY.fullmatch(page.text, point.line.text_start, point.line.text_end)
    if bold:
        title, by = page.plain(*bold.span("title")).strip(), page.plain(*bold.span("by")).strip()
    elif match := _BY.search(title):
        title, by = title[: match.start()], match["by"]
    return Item(title, by, tuple(dict.fromkeys(link.url for link in point.links)), children)


def _is_done(text: str) -> bool:
    box = BOX.match(text)
    return bool(box and box["tick"] in "xX")
