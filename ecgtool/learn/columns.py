"""Read what the titles of a table's columns, and a line's label, say of the cells: zones, ends, odd or even weeks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from ecgtool.learn.passages import Passage
from ecgtool.wording.clause import Clause, Hour, Terms
from ecgtool.wording.clocks import find_clocks, without_clock
from ecgtool.wording.lengths import find_lengths
from ecgtool.wording.sentence import read_sentence
from ecgtool.wording.zone_tokens import ZoneWord, zones

_ZONE_TITLE = re.compile(r"zone|\btz\b|uhr(?!zeit)|fuseau|zona|huso|fuso|tijdzone|時間帯|时区", re.IGNORECASE)
_END_TITLE = re.compile(
    r"\W*(?:ends?|end\stime|to|till|until|finish(?:es)?|ende|bis|fin|hasta|fim|até|fine|einde?|tot|終了|结束)\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:room|raum|zimmer|saal|salle|sala|aula|lokaal|zaal|hall|hs|desk|building|version|v|section|chapter|part|no)\b\.?|§|#)\s?$",
    re.IGNORECASE,
)
"""What stands before the number of a room, or of a part of a text."""
_OFTEN_TITLE = re.compile(
    r"\W*(?:every|frequency|cadence|how\soften|rhythm|repeats?|interval|recurrence|rhythmus|turnus|fréquence|frecuencia|frequência|"
    r"frequenza|frequentie|頻度|频率)\W*",
    re.IGNORECASE,
)
_LENGTH_TITLE = re.compile(
    r"\W*(?:length|duration|how\slong|lasts?|takes|dauer|durée|duración|duração|durata|duur|所要時間|时长)\b.*",
    re.IGNORECASE,
)
_START_TITLE = re.compile(
    r"\W*(?:(?:valid\s)?(?:from|since|as\sof)|starting|effective|ab|gültig\sab|dès|desde|dal?|vanaf)\W*",
    re.IGNORECASE,
)
_DAY = date(2026, 1, 1)
_HOUR_TITLE = re.compile(r"\b(?:time|hour|when|uhrzeit|zeit|heure|hora|ora|orario|tijd|uur)s?\b", re.IGNORECASE)


def with_columns(clause: Clause, passage: Passage, language: str) -> None:
    """Add to a clause what the columns or the label of its passage say: zones of hours, ends, how often, how long."""
    _with_column_terms(clause, passage, language)
    _with_column_ends(clause, passage)
    _with_column_zones(clause, passage, language)
    _with_column_weeks(clause, passage)
    if starts_in_column(passage) and len(clause.dates) == 1:
        clause.terms = replace(clause.terms, first=clause.terms.first or clause.dates[0])


def starts_in_column(passage: Passage) -> bool:
    """Return whether a row of a table has a column for the date from which it holds."""
    return any(_START_TITLE.fullmatch(title) for title in passage.titles[: len(passage.cells)])


def as_said(passage: Passage, text: str) -> str:
    """Return the text with "10.30" as "10:30", where a label or a column's title says that it is a time.

    What a title calls a length is blotted out, so that it is no time: "1 h" in a column "Duration".
    """
    for title, (start, end) in zip(passage.titles, cell_bounds(passage), strict=False):
        if _LENGTH_TITLE.fullmatch(title):
            text = without_clock(text, [(start, end)])
    if _HOUR_TITLE.search(passage.label) or any(_HOUR_TITLE.search(title) for title in passage.titles):
        return re.sub(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?![\d.])", _with_colon, text)
    return text


def _with_colon(match: re.Match[str]) -> str:
    """Return "10.30" as "10:30", unless it is the number of a room or of a part of a text."""
    return match[0] if _NUMBERED.search(match.string[: match.start()]) else f"{match[1]}:{match[2]}"


def _with_column_terms(clause: Clause, passage: Passage, language: str) -> None:
    """Take how often, how long and in which months from the columns that say so."""
    for title, cell in zip(passage.titles, passage.cells, strict=False):
        if _OFTEN_TITLE.fullmatch(title):
            said = f"every {cell}" if language == "en" else cell
            often = next((one.terms.interval for one in read_sentence(said, _DAY, language)), "")
            clause.terms = clause.terms.completed_by(Terms(interval=often))
        if _LENGTH_TITLE.fullmatch(title) and (length := next(iter(find_lengths(f"({cell})")), None)):
            clause.terms = clause.terms.completed_by(Terms(lasts=length.lasts))
        months = (
            [int(number) for number in re.findall(r"\d+", cell)]
            if re.match(r"\W*months?\b", title, re.IGNORECASE)
            else []
        )
        for n, part in enumerate(clause.parts):
            if months and max(months) <= 12 and part.days and not part.days.months:
                clause.parts[n] = replace(part, days=replace(part.days, months=tuple(months)))


def _with_column_ends(clause: Clause, passage: Passage) -> None:
    """Take the time in a column "End" for the end of the hour before it."""
    ends = [n for n, title in enumerate(passage.titles[: len(passage.cells)]) if _END_TITLE.fullmatch(title)]
    if not ends:
        return
    start, end = cell_bounds(passage)[ends[0]]
    for n, part in enumerate(clause.parts):
        last = next((hour for hour in part.hours if start <= hour.start < end), None)
        own = [hour for hour in part.hours if hour is not last]
        if last and own:
            lasts = (datetime.combine(_DAY, last.at) - datetime.combine(_DAY, own[0].at)) % timedelta(days=1)
            clause.parts[n] = replace(
                part, hours=(replace(own[0], lasts=lasts, zone=own[0].zone or last.zone), *own[1:])
            )


def _with_column_weeks(clause: Clause, passage: Passage) -> None:
    """Take "odd" or "even" from a column about weeks."""
    for title, cell in zip(passage.titles, passage.cells, strict=False):
        if re.search(r"\bweeks?\b", title, re.IGNORECASE):
            parity = clause.terms.parity or (cell.lower() if cell.lower() in {"odd", "even"} else "")
            doubt = "" if parity or not cell else f"by “{title}: {cell}”"
            turn = "2 weeks" if clause.terms.first and re.match(r"[AB]\b", cell) else ""
            clause.terms = clause.terms.completed_by(Terms(parity=parity, interval=turn, interval_doubt=doubt))


def _with_column_zones(clause: Clause, passage: Passage, language: str) -> None:
    """Give hours the zone in their column's title, and the clause a zone that is alone in a cell or after a label."""
    if passage.label and _ZONE_TITLE.search(passage.label):
        _complete_zone(clause, passage.said, language)
    if len(passage.cells) == 2 and _ZONE_TITLE.search(passage.cells[0]):
        _complete_zone(clause, passage.cells[1], language)
    if passage.cells and passage.titles:
        bounds = cell_bounds(passage)
        titles = [
            next(iter(zones(title, find_clocks(title), language, alone=True)), None) for title in passage.titles
        ]
        for n, (title, cell) in enumerate(zip(passage.titles, passage.cells, strict=False)):
            if _ZONE_TITLE.search(title) and titles[n] is None:
                _complete_zone(clause, cell, language)
        for n, part in enumerate(clause.parts):
            hours = tuple(_in_column(hour, bounds, titles) for hour in part.hours)
            clause.parts[n] = replace(part, hours=hours)
    if clause.terms.zone is None and not any(h.zone for p in clause.parts for h in p.hours):
        clause.terms = replace(clause.terms, zone=next((t.value for t in clause.tokens if t.kind == "zone"), None))


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


def _in_column(hour: Hour, bounds: Sequence[tuple[int, int]], titles: Sequence[ZoneWord | None]) -> Hour:
    own = next((zone for (a, b), zone in zip(bounds, titles, strict=False) if a <= hour.start < b), None)
    inside = next(((a, b) for a, b in bounds if a <= hour.start < b), (0, 0))
    has_own = hour.zone is not None and inside[0] <= hour.zone.start < inside[1] and hour.end <= hour.zone.start
    return hour if has_own or own is None else replace(hour, zone=own)
