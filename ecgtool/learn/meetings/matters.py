"""Tell what on a page is about something else than when its group meets, by a clause alone.

That is what a machine does, what has to be done by a day, elections, releases and reviews, people, and mains that
are off.
"""

import re

from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.text.labels import before_rule
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import begins_with, ends_with, find_words, is_only

_NAME = re.compile(r"[A-Z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*")
_REMARK = re.compile(r"\((?:[^()\s]+\s){2,}[^()]*\)")
"""A sentence in brackets, of something else: "(the digest is sent afterwards)"."""
_WHEN = frozenset({"clock", "ordinal", "every", "interval", "date", "meet", "other", "off", "not", "of-month"})
"""Kinds of words beside which a weekday is one."""
_SAYS_WHEN = frozenset({"meet", "weekday", "weekdays", "date", "unsure date", "month", "interval", "season", "clock"})
_OF_MEETINGS = frozenset({
    "off", "not", "except", "moved", "switch", "shift", "poll", "alternating", "turns", "private", "proposed",
})  # fmt: skip
"""Kinds of words that may bend a rule, whatever they are said of."""


OF_ELSE = "it tells of something else than a meeting"
"""Why the doings of a machine, or a job, are no meeting."""


def is_of_else(said: PlacedClause, language: str) -> bool:
    """Return whether a clause has nothing to say of when the group meets."""
    kinds = (is_of_a_machine, is_of_another_matter, is_of_persons, is_off_elsewhere)
    return any(is_of_one(said, language) for is_of_one in kinds)


def is_of_a_machine(said: PlacedClause, language: str) -> bool:
    """Return whether a clause is about what is no meeting even where a page has no other.

    "The build starts", or something that has to be done by a day.
    """
    text = _REMARK.sub("", said.text)
    label = text.partition(":")[0] if ":" in text else ""
    is_called_meeting = (
        "meet" in said.clause.kinds
        or any(find_words("meeting-column", title) for title in said.passage.titles)
        or any(ends_with(kind, label, language) for kind in ("gatherings", "people"))  # "Maintenance chat: Mondays"
    )
    is_machine = (
        find_words("machine-meets", text)
        or is_only("machine", label, language)  # "Cron: sync of the mirrors"
        or (not is_called_meeting and find_words("machine", text, language))
    )
    return bool(is_machine or find_words("deadline", said.text, language) or _is_by_a_day(said, language))


def _is_by_a_day(said: PlacedClause, language: str) -> bool:
    """Return whether a clause names the day by which something has to be done: "before Wednesday 18:00"."""
    day = next((one.start for one in said.clause.tokens if one.kind == "weekday"), 0)
    before = said.text[: day - said.clause.start].rstrip()
    is_label = before.endswith(":")  # "Closes: Tuesday 19:00"
    return is_once(said) and not is_label and ends_with("by-day", before, language)


def is_once(said: PlacedClause) -> bool:
    """Return whether a clause names one day of the week, which may be that of one week alone: "Friday at 18:00"."""
    days = [token for token in said.clause.tokens if token.kind == "weekday"]
    often = said.clause.kinds & {"every", "interval", "ordinal", "other", "odd", "even", "weekdays", "of-month"}
    return len(days) == 1 and not often and not days[0].text.lower().endswith("s")


def is_of_another_matter(said: PlacedClause, language: str) -> bool:
    """Return whether a clause is about something that is no meeting, by its subject: "Elections take place each May".

    What says days and an hour may be a meeting all the same.
    """
    parts = said.clause.parts
    if said.clause.kinds & _OF_MEETINGS:
        return False
    if said.passage.cells:
        return _is_row_of_another_matter(said, language) and not any(part.days and part.hours for part in parts)
    if (
        said.clause.dates
        or any(part.hours for part in parts)
        or any(begins_with(kind, said.text, language) for kind in ("subject", "any-subject"))
    ):
        return False
    subject, title = before_rule(said.text, said.clause, language), said.passage.title
    is_of_meetings = "meet" in said.clause.kinds or find_words("gatherings", f"{title} {said.text}", language)
    if begins_with("matter", subject, language) or (not is_of_meetings and begins_with("matter", title, language)):
        return True
    is_of_people = any(find_words(kind, subject, language) for kind in ("gatherings", "people"))
    return bool(find_words("is-done", subject, language)) and not is_of_people


def _is_row_of_another_matter(said: PlacedClause, language: str) -> bool:
    """Return whether the titles of a row's table are those of people in office, or of what is due."""
    titles = said.passage.titles[: len(said.passage.cells)]
    if any(find_words(kind, title) for title in titles for kind in ("meeting-column", "gatherings", "often-title")):
        return False
    if any(is_only("hour-title", title) for title in titles):
        return False
    return any(is_only("office-title", title, language) or find_words("deadline-title", title) for title in titles)


def is_of_persons(said: PlacedClause, language: str) -> bool:
    """Return whether all days of a clause are names of people: "Chairs: Sun Chen, Fri Lund"."""
    words = said.clause.tokens
    days = [n for n, token in enumerate(words) if token.kind == "weekday"]
    when = {
        token.kind for n, token in enumerate(words) if n or token.kind != "date"
    }  # "9 March: Ada, by Will Friday"
    return bool(days) and not when & _WHEN and all(_is_in_a_name(n, said, language) for n in days)


def _is_in_a_name(n: int, said: PlacedClause, language: str) -> bool:
    """Return whether a weekday is a part of a person's name: beside another name, where people are named."""
    words, passage = said.clause.tokens, said.passage
    before, after = words[max(n - 1, 0) : n], words[n + 1 : n + 2]
    beside = [one for one in (*before, *after) if _is_beside(words[n], one) and one.kind in {"word", "month"}]
    named = [one for one in beside if _NAME.fullmatch(one.text) and not _is_of_meetings(one, said, language)]
    above = (passage.label, passage.title, *passage.titles, passage.above.text if passage.above else "")
    first = words[n - 1] if named and named[0] in before else words[n]
    leading = said.text[: first.start - said.clause.start].rstrip()
    is_by = bool(re.search(r"(?:\bby|\bwith|[\u2014\u2013])$", leading))
    return bool(named) and (is_by or "@" in said.text or any(find_words("officers", one, language) for one in above))


def _is_beside(one: Token, other: Token) -> bool:
    """Return whether one space is between two words."""
    return other.start - one.end == 1 or one.start - other.end == 1


def _is_of_meetings(word: Token, said: PlacedClause, language: str) -> bool:
    """Return whether a word is one for people or their meetings, "Friday Club", or an article: "The Friday"."""
    kinds = ("people", "gatherings", "any-group", *(["small"] if word.start == said.clause.start else []))
    return any(is_only(kind, word.text, language) for kind in kinds)


def is_off_elsewhere(said: PlacedClause, language: str) -> bool:
    """Return whether "off" is said of no meeting: "Mains off before you touch them", but not "We are off"."""
    kinds, words = said.clause.kinds, [one for one in said.clause.tokens if one.kind == "word"]
    goes_on = any(begins_with(kind, said.text, language) for kind in ("subject", "any-subject"))
    is_alone = all(is_only("small", one.text, language) for one in words)
    is_bare = all(one.text.lower() == "off" for one in said.clause.tokens if one.kind == "off")
    return "off" in kinds and is_bare and not (kinds & _SAYS_WHEN or goes_on or is_alone)
