"""Find the words of a rule's own sentence that the rule made of it does not hold: the way back from reading it.

A reading may use a word for something else than it says: "the second Wednesday of its first month" is on no first
Wednesday. So each place, weekday, hour and unit of time in a sentence is looked for in the rules made of it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.wording.grammar.tokens import Token, clock_of
from ecgtool.wording.page_words import find_words, is_only, page_words

_APART = frozenset({"except", "not", "off", "after", "switch", "moved", "past", "now"})
"""Kinds of words behind which weekdays, hours and places are not those of the rule."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def unheld(said: PlacedClause, meetings: Sequence[Found], today: date, language: str) -> Iterator[Token]:
    """Yield the words of a clause that none of the rules made of it holds; none where none was made of it."""
    own = [one for one in meetings if is_taken(said, [one])]
    words = [token for token in said.clause.tokens if token.end > len(said.passage.label) - said.at]
    for n, token in enumerate(takewhile(lambda one: one.kind not in _APART, words if own else ())):
        kind = "unit" if is_unit(token, said, language) else token.kind
        kind = _kind_behind(words[:n], token, kind, today, language)
        if kind == "past year" or (kind in _HOLDS and not any(_HOLDS[kind](one, token) for one in own)):
            yield token


def is_unit(token: Token, said: PlacedClause, language: str) -> bool:
    """Return whether a word names a unit of time by which meetings may be counted, as in no "all year"."""
    if token.kind != "word" or not find_words("unit", token.text, language):
        return False
    start, end = token.start - said.clause.start, token.end - said.clause.start
    others = re.finditer(page_words("uncounted-unit", language), said.text, re.IGNORECASE)
    return not any(other.start() <= start and end <= other.end() for other in others)


def _kind_behind(before: Sequence[Token], token: Token, kind: str, today: date, language: str) -> str:
    """Return the kind of a word, or "unit at a place" or "past year" by what stands before it: "the first month"."""
    last = before[-1] if before else token
    if kind == "unit":
        return "unit at a place" if last.kind == "ordinal" else kind
    is_year = kind == "mark" and _YEAR.fullmatch(token.text) and int(token.text) < today.year
    return "past year" if is_year and is_only("small", last.text, language) else kind


def is_taken(said: PlacedClause, meetings: Sequence[Found]) -> bool:
    """Return whether a clause is part of one of the meetings."""
    start = said.at + said.clause.start
    taken = (other for one in meetings for other in one.said if other.passage is said.passage)
    return any(other.at + other.clause.start == start for other in taken)


def _has_place(one: Found, token: Token) -> bool:
    return one.places is None or token.value in one.places


def _has_weekday(one: Found, token: Token) -> bool:
    days = one.days
    return days is None or bool(days.rrule) or any(str(day).endswith(str(token.value)) for day in days.on)


def _has_hour(one: Found, token: Token) -> bool:
    """Return whether a clock time is one at which a meeting begins or ends, on any of the clocks it is said on."""
    hours, clock = (*one.hours, *one.turns), clock_of(token)
    if any(hour.start < token.end and token.start < hour.end for hour in hours):
        return True
    ends = {(datetime.combine(date.min, hour.at) + hour.lasts).time() for hour in hours if hour.lasts}
    return not {clock.at, clock.other}.isdisjoint(ends | {hour.at for hour in hours})


def _is_short(one: Found, token: Token) -> bool:
    return token.value < timedelta(days=1) or one.is_counted


def _has_unit(one: Found, _: Token) -> bool:
    return one.is_counted or (one.days is not None and one.days.every != "week")


def _has_unit_at_place(one: Found, _: Token) -> bool:
    return one.is_counted


_HOLDS: Mapping[str, Callable[[Found, Token], bool]] = {
    "ordinal": _has_place, "weekday": _has_weekday, "clock": _has_hour, "length": _is_short, "unit": _has_unit,
    "unit at a place": _has_unit_at_place,
}  # fmt: skip
"""What tells by the kind of a word whether a rule holds it."""
