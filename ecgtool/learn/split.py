"""Tell where a second meeting came out of a sentence whose words are not plain, so that it is a guess."""

from collections.abc import Sequence

from ecgtool.learn.found import Found
from ecgtool.wording.page_words import is_only
from ecgtool.wording.tokens import Token

_JOINED_PLAINLY = 3
"""Words of so many letters, "at", "um", "las", are thought to say nothing of their own."""


def split_by(found: Found, meetings: Sequence[Found], language: str) -> str:
    """Return the words that are not plain in a sentence of which this is not the first meeting; else "".

    Plain is "Mondays 9:00 and Thursdays 14:00": days, hours, how often, and on whose clock.
    """
    own = [one for one in meetings if _is_in_one_sentence(one, found)]
    if len(own) < 2 or own[0] is found or not found.days:
        return ""
    start = min(_span(one)[0] for one in own)
    clauses = {id(one.said[0].clause): one.said[0].clause for one in own}.values()
    words = sorted((token for clause in clauses for token in clause.tokens), key=lambda token: token.start)
    end = _end_of_phrase(words, max(_span(one)[1] for one in own))
    return ", ".join(token.text for token in words if start <= token.start < end and _is_telling(token, language))


def _is_in_one_sentence(one: Found, other: Found) -> bool:
    return bool(one.said and other.said) and _sentence(one) == _sentence(other)


def _sentence(found: Found) -> tuple[int, int]:
    return id(found.said[0].passage), found.said[0].at


def _span(found: Found) -> tuple[int, int]:
    """Return where in its sentence a meeting's days and hours begin and end."""
    days = [(found.days.start, found.days.end)] if found.days else []
    spans = [*days, *((hour.start, hour.end) for hour in found.hours)]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _end_of_phrase(words: Sequence[Token], position: int) -> int:
    """Return where the phrase ends that a position is in."""
    after = [token for token in words if token.start >= position]
    return next((token.start for token in after if token.text in {",", ";", ".", ")", "|"}), 10**6)


def _is_telling(token: Token, language: str) -> bool:
    is_word = token.kind == "after" or (token.kind == "word" and len(token.text) > _JOINED_PLAINLY)
    return is_word or is_only("telling", token.text, language)
