"""Tell hours that take turns on the days of one meeting, and meetings that take turns with one another."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ecgtool.learn.meetings.turn_dates import by_dates, count_by_own_dates, count_turns, takes_turns
from ecgtool.learn.meetings.turn_terms import (
    are_apart,
    days_on,
    is_at_another_hour,
    slots_in,
    term_words,
    words_beside,
    words_of_line,
)
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.text.labels import name_words
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.times.one_clock import zone_text
from ecgtool.wording.grammar.clause import ClauseDays, Terms
from ecgtool.wording.page_words import find_words
from ecgtool.wording.reading import WEEKDAYS

_MOST_TERMS = 3
"""Of so many numbered weeks at most, each is one of a turn. Four or five are those of a month."""


def tell_turns(result: Survey, near: date) -> None:
    """Find the hours, and the meetings, that take turns, and count them from the dates that the page names."""
    _turns_on_days_apart(result)
    count_by_own_dates(result, near)
    _turns_of_items(result)
    _turns_of_terms(result)
    _turns_with_another(result)
    _turns_at_another_hour(result)
    _turns_in_weeks_between(result, near)
    count_turns(result, near)


def turns_in(made: list[Found], said: PlacedClause) -> list[Found]:
    """Return the meetings of one clause.

    Hours that take turns are one meeting; hours on each of its days are several.
    """
    clocks = {zone_text(one.hours[0]) for one in made if one.hours[0].zone}
    same_days = len(clocks) < 2 and all(
        one.days == made[0].days
        or (one.days and made[0].days and replace(one.days, start=0, end=0) == replace(made[0].days, start=0, end=0))
        for one in made
    )
    if same_days and all(are_apart(one.hours) for one in made) and len({one.terms.parity for one in made}) == 1:
        known = next((hour.zone for one in made for hour in one.hours if hour.zone), None)
        zoned = [replace(hour, zone=hour.zone or known) for one in made for hour in one.hours]
        hours = {(hour.at, zone_text(hour)): hour for hour in reversed(zoned)}
        ordered = sorted(hours.values(), key=lambda hour: hour.start)
        made = [Found(days=made[0].days, hours=(hour,), terms=Terms(parity=made[0].terms.parity)) for hour in ordered]
        for one in made:
            one.take(said)
        _hour_of_exception(made, said)
    by_weeks = _names_weeks_in_turn(said) or (same_days and is_at_another_hour(said))
    in_turn = (
        said.clause.in_turn or by_weeks or _are_terms(term_words("; ".join((said.text, *said.passage.titles)), ""))
    )
    if len(made) < 2 or not in_turn or made[0].terms.parity:
        return made
    if same_days:
        hours_of = [one.hours[0] for one in made]
        first = next((n for n, hour in enumerate(hours_of) if hour.at == said.clause.first_at), 0)
        made[0].turns = (*hours_of[first:], *hours_of[:first])
        made = made[:1]
    for number, one in enumerate(made):
        one.turn = (number, len(made))
        if by_weeks and one.terms.interval.endswith("weeks"):  # "alternating weeks: ..."
            one.terms = replace(one.terms, interval="week")
        if by_weeks and one.days and one.days.every.endswith("weeks"):  # "on alternating weeks between ..."
            one.days = replace(one.days, every="week")
    return made


def _names_weeks_in_turn(said: PlacedClause) -> bool:
    """Return whether a clause has one interval for all hours that names weeks in turn: "on alternate weeks"."""
    often = [one for one in said.clause.tokens if one.kind == "interval"]
    return any(find_words("weeks-in-turn", one.text) for one in often)


def _hour_of_exception(made: Sequence[Found], said: PlacedClause) -> None:
    """Give the second hour to the exception: "every Wednesday at 17:00, except the last, then at 09:00"."""
    places = [place for place in said.clause.terms.without if isinstance(place, str)]
    if len(made) != 2 or not places or not made[1].days:
        return
    on = tuple(f"{place} {day}" for place in places for day in made[1].days.on)
    made[1].days = replace(made[1].days, every="month", on=on)
    made[1].terms = replace(made[1].terms, without=(), without_text="")


def announced_turns(said: PlacedClause, result: Survey) -> Found | None:
    """Return the meeting of a clause with days that announces hours in turn: "Mondays, in rotation:".

    The hours may be those of slots: "Slot A: 9:00". Without such a word, each hour below the days, or beside them,
    needs a date of its own.
    """
    days = said.clause.parts[0].days
    near = [one for one in (*result.loose, *result.dated) if one.clause.parts and one is not said]
    listed = [one for one in near if one.passage.announced == said.passage.text]
    dated = [one for one in near if one.passage.section == said.passage.section and one.clause.dates]
    here = [one for one in near if one.passage.section == said.passage.section and one.clause.in_turn]
    turning = [one for one in here if sum(len(part.hours) for part in one.clause.parts) > 1]
    slots = [one for one in near if one.passage.section is said.passage.section and slots_in(words_of_line(one))]
    slots = slots if len(slots) > 1 else []
    listed = sorted(listed or turning or slots or dated or here, key=lambda one: (one.passage.start, one.at))
    in_turn = any(one.clause.in_turn for one in (said, *listed))
    if days is None or not (in_turn or _are_turns_by_dates(days, said, dated)):
        return None
    parts = [part for one in listed for part in one.clause.parts]
    hours = tuple({hour.at: hour for part in reversed(parts) for hour in reversed(part.hours)}.values())[::-1]
    if len(hours) < 2 or not are_apart(hours) or any(part.days for part in parts):
        return None
    turns = Found(days=days, hours=hours[:1], turns=hours)
    for one in (said, *listed):
        turns.take(one)
    if len(listed) == 1 and len(listed[0].clause.dates) == 1 and listed[0].clause.tokens_before("date", "clock"):
        turns.terms = turns.terms.completed_by(Terms(first=listed[0].clause.dates[0]))
    return turns


def _are_turns_by_dates(days: ClauseDays, said: PlacedClause, dated: Sequence[PlacedClause]) -> bool:
    """Return whether hours take turns by their dates: as far apart as the days are, or where weeks are left out."""
    _, every = by_dates(days, dated) or ((), "")
    return bool(every) and (takes_turns(days, said) or every == days.every)


def _turns_on_days_apart(result: Survey) -> None:
    """Give hours in turn the only days of their section: "Mondays. The hour flips each week: 9:00 or 17:00"."""
    for one in result.meetings:
        here = [said for said in result.loose if said.passage.section is one.said[0].passage.section]
        days = [(said, part) for said in here for part in said.clause.parts if part.days]
        if one.turns and one.days is None and len(days) == 1 and not days[0][1].hours:
            one.days = days[0][1].days
            one.take(days[0][0])
            result.loose.remove(days[0][0])


def is_about_turns(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says that meetings take turns whose hours it does not name: "These alternate"."""
    has_hours = any(part.hours for part in said.clause.parts)
    return said.clause.in_turn and not has_hours and not find_words("duties", said.text, language)


