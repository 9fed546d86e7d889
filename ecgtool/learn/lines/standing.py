"""Make the template of a standing line ("Mondays at 8am PDT / 1500 UTC"), where it renders the line byte for byte.

Only what changes with the clocks becomes a field. Where something changes that no field can write, the line is left
alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from ecgtool.learn.lines.converter_links import link_hours
from ecgtool.learn.lines.line import fixed
from ecgtool.learn.lines.line_clocks import LineClocks
from ecgtool.learn.lines.season_marks import zone_marks
from ecgtool.learn.text.columns import cell_bounds
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.times.timetable import Timetable, coming_dates
from ecgtool.page import Page
from ecgtool.page.sections.meeting_line import standing_line
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.planned import instant
from ecgtool.wording.clocks import find_clocks, without_clock
from ecgtool.wording.grammar.clause import ClausePart, Hour
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.templates import Subject, parse_template

_FORMS = (
    (re.compile(r"(?:1[0-2]|[1-9])(?::(?!00)[0-5]\d)?[ap]m"), "time"),
    (re.compile(r"\d{2}:\d{2}"), "time24"),
    (re.compile(r"\d{4}"), "utc"),
)
_LINKED = re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\)|\[\w+://[^\[\]\n]*\]|\w+://[^\s|<>]+")
"""A link with its marks, in either syntax."""
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


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A part of a passage's text that a field may take the place of. For a ``link``, it is a part of the page."""

    start: int
    end: int
    field: str
    moves: bool
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A clause that says when a meeting is, on its page, and the clocks of its hours."""

    page: Page
    said: PlacedClause
    found: Found
    clocks: LineClocks
    language: str

    @cached_property
    def others(self) -> tuple[tuple[int, int], ...]:
        """Return the spans of the clause that are about other days at another hour, each up to the next days."""
        parts = [(part, part.days) for part in self.said.clause.parts if part.days]
        own = self.found.days.on if self.found.days else ()
        ends = [*(days.start for _, days in parts[1:]), self.said.clause.end]
        return tuple(
            (days.start, end)
            for (part, days), end in zip(parts, ends, strict=False)
            if own not in {(), days.on} and not self._is_at_once(part)
        )

    def _is_at_once(self, part: ClausePart) -> bool:
        """Return whether an hour is that of the meetings on its own clock: "Mondays 5pm PST / Tuesdays 01:00 UTC"."""
        return any(f"{hour.at:%H%M}" in self.clocks.hours(self.zone(hour)) for hour in part.hours)

    def is_other(self, at: int) -> bool:
        """Return whether a position of the clause is about another meeting."""
        return any(start <= at < end for start, end in self.others)

    def zone(self, hour: Hour) -> ZoneInfo:
        """Return the zone of an hour."""
        return _zone(hour, self.clocks.own, self.clocks.held[0].local_start.date())

    def has(self, zone: ZoneWord) -> bool:
        """Return whether the text has a zone's name itself, and not a title above it."""
        return self.said.passage.text[self.said.at + zone.start : self.said.at + zone.end] == zone.text


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
        line = _Line(page=page, said=said, found=found, clocks=clocks, language=language)
        pieces, hours = list(_pieces(line)), list(_in_links(line))
        stale += [(said, piece.link) for piece in hours if not piece.field]
        hours = [piece for piece in hours if piece.field]
        moves = any(piece.moves for piece in (*pieces, *hours))
        made, why = _template(line, pieces, hours) if moves and not template else ("", "it is said on two lines")
        template = template or made
        kept += _kept(said, made)
        (in_links if made else stale).extend((said, piece.link) for piece in hours)
        is_beside = any(other.passage is said.passage for other in found.said[:n]) and template
        if moves and not made and not is_beside and any(piece.moves for piece in pieces):
            unwritten = [piece for piece in pieces if piece.moves and not piece.field]
            stays.append((said, f"no field writes “{_words(said, unwritten)}”" if unwritten else why))
        elif moves:
            without = [piece for piece in pieces if piece.moves and not piece.field]
            without += _after(line) if made else ()
            beside += [(said, _words(said, without))] if without else []
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


def _words(said: PlacedClause, pieces: Sequence[_Piece]) -> str:
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
    zones = [_zone(hour, own, held[0].local_start.date()) for hour in hours]
    return LineClocks(zones=tuple(dict.fromkeys((own, *zones))), held=tuple(held))


