"""Say why nothing could be learnt from a page: what it lacks, and the lines that come nearest."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from ecgtool.learn.found import Found, PlacedClause, Survey
from ecgtool.learn.other_languages import by_script, by_weekday
from ecgtool.learn.passages import Passage
from ecgtool.page import Page
from ecgtool.page.model import OPAQUE
from ecgtool.wording.sentence import read_sentence
from ecgtool.wording.tokens import tokens

Where = Callable[[PlacedClause], str]
_TEMPLATE = "a part of it is made by a template, which is not read"
_LONGEST = 450
_UNREAD = {"{": "a template", "<!--": "a comment", "<": "HTML", "---": "front matter"}
"""What a part of a page that is not read is, by its first characters."""
_BARE_HOUR = re.compile(
    r"\b(?:half|quarter)\s(?:past|to)\s\w+|\b(?:1[0-2]|[1-9])\s?(?:to|until|till|bis|[-\u2013])\s?(?:1[0-2]|[1-9])\b(?![./-])|"
    r"(?<=\bat\s)(?:1[0-2]|[1-9])\b",
    re.IGNORECASE,
)
"""What is an hour, but in the morning or in the evening: "9 to 10", "half past six"."""


def why_not(survey: Survey, where: Where, meetings: Sequence[Found]) -> str:
    """Return in words what the page lacks, "" where it says nothing of a meeting. ``where`` names a clause's line."""
    if meetings and meetings[0].said:
        return _of_meeting(meetings[0], where)
    loose = [said for said in survey.loose if said.clause.parts]
    made = [*survey.unread, *(said for said in survey.loose if said.passage.templates)]
    often = [said for said in survey.loose if said.clause.terms.interval and "meet" in said.clause.kinds]
    polls = [said for said in survey.polls if _is_of_meeting(said)]
    reasons = (
        (polls, "the group meets at no fixed time"),
        (made, _TEMPLATE),
        ([said for said, _ in survey.doubts], next((why for _, why in survey.doubts), "")),
        ([s for s in survey.over if s.clause.parts], "it tells of what was, and no line of a meeting that is held"),
        (often, "it names neither a day nor an hour"),
        (survey.dated, "it names a date, and no line says a rule with an hour and a zone"),
    )
    if loose and not polls:
        return _of_loose(loose, survey, where)
    return next((f"{where(found[0])}: {why}" for found, why in reasons if found), "")


def _is_of_meeting(said: PlacedClause) -> bool:
    """Return whether a clause is about a meeting at all."""
    return "meet" in said.clause.kinds or bool(said.clause.parts or said.clause.terms.interval)


def _of_meeting(found: Found, where: Where) -> str:
    line = where(found.said[0])
    if not found.hours:
        return _of_days(found.said[0], where) or f"{line} says the days, and no line beside it an hour"
    has_zone = found.terms.zone or any(hour.zone for hour in found.hours)
    if found.days is None:
        lack = "not on which day" if has_zone else "neither on which day nor in which zone"
        return f"{line} says how often, and {lack}"
    if not has_zone:
        unknown = f"{line} names no zone that is known for its hour, nor does another line"
        return f"{line}: {_TEMPLATE}" if found.said[0].passage.templates else unknown
    odd = [hour.zone.text for hour in found.hours if hour.zone and hour.zone.offset is not None]
    if odd and found.days.on:
        return f"{line}: {odd[0]} is not kept all the year anywhere"
    if found.days.doubt and not found.days.on and not found.days.rrule:
        return f"{line}: {found.days.doubt}"
    return f"{line} is not understood"


def _of_days(said: PlacedClause, where: Where) -> str:
    """Why an hour beside days was not read; empty where there is none."""
    if said.passage.templates:
        return f"{where(said)}: {_TEMPLATE}"
    if hour := _BARE_HOUR.search(said.text):
        return f"{where(said)}: it does not say whether “{hour[0]}” is in the morning or in the evening"
    return ""


def _of_loose(loose: Sequence[PlacedClause], survey: Survey, where: Where) -> str:
    days = next((said for said in loose if any(part.days for part in said.clause.parts)), None)
    hours = next((said for said in loose if any(part.hours for part in said.clause.parts)), None)
    if days and hours:
        return f"{where(days)} and {where(hours)} say days and an hour apart: do they belong together?"
    if days:
        return _of_days(days, where) or f"{where(days)} says the days, and no hour"
    if hours and survey.dated:
        return f"{where(hours)} says an hour and {where(survey.dated[0])} a date, and no line says how often"
    return f"{where(hours)} says an hour, and not on which days" if hours else ""


def unread_language(passages: Sequence[Passage], page: Page, today: date, language: str) -> str:
    """Return which line says days in a language that is not read, and in which; or ""."""
    for passage in sorted(passages, key=lambda one: not re.search(r"\d", one.text)):
        text = passage.text[:_LONGEST]
        kinds = {token.kind for token in tokens(text, today, language)}
        if passage.is_heading or kinds & {"weekday", "weekdays"}:
            continue
        if other := by_weekday(text) or (by_script(text) if "clock" in kinds else ""):
            return f"line {page.line_number(passage.start)} is written in {other}, which is not read"
    return ""


def unread_rule(page: Page, today: date, language: str) -> str:
    """Return which line says days and an hour in a part of the page that is not read, and what that is; or ""."""
    for part in re.finditer(f"{OPAQUE}+", page.mask):
        text = page.text[part.start() : part.end()]
        for line in re.finditer(r"[^\n]+", text):
            words = re.sub(r"<[^<>]*>|[|{}]", " ", line[0])
            clauses = read_sentence(words[:_LONGEST], today, language)
            if any(one.days and one.hours for clause in clauses for one in clause.parts):
                sort = next((sort for mark, sort in _UNREAD.items() if text.startswith(mark)), "code")
                return f"line {page.line_number(part.start() + line.start())} is {sort}, which is not read"
    return ""
