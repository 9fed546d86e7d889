"""Tell the meetings that replace another one from a date on, which are a change of its schedule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from ecgtool.learn.meetings.belonging import are_called_apart, names_another
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.columns import starts_in_column
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.labels import is_field
from ecgtool.learn.times.timetable import Timetable, timetable
from ecgtool.wording.page_words import find_words, is_only

_OF_SLOTS = frozenset({"weekday", "weekdays", "ordinal", "clock", "interval"})
"""Kinds of words that a slot has, and its label has not."""


def with_changes(
    meetings: Sequence[Found], today: date, language: str
) -> tuple[list[Found], list[tuple[Found, Found]]]:
    """Return the meetings, and apart from them those that replace one from a coming date on, each with that one."""
    _leave_out_places(meetings)
    _leave_out_later_rhythms(meetings, today)
    changes: list[tuple[Found, Found]] = []
    for one in meetings:
        first = one.terms.first
        if not first or first.day <= today or not one.said:
            continue
        held = [
            other for other in meetings if other is not one and _is_before(other, one.said[0], first.day, language)
        ]
        if len(held) == 1:
            held[0].terms = replace(held[0].terms, until=None)
            changes.append((held[0], one))
    later = [change for _, change in changes]
    return [one for one in meetings if one not in later], changes


def _leave_out_places(meetings: Sequence[Found]) -> None:
    """Leave out of a weekly rule what has another hour: "Wednesdays at 9:00, on the last one at 17:00 instead".

    Without "instead", the other one is in doubt where it has no name.
    """
    for one in meetings:
        days = one.days
        if not days or days.every != "month" or len(days.on) != 1 or not one.said:
            continue
        place, _, day = str(days.on[0]).partition(" ")
        words = one.said[0].clause.tokens
        before = [token.text for token in words if token.kind == "word" and token.start < days.start]
        for held in meetings:
            if not held.days or (held.days.every, held.days.on) != ("week", (day,)) or not _is_same_line(held, one):
                continue
            if any(is_only("in-its-place", token.text) for token in words):
                held.terms = replace(held.terms, without=(place,), without_text=one.said[0].text)
                one.days = replace(days, doubt=days.doubt or f"in place of the weekly one on {day}")
            elif all(is_only("small", word) for word in before):
                one.days = replace(days, doubt=days.doubt or f"which may take the place of the weekly one on {day}")


def _leave_out_later_rhythms(meetings: Sequence[Found], today: date) -> None:
    """Leave out of a rule how often the group meets from a coming date on: "Mondays. From 3 July every two weeks"."""
    for one in meetings:
        for said in one.said[1:]:
            clause, terms = said.clause, said.clause.terms
            if "switch" in clause.kinds and len(clause.dates) == 1:  # "On 3 July we change to every two weeks"
                clause.terms = terms = replace(terms, first=clause.dates[0])
            is_later = terms.first is not None and terms.first.day > today and one.terms.first in {None, terms.first}
            is_other = bool(one.terms.interval) and one.terms.interval != terms.interval
            is_change = bool(terms.interval) and (
                is_other or clause.tokens_before("date", "interval") or "switch" in clause.kinds
            )
            if one.days and is_later and is_change and not clause.parts:
                interval = "" if one.terms.interval == terms.interval else one.terms.interval
                one.terms = replace(one.terms, interval=interval, interval_doubt="", first=None)
                one.others.append(said)


def _is_same_line(held: Found, one: Found) -> bool:
    """Return whether two meetings are said in one section, and not in a list, a table or a labelled line."""
    first, second = held.said[0], one.said[0]
    return first.passage.section is second.passage.section and not (first.is_loose or second.is_loose)


def _is_before(held: Found, later: PlacedClause, first: date, language: str) -> bool:
    """Return whether a meeting is held until ``first``, and then as a clause of its section or its line says."""
    has_begun = not held.terms.first or (held.terms.first.day < first and held.turn[1] == 1)
    if not has_begun or not held.said or are_called_apart(held.said[0], later):
        return False
    own, until = held.said[0], held.terms.until
    if own.clause is later.clause and (held.terms.first or any(part.first for part in own.clause.parts)):
        return False  # "Mondays and alternate Fridays (from 13 March)"
    follows = until is not None and timedelta() <= first - until.day <= timedelta(7)
    are_slots = _is_slot(own) and _is_slot(later)
    is_change = (
        follows
        or are_slots
        or is_only("change-label", next(iter(later.passage.cells), later.passage.label))
        or (starts_in_column(later.passage) and not names_another(later, language))
    )
    is_behind = _place(own) > _place(later)
    same_days = any(part.days and held.days and part.days.on == held.days.on for part in later.clause.parts)
    says_change = (
        is_change or same_days or later.clause.kinds & {"moved", "switch"} or find_words("instead", later.text)
    )
    replaces = follows or "now" in own.clause.kinds or (says_change and own.passage is not later.passage)
    if is_behind and not replaces:
        return False  # "alternate Tuesdays (from 10 March) and every Thursday"
    if not is_change and _is_of_others(own, language) and later.clause.tokens_before("weekday", "date"):
        return False  # "The stewards meet on Mondays at 16:00. We meet on Tuesdays at 15:00 from 10 March"
    if not is_change and names_another(later, language):
        return False  # "Developers: Mondays at 16:00. Designers: Tuesdays at 15:00, starting 10 March"
    together = (
        follows
        or are_slots
        or not own.is_loose
        or (is_change and (is_field(own.passage.label) or own.passage.block == later.passage.block))
    )
    near = own.passage.section == later.passage.section and together and (is_change or not later.is_loose)
    return (near or own.passage is later.passage) and (not until or follows)


def _is_of_others(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says who meets, other than the group: "The stewards meet on Mondays"."""
    before = takewhile(lambda one: one.kind != "meet", said.clause.tokens)
    words = [one.text for one in before if one.kind == "word"] if "meet" in said.clause.kinds else []
    is_plain = (any(is_only(kind, word) for kind in ("small", "any-group", "gatherings")) for word in words)
    return names_another(said, language) or not all(is_plain)


