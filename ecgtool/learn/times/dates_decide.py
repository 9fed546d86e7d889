"""Let the dates on a page decide between two readings of a rule: "every third Monday" is of a month, or of weeks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ecgtool.wording.grammar.clause import ClauseDays
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import PLACES

_WEEKS = re.compile(r"may also mean every (?P<every>(?P<count>\d) weeks)")


def decided_by_dates(days: ClauseDays, dates: Sequence[date]) -> ClauseDays:
    """Return the days, in weeks where dates on their weekday are so many weeks apart, and not at their place.

    Those every two weeks are each second one of a month where three or more dates are, and are not in step.
    """
    place, _, name = str(days.on[0]).rpartition(" ") if len(days.on) == 1 else ("", "", "")
    own = sorted({day for day in dates if WEEKDAYS[day.weekday()] == name})
    places = {PLACES[(day.day - 1) // 7] for day in own}
    apart = [(later - day).days for day, later in pairwise(own)]
    weeks = _WEEKS.search(days.doubt)
    if weeks and own and places != {place} and not any(gap % (7 * int(weeks["count"])) for gap in apart):
        return replace(days, on=(name,), every=weeks["every"], doubt="")
    if weeks and len(own) > 1 and places == {place}:
        return replace(days, doubt="")
    if days.every == "2 weeks" and len(own) > 2 and places == {"second"} and any(gap % 14 for gap in apart):
        why = f"by the dates {', '.join(map(str, own[:4]))}"
        return replace(days, on=(f"second {name}",), every="month", doubt=why)
    return days
