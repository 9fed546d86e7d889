"""Find lengths of time in a line as people write them: "90 minutes", "1.5 hours", "1h30", "une demi-heure".

``find_shifts`` finds those by which something is earlier or later. The words are in ``lengths.toml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from unicodedata import numeric

from ecgtool.wording.vocabulary import word_table

_FRACTION = r"[¼½¾]|[13]/[24](?!\d)"
_NUMBER = rf"(?:\d{{1,2}}\s)?(?:{_FRACTION})|\d{{1,3}}(?:[.,]\d|[¼½¾])?"
_EAST_ASIAN = r"\u3040-\u30ff\u4e00-\u9fff"
"""Signs of languages without spaces between words."""
_NO_HOUR = rf"(?<![./-])(?<!\d[,:])(?<![^\W{_EAST_ASIAN}])(?<![点點時时前])(?<![点點時时]\s)(?!ahora\b)"
"""What may not stand before a number that is no part of a clock time, of a date or of a longer word."""
_MORE = r"(?:\s?(?:and\s)?(?P<more>\d{1,2})\s?(?:minutes?|mins?|Minuten|分[钟鐘]?))?"
"""Minutes behind hours: "1 hour and 30 minutes"."""
_MINUTES = (
    r"(?<=[(,])\s?(?P<minutes>[1-9]\d{1,2}|5)\s?"
    r"(?:(?<=\d\d)(?:m|['\u2032\u2019])|(?<=[^\d]5\s)min(?:ute)?s?)(?=\s?[),;]|[.]?$)"
)
"""Minutes that are no length elsewhere: "(30m)" may be a way, and "5 minutes" a part of a meeting."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Length:
    """A length of time in a text, and where it stands."""

    start: int
    end: int
    lasts: timedelta


def find_lengths(text: str) -> list[Length]:
    """Return the lengths of time in ``text``, in order: "30 minutes", "1.5 hours", "(1h)"."""
    found = [one for one in _worded_lengths(text) if not _no_length().match(text, one.end)]
    for match in _short().finditer(text):
        minutes = int(match["hours"][0]) * 60 + 30 * (len(match["hours"]) > 1) + int(match["minutes"] or 0)
        found.append(Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=minutes)))
    brief = [
        Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=int(match["minutes"])))
        for match in re.finditer(_MINUTES, text)
    ]
    for match in _figures().finditer(text):
        lasts = timedelta(hours=int(match["hour"]), minutes=int(match["minute"] or 0))
        found.append(Length(start=match.start("time"), end=match.end(), lasts=lasts))
    likely = (one for one in found if timedelta(minutes=10) <= one.lasts <= timedelta(hours=12))
    ordered = sorted((*likely, *brief), key=lambda one: (one.start, one.end))
    return [one for n, one in enumerate(ordered) if not any(one.start < other.end for other in ordered[:n])]


def find_shifts(text: str) -> list[Length]:
    """Return the lengths by which something is later in ``text``, "an hour later"; below zero if it is earlier."""
    lengths = _worded_lengths(text)
    shifted = ((one, match) for one in lengths if (match := _away().match(text, one.end)))
    added = ((one, match) for one in lengths if (match := _added().search(text[: one.start])))
    return [
        *(
            Length(start=match.start(), end=one.end, lasts=one.lasts if match["later"] else -one.lasts)
            for one, match in added
        ),
        *(
            Length(start=one.start, end=match.end(), lasts=one.lasts if match["later"] else -one.lasts)
            for one, match in shifted
        ),
        *(
            Length(
                start=match.start(), end=match.end(), lasts=timedelta(hours=int(f"{match['sign']}{match['count']}"))
            )
            for match in _signed().finditer(text.replace("\u2212", "-"))
        ),
    ]


def _worded_lengths(text: str) -> list[Length]:
    """Return the lengths in ``text`` that a unit or words name, whatever is said of them."""
    found = [
        Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=minutes))
        for minutes, form in _named()
        for match in form.finditer(text)
    ]
    for match in _counted().finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        count = (
            _count(match["number"]) + _part("behind-number", match["inner"]) + _part("behind-unit", match["outer"])
        )
        if count >= 7 and match["hours"] and match["hours"].startswith(("heure", "hora")):
            continue  # "18 heures" is a clock time
        minutes = round(count * 60 if match["hours"] else count) + int(match["more"] or 0)
        found.append(Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=minutes)))
    return found


def _count(number: str) -> float:
    match = re.fullmatch(rf"(?P<whole>[\d.,]*?)\s?(?P<part>{_FRACTION})?", number)
    if match is None:
        return _part("counts", number)
    part = match["part"] or "0"
    added = numeric(part) if len(part) == 1 else int(part[0]) / int(part[2])
    return float(match["whole"].replace(",", ".") or 0) + added


