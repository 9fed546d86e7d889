"""Settle the days that a clause names more than once, as in a bracket that says which of them are meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecgtool.wording.grammar.clause import ClauseDays
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import PLACES

_BESIDE = {"clock": "C", "zone": "Z", "(": "(", "which": "=", "that's": "=", "=": "="}
"""Letters of words around an hour; a bracket, or "which is", may be before the same hour on other clocks."""


def refined(days: Sequence[ClauseDays], part: Sequence[Token]) -> Iterator[ClauseDays]:
    """Yield the days. Of "Mondays at 15:00 (first Monday of the month)" only those in the bracket are yielded."""
    opened = [token.start for token in part if token.text in {"(", "\uff08", "["} or is_only("only-on", token.text)]
    ordered = sorted(days, key=lambda one: one.start)
    if _are_named_again(ordered, part) or _are_narrowed(ordered, part):
        yield from ordered[1:]
        return
    explains = bool(ordered) and bool(ordered[0].rrule)  # "the day after Patch Tuesday (second Tuesday)"
    ordered = [
        one
        for one in ordered
        if one is ordered[0]
        or (
            not is_of_some(one, ordered, part)
            and not (
                (one.every == "week" or explains or is_of_a_month(one, part))
                and (_is_aside(one, part) or _is_elsewhere(one, part))
            )
        )
    ]
    if ordered and all(isinstance(day, int) for day in ordered[0].on):
        ordered = [one for one in ordered if one is ordered[0] or not _is_also(one, part)]
    if sum(token.kind == "clock" for token in part) == 1 and any(one.every != "week" or one.rrule for one in ordered):
        again_said = [one for one in ordered if one.every == "week" and _is_said_again(one, part)]
        if strange := next((one for one in again_said if not _is_same_day(one, ordered)), None):
            words = " ".join(token.text for token in part if ordered[0].start <= token.start < strange.end)
            yield ClauseDays(start=ordered[0].start, end=strange.end, on=(), every="", doubt=f"no key says “{words}”")
            return
        ordered = [one for one in ordered if one not in again_said]
    again: list[ClauseDays] = []
    for one in ordered:
        if any(one is other for other in again):
            continue
        places = [other for other in ordered if _says_place_of(one, other, opened)]
        again += places
        inside = replace(places[0], on=tuple(day for other in places for day in other.on)) if places else None
        if inside and inside.on and all(isinstance(place, int) for place in inside.on):
            on = tuple(f"{PLACES[int(place) - 1]} {day}" for place in inside.on for day in one.on)
            yield replace(one, on=on, every="month")
        else:
            yield replace(inside, start=one.start, end=one.end) if inside else one


def _are_named_again(days: Sequence[ClauseDays], part: Sequence[Token]) -> bool:
    """Return whether the first days are all named again by their hours: "Tue & Thu: 7:30 (Tue), 15:30 (Thu)"."""
    again = sorted(str(day) for one in days[1:] for day in one.on)
    clocks = sum(token.kind == "clock" for token in part)
    return 1 < len(days[1:]) <= clocks and again == sorted(map(str, days[0].on))


def _are_narrowed(days: Sequence[ClauseDays], part: Sequence[Token]) -> bool:
    """Return whether the five working days come before those with the hour: "Of the weekdays, Friday at 9:00"."""
    working, clocks = {*WEEKDAYS[:5]}, [token for token in part if token.kind == "clock"]
    is_among = len(days) == 2 and {*days[0].on} == working > {*days[1].on} > set()
    return is_among and len(clocks) == 1 and days[1].end < clocks[0].start


def _is_also(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether weekdays are only named as no exception to days by number: "on the 1st, also on Sundays"."""
    before = [token.text.lower() for token in part if token.start < one.start][-3:]
    return one.every == "week" and bool({"also", "even", "including"} & set(before))


