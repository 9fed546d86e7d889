"""Tell which clauses are about the past: by their date, or their words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ecgtool.learn.text.found import PlacedClause, Survey
from ecgtool.learn.text.past_parts import tells_what_was
from ecgtool.wording.grammar.clause import Clause
from ecgtool.wording.grammar.settled_past import may_name
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import is_only

_OF_COMING = frozenset({"next", "off", "not", "moved"})
"""Kinds of words that a record of a past meeting has beside the dates of coming ones."""


def without_old_news(found: list[PlacedClause], near: date, result: Survey) -> list[PlacedClause]:
    """Return the clauses without dated news of other times, which are told: "2024-05-01: moved to Tuesdays 15:00".

    Of these, the newest holds, unless the page has a rule besides.
    """
    news = [said for said in found if _is_news(said, near)]
    rules = [said for said in found if said not in news and not is_over(said.clause, near) and _is_rule(said)]
    newest = max(news, key=lambda said: said.clause.dates[0].day) if news and not rules else None
    old = [said for said in news if said is not newest]
    result.doubts += [(said, f"it is news of {said.clause.dates[0].day}") for said in old]
    return [said for said in found if said not in old]


def held_until_changed(result: Survey, others: Sequence[PlacedClause], near: date) -> Iterator[PlacedClause]:
    """Yield what is called old where it holds until a coming date, from which another line beside it is the rule.

    "Old slot: Tuesdays 13:00 UTC", "New slot from 14 April: Tuesdays 12:00 UTC". It is doubted, as it may be over.
    """
    for said in list(result.over):
        past = [token.text for token in said.clause.tokens if token.kind == "past"]
        label = said.passage.label
        is_label = tells_what_was(label, result.language) or (
            len(past) == 1 and said.clause.tokens[0].text == past[0]
        )
        is_alone = said.is_loose and not said.clause.dates
        if is_label and is_alone and _is_rule(said) and any(_replaces(one, said, near) for one in others):
            doubt = f"“{next(iter(past), label)}” may say that it is over already"
            said.clause.kinds -= {"past"}
            said.clause.parts = [
                replace(part, days=replace(part.days, doubt=doubt)) if part.days else part
                for part in said.clause.parts
            ]
            result.over.remove(said)
            yield said


def _replaces(one: PlacedClause, old: PlacedClause, near: date) -> bool:
    """Return whether a line of the same list or table is a rule from a coming date on."""
    first = one.clause.terms.first
    return one.passage.block == old.passage.block and first is not None and first.day > near and _is_rule(one)


def is_over(clause: Clause, near: date) -> bool:
    """Return whether a clause is about the past. "The call of 12 March was moved" is not, before that date."""
    return clause.is_past and not (clause.kinds & {"moved", "off"} and any(one.day >= near for one in clause.dates))


def _is_rule(said: PlacedClause) -> bool:
    return any(part.days and part.hours for part in said.clause.parts)


def _is_news(said: PlacedClause, near: date) -> bool:
    """Return whether a clause is a rule that begins with a date which is over."""
    first = said.clause.tokens[0]
    return first.kind == "date" and said.at == 0 and _is_rule(said) and said.clause.dates[0].day < near


def perhaps_over(said: PlacedClause) -> list[Token]:
    """Return the words by which a whole rule is taken for one of the past, though they may tell of something else.

    "The Monday call at 9:00 was merged" tells of the past, and perhaps not of that of the rule; so does "in the old
    town hall".
    """
    words = said.clause.tokens
    if not any(part.days and part.hours for part in said.clause.parts):
        return []
    past = [(n, token) for n, token in enumerate(words) if token.kind == "past"]
    days = next((n for n, token in enumerate(words) if token.kind == "weekday"), 0)
    place, first = past[0]
    is_behind = is_only("was", first.text) and place > days
    return [first] if past and (is_behind or may_name(words, place)) else []


def tells_date(said: PlacedClause, near: date) -> bool:
    """Return whether a clause in a part of the past names a date of a meeting.

    In a record of one it is that of the next one, or of one to come that is moved or off.
    """
    days = [one.day for one in said.clause.dates]
    if said.passage.record:
        return bool(said.clause.kinds & _OF_COMING) and any(day >= near for day in days)
    return bool(days)
