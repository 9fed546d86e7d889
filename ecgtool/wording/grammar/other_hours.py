"""Take for mere words the hours of a sentence at which no meeting is: those of a house, or from before a move."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile

from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.grammar.tokens import Token, clock_of
from ecgtool.wording.page_words import begins_with, ends_with, find_words, is_only

_EDGES = frozenset({"clock", "zone", "and", "mark", "weekday"})
"""Kinds of words at which a statement about an hour begins or ends."""
_OPENING = frozenset({"(", "\uff08", ","})
"""Signs after which something more is said of what stands before them."""
_ENDING = frozenset({",", ";", ".", "\u3002", "\uff0c"})
"""Signs at which a statement ends."""
_JOINING = frozenset({"zone", "to", "until", "word"})
"""Kinds of words between an old hour and a new one."""
_FAR = 5
"""Up to so many words stand between a verb and its hour."""
_OF_MEETINGS = ("gatherings", "people", "pronouns", "small")
"""Kinds of words for what meets, of which an hour is that of the meeting."""


def without_other_hours(words: Sequence[Token], language: str) -> list[Token]:
    """Return the words of a sentence, with an hour of a thing beside that of a meeting as a mere word.

    "Thursdays at 17:30, the library closes at 19:00", "Thursdays at 17:30, last bus 22:10".
    """
    kept = list(words)
    for n in [n for n, one in enumerate(words) if one.kind == "clock"]:
        start = next((m + 1 for m in range(n - 1, -1, -1) if words[m].kind in _EDGES), 0)
        if sum(one.kind == "clock" for one in kept) > 1 and _is_of_a_thing(words, start, n, language):
            kept[start : n + 1] = [
                replace(one, kind="word") if one.kind in {"clock", "until", "start"} else one
                for one in kept[start : n + 1]
            ]
    return kept


def _is_of_a_thing(words: Sequence[Token], start: int, place: int, language: str) -> bool:
    """Return whether the statement from ``start`` on says of a thing that it opens, closes or leaves at an hour."""
    end = next((n for n in range(place + 1, len(words)) if words[n].kind in _EDGES), len(words))
    is_behind = bool(find_words("opens", _text(words[place + 1 : end]), language))  # "图书馆19:00关门"
    verbs = range(max(start, place - _FAR), place)
    said = (n for n in verbs if begins_with("opens", _text(words[n:place]), language))
    verb = next(said, place if is_behind else -1)
    if is_only("rides", words[place - 1].text, language):
        return place > 0  # "last bus 22:10"
    if verb < 0 or any(one.kind == "until" for one in words[start:verb]):
        return False  # "until the library closes at 19:00"
    is_apart = verb == start and start > 0 and words[start - 1].text in _OPENING
    head = verb - 1 - is_apart  # "in the library (closes at 19:00)"
    while head >= 0 and (is_only("relative", words[head].text) or words[head].text == ","):
        head -= 1  # "in the library, which closes at 19:00"
    return (verb > start or is_apart) and head >= 0 and _is_thing(words[head], language)


def _is_thing(word: Token, language: str) -> bool:
    return word.kind == "word" and not any(is_only(kind, word.text, language) for kind in _OF_MEETINGS)


def apart_by_moves(words: list[Token], near: date) -> Iterator[list[Token]]:
    """Yield the words of what holds before and after a move to another hour: "changed from 14:00 to 16:00".

    What held before is yielded only where the move has a date to come: "From 1 April we move from 14:00 to 16:00".
    """
    dates = [n for n, one in enumerate(words) if one.kind in {"date", "unsure date"}]
    is_from = len(dates) == 1 and dates[0] > 0 and words[dates[0] - 1].kind == "start"
    move, hours = _move(words)
    if not hours or (dates and not is_from):
        yield words
        return
    before, behind = words[: move[0]], words[move[-1] + 1 :]
    while before and before[-1].kind == "past":
        before.pop()  # "was moved from"
    has_days = any(one.kind in {"weekday", "weekdays"} for one in words)
    if has_days and dates and words[dates[0]].value.day > near:
        until = [replace(one, kind="until") if n == dates[0] - 1 else one for n, one in enumerate(before)]
        yield [*until, hours[0], *behind]
    yield [*before, *hours[1:], *behind]


def _move(words: Sequence[Token]) -> tuple[range, list[Token]]:
    """Return where the words of a move are, and the old hour with the new one, if that stands right behind it."""
    clocks = [n for n, one in enumerate(words) if one.kind == "clock"]
    for old in clocks:
        before = words[max(old - _FAR, 0) : old]
        new = next((n for n in clocks if old < n < old + _FAR), 0)
        between = words[old + 1 : new]
        is_pair = bool(new) and all(one.kind in _JOINING or is_only("becomes", one.text) for one in between)
        last = new if is_pair else old
        hours = [words[old], words[new]] if is_pair else _halves(words[old])
        move = next((n for n in range(max(old - _FAR + 1, 0), old) if _is_move(words[n])), old)
        rest = takewhile(lambda one: one.text not in _ENDING, words[last + 1 : last + _FAR])
        is_behind = any(is_only("moved-behind", one.text) for one in rest)
        if move < old and ends_with("from-hour", _text(words[move:old])):
            return range(move, last + 1), hours or [words[old]] * (len(clocks) > 1)
        if is_pair and any(is_only("becomes", one.text) for one in between):
            return range(old, last + 1), hours
        is_from = ends_with("from-hour", _text(before)) if is_pair else "から" in words[old].text
        if hours and is_behind and is_from:
            return range(old, last + 1), hours
    return range(0), []


def _is_move(word: Token) -> bool:
    return word.kind == "moved" or is_only("was-moved", word.text)


def _halves(token: Token) -> list[Token]:
    """Return the two hours of a range that a word joins, "14:00 to 16:00"; none of any other."""
    clock, between = clock_of(token), re.search(r"\w\s*[^\W\d]{1,4}\s*(?=\d)", token.text)
    later = find_clocks(token.text[between.end() :]) if between else []
    if not between or not (clock.lasts or later):
        return []
    start = token.start + between.end()
    at = (datetime.combine(date.min, clock.at) + clock.lasts).time() if clock.lasts else later[0].at
    first = replace(clock, end=clock.first_end or start, lasts=None)
    second = replace(clock, start=start, at=at, lasts=None, first_end=0, other=None)
    return [
        replace(token, end=first.end, text=token.text[: first.end - token.start], value=first),
        replace(token, start=start, text=token.text[start - token.start :], value=second),
    ]


def _text(words: Sequence[Token]) -> str:
    return " ".join(one.text for one in words)
