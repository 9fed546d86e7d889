"""Tell the terms of a turn: those that take turns, and the words by which one is told from the others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby, pairwise

from ecgtool.learn.text.columns import title_above
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.times.one_clock import zone_text
from ecgtool.wording.grammar.clause import Hour
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import is_only, page_words
from ecgtool.wording.reading import WEEKDAYS

_ENDS_PHRASE = frozenset({",", ";", ".", "(", ")", "|"})
_SLOT = re.compile(
    r"(?:(?P<noun>[^\W\d_]{3,})[ #]{1,2}|(?:^|[|,;:(\u2013\u2014])\s*)(?P<mark>[A-F]|[1-9])"
    r"(?=\s|$|[|,;:)\u2013\u2014]|\.(?!\d))"
)
"""A slot that has a letter or a number: "slot 2", or a letter alone in a cell."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One of those that take turns: a meeting at an hour, and the words that stand beside it and beside no other."""

    found: Found
    at: time
    names: frozenset[str]

    @property
    def weekday(self) -> str:
        """Its only day of the week; "" for none."""
        on = self.found.days.on if self.found.days else ()
        return str(on[0]) if len(on) == 1 and on[0] in WEEKDAYS else ""


def are_apart(hours: Sequence[Hour]) -> bool:
    """Return whether hours are several meetings, and not one on several clocks or in several seasons."""
    return len({zone_text(hour) for hour in hours}) == 1 and not any(hour.season for hour in hours)


def term_words(text: str, language: str) -> set[str]:
    """Return the names of terms of a turn in a text: {"a"} for "the week of 5 March is an A week"."""
    found = re.finditer(page_words("turn-term", language), text, re.IGNORECASE)
    numbers = {"one": "1", "two": "2", "three": "3"}
    words = (word.lower() for match in found for word in re.findall(r"[^\W_]+", match[0]))
    return {word for one in words if not is_only("of-any-turn", word := numbers.get(one, one), language)}


def slots_in(text: str) -> set[str]:
    """Return the slots that a text names by a letter or a number: {"slot 2"} for "6 March, slot 2"."""
    found = [(match["noun"], match["mark"].lower()) for match in _SLOT.finditer(text)]
    return {f"{noun.lower()} {mark}" if noun else mark for noun, mark in found if noun or mark.isalpha()}


def _names_of_slots(text: str) -> set[str]:
    """Return the slots in the words of a term, also by their letters alone: {"slot b", "b"}."""
    slots = slots_in(text)
    return slots | {mark for slot in slots if (mark := slot[-1]).isalpha()}


def words_of_line(said: PlacedClause) -> str:
    """Return the words of a line: its label, its row below the titles of this, and its own sentence."""
    rows = (f"{title} {cell}" for title, cell in zip(said.passage.titles, said.passage.cells, strict=False))
    return "; ".join(("" if said.at else said.passage.label, *said.passage.cells[:1], *rows, said.text))


def _own_text(found: Found) -> str:
    """Return the words of a meeting among others in turn: its label, its row, or its part of the sentence."""
    said = next((one for one in found.said if any(part.hours for part in one.clause.parts)), found.said[0])
    if said.is_loose and sum(bool(part.hours) for part in said.clause.parts) < 2:
        return words_of_line(said)
    days = found.days
    start, end = (days.start, found.hours[0].end) if days else (found.hours[0].start, found.hours[0].end)
    before = said.text[: min(start, found.hours[0].start) - said.clause.start]
    phrase = re.split(r"[,;/|]", before)[-1] if found.turn[0] else before
    return f"{phrase} {said.text[start - said.clause.start : end - said.clause.start]}"


def is_at_another_hour(said: PlacedClause) -> bool:
    """Return whether the second of two hours is for every other week alone: "at 9:00, but every other week at 17:00".

    Without such a word there may be two meetings in those weeks.
    """
    words = said.clause.tokens
    often = [n for n, one in enumerate(words) if one.kind == "interval"]
    clocks = [n for n, one in enumerate(words) if one.kind == "clock"]
    if len(often) != 1 or len(clocks) < 2 or words[often[0]].value != "2 weeks":
        return False
    between = [one.text for one in words[clocks[0] : often[0]]]
    is_behind = clocks[0] < often[0] < clocks[1]
    behind = [one.text for one in words[clocks[1] :]]
    return is_behind and any(is_only("other-hour", text) for text in (*between[-3:], *behind))