def _zone(hour: Hour, own: ZoneInfo, day: date) -> ZoneInfo:
    """Return the zone of an hour, by what is said of it; or that of the meeting."""
    if hour.zone and hour.zone.is_utc:
        return ZoneInfo("UTC")
    guessed = hour.zone.guess(day) if hour.zone else None
    return guessed.zone if guessed else own


def _pieces(line: _Line) -> Iterator[_Piece]:
    """Yield the hours and the zones' names in a clause: each with its field, if any, and whether it changes."""
    said = line.said
    for part in said.clause.parts:
        for hour in part.hours:
            if hour.at in {one.at for one in line.found.hours} and not line.is_other(hour.start):
                yield from _of_hour(line, hour)
    yield from _days_elsewhere(line)
    text = without_clock(said.passage.text, [(said.at + start, said.at + end) for start, end in line.others])
    start = said.at + said.clause.start
    for mark in zone_marks(text[start : said.at + said.clause.end], line.clocks, line.language):
        yield _Piece(start=start + mark.start, end=start + mark.end, field=mark.field, moves=mark.moves)


def _days_elsewhere(line: _Line) -> Iterator[_Piece]:
    """Yield the weekdays on other clocks that are true in one season alone: "10am AEDT (Tuesday 23:00 UTC)"."""
    own = line.found.days.on if line.found.days else ()
    shifts = (
        {(one.start.astimezone(zone).date() - one.local_start.date()).days for one in line.clocks.held}
        for zone in line.clocks.zones
    )
    changes = any(len(days) > 1 for days in shifts)
    for token in line.said.clause.tokens if changes else ():
        if token.kind == "weekday" and not any(token.value in str(day) for day in own):
            yield _Piece(start=line.said.at + token.start, end=line.said.at + token.end, field="", moves=True)


def _of_hour(line: _Line, hour: Hour) -> Iterator[_Piece]:
    zone, clocks = line.zone(hour), line.clocks
    start, end = line.said.at + hour.start, line.said.at + hour.end
    field = _hour_field(line.said.passage.text[start:end], zone, clocks.own)
    is_true = zone.key == clocks.own.key or any(
        f"{at:%H%M}" in clocks.hours(zone) for at in (hour.at, hour.other) if at
    )
    yield _Piece(
        start=start, end=end, field=field if is_true else "", moves=len(clocks.hours(zone)) > 1 or not is_true
    )
    above = hour.zone.text if hour.zone and not line.has(hour.zone) else ""
    if any(mark.moves for mark in zone_marks(above, clocks, line.language)):
        yield _Piece(start=start, end=end, field="", moves=True)  # below a title with "PST", which no bump writes


def _after(line: _Line) -> Iterator[_Piece]:
    """Yield the zones of one season in the rest of a clause's line, up to the next hour: "(all times are EST)"."""
    passage, start = line.said.passage, line.said.at + line.said.clause.end
    line_end = line.page.line_end(passage.places[start - 1])
    end = next((end for first, end in cell_bounds(passage) if first < start <= end), len(passage.text))
    end = min(end, start + sum(place < line_end for place in passage.places[start:]))
    rest = passage.text[start:end]
    rest = rest[: next((clock.start for clock in find_clocks(rest)), None)]
    for mark in zone_marks(rest, line.clocks, line.language):
        if mark.moves:
            yield _Piece(start=start + mark.start, end=start + mark.end, field="", moves=True)


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


def _in_links(line: _Line) -> Iterator[_Piece]:
    """Yield the hours in links to pages that convert them, where they change over the year."""
    places = line.said.passage.places
    for link in line.said.passage.links:
        at = line.page.text.find(link.url, max(places[0] - len(link.url) - 1, 0), places[-1] + len(link.url) + 4)
        for hour in link_hours(link, line.clocks) if at >= 0 else ():
            yield _Piece(start=at + hour.start, end=at + hour.end, field=hour.field, moves=True, link=link.url)


