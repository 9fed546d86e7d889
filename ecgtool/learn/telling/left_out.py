"""Name what a page says of its meetings that no key of the schedule holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

from ecgtool.learn.draft import Draft
from ecgtool.learn.meetings.belonging import excepts_meetings
from ecgtool.learn.meetings.how_often import says_how_often
from ecgtool.learn.meetings.matters import is_of_else, is_off_elsewhere
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.found import Found, PlacedClause, Survey, says_other_length
from ecgtool.learn.text.titles import is_of_length
from ecgtool.learn.times.timetable import Timetable, coming_dates
from ecgtool.wording.grammar.lengths import find_lengths
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.grammar.tokens import clock_of
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import WEEKDAYS, FoundDate

_WORDS = 80


def unused(reading: PageReading, found: Found, times: Timetable) -> Iterator[str]:
    """Yield what of a meeting's own sentences no key holds."""
    used = set(days_of(times.keys)) | set(coming_dates(times.keys, reading.source.today, 1 + 2 * len(found.turns)))
    for change in times.keys.get("change", []):  # "until 30 March, from 6 April"
        used |= {change["from"] - timedelta(days=days) for days in range(1, 8)}
    why = " ".join(times.guesses.values())
    yield from (f"{reading.where(said)}, which is not used" for said in _beside_rule(found, reading.survey))
    for said in (one for one in found.said if not _is_of_another_length(one, found)):
        aside = {"zone", "number", "date", "unsure date", *_settled(found)}
        aside |= {"shift", "month"} if any(hour.season for hour in found.hours) else set()
        aside |= set() if said.clause.parts or said.clause.terms.interval else {"other"}  # "and other fairs"
        words = [token.text for token in said.clause.unused if token.kind not in aside]
        words += _in_brackets(said)
        words += [
            f"{token.text} (a date that can be read in two ways)"
            for token in said.clause.tokens
            if token.kind == "unsure date" and f"“{token.text}”" not in why
        ]
        if any(part.days and part.hours for part in said.clause.parts) and not _counts(times):
            words += [
                said.text[one.start - said.clause.start : one.end - said.clause.start]
                for one in said.clause.dates
                if one.day not in used
                and str(one.day) not in why
                and one not in said.clause.firsts
                and not (said.passage.cells and _is_on(one, found))
            ]
        if words:
            yield f"{reading.where(said)}, of which “{', '.join(words)}” is not used"
        polls = [one for one in reading.survey.polls if one.passage is said.passage]
        if "poll" in said.clause.kinds or polls:
            yield f"{reading.where((*polls, said)[0])}, which names no fixed time"
        is_learnt = said.clause.terms.without and found.terms.without == said.clause.terms.without
        is_seasonal = any(hour.season for part in said.clause.parts for hour in part.hours)  # "when it does not"
        is_aside = any(find_words(kind, said.text, reading.language) for kind in ("not-attending", "all-year"))
        is_of_else = is_aside or not (said.clause.parts or excepts_meetings(said, reading.language))
        is_left = not (is_learnt or is_seasonal or is_of_else)  # "except July (no meeting)"
        if said.clause.kinds & {"off", "not"} and is_left:
            yield f"{reading.where(said)}, whose exception is not learnt"


def _settled(found: Found) -> Iterator[str]:
    """Yield the kinds of words that say nothing new beside what was learnt: "every week: odd weeks at 9:00, ..."."""
    known = {"ordinal": found.turns, "count": found.terms.until, "interval": found.terms.parity}
    yield from (kind for kind, value in known.items() if value)


def _is_of_another_length(said: PlacedClause, found: Found) -> bool:
    """Return whether a clause says how long meetings are from a date on that is not the first of their rule."""
    return says_other_length(said.clause, found.terms) and said.clause.terms.first != found.terms.first


def _beside_rule(found: Found, survey: Survey) -> Iterator[PlacedClause]:
    """Yield what is said of another length, or in a meeting's paragraph of hours in turn, and is part of nothing."""
    yield from (said for said in found.said if _is_of_another_length(said, found))
    own = {said.passage for said in found.said}
    beside = (said for said in survey.loose if said.passage in own and said.clause.in_turn)
    yield from (said for said in beside if any(part.hours for part in said.clause.parts))


def _is_on(one: FoundDate, found: Found) -> bool:
    """Return whether a date, as in a column "Next meeting", is on a weekday of a weekly meeting."""
    return found.days is not None and found.days.every == "week" and f"{one.day:%A}" in found.days.on


