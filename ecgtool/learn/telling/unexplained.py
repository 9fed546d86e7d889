"""Name the lines about meetings that the learnt schedules do not explain: a net below all that reads the page.

A word is explained where the schedules have its value: a weekday on which they meet, an hour at which they do on any
clock that the page names, the date of a meeting, an interval. What is not, and no sentence of the report quotes, is
named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from unicodedata import category

from ecgtool.learn.draft import Draft
from ecgtool.learn.meetings.belonging import is_of_nothing_else
from ecgtool.learn.meetings.dated import is_about_meetings
from ecgtool.learn.meetings.matters import is_of_else
from ecgtool.learn.meetings.page_exceptions import coming
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.telling.bends import bends, other_clock, says_end
from ecgtool.learn.telling.ended import Ending, endings
from ecgtool.learn.telling.known import Known, known_of
from ecgtool.learn.telling.left_out import is_off_on_others
from ecgtool.learn.telling.unheld import unheld
from ecgtool.learn.text.clauses import said_in
from ecgtool.learn.text.columns import is_end
from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.past import is_over, perhaps_over
from ecgtool.page.points import struck_out
from ecgtool.wording.grammar.tokens import Token, clock_of
from ecgtool.wording.page_words import begins_with, find_words, is_only
from ecgtool.wording.reading import FoundDate, find_dates

_DAY_OF_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:\D{1,3})?")
_MOST = 10
"""How many lines are told by their words. Of those after them, the numbers are."""
_MANY = 4
"""Of so many groups, a line that none of them explains makes none of their rules a guess."""
_RECENT = timedelta(days=120)
"""For how long a date that is over may still tell when the next meetings are."""
_OF_THE_RULE = frozenset({"interval", "unsure interval", "weekday", "odd", "even", "vague", "poll"})
_BENDING = frozenset({"shift", "vague", "turns", "alternating", "bend", "season", "word", "month"})
"""Kinds of words that leave open how often or when, where they stand beside a rule."""
_COUNTING = frozenset({"start", "last", "next", "meet", "every"})
_CONFIRMING = frozenset(
    {"start", "last", "next", "until", "clock", "interval", "odd", "even", "alternating", "turns"}
)
"""Kinds of words beside a date that say no more of it than that there is a meeting."""
_OF_SOME_MONTHS = frozenset({
    "off", "not", "except", "until", "start", "clock", "shift", "bend", "condition", "moved", "private",
})  # fmt: skip
"""Kinds of words beside a month that say something of the meetings in it."""
_OF_SPANS = frozenset({"until", "to", "next", "other", "every"})
"""Kinds of words beside dates of which some are no exceptions."""
_OF_SEASONS = frozenset({"season", "shift", "month", "moved", "switch", "condition", "bend"})
"""Kinds of words that say in which season a rule has another hour."""
_WHEN = frozenset({"meet", "weekday", "date", "month", "clock", "interval", "ordinal"})
"""Kinds of words by which a clause is about meetings."""
_CHANGING = frozenset({"now", "start", "moved", "switch"})
"""Kinds of words by which the record of a past meeting has another rule."""
_TELLING = frozenset({"private", "vague", "proposed", "poll", "early", "condition"})
"""Kinds of words that say more of it."""
_PLAIN = frozenset(
    {"this", "that", "these", "such", "will", "date", "dates", "week", "weeks", "also", "both", "year"}
)
"""Words that may stand beside the date of any meeting."""


@dataclass(frozen=True, kw_only=True)
class Unexplained:
    """What no schedule explains: ``sentences`` for the report, and the first about how often or on which days.

    ``ended`` is the plainest line that says that the group meets no more, or not for now; None for none.
    """

    sentences: tuple[str, ...]
    of_the_rule: str
    ended: Ending | None


def unexplained(reading: PageReading, drafts: Sequence[Draft]) -> Unexplained:
    """Return a sentence for each line about meetings with words that no schedule of the drafts explains."""
    found = said_in(list(_near_the_rules(reading)), reading.source.today, reading.language)
    near = [said for said in found if not said.passage.record or _changes_a_rule(said)]
    known = known_of(reading, drafts, near)
    told = [sentence for draft in drafts for sentence in (*draft.unknown, *draft.guesses.values())]
    lines: dict[tuple[int, str], str] = {}
    of_the_rule = ""
    for said in near:
        left = _left(said, known, reading.source.today)
        lost = list(unheld(said, reading.survey.meetings, reading.source.today, reading.language))
        words, number = (
            [token.text for token in (*left, *(one for one in lost if one not in left))],
            reading.line_of(said),
        )
        where = reading.where(said)
        if words and not _is_told(number, where, words, told):
            sentence = lines.setdefault((number, where), f"{where}, of which “{', '.join(words)}” is not used")
            kinds = _OF_THE_RULE | (_BENDING if said.passage in known.passages else frozenset())
            is_of_clock = said.passage in known.passages and {"season", "clock"} <= said.clause.kinds
            is_of_clock = is_of_clock or (known.is_fixed and any(other_clock(said, known.language)))
            has_clock = {"clock", "zone"} <= said.clause.kinds and any(token.kind == "clock" for token in left)
            bends_rule = bool(lost) or is_of_clock or has_clock or any(token.kind in kinds for token in left)
            counts = not said.passage.record and bends_rule
            of_the_rule = of_the_rule or (sentence if counts else "")
    for place, text in _struck_meetings(reading, known):
        number = reading.page.line_number(place)
        lines.setdefault((number, text), f"line {number}: “{text}” is struck out, and is a date of the rule")
    sentences = list(lines.values())[:_MOST]
    if rest := dict.fromkeys(number for number, _ in list(lines)[_MOST:]):
        sentences.append(f"lines {', '.join(map(str, rest))} tell when as well, and are not used")
    ended = max(endings(reading, near), key=attrgetter("is_plain"), default=None)
    return Unexplained(sentences=tuple(sentences), of_the_rule=of_the_rule, ended=ended)


def with_unexplained(drafts: list[Draft], found: Unexplained) -> list[Draft]:
    """Return the drafts: as guesses where the group may meet no more, and the first with what is unexplained."""
    ended, many = found.ended, len(drafts) >= _MANY
    why = ended.sentence if ended else "" if many else found.of_the_rule
    own = [one for one in drafts if one.where.partition(":")[0] == why.partition(":")[0]]
    is_of_all = bool(why) and (len(drafts) == 1 or not ended or ended.is_plain)
    doubted = own or (drafts if is_of_all else [])
    drafts = [one.doubted(why) if one in doubted else one for one in drafts]
    guesses = {guess for one in drafts for guess in one.guesses.values()}
    told = [*guesses, *found.sentences, *(sentence for one in drafts for sentence in one.unknown)]
    more = [one for one in found.sentences if f"although {one}" not in guesses]
    if why and not any(why in sentence for sentence in told):
        more.insert(0, f"{why}, which may say that a group meets no more" if ended else why)
    return [drafts[0].with_remarks(more), *drafts[1:]]


def _near_the_rules(reading: PageReading) -> Iterator[Passage]:
    """Yield the passages of the page's head, of sections with a rule, and of those with a title about meetings."""
    own = {_section(said.passage) for one in reading.survey.meetings for said in one.said}
    second = reading.page.headings[1].line_start if len(reading.page.headings) > 1 else len(reading.page.text)
    apart = reading.next.point.line.start if reading.next else -1
    for passage in reading.passages:
        near = passage.start < second or _section(passage) in own or is_about_meetings(passage.title)
        if (near or passage.record) and passage.start != apart and (passage.record or not passage.is_past):
            yield passage


