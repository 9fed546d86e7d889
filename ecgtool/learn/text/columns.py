"""Read what the titles of a table's columns, and a line's label, say of the cells: zones, ends, odd or even weeks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.titles import months_in, read_by_titles, with_titles
from ecgtool.wording.clocks import find_clocks, without_clock
from ecgtool.wording.grammar.clause import Clause, ClauseDays, ClausePart, Hour, Terms
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.grammar.zone_tokens import ZoneWord, zones
from ecgtool.wording.page_words import find_words, is_only, page_words
from ecgtool.wording.vocabulary import ordinals

_DAY = date(2026, 1, 1)
_NAME = re.compile(r"[A-Z][a-z]{1,2}|[^\W\d_a-z][\w'-]+(?:\s[^\W\d_a-z][\w.'-]*)+")
"""A name that may have that of a day: "Mo", "Wednesday Example"."""


def with_columns(clause: Clause, passage: Passage, language: str) -> None:
    """Add to a clause what the columns or the label of its passage say: zones of hours, ends, how often, how long."""
    _with_column_ends(clause, passage)
    _with_column_zones(clause, passage, language)
    _with_column_days(clause, passage, language)
    _with_column_turns(clause, passage, language)
    with_titles(clause, passage, language)
    if starts_in_column(passage) and len(clause.dates) == 1:
        clause.terms = replace(clause.terms, first=clause.terms.first or clause.dates[0])


def starts_in_column(passage: Passage) -> bool:
    """Return whether a row of a table has a column for the date from which it holds."""
    return any(is_only("valid-from", title) for title in passage.titles[: len(passage.cells)])


def is_end(label: str) -> bool:
    """Return whether a label says that its hour is the end of the one above it."""
    return is_only("end-title", label)


def with_end(hours: Sequence[Hour], end: Hour) -> tuple[Hour, ...]:
    """Return the hours, the first of which ends at ``end``."""
    lasts = (datetime.combine(_DAY, end.at) - datetime.combine(_DAY, hours[0].at)) % timedelta(days=1)
    return (replace(hours[0], lasts=lasts, zone=hours[0].zone or end.zone), *hours[1:])


def as_said(passage: Passage, text: str, language: str) -> str:
    """Return the text with "10.30" as "10:30", where a label or a column's title says that it is a time.

    What a title makes a length, an interval, an exception or a person's name is blotted out, so that it is no day or
    hour.
    """
    titled = enumerate(zip(passage.titles, passage.cells, strict=False))
    names = {n for n, (title, cell) in titled if _NAME.fullmatch(cell) and find_words("officers", title, language)}
    text = without_clock(text, [cell_bounds(passage)[n] for n in {*read_by_titles(passage, language), *names}])
    for n, (cell, after) in enumerate(pairwise(passage.cells)):
        places = [place.end() for place in ordinals(language).finditer(cell)]
        if places[-1:] == [len(cell)] and tokens(after, _DAY, language)[:1]:
            text = _joined(text, cell_bounds(passage)[n][1], cell_bounds(passage)[n + 1][0], after, language)
    if any(find_words("hour-title", title) for title in (passage.label, *passage.titles)):
        return re.sub(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?![\d.])", _with_colon, text)
    return text


def _joined(text: str, start: int, end: int, after: str, language: str) -> str:
    """Return the text without the bar between a place in the month and its weekday: "1st | Thursday"."""
    is_day = next(iter(tokens(after, _DAY, language))).kind == "weekday"
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}" if is_day else text


def _with_colon(match: re.Match[str]) -> str:
    """Return "10.30" as "10:30", unless it is the number of a room or of a part of a text."""
    return (
        match[0]
        if re.search(rf"(?:{page_words('numbered')}\.?|§|#)\s?$", match.string[: match.start()], re.IGNORECASE)
        else f"{match[1]}:{match[2]}"
    )


def _with_column_ends(clause: Clause, passage: Passage) -> None:
    """Take the time in a column "End" for the end of the hour before it."""
    ends = [n for n, title in enumerate(passage.titles[: len(passage.cells)]) if is_end(title)]
    if not ends:
        return
    start, end = cell_bounds(passage)[ends[0]]
    for n, part in enumerate(clause.parts):
        last = next((hour for hour in part.hours if start <= hour.start < end), None)
        own = [hour for hour in part.hours if hour is not last]
        if last and own:
            clause.parts[n] = replace(part, hours=with_end(own, last))


def _with_column_zones(clause: Clause, passage: Passage, language: str) -> None:
    """Give hours the zone in their column's title, and the clause a zone that is alone in a cell or after a label."""
    if passage.label and find_words("zone-title", passage.label):
        _complete_zone(clause, passage.said, language)
    if len(passage.cells) == 2 and find_words("zone-title", passage.cells[0]):
        _complete_zone(clause, passage.cells[1], language)
    if passage.cells and passage.titles:
        _with_titled_zones(clause, passage, language)
    if clause.terms.zone is None and not any(h.zone for p in clause.parts for h in p.hours):
        clause.terms = replace(clause.terms, zone=next((t.value for t in clause.tokens if t.kind == "zone"), None))


