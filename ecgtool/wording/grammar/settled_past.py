"""Tell the words of a sentence that make its rule one of the past from those that tell of something else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import find_words

_OF_NAMES = frozenset({"old", "former", "retired", "historic", "historical", "previous"})
"""Words that stand before a name as well: "Old Town", "former students"."""
_OF_A_RULE = re.compile(
    r"(?:time|slot|hour|day|schedule|rhythm|date|plan|calendar|rule|series|cadence|arrangement|version|timetable|pattern|"
    r"routine|page|wiki|entry|news|notice|weekly|monthly|biweekly|group|team|club|committee|council|circle|mondays?|"
    r"tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|term|semester|season|year|quarter|era|address|link)s?",
    re.IGNORECASE,
)
"""What is past itself, where such a word stands before it: "the old time"."""
_FOR_GOOD = re.compile(r"used\sto|would\s\w+|no\slonger|nobody.*|no\sone.*|there\s.*|stopped|ceased", re.IGNORECASE)
"""What makes past any verb behind it."""
_PRESENT = re.compile(r"meets?|gathers?|talks?|convenes?|is|are|happens?|takes?|sits?|comes?", re.IGNORECASE)
_SETTLED = re.compile(
    r"chosen|picked|agreed|set|decided|found(?:ed)?|selected|fixed|voted|created|started|launched|updated|confirmed|"
    r"changed|moved|shifted|switched",
    re.IGNORECASE,
)
"""What a rule was, and is since: "Mondays were chosen by poll"."""
_OF_WHAT = re.compile("what", re.IGNORECASE)
"""What a past verb is about that has a subject of its own."""
_RELATIVE = frozenset({"that", "which", "what", "who", "where"})
_WHEN = frozenset({"weekday", "weekdays", "clock"})


def settle_past(part: list[Token]) -> None:
    """Take for mere words what sounds like the past and does not make the rule one of it.

    "Old Town meets on Mondays", "the group that was founded in 2019 meets on Mondays", "Mondays were chosen by poll".
    """
    for n, token in enumerate(part):
        if token.kind == "past" and not _FOR_GOOD.fullmatch(token.text):
            part[n] = replace(token, kind=_kind(part, n))


def _kind(part: Sequence[Token], place: int) -> str:
    """Return what kind of word stands at a place: "past", "word", or "old", which may be part of a name."""
    token, rest = part[place], part[place + 1 :]
    following = rest[0] if rest else token
    if may_name(part, place):
        is_of_a_sentence = place > 0 or following.text[0].isupper()
        return "word" if is_of_a_sentence else "old"
    if place and _OF_WHAT.fullmatch(part[place - 1].text):  # "we discuss what was merged"
        return "word"
    before_days = rest[: next((n for n, one in enumerate(rest) if one.kind in _WHEN), 0)]
    is_settled = _SETTLED.fullmatch(following.text) or following.kind == "moved" or _is_comparison(part[:place])
    is_of_another_verb = any(_PRESENT.fullmatch(one.text) for one in before_days)
    is_of_a_thing = _is_of_a_thing(part[:place]) or _is_in_plain_bracket(part, place)
    return "word" if is_settled or is_of_another_verb or is_of_a_thing else "past"


def may_name(part: Sequence[Token], place: int) -> bool:
    """Return whether a word stands before a noun that is no part of a rule: "old hands", but not "old time".

    "Our former editors meeting" is one that was, and "Old Town meeting" is a name.
    """
    rest = part[place + 1 : place + 4]
    is_one = part[place].text.lower() in _OF_NAMES
    is_of_a_meeting = part[place].text.islower() and any(one.kind == "meet" for one in rest)
    is_name = any(one.kind == "word" and not _OF_A_RULE.fullmatch(one.text) for one in rest[:1])
    return is_one and is_name and not is_of_a_meeting


def _is_of_a_thing(before: Sequence[Token]) -> bool:
    """Return whether a verb is that of a clause about a thing: "songs that were lost", not "the group that met"."""
    if len(before) < 2 or before[-1].text.lower() not in _RELATIVE or before[-2].kind != "word":
        return False
    return not (_OF_A_RULE.fullmatch(before[-2].text) or find_words("people", before[-2].text))


def _is_comparison(before: Sequence[Token]) -> bool:
    """Return whether it is said that things are as they were: "Mondays at 15:00 UTC, as it was last year"."""
    return [one.text.lower() for one in before[-2:]] in (["as", "it"], ["as", "they"])


def _is_in_plain_bracket(part: Sequence[Token], place: int) -> bool:
    """Return whether a word is in a bracket with another name, and nothing of when: "Quilters (formerly Sewers)"."""
    opened = next((n for n in reversed(range(place)) if part[n].text in {"(", ")"}), None)
    if opened is None or part[opened].text != "(":
        return False
    closed = next((n for n in range(place, len(part)) if part[n].text == ")"), len(part))
    inside = [one for one in part[opened + 1 : closed] if one is not part[place]]
    names = [one for one in inside if one.kind == "word" and not _OF_A_RULE.fullmatch(one.text)]
    return bool(names) and all(one.kind in {"word", "mark", "past", "meet", "and"} for one in inside)
