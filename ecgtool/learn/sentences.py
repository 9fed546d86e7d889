"""The sentences of a page that say when its group meets: the next time, and always."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ecgtool.group import SectionNames
from ecgtool.learn import line as lines
from ecgtool.learn.line import Line
from ecgtool.page import Page, Span
from ecgtool.page.points import Point, points
from ecgtool.page.sections.named import NamedSections
from ecgtool.wording.rhythm import Rhythm, has, read_rhythm

_NEXT = re.compile(
    r"\W*(?:our\s+|the\s+|date\s+of\s+(?:the\s+)?)?(?:next|upcoming)\b[^:\d]{0,60}?"
    r"\b(?:meetings?|calls?|sessions?|syncs?|meet-?ups?|telecon\w*|telco|conference|gathering|event|interims?|date|hours?)\b",
    re.IGNORECASE,
)
_SENTENCE = 400
"""A line that is longer tells more than when a group meets."""
_MEET = re.compile(r"\b(?:meet\w*|calls?|sync|sessions?|gather\w*|telecon\w*|schedule)\b", re.IGNORECASE)


class NextLine(NamedTuple):
    """The line that says the next meeting.

    ``marked`` where it is a heading or begins in bold, as a bump needs; ``day_below`` where the date stands in the
    line below it, which then is ``line``.
    """

    line: Line
    point: Point
    marked: bool
    day_below: bool = False


def next_line(page: Page, today: date) -> NextLine | None:
    """The line of the page that says the next meeting; None where there is none.

    A heading or a line in bold goes before any other, and one with a date before one without.
    """
    marked = {mark.line_start for mark in (*page.headings, *page.bold_lines)}
    found = [point for point in points(page, 0, len(page.text)) if _NEXT.match(point.text)]
    marked |= {p.line.start for p in found if page.mask.startswith(page.bold_marks, p.line.text_start)}
    known = [NextLine(lines.read(p.text, today), p, p.line.start in marked) for p in found]
    with_date = [one for one in known if one.line.reading.day]
    return min(with_date, key=lambda one: not one.marked) if with_date else _with_date_below(page, known, today)


def _with_date_below(page: Page, known: Sequence[NextLine], today: date) -> NextLine | None:
    """The first of the lines, with what the line below it says where that has a date."""
    for one in known:
        after = points(page, one.point.line.end, len(page.text))[:1]
        below = lines.read(after[0].text, today) if after else None
        if below and below.reading.day and not after[0].is_heading:
            return NextLine(below, one.point, one.marked, day_below=True)
    return next((one for one in known if one.marked), known[0] if known else None)


class Standing(NamedTuple):
    """A line that says how a group meets always, such as "Mondays at 8am PDT / 1500 UTC"; ``start`` is where."""

    line: Line
    rhythm: Rhythm
    start: int


def standing_line(page: Page, day: date | None, today: date) -> Standing | None:
    """The line that says the rhythm; of several the one that goes with ``day`` and says a clock time."""
    return max(_standing(page, today), key=lambda one: _fitness(one, day), default=None)


def below(page: Page, one: NextLine) -> Span:
    """What stands below the line: its own section, or for a bold line all up to the next heading or bold line."""
    own = next((s for s in page.sections if s.heading.line_start == one.point.line.start), None)
    if own:
        return own.start, own.end
    marks = (mark.line_start for mark in (*page.headings, *page.bold_lines))
    return one.point.line.end, min((at for at in marks if at >= one.point.line.end), default=len(page.text))


def _standing(page: Page, today: date) -> Iterator[Standing]:
    logs = NamedSections(page, SectionNames()).find("logs")
    for point in points(page, 0, len(page.text)):
        if logs and logs.start <= point.line.start < logs.end:
            continue
        text = point.words
        rhythm = read_rhythm(text) if len(text) < _SENTENCE else None
        if rhythm and (rhythm.on or _MEET.search(text)):
            yield Standing(lines.read(text, today), rhythm, point.line.start)


def _fitness(one: Standing, day: date | None) -> tuple[bool, bool, bool]:
    reading = one.line.reading
    goes_with = day is not None and bool(one.rhythm.on) and has(one.rhythm, day)
    return goes_with, bool(reading.clock or reading.utc), bool(_MEET.search(one.line.text))
