"""Make one meeting of those that differ in the days alone: "Mondays 10:00 UTC", "Wednesdays 10:00 UTC"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ecgtool.learn.meetings.split import is_at_times
from ecgtool.learn.text.columns import title_above
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.times.one_clock import zone_text
from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import PLACES

_WHEN = frozenset({
    "weekday", "weekdays", "ordinal", "of-month", "clock", "zone", "interval", "every", "other", "length", "mark",
    "and", "to", "until",
})  # fmt: skip
"""Kinds of words of any entry."""
_DAYS_CALL = re.compile("DG")
"""A day right before the word for a meeting, which is its name: "Monday call: 10:00"."""


def on_several_days(meetings: Sequence[Found], language: str) -> list[Found]:
    """Return the meetings. Those of one list, table or sentence that differ in the weekday alone are one."""
    found: list[Found] = []
    for one in meetings:
        alike = [other for other in found if _is_same(other, one)]
        same = next((other for other in alike if _are_nameless(other, one, language)), None)
        if same is None or same.days is None or one.days is None:
            _doubt_apart(one, alike)
            found.append(one)
            continue
        on = (*same.days.on, *one.days.on)
        is_apart = one.said[0].passage is not same.said[0].passage
        doubt = f"although “{one.said[0].text}” may be another meeting" if is_apart else ""
        same.days = replace(same.days, on=tuple(sorted(on, key=_order)), doubt=same.days.doubt or doubt)
        same.hours = tuple(replace(hour, zone=hour.zone or one.hours[0].zone) for hour in same.hours)
        for said in one.said:
            if all(said is not other for other in same.said):
                same.take(said)
    return found


def _doubt_apart(one: Found, alike: Sequence[Found]) -> None:
    """Make the days a guess where only words behind a comma part two entries: "Mondays, 18:00 UTC, with Ada"."""
    for other in alike:
        both = (one.said[0], other.said[0])
        begin = all(said.clause.tokens[0].kind in _WHEN and said.is_loose for said in both)
        ends = (max(hour.zone.end if hour.zone else hour.end for hour in each.hours) for each in (one, other))
        behind = (said.text[end - said.clause.start :] for said, end in zip(both, ends, strict=True))
        if one.days and begin and _are_near(*both) and all(text.lstrip(") ").startswith(",") for text in behind):
            one.days = replace(one.days, doubt=f"although “{other.said[0].text}” may be the same meeting")


def _order(day: str | int) -> tuple[int, int]:
    """Return the place of a weekday in the week, or that of the first Monday or the last one in the month."""
    place, _, name = str(day).rpartition(" ")
    return PLACES.index(place) if place else -1, WEEKDAYS.index(name)


def _is_same(one: Found, other: Found) -> bool:
    """Return whether two meetings are held alike, on different weekdays or places of one in the month."""
    first, second = one.days, other.days
    if first is None or second is None or {*first.on} & {*second.on} or not (first.on and second.on):
        return False
    named = {str(day).rpartition(" ")[2] for day in (*first.on, *second.on)}
    if not named <= {*WEEKDAYS} or (first.every == "month" and len(named) > 1):
        return False
    rules = [(days.every, days.months, days.rrule, days.parity) for days in (first, second)]
    hours = [[(hour.at, hour.lasts, hour.season) for hour in each.hours] for each in (one, other)]
    zones = {zone_text(each.hours[0]) for each in (one, other)} - {""}
    held = [(each.terms, each.turn, each.turns, each.is_private) for each in (one, other)]
    return rules[0] == rules[1] and hours[0] == hours[1] and len(zones) < 2 and held[0] == held[1]


def _are_nameless(one: Found, other: Found, language: str) -> bool:
    """Return whether two meetings are entries of one list, table or sentence, and are called and linked alike."""
    mine, others = one.said[-1], other.said[0]
    if any(is_at_times(each, (one, other), language) for each in (one, other)):
        return False
    if mine.clause is others.clause:
        if all(each.days and each.days.start == each.hours[0].start for each in (one, other)):
            return False  # titles of columns, those above the same words are one already
        columns = {
            title_above(each.days or each.hours[0], mine.passage) for each in (one, other) if mine.passage.cells
        }
        return len(columns) < 2 and all(is_only("small", word, language) for word in _words(_between(one, other)))
    own, its = mine.passage, others.passage
    words, links, rests = zip(*(_told_beside(said) for said in (mine, others)), strict=True)
    return (
        _are_near(mine, others)
        and words[0] == words[1]
        and links[0] == links[1]
        and (own is its or rests[0] == rests[1])
    )


def _are_near(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether two clauses are entries of one list or table, or stand in paragraphs side by side."""
    own, its = one.passage, other.passage
    alike = own.section is its.section and (own.depth, len(own.cells)) == (its.depth, len(its.cells))
    return alike and (own.block == its.block or (not own.depth and abs(own.block - its.block) == 1))


def _told_beside(said: PlacedClause) -> tuple[list[str], set[str], str]:
    """Return the words of an entry that do not say when, its links, and the rest of its text."""
    links = {link.url for link in said.passage.links}
    words = [said.text] if _DAYS_CALL.search(letters(said.clause.tokens)) else _words(said.clause.tokens)
    return words, links, said.passage.text.replace(said.text, "")


def _between(one: Found, other: Found) -> list[Token]:
    """Return the words of a clause from the first days or hour of two meetings to the last."""
    spans = [span for each in (one, other) for span in (each.days, *each.hours) if span]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return [token for token in one.said[-1].clause.tokens if start <= token.start < end and token.kind != "meet"]


def _words(tokens: Sequence[Token]) -> list[str]:
    """Return the words that do not say when."""
    return [token.text.lower() for token in tokens if token.kind not in _WHEN]