def staying_dates(reading: PageReading, found: Found, times: Timetable) -> Iterator[str]:
    """Yield the dates in the rows of a rule, as in a column "Next", which no bump writes and the schedule has not."""
    noted = set(days_of(times.keys)) if "schedule.start" not in times.guesses else set()
    for said in found.said:
        if said.clause.tokens[0].kind == "date":  # the row of that date
            continue
        bounds = (*said.clause.firsts, said.clause.terms.until, said.clause.terms.last)
        if dates := [
            one for one in said.clause.dates if said.passage.cells and one not in bounds and one.day not in noted
        ]:
            shown = said.text[dates[0].start - said.clause.start : dates[0].end - said.clause.start]
            yield f"{reading.where(said)}: no bump writes the date “{shown}”, which stays"


def _in_brackets(said: PlacedClause) -> Iterator[str]:
    """Yield what a bracket right behind a weekday says where no word of it was read: "Fridays (by request)"."""
    words = said.clause.tokens
    for n, token in enumerate(words):
        if token.kind == "weekday" and n + 1 < len(words) and words[n + 1].text == "(":
            inside = list(takewhile(lambda one: one.text != ")", words[n + 2 :]))
            plain = bool(inside) and not is_only("places", inside[0].text)
            if plain and all(one.kind in {"word", "mark"} for one in inside):
                yield " ".join(one.text for one in inside)


def other_length(reading: PageReading, found: Found) -> str:
    """Return why the length of a meeting is a guess where the page has one that is not taken for it; "" for none."""
    for said in found.said:
        named = (*zip(said.passage.titles, said.passage.cells, strict=False), (said.passage.label, said.passage.said))
        of_links = {link.label or link.url for link in said.passage.links}  # "Minutes" are notes there
        worded = (one for one in named if is_of_length(one[0]) and one[1] not in {"", *of_links})
        if unread := next((f"“{label}: {value}”" for label, value in worded), ""):
            return f"since {unread} is not understood"
    dated = (token for said in reading.survey.dated for token in said.clause.tokens if token.kind == "clock")
    if ranged := next((token for token in dated if clock_of(token).lasts), None):
        return f"since “{ranged.text}” may be the length of one meeting alone"
    others = {id(said.passage) for one in reading.survey.meetings if one is not found for said in one.said}
    for passage in reading.passages:
        lengths = find_lengths(passage.text) if id(passage) not in others else []
        if lengths and not passage.is_past:
            words = passage.text[lengths[0].start : lengths[0].end].strip()
            return f"since line {reading.number(passage)} may say “{words}” of something else"
    return ""


_OFF = frozenset({"off", "not", "except"})
_NOT_ALWAYS = frozenset(
    {"date", "unsure date", "month", "clock", "interval", "ordinal", "except", "condition", "season"}
)
"""Kinds of words beside weekdays by which something is off at some times, or at an hour."""
_SOME_DAYS = frozenset({"weekday", "ordinal", "of-month", "interval", "month"})


def asides(survey: Survey) -> Iterator[PlacedClause]:
    """Yield the clauses with days or an hour near a meeting that are no part of one, and say more than its rule."""
    days = [day for one in survey.meetings if one.days for day in one.days.on or ("",)]
    is_any = any(not isinstance(day, str) or not day for day in days)  # "the 15th", or days of an RRULE
    held = {*WEEKDAYS} if is_any else {str(day).rpartition(" ")[2] for day in days}
    yield from (said for said in _beside(survey) if not is_off_on_others(said, held))


def is_off_on_others(said: PlacedClause, held: AbstractSet[str]) -> bool:
    """Return whether a clause says that there is no meeting on weekdays on which none is held anyway."""
    named = {token.value for token in said.clause.tokens if token.kind == "weekday"}
    is_off = bool(said.clause.kinds & {"off", "not"}) and not said.clause.kinds & _NOT_ALWAYS
    return is_off and bool(named) and named.isdisjoint(held)