def _part(kind: str, text: str | None) -> float:
    """Return the number that words of a kind stand for; 0 for no words."""
    parts = _words(kind).items()
    return next((float(n) for n, forms in parts if text and re.fullmatch(_one_of(forms), text, re.IGNORECASE)), 0)


def _words(kind: str) -> dict[str, Any]:
    table: dict[str, Any] = word_table("lengths")[kind]
    return table


def _one_of(forms: Iterable[str]) -> str:
    return f"(?:{'|'.join(forms)})"


def _any(kind: str) -> str:
    """Return an expression of all words of a kind, longer ones first."""
    return _one_of(sorted((form for forms in _words(kind).values() for form in forms), key=len, reverse=True))


@cache
def _named() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (int(n), re.compile(rf"\b{_one_of(words)}\b", re.IGNORECASE)) for n, words in _words("named").items()
    )


@cache
def _counted() -> re.Pattern[str]:
    """Return the expression of a number of units: "90 minutes", "one and a half hours", "2 小时半"."""
    units = _words("units")
    no_hour = _NO_HOUR + "".join(rf"(?<!\b{word}\s)" for word in _words("around")["hour-before"])
    return re.compile(
        rf"{no_hour}(?P<number>{_NUMBER}|{_any('counts')})(?P<inner>{_any('behind-number')})?(?:[\s-]|[个個]\s?)?"
        rf"(?:(?P<minutes>{_one_of(units['minutes'])})|(?P<hours>{_one_of(units['hours'])}))"
        rf"(?![^\W\d_a-z\u3040-\u9fff])(?!\w*[a-z])(?P<outer>{_any('behind-unit')})?{_MORE}",
        re.IGNORECASE,
    )


@cache
def _away() -> re.Pattern[str]:
    shifts = _words("shifts")
    return re.compile(rf"\s(?:(?P<later>{_one_of(shifts['later'])})|{_one_of(shifts['earlier'])})\b", re.IGNORECASE)


@cache
def _added() -> re.Pattern[str]:
    shifts = _words("shifts")
    return re.compile(rf"\b(?:(?P<later>{_one_of(shifts['add'])})|{_one_of(shifts['subtract'])})\s$", re.IGNORECASE)


@cache
def _signed() -> re.Pattern[str]:
    """Return the expression of a length by which something is later by its sign: "-1hr"."""
    units = _one_of(_words("shifts")["signed"])
    return re.compile(rf"(?<![\w:.-])(?P<sign>[+-])\s?(?P<count>[12])\s?{units}\b", re.IGNORECASE)


@cache
def _no_length() -> re.Pattern[str]:
    """Return the expression of what makes a length before it a time until something, or one by which it is later."""
    until = _one_of(_words("around")["no-length"])
    return re.compile(rf"{_away().pattern}|\s?(?:以?[前后後]|[帯目])|\s{until}\b", re.IGNORECASE)


@cache
def _short() -> re.Pattern[str]:
    """Return the expression of hours by their first letter: "for 2h", "(1h30)", "1 h 15 min"."""
    around = _words("around")
    with_minutes = r"(?<![\w.,:])(?=[1-4]\s?h\s?\d\d\s?min)"
    before = _one_of([r"(?<=[(,;:~])", with_minutes, *(rf"(?<=\b{word})" for word in around["short-before"])])
    return re.compile(
        rf"{before}\s?(?P<hours>[1-4](?:[.,]5|½)?)\s?h(?:\s?(?P<minutes>\d\d)(?:\s?m(?:in)?)?)?"
        rf"(?=\s?[),;.]|$|\s{_one_of(around['short-behind'])})",
        re.IGNORECASE,
    )


@cache
def _figures() -> re.Pattern[str]:
    """Return the expression of a length in figures, no clock time by its bracket or a word: "Dauer: 1:30"."""
    around = _words("around")
    lasting = rf"{_one_of(around['lasting'])}\s?[:|]?\s(?:{_one_of(around['about'])}\s){{0,2}}"
    return re.compile(
        rf"(?:(?<=\()(?=\d:\d\d\s?(?:h|hrs?|hours?)\b)|\b{lasting})"
        r"(?P<time>(?P<hour>[0-4])(?:\s?[:hu]\s?(?P<minute>[0-5]\d)|\s?(?:h|u|uur)(?!\w)))(?!\s?[ap]\.?m)"
        r"(?:\s?(?:h|hrs?|hours?)\b)?",
        re.IGNORECASE,
    )
