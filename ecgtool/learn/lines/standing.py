"""Make the template of a standing line ("Mondays at 8am PDT / 1500 UTC"), where it renders the line byte for byte.

Only what changes with the clocks becomes a field. Where something changes that no field can write, the line is left
alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from ecgtool.learn.lines.converter_links import link_hours
from ecgtool.learn.lines.line import fixed
from ecgtool.learn.lines.line_clocks import LineClocks
from ecgtool.learn.lines.rule_line import LinePiece, RuleLine, template_of_rule, zone_of_hour
from ecgtool.learn.lines.season_marks import zone_marks
from ecgtool.learn.text.columns import cell_bounds
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.times.timetable import Timetable, coming_dates
from ecgtool.page import Page
from ecgtool.page.sections.meeting_line import standing_lines
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.planned import instant
from ecgtool.wording.clocks import find_clocks, without_clock
from ecgtool.wording.grammar.clause import Hour
from ecgtool.wording.reading import find_dates
from ecgtool.wording.templates import parse_template

_FORMS = (
    (re.compile(r"(?:1[0-2]|[1-9])(?::(?!00)[0-5]\d)?[ap]m"), "time"),
    (re.compile(r"\d{2}:\d{2}"), "time24"),
    (re.compile(r"\d{4}"), "utc"),
)
_SMALL = re.compile(r"\W*(?:(?:is|it|its|on|we|are|to)\W+)*")
_MEETINGS = 60
"""How many meetings of the rule are compared: more than a year of weekly ones."""


@dataclass(frozen=True, kw_only=True)
class RuleLines:
    """The template for the lines that say a rule; "" where none is needed, or none fits.

    ``stays`` are lines in which something changes and that cannot be written, with the reason. ``fixed`` is what
    changes beside the template, on the same line. ``kept`` are the hours that the template has as they stand on the
    page, in its order. ``links`` are those whose hour a bump keeps true, ``stale_links`` those whose hour stays.
    """

    template: str = ""
    stays: tuple[tuple[PlacedClause, str], ...] = ()
    fixed: tuple[tuple[PlacedClause, str], ...] = ()
    kept: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[PlacedClause, str], ...] = ()
    stale_links: tuple[tuple[PlacedClause, str], ...] = ()


def rule_lines(page: Page, found: Found, times: Timetable, language: str, today: date) -> RuleLines:
    """Return what of a meeting's lines a bump can keep true. ``times`` is the schedule that was learnt from them."""
    held = list(_occurrences(times, today))
    if not held or times.zone is None or any(hour.season for hour in found.hours):
        return RuleLines()  # a line that says both seasons' hours is true in both
    template = ""
    kept = list[tuple[int, str]]()
    stays, beside = list[tuple[PlacedClause, str]](), list[tuple[PlacedClause, str]]()
    in_links, stale = list[tuple[PlacedClause, str]](), list[tuple[PlacedClause, str]]()
    for n, said in enumerate(found.said):
        clocks = _clocks(said, found, times.zone.zone, held)
        line = RuleLine(page=page, said=said, found=found, clocks=clocks, language=language)
        pieces, hours = list(_pieces(line)), list(_in_links(line))
        stale += [(said, piece.link) for piece in hours if not piece.field]
        hours = [piece for piece in hours if piece.field]
        moves = any(piece.moves for piece in (*pieces, *hours))
        made, why = (
            template_of_rule(line, pieces, hours) if moves and not template else ("", "it is said on two lines")
        )
        template = template or made
        kept += _kept(said, made)
        (in_links if made else stale).extend((said, piece.link) for piece in hours)
        if not made and template and _is_again(page, said, template, language):
            continue
        is_beside = any(other.passage is said.passage for other in found.said[:n]) and template
        if moves and not made and not is_beside and any(piece.moves for piece in pieces):
            unwritten = [piece for piece in pieces if piece.moves and not piece.field]
            stays.append((said, f"no field writes “{_words(said, unwritten)}”" if unwritten else why))
        elif moves:
            without = [piece for piece in pieces if piece.moves and not piece.field]
            without += _after(line) if made else ()
            beside += [(said, _words(said, without))] if without else []
            beside += [(said, words) for words in _dates_in(made, found, today, language)]
    return RuleLines(
        template=template,
        stays=tuple(stays),
        fixed=tuple(beside),
        kept=tuple(kept),
        links=tuple(in_links),
        stale_links=tuple(stale),
    )


def _kept(said: PlacedClause, template: str) -> Iterator[tuple[int, str]]:
    """Yield the hours that are fixed text of a clause's template, each with its position on the page."""
    for token in said.clause.tokens if template else ():
        if token.kind == "clock" and fixed(token.text) in template:
            yield said.passage.places[said.at + token.start], token.text


def _is_again(page: Page, said: PlacedClause, template: str, language: str) -> bool:
    """Return whether a clause is a line of the template's form, so that a bump writes it with the first one."""
    form = parse_template(template, "" if language == "en" else language)
    places = (said.passage.places[said.at + said.clause.start], said.passage.places[said.at + said.clause.end - 1])
    spans = [span for line in standing_lines(page, form, []) for span in line.spans]
    return any(start <= place < end for start, end in spans for place in places)


def _dates_in(template: str, found: Found, today: date, language: str) -> Iterator[str]:
    """Yield the dates that stay in each new form of a line, but for those between which the meetings are held."""
    bounds = {one.day for one in (found.terms.first, found.terms.until, found.terms.last) if one}
    for one in find_dates(template, today, language):
        if one.day not in bounds or re.search(r"next", template[: one.start]):
            yield template[one.start : one.end]


def _words(said: PlacedClause, pieces: Sequence[LinePiece]) -> str:
    in_order = sorted(pieces, key=lambda piece: piece.start)
    return ", ".join(dict.fromkeys(said.passage.text[piece.start : piece.end].strip("()") for piece in in_order))


