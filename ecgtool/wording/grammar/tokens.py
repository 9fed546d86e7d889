"""Cut a sentence into words with their kinds: weekday, ordinal, interval, clock, zone, date, "until", "except" ...

No word of a sentence is dropped here, so that a later step can report those that it did not use.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from ecgtool.wording.clocks import Clock, find_clocks, without_clock
from ecgtool.wording.grammar.lengths import find_lengths, find_shifts
from ecgtool.wording.grammar.misspelt import meant_by
from ecgtool.wording.grammar.sentence_months import months_bounds, named_months
from ecgtool.wording.grammar.weekday_words import find_weekdays
from ecgtool.wording.grammar.zone_tokens import ZoneWord, zones
from ecgtool.wording.reading import (
    WEEKDAYS,
    find_dates,
)
from ecgtool.wording.vocabulary import COUNTS, PLACES, UNITS, numbers_from_sixth, ordinals, word_patterns

INTERVALS: Mapping[str, str] = {
    "daily": "day", "weekly": "week", "fortnightly": "2 weeks", "monthly": "month", "two-monthly": "2 months",
    "doubtful": "2 months", "quarterly": "3 months", "yearly": "year",
}  # fmt: skip
_MONTHS_OF: Mapping[str, tuple[int, ...]] = {
    "odd-months": tuple(range(1, 13, 2)), "even-months": tuple(range(2, 13, 2)),
}  # fmt: skip
_ORDER = (
    "every-n", "odd-months", "even-months",
    "vague", "fortnightly", "two-monthly", "doubtful", "quarterly", "yearly", "count", "past-times", "season",
    "of-month", "monthly", "weekly", "daily", "odd", "even", "work-days", "weekdays", "ended", "proposed", "early",
    "alternating", "turns", "then", "start", "last", "until", "off", "moved",
    "excepted", "except", "weekends",
    "poll", "after", "switch", "bend", "condition",
    "past", "other", "every", "now", "next", "private", "aside", "not",
    "meet", "and", "or", "to",
)  # fmt: skip
"""The kinds of words, in the order in which they are looked for: a phrase before the words in it."""
_MONTH_DAY = {
    "en": r"(?P<day>\d{1,2})(?:(?:st|nd|rd|th)(?!\w)|"
    r"(?:(?<=\bday\s\d)|(?<=\bday\s\d\d))(?=\sof\b|,?\s?(?:at\s)?\x00))",
    "de": r"(?<![\d.])(?P<day>\d{1,2})\.(?=\s?(?:eines|des|jede[ns]|im|um\s|\x00))",
    "ja": r"(?P<day>\d{1,2})日", "zh": r"(?P<day>\d{1,2})[日号號]",
    "fr": r"(?:(?<=le\s)|(?<=les\s)|(?<=\bet\s)(?=\d{1,2}\s\x00))(?P<day>\d{1,2})(?!\w)",
    "es": r"(?:(?<=día\s)|(?<=días\s)|(?<=\d\sy\s)(?=\d{1,2}\s\x00)|(?<=el\s)(?=\d{1,2}\s(?:\x00|y\s)))"
    r"(?P<day>\d{1,2})(?!\w)",
    "pt": r"(?:(?<=dia\s)|(?<=dias\s)|(?<=\d\se\s)(?=\d{1,2}\s\x00))(?P<day>\d{1,2})(?!\w)",
    "it": r"(?<=il\s)(?P<day>\d{1,2})(?!\w)",
    "nl": r"(?P<day>\d{1,2})(?:e|de|ste)(?!\w)",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s|)\]>]+")
_DAY_KINDS = frozenset({"weekday", "ordinal", "other", "interval"})
_OF_EXCEPTIONS = frozenset({"off", "moved", "not", "except"})
"""Kinds of words beside dates on which the rule may not hold."""
_YEARS = 8
"""How many years back a date is looked for that is on the weekday beside it. It is on it after five to eleven."""
_OF_12 = ("en", "es")
"""The languages in which "4:30" may be in the afternoon."""
_OF_24 = re.compile(
    r"(?<![\d:])(?:(?:0\d|1[3-9]|2[0-3]):[0-5]\d(?!\s?[ap]\.?m)(?!\d|:\d)|(?:1[3-9]|2[0-3])\s?[-\u2013]\s?(?:1[4-9]|2[0-4])\b)",
    re.IGNORECASE,
)
"""A clock time of a clock with 24 hours. The others beside it are of that clock, too."""
_WEEK_NUMBERS = re.compile(
    r"(?<!iso\s)(?<!calendar\s)\b(?P<week>weeks?|Wochen?|semaines?|semanas?|settiman[ae]|week|weken)\s"
    r"(?P<numbers>[1-5](?P<more>(?:\s?(?:,|&|/|\+|and|und|et|y|e|en)\s?[1-5](?!:?\d))*))(?!:?\d|\s?[,\u2013-]?\s?(?:\d|and\sso|etc))"
    r"(?P<of>\s(?:of|in|des|eines|du|de|del|do|van)\s(?:the\s|each\s|every\s|any\s|a\s|cada\s|chaque\s|ogni\s|elke\s)?"
    r"(?:month|Monats|mois|mes|m[eê]s|mese|maand)\b)?",
    re.IGNORECASE,
)
"""Numbers of the weeks of a month: "weeks 1 and 3 of the month"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A word of a sentence, or a few that mean one thing: its kind, where it stands, and what it means.

    ``meant`` is the known word that a misspelt one is taken for; "" for any other.
    """

    start: int
    end: int
    kind: str
    text: str
    value: Any = None
    meant: str = ""


class Lexer:
    """Cuts one text. What was taken is blotted out, so that later kinds do not find it."""

    def __init__(self, text: str, near: date, language: str, *, alone: bool, order: str) -> None:
        self.text, self.rest, self.language, self.near = text, text, language, near
        self.tokens: list[Token] = []
        for address in _ADDRESS.finditer(text):  # whose words say nothing of the meetings: "meet.example.org/new"
            self.tokens.append(Token(start=address.start(), end=address.end(), kind="word", text=address[0]))
            self.rest = f"{self.rest[: address.start()]}{' ' * len(address[0])}{self.rest[address.end() :]}"
        for found in (*find_dates(text, near, language, order), *months_bounds(text, near, language)):
            self._take("date" if found.sure else "unsure date", found.start, found.end, found)
        self._clocks(alone=alone)
        self._weeks()
        for kind in _ORDER:
            if kind == "and":
                self._days()
            self._words(kind)
        for match in re.finditer(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+|[^\w\s\x00]", self.rest):
            kind = "word" if match[0][0].isalpha() else "mark"
            self.tokens.append(Token(start=match.start(), end=match.end(), kind=kind, text=match[0]))
        self.tokens.sort(key=lambda token: token.start)
        following = ""
        for n, token in reversed(list(enumerate(self.tokens))):  # from the end on, for "thrid Wedensday"
            if token.kind == "word":
                self.tokens[n] = self._respelt(token, following)
            following = self.tokens[n].kind
        self._settle_years()

    def _settle_years(self) -> None:
        """Give a date without a year the last one in which it is on the weekday beside it: "Monday 13 September".

        A date that may be without a meeting is only in doubt then: the weekday may be wrong, and not the year.
        """
        is_exception = any(token.kind in _OF_EXCEPTIONS for token in self.tokens)
        for n, token in enumerate(self.tokens):
            if token.kind != "date" or token.value.has_year:
                continue
            beside = [
                one
                for one in (*self.tokens[max(n - 2, 0) : n], *self.tokens[n + 1 : n + 3])
                if one.text not in {",", "(", ")"}
            ]
            named = {str(one.value) for one in beside if one.kind == "weekday" and not one.text.endswith("days")}
            if len(named) != 1 or WEEKDAYS[token.value.day.weekday()] in named:
                continue
            (weekday,) = named
            day = _last_on(weekday, token.value.day, self.near)
            if is_exception or day is None:
                self.tokens[n] = replace(token, kind="unsure date")
            else:
                self.tokens[n] = replace(token, value=token.value._replace(day=day))

    def _respelt(self, token: Token, following: str) -> Token:
        """Return a word as the known one that it misspells. ``following`` is the kind of the word behind it."""
        meant = meant_by(token.text, self.language, is_before_days=following in _DAY_KINDS)
        known = _cut(meant, self.near, self.language, alone=False, order="") if meant else ()
        if (
            len(known) != 1
            or known[0].kind == "word"
            or (known[0].kind == "month" and following not in {"mark", "number", "word", ""})
        ):
            return token
        return replace(token, kind=known[0].kind, value=known[0].value, meant=meant)

    def _take(self, kind: str, start: int, end: int, value: object = None) -> None:
        self.tokens.append(Token(start=start, end=end, kind=kind, text=self.text[start:end], value=value))
        self.rest = without_clock(self.rest, [(start, end)])

    def _month_days(self) -> None:
        """Take days of the month, in figures and in words."""
        if form := _MONTH_DAY.get(self.language):
            for match in re.finditer(form, self.rest, re.IGNORECASE):
                if 1 <= int(match["day"]) <= 31:
                    self._take("number", *match.span(), int(match["day"]))
        named = "|".join(numbers_from_sixth(self.language))
        of_month = rf"\b(?:{named})(?=\s(?:\x00|and\s(?:the\s)?(?:{named})))"
        for match in re.finditer(of_month, self.rest, re.IGNORECASE) if named else ():
            self._take("number", *match.span(), numbers_from_sixth(self.language)[match[0].lower()])

    def _weeks(self) -> None:
        """Take the numbers of a month's weeks as places: "week 2 of the month", "weeks 1 and 3"."""
        for match in _WEEK_NUMBERS.finditer(self.rest):
            if not (match["of"] or match["more"]):
                continue  # the week of the year
            self._take("word" if match["of"] else "of-month", *match.span("week"))
            for number in re.finditer(r"\d", match["numbers"]):
                start = match.start("numbers") + number.start()
                self._take("ordinal", start, start + 1, PLACES[int(number[0]) - 1])

    def _clocks(self, *, alone: bool) -> None:
        for shift in find_shifts(self.rest):
            self._take("shift", shift.start, shift.end, shift.lasts)
        lasting = find_lengths(self.rest)
        found = [
            c for c in find_clocks(self.rest) if not any(one.start < c.end and c.start < one.end for one in lasting)
        ]
        for length in lasting:
            if verb := re.search(r"\blast(?=\s(?:(?:about|around|for|up\sto)\s)?$)", self.text[: length.start]):
                self._take("word", *verb.span())  # "calls last an hour"
            self._take("length", length.start, length.end, length.lasts)
        with_clocks, beginnings = self.rest, [replace(one, end=one.first_end or one.end) for one in found]
        for clock in found:
            is_sure = _OF_24.search(self.text) or (
                self.language not in _OF_12 and ":" in self.text[clock.start : clock.end]
            )
            self._take("clock", clock.start, clock.end, replace(clock, other=None) if is_sure else clock)
        outside = zones(self.rest, found, self.language, alone=alone)
        inside = () if outside else zones(with_clocks, beginnings, self.language, alone=alone)
        for zone in outside or inside:  # "16:00 UTC till 18:00", but not the end of "12:00-13:00"
            if zone in inside and zone.text[0] in "+-\u2212":
                continue
            self._take("zone", zone.start, zone.end, zone)

    def _words(self, kind: str) -> None:
        form = word_patterns(self.language).get(kind)
        for match in form.finditer(self.rest) if form else ():
            if kind == "past-times":
                year = int(match[0][-4:]) if match[0][-4:].isdigit() else 0
                if year - match[0].lower().startswith("before") < self.near.year:
                    self._take("past", *match.span())
                continue
            if kind in _MONTHS_OF:
                self._take("months", *match.span(), _MONTHS_OF[kind])
                continue
            if kind == "weekends":
                self._take("weekdays", *match.span(), "weekend")
                continue
            if kind == "ended":
                self._take("off", *match.span(), "ended")
                continue
            is_interval = kind in INTERVALS or kind == "every-n"
            self._take("interval" if is_interval else kind, *match.span(), _value(kind, match, self.language))
            if kind == "doubtful":
                self.tokens[-1] = replace(self.tokens[-1], kind="unsure interval")

    def _days(self) -> None:
        for match in ordinals(self.language).finditer(self.rest):
            self._take("ordinal", *match.span(), match.lastgroup)
        for start, end, number in list(find_weekdays(self.rest, self.language)):
            self._take("weekday", start, end, WEEKDAYS[number])
        self._month_days()
        for start, end, number in list(named_months(self.text, self.rest, self.language)):
            self._take("month", start, end, number)