def _changes_a_rule(said: PlacedClause) -> bool:
    """Return whether a clause says days and an hour that hold from its day on: "From now on Mondays at 15:00"."""
    kinds = said.clause.kinds
    return (
        bool(kinds & _CHANGING)
        and not kinds & {"poll", "proposed"}
        and any(part.days and part.hours for part in said.clause.parts)
    )


def _section(passage: Passage) -> int:
    return passage.section.start if passage.section else -1


def _left(said: PlacedClause, known: Known, today: date) -> list[Token]:
    """Return the words of a clause that no schedule explains."""
    clause = said.clause
    is_above_dates = is_only("off-title", said.passage.text)  # "No meeting:"
    is_mute = is_above_dates or is_off_on_others(said, known.weekdays)
    if is_mute or is_of_else(said, known.language):
        return []
    dates = [token for token in clause.tokens if token.kind == "date"]
    if is_over(clause, today):
        to_come = [token for token in dates if _found(token).day >= today and _found(token).day not in known.dates]
        return perhaps_over(said) or to_come
    over = (_is_old(token, today) for token in dates)
    named = {coming(_found(token), today) for token in dates}
    is_noted = not known.noted.isdisjoint(named | {day - timedelta(days=1) for day in named})  # "until 23 March"
    without = clause.terms.without
    is_noted = is_noted or (bool(without) and known.months.isdisjoint(without))  # "except July (no meeting)"
    off = [token for token in clause.tokens if token.kind == "off" and not is_only("nothing", token.text)]
    is_off = bool(off) and _is_about_meetings(said, off, known.language)
    if is_off and _is_by_place(said) and said.passage in known.passages:
        return []  # it is left out of the rule, or told beside it
    if (is_off or ("off" in clause.kinds and dates)) and not is_noted and not any(over):
        return [token for token in clause.tokens if token.kind in {"off", "date", "month"}]
    is_past = bool(dates) and not clause.kinds & _COUNTING and all(_is_old(token, today) for token in dates)
    if is_past:  # its weekday and its hour are those of a meeting that was
        return []
    bent = [] if is_noted else list(bends(said, known.meetings, known.language, turns=known.turns))
    bent += other_clock(said, known.language) if known.is_fixed else ()
    place = (said.passage, said.at + clause.start)
    read = {"month"} if is_noted else _OF_SEASONS if place in known.seasonal else set()  # "The May meeting is on ..."
    words = [token for token in clause.tokens if token.kind not in read]
    bent = [token for token in bent if token.kind not in read]
    return [token for token in words if token in bent or not _is_explained(token, said, known, today)]


