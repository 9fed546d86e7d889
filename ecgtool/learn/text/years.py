"""Tell in which year dates without one are: that of the title above them, or that which their order gives."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

from ecgtool.learn.text.passages import Passage
from ecgtool.wording.reading import find_dates

_YEAR = re.compile(r"\b20\d\d\b(?!\s?[/\u2013-]\s?\d)")
_LEAP_DAY = (2, 29)
_FEWEST = 3
"""With fewer dates, a list has no order to be sure of."""
_TURNS = 2
"""With so many ends of a year in it, it has none."""


def near_dates(passages: Sequence[Passage], near: date, language: str) -> Mapping[Passage, date]:
    """Return for passages the date to which their dates without a year are the nearest ones, where not ``near``."""
    found = {one: day for one in passages if (day := one.record or _middle_of_year(one.title, near, language))}
    listed = (one for one in passages if (one.cells or one.depth) and one not in found)
    for _, block in groupby(listed, key=lambda one: one.block):
        found |= dict(_in_order(list(block), near, language))
    headings = [one for one in passages if one.is_heading and one not in found]
    found |= dict(_in_order(headings, near, language))
    return found


def _middle_of_year(title: str, near: date, language: str) -> date | None:
    """Return the middle of the year in a title, "Dates of 2026"; None for none, or where it names a day."""
    years = _YEAR.findall(title)
    return date(int(years[0]), 7, 1) if len(years) == 1 and not find_dates(title, near, language) else None


def _in_order(block: Sequence[Passage], near: date, language: str) -> Iterator[tuple[Passage, date]]:
    """Yield the dates of a list's items, or a table's rows, from the first to the last, or back, over a year's end.

    Of two years as near, a list that goes on is one of dates to come, and one that goes back one of past dates.
    """
    dated = [(one, dates[0]) for one in block if (dates := find_dates(one.text, near, language))]
    has_leap_day = any((day.day.month, day.day.day) == _LEAP_DAY for _, day in dated)  # it tells the year itself
    if len(dated) < _FEWEST or has_leap_day or any(day.has_year for _, day in dated):
        return
    for ordered, is_coming in ((dated, True), (dated[::-1], False)):
        days = [(day.day.month, day.day.day) for _, day in ordered]
        turns = [n for n, (one, other) in enumerate(pairwise(days), 1) if other <= one]
        if len(turns) < _TURNS:
            turn = turns[0] if turns else len(days)
            firsts = [date(near.year + n, *days[0]) for n in (-1, 0, 1)]
            lasts = [date(one.year + (turn < len(days)), *days[-1]) for one in firsts]
            ahead = [max((one - near).days, 0) * (1 if is_coming else 2) for one in firsts]
            ago = [max((near - one).days, 0) * (2 if is_coming else 1) for one in lasts]
            year = min(zip(map(max, ahead, ago), firsts, strict=True))[1].year
            yield from ((one, date(year + (n >= turn), *days[n])) for n, (one, _) in enumerate(ordered))
            return
