"""Find where a page says that its group meets no more, or not for now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecgtool.learn.found import PlacedClause
from ecgtool.learn.page_tables import PageReading
from ecgtool.wording.tokens import Token

_TEMPLATE = re.compile(
    r"\{\{\s*(?:historical|archived?|inactive|obsolete|retired|dormant|defunct)\s*(?:\|[^{}\n]*)?\}\}", re.IGNORECASE
)
"""Templates that say so of a page."""
_TITLE = re.compile(
    r"[(\[\u2013\u2014:-]\s*(?:historical|archived?|inactive|obsolete|retired|dormant|defunct|closed|ended|paused|on\shold|"
    r"(?:on\s)?hiatus|disbanded|dissolved|discontinued)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
"""Ends of the page's title that say so: "Maps (inactive)"."""
_OF_THE_GROUP = re.compile(
    r"\W*(?:(?:note|attention|update|status|currently)\W+)?(?:please\snote\sthat\s)?(?:(?:in|on|since)\s[\w\s]{3,20}?,?\s)?"
    r"(?:we\b|(?:this|the|our)\s(?:[\w-]+\s){0,2}?(?:group|team|committee|board|council|circle|club|forum|series|"
    r"seminar|wg|sig|project|meetings?|calls?)\b)?\W*(?:(?:is|are|was|were|has|have|been|now|currently|on|in)\W+)*",
    re.IGNORECASE,
)
"""What stands before the word where it is said of the group, or of nothing else: "Archived in 2025"."""
_AGAIN = re.compile(
    r"\b(?:re-?open|resum|re-?start|reviv|relaunch|re-?activat|back\b)\w*|\bonce\smore\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A line that says that the group meets no more, in words for the report.

    ``is_plain`` is whether it says so of the group itself, and nothing near it speaks of meetings to come.
    """

    sentence: str
    is_plain: bool


def endings(reading: PageReading, near: Sequence[PlacedClause]) -> Iterator[Ending]:
    """Yield each line that says that the group meets no more, or not for now."""
    again = any(_AGAIN.search(said.text) for said in near)
    for said in near:
        if word := next((one for one in said.clause.tokens if one.kind == "off" and one.value == "ended"), None):
            yield Ending(sentence=reading.where(said), is_plain=_is_plain(word, said, reading) and not again)
    for match in _TEMPLATE.finditer(reading.page.text):
        sentence = f"line {reading.page.line_number(match.start())}: “{match[0]}”"
        yield Ending(sentence=sentence, is_plain=not again)
    title = next((passage for passage in reading.passages if passage.is_heading), None)
    if title and _TITLE.search(title.text):
        sentence = f"line {reading.page.line_number(title.start)}: “{title.text}”"
        yield Ending(sentence=sentence, is_plain=not again)


def _is_plain(word: Token, said: PlacedClause, reading: PageReading) -> bool:
    """Return whether a clause says of the group itself, of today or of the past, that it has ended and not paused."""
    is_pause = re.match(r"paused|suspended|on\shold", word.text, re.IGNORECASE)
    before = said.text[: word.start - said.clause.start]
    subjects = (before, before + word.text.partition(" ")[0])  # "the group | is dissolved", "the | group has ended"
    to_come = any(found.day > reading.source.today for found in said.clause.dates)
    return any(map(_OF_THE_GROUP.fullmatch, subjects)) and not (to_come or is_pause)