def _is_about_meetings(said: PlacedClause, off: Sequence[Token], language: str) -> bool:
    """Return whether a clause by which something is off may be about meetings, and not about "Mains off"."""
    goes_on = any(begins_with(kind, said.text, language) for kind in ("subject", "any-subject"))
    is_named = any(find_words("gatherings", token.text, language) for token in off)
    words = [token for token in said.clause.tokens if token.kind == "word"]
    is_bare = all(is_only("small", token.text, language) for token in words)
    return bool(said.clause.kinds & _WHEN) or goes_on or is_named or is_bare


def _is_by_place(said: PlacedClause) -> bool:
    """Return whether a clause names days by their place in the month, and no hour: "Not on the first Friday"."""
    parts = said.clause.parts
    return bool(parts) and all(part.days and part.days.every == "month" and not part.hours for part in parts)


def _is_old(token: Token, today: date) -> bool:
    """Return whether a date is over that names its year."""
    return _found(token).day < today and re.search(r"\d{4}", token.text) is not None


def _is_explained(token: Token, said: PlacedClause, known: Known, today: date) -> bool:
    """Return whether the schedules have what a word says, or it says nothing of when."""
    match token.kind:
        case "weekday":
            return token.value in known.weekdays or bool(said.clause.kinds & {"except", "after"})
        case "ordinal":
            after = next((one.kind for one in said.clause.tokens if one.start > token.start), "")
            is_by_rule = bool(known.rules.strip()) or str(token.value) in known.on or said.clause.terms.interval
            return (
                after != "weekday"
                or bool(is_by_rule)
                or bool(said.clause.kinds & {"except", "after", "every", "off"})
            )
        case "clock":
            clock = clock_of(token)
            is_alone = sum(other.kind == "clock" for other in said.clause.tokens) == 1
            if is_alone and said.clause.tokens_before("early", "clock"):  # "Doors open at 18:00"
                return True
            hours = known.hours if is_alone and not _is_of_an_end(said) else known.hours | known.ends
            return any(f"{at:%H:%M}" in hours for at in (clock.at, clock.other) if at)
        case "date" | "unsure date":
            return token.kind == "date" and _is_known_date(_found(token).day, said, known, today)
    return _is_known_interval(token, said, known)


def _is_of_an_end(said: PlacedClause) -> bool:
    """Return whether a clause says when a meeting ends, by its label or by a word before its hour."""
    named = next(iter(said.passage.cells), said.passage.label)
    return is_end(named) or says_end(said)


