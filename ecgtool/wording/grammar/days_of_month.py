"""Find weekdays in weeks of the month, and on a certain day of it."""

import re
from collections.abc import Iterator, Sequence

from ecgtool.wording.grammar.clause import ClauseDays, ClauseWords
from ecgtool.wording.grammar.days_after import is_week
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import PLACES

_WEEKS = re.compile(
    r"(?P<one>W?O(?:[&-]+W?O)*W{1,2}M|W{1,2}O(?:[&-]+W?O)*W{0,2}M)|O(?P<more>(?:[&-]+W?O)+)W|MO(?:[&-]+O)+|O(?:[&-]+W?O)*W"
)
"""Weeks of the month: "the first week of the month", "weeks 1 and 3", "monthly, the 2nd week"."""
_DAYS = re.compile(r"D(?:[&-]+D)*")
_NEAR = re.compile(r"[W&:(E]{0,4}")
_BEFORE_HOUR = re.compile(r"[W&:-]{0,3}C")
_WITH_NUMBER = re.compile(r"ED&?WN")


def in_weeks(used: ClauseWords) -> ClauseDays | None:
    """Return days in weeks of the month. "Tuesday of the second week" counts as the second Tuesday, with a doubt."""
    for weeks in _weeks(used):
        for days in _DAYS.finditer(used.text):
            if not _belong(used, weeks, days):
                continue
            first, last = sorted((weeks.span(), days.span()))
            is_near = _NEAR.fullmatch(used.text, first[1], last[0])
            taken = used.take(first[0], last[1]) if is_near else [*used.take(*first), *used.take(*last)]
            places = places_of(taken)
            on = tuple(
                f"{place} {day}"
                for place in places
                for day in weekdays_of([t for t in taken if t.kind in {"weekday", "to"}])
            )
            doubt = f"“{' '.join(t.text for t in taken)}” may not always mean those"
            return ClauseDays(
                start=used.tokens[days.start()].start,
                end=used.tokens[days.end() - 1].end,
                on=on,
                every="month",
                doubt=doubt,
            )
    return None


def take_weeks(used: ClauseWords) -> list[Token]:
    """Take the weeks of the month that a clause without a weekday names, "weeks 1 and 3: 9:00"; nothing for none."""
    weeks = next(_weeks(used), None) if "D" not in used.before else None
    return used.take(*weeks.span()) if weeks else []


def _weeks(used: ClauseWords) -> Iterator[re.Match[str]]:
    """Yield the words for weeks of the month. Of "the second week", another word has to say that it is of a month."""
    is_monthly = any(token.value == "month" for token in used.tokens if token.kind == "interval")
    for match in _WEEKS.finditer(used.text):
        of_a_month = match["one"] or match["more"] or used.before[match.start()] == "M" or is_monthly
        if of_a_month and any(is_week(token) for token in used.tokens[match.start() : match.end()]):
            yield match


def _belong(used: ClauseWords, weeks: re.Match[str], days: re.Match[str]) -> bool:
    """Return whether weekdays are those in the weeks, and not "Tuesdays at 9:00, in the first week in the office"."""
    if days.start() >= weeks.end():
        is_first = not re.search(r"[^W]", used.before[: weeks.start()]) and _BEFORE_HOUR.match(used.text, weeks.end())
        return bool(is_first or _NEAR.fullmatch(used.text, weeks.end(), days.start()))
    is_last = not re.search(r"[^.)]", used.before[weeks.end() :])
    return bool(is_last or _NEAR.fullmatch(used.text, days.end(), weeks.start()))


def with_number(used: ClauseWords) -> ClauseDays | None:
    """Return weekdays that are a certain day of the month, "every Friday the 13th", as a rule."""
    match = _WITH_NUMBER.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    rule = f"FREQ=MONTHLY;BYDAY={taken[1].value[:2].upper()};BYMONTHDAY={taken[-1].value}"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="month", rrule=rule)


def places_of(taken: Sequence[Token]) -> list[str]:
    """Return the places in the month in the words. A range also has those between its ends: "2nd to 4th"."""
    places: list[str] = []
    to = False
    for token in taken:
        if token.kind == "ordinal":
            is_range = to and places and _numbered(places[-1]) < _numbered(token.value)
            places += PLACES[_numbered(places[-1]) + 1 : _numbered(token.value) + 1] if is_range else (token.value,)
        to = _is_range(token)
    return places


def _numbered(place: str) -> int:
    """Return how many places in the month come before one; -1 for one that is counted from its end."""
    return PLACES.index(place) if place in PLACES[:5] else -1


def _is_range(token: Token) -> bool:
    return token.kind == "to" or token.text in {"-", "\u2013", "\u2014"}


def weekdays_of(taken: Sequence[Token]) -> list[str]:
    """Return the weekdays in the words. A range also has the days between its ends."""
    days: list[str] = []
    to = False
    for token in taken:
        if token.kind == "weekday":
            first = WEEKDAYS.index(days[-1]) if to and days else WEEKDAYS.index(token.value)
            last = WEEKDAYS.index(token.value)
            days += [
                WEEKDAYS[n % 7] for n in range(first + bool(to and days), (last if last >= first else last + 7) + 1)
            ]
        to = _is_range(token)
    return days
