"""Tell clauses that are about no meeting, though they have its words: exceptions, forms, opening hours, machines."""

import re
from datetime import date, timedelta
from itertools import takewhile

from ecgtool.learn.meetings.matters import OF_ELSE, is_of_a_machine, is_once
from ecgtool.learn.text.found import PlacedClause, Survey
from ecgtool.learn.text.past import is_over
from ecgtool.learn.times.called_off import is_off
from ecgtool.learn.times.other_times import weekday_instead
from ecgtool.wording.grammar.clause import Clause, ClausePart
from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import WEEKDAY

_NO_MEETING = re.compile(r"[nf](?:[WG&E.]){0,5}[DONCMK]")
_ONE_DAY = re.compile(
    rf"(?:0\d|[12]\d|3[01]|[6-9])\W{{1,2}}{WEEKDAY}|{WEEKDAY}\W{{1,2}}(?:0\d|[12]\d|3[01]|[6-9])", re.IGNORECASE
)
"""A date without its month, as a cell of a table: "09 Wed"."""
_FORM = re.compile(r"\b(?:yyyy|YYYY|DD?[\s/.-]MM)\b|\bMMM\b")
"""What stands for a date in a form."""
_OF_A_MONTH = re.compile(rf"{WEEKDAY},?\s[^\W\d_]+\.?,?\s20\d\d\b", re.IGNORECASE)
"""A date without its day: "Thursday, August 2026"."""
_LONGEST = 200
"""What is above a list is no longer, where it is said of all of it."""
_OF_SOME_TIMES = frozenset({"date", "month", "condition", "moved"})
"""Kinds of words that limit an exception to some months or dates."""


def why_no_meeting(said: PlacedClause, near: date, result: Survey) -> str:
    """Return why a clause is no meeting, "-" where there is no reason to report, or "" where it may be a meeting."""
    clause, code = said.clause, letters(said.clause.tokens)
    whole = any(part.days and part.hours for part in clause.parts) or (clause.terms.interval and clause.parts)
    kinds = clause.kinds
    places = [one for one in clause.terms.without if isinstance(one, str)]
    kept = (
        (is_over(clause, near), result.over),
        ("poll" in kinds and not (whole and _says_which(clause)), result.polls),
        ("month" in kinds and kinds & {"off", "not"} and not (clause.parts or places), result.asides),
        (("off" in kinds and not clause.parts and not clause.dates) or _is_off_by_place(clause), result.asides),
        (_is_exception(said), result.dated),
    )
    if found := [place for holds, place in kept if holds]:
        found[0].append(said)
        return "-"
    if _says_none(said, code):
        result.asides.append(said)
        return "it says when there is none" if whole else "-"
    titles = (said.passage.title, *said.passage.titles)
    reasons = (
        (_is_proposed(said, near, result.language), "it is only proposed" if whole else "-"),
        (any(_is_opening(part, said.text) for part in clause.parts), "it reads as opening hours"),
        (
            whole and any(_ONE_DAY.fullmatch(cell) or _OF_A_MONTH.match(cell) for cell in said.passage.cells),
            "it names a single day of some month, and not how often",
        ),
        (bool(_FORM.search(said.text)), "it is a form to be filled in" if clause.parts else "-"),
        (
            whole and any(find_words("of-others", title) for title in titles),
            "it is a meeting of others, by its title",
        ),
        (
            whole and bool(find_words("parent-meets", said.text)),
            "it is a meeting of the group that this one is part of",
        ),
        (_is_translated(said, near, result.language), "-"),
        (_is_of_a_ballot(said, result.language), OF_ELSE),
        (is_of_a_machine(said, result.language), OF_ELSE if any(part.hours for part in clause.parts) else "-"),
    )
    return next((why for holds, why in reasons if holds), "")


