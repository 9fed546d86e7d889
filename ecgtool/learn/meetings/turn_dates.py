"""Count hours and meetings that take turns from the dates that a page names for one of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from ecgtool.learn.meetings.belonging import is_of_meetings, is_of_nothing_else
from ecgtool.learn.meetings.turn_terms import (
    Term,
    are_apart,
    days_on,
    is_at_another_hour,
    phrases,
    slots_in,
    term_words,
    turns_of,
    words_beside,
    words_of_line,
)
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.wording.grammar.clause import ClauseDays, Hour
from ecgtool.wording.grammar.tokens import Token, clock_of
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import WEEKDAYS, FoundDate

_RECENT = timedelta(days=400)
"""From a date so far back, nothing is counted: many weeks may have been left out since."""
_NOT_HELD = frozenset({"off", "moved", "not"})


def count_turns(result: Survey, near: date) -> None:
    """Begin those that take turns with the one that a date of the page is of.

    "5 March is the 15:00 one", "5 March is for the east", "week A starts on 5 March", "the latter on 5 March".
    """
    for terms in list(turns_of(result)):
        beside = (*terms[0].found.said, *result.dated, *result.over, *result.loose)
        if said := _counted(terms, [one for one in beside if _is_about(one, terms, result)], result.language, near):
            result.loose = [one for one in result.loose if one is not said]


def count_by_next_line(result: Survey, line: Sequence[PlacedClause], near: date) -> None:
    """Begin the only turn of a page, where nothing else tells it, with the one that the next-meeting line names."""
    turns = list(turns_of(result))
    if len(turns) == 1 and not any(term.found.terms.first for term in turns[0]):
        _counted(turns[0], line, result.language, near)


def _counted(terms: Sequence[Term], beside: Sequence[PlacedClause], language: str, near: date) -> PlacedClause | None:
    """Begin a turn by the first of some clauses that names a date of one term, and return that clause."""
    phrases_of = ((said, words) for said in beside for words in _dated_phrases(said, terms))
    named = ((said, _named(words, said, terms, language)) for said, words in phrases_of)
    dated = [(said, *found) for said, found in named if found and near - found[1].day < _RECENT]
    if not dated:
        return None
    if weeks := _weeks_apart([(place, first.day) for _, place, first in dated], len(terms)):
        for one in {id(term.found): term.found for term in terms}.values():
            every = "week" if weeks == 1 else f"{weeks} weeks"
            one.days = replace(one.days, every=every) if one.turns and one.days else one.days
            one.terms = replace(one.terms, interval=every)
    said, place, first = dated[0]
    _count(terms, place, first, said, near)
    return said


def _weeks_apart(dated: Sequence[tuple[int, date]], count: int) -> int:
    """Return how many weeks are from one term to the next by the dates of terms, one or two; 0 where they differ."""
    steps = [
        ((later - earlier).days, (then - place) % count)
        for (place, earlier), (then, later) in pairwise(sorted(dated, key=lambda one: one[1]))
    ]
    fitting = [weeks for weeks in (1, 2) if all(days == 7 * weeks * terms for days, terms in steps)]
    return fitting[0] if steps and fitting else 0


def _is_about(said: PlacedClause, terms: Sequence[Term], result: Survey) -> bool:
    """Return whether a clause may say whose turn a date is: it stands beside the terms, or says nothing else."""
    if said.clause.kinds & _NOT_HELD:
        return False
    own = [one for term in terms for one in term.found.said]
    if any(said is one or _is_beside(said, one) for one in own) or _is_row_of(said, terms):
        return True
    is_here = any(said.passage.section is one.passage.section for one in own)
    names = {word for term in terms for name in term.names for word in name.split()}
    plain = (token.text for token in said.clause.tokens if token.kind == "word" and token.text.lower() not in names)
    says_no_more = all(is_only("small", word, result.language) for word in plain)
    return is_here and (says_no_more or is_of_nothing_else(said, result.language))


def _is_row_of(said: PlacedClause, terms: Sequence[Term]) -> bool:
    """Return whether a clause is an entry of a list or a table with a date on which a term may be held."""
    is_entry = bool(said.passage.cells or said.passage.depth) and is_of_meetings(said, terms[0].found)
    days = {WEEKDAYS[one.day.weekday()] for one in said.clause.dates}
    return is_entry and len(days) == 1 and any(days <= {*days_on(term.found)} for term in terms)


def _is_beside(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether two clauses stand in one passage, or in items of one list."""
    return one.passage is other.passage or bool(one.passage.depth and one.passage.block == other.passage.block)