def _is_known_date(day: date, said: PlacedClause, known: Known, today: date) -> bool:
    """Return whether a date is of a meeting or in a table, or is over and nothing is counted from it."""
    counts = day >= today or (day >= today - _RECENT and said.clause.kinds & _COUNTING)
    is_bound = any(said.clause.tokens_before(kind, "date") for kind in ("until", "start"))
    bounds = is_bound and any(day + timedelta(n) in known.noted for n in range(1, 8))
    is_counted = (said.passage, said.at + said.clause.start) in known.counted
    if is_counted or not counts or day in known.noted or bounds:  # "until the end of March, and at 13:00 after that"
        return True
    return day in known.dates and not _says_more(said, known)


def _says_more(said: PlacedClause, known: Known) -> bool:
    """Return whether a sentence names a meeting's date for a reason that is not known: "On 9 March we rest".

    A row of a table, or a list's item that begins with its date, has a topic. A sentence with an hour is read.
    """
    clause, passage = said.clause, said.passage
    dates = [token for token in clause.tokens if token.kind == "date"]
    is_noted = any(_found(token).day in known.noted for token in dates)
    is_span = clause.kinds & _OF_SPANS or known.turns or find_words("goes-on", said.text, known.language)
    if is_noted and not is_span:  # "The meetings of 13 and 20 March start at 17:00", of which one was learnt
        return True
    if is_noted or clause.kinds & _CONFIRMING or passage.is_heading or passage.cells:
        return False
    words = [one for one in clause.tokens if not passage.depth or one.start < dates[0].start]
    return any(_is_word(one) for one in words)


def _is_word(token: Token) -> bool:
    """Return whether a word has a meaning of its own, or is a sign such as a cross."""
    if token.kind == "mark":
        return any(category(sign).startswith("So") for sign in token.text)
    return token.kind in _TELLING or (
        token.kind == "word" and len(token.text) > 3 and token.text.lower() not in _PLAIN
    )


def _is_known_interval(token: Token, said: PlacedClause, known: Known) -> bool:
    """Return whether the schedules have an interval, a sort of weeks or a month; True for any other word."""
    kinds = said.clause.kinds
    match token.kind:
        case "interval" | "unsure interval" if known.intervals is not None and "meet" in kinds:
            by_rule = {"MONTHLY": "month", "BYWEEKNO": "2 weeks"}  # the latter of odd or even weeks
            ruled = {every for word, every in by_rule.items() if word in known.rules}
            ruled |= {"week"} if {"odd", "even"} <= kinds else set()
            return token.value in known.intervals | ruled
        case "month":
            if len(known.months) < 12:  # a rule for some months names these, or those without
                return True
            is_limit = any(is_only("only-on", other.text, known.language) for other in said.clause.tokens)
            is_of_us = find_words("absent", said.text, known.language) and not kinds & {"meet", "weekday", "start"}
            return not (kinds & _OF_SOME_MONTHS or is_limit or is_of_us or _is_of_a_day(said, known.language))
        case "odd" | "even":
            return "BYWEEKNO" in known.rules or known.intervals is None
    return True


def _is_of_a_day(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says on which day of its month a meeting is: "The May meeting is on the 11th"."""
    days = [token for token in said.clause.tokens if _DAY_OF_MONTH.fullmatch(token.text)]
    return bool(days) and not said.clause.parts and is_of_nothing_else(said, language)


def _found(token: Token) -> FoundDate:
    """Return the date of a token of that kind."""
    if not isinstance(token.value, FoundDate):
        raise TypeError(token.kind)
    return token.value


def _is_told(number: int, where: str, words: Sequence[str], told: Sequence[str]) -> bool:
    """Return whether a sentence of the report is about the whole clause, or quotes its line and one of the words."""
    named = re.compile(rf"\blines?\b[\d, and]*\b{number}\b")
    about = [sentence for sentence in told if named.search(sentence)]
    return any(f"{where}, which is not used" in one or any(word in one for word in words) for one in about)


def _struck_meetings(reading: PageReading, known: Known) -> Iterator[tuple[int, str]]:
    """Yield the place and the words of each struck-out date to come on which the schedules have a meeting."""
    for start, end in struck_out(reading.page):
        text = reading.page.text[start:end]
        for found in find_dates(text, reading.source.today, reading.language):
            if found.day >= reading.source.today and found.day in known.dates - known.noted:
                yield start, text[found.start : found.end]