def _with_titled_zones(clause: Clause, passage: Passage, language: str) -> None:
    """Give hours the zone and the season in their column's title. The only zone of all titles is for all hours.

    Those below "Local time" are on the clock of the place that is a cell of their row, and on no other.
    """
    bounds = cell_bounds(passage)
    titles = [next(iter(zones(title, find_clocks(title), language, alone=True)), None) for title in passage.titles]
    named = [zone for zone in titles if zone]
    local = [
        zone is None and bool(find_words("local-title", title))
        for zone, title in zip(titles, passage.titles, strict=True)
    ]
    if any(local):
        titles = _of_their_place(titles, local, clause, passage, language)
    seasons = [_season(title, language) for title in passage.titles]
    for n, (title, cell) in enumerate(zip(passage.titles, passage.cells, strict=False)):
        if find_words("zone-title", title) and titles[n] is None:
            _complete_zone(clause, cell, language)
    for n, part in enumerate(clause.parts):
        hours = tuple(_in_season(_in_column(hour, bounds, titles), bounds, seasons) for hour in part.hours)
        clause.parts[n] = replace(part, hours=hours)
    is_of_all = len(named) == 1 and not any(local)
    if is_of_all and not any(hour.zone for part in clause.parts for hour in part.hours):
        clause.terms = clause.terms.completed_by(Terms(zone=named[0]))  # "| Berlin time | |" above days and hours


def _of_their_place(
    titles: Sequence[ZoneWord | None], local: Sequence[bool], clause: Clause, passage: Passage, language: str
) -> list[ZoneWord | None]:
    """Return the zones of columns, those of local times that of the place in the row, which is doubted if unknown."""
    named = ((cell, zones(cell, [], language, alone=True)) for cell in passage.cells)
    place = next((found[0] for cell, found in named if found and found[0].text == cell), None)
    if place is None:
        doubt = f"of “{passage.cells[0]}”, whose clock is not known"
        clause.parts = [
            replace(part, days=replace(part.days, doubt=doubt)) if part.days else part for part in clause.parts
        ]
    return [place if is_local else zone for zone, is_local in zip(titles, local, strict=True)]


