"""The names of weekdays and months in a language, the order of its dates, and its lines put into English.

The names are those of CLDR (https://cldr.unicode.org), read with Babel, which is loaded only for a language other
than plain English. A language is named by a tag of BCP 47, such as "de" or "pt-BR".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ecgtool.wording.reading import MONTHS, WEEKDAYS

_JOINERS = ("de", "del", "do", "da", "di", "of", "den", "le", "el", "am", "d", "m", "năm")
"""Words between the parts of a date, besides those in CLDR's patterns."""
_HOUR = r"(?:Uhr|uur|heures?|horas?|hrs?|óra|h|u|時|时|点|點|시)"
_NUMERIC = (
    r"(?<![\w./:-])(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\s?\d{1,2}\2\s?(?:\d{4}|\d{2})|\d{1,2}\.\s?\d{1,2}\."
    r"|\d{2}/(?:0\d|1[0-2]))(?![\w/-]|[.:]\d|\s?(?:Uhr|h)\b)"
)
_CONTEXTS = [(context, width) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_FIRST_OF_MONTH = {"fr": "1er", "pt": "1º", "ca": "1r"}


class Language(NamedTuple):
    """What a language calls weekdays (from Monday) and months, and how it writes dates.

    ``months`` are the names beside a day ("3 марта"), ``months_alone`` those that stand alone ("март").
    ``weekday_forms`` and ``month_forms`` map each form that is read, folded by ``folded``, to its number: weekdays
    from 0, months from 1. ``ordinals`` are the days of a month as a date has them, by their numbers: "3rd", "3."
    (German), "3" (French). ``order`` is "dmy", "mdy" or "ymd", or "" where the tag leaves it open, as plain English
    does. ``halves`` map words such as "午後" or "abends" to "am", "pm" or "night".
    """

    tag: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    months_abbreviated: tuple[str, ...]
    weekday_forms: Mapping[str, int]
    month_forms: Mapping[str, int]
    order: str
    day_mark: str
    ordinals: tuple[str, ...]
    joiners: tuple[str, ...]
    halves: Mapping[str, str]

    @property
    def is_english(self) -> bool:
        """Whether it is English, whose names are read in every group."""
        return self.tag.partition("-")[0].lower() in {"", "en"}

    def weekday_named(self, word: str) -> int | None:
        """Return the number of the weekday (Monday is 0) that ``word`` names in any form, or None."""
        return self.weekday_forms.get(folded(word))

    def month_named(self, word: str) -> int | None:
        """Return the number of the month that ``word`` names in any form, or None."""
        return self.month_forms.get(folded(word))


_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
ENGLISH = Language(
    tag="",
    weekdays=WEEKDAYS,
    months=MONTHS,
    months_alone=MONTHS,
    months_abbreviated=tuple(month[:3] for month in MONTHS),
    weekday_forms={name[:length].lower(): number for length in (9, 3) for number, name in enumerate(WEEKDAYS)},
    month_forms={name[:length].lower(): number for length in (9, 3) for number, name in enumerate(MONTHS, 1)},
    order="",
    day_mark="",
    ordinals=tuple(f"{day}{_ENDINGS.get(day, 'th')}" for day in range(32)),
    joiners=(),
    halves={},
)
"""Plain English: read in every group, and with no order for dates in figures."""


@lru_cache(maxsize=32)
def language(tag: str) -> Language:
    """Return the language of a tag of BCP 47. For "" it is English, with no order of dates.

    Raises:
        ValueError: CLDR has no such language. Its text names the tag that may be meant, if one is known.
    """
    if tag.lower() in {"", "en"}:
        return ENGLISH._replace(tag=tag)
    locale = _locale(tag)
    months = {at: tuple(name for _, name in sorted(locale.months[at[0]][at[1]].items())) for at in _CONTEXTS}
    days = {at: tuple(name for _, name in sorted(locale.days[at[0]][at[1]].items())) for at in _CONTEXTS}
    patterns = [locale.date_formats[width].pattern for width in ("long", "medium", "full")]
    mark = "." if re.search(r"d\.(\s|$)", patterns[0]) else ""
    first = _FIRST_OF_MONTH.get(tag.partition("-")[0].lower(), f"1{mark}")
    ordinals = ("", first, *(f"{day}{mark}" for day in range(2, 32)))
    return Language(
        tag=tag,
        weekdays=days["format", "wide"],
        months=months["format", "wide" if "MMM" in patterns[0] else "abbreviated"],  # Chinese: "2026年3月11日"
        months_alone=months["stand-alone", "wide"],
        months_abbreviated=months["format", "abbreviated"],
        weekday_forms=_forms(*(enumerate(names) for names in days.values())),
        month_forms=_forms(*(enumerate(names, 1) for names in months.values())),
        order="".join(dict.fromkeys(re.findall("[dMy]", locale.date_formats["short"].pattern))).lower(),
        day_mark=mark,
        ordinals=ENGLISH.ordinals if tag[:3].lower() == "en-" else ordinals,
        joiners=(*_JOINERS, *_words_between(patterns)),
        halves=_halves(locale),
    )


def folded(word: str) -> str:
    """Return ``word`` without case, accents and last dot, to compare names: "Févr." -> "fevr", "2 月" -> "2月"."""
    apart = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", word.casefold()))
    return re.sub(r"(?<=\d)\s+", "", unicodedata.normalize("NFC", apart).strip().removesuffix("."))


def in_full(day: date, tag: str) -> str:
    """Return ``day`` in full with its weekday, as the language writes it: "Dienstag, 24. Februar 2026"."""
    if tag.lower() in {"", "en"}:
        return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"
    from babel.dates import format_date

    return format_date(day, "full", _locale(tag))


def weekday(day: date, tag: str) -> str:
    """Return the weekday of ``day`` as the language calls it: "Dienstag"."""
    return language(tag).weekdays[day.weekday()]


def numeric_readings(text: str, order: str = "") -> list[tuple[int | None, int, int]]:
    """Return each year (or None), month and day that a date in figures can mean.

    With ``order`` "dmy" there is one reading ("03.04.2026" is April 3), and with "mdy" too, where slashes stand
    between the figures. Anything else is read in every order, and has two readings where both are dates.
    """
    if match := re.fullmatch(r"(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?", text):
        return [date for date in [(int(match[1]), int(match[3]), int(match[4]))] if _exists(*date)]
    match = re.fullmatch(r"(\d{1,2})([-/.])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2})|\.)?", text)
    if not match:
        return []
    first, second, year = int(match[1]), int(match[3]), match[4]
    full = int(year) + 2000 * (len(year) == 2) if year else None
    readings = {
        "dmy": (full, second, first),
        "mdy": (full, first, second),
        "ymd": (2000 + first, second, int(year or 0)),
    }
    if order == "dmy" or (order == "mdy" and match[2] == "/"):
        readings = {order: readings[order]}
    elif len(year or "") != 2:
        del readings["ymd"]
    return [reading for reading in dict.fromkeys(readings.values()) if _exists(*reading)]


def in_english(text: str, tag: str) -> str:
    """Return ``text`` with its dates, weekdays and clock times put into English, and the rest as it is.

    "Dienstag, 24. Februar 2026, 15 Uhr" -> "Tuesday, February 24, 2026, 15:00". A date in figures with two readings
    stays.
    """
    for pattern, put in _translations(tag):
        text = pattern.sub(put, text)
    return text


@lru_cache(maxsize=32)
def worded_dates(tag: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a date in words, with the groups day, month and year; none for English."""
    spoken = language(tag)
    return () if spoken.is_english else tuple(re.compile(one, re.IGNORECASE) for one in _worded_dates(spoken))


def numeric_dates(text: str) -> Iterator[re.Match[str]]:
    """Return the matches of dates in figures in ``text``. Versions, addresses and clock times are none."""
    return re.finditer(_NUMERIC, text)


def names_pattern(names: Iterable[str]) -> str:
    """Return an expression of names, the longest first, with or without their accents and dots."""
    spelt = {form for name in names for form in (name.lower().removesuffix("."), folded(name))}
    longest_first = sorted(spelt, key=lambda name: (-len(name), name))
    listed = "|".join(re.sub(r"(?<=\d)(?=\D)", r"\\s?", re.escape(name)) for name in longest_first)
    return rf"(?:{listed})\.?"


def _locale(tag: str) -> Any:
    """Return Babel's locale of a tag, or the nearest above it ("de-US" is read as "de": RFC 4647, section 3.4)."""
    from babel.core import Locale, UnknownLocaleError

    subtags = re.split(r"-\w(?:-|$)", tag, maxsplit=1)[0].split("-")
    if re.fullmatch(r"[A-Za-z]{2,3}(-\w{2,8})*", tag.partition("-x-")[0].partition("-u-")[0]):
        for count in range(len(subtags), 0, -1):
            try:
                return Locale.parse("_".join(subtags[:count]))
            except (UnknownLocaleError, ValueError):
                continue
    named = {name.lower(): code for code, name in Locale("en").languages.items()}
    raise ValueError(f'; did you mean "{named[tag.lower()]}"?' if tag.lower() in named else "")


def _forms(*named: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the number of each name, as spelt and folded. A full name wins over an abbreviation."""
    found: dict[str, int] = {}
    for number, name in (pair for names in named for pair in names):
        plain = name.lower().removesuffix(".")
        spellings = [plain, folded(name), plain.translate(_UMLAUTS), plain.removesuffix("-feira")]
        if plain[:2] in {"星期", "周"} or plain[:1] == "週":
            day = plain[-1]
            spellings += [
                week + last for week in ("星期", "周", "週", "礼拜", "禮拜") for last in (day, *"天" * (day == "日"))
            ]
        for spelling in spellings:
            found.setdefault(spelling, number)
    return found


def _words_between(patterns: Iterable[str]) -> list[str]:
    """Return the words between the fields of CLDR's patterns ("d 'de' MMMM", "d בMMMM")."""
    without_fields = re.sub(r"'([^']*)'|[A-Za-z]+", lambda match: f" {match[1] or ''} ", " ".join(patterns))
    return sorted(set(re.findall(r"[^\W\d_]+", without_fields)))


def _halves(locale: Any) -> dict[str, str]:
    """Return "am", "pm" or "night" for each word for a part of the day."""
    kinds = {"am": "am", "pm": "pm", "morning": "am", "afternoon": "pm", "evening": "pm", "night": "night"}
    found: dict[str, str] = {}
    for width in ("wide", "abbreviated"):
        for period, word in locale.day_periods["format"][width].items():
            if kind := kinds.get(period.rstrip("12")):
                found.setdefault(folded(word), kind)
    return found


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        return False
    return True


_Put = Callable[[re.Match[str]], str]


@lru_cache(maxsize=32)
def _translations(tag: str) -> list[tuple[re.Pattern[str], _Put]]:
    """Return the expressions of what is put into English, each with a function that does it."""
    spoken = language(tag)
    found: list[tuple[str, _Put]] = []
    found += [(pattern.pattern, lambda match: _english_date(match, spoken)) for pattern in worded_dates(tag)]
    found.append((_NUMERIC, lambda match: _english_numbers(match, spoken)))
    if not spoken.is_english:
        found.append((_clocks(spoken), lambda match: _english_clock(match, spoken)))
        found += [(pattern, lambda match: _english_weekday(match, spoken)) for pattern in _weekdays(spoken)]
    return [(re.compile(pattern, re.IGNORECASE), put) for pattern, put in found]


def _worded_dates(spoken: Language) -> list[str]:
    month = rf"(?P<month>{names_pattern(spoken.month_forms)})(?![^\W\d_])"
    joined = rf"[\s,]*(?:(?:{names_pattern(spoken.joiners)})['\u2019]?[\s,]*)?"
    day = r"(?<![\d:.,-])(?P<day>\d{1,2})(?:\.|e?rs?\b|[ºª°]|\s?[日일号號]|\(a\)|(?![\d:]))"
    after = r"(?:\s?[年년]|\.?(?![\d:]|\s?(?:UTC|GMT|Uhr|h)\b))"
    year = rf"(?:{joined}(?P<year>\d{{4}}){after})?"
    forms = [rf"(?<!\d)(?P<year>\d{{4}}){after}{joined}{month}{joined}{day}", rf"{day}{joined}{month}{year}"]
    return forms if spoken.order == "dmy" else [*forms, rf"(?<!\w){month}{joined}{day}{year}"]


def _clocks(spoken: Language) -> str:
    half = names_pattern(spoken.halves) if spoken.halves else r"(?!)"
    begins = r"(?<![\d:.,-])(?<!\dT)"  # not the hour of ISO 8601: 2026-06-16T17:00
    start = rf"{begins}(?P<at>(?<!\w)(?:ore|klo?\.?|um|om|à)\s+)?(?:(?P<before>{half})\s*)?(?P<hour>\d{{1,2}})"
    minute = rf"(?P<mark>[:.]|\s?{_HOUR}\s?)(?P<minute>\d{{2}})(?!\d)\s?[分분]?(?P<unit>\s?{_HOUR}(?!\w))?"
    alone = rf"\s?{_HOUR}(?:(?P<thirty>[半반])|(?![^\W\d_]))"
    return rf"{start}(?:{minute}|{alone})(?:\s*(?P<after>{half})(?!\w))?"


def _weekdays(spoken: Language) -> list[str]:
    """Return expressions of weekdays: a full name anywhere, also "montags"; others before a number or in brackets."""
    forms = spoken.weekday_forms
    long = [name for name in forms if (len(name) > 3 or name[1:] >= "\u2e80") and f"{name}-feira" not in forms]
    short = [name for name in forms if len(name) > 1]
    without_spaces = spoken.weekdays[0] >= "\u2e80"
    start, end = ("", "") if without_spaces else (r"(?<!\w)", r"(?![^\W\d_])")
    return [
        rf"{start}(?P<name>{names_pattern(long)})(?P<many>s|es|en)?{end}",
        rf"(?<!\w)(?P<name>{names_pattern(short)})(?=,?\s*\(?(?:\d|(?:{'|'.join(MONTHS)})\b))",
        rf"(?<=[(\uff08])(?P<name>{names_pattern(forms)})(?=[)\uff09])",
    ]


def _english_date(match: re.Match[str], spoken: Language) -> str:
    month, day = spoken.month_named(match["month"]), int(match["day"])
    year = match["year"]
    if month is None or not _exists(int(year) if year else None, month, day):
        return match[0]
    return _apart(f"{MONTHS[month - 1]} {day}" + (f", {year}" if year else ""), match)


def _english_numbers(match: re.Match[str], spoken: Language) -> str:
    readings = numeric_readings(match[0], spoken.order)
    if len(readings) != 1:
        return match[0]
    (year, month, day), *_ = readings
    return f"{year:04}-{month:02}-{day:02}" if year else f"{MONTHS[month - 1]} {day}"


def _english_clock(match: re.Match[str], spoken: Language) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or (30 if match["thirty"] else 0))
    half = spoken.halves.get(folded(match["before"] or match["after"] or ""), "")
    if hour == 12:
        hour = {"am": 0, "night": 0}.get(half, 12)
    elif (half == "pm" and hour < 12) or (half == "night" and 6 <= hour < 12):
        hour += 12
    is_decimal = match["mark"] == "." and not (match["at"] or match["unit"])
    return match[0] if is_decimal or hour > 23 or minute > 59 else _apart(f"{hour:02}:{minute:02}", match)


def _english_weekday(match: re.Match[str], spoken: Language) -> str:
    number = spoken.weekday_named(match["name"])
    many = match.groupdict().get("many") or ""
    return match[0] if number is None else _apart(WEEKDAYS[number] + "s" * bool(many), match)


def _apart(words: str, match: re.Match[str]) -> str:
    """Return ``words`` with a space at either end where they would join the text there ("24日15時")."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " * before.isalnum() + words + " " * after.isalnum()