def _template(line: _Line, own: Sequence[_Piece], in_links: Sequence[_Piece]) -> tuple[str, str]:
    """Return the template for the part of a line from its first days to its last hour, or else why there is none.

    ``own`` are the pieces of the passage's text. With those of its links, the template has their marks.
    """
    page, said = line.page, line.said
    if any(piece.moves and not piece.field for piece in (*own, *in_links)):
        return "", "no field writes all of it"
    first, last = _one_line(page, said, own, _span(line, own))
    places, text = said.passage.places[first:last], said.passage.text
    if not places or any(piece.moves and not first <= piece.start < last for piece in own):
        return "", "its hours are on several lines"
    start = places[0]
    if in_links:
        placed = [replace(one, start=_place(said, one.start), end=_place(said, one.end - 1) + 1) for one in own]
        own, text = [*placed, *in_links], page.text
        first, last = _with_links(page, in_links, (start, places[-1] + 1))
        start = first
    parts: list[str] = []
    done = first
    for piece in sorted(own, key=lambda one: one.start):
        if piece.field and done <= piece.start < last:
            parts += (fixed(text[done : piece.start]), f"{{{piece.field}}}")
            done = piece.end
    template = "".join((*parts, fixed(text[done:last])))
    if not re.search(r"[^\W\d_]{3}", re.sub(r"\{[^{}]*\}|\b(?:UTC|GMT)\b", "", template)):
        return "", "it is nothing but clock times"  # which may stand anywhere
    why = _why_not(line, template, text[first:last], start)
    return ("", why) if why else (template, "")


def _one_line(page: Page, said: PlacedClause, pieces: Sequence[_Piece], span: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a span that is on one line of the page, that of the first piece that changes.

    A sentence may be wrapped. Then it is the whole line's part of the passage, since a template needs fixed words by
    which it is found.
    """
    places = said.passage.places
    if "\n" not in page.text[places[span[0]] : places[span[1] - 1]]:
        return span
    place = places[next((piece.start for piece in pieces if piece.moves), span[0])]
    inside = [n for n, at in enumerate(places) if page.line_start(place) <= at < page.line_end(place)]
    return inside[0], inside[0] + len(said.passage.text[inside[0] : inside[-1] + 1].rstrip())


def _place(said: PlacedClause, position: int) -> int:
    return said.passage.places[position]


def _with_links(page: Page, in_links: Sequence[_Piece], span: tuple[int, int]) -> tuple[int, int]:
    """Return the span on the page, widened to whole links with hours and their marks."""
    first, last = span
    for piece in in_links:
        line = page.line_start(piece.start), page.line_end(piece.start)
        for match in _LINKED.finditer(page.text, *line):
            if match.start() <= piece.start < match.end():
                first, last = min(first, match.start()), max(last, match.end())
    return first, last


def _span(line: _Line, pieces: Sequence[_Piece]) -> tuple[int, int]:
    said = line.said
    days = [part.days for part in said.clause.parts if part.days and not line.is_other(part.days.start)]
    first = min([*(said.at + one.start for one in days), *(piece.start for piece in pieces)])
    first = first if days or not said.passage.label else 0  # "Time: 8am PST" is found by its label
    ends = [*(said.at + one.end for one in days), *(piece.end for piece in pieces)]
    hours = [hour for part in said.clause.parts for hour in part.hours if not line.is_other(hour.start)]
    last = max([*ends, *(said.at + hour.zone.end for hour in hours if hour.zone and line.has(hour.zone))])
    closing = re.match(r"\s?\)", said.passage.text[last:])
    return first, last + (closing.end() if closing and "(" in said.passage.text[first:last] else 0)


def _why_not(line: _Line, template: str, text: str, place: int) -> str:
    """Return why the template does not make the line for some meeting, or find it at its place; "" where it does."""
    form = parse_template(template, "" if line.language == "en" else line.language)
    made = dict.fromkeys(form.render(Subject(one)) for one in line.clocks.held)
    past = dict.fromkeys(form.render(Subject(_year_before(one))) for one in line.clocks.held)
    if text not in made and text not in past:
        return "it is true of no meeting as it stands"
    found = standing_line(line.page, form, [])
    if found is None or found.text != text or not any(a <= place < b for a, b in found.spans):
        number = line.page.line_number(found.spans[0][0]) if found else 0
        return f"line {number} has its form too" if number else "no form of it can be found on the page"
    if any(form.find(rendered) != (0, len(rendered)) for rendered in made):
        return "its form is not found again once it is written"
    return ""


def _year_before(one: Occurrence) -> Occurrence:
    start = one.start - timedelta(weeks=52)
    local = start.astimezone(one.zone).replace(hour=one.local_start.hour, minute=one.local_start.minute)
    return one._replace(start=local.astimezone(UTC))