def _dated_phrases(said: PlacedClause, terms: Sequence[Term]) -> Iterator[list[Token]]:
    """Yield the words of a clause with its only date, or of each of its phrases that has one date."""
    is_rule = len({hour.at for part in said.clause.parts for hour in part.hours} & {one.at for one in terms}) > 1
    is_rule = is_rule or (said in terms[0].found.said and any(part.days for part in said.clause.parts))
    if len(said.clause.dates) == 1 and not is_rule:
        yield said.clause.tokens
        return
    for phrase in phrases(said):
        if sum(token.kind == "date" for token in phrase) == 1 and len(phrase) > 1:
            yield phrase


def _named(
    words: Sequence[Token], said: PlacedClause, terms: Sequence[Term], language: str
) -> tuple[int, FoundDate] | None:
    """Return the place of the only term that words with a date are about, and the date; None for no or several."""
    dated = next(token for token in words if token.kind == "date")
    first = dated.value
    if not isinstance(first, FoundDate):
        return None
    text = " ".join(
        said.text[token.start - said.clause.start : token.end - said.clause.start]
        for token in words
        if token is not dated
    )
    if clocks := [clock_of(token) for token in words if token.kind == "clock"]:
        by_hour = (
            [n for n, term in enumerate(terms) if term.at in hours]
            for hours in zip(*((c.at, c.other) for c in clocks), strict=True)
        )
        return _only(next(filter(None, by_hour), []), first)
    row = words_of_line(said) if said.passage.cells and len(said.clause.dates) == 1 else ""
    own = words_beside(text, language) | term_words(text, language) | slots_in(text) | slots_in(row)
    own |= {"even" if int(number) % 2 == 0 else "odd" for number in re.findall(r"(?<!\w)\d+", text)}
    named = [n for n, term in enumerate(terms) if any(_is_akin(word, name) for word in own for name in term.names)]
    is_of_day = not find_words("unit", text, language) and _weeks(terms[0].found) == 1
    days = [n for n, term in enumerate(terms) if is_of_day and term.weekday == f"{first.day:%A}"]
    if is_at_another_hour(said):
        before = [clock_of(one).at for one in said.clause.tokens if one.kind == "clock" and one.start < dated.start]
        named = named or [n for n, term in enumerate(terms) if term.at in before[-1:]]
    return _only(named, first) or _only(_by_order(text, terms), first) or _only(days, first)


def _only(places: Sequence[int], first: FoundDate) -> tuple[int, FoundDate] | None:
    return (places[0], first) if len(places) == 1 else None


def _by_order(text: str, terms: Sequence[Term]) -> list[int]:
    """Return the place of the term that words name by its place among them: "the latter", "the earlier time"."""
    hours = [term.at for term in terms]
    places = {
        "former-term": 0, "latter-term": len(terms) - 1, "earlier-term": hours.index(min(hours)),
        "later-term": hours.index(max(hours)),
    }  # fmt: skip
    return [place for kind, place in places.items() if find_words(kind, text)]


def _count(terms: Sequence[Term], place: int, first: FoundDate, said: PlacedClause, near: date) -> None:
    """Begin a turn with the term at a place on a date, or with that of a meeting to come before it."""
    starts = "start" in said.clause.kinds or "first" in {
        token.text.lower() for token in said.clause.tokens if token.kind != "word"
    }
    one = terms[place].found
    if one.turns:
        known = one.terms.first
        if known and known.day != first.day:
            return
        one.turns = (*one.turns[place:], *one.turns[:place])
        one.terms = replace(one.terms, first=_on_own_day(first, terms[place]))
        one.counted = said
        gap = timedelta(weeks=_weeks(one))
        one.terms = replace(one.terms, first=first_reached_back(one, gap, near, starts=starts))
        return
    for term in terms:
        term.found.counted = said
    begun = {own.day for term in terms if (own := term.found.terms.first)}
    if begun - {first.day}:
        return
    gap = timedelta(weeks=_weeks(one))
    monday = first.day - timedelta(days=first.day.weekday()) - gap * place
    cycle = gap * len(terms)
    for number, term in enumerate(terms):
        weekday = WEEKDAYS.index(term.weekday) if term.weekday else first.day.weekday()
        day = monday + gap * number + timedelta(days=weekday)
        while not starts and day - cycle >= near:
            day -= cycle
        term.found.terms = replace(term.found.terms, first=first._replace(day=day))


def _weeks(found: Found) -> int:
    """Return how many weeks one term is from the next."""
    if found.turn[1] > 1:
        return 1 if found.terms.interval in {"", "week"} else 2
    every = (found.terms.interval or (found.days.every if found.days else "")).split()
    return int(every[0]) if every[1:] == ["weeks"] and every[0].isdigit() else 1