def _turns_of_items(result: Survey) -> None:
    """Let the meetings of a list or a section take turns of which another line says so: "alternate sessions:".

    Each of them has to come as seldom as there are items, two of them every two weeks or every two months, or the
    items say no more than a day: "we rotate between three slots: Mondays ..., Tuesdays ..., Fridays ...".
    """
    lists: dict[object, list[Found]] = {}
    for one in result.meetings:
        own = one.said[0].passage
        around = (said for said in result.turning if _is_inside(own, said.passage) and said not in one.said)
        if find_words("in-turn", own.announced):
            lists.setdefault((own.block, own.announced), []).append(one)
        elif said := next(around, None):
            lists.setdefault(said, []).append(one)
    for several in lists.values():
        found = [one for n, one in enumerate(several) if not any(_is_said_again(one, other) for other in several[:n])]
        often = {one.terms.interval or (one.days.every if one.days else "") for one in found}
        is_bare = often == {"week"} and not any("every" in one.said[0].clause.kinds for one in found)
        seldom = len(often) == 1 and often <= {f"{len(found)} weeks", f"{len(found)} months"}
        if 1 < len(found) <= _MOST_TERMS and (seldom or is_bare):
            for number, one in enumerate(found):
                one.turn = (number, len(found))
                if "week" in one.terms.interval or is_bare:
                    one.terms = replace(one.terms, interval="week")


