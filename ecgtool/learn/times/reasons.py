"""Find why a meeting is off, in the words of the clause that says so."""

import re
from collections.abc import Iterator
from datetime import date

from ecgtool.learn.text.found import PlacedClause
from ecgtool.page.model import Span
from ecgtool.wording.page_words import find_words, is_only

_BRACKET = re.compile(r"[(\[\uff08]([^()\[\]\uff08\uff09]+)[)\]\uff09]")
_AFTER = re.compile(r"(?:(?<!\d)[:\uff1a]|\s-+\s|[\u2013\u2014])(.+)")
_DATE, _OFF = "\x00", "\x01"
"""What stands for each character of a date, and of a word by which meetings are off."""
_SAYS_OFF = frozenset({"off", "not", "except", "excepted"})
_NO_DATE = re.compile(rf"[^{_DATE}]+")
_LONGEST = 80


def reason_of(said: PlacedClause, day: date) -> str:
    """Return why the meeting of a day is off, by a clause with that day; "" where it says only that it is.

    The reason stands in brackets, after a word such as "because", or after a colon or a dash. Where not the clause
    but a title says that they are off, it is what stands beside the date.
    """
    mask = _mask(said)
    if len(said.clause.dates) > 1 and _BRACKET.search(mask):  # "6 April (Easter), 25 May (Memorial Day)"
        end = next((one.end for one in said.clause.dates if (one.day.month, one.day.day) == (day.month, day.day)), 0)
        end -= said.clause.start
        own = re.match(rf"[^{_DATE}\w]*?{_BRACKET.pattern}", mask[end:]) if end > 0 else None
        return " ".join(said.text[end + own.start(1) : end + own.end(1)].split()) if own else ""
    parts = [match.span() for match in re.finditer(r"[^|]+", mask)]
    parts = [(start, end) for start, end in parts if _OFF in mask[start:end]] or parts
    for start, end in (span for part in parts for span in _reasons(mask, part)):
        reason = " ".join(said.text[start:end].split()).strip(" ,;:.*_-\u2013\u2014")
        is_reason = _DATE not in mask[start:end] and re.search(r"[^\W\d]{2}", reason)
        if is_reason and (_OFF not in mask[start:end] or _OFF in mask[:start]):
            return reason[:_LONGEST].rstrip()
    return ""


def _mask(said: PlacedClause) -> str:
    """Return the text of a clause with marks in the place of its dates and of the words by which it is off."""
    spans = [(token.start, token.end, _OFF) for token in said.clause.tokens if token.kind in _SAYS_OFF]
    spans += [(one.start, one.end, _DATE) for one in said.clause.dates]
    if is_only("off-label", said.passage.label) and said.text.startswith(
        said.passage.label
    ):  # "We are closed on: ..."
        spans.append((said.clause.start, said.clause.start + len(said.passage.label), _OFF))
    mask = list(said.text)
    for start, end, mark in spans:
        mask[start - said.clause.start : end - said.clause.start] = mark * (end - start)
    return "".join(mask)


def _reasons(mask: str, part: Span) -> Iterator[Span]:
    """Yield the spans of a part that may be a reason, the likeliest first."""
    start, end = part
    yield from (match.span(1) for match in _BRACKET.finditer(mask, start, end))
    if match := find_words("because", mask[start:end]):
        yield start + match.end(), end
    if match := _AFTER.search(mask, start, end):
        yield match.span(1)
    if _OFF not in mask:
        yield from (rest.span() for rest in _NO_DATE.finditer(mask, start, end))