def _occurrences(times: Timetable, today: date) -> Iterator[Occurrence]:
    if times.zone is None or times.at is None:
        return
    for day in coming_dates(times.keys, today, _MEETINGS):
        start = instant(day, times.at, times.zone.zone)
        yield Occurrence(start, start + timedelta(hours=1), times.zone.zone)


def _clocks(said: PlacedClause, found: Found, own: ZoneInfo, held: Sequence[Occurrence]) -> LineClocks:
    """Return the clocks of the hours of a clause, the meeting's own first."""
    hours = [hour for part in said.clause.parts for hour in part.hours if hour.at in {one.at for one in found.hours}]
    zones = [zone_of_hour(hour, own, held[0].local_start.date()) for hour in hours]
    return LineClocks(zones=tuple(dict.fromkeys((own, *zones))), held=tuple(held))


def _pieces(line: RuleLine) -> Iterator[LinePiece]:
    """Yield the hours and the zones' names in a clause: each with its field, if any, and whether it changes."""
    said = line.said
    for part in said.clause.parts:
        for hour in part.hours:
            if hour.at in {one.at for one in line.found.hours} and not line.is_other(hour.start):
                yield from _of_hour(line, hour)
    yield from _days_elsewhere(line)
    text = without_clock(said.passage.text, [(said.at + start, said.at + end) for start, end in line.others])
    start = said.at + said.clause.start
    marks = list(zone_marks(text[start : said.at + said.clause.end], line.clocks, line.language))
    if not any(
        _is_beside_season(said, said.clause.start + mark.start, said.clause.start + mark.end) for mark in marks
    ):
        for mark in marks:
            yield LinePiece(start=start + mark.start, end=start + mark.end, field=mark.field, moves=mark.moves)


def _is_beside_season(said: PlacedClause, start: int, end: int) -> bool:
    """Return whether a zone's name is that of a season beside it: "PST, in summer PDT" is true all year."""
    seasons = (token for token in said.clause.tokens if token.kind == "season")
    text, at = said.text, said.clause.start
    between = (
        text[end - at : one.start - at] if one.start >= end else text[one.end - at : start - at] for one in seasons
    )
    return any(_SMALL.fullmatch(words) for words in between)


def _days_elsewhere(line: RuleLine) -> Iterator[LinePiece]:
    """Yield the weekdays on other clocks that are true in one season alone: "10am AEDT (Tuesday 23:00 UTC)"."""
    own = line.found.days.on if line.found.days else ()
    shifts = (
        {(one.start.astimezone(zone).date() - one.local_start.date()).days for one in line.clocks.held}
        for zone in line.clocks.zones
    )
    changes = any(len(days) > 1 for days in shifts)
    for token in line.said.clause.tokens if changes else ():
        if token.kind == "weekday" and not any(token.value in str(day) for day in own):
            yield LinePiece(start=line.said.at + token.start, end=line.said.at + token.end, field="", moves=True)


def _of_hour(line: RuleLine, hour: Hour) -> Iterator[LinePiece]:
    zone, clocks = line.zone(hour), line.clocks
    start, end = line.said.at + hour.start, line.said.at + hour.end
    field = _hour_field(line.said.passage.text[start:end], zone, clocks.own)
    is_true = zone.key == clocks.own.key or any(
        f"{at:%H%M}" in clocks.hours(zone) for at in (hour.at, hour.other) if at
    )
    yield LinePiece(
        start=start, end=end, field=field if is_true else "", moves=len(clocks.hours(zone)) > 1 or not is_true
    )
    above = hour.zone.text if hour.zone and not line.has(hour.zone) else ""
    if any(mark.moves for mark in zone_marks(above, clocks, line.language)):
        yield LinePiece(start=start, end=end, field="", moves=True)  # below a title with "PST", which no bump writes


def _after(line: RuleLine) -> Iterator[LinePiece]:
    """Yield the zones of one season in the rest of a clause's line, up to the next hour: "(all times are EST)"."""
    passage, start = line.said.passage, line.said.at + line.said.clause.end
    line_end = line.page.line_end(passage.places[start - 1])
    end = next((end for first, end in cell_bounds(passage) if first < start <= end), len(passage.text))
    end = min(end, start + sum(place < line_end for place in passage.places[start:]))
    rest = passage.text[start:end]
    rest = rest[: next((clock.start for clock in find_clocks(rest)), None)]
    for mark in zone_marks(rest, line.clocks, line.language):
        if mark.moves:
            yield LinePiece(start=start + mark.start, end=start + mark.end, field="", moves=True)


def _hour_field(text: str, zone: ZoneInfo, own: ZoneInfo) -> str:
    """Return the field that writes an hour in this form; "" for none."""
    field = next((name for form, name in _FORMS if form.fullmatch(text)), "")
    if zone.key == "UTC" and own.key != "UTC":
        return {"time": "time:UTC", "time24": "utc_colon"}.get(field, field)
    if zone.key == "UTC":
        return {"time24": "utc_colon"}.get(field, field)
    if field == "utc" or not field:
        return ""
    return field if zone.key == own.key else f"{field}:{zone.key}"


def _in_links(line: RuleLine) -> Iterator[LinePiece]:
    """Yield the hours in links to pages that convert them, where they change over the year."""
    places = line.said.passage.places
    for link in line.said.passage.links:
        at = line.page.text.find(link.url, max(places[0] - len(link.url) - 1, 0), places[-1] + len(link.url) + 4)
        for hour in link_hours(link, line.clocks) if at >= 0 else ():
            yield LinePiece(start=at + hour.start, end=at + hour.end, field=hour.field, moves=True, link=link.url)