def turns_of(result: Survey) -> Iterator[list[Term]]:
    """Yield the terms of each turn: the hours of one meeting, or several meetings."""
    for one in result.meetings:
        if one.turns:
            labels = _labels(one, result.language)
            yield [
                Term(found=one, at=hour.at, names=frozenset(names))
                for hour, names in zip(one.turns, labels, strict=True)
            ]
    in_turn = [one for one in result.meetings if one.turn[1] > 1 and len(one.hours) == 1 and not one.turns]
    for _, several in groupby(in_turn, key=lambda one: (one.turn[1], one.said[0].passage.section)):
        held = sorted(several, key=lambda one: one.turn[0])
        if [one.turn[0] for one in held] == list(range(held[0].turn[1])):
            texts = [_own_text(one) for one in held]
            words = [
                words_beside(text, result.language) | term_words(text, "") | _names_of_slots(text) for text in texts
            ]
            counts = Counter(word for own in words for word in own)
            own = [frozenset(word for word in each if counts[word] == 1) for each in words]
            yield [Term(found=one, at=one.hours[0].at, names=names) for one, names in zip(held, own, strict=True)]


def _labels(found: Found, language: str) -> list[set[str]]:
    """Return the words that stand beside each of the hours in turn and beside none of the others."""
    words: dict[time, set[str]] = {hour.at: set() for hour in found.turns}
    for said in found.said:
        hours = {hour.start: hour for part in said.clause.parts for hour in part.hours if hour.at in words}
        ordered = [hours[start] for start in sorted(hours)]
        start = said.clause.start
        edges = [
            0,
            *(_edge(said.text, one.end - start, other.start - start, language) for one, other in pairwise(ordered)),
            None,
        ]
        for hour, (begin, end) in zip(ordered, pairwise(edges), strict=False):
            text = _without_dates(said)[begin:end]
            slots = _names_of_slots(words_of_line(said) if len(ordered) == 1 else text)
            titled = f"{text}; {title_above(hour, said.passage)}"
            words[hour.at] |= words_beside(text, language) | term_words(titled, language) | slots
    counts = Counter(word for beside in words.values() for word in beside)
    return [{word for word in words[hour.at] if counts[word] == 1} for hour in found.turns]


def _without_dates(said: PlacedClause) -> str:
    """Return the text of a clause, blank where a phrase without an hour has a date: "(next: 5 March)"."""
    text = said.text
    for phrase in phrases(said):
        kinds = {token.kind for token in phrase}
        if "date" in kinds and "clock" not in kinds:
            start, end = (place - said.clause.start for place in (phrase[0].start, phrase[-1].end))
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def phrases(said: PlacedClause) -> Iterator[list[Token]]:
    """Yield the words of a clause from mark to mark."""
    runs = groupby(said.clause.tokens, key=lambda token: token.text in _ENDS_PHRASE)
    yield from (list(run) for is_end, run in runs if not is_end)


def _edge(text: str, end: int, start: int, language: str) -> int:
    """Return where the words about one hour end and those about the next begin: at the comma or "and" between."""
    edges = re.compile(rf"[,;/|]|{page_words('edge', language)}", re.IGNORECASE)
    if between := list(edges.finditer(text, end, start)):
        return between[-1].start()
    return start if words_beside(text[end:start], language) and not words_beside(text[:end], language) else end


def words_beside(text: str, language: str) -> set[str]:
    """Return the words of a text that may tell one of those in turn from the others."""
    return {word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if not is_only("of-any-turn", word, language)}


def days_on(found: Found) -> tuple[str | int, ...]:
    """Return the days of a meeting; none where it has none."""
    return found.days.on if found.days else ()