def _on_own_day(first: FoundDate, term: Term) -> FoundDate:
    """Return the day of a meeting in the week of a date: "the week of 9 March"."""
    if not term.weekday:
        return first
    return first._replace(day=first.day + timedelta(days=WEEKDAYS.index(term.weekday) - first.day.weekday()))


def first_reached_back(found: Found, gap: timedelta, near: date, *, starts: bool = False) -> FoundDate | None:
    """Return the first date of hours in turn, cycles earlier where a turn to come is before it.

    A date that is called the first one, or that ``starts`` them, stays.
    """
    first = found.terms.first
    words = {token.text.lower() for said in found.said for token in said.clause.tokens if token.kind != "word"}
    if first is None or starts or any("start" in said.clause.kinds for said in found.said) or "first" in words:
        return first
    cycle = gap * len(found.turns)
    cycles = -((near - first.day) // cycle) if first.day - gap >= near else 0
    return first._replace(day=first.day - cycles * cycle)


def count_by_own_dates(result: Survey, near: date) -> None:
    """Count hours that take turns from their own dates: "Biweekly: 06:00 (6 March), 16:00 (20 March)".

    How far these are apart says how often one of the hours comes, whatever the interval is that of each.
    """
    for one in list(result.meetings):
        if one.alternating and not one.turns and len(one.hours) > 1 and are_apart(one.hours):
            one.turns, one.hours = one.hours, one.hours[:1]
        alike = [
            other for other in result.meetings if other.said[:1] == one.said[:1] and days_on(other) == days_on(one)
        ]
        in_turn = one.turns or (len(alike) > 1 and one.days and takes_turns(one.days, one.said[0]))
        dates = by_dates(one.days, one.said) if one.days and in_turn else None
        if dates is None or not one.days or one not in result.meetings:
            continue
        dated, every = dates
        one.turns, one.hours = tuple(hour for hour, _ in dated), (dated[0][0],)
        one.days = replace(one.days, every=every)
        one.terms = replace(one.terms, interval=every, first=dated[0][1])
        one.terms = replace(one.terms, first=first_reached_back(one, dated[1][1].day - dated[0][1].day, near))
        result.meetings = [other for other in result.meetings if other is one or other not in alike]


def takes_turns(days: ClauseDays, said: PlacedClause) -> bool:
    """Return whether a clause leaves weeks out between the meetings at one hour."""
    return "week" not in {days.every, said.clause.terms.interval} or said.clause.terms.interval.endswith("weeks")


def by_dates(days: ClauseDays, said: Sequence[PlacedClause]) -> tuple[list[tuple[Hour, FoundDate]], str] | None:
    """Return the hours by their first dates, and how often one of them comes; None where the dates do not tell it."""
    dated = sorted((pair for one in said for pair in _dated_hours(one)), key=lambda pair: pair[1].day)
    gaps = {(later[1].day - earlier[1].day).days for earlier, later in pairwise(dated)}
    hours = _once_round([hour for hour, _ in dated])
    if len(gaps) != 1 or len({hour.at for hour in hours}) != len(hours) or not are_apart(hours):
        return None
    (gap,) = gaps
    fitting = all(days.on == (WEEKDAYS[first.day.weekday()],) for _, first in dated)
    if not fitting or gap not in {7, 14, 21, 28} or days.every == "month":
        return None
    return dated[: len(hours)], "week" if gap == 7 else f"{gap // 7} weeks"


def _once_round(hours: Sequence[Hour]) -> Sequence[Hour]:
    """Return the hours up to where they begin again: "10:00 (5 March), 22:00 (19 March), 10:00 (2 April)"."""
    at = [hour.at for hour in hours]
    size = next((n for n in range(2, len(at)) if all(one == at[place % n] for place, one in enumerate(at))), len(at))
    return hours[:size]


def _dated_hours(said: PlacedClause) -> list[tuple[Hour, FoundDate]]:
    """Return the hours of a clause, each with the date behind it, or else before it; none where one has no date."""
    hours = {hour.start: hour for part in said.clause.parts for hour in part.hours}
    words = [token for token in said.clause.tokens if token.start in hours or token.kind == "date"]
    code = "".join("C" if token.start in hours else "T" for token in words)
    if not re.fullmatch(r"(?:CT+)+|(?:TC)+", code):
        return []
    step = 1 if code.startswith("C") else -1
    return [(hours[words[n].start], words[n + step].value) for n, letter in enumerate(code) if letter == "C"]


def _is_akin(word: str, other: str) -> bool:
    """Return whether two words are one, or begin alike: "east" and "eastern"."""
    begins = min(len(word), len(other)) > 3 and " " not in f"{word}{other}"
    return word == other or (begins and (word.startswith(other) or other.startswith(word)))
