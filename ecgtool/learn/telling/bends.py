"""Find the words beside a rule that bend it, such as "an hour later" or "unless", and that no reading has used.

A page will always have words for it that no grammar foresees. What is in the table here is at least told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from ecgtool.learn.meetings.how_often import says_how_often
from ecgtool.learn.telling.unheld import is_taken, is_unit
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.passages import Passage
from ecgtool.wording.grammar.seasons import SEASONS_OF_LETTERS, is_summer
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import begins_with, find_words, is_only

_BY_ITSELF = frozenset({"bend", "shift", "alternating", "turns", "season", "vague", "poll", "old"})
"""Kinds of words that bend a schedule whatever stands beside them."""
_WITH_WHEN = frozenset({"condition", "switch", "moved", "except", "until"})
"""Kinds of words that bend one where the sentence says when, too: "if Monday is a holiday"."""
_WHEN = frozenset({"weekday", "date", "month", "clock", "interval", "shift", "bend", "off", "count"})
_WHEN_OR_MEET = _WHEN | {"meet", "off", "not"}
_ABOUT_MEETINGS = frozenset({"meet", "weekday", "date", "month", "interval", "shift", "season"})


def bends(said: PlacedClause, meetings: Sequence[Found], language: str, *, turns: bool) -> Iterator[Token]:
    """Yield the words of a clause that bend a schedule and are part of nothing that was read of it.

    ``turns`` is whether hours or meetings that take turns were learnt.
    """
    words = said.clause.tokens
    rules = [own.passage for one in meetings for own in one.said if own.clause.parts]
    goes_on = any(begins_with(kind, said.text, language) for kind in ("subject", "any-subject"))
    is_about = said.clause.kinds & _ABOUT_MEETINGS or goes_on or _is_beside(said.passage, rules)
    if not is_about or find_words("not-attending", said.text, language):
        return
    names_places = is_only("place-title", said.passage.label)
    asked = len(said.passage.label) - said.at  # "When do you meet?", "Day of the week: ..."
    is_of_them = goes_on and not begins_with("group-subject", said.text, language)  # "They alternate"
    is_rule = any(said.passage is rule for rule in rules)
    is_of_them = is_of_them or is_rule
    is_of_them = is_of_them or all(is_only("small", one.text, language) for one in words if one.kind == "word")
    for n, token in enumerate(words):
        if token.end <= asked and (token.kind in {"condition", "word"} or names_places):
            continue
        others = {other.kind for other in words if other is not token}
        others -= set() if goes_on or "meet" in others else {"interval"}  # "the weekly news"
        if not (is_of_them or n == 0 or others & (_ABOUT_MEETINGS | _WHEN) or token.kind == "vague"):
            continue  # "We plan all sorts of things, and so on"
        if token.kind == "vague" and not (said.clause.parts or says_how_often(said, None, language)):
            continue
        if token.kind == "until":
            others = {other.kind for other in words[n + 1 : n + 3]}
        bends = token.kind in _BY_ITSELF or (
            (token.kind in _WITH_WHEN or token.text.lower() == "later") and others & _WHEN
        )
        if (bends and not _is_used(token, said, meetings, language, turns=turns)) or (
            not (turns and said.clause.in_turn) and _may_be_interval(token, said, language)
        ):
            yield token


def other_clock(said: PlacedClause, language: str) -> Iterator[Token]:
    """Yield the words by which a clause says that meetings go by a clock that is set: "we follow US daylight time".

    It says no such thing where there is a "not" in it, or where it is about the clocks of its readers.
    """
    followed = find_words("follows-clock", said.text, language)
    is_none = any(find_words(kind, said.text, language) for kind in ("all-year", "of-readers"))
    if followed is None or "not" in said.clause.kinds or is_none:
        return
    start, end = (said.clause.start + place for place in followed.span())
    yield from (token for token in said.clause.tokens if start <= token.start and token.end <= end)


def says_end(said: PlacedClause) -> bool:
    """Return whether a clause says when a meeting ends: "Ends at 16:00", "we stop at 15:00 at the latest"."""
    is_until = "clock" in said.clause.kinds and said.clause.tokens_before("until", "clock")
    return is_until or begins_with("end-title", said.text) is not None


def _may_be_interval(token: Token, said: PlacedClause, language: str) -> bool:
    """Return whether a word that nothing has used names a unit of time beside days: "in the week of the 15th"."""
    days, terms = [part.days for part in said.clause.parts if part.days], said.clause.terms
    if terms.interval or terms.parity or any(one.every != "week" or one.rrule for one in days):
        return False  # how often is known
    is_of_days = any(one.start <= token.start < one.end for one in days)
    return bool(days) and not is_of_days and is_unit(token, said, language)


def _is_beside(passage: Passage, rules: Sequence[Passage]) -> bool:
    """Return whether a passage is one with a rule, stands in a list or table with one, or is the next paragraph."""
    listed = bool(passage.depth or passage.cells or passage.label)
    return any(
        passage is rule
        or (listed and passage.block == rule.block)
        or (passage.section is rule.section and abs(passage.block - rule.block) == 1)
        for rule in rules
    )


def _is_used(token: Token, said: PlacedClause, meetings: Sequence[Found], language: str, *, turns: bool) -> bool:
    """Return whether a reading has used a word, or it is about something else than when."""
    terms, parts = said.clause.terms, said.clause.parts
    days = [part.days for part in parts if part.days]
    is_seasonal = is_taken(said, meetings) and any(hour.season for part in parts for hour in part.hours)
    is_dated = said.clause.tokens[0].kind == "date"  # "9 July: Summer barbecue"
    is_topic = said.is_loose and (is_dated or not said.clause.kinds & _WHEN_OR_MEET)
    is_all_year = sum(one.kind == "season" for one in said.clause.tokens) > 1
    is_of_duties = bool(find_words("duties", said.text, language))
    places = Counter(
        place for one in days if one.every == "month" for place in {str(day).split()[0] for day in one.on}
    )
    is_by_place = max(places.values(), default=1) < 2  # not "alternating the third Monday and the third Friday"
    in_turn = is_of_duties or (is_by_place and (turns or any(one.every != "week" for one in days)))
    is_at_another_hour = turns and any(one.value == "2 weeks" for one in said.clause.tokens if one.kind == "interval")
    used = {
        "alternating": in_turn,
        "turns": in_turn,
        "shift": is_of_duties or is_seasonal,
        "season": is_seasonal
        or is_all_year
        or is_topic
        or _is_of_letters(token, said)
        or not find_words("seasons", token.text, language),
        "condition": is_seasonal or is_at_another_hour,
        "moved": is_at_another_hour,
        "except": is_at_another_hour or bool(terms.without_text or days),
        "bend": (turns and bool(find_words("weeks-between", said.text, language)))
        or (token.text.endswith("year") and any(one.months for one in days)),
        "poll": bool(said.passage.cells and said.clause.dates),  # the topic of a date is "to be announced"
        "switch": terms.first is not None,
        "vague": not terms.interval_doubt and len({day for one in days for day in one.on}) == 2,
        "old": not any(part.days and part.hours for part in parts),
        "after": any(one.rrule or one.doubt for one in days),
        "until": terms.until is not None
        or says_end(said)
        or any(hour.lasts for part in parts for hour in part.hours)
        or any(part.days and part.days.months for part in parts),
    }
    return used.get(token.kind, False)


def _is_of_letters(token: Token, said: PlacedClause) -> bool:
    """Return whether a season is the one of the letters before it, and says nothing new: "BST in summer"."""
    before = next((one for one in reversed(said.clause.tokens) if one.end <= token.start), token)
    season = SEASONS_OF_LETTERS.get(before.text) if token.kind == "season" else None
    return season is not None and is_summer(season) == is_summer(token.value)