def _place(said: PlacedClause) -> tuple[int, int]:
    """Return where a clause stands on the page."""
    return said.passage.start, said.at + said.clause.start


def _is_slot(said: PlacedClause) -> bool:
    """Return whether a line's label only tells one slot of a meeting from another: "New slot (from 14 April)"."""
    label = list(takewhile(lambda one: one.text not in {":", "|"}, said.clause.tokens))
    words = [one for one in label if one.kind in {"word", "meet", "now", "past"}]
    if not words or label == said.clause.tokens or any(one.kind in _OF_SLOTS for one in label):
        return False
    return all(one.kind != "word" or is_only("slot-word", one.text) for one in words)


def add_change(later: Found, times: Timetable, reading: PageReading) -> bool:
    """Add a change from a date on to the schedule; return False where the zone differs or it is no plain rule."""
    first = later.terms.first
    later.terms = replace(later.terms, first=None)  # which need not be one of its days
    then = timetable(later, reading.survey.zone, [], reading.source.today)
    plain = "on" in then.keys and not then.doubts and len(later.hours) == 1
    same = times.zone and (then.zone is None or times.zone.zone.key == then.zone.zone.key)
    if not (plain and same and first):
        return False
    keys = {name: then.keys[name] for name in ("every", "on", "at") if then.keys[name] != times.keys.get(name)}
    times.keys["change"] = [*times.keys.get("change", []), {"from": first.day, **keys}]
    return True


def add_rhythms(found: Found, times: Timetable, today: date) -> list[PlacedClause]:
    """Add to the schedule how often the group meets from a coming date on: "Beginning April 7, every two weeks".

    Return the clauses that name another interval, and no such date.
    """
    left: list[PlacedClause] = []
    for said in found.others:
        first, every = said.clause.terms.first, said.clause.terms.interval
        weeks = (every, str(times.keys.get("every", "")))
        if first and first.day > today and all(one.endswith(("week", "weeks")) for one in weeks):
            times.keys["change"] = [*times.keys.get("change", []), {"from": first.day, "every": every}]
            if not said.clause.kinds & {"meet", "switch", "now"}:
                times.guesses["schedule.change"] = f"since “{said.text}” may also say when the meetings begin"
        else:
            left.append(said)
    return left
