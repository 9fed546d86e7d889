"""Find weekdays in weeks of the month, and on a certain day of it."""

import re
from collections.abc import Sequence

from ecgtool.wording.clause import ClauseDays, ClauseWords
from ecgtool.wording.days_after import is_week
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.tokens import Token

_WEEKS = re.compile(
    r"W?O(?:[&-]+W?O)*W{0,2}M[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&E]{0,4}O(?:[&-]+W?O)*W{0,2}M"
    r"|MO(?:[&-]+O)+[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&:(]{0,4}MO(?:[&-]+O)+"
)
_MONTHLY_IN_WEEKS = re.compile(r"O(?:[&-]+W?O)*W[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&E]{0,4}O(?:[&-]+W?O)*W")
_WITH_NUMBER = re.compile(r"ED&?WN")


def in_weeks(used: ClauseWords) -> ClauseDays | None:
    """Return days in weeks of the month. "Tuesday of the second week" counts as the second Tuesday, with a doubt."""
    is_monthly = any(token.value == "month" for token in used.tokens if token.kind == "interval")
    more = _MONTHLY_IN_WEEKS.finditer(used.text) if is_monthly else ()
    for match in (*_WEEKS.finditer(used.text), *more):
        if any(is_week(token) for token in used.tokens[match.start() : match.end()]):
            taken = used.take(*match.span())
            places = [t.value for t in taken if t.kind == "ordinal"]
            days = weekdays_of([t for t in taken if t.kind in {"weekday", "to"}])
            on = tuple(f"{place} {day}" for place in places for day in days)
            doubt = f"“{' '.join(t.text for t in taken)}” may not always mean those"
            return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month", doubt=doubt)
    return None


def with_number(used: ClauseWords) -> ClauseDays | None:
    """Return weekdays that are a certain day of the month, "every Friday the 13th", as a rule."""
    match = _WITH_NUMBER.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    rule = f"FREQ=MONTHLY;BYDAY={taken[1].value[:2].upper()};BYMONTHDAY={taken[-1].value}"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="month", rrule=rule)


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
        to = token.kind == "to" or token.text in {"-", "\u2013", "\u2014"}
    return days
