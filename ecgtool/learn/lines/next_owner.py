"""Tell whether the line for a next date is the group's, or that of another body or event that it names."""

import re
from collections.abc import Iterator, Sequence

from ecgtool.learn.lines.next_line import NextLine
from ecgtool.learn.meetings.names import Outline
from ecgtool.learn.text.found import Found
from ecgtool.learn.text.passages import Passage
from ecgtool.wording.page_words import is_only, page_words
from ecgtool.wording.reading import MONTHS, WEEKDAYS
from ecgtool.wording.rhythm import Rhythm, has

_NAME = re.compile(r"[^:\uff1a\u2013\u2014\d]*[:\uff1a]?")
"""The beginning of such a line, up to what is said of it."""
_LABEL = 4
"""A name in small letters has fewer words, and a colon behind it."""


def is_of_other_body(found: NextLine, meetings: Sequence[Found], outline: Outline, title: str) -> bool:
    """Return whether a line, or a heading above it, names a body or an event that no meeting of the page has.

    ``title`` is the page's. "The next board meeting is ...", "Next conference: ...". Any other name that stands in no
    rule and no title is another's, where the date or the hour is none of the meetings'.
    """
    ruled = [said.passage for one in meetings for said in one.said]
    if not ruled:
        return False
    name = _NAME.match(found.point.text)
    named = name[0] if name else ""
    own = " ".join([title, *_around(ruled, outline)]).casefold()
    above = [one for one in outline.around(found.start) if one.casefold() not in own]
    others = [
        *_words("body", " ".join([*above, named])),
        *_words("event", named),
        *(_names(named) if outline.language == "en" and not _is_of_one(found, meetings) else ()),
    ]
    return any(not re.search(rf"(?<!\w){re.escape(word.casefold())}", own) for word in others)


def _around(ruled: Sequence[Passage], outline: Outline) -> Iterator[str]:
    """Yield what stands in and above the lines of the rules, among which are the names of their groups."""
    for passage in ruled:
        yield from (passage.text, passage.announced, *passage.cells, *outline.path(passage))
        yield from (passage.above.text,) if passage.above else ()


def _words(kind: str, text: str) -> list[str]:
    return [match[0] for match in re.finditer(page_words(kind), text, re.IGNORECASE)]


def _names(text: str) -> list[str]:
    """Return the names in the words around "next", in English: "FOSDEM", "Security WG", "trip" of "Next trip:"."""
    words = re.findall(r"[^\W\d_][\w-]*", text)[1:]
    named = words if len(words) < _LABEL and text.rstrip().endswith((":", "\uff1a")) else []
    words = [word for word in words if word[0].isupper() or word in named]
    kinds = ("any-group", "any-name", "small", "line-words", "gatherings")
    plain = {*WEEKDAYS, *MONTHS}
    return [word for word in words if word not in plain and not any(is_only(kind, word) for kind in kinds)]


def _is_of_one(found: NextLine, meetings: Sequence[Found]) -> bool:
    """Return whether a line names no date, or one on a day of the meetings, and no other hour than theirs."""
    reading = found.line.reading
    rhythms = [Rhythm(every="week", on=one.days.on) if one.days else Rhythm(every="day") for one in meetings]
    hours = {at for one in meetings for hour in one.hours for at in (hour.at, hour.other) if at}
    named = {reading.clock, reading.utc} - {None}
    is_at = not named or bool(named & hours)
    return reading.day is None or (is_at and any(has(rhythm, reading.day) for rhythm in rhythms))
