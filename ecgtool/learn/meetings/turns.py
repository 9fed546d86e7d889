"""Tell hours that take turns on the days of one meeting, and which of them comes first."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.text.labels import name_words
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.times.one_clock import zone_text
from ecgtool.wording.grammar.clause import ClauseDays, Hour, Terms
from ecgtool.wording.page_words import find_words, is_only, page_words
from ecgtool.wording.reading import WEEKDAYS, FoundDate


def tell_turns(result: Survey, near: date) -> None:
    """Find the hours, and the meetings, that take turns, and count them from the dates that the page names."""
    _turns_by_own_dates(result, near)
    _turns_by_date(result, near)
    _turns_of_items(result)
    _turns_with_another(result)
    _turns_in_weeks_between(result, near)


def are_apart(hours: Sequence[Hour]) -> bool:
    """Return whether hours are several meetings, and not one on several clocks or in several seasons."""
    return len({zone_text(hour) for hour in hours}) == 1 and not any(hour.season for hour in hours)


def hour_of_exception(made: Sequence[Found], said: PlacedClause) -> None:
    """Give the second hour to the exception: "every Wednesday at 17:00, except the last, then at 09:00"."""
    places = [place for place in said.clause.terms.without if isinstance(place, str)]
    if len(made) != 2 or not places or not made[1].days:
        return
    on = tuple(f"{place} {day}" for place in places for day in made[1].days.on)
    made[1].days = replace(made[1].days, every="month", on=on)
    made[1].terms = replace(made[1].terms, without=(), without_text="")


def announced_turns(said: PlacedClause, result: Survey) -> Found | None:
    """Return the meeting of a clause with days that announces hours in turn: "Mondays, in rotation:".

    Without such a word, each hour below the days, or beside them, needs a date of its own.
    """
    days = said.clause.parts[0].days
    near = [one for one in (*result.loose, *result.dated) if one.clause.parts and one is not said]
    listed = [one for one in near if one.passage.announced == said.passage.text]
    dated = [one for one in near if one.passage.section == said.passage.section and one.clause.dates]
    here = [one for one in near if one.passage.section == said.passage.section and one.clause.in_turn]
    turning = [one for one in here if sum(len(part.hours) for part in one.clause.parts) > 1]
    listed = sorted(listed or turning or dated or here, key=lambda one: (one.passage.start, one.at))
    in_turn = any(one.clause.in_turn for one in (said, *listed))
    if days is None or not (in_turn or (_takes_turns(days, said) and _by_dates(days, dated))):
        return None
    parts = [part for one in listed for part in one.clause.parts]
    hours = tuple(hour for part in parts for hour in part.hours)
    if len(hours) < 2 or not are_apart(hours) or any(part.days for part in parts):
        return None
    turns = Found(days=days, hours=hours[:1], turns=hours)
    for one in (said, *listed):
        turns.take(one)
    if len(listed) == 1 and len(listed[0].clause.dates) == 1 and listed[0].clause.tokens_before("date", "clock"):
        turns.terms = turns.terms.completed_by(Terms(first=listed[0].clause.dates[0]))
    return turns


def _turns_by_own_dates(result: Survey, near: date) -> None:
    """Count hours that take turns from their own dates: "Biweekly: 06:00 (6 March), 16:00 (20 March)".

    How far these are apart says how often one of the hours comes, whatever the interval is that of each.
    """
    for one in list(result.meetings):
        if one.alternating and not one.turns and len(one.hours) > 1 and are_apart(one.hours):
            one.turns, one.hours = one.hours, one.hours[:1]
        alike = [other for other in result.meetings if other.said[:1] == one.said[:1] and _on(other) == _on(one)]
        in_turn = one.turns or (len(alike) > 1 and one.days and _takes_turns(one.days, one.said[0]))
        by_dates = _by_dates(one.days, one.said) if one.days and in_turn else None
        if by_dates is None or not one.days or one not in result.meetings:
            continue
        dated, every = by_dates
        one.turns, one.hours = tuple(hour for hour, _ in dated), (dated[0][0],)
        one.days = replace(one.days, every=every)
        one.terms = replace(one.terms, interval=every, first=dated[0][1])
        one.terms = replace(one.terms, first=_reached_back(one, dated[1][1].day - dated[0][1].day, near))
        result.meetings = [other for other in result.meetings if other is one or other not in alike]


def _reached_back(one: Found, gap: timedelta, near: date) -> FoundDate | None:
    """Return the first date of hours in turn, cycles earlier where a turn to come is before it.

    A date that is called the first one stays.
    """
    first = one.terms.first
    words = {token.text.lower() for said in one.said for token in said.clause.tokens if token.kind != "word"}
    if first is None or any("start" in said.clause.kinds for said in one.said) or "first" in words:
        return first
    cycle = gap * len(one.turns)
    cycles = -((near - first.day) // cycle) if first.day - gap >= near else 0
    return first._replace(day=first.day - cycles * cycle)


def _on(found: Found) -> tuple[str | int, ...]:
    return found.days.on if found.days else ()


def _takes_turns(days: ClauseDays, said: PlacedClause) -> bool:
    """Return whether a clause leaves weeks out between the meetings at one hour."""
    return "week" not in {days.every, said.clause.terms.interval} or said.clause.terms.interval.endswith("weeks")


def _by_dates(days: ClauseDays, said: Sequence[PlacedClause]) -> tuple[list[tuple[Hour, FoundDate]], str] | None:
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


def _turns_by_date(result: Survey, near: date) -> None:
    """Count hours that take turns from the date that a sentence names for one of them.

    "5 March is the 15:00 one" does, and so does "5 March is for the east", where a word of it stands beside one hour.
    """
    for one in [found for found in result.meetings if found.turns and not found.terms.first]:
        labels = _labels(one, result.language)
        for said in (*result.dated, *result.over):
            hours = [hour.at for part in said.clause.parts for hour in part.hours]
            places = [place for place, hour in enumerate(one.turns) if [hour.at] == hours]
            places = places or ([] if hours else _labelled(said, labels, result.language) or _week_of(said, one))
            own = any(_is_beside(said.passage, other.passage) for other in one.said)
            if own and places and len(said.clause.dates) == 1 and not said.clause.kinds & {"off", "moved", "not"}:
                one.turns = (*one.turns[places[0] :], *one.turns[: places[0]])
                one.terms = one.terms.completed_by(Terms(first=_on_own_day(said.clause.dates[0], one)))
                one.counted = said
                every = (one.terms.interval or (one.days.every if one.days else "")).split()
                weeks = int(every[0]) if every[1:] == ["weeks"] else 1
                one.terms = replace(one.terms, first=_reached_back(one, timedelta(weeks=weeks), near))
                break


def _week_of(said: PlacedClause, found: Found) -> list[int]:
    """Return the place of the only one of two weeks that a sentence names: "9 March is a week A"."""
    named = [bool(find_words(kind, said.text)) for kind in ("week-a", "week-b")]
    is_of_weeks = all(any(find_words(kind, own.text) for own in found.said) for kind in ("week-a", "week-b"))
    return [named.index(True)] if is_of_weeks and sum(named) == 1 and len(found.turns) == len(named) else []


def _on_own_day(first: FoundDate, found: Found) -> FoundDate:
    """Return the day of a meeting in the week of a date: "the week of 9 March"."""
    on = _on(found)
    if len(on) != 1 or on[0] not in WEEKDAYS:
        return first
    return first._replace(day=first.day + timedelta(days=WEEKDAYS.index(str(on[0])) - first.day.weekday()))


def _labels(found: Found, language: str) -> list[set[str]]:
    """Return the words that stand beside each of the hours in turn and beside none of the others."""
    words: dict[time, set[str]] = {hour.at: set() for hour in found.turns}
    for said in found.said:
        hours = {hour.start: hour for part in said.clause.parts for hour in part.hours if hour.at in words}
        ordered = [hours[start] for start in sorted(hours)]
        start = said.clause.start
        edges = [
            0,
            *(_edge(said.text, one.end - start, other.start - start, language) for one, other in pairwise(ordered)),
            None,
        ]
        for hour, (begin, end) in zip(ordered, pairwise(edges), strict=False):
            words[hour.at] |= _words(said.text[begin:end], language)
    counts = Counter(word for beside in words.values() for word in beside)
    return [{word for word in words[hour.at] if counts[word] == 1} for hour in found.turns]


def _edge(text: str, end: int, start: int, language: str) -> int:
    """Return where the words about one hour end and those about the next begin: at the comma or "and" between."""
    edges = re.compile(rf"[,;/|]|{page_words('edge', language)}", re.IGNORECASE)
    if between := list(edges.finditer(text, end, start)):
        return between[-1].start()
    return start if _words(text[end:start], language) and not _words(text[:end], language) else end


def _words(text: str, language: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if not is_only("of-any-turn", word, language)}


def _labelled(said: PlacedClause, labels: Sequence[set[str]], language: str) -> list[int]:
    """Return the place of the one hour that a sentence has a word of: "5 March is for the east", "call 14"."""
    rest = said.text
    for found in reversed(said.clause.dates):
        rest = rest[: found.start - said.clause.start] + rest[found.end - said.clause.start :]
    words = _words(rest, language)
    words |= {"even" if int(number) % 2 == 0 else "odd" for number in re.findall(r"\d+", rest)}
    places = [
        place for place, label in enumerate(labels) if any(_is_akin(word, own) for word in words for own in label)
    ]
    return places if len(places) == 1 else []


def _is_akin(word: str, other: str) -> bool:
    """Return whether two words are one, or begin alike: "east" and "eastern"."""
    return word == other or (min(len(word), len(other)) > 3 and (word.startswith(other) or other.startswith(word)))


def _is_beside(one: Passage, other: Passage) -> bool:
    """Return whether two passages are one, or items of one list."""
    return one is other or bool(one.depth and one.block == other.block)


def _turns_of_items(result: Survey) -> None:
    """Let the items of a list start a turn apart where the line above it announces that: "alternate sessions:".

    Each of them has to come as seldom as there are items, two of them every two weeks or every two months, or the
    items say no more than a day: "we rotate between three slots: Mondays ..., Tuesdays ..., Fridays ...".
    """
    lists: dict[tuple[int, str], list[Found]] = {}
    for one in result.meetings:
        if find_words("in-turn", one.said[0].passage.announced):
            lists.setdefault((one.said[0].passage.block, one.said[0].passage.announced), []).append(one)
    for found in lists.values():
        often = {one.terms.interval or (one.days.every if one.days else "") for one in found}
        is_bare = often == {"week"} and not any("every" in one.said[0].clause.kinds for one in found)
        seldom = len(often) == 1 and often <= {f"{len(found)} weeks", f"{len(found)} months"}
        if len(found) > 1 and (seldom or is_bare):
            for number, one in enumerate(found):
                one.turn = (number, len(found))
                if "week" in one.terms.interval or is_bare:
                    one.terms = replace(one.terms, interval="week")
            _count_items(found, result)


def _turns_with_another(result: Survey) -> None:
    """Let two meetings of one sentence, list or table start a week apart where one alternates with the other.

    "A call: Mondays 9:00; alternating with B call: Mondays 17:00" does, and so does an item that names the other one.
    """
    for one in result.meetings:
        own = [said for said in one.said if said.passage is one.said[0].passage]
        said = next((said for said in own if find_words("in-turn", said.text, result.language)), own[0])
        near = [other for other in result.meetings if other is not one and _are_near(said, other.said[0])]
        word = find_words("in-turn", said.text, result.language)
        follows = word and not re.search(r"\w{4}", said.text[: word.start()])
        words, own_name = _words(said.text, ""), _name(said)
        named = [other for other in near if (name := _name(other.said[0]) - own_name) and name <= words]
        named = named or [other for other in near if follows and other.said[0].passage is said.passage]
        if word is None or len(named) != 1 or one.turns or named[0].turns or {one.turn, named[0].turn} != {(0, 1)}:
            continue
        often = {each.terms.interval or (each.days.every if each.days else "") for each in (one, named[0])}
        if often <= {"week", "2 weeks"}:
            for number, each in enumerate(each for each in result.meetings if each in (one, named[0])):
                each.turn = (number, 2)
                each.terms = replace(each.terms, interval="week")


def _turns_in_weeks_between(result: Survey, near: date) -> None:
    """Let a meeting be in the weeks between those before it: "every second Thursday ..., on those between at ...".

    Before a date that is not called the first, there is one a week earlier.
    """
    for place, one in enumerate(result.meetings):
        before = [
            other
            for other in result.meetings[:place]
            if _on(other) == _on(one)
            and "2 weeks" in {other.days and other.days.every, other.terms.interval}
            and _are_near(other.said[0], one.said[0])
        ]
        is_between = find_words("weeks-between", one.said[0].text, result.language)
        if len(before) != 1 or not is_between or not one.days or one.days.every == "month" or before[0].turns:
            continue
        dated = [said for said in (*before[0].said, *result.dated) if said.passage is before[0].said[0].passage]
        dates = [day for said in dated for day in said.clause.dates if WEEKDAYS[day.day.weekday()] in _on(one)]
        begins = before[0].terms.first or one.terms.first
        first = begins or next(iter(dates), None)
        is_going = first and not begins and first.day - timedelta(weeks=1) >= near
        for number, each in enumerate((before[0], one)):
            weeks = -number if is_going else number
            later = first._replace(day=first.day + timedelta(weeks=weeks)) if first else None
            each.turn = (number, 2)
            each.terms = replace(each.terms, interval="week", first=later)


def _are_near(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether two clauses stand in one passage, list or table."""
    is_part = one.passage.depth or one.passage.cells
    return one.passage is other.passage or bool(is_part and one.passage.block == other.passage.block)


