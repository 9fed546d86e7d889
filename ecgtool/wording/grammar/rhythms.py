"""Bind how often, sorts of weeks and a first date to the days beside them: "Mondays, and Fridays in odd weeks"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ecgtool.wording.grammar.clause import Clause, ClauseDays, ClauseWords
from ecgtool.wording.page_words import is_only

_OWN = re.compile(r"(?:O(?:[&-]+W?O)*|E|A)W?$")
"""Words right before days that say how often these alone are: "every Monday", "alternate Fridays", "first Friday"."""
_JOINTS = {"and": 2, "or": 2, "to": 2}
"""How far words set apart what stands beside them; a comma does by one."""
_OF_OTHERS = re.compile(r"[liXnfp]")
"""Words that a rhythm may be said of in place of days: turns, exceptions, and what was."""


_BEFORE_LAST = re.compile(r"D&[&(](?P<when>[WsmO]{2,6})[&)]W?D")
"""Words set off before the last of several days, which are of it: "Tuesdays and, in the busy season, Thursdays"."""


@dataclass(frozen=True, kw_only=True)
class _Phrase:
    """Days that are named together, from the place of the first word to that of the last.

    ``is_own`` is whether a word right before them says how often they are.
    """

    start: int
    end: int
    is_own: bool


def set_rhythms_apart(used: ClauseWords) -> str:
    """Keep each rhythm of several days for those beside it; return a doubt about one that may be of others too.

    One before all days is for all that have none of their own, and so is one apart from those before it.
    """
    rhythms = [n for n, letter in enumerate(used.code) if letter in "Ioe"]
    phrases = _phrases(used)
    hours = len(re.findall(r"[DK][^DKC]*C", used.before))
    if len(phrases) < 2 or not rhythms or len(rhythms) == hours > 1 or _OF_OTHERS.search(used.text):
        return ""
    if len({_weekdays(phrase, used) for phrase in phrases}) == 1:  # "Mondays at 10:00 (monthly, the second Monday)"
        return ""
    sides = [(place, *_side(place, phrases, used)) for place in rhythms]
    if unclear := next((place for place, _, is_clear in sides if not is_clear), None):
        return f"“{used.tokens[unclear].text}” may be said of one of the days alone"
    bound = {n: place for place, n, _ in reversed(sides) if n >= 0}
    free = [n for n, phrase in enumerate(phrases) if n not in bound and not phrase.is_own]
    of_all = [place for place, n, _ in sides if n < 0]
    if of_all and len(free) < len(phrases):
        bound |= dict.fromkeys(free, of_all[0])
    if any("O" in used.before[max(phrases[n].start - 2, 0) : phrases[n].start] for n in bound):
        return ""
    _set(bound, phrases, used)
    is_behind_all = [*bound] == [len(phrases) - 1] and rhythms[0] > phrases[-1].end and hours > 1
    return f"“{used.tokens[rhythms[0]].text}” may be said of all the days" if is_behind_all else ""


def doubt_of_last(used: ClauseWords) -> str:
    """Return a doubt for words that are set off before the last of several days; "" for no doubt."""
    for match in _BEFORE_LAST.finditer(used.text):
        words = used.tokens[slice(*match.span("when"))]
        if not all(is_only("small", one.text) for one in words):
            return f"“{' '.join(one.text for one in words)}” may be said of one of the days alone"
    return ""


def _side(place: int, phrases: Sequence[_Phrase], used: ClauseWords) -> tuple[int, bool]:
    """Return the number of the phrase that a rhythm is nearest to, -1 for one of all, and whether that is clear."""
    behind = next((n for n, phrase in enumerate(phrases) if phrase.start > place), len(phrases))
    before = _apart(phrases[behind - 1].end, place, used) if behind else 0
    if behind == 0 or (behind == len(phrases) and before):
        return -1, True
    after = _apart(place, phrases[behind].start, used) if behind < len(phrases) else before + 1
    return behind - (before < after), before != after


def _phrases(used: ClauseWords) -> list[_Phrase]:
    """Return the days of a clause as they are joined: "Mondays and Thursdays", but "Mondays, and Thursdays".

    A comma joins none of several rhythms: "in odd weeks on Mondays, Thursdays weekly".
    """
    phrases: list[_Phrase] = []
    comma_parts = len(re.findall("[Ioe]", used.text)) > 1
    for place in [n for n, letter in enumerate(used.text) if letter in "DK"]:
        between = used.text[phrases[-1].end + 1 : place] if phrases else ""
        is_small = between == "&W" and is_only("small", used.tokens[place - 1].text)
        is_last = between == "&&" and phrases[-1].end > phrases[-1].start  # "Mondays, Wednesdays, and Fridays"
        is_comma = between == "&" and used.tokens[place - 1].text == ","
        if (between in {"&", "-", "&-"} and not (is_comma and comma_parts)) or is_small or is_last:
            phrases[-1] = replace(phrases[-1], end=place)
        else:
            phrases.append(_Phrase(start=place, end=place, is_own=bool(_OWN.search(used.before[:place]))))
    return phrases


def _weekdays(phrase: _Phrase, used: ClauseWords) -> frozenset[str]:
    named = used.tokens[phrase.start : phrase.end + 1]
    return frozenset(str(token.value) for token in named if token.kind == "weekday")


def _apart(start: int, end: int, used: ClauseWords) -> int:
    """Return how far the words between two places set these apart."""
    between = used.tokens[start + 1 : end]
    return sum(_JOINTS.get(token.kind, used.before[n] in "&;") for n, token in enumerate(between, start + 1))


def _set(bound: dict[int, int], phrases: Sequence[_Phrase], used: ClauseWords) -> None:
    """Bind rhythms to phrases, all by their places, and leave nothing that joins one phrase to the next.

    That of a day that is named again is of the day before: "Mondays and Thursdays, the Thursdays fortnightly".
    """
    edges = [(before.end + 1, after.start) for before, after in pairwise(phrases)]
    for n, place in bound.items():
        start, end = phrases[n].start, phrases[n].end + 1
        named = {token.value for token in used.tokens[start:end] if token.kind == "weekday"}
        again = [
            one for one, token in enumerate(used.tokens[:start]) if token.kind == "weekday" and token.value in named
        ]
        used.rhythms |= dict.fromkeys(again or range(start, end), used.tokens[place])
        if again:
            used.take(start, end)
            edges += [(again[0] - 1, again[0]), (again[-1] + 1, again[-1] + 2)]
    for place in bound.values():
        used.take(place, place + 1)
    for start, end in edges:
        used.code[max(start, 0) : end] = [letter.replace("&", "_") for letter in used.code[max(start, 0) : end]]


def with_rhythm(days: ClauseDays, used: ClauseWords) -> ClauseDays:
    """Return days with the rhythm that is theirs alone."""
    own = [one for n, one in used.rhythms.items() if days.start <= used.tokens[n].start < days.end]
    if not own:
        return days
    if own[0].kind in {"odd", "even"}:
        return replace(days, parity=own[0].kind)
    return replace(days, every=str(own[0].value))


def bind_first(clause: Clause) -> None:
    """Give the first date to the days alone that it stands right behind: "and alternate Fridays (from 13 March)"."""
    first = clause.terms.first
    if first is None or len({(one.days.every, one.days.parity) for one in clause.parts if one.days}) < 2:
        return
    ends = [(one.days.end, n) for n, one in enumerate(clause.parts) if one.days and one.days.end <= first.start]
    end, own = max(ends, default=(first.start, -1))
    between = [token for token in clause.tokens if end <= token.start < first.start]
    if own >= 0 and not any(token.kind in {"clock", "and"} or token.text in {",", ";"} for token in between):
        clause.parts[own] = replace(clause.parts[own], first=first)
        clause.terms = replace(clause.terms, first=None)
