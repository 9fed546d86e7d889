"""Use the dates on a page: those of lists and tables, and those that a rule is counted from."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from ecgtool.learn.meetings.belonging import is_of_meetings
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.times.called_off import is_off, may_be_off
from ecgtool.learn.times.timetable import NO_DATE, Timetable, in_step
from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.rhythm import Rhythm, has

_YEAR = 366
_WITH_GAP = 2
"""So many blocks on is a table, with the empty line above it."""
_NO_ROW = frozenset({"off", "not", "moved", "except", "start", "until"})
"""Kinds of words beside dates that are not those of all meetings."""
_SAYS_HOW_OFTEN = frozenset({"every", "other", "off", "not", "except", "weekly"})


def dated_of(found: Found | None, survey: Survey) -> list[PlacedClause]:
    """Return the dated clauses for a meeting: those of its section, and others where it is the page's only one.

    So are those of a list or a table in any section, if its dates are those of the rule.
    """
    if found is None:
        return [said for said in survey.dated if not find_words("deadline-title", said.passage.title)]
    rhythmic = [block for block in _blocks(survey.dated) if _meetings_of(block, survey) == [found]]
    listed = {said.passage for block in rhythmic for said in block}
    if len(survey.meetings) < 2:
        return [said for said in survey.dated if is_of_meetings(said, found) or said.passage in listed]
    others = survey.passages_of_others(found)
    section = found.said[0].passage.section
    return [
        said
        for said in survey.dated
        if (said.passage.section == section and said.passage not in others) or said.passage in listed
    ]


def _blocks(dated: Iterable[PlacedClause]) -> Iterable[list[PlacedClause]]:
    """Return the entries of each list and table."""
    blocks: dict[int, list[PlacedClause]] = {}
    for said in dated:
        if said.passage.cells or said.passage.depth:
            blocks.setdefault(said.passage.block, []).append(said)
    return blocks.values()


def _meetings_of(block: Sequence[PlacedClause], survey: Survey) -> list[Found]:
    """Return the meetings of which a list or a table has the dates, whatever it is called: "Cooks", "Motions"."""
    if find_words("deadline-title", block[0].passage.title):
        return []
    return [one for one in survey.meetings if _is_of_rule(block, one)]


def _is_of_rule(block: Sequence[PlacedClause], found: Found) -> bool:
    """Return whether the dates of a list are a rule's: on its days, as far apart, and at no other hour.

    One in four may be another date. Of a weekly rule, it has to have three or more, without long gaps.
    """
    if found.days is None or not found.days.on:
        return False
    every = found.terms.interval or found.days.every
    weeks = int(every.split()[0]) if every.endswith("weeks") else 1
    dates = sorted({said.clause.dates[0].day for said in block})
    own = [day for day in dates if has(Rhythm(every=every, on=found.days.on), day)]
    fitting = max(
        ([day for day in own if (day - first).days // 7 % weeks == 0] for first in own), key=len, default=[]
    )
    hours = {hour.at for said in block for part in said.clause.parts for hour in part.hours}
    gaps = [(later - day).days for day, later in pairwise(fitting)]
    is_dense = every != "week" or (len(fitting) > 2 and max(gaps) < 15)
    is_at_its_hour = not hours or not hours.isdisjoint(hour.at for hour in found.hours)
    return len(fitting) > 1 and 4 * len(fitting) >= 3 * len(dates) and is_dense and is_at_its_hour


def listed_entries(found: Found | None, survey: Survey) -> list[PlacedClause]:
    """Return the entries of lists and tables with two dates or more, but not of moved meetings."""
    entries = (said for said in dated_of(found, survey) if not said.clause.kinds & {"moved"})
    several = [block for block in _blocks(entries) if len(block) > 1]
    if found is None:
        several = [block for block in several if any(_is_of_meetings(said) for said in block)]
    return [said for block in several for said in block]


def set_apart(survey: Survey, near: date) -> None:
    """Call the dates of a list or a table in another section no meetings of the page's only rule, if they are not.

    Most are on other weekdays, and none at its hour. What the page says elsewhere may be about those meetings.
    """
    rule = survey.meetings[0] if len(survey.meetings) == 1 else None
    if rule is None or rule.days is None:
        return
    days = Rhythm(every="week", on=tuple(str(day).rpartition(" ")[2] for day in rule.days.on))
    section = rule.said[0].passage.section
    for block in _blocks(said for said in listed_entries(rule, survey) if said.passage.section is not section):
        hours = {hour.at for said in block for part in said.clause.parts for hour in part.hours}
        off = [said for said in block if not has(days, said.clause.dates[0].day)]
        coming = max(block, key=lambda said: said.clause.dates[0].day)
        is_recent = coming.clause.dates[0].day > near - timedelta(_YEAR)
        if hours and hours.isdisjoint(hour.at for hour in rule.hours) and 2 * len(off) > len(block) and is_recent:
            survey.dated = [said for said in survey.dated if said not in block]
            survey.doubts.append((coming, "it and the dates beside it are not those of the rule"))
            survey.is_shared = True


def follow_lists(survey: Survey, near: date) -> None:
    """Take for no rule days of which the page lists the dates: "on these Thursdays at 15:00 UTC:" above a list.

    So are "Sundays at 14:00" right above a list or a table of coming dates that are all more than a week apart.
    """
    for one in survey.meetings:
        own = one.said[0]
        if one.days is None or one.days.every != "week" or one.terms.interval or own.clause.kinds & _SAYS_HOW_OFTEN:
            continue
        days = Rhythm(every="week", on=one.days.on)
        listed = [said for said in listed_entries(one, survey) if said.passage.section is own.passage.section]
        named = find_words("these-days", own.text, survey.language)
        below = [said for said in listed if named or said.passage.announced == own.passage.text]
        is_announced = bool(below)
        below = below or [said for said in listed if _is_right_below(said.passage, own.passage)]
        rows = [said for said in dated_of(one, survey) if is_row_of_dates(said)]
        rows = [said for said in rows if said.passage.section is own.passage.section]
        dates = sorted(
            [*(said.clause.dates[0].day for said in below), *(day.day for said in rows for day in said.clause.dates)]
        )
        coming = [day for day in dates if day >= near]
        are_apart = len(coming) > 1 and all(later - day > timedelta(7) for day, later in pairwise(dates))
        is_followed = is_announced or (are_apart and not any(map(is_off, below)))
        if len(dates) > 1 and all(has(days, day) for day in dates) and is_followed:
            one.days = None


def _is_right_below(passage: Passage, other: Passage) -> bool:
    """Return whether a list or a table begins below a passage, with at most an empty line between."""
    return not passage.announced and 0 <= passage.block - other.block <= _WITH_GAP


def is_row_of_dates(said: PlacedClause) -> bool:
    """Return whether a clause is three or more dates of meetings, by its label or title: "Dates: 4 May, ..."."""
    kinds = {token.kind for token in said.clause.tokens if not token.text.isdigit()}
    labelled = is_about_meetings(said.passage.label) and not said.clause.kinds & _NO_ROW
    titled = is_about_meetings(said.passage.title) and kinds <= {"date", "mark", "and"}
    return len(said.clause.dates) > 2 and (labelled or titled)


def listed_dates(found: Found | None, survey: Survey) -> list[date]:
    """Return the dates of lists and tables with two or more, and those beside the rule, but not moved ones."""
    own = [said for said in (found.said if found else []) if not said.clause.kinds & {"off", "moved"}]
    own += [
        said
        for said in dated_of(found, survey)
        if (
            "next" in said.clause.kinds
            or (said.at + said.clause.start == 0 and said.clause.tokens[0].kind == "then")  # "After that: 12 April"
            or (len(said.clause.dates) > 1 and is_about_meetings(said.passage.label))
            or is_row_of_dates(said)
        )
        and not said.clause.kinds & {"off", "moved"}
    ]
    ends = [found.terms.until, found.terms.last] if found else []
    own = [said for said in own if not (found and said in found.others)]
    more = {one.day for said in own for one in said.clause.dates if one not in ends}
    return sorted({said.clause.dates[0].day for said in listed_entries(found, survey)} | more)


def _is_of_meetings(said: PlacedClause) -> bool:
    """Return whether a dated entry is that of a meeting: it has a clock time, or a title above it says so."""
    titles = (*said.passage.titles, said.passage.above.text if said.passage.above else "", said.passage.title)
    return "clock" in said.clause.kinds or any(is_about_meetings(title) for title in titles)


def is_about_meetings(title: str) -> bool:
    """Return whether a title says that what is below it is about meetings or dates."""
    return bool(find_words("meetings-title", title))


def first_by_date_beside(found: Found, survey: Survey, times: Timetable, today: date) -> None:
    """Start the rule on a date beside it that is one of its days, where nothing else tells when it begins."""
    on = times.keys.get("on")
    if not times.guesses.get("schedule.start", "").startswith(NO_DATE) or found.turn[1] > 1 or not on:
        return
    rhythm = Rhythm(
        every="week" if "week" in times.keys["every"] else "month", on=tuple(on) if isinstance(on, list) else (on,)
    )
    own = {id(said.passage) for said in found.said}
    sections = {said.passage.section for said in found.said}
    all_dated = [*survey.dated, *survey.loose, *survey.over]
    dated = [said for said in all_dated if not _is_no_first_date(said)]
    beside = [
        said
        for said in dated
        if id(said.passage) in own
        or said.passage.is_heading
        or is_only("start-title", said.passage.title, survey.language)
    ]
    near = [*beside, *(said for said in dated if said.passage.section in sections)]  # those beside it first
    days = [one.day for said in near for one in said.clause.dates]
    if day := next((day for day in days if has(rhythm, day) and abs(day - today) < timedelta(_YEAR)), None):
        times.keys["start"] = day
        times.guesses["schedule.start"] = f"by {day}, which stands beside the rule"
    elif words := _words_for(found, rhythm):
        times.keys["start"], text = words
        times.guesses["schedule.start"] = f"by “{text}”, of which only this reading is one of its days"
    elif rhythm.every == "month" and (month := _named_month(found)):
        coming = (today + timedelta(days=n) for n in range(_YEAR))
        times.keys["start"] = next(day for day in coming if day.month == month.value and has(rhythm, day))
        times.guesses["schedule.start"] = f"by “{month.text}”, which stands beside the rule"
    else:
        here = [said for said in all_dated if id(said.passage) in own or said.passage.section in sections]
        days = [one.day for said in (*found.said, *found.others, *here) for one in said.clause.dates]
        if day := next((day for day in days if has(rhythm, day) and abs(day - today) < timedelta(_YEAR)), None):
            times.keys["start"] = in_step(times.keys["every"], rhythm, day, today)
            times.guesses["schedule.start"] = f"in step with {day}, which stands beside the rule"


def _is_no_first_date(said: PlacedClause) -> bool:
    """Return whether a clause says of a date that there is none, an end, or something else from it on.

    There are meetings before it, so that it is no first date.
    """
    terms, kinds = said.clause.terms, said.clause.kinds
    has_hours = any(part.hours for part in said.clause.parts) or said.clause.shift
    is_change = terms.first is not None and bool(terms.interval or has_hours)
    return bool(kinds & {"off", "moved", "not", "until", "last"}) or is_change or may_be_off(said)


def _words_for(found: Found, rhythm: Rhythm) -> tuple[date, str] | None:
    """Return the day that a date in figures beside a rule means by it, "3/10/2026", and its words; None for none."""
    unsure = (token for said in found.said for token in said.clause.tokens if token.kind == "unsure date")
    for token in unsure:
        day = token.value.day
        readings = {day, day.replace(month=day.day, day=day.month)} if day.day < 13 else {day}
        if token.value.has_year and len(fitting := [one for one in readings if has(rhythm, one)]) == 1:
            return fitting[0], token.text
    return None


def doubt_by_old_dates(found: Found, survey: Survey, times: Timetable, today: date) -> None:
    """Make a rule a guess where three or more dates beside it are its days, and the last of them is long over."""
    on = times.keys.get("on")
    if not on or not found.said:
        return
    days = tuple(str(day).rpartition(" ")[2] for day in (on if isinstance(on, list) else [on]))
    section = found.said[0].passage.section
    here = [said for said in (*survey.dated, *survey.over) if said.passage.section is section]
    dates = {one.day for said in here for one in said.clause.dates if WEEKDAYS[one.day.weekday()] in days}
    if len(dates) < 3 or max(dates) > today - timedelta(_YEAR / 2):
        return
    key = "schedule.every" if "every" in times.keys else "schedule.rrule"
    times.guesses.setdefault(key, f"although the dates beside it end on {max(dates)}")
    if (why := times.guesses.get("schedule.start", "")).startswith(NO_DATE):
        times.guesses["schedule.start"] = why.replace(NO_DATE, f"{NO_DATE} after {max(dates)}")


def _named_month(found: Found) -> Token | None:
    """Return the month in which a rule is said to begin, or to be held next: "next in April 2026"; None for none."""
    for said in found.said:
        if match := re.search(r"[Sx]W{0,2}(m)", letters(said.clause.tokens)):
            return said.clause.tokens[match.start(1)]
    return None