def _name(said: PlacedClause) -> set[str]:
    """Return the words that tell what a meeting is called: of its label, or of the first cell of its row."""
    name = next(iter(said.passage.cells), said.passage.label)
    return name_words(name) or _words(name, "")


def _count_items(found: Sequence[Found], result: Survey) -> None:
    """Count items in turn from the date that a sentence names for one of them: "Week A begins on 4 March"."""
    labels = [one.said[0].passage.label.lower() for one in found]
    if any(one.terms.first for one in found) or not all(labels):
        return
    for said in (*result.dated, *result.over, *result.loose):
        text = said.text.lower()
        places = [place for place, label in enumerate(labels) if re.search(rf"\b{re.escape(label)}\b", text)]
        if len(places) != 1 or len(said.clause.dates) != 1 or said.clause.kinds & {"off", "moved", "not"}:
            continue
        first = said.clause.dates[0]
        monday = first.day - timedelta(days=first.day.weekday() + 7 * places[0])
        for number, one in enumerate(found):
            on = _on(one)
            weekday = WEEKDAYS.index(str(on[0])) if len(on) == 1 and on[0] in WEEKDAYS else first.day.weekday()
            one.terms = replace(one.terms, first=first._replace(day=monday + timedelta(days=7 * number + weekday)))
        return