def _is_said_again(one: Found, other: Found) -> bool:
    """Return whether a meeting is on the days and at the hour of another: "The next one is on a Monday, 4pm UTC"."""
    hours = [[(hour.at, zone_text(hour)) for hour in each.hours] for each in (one, other)]
    return days_on(one) == days_on(other) and hours[0] == hours[1]


def _turns_of_terms(result: Survey) -> None:
    """Let the meetings of a section take turns that have one term of them each: "Week A: ...", "Week B: ..."."""
    _with_loose_terms(result)
    for section in dict.fromkeys(one.said[0].passage.section for one in result.meetings):
        here = [one for one in result.meetings if one.said[0].passage.section is section]
        named = {id(one): {word for said in one.said for word in _terms_in(said, result)} for one in here}
        held = [one for one in here if len(named[id(one)]) == 1 and not (one.turns or one.terms.parity)]
        terms = [next(iter(named[id(one)])) for one in held]
        often = {one.terms.interval or (one.days.every if one.days else "") for one in held}
        if len(set(terms)) < len(terms) or not _are_terms(terms) or not often <= {"week", f"{len(terms)} weeks"}:
            continue
        held = [one for _, one in sorted(zip(terms, held, strict=True), key=lambda pair: pair[0])]
        _take_turns(held, result)


def _terms_in(said: PlacedClause, result: Survey) -> set[str]:
    """Return the terms in a line: "a" of "Week A", and of "Slot A" beside a word for turns or a date of a slot."""
    line = words_of_line(said)
    if words := term_words(line, result.language):
        return words
    section = said.passage.section
    dated = {slot for one in result.dated if one.passage.section is section for slot in slots_in(words_of_line(one))}
    is_in_turn = any(one.passage.section is section for one in result.turning)
    return {slot[-1] for slot in slots_in(line) if is_in_turn or slot in dated}


def _are_terms(names: Collection[str]) -> bool:
    """Return whether names are those of all terms of a turn: letters or numbers from the first on, or other words."""
    counted = [name for name in names if len(name) == 1]
    return 1 < len(names) <= _MOST_TERMS and (not counted or "".join(sorted(names)) in {"ab", "abc", "12", "123"})


def _is_inside(passage: Passage, other: Passage) -> bool:
    """Return whether a passage is in the section of another one, or in one inside that."""
    section, around = passage.section, other.section
    inside = section is not None and around is not None and around.heading.start <= section.start < around.end
    return section is around or inside


def _with_loose_terms(result: Survey) -> None:
    """Make meetings of the hours of terms that stand apart from the only days of their section.

    "Calls are on Mondays", and below that "A weeks: 8:00" and "B weeks: 22:00".
    """
    for said in [one for one in result.loose if _terms_in(one, result)]:
        here = [one for one in result.loose if one.passage.section is said.passage.section]
        held = [one for one in result.meetings if one.said[0].passage.section is said.passage.section]
        days = [(one, part.days) for one in here for part in one.clause.parts if part.days and not part.hours]
        known = [one.days for one in held if one.days] or [on for _, on in days]
        hours = [part.hours for part in said.clause.parts if part.hours]
        if len(hours) != 1 or any(part.days for part in said.clause.parts) or len(known) != 1:
            continue
        one = Found(days=known[0], hours=hours[0])
        one.take(said)
        result.meetings.append(one)
        for other in held:
            other.days = other.days or known[0]
        gone = [said, *(own for own, _ in days)]
        result.loose = [each for each in result.loose if each not in gone]
    result.meetings.sort(key=lambda one: (one.said[0].passage.start, one.said[0].at))


def _take_turns(held: Sequence[Found], result: Survey) -> None:
    """Let meetings take turns from week to week. In one paragraph, those on the same days become one."""
    for number, one in enumerate(held):
        one.turn = (number, len(held))
        one.terms = replace(one.terms, interval="week", interval_doubt="")
        one.days = replace(one.days, every="week") if one.days else None
    first = held[0]
    in_one_passage = len({one.said[0].passage for one in held}) == 1
    if (
        in_one_passage
        and len({days_on(one) for one in held}) == 1
        and are_apart([hour for one in held for hour in one.hours])
    ):
        first.turns, first.turn = tuple(one.hours[0] for one in held), (0, 1)
        for one in held[1:]:
            for said in one.said:
                first.take(said)
        result.meetings = [one for one in result.meetings if one is first or one not in held]