def _says_none(said: PlacedClause, code: str) -> bool:
    """Return whether a clause says when there is no meeting; a cell "no" answers its title, as "Open?"."""
    is_cell = any(one.kind == "not" and one.text in said.passage.cells for one in said.clause.tokens)
    none = None if is_cell else _NO_MEETING.search(code)
    return none is not None and not re.search(r"[DKC]", code[: none.start()])


def _is_proposed(said: PlacedClause, near: date, language: str) -> bool:
    """Return whether a clause, or what is above it, says that its days are not settled: "Proposed slots:"."""
    above = said.passage.above.text if said.passage.above else ""
    texts = (said.passage.announced, above, said.passage.title) if said.is_loose else ()
    read = (token.kind for text in texts if text for token in tokens(text[:_LONGEST], near, language))
    return "proposed" in {*said.clause.kinds, *read}


def _is_of_a_ballot(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says on which day a vote or the like ends: "see the vote, closing Friday at 18:00"."""
    is_sentence = not said.passage.cells and "meet" not in said.clause.kinds
    return is_sentence and bool(find_words("ballots", said.text, language)) and is_once(said)


def _is_off_by_place(clause: Clause) -> bool:
    """Return whether a clause says that there is no meeting at a place in the month: "The first Monday is free".

    It says nothing else, as "On the first Monday we skip the minutes" does, but for the reason.
    """
    by_place = all(part.days and part.days.every == "month" and not part.hours for part in clause.parts)
    if not clause.parts or not by_place or clause.kinds & _OF_SOME_TIMES or not clause.kinds & {"off", "not"}:
        return False
    words = takewhile(lambda token: not is_only("because", token.text), clause.tokens)
    kinds = ("small", "people", "gatherings")
    return all(any(is_only(kind, one.text) for kind in kinds) for one in words if one.kind == "word")


def _is_translated(said: PlacedClause, near: date, language: str) -> bool:
    """Return whether the line above a list or a table names an hour, and says that it follows for other places."""
    announced = said.passage.announced
    is_elsewhere = bool(announced) and find_words("translates", announced, language)
    return bool(is_elsewhere) and any(token.kind == "clock" for token in tokens(announced, near, language))


def _says_which(clause: Clause) -> bool:
    """Return whether a clause says on which of the weekdays it is: not just on some, "on a Thursday"."""
    days = [n for n, token in enumerate(clause.tokens) if token.kind == "weekday"]
    some = [n for n in days if n and is_only("some", clause.tokens[n - 1].text)]
    return not some or len(some) < len(days)


def _is_opening(part: ClausePart, text: str) -> bool:
    """Return whether days and hours are those of an office: four days a week or more, for six hours or more.

    So are those beside a telephone's number from one hour to another that are on nobody's clock.
    """
    if part.days and find_words("opening", text) and any(hour.lasts and not hour.zone for hour in part.hours):
        return True
    long = any(hour.lasts and hour.lasts >= timedelta(hours=6) for hour in part.hours)
    return long and part.days is not None and len(part.days.on) > 3


def _is_exception(said: PlacedClause) -> bool:
    """Return whether a clause is about single dates and no rule: cancelled, moved, or a dated entry of a list."""
    clause = said.clause
    if weekday_instead(said):
        return True
    is_below_off = bool(said.passage.depth or said.passage.cells) and is_off(said)  # "6 April (Easter Monday)"
    has_days = any(part.days and (part.hours or not is_below_off) for part in clause.parts)
    if not clause.dates or has_days:
        return False
    if "off" in clause.kinds or ("moved" in clause.kinds and len(clause.dates) == 2):
        return True
    bounds = clause.terms.first or (clause.terms.until and len(clause.dates) == 2)
    if "not" in clause.kinds and not clause.parts and bounds:  # "we do not meet from 17 to 31 March"
        return True
    rule_words = clause.terms.interval or clause.terms.parity or clause.terms.lasts
    return not (clause.terms.first or clause.terms.last or clause.terms.until or rule_words)
