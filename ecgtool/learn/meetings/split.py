"""Tell what the words of a sentence say of one of the meetings in it: that it may be none, or is held at times."""

import re
from collections.abc import Sequence

from ecgtool.learn.text.found import Found
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import find_words, is_only, page_words

_JOINED_PLAINLY = 3
"""Words of so many letters, "at", "um", "las", are thought to say nothing of their own."""


def split_by(found: Found, meetings: Sequence[Found], language: str) -> str:
    """Return the words that are not plain in a sentence of which this is not the first meeting; else "".

    Plain is "Mondays 9:00 and Thursdays 14:00": days, hours, how often, and on whose clock.
    """
    own = [one for one in meetings if _is_in_one_sentence(one, found)]
    if len(own) < 2 or own[0] is found or not found.days or found.is_of_a_turn:
        return ""
    start = min(_span(one)[0] for one in own)
    clauses = {id(one.said[0].clause): one.said[0].clause for one in own}.values()
    words = sorted((token for clause in clauses for token in clause.tokens), key=lambda token: token.start)
    end = _end_of_phrase(words, max(_span(one)[1] for one in own))
    behind = [*(token.text for token in words[1:]), ""]
    told = (
        token for token, after in zip(words, behind, strict=True) if after != ":" and _is_telling(token, language)
    )
    return ", ".join(token.text for token in told if start <= token.start < end)


def is_at_times(found: Found, meetings: Sequence[Found], language: str) -> bool:
    """Return whether the words around a meeting, say that it is held on a condition alone.

    "Mondays at 15:00 UTC, in the week of Easter on Tuesday", "... and Thursdays if needed".
    """
    if not found.said or any(hour.season for hour in found.hours):
        return False
    said = found.said[0]
    edge = re.compile(rf"[,;.|\u3001\uff0c]|\s{page_words('edge', language)}\s", re.IGNORECASE)
    spans = [_own_span(one) for one in meetings if one.said and one.said[0].clause is said.clause]
    start, end = (place - said.clause.start for place in _own_span(found))
    before = max((last - said.clause.start for _, last in spans if last - said.clause.start <= start), default=0)
    begins, ends = edge.search(said.text, before, start), edge.search(said.text, end)
    around = said.text[begins.start() if before and begins else before : ends.start() if ends else None]
    return bool(find_words("at-times", around, language))


def _is_in_one_sentence(one: Found, other: Found) -> bool:
    return bool(one.said and other.said) and _sentence(one) == _sentence(other)


def _sentence(found: Found) -> tuple[int, int]:
    return id(found.said[0].passage), found.said[0].at


def _span(found: Found) -> tuple[int, int]:
    """Return where in its sentence a meeting's days and hours begin and end."""
    days = [(found.days.start, found.days.end)] if found.days else []
    spans = [*days, *((hour.start, hour.end) for hour in found.hours)]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _own_span(found: Found) -> tuple[int, int]:
    """Return where a meeting's days, and the hour behind them, begin and end. It may share the hour before."""
    start, end = _span(found)
    start = found.days.start if found.days else start
    behind = [hour.end for hour in found.hours if hour.start > start]
    return start, max(behind, default=found.days.end if found.days else end)


def _end_of_phrase(words: Sequence[Token], position: int) -> int:
    """Return where the phrase ends that a position is in."""
    after = [token for token in words if token.start >= position]
    return next((token.start for token in after if token.text in {",", ";", ".", ")", "|"}), 10**6)


def _is_telling(token: Token, language: str) -> bool:
    is_word = token.kind == "after" or (token.kind == "word" and len(token.text) > _JOINED_PLAINLY)
    return is_word or is_only("telling", token.text, language)