def _is_said_again(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether a weekday only says which day the others are: "two days later, on the Monday"."""
    place = next(n for n, token in enumerate(part) if token.start == one.start)
    is_added = any(
        token.kind in {"and", "or", "every", "other", "interval"} for token in part[max(place - 2, 0) : place]
    )
    is_one_day = part[place].kind == "weekday" and not part[place].text.rstrip(".").endswith("s")
    return is_one_day and not is_added and len(one.on) == 1


def _is_same_day(one: ClauseDays, ordered: Sequence[ClauseDays]) -> bool:
    """Return whether a weekday is that of the other days: "two days after the first Tuesday, on the Thursday"."""
    days = [day for other in ordered if other is not one for day in (*map(str, other.on), other.rrule, other.doubt)]
    return any(str(one.on[0]) in day or f"BYDAY={str(one.on[0])[:2].upper()}" in day for day in days)


def _is_aside(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether days stand in a bracket without a clock time: "(Wednesday morning in Asia)" is no meeting."""
    before = [token for token in part if token.start < one.start]
    opened = next((n for n in reversed(range(len(before))) if before[n].text in {"(", "\uff08", "["}), None)
    if opened is None or any(token.text in {")", "\uff09", "]"} for token in before[opened:]):
        return False
    inside: list[Token] = []
    for token in part[opened + 1 :]:
        if token.text in {")", "\uff09", "]"}:
            break
        inside.append(token)
    return not any(token.kind == "clock" for token in inside)


def is_of_some(one: ClauseDays, days: Sequence[ClauseDays], part: Sequence[Token]) -> bool:
    """Return whether a place in the month is said of a rule's days: "Fridays at 9:00, the first in person"."""
    own = [token.kind for token in part if one.start <= token.start < one.end]
    between = [token for token in part if token.start < one.start]
    is_open = (
        sum((token.text in {"(", "\uff08", "["}) - (token.text in {")", "\uff09", "]"}) for token in between) > 0
    )
    is_told_of = is_told_more([token for token in part if token.start >= one.end])
    is_only_these = (is_open and not is_told_of) or any(is_only("only-on", token.text) for token in between)
    is_behind = any(other.every == "week" and other.end <= one.start for other in days)
    has_hour = any(token.kind == "clock" for token in between)
    goes_on = any(token.kind == "word" for token in part if token.start > one.end)
    return (
        own.count("ordinal") == 1
        and "weekday" not in own
        and goes_on
        and is_behind
        and (has_hour or is_open)
        and not is_only_these
    )


def is_told_more(behind: Sequence[Token]) -> bool:
    """Return whether words behind a place in the month tell what is done then: "the first of the month for all"."""
    first = next(iter(behind), None)
    if first is None or first.kind != "word":
        return first is not None and first.text == ":"
    return is_only("of-one-place", first.text) or not (is_only("small", first.text) or is_only("only-on", first.text))


def is_of_a_month(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether days are those of a month that is named before them, "(Dec.: first Wednesday)"."""
    before = [token for token in part if token.start < one.start]
    opened = next((n for n in reversed(range(len(before))) if before[n].text in {"(", "\uff08", "["}), len(before))
    return any(token.kind == "month" for token in before[opened:])


def _is_elsewhere(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether a weekday is the one of the hour before it on another clock: "(01:00 UTC on Monday)"."""
    place = next(n for n, token in enumerate(part) if token.start == one.start)
    before = "".join(_BESIDE.get(token.kind) or _BESIDE.get(token.text, "W") for token in part[:place])
    after = [token.kind for token in part[place + 1 :]]
    closed = next((n for n, token in enumerate(part[place:]) if token.text == ")"), 0)
    return (
        len(one.on) == 1
        and bool(re.search(r"C.*(?:\([^(]*CZ|=[^=]*CZ?)W{0,2}$", before))
        and "clock" not in after[: max(closed - 1, 0)]
    )


def _says_place_of(one: ClauseDays, other: ClauseDays, opened: Sequence[int]) -> bool:
    """Return whether ``other``, in a bracket or after "only", says which days of ``one`` in the month are meant."""
    if one.every not in {"week", "2 weeks"} or not any(one.end <= at < other.start for at in opened):
        return False
    placed = {str(day).rpartition(" ")[2] for day in other.on if " " in str(day)}
    if one.every == "week" and other.on and all(isinstance(day, int) and day < 6 for day in other.on):
        return True  # "Fridays (1st of the month)"
    return placed == set(one.on) or bool(other.rrule or (other.doubt and not other.on))
