"""Tell whether a sentence beside a rule, or in another section, is about the meetings of that rule."""

import re

from ecgtool.learn.found import Found, PlacedClause

_ABOUT_IT = re.compile(
    r"\W*(?:we|it|they|this|that|(?:the|our|each|every|all)\s(?:[\w-]+\s)?(?:group|team|committee|council|circle|club|round|series|term|season|"
    r"slot|time|hour|day|rhythm)s?)\b",
    re.IGNORECASE,
)
"""How a sentence begins that is about the group or its meetings."""
_SMALL = re.compile(
    r"(?:a|an|the|of|at|in|on|by|to|for|is|are|was|were|will|be|been|being|has|have|had|and|or|as|with|within|we|"
    r"it|they|our|us|this|that|these|day|date|dates|year|new|again|back|onwards|onward|forward|begin|begins|"
    r"run|runs|took|place|takes|held|count|counting|counted|term|series|season|period|schedule|time|times|when|"
    r"round|one|ones|week|weeks|month|both|all|each|only|still|until|thru|also|frequency|cadence|rhythm|"
    r"interval|repeats|recurrence|duration|length|how|often|regular|regularly|weekly|group|slot|cycle|rota|"
    r"rotation|happens|happen|going|goes|go|next|so|usual|same|here|there|now)",
    re.IGNORECASE,
)
"""Words that say nothing of another thing than when."""
_WHEN = frozenset({"weekday", "weekdays", "ordinal", "clock", "interval", "every", "date", "start", "now", "then"})
_TITLE = re.compile(
    r"meet|call\b|calls\b|session|sync|schedul|calendar|date|upcoming|next|agenda|minutes|notes|log\b|topic|when|time|term|season|start|begin|"
    r"cancel|\boff\b|holiday|break|recess|except|change|closed|pause|skip|\d|treffen|termin|sitzung|réunion|séance|reuni|riunion|incontri|"
    r"bijeenkomst|vergader|会合|会議|会议|日程",
    re.IGNORECASE,
)
"""Titles of sections that may say more of the meetings of a rule elsewhere."""


def is_of_meetings(said: PlacedClause, found: Found) -> bool:
    """Return whether a clause's section may say something of a meeting: it is the rule's, or its title says so."""
    section = found.said[0].passage.section if found.said else None
    named = "meet" in said.clause.kinds or bool(_TITLE.search(said.passage.title))
    return section is None or said.passage.section is section or said.passage.section is None or named


def has_limits_of(said: PlacedClause, found: Found, language: str) -> bool:
    """Return whether the first and last dates that a clause names, if any, are those of a meeting.

    Its other words have to be about the meetings, or about nothing: "From 12 March on", "We start on 12 March", but
    not "From 12 March Ada takes the notes".
    """
    terms = said.clause.terms
    if not (terms.first or terms.until or terms.last) or said in found.said:
        return True
    return is_of_meetings(said, found) and is_of_nothing_else(said, language)


def is_of_nothing_else(said: PlacedClause, language: str) -> bool:
    """Return whether a clause is about meetings or says nothing but when. Other words are known in English only."""
    if language != "en" or "meet" in said.clause.kinds or _ABOUT_IT.match(said.text):
        return True
    words = (token.text for token in said.clause.tokens if token.kind in {"word", "private", "past"})
    return all(_SMALL.fullmatch(word) for word in words)


def names_another(said: PlacedClause, language: str) -> bool:
    """Return whether a clause begins with the name of a meeting before it says when; known in English only."""
    ends = (n for n, token in enumerate(said.clause.tokens) if token.kind in _WHEN)
    before = said.clause.tokens[: next(ends, 0)]
    words = [token for token in before if token.kind == "word"]
    is_own = _ABOUT_IT.match(said.text) or any(token.kind == "meet" for token in before)
    return language == "en" and not is_own and any(not _SMALL.fullmatch(token.text) for token in words)