def _turns_at_another_hour(result: Survey) -> None:
    """Let a sentence give the days before it another hour in every other week: "Every other week it is at 17:00"."""
    for one in list(result.meetings):
        said = one.said[0]
        before = [other for other in result.meetings if other.said[0].passage is said.passage and other is not one]
        is_instead = one.days is None and one.terms.interval == "2 weeks" and find_words("other-hour", said.text)
        if not is_instead or len(before) != 1 or not before[0].days or before[0].turns:
            continue
        if (before[0].terms.interval or before[0].days.every) == "week":
            one.days = before[0].days
            _take_turns([before[0], one], result)


def _turns_with_another(result: Survey) -> None:
    """Let two meetings of one sentence, list or table start a week apart where one alternates with the other.

    "A call: Mondays 9:00; alternating with B call: Mondays 17:00" does, and so does an item that names the other one.
    """
    for one in result.meetings:
        own = [said for said in one.said if said.passage is one.said[0].passage]
        said = next((said for said in own if find_words("in-turn", said.text, result.language)), own[0])
        near = [other for other in result.meetings if other is not one and _are_near(said, other.said[0])]
        word = find_words("in-turn", said.text, result.language)
        others = {token.start - said.clause.start for token in said.clause.tokens if token.kind == "other"}
        follows = word and word.start() not in others and not re.search(r"\w{4}", said.text[: word.start()])
        words, own_name = words_beside(said.text, ""), _name(said)
        named = [other for other in near if (name := _name(other.said[0]) - own_name) and name <= words]
        named = named or [other for other in near if follows and other.said[0].passage is said.passage]
        named = named or [other for other in near if _is_every_two_weeks(one) and _is_every_two_weeks(other)]
        if word is None or len(named) != 1 or one.turns or named[0].turns or {one.turn, named[0].turn} != {(0, 1)}:
            continue
        often = {each.terms.interval or (each.days.every if each.days else "") for each in (one, named[0])}
        if often <= {"week", "2 weeks"}:
            for number, each in enumerate(each for each in result.meetings if each in (one, named[0])):
                each.turn = (number, 2)
                each.terms = replace(each.terms, interval="week")


def _is_every_two_weeks(found: Found) -> bool:
    return "2 weeks" in {found.terms.interval, found.days.every if found.days else ""}


def _turns_in_weeks_between(result: Survey, near: date) -> None:
    """Let a meeting be in the weeks between those before it: "every second Thursday ..., on those between at ...".

    Before a date that is not called the first, there is one a week earlier.
    """
    for place, one in enumerate(result.meetings):
        before = [
            other
            for other in result.meetings[:place]
            if "2 weeks" in {other.days and other.days.every, other.terms.interval}
            and _are_near(other.said[0], one.said[0])
        ]
        is_between = find_words("weeks-between", one.said[0].text, result.language)
        if len(before) != 1 or not is_between or not one.days or one.days.every == "month" or before[0].turns:
            continue
        dated = [said for said in (*before[0].said, *result.dated) if said.passage is before[0].said[0].passage]
        dates = [day for said in dated for day in said.clause.dates if f"{day.day:%A}" in days_on(before[0])]
        begins = before[0].terms.first or one.terms.first
        first = begins or next(iter(dates), None)
        is_of_second = before[0].terms.first is None and begins is not None
        is_going = first and not begins and first.day - timedelta(weeks=1) >= near
        for number, each in enumerate((before[0], one)):
            each.turn = (number, 2)
            each.terms = replace(each.terms, interval="week", first=None)
            if first:
                own = WEEKDAYS.index(str(days_on(each)[0])) - first.day.weekday()
                weeks = -number if is_going else number - is_of_second
                each.terms = replace(
                    each.terms, first=first._replace(day=first.day + timedelta(days=own, weeks=weeks))
                )


def _are_near(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether two clauses stand in one passage, list or table."""
    is_part = one.passage.depth or one.passage.cells
    return one.passage is other.passage or bool(is_part and one.passage.block == other.passage.block)


def _name(said: PlacedClause) -> set[str]:
    """Return the words that tell what a meeting is called: of its label, or of the first cell of its row."""
    name = next(iter(said.passage.cells), said.passage.label)
    return name_words(name) or words_beside(name, "")
