"""Say why nothing could be learnt from a page: what it lacks, and the lines that come nearest."""

import re
from collections.abc import Sequence

from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.clauses import said_in
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.other_languages import by_script, by_weekday
from ecgtool.learn.text.prose import language_of_prose
from ecgtool.page.model import OPAQUE
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.grammar.tokens import Token, tokens
from ecgtool.wording.page_words import find_words
from ecgtool.wording.vocabulary import LANGUAGES

_TEMPLATE = "a part of it is made by a template, which is not read"
_LONGEST = 450
_BY_ITSELF = 3
"""With so few words in its line, a zone stands by itself: "Time zone: CET"."""
_UNREAD = {"{": "a template", "<!--": "a comment", "<": "HTML", "---": "front matter"}
"""What a part of a page that is not read is, by its first characters."""


def why_not(reading: PageReading, meetings: Sequence[Found]) -> str:
    """Return in words why nothing was learnt: a language or markup that is not read, or what the page lacks."""
    lack = _of_meeting(reading, meetings[0]) if meetings and meetings[0].said else _of_survey(reading)
    return (
        _unread_language(reading)
        or lack
        or _unread_rule(reading)
        or _without_day_or_hour(reading)
        or "it says no regular meeting"
    )


def _without_day_or_hour(reading: PageReading) -> str:
    """Return which sentence says how often the group meets, or on which days, and what is lacking; "" for none."""
    held = [passage for passage in reading.passages if not passage.is_past]
    clauses = [
        one
        for one in said_in(held, reading.source.today, reading.language)
        if not one.clause.kinds & {"past", "off", "not", "private"}
    ]
    often = (one for one in clauses if one.clause.terms.interval and "meet" in one.clause.kinds)
    if first := next((one for one in often if not one.clause.parts), None):
        return f"{reading.where(first)} says how often, and neither on which day nor at which hour"
    days = (one for one in clauses if any(part.days for part in one.clause.parts) and "clock" not in one.clause.kinds)
    first = next((one for one in days if not find_words("machine", one.text, reading.language)), None)
    return f"{reading.where(first)} says the days, and no hour" if first else ""


def _of_survey(reading: PageReading) -> str:
    """Return what a page lacks of which no line is a meeting; "" where it says nothing of one."""
    survey = reading.survey
    loose = [said for said in survey.loose if said.clause.parts]
    made = [*survey.unread, *(said for said in survey.loose if said.passage.templates)]
    often = [said for said in survey.loose if said.clause.terms.interval and "meet" in said.clause.kinds]
    polls = survey.arranged
    reasons = (
        (polls, "the group meets at no fixed time"),
        (made, _TEMPLATE),
        ([said for said, _ in survey.doubts], next((why for _, why in survey.doubts), "")),
        (
            [s for s in survey.over if s.passage.record and s.clause.parts],
            "it is of the record of a past meeting, and no line tells of one that is held",
        ),
        ([s for s in survey.over if s.clause.parts], "it tells of what was, and no line of a meeting that is held"),
        (often, "it names neither a day nor an hour"),
        (survey.dated, "it names a date, and no line says a rule with an hour and a zone"),
    )
    if loose and not polls:
        return _of_loose(loose, reading)
    return next((f"{reading.where(found[0])}: {why}" for found, why in reasons if found), "")


def _of_meeting(reading: PageReading, found: Found) -> str:
    said, line = found.said[0], reading.where(found.said[0])
    if not found.hours:
        apart = _apart(reading, found.said, "clock", "the days", "an hour")
        return _of_days(reading, said) or apart or f"{line} says the days, and no line beside it an hour"
    has_zone = found.terms.zone or any(hour.zone for hour in found.hours)
    if found.days is None:
        lack = "not on which day" if has_zone else "neither on which day nor in which zone"
        return _apart(reading, found.said, "weekday", "how often", "a day") or f"{line} says how often, and {lack}"
    if not has_zone:
        made = f"{line}: {_TEMPLATE}" if said.passage.templates else ""
        apart = _apart(reading, found.said, "zone", "days and an hour", "a zone")
        return made or apart or f"{line} names no zone that is known for its hour, nor does another line"
    return _of_doubts(found, line)


def _of_doubts(found: Found, line: str) -> str:
    """Return why a meeting with days, an hour and a zone is none."""
    odd = [hour.zone.text for hour in found.hours if hour.zone and hour.zone.offset is not None]
    if odd and found.days and found.days.on:
        return f"{line}: {odd[0]} is not kept all the year anywhere"
    if found.days and found.days.doubt and not found.days.on and not found.days.rrule:
        return f"{line}: {found.days.doubt}"
    return f"{line} is not understood"