def _with_column_days(clause: Clause, passage: Passage, language: str) -> None:
    """Give hours without days the weekdays that are titles of columns, as in the grid of a week.

    Those are the titles above the hour and the cells alike, or each one above a cell that has words in the row of an
    hour.
    """
    columns = [tokens(title, _DAY, language) for title in passage.titles]
    days = [words[0].value if len(words) == 1 and words[0].kind == "weekday" else "" for words in columns]
    if sum(map(bool, days)) < 2:
        return
    bounds = cell_bounds(passage)
    by_cell: dict[str, list[str]] = {}
    for day, cell in zip(days, passage.cells, strict=False):
        if day and re.search(r"\w", cell):
            by_cell.setdefault(cell, []).append(day)
    worded = [on for cell, on in by_cell.items() if re.search(r"[^\W\d]", cell)]
    parts: list[ClausePart] = []
    for part in clause.parts:
        for hour in part.hours if part.days is None else ():
            place = next((n for n, (a, b) in enumerate(bounds[: len(days)]) if a <= hour.start < b and days[n]), None)
            if place is None:
                parts += [_on(on, hour) for on in worded]
            elif days[place] == (on := by_cell[passage.cells[place]])[0]:  # the first of the cells alike
                parts.append(_on(on, hour))
    clause.parts = parts or clause.parts


def _with_column_turns(clause: Clause, passage: Passage, language: str) -> None:
    """Give each hour the months or the odd or even weeks that are its column's title: "Odd months", "Even weeks"."""
    words = [tokens(title, _DAY, language) for title in passage.titles]
    months = [next((one.value for one in title if one.kind == "months"), ()) for title in words]
    months = [own or months_in(title, language) for own, title in zip(months, passage.titles, strict=True)]
    weeks = [next((one.kind for one in title if one.kind in {"odd", "even"}), "") for title in words]
    bounds = cell_bounds(passage)
    parts: list[ClausePart] = []
    for part in clause.parts:
        for hour in part.hours if part.days else ():
            column = next((n for n, (a, b) in enumerate(bounds[: len(words)]) if a <= hour.start < b), None)
            if column is not None and part.days and (months[column] or weeks[column]):
                days = replace(part.days, months=months[column] or part.days.months)
                parts.append(replace(part, days=days, hours=(hour,), parity=weeks[column] or part.parity))
    if len(parts) > 1 and len(parts) == sum(len(part.hours) for part in clause.parts):
        clause.parts = parts


def _on(days: Sequence[str], hour: Hour) -> ClausePart:
    return ClausePart(days=ClauseDays(start=hour.start, end=hour.end, on=tuple(days)), hours=(hour,))


def _complete_zone(clause: Clause, text: str, language: str) -> None:
    """Give a clause that has no zone the first one in ``text``, which says nothing else."""
    clause.terms = clause.terms.completed_by(Terms(zone=next(iter(zones(text, [], language, alone=True)), None)))


def cell_bounds(passage: Passage) -> list[tuple[int, int]]:
    """Return where in its text each cell of a row begins and ends."""
    bounds: list[tuple[int, int]] = []
    position = 0
    for cell in passage.cells:
        start = passage.text.find(cell, position) if cell else position
        bounds.append((start, start + len(cell)))
        position = start + len(cell)
    return bounds


def title_above(said: Hour | ClauseDays, passage: Passage) -> str:
    """Return the title of the column of a table in which an hour or days stand; "" for none."""
    columns = zip(passage.titles, cell_bounds(passage), strict=False)
    return next((title for title, (start, end) in columns if start <= said.start < end), "")


def _in_column(hour: Hour, bounds: Sequence[tuple[int, int]], titles: Sequence[ZoneWord | None]) -> Hour:
    own = next((zone for (a, b), zone in zip(bounds, titles, strict=False) if a <= hour.start < b), None)
    inside = next(((a, b) for a, b in bounds if a <= hour.start < b), (0, 0))
    has_own = hour.zone is not None and inside[0] <= hour.zone.start < inside[1] and hour.end <= hour.zone.start
    return hour if has_own or own is None else replace(hour, zone=own)


def _season(title: str, language: str) -> dict[str, Any] | None:
    """Return the season that a column's title says: "US summer"."""
    return next((token.value for token in tokens(title, _DAY, language) if token.kind == "season"), None)


def _in_season(hour: Hour, bounds: Sequence[tuple[int, int]], seasons: Sequence[dict[str, Any] | None]) -> Hour:
    own = next((season for (a, b), season in zip(bounds, seasons, strict=False) if a <= hour.start < b), None)
    return replace(hour, season=hour.season or own)
