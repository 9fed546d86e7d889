"""Read when a group meets from a sentence: days, hours, how often, from when until when, and exceptions.

The grammar works on kinds of words, in stages. ``tokens`` cuts the sentence into words with their kinds, and each
kind becomes a letter: "2nd and 4th Monday" is ``O&OD`` in any language. The letters are cut into clauses. In each
clause, expressions over the letters take the limits first (``rule_limits``), then the days (``rule_days``), then the
hours (``rule_hours``), and at last days and hours are paired. A word that was taken is not seen by what comes later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise, takewhile

from ecgtool.wording.grammar.clause import Clause, ClauseDays, ClausePart, ClauseWords, Hour, Terms
from ecgtool.wording.grammar.cutting import cut_clauses, letters
from ecgtool.wording.grammar.other_hours import apart_by_moves, without_other_hours
from ecgtool.wording.grammar.rhythms import bind_first
from ecgtool.wording.grammar.rule_days import day_groups
from ecgtool.wording.grammar.rule_hours import hour_groups
from ecgtool.wording.grammar.rule_limits import (
    by_first,
    settle_sorts_of_months,
    take_limits,
    take_month,
    with_months,
)
from ecgtool.wording.grammar.settled_kinds import settle_kinds
from ecgtool.wording.grammar.tokens import Token, tokens, zone_of
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import WEEKDAYS

_DATED = re.compile(r"(?<!E)(?<!EO)(?<!A)D(?=[&(W]?T)|(?<=T)[&(]?D|T[W&]{0,2}CZ?[(]D(?=[)])")
"""A weekday beside its date: "Wednesday, 11 March", "11 March at 17:00 UTC (Wednesday)"."""
_ALIKE = frozenset({"lunes", "martes", "miércoles", "jueves", "viernes", "tues", "weds", "thurs"})
"""Weekdays that are alike in singular and plural: "el martes 10 de marzo"."""
_MOVED_DAYS = re.compile(r"v[W:&]*S?(D-)(?=D)")
"""Days to others: "we moved from Tuesdays to Thursdays" is no range."""
_OF_DAYS = frozenset({"weekday", "ordinal", "every", "other"})
"""Kinds of words that name days."""


def read_sentence(
    text: str, near: date, language: str = "en", *, alone: bool = False, order: str = ""
) -> list[Clause]:
    """Return the clauses of ``text``. A date without a year is the one nearest to ``near``.

    ``order`` is that of dates in figures, where it is known.
    """
    words = without_other_hours(tokens(text, near, language, alone=alone, order=order), language)
    parts = [part for moved in apart_by_moves(words, near) for part in cut_clauses(moved)]
    found = [_read(part) for part in parts if part]
    for before, after in pairwise(found):
        follow_on(before, after, near)
        if "clock" not in after.kinds and "zone" not in before.kinds:
            zones = [zone_of(token) for token in after.tokens if token.kind == "zone"]
            before.parts = _with_common_zone(before.parts, zones)
    label = next((n for n, one in enumerate(found) if re.search(r"rW{0,4}:", letters(one.tokens))), len(found))
    for one in found[label + 1 :]:  # "Possible slots: Mondays 18:00 UTC; Tuesdays 18:00 UTC"
        one.kinds |= {"proposed"} if "meet" not in one.kinds else set()
    return found


def follow_on(before: Clause, after: Clause, near: date) -> None:
    """Let what comes "then" hold from the end of the clause before it: "Until 17 March. Then 14:00"."""
    if "then" in after.kinds and before.terms.until and not after.terms.first:
        day = before.terms.until.day + timedelta(days=1)
        after.terms = after.terms.completed_by(Terms(first=before.terms.until._replace(day=day)))
    elif "then" in after.kinds and "until" in before.kinds and after.parts and not after.terms.first:
        for clause, kind in ((before, "until"), (after, "then")):
            word = next(token.text for token in clause.tokens if token.kind == kind)
            doubt = f"“{word}” names a time that is not understood"
            clause.terms = clause.terms.completed_by(Terms(interval_doubt=doubt))
    shares = before.terms.until and after.terms.first and all(one.days and not one.hours for one in before.parts)
    if shares and len(after.parts) == 1:  # "Tuesdays until 31 March, Wednesdays after that, at 10:00"
        before.parts = [replace(one, hours=after.parts[0].hours) for one in before.parts]
    first = before.terms.first
    if first and first.day > near and any(is_only("till-then", token.text) for token in after.tokens):
        after.kinds -= {"past"}  # "From 1 April at 18:00. Before that at 17:00."
        after.terms = after.terms.completed_by(Terms(until=first._replace(day=first.day - timedelta(days=1))))


def _read(part: list[Token]) -> Clause:
    settle_kinds(part)
    clause = Clause(tokens=part, kinds=frozenset(t.kind for t in part))
    code = list(letters(part))
    for match in _MOVED_DAYS.finditer("".join(code)):
        code[slice(*match.span(1))] = "__"
    for match in _DATED.finditer("".join(code)):
        name = part[match.end() - 1].text.rstrip(".").lower()
        is_of_row = part[match.end() - 2].text == "|" and re.search(r"[SU]d?T[&]D$", "".join(code[: match.end()]))
        if not is_of_row and (not name.endswith("s") or name in _ALIKE):
            code[match.end() - 1] = "d"
    used = ClauseWords(tokens=part, code=code, before="".join(code))
    take_limits(clause, used)
    days = day_groups(used)
    hours = hour_groups(used)
    if used.left_out and not days and clause.terms.interval == "day":  # "every day except Sundays"
        on = tuple(day for day in WEEKDAYS if day not in used.left_out)
        days = [ClauseDays(start=part[0].start, end=part[0].end, on=on)]
        clause.terms = replace(clause.terms, without_text="")
    kept = [replace(one, on=tuple(day for day in one.on if day not in used.left_out)) for one in days]
    if used.left_out and kept and all(one.on and {*one.on} <= {*WEEKDAYS} for one in kept):
        days, clause.terms = kept, replace(clause.terms, without_text="")
        clause.kinds = clause.kinds - {"not"} | {"except"}
    days = [by_first(one, clause.terms.first) for one in with_months(days, used)]
    take_month(clause, days, used)
    clause.parts = _at_one_midnight(_paired(list(_together(days, hours, part)), hours))
    clause.parts = _with_parity(_with_common_zone(clause.parts), clause)
    bind_first(clause)
    settle_sorts_of_months(clause, used)
    clause.unused = tuple(
        token
        for n, (token, letter) in enumerate(zip(part, used.code, strict=True))
        if letter in "DONCIQATmoeKkh" or (token.text.isdigit() and part[n - 1].kind == "every")
    )
    _with_intervals(clause)
    _with_lengths(clause)
    _doubt_misspelt(clause)
    return clause


def _doubt_misspelt(clause: Clause) -> None:
    """Doubt what was read from misspelt words: how often for an interval, and else on which days."""
    misspelt = {token.kind: f"“{token.text}” may mean “{token.meant}”" for token in clause.tokens if token.meant}
    if doubt := next((why for kind, why in misspelt.items() if "interval" in kind), ""):
        clause.terms = replace(clause.terms, interval_doubt=clause.terms.interval_doubt or doubt)
    if doubt := next((why for kind, why in misspelt.items() if kind in _OF_DAYS), ""):
        clause.parts = [
            replace(part, days=replace(part.days, doubt=part.days.doubt or doubt)) if part.days else part
            for part in clause.parts
        ]


def _with_common_zone(parts: list[ClausePart], behind: Sequence[ZoneWord] = ()) -> list[ClausePart]:
    """Return the parts. Where only one zone is named, it is for all hours: "Mondays 10:00, Fridays 16:00 UTC".

    It may stand ``behind`` them: "Mondays 10:00, except on 6 April (London time)".
    """
    named = [hour.zone for part in parts for hour in part.hours if hour.zone]
    zones = {zone.text: zone for zone in (*named, *behind)}
    if len(zones) != 1:
        return parts
    (zone,) = zones.values()
    return [
        part
        if any(hour.zone for hour in part.hours)
        else replace(part, hours=tuple(replace(hour, zone=zone) for hour in part.hours))
        for part in parts
    ]


def _at_one_midnight(parts: list[ClausePart]) -> list[ClausePart]:
    """Return the parts. Midnight on two days in a row is one: "Saturday at midnight UTC (i.e. 00:00 on Sunday)"."""
    if len(parts) != 2 or not all(part.days and part.hours and part.hours[0].at == time() for part in parts):
        return parts
    days = [part.days.on for part in parts if part.days]
    numbers = [WEEKDAYS.index(str(on[0])) for on in days if len(on) == 1 and on[0] in WEEKDAYS]
    if len(numbers) != 2 or (numbers[1] - numbers[0]) % 7 != 1:
        return parts
    zone = parts[0].hours[0].zone
    return [replace(parts[1], hours=tuple(replace(hour, zone=hour.zone or zone) for hour in parts[1].hours))]


def _with_parity(parts: list[ClausePart], clause: Clause) -> list[ClausePart]:
    """Return the parts, each for its odd or even weeks, where the clause names as many of these as it has parts."""
    if any(part.days and part.days.parity for part in parts):
        return [replace(part, parity=part.days.parity if part.days else "") for part in parts]
    sorts = [token for token in clause.tokens if token.kind in {"odd", "even"}]
    hours = [part.hours[0].start for part in parts if part.hours]
    if len(sorts) == 1 and len(parts) == len(hours) == 2 and hours[0] < sorts[0].start:
        of_second = sorts[0].start < hours[1]  # "at 16:00, in even weeks at 6:00"
        own, other = sorts[0].kind, "odd" if sorts[0].kind == "even" else "even"
        same_days = parts[0].days == parts[1].days
        return [replace(parts[0], parity=other), replace(parts[1], parity=own)] if of_second and same_days else parts
    if len(sorts) < 2 or len(sorts) != len(parts):
        return parts
    return [replace(part, parity=sort.kind) for part, sort in zip(parts, sorts, strict=True)]


def _with_intervals(clause: Clause) -> None:
    """Give each of several meetings the interval by its hour: "Mondays 9:00 weekly, Fridays 9:00 monthly".

    Where each has a bracket of its own, not all of them need to have one: "(Build), Tuesdays 9:00 (Test, biweekly)".
    """
    said = [token for token in clause.tokens if token.kind == "interval"]
    parts = clause.parts
    if len(parts) < 2 or not said or not all(part.days and part.hours for part in parts):
        return
    own = [[token] for token in _one_for_each("interval", clause)] or _in_brackets(said, clause)
    if sum(map(len, own)) != len(said) or max(map(len, own)) > 1:
        return
    clause.parts = [
        replace(part, days=replace(part.days, every=str(tokens[0].value)))
        if tokens and part.days and part.days.every == "week" and tokens[0].value not in {"week", "day"}
        else part
        for part, tokens in zip(parts, own, strict=True)
    ]
    clause.terms = replace(clause.terms, interval="", interval_doubt="")
    clause.unused = tuple(token for token in clause.unused if token not in said)


def _in_brackets(said: Sequence[Token], clause: Clause) -> list[list[Token]]:
    """Return which of some words are in the bracket behind each hour; nothing where an hour has no bracket."""
    spans = list(pairwise([*(part.hours[0].start for part in clause.parts), 10**9]))
    opened = [
        next((token.start for token in clause.tokens if token.text == "(" and start < token.start < end), None)
        for start, end in spans
    ]
    if None in opened:
        return [[]]
    return [
        [token for token in said if bracket is not None and bracket < token.start < end]
        for bracket, (_, end) in zip(opened, spans, strict=True)
    ]


def _with_lengths(clause: Clause) -> None:
    """Give each of several meetings the length by its hour: "30 min sync (Tue 12:30), 90 min review (Thu 14:00)"."""
    if (said := _one_for_each("length", clause)) and not any(
        hour.lasts for one in clause.parts for hour in one.hours
    ):
        clause.parts = [
            replace(part, hours=tuple(replace(hour, lasts=token.value) for hour in part.hours))
            for part, token in zip(clause.parts, said, strict=True)
        ]


def _one_for_each(kind: str, clause: Clause) -> list[Token]:
    """Return the words of a kind where each of several hours has one, all before or all behind; else none."""
    said = [token for token in clause.tokens if token.kind == kind]
    if len(clause.parts) < 2 or len(said) != len(clause.parts) or not all(part.hours for part in clause.parts):
        return []
    hours = [part.hours[0].start for part in clause.parts]
    edges = ([*hours, 10**9], [-1, *hours])  # of words behind, and before
    is_so = (
        all(start < token.start < end for (start, end), token in zip(pairwise(edge), said, strict=True))
        for edge in edges
    )
    return said if any(is_so) else []


def _together(
    days: Sequence[ClauseDays], hours: Sequence[tuple[Hour, ...]], words: Sequence[Token]
) -> Iterator[ClauseDays]:
    """Yield the days, those before one hour as one: "the 2nd Thursday and the 4th Thursday at 16:30".

    In "a call for beginners on the 2nd Thursday and one for all on the 4th Thursday", they are of two meetings, as in
    "the team meets on Tuesdays and the board on Thursdays, both at 10:00".
    """
    held: ClauseDays | None = None
    for one in sorted(days, key=lambda one: one.start):
        between = [token for token in words if held and held.end <= token.start < one.start]
        is_of_another = bool(find_words("one-more", " ".join(token.text for token in between)))
        is_of_another = is_of_another or _names_who(between)
        apart = held is None or is_of_another or any(held.start < at[0].start < one.start for at in hours)
        if held and not apart and held.on == one.on and "week" in {held.every, one.every} and not one.months:
            held = one if held.every == "week" else held  # "on Tuesdays, or rather every other Tuesday"
        elif held is None or apart or not _go_together(held, one):
            if held:
                yield held
            held = one
        else:
            held = replace(held, end=one.end, on=tuple(dict.fromkeys((*held.on, *one.on))))
    if held:
        yield held


def _names_who(between: Sequence[Token]) -> bool:
    """Return whether words between two days end with who or what the second is of: "..., and the board on"."""
    edge = max((n for n, token in enumerate(between) if token.kind == "and" or token.text == ","), default=-1)
    phrase = between[edge + 1 :]
    has_article = bool(phrase) and is_only("article", phrase[0].text)
    is_led = bool(phrase) and is_only("small", phrase[0].text) and not is_only("at", phrase[0].text)
    words = phrase[has_article or is_led :]
    named = list(takewhile(lambda one: one.kind == "word" and not is_only("small", one.text), words))
    if edge < 0 or not named:
        return False
    behind = words[len(named) :]
    is_known = any(is_only(kind, token.text) for kind in ("people", "gatherings") for token in named)
    is_subject = has_article or any(token.kind == "meet" or token.text == ":" for token in behind)
    return is_known or (is_subject and bool(behind))


def _go_together(one: ClauseDays, other: ClauseDays) -> bool:
    plain = not (one.rrule or other.rrule or one.doubt or other.doubt) and one.on and other.on
    kinds = {isinstance(day, int) for day in (*one.on, *other.on)}
    rhythms = [(days.every, days.parity, days.months) for days in (one, other)]
    return bool(plain) and rhythms[0] == rhythms[1] and len(kinds) == 1


def _paired(days: Sequence[ClauseDays], hours: Sequence[tuple[Hour, ...]]) -> list[ClausePart]:
    """Return days with the hours after them, or before where hours come first. Days before one hour share it."""
    ordered = sorted(days, key=lambda one: one.start)
    if not ordered or not hours:
        return [*(ClausePart(days=one) for one in ordered), *(ClausePart(hours=one) for one in hours)]
    if hours[0][0].start < ordered[0].start and len(hours) == len(ordered):
        return [ClausePart(days=one, hours=at) for one, at in zip(ordered, hours, strict=True)]
    parts: list[ClausePart] = []
    left = list(hours)
    for index, one in enumerate(ordered):
        following = ordered[index + 1].start if index + 1 < len(ordered) else 10**9
        own = [at for at in left if one.start <= at[0].start < following]
        left = [at for at in left if at not in own]
        parts += [ClausePart(days=one, hours=at) for at in own] or [ClausePart(days=one)]
    for index in range(len(parts) - 2, -1, -1):
        if not parts[index].hours and parts[index + 1].hours:
            parts[index] = replace(parts[index], hours=parts[index + 1].hours)
    if left and len(left) == 1 and all(not part.hours for part in parts):
        parts = [replace(part, hours=left[0]) for part in parts]
        left = []
    parts = [replace(part, hours=parts[0].hours) if not part.hours else part for part in parts]
    return [*parts, *(ClausePart(hours=at) for at in left)]