def _apart(reading: PageReading, own: Sequence[PlacedClause], kind: str, has: str, lacks: str) -> str:
    """Return where else the page has a word of the kind that some clauses lack, in a sentence; "" where nowhere.

    ``has`` and ``lacks`` are what the clauses and the word say. So nothing is called missing that the page says.
    """
    theirs = [*own, *reading.survey.over]
    for passage in reading.passages:
        if passage.is_past:
            continue
        ours = [
            range(said.at + said.clause.start, said.at + said.clause.end)
            for said in theirs
            if said.passage is passage
        ]
        words = tokens(passage.text[:_LONGEST], reading.source.today, reading.language)
        if kind == "zone" and not _is_of_times(passage.text, words):
            continue
        if any(word.kind == kind and not any(word.start in span for span in ours) for word in words):
            line = reading.number(passage)
            return f"{reading.where(own[0])} says {has}, and line {line} {lacks}: do they belong together?"
    return ""


def _is_of_times(text: str, words: Sequence[Token]) -> bool:
    """Return whether a text has a zone: beside an hour, a word for time, or by itself, and not "AST rewriting"."""
    named = find_words("zone-title", text) or find_words("hour-title", text)
    return bool(named) or len(words) <= _BY_ITSELF or any(word.kind == "clock" for word in words)


def _of_days(reading: PageReading, said: PlacedClause) -> str:
    """Why an hour beside days was not read; empty where there is none."""
    if said.passage.templates:
        return f"{reading.where(said)}: {_TEMPLATE}"
    if hour := find_words("bare-hour", said.text):
        return f"{reading.where(said)}: it does not say whether “{hour[0]}” is in the morning or in the evening"
    return ""


def _of_loose(loose: Sequence[PlacedClause], reading: PageReading) -> str:
    days = next((said for said in loose if any(part.days for part in said.clause.parts)), None)
    hours = next((said for said in loose if any(part.hours for part in said.clause.parts)), None)
    dated = reading.survey.dated
    if days and hours:
        return (
            f"{reading.where(days)} and {reading.where(hours)} say days and an hour apart: do they belong together?"
        )
    often = [said for said in reading.survey.loose if said.clause.terms.interval and "meet" in said.clause.kinds]
    if days and often and "meet" not in days.clause.kinds:
        return f"{reading.where(often[0])} says how often, and {reading.where(days)} a day: do they belong together?"
    if days:
        apart = _apart(reading, [days], "clock", "the days", "an hour")
        return _of_days(reading, days) or apart or f"{reading.where(days)} says the days, and no hour"
    if hours and dated:
        return f"{reading.where(hours)} says an hour and {reading.where(dated[0])} a date, and no line says how often"
    if not hours:
        return ""
    made = f"{reading.where(hours)}: {_TEMPLATE}" if hours.passage.templates else ""
    apart = made or _apart(reading, [hours], "weekday", "an hour", "a day")
    return apart or f"{reading.where(hours)} says an hour, and not on which days"


def _unread_language(reading: PageReading) -> str:
    """Return which line says days in a language that is not read, and in which; or ""."""
    for passage in sorted(reading.passages, key=lambda one: not re.search(r"\d", one.text)):
        text = passage.text[:_LONGEST]
        kinds = {token.kind for token in tokens(text, reading.source.today, reading.language)}
        if passage.is_heading or kinds & {"weekday", "weekdays"} or language_of_prose(text) == reading.language:
            continue
        if other := by_weekday(text) or (by_script(text) if "clock" in kinds else ""):
            return f"line {reading.number(passage)} is written in {other}, which is not read"
    return ""


def _unread_rule(reading: PageReading) -> str:
    """Return which line says days and an hour in a part of the page that is not read, and what that is; or ""."""
    page = reading.page
    for part in re.finditer(f"{OPAQUE}+", page.mask):
        text = page.text[part.start() : part.end()]
        for line in re.finditer(r"[^\n]+", text):
            words = re.sub(r"<[^<>]*>|[|{}]", " ", line[0])[:_LONGEST]
            spoken = dict.fromkeys((reading.language, *LANGUAGES)) if re.search(r"\d", words) else ()
            said = (read_sentence(words, reading.source.today, language) for language in spoken)
            if any(one.days and one.hours for clauses in said for clause in clauses for one in clause.parts):
                sort = next((sort for mark, sort in _UNREAD.items() if text.startswith(mark)), "code")
                return f"line {page.line_number(part.start() + line.start())} is {sort}, which is not read"
    return ""