def _beside(survey: Survey) -> Iterator[PlacedClause]:
    """Yield the clauses with days or an hour that are near a meeting, but no part of one."""
    own = {id(said.passage) for one in survey.meetings for said in one.said}
    near = (one for one in survey.asides if id(one.passage) in own or one.clause.kinds & {"month", "meet"})
    yield from (one for one in near if not is_off_elsewhere(one, survey.language))
    yield from (one for one in survey.polls if "meet" in one.clause.kinds)
    if not survey.meetings:
        yield from (
            said for said in survey.loose if said.clause.parts and (said.clause.terms.parity or _by_place(said))
        )
        return
    sections = {said.passage.section for one in survey.meetings for said in one.said}
    for said in survey.loose:
        if is_of_else(said, survey.language):
            continue
        tells_when = any(part.days for part in said.clause.parts) or (
            said.clause.terms.interval
            and "meet" not in said.clause.kinds
            and said.passage.section in sections
            and (said.is_loose or says_how_often(said, None, survey.language))
        )
        if tells_when or (said.clause.parts and not said.clause.terms.first and id(said.passage) in own):
            yield said


def items_like_others(reading: PageReading) -> Iterator[str]:
    """Yield the items and rows that go by the rule of another one, of which nothing is read: "same, a week later"."""
    told = {id(said.passage) for said in (*reading.survey.loose, *(said for said, _ in reading.survey.doubts))}
    told |= {id(said.passage) for one in reading.survey.meetings for said in one.said}
    blocks = {one.said[0].passage.block for one in reading.survey.meetings if one.said and one.said[0].is_loose}
    for passage in reading.passages:
        is_beside = passage.block in blocks and bool(passage.depth or passage.cells) and id(passage) not in told
        if is_beside and find_words("likewise", passage.said, reading.language):
            yield f"line {reading.number(passage)}: “{passage.text[:_WORDS]}”, which is not used"


def titles_with_rules(reading: PageReading, every: str) -> Iterator[str]:
    """Yield the titles that say how often, other than ``every``, or which days, where dates alone made the rule."""
    for passage in reading.passages if not reading.survey.meetings else ():
        clauses = read_sentence(passage.text, reading.source.today, reading.language) if passage.is_heading else []
        intervals = {clause.terms.interval for clause in clauses if clause.terms.interval} - {every}
        if intervals or any(part.days and part.days.every == "month" for one in clauses for part in one.parts):
            yield f"line {reading.number(passage)}: “{passage.text[:_WORDS]}”, which is not used"


def _by_place(said: PlacedClause) -> bool:
    """Return whether a clause names days by their place in the month: "usually the first Tuesday"."""
    return any(part.days and part.days.every == "month" for part in said.clause.parts)


def _counts(times: Timetable) -> bool:
    """Return whether the rule is counted from the dates of the page."""
    every = str(times.keys.get("every", ""))
    return "start" in times.keys and every not in {"", "day", "week"}


def days_of(value: Any) -> Iterator[date]:
    """Yield the dates in a table of the schedule."""
    if isinstance(value, date):
        yield value.date() if isinstance(value, datetime) else value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from days_of(one)


def doubted_by_limits(reading: PageReading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each as a guess where its line, or a page of one group, says when it is not held.

    So is one of which its line names another hour, or another line how often it is.
    """
    doubted = list(drafts)
    for said in asides(reading.survey):
        line, why = f"line {reading.number(said.passage)}", f"{reading.where(said)}, which is not used"
        is_limit = bool(said.clause.kinds & _OFF and said.clause.kinds & _SOME_DAYS)
        often = said.clause.terms.interval if len(doubted) == 1 else ""
        is_other = bool(often) and often != doubted[0].table.get("schedule", {}).get("every", often)
        if is_limit or is_other or "clock" in said.clause.kinds:
            for n, draft in enumerate(doubted):
                if draft.where.partition(":")[0] == line or ((is_limit or is_other) and len(doubted) == 1):
                    unknown = tuple(told for told in draft.unknown if told != why)
                    doubted[n] = replace(draft, unknown=unknown).doubted(why)
    return doubted


def doubted_in_same_weeks(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, with the first date as a guess where one line has two hours, both in the same weeks of two.

    They may be meant in turn: "05:00 UTC (next on 11 February), the time after 21:00 UTC".
    """

    def weeks(draft: Draft) -> tuple[str, ...]:
        schedule = draft.table["schedule"]
        return (draft.where, *(str(schedule.get(key)) for key in ("every", "on", "start")))

    alike = Counter(weeks(draft) for draft in drafts if str(draft.table["schedule"].get("every")).endswith("weeks"))
    guess = {"schedule.start": "since another hour of its line is held in the same weeks, and may be meant in turn"}
    return [replace(one, guesses={**guess, **one.guesses}) if alike[weeks(one)] > 1 else one for one in drafts]
