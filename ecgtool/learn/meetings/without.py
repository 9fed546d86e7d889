"""Leave out of rules the months, and the places in a month, on which a sentence says that there is no meeting."""

from dataclasses import replace

from ecgtool.learn.meetings.belonging import is_of_meetings
from ecgtool.learn.text.found import PlacedClause, Survey
from ecgtool.wording.grammar.clause import Terms
from ecgtool.wording.page_words import find_words, is_only

_OF_SOME = frozenset({"date", "number", "ordinal", "weekday", "clock"})
"""Kinds of words that say in which part of a month there is no meeting."""


def leave_out_places(result: Survey) -> None:
    """Leave out of a weekly rule the places in the month on which its paragraph says that there is no meeting.

    Where it is the only rule on that weekday, its section may say so.
    """
    for said in list(result.asides):
        days = [part.days for part in said.clause.parts]
        here = [one for one in result.meetings if one.said[0].passage.section == said.passage.section]
        rules = [one for one in here if one.said[0].passage is said.passage] or here
        weeks = said.clause.terms.places
        if len(days) != (not weeks) or len(rules) != 1 or any(part.hours for part in said.clause.parts):
            continue
        if "month" in said.clause.kinds:  # "no call on the last Monday of March"
            continue
        (rule,) = rules
        named = [str(day).rpartition(" ") for one in days if one and one.every == "month" for day in one.on]
        worded = [token.value for token in said.clause.tokens if token.kind == "ordinal" and token.text.isalpha()]
        worded = [*weeks] or worded
        if rule.days and len(rule.days.on) == len(worded) == 1 and "weekday" not in said.clause.kinds:
            named = [(worded[0], " ", str(rule.days.on[0]))]  # "The first of each month is free"
        own = {*map(str, rule.days.on)} if rule.days and rule.days.every == "week" else set()
        if named and {day for *_, day in named} <= own:
            doubt, places = said.clause.terms.interval_doubt, tuple(place for place, *_ in named)
            said.clause.terms = Terms(without=places, without_text=said.text.strip(), interval_doubt=doubt)
            rule.terms = rule.terms.completed_by(said.clause.terms)
            rule.take(said)
            result.asides.remove(said)


def leave_out_months(result: Survey) -> None:
    """Leave out of rules the months in which a sentence says that there is no meeting: "No meeting in August."."""
    for said in list(result.asides):
        without, text = said.clause.terms.without, said.clause.terms.without_text
        section = said.passage.section
        own = [one for one in result.meetings if one.said[0].passage is said.passage]
        rules = own or [one for one in result.meetings if one.said[0].passage.section is section]
        rules = rules or [one for one in result.meetings[:1] if is_of_meetings(said, one)]
        said_of = [one for one in rules if _names_all(one.said[0].text.lower(), said)]
        if not without or not all(isinstance(month, int) for month in without):
            continue
        if find_words("this-year", said.text, result.language):
            for rule in said_of:
                doubt = f"“{said.text}” may be about one year alone"
                rule.terms = replace(rule.terms, interval_doubt=rule.terms.interval_doubt or doubt)
            continue
        if _says_more(said, result.language):
            continue
        for rule in said_of:
            rule.take(said)
            rule.terms = replace(rule.terms, without=without, without_text=text)
        result.asides = [one for one in result.asides if one is not said or not said_of]


def _names_all(rule: str, said: PlacedClause) -> bool:
    """Return whether a rule has every word for a gathering that a clause has: "clinic" of "No clinic in August"."""
    words = (token.text.lower() for token in said.clause.tokens if token.kind == "word")
    return all(word in rule for word in words if is_only("gatherings", word))


def _says_more(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says more than that people do not meet: of what there is none, or on which days."""
    none = next((token.end for token in said.clause.tokens if token.kind == "not"), said.clause.end)
    behind = [token.text for token in said.clause.tokens if token.kind == "word" and token.start >= none]
    others = [word for word in behind if is_only("people", word) and not is_only("pronouns", word)]  # "no guest"
    if said.clause.kinds & _OF_SOME or others:
        return True
    kinds = ("small", "gatherings", "meets", "people", "pauses", "in-months")
    words = [token.text for token in said.clause.tokens if token.kind in {"word", "past", "private"}]
    return not all(any(is_only(kind, word, language) for kind in kinds) for word in words)