def tokens(text: str, near: date, language: str = "en", *, alone: bool = False, order: str = "") -> list[Token]:
    """Return the words of ``text`` in order. A date without a year is the one nearest to ``near``.

    With ``alone``, the text may be nothing but a zone's name, as in a table's cell. ``order`` is that of dates in
    figures, where it is known.
    """
    return list(_cut(text, near, language, alone=alone, order=order))


@lru_cache(maxsize=4096)
def _cut(text: str, near: date, language: str, *, alone: bool, order: str) -> tuple[Token, ...]:
    """Return the words of ``text``. A page is read twice: for its meetings, and for what these do not explain."""
    return tuple(Lexer(text, near, language, alone=alone, order=order).tokens)


def _value(kind: str, match: re.Match[str], language: str) -> object:
    """Return what words of a kind mean: an interval, the parts of a season, or else the words themselves."""
    if kind == "season":
        return {"text": match[0], **match.groupdict()}
    return _every_n(match, language) if kind == "every-n" else INTERVALS.get(kind, match[0])


def _last_on(weekday: str, day: date, near: date) -> date | None:
    """Return the last of the days of that month and day which is such a weekday, in the years before ``near``."""
    years = (day.replace(year=near.year - back) for back in range(_YEARS) if day.month != 2 or day.day < 29)
    return next((one for one in years if one <= near and WEEKDAYS[one.weekday()] == weekday), None)


def _every_n(match: re.Match[str], language: str) -> str:
    """Return how often "every three weeks", "every third week" and "every two Mondays" are."""
    number, unit = match["n"].lower(), (match["unit"] or "week").lower()
    figures, place = re.match(r"\d+", number), ordinals(language).fullmatch(number)
    if figures or place:
        count = int(figures[0]) if figures else PLACES.index(str(place and place.lastgroup)) + 1
    else:
        count = COUNTS.get(number) or numbers_from_sixth(language)[number]
    name = next(name for name, beginnings in UNITS.items() if unit.startswith(beginnings))
    if name == "day" and count in {7, 14, 15, 21, 28}:
        count, name = count // 7, "week"
    return f"{count} {name}s" if count > 1 else name


def clock_of(token: Token) -> Clock:
    """Return the clock time of a token of that kind."""
    if not isinstance(token.value, Clock):
        raise TypeError(token.kind)
    return token.value


def zone_of(token: Token) -> ZoneWord:
    """Return the zone of a token of that kind."""
    if not isinstance(token.value, ZoneWord):
        raise TypeError(token.kind)
    return token.value
