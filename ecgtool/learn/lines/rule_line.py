"""Make the template of one line that says a rule, and tell why none fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from ecgtool.learn.lines.line import fixed
from ecgtool.learn.lines.line_clocks import LineClocks
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.page import Page
from ecgtool.page.sections.meeting_line import BLANKS, standing_line
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.grammar.clause import ClausePart, Hour
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.templates import Subject, parse_template

_LINKED = re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\)|\[\w+://[^\[\]\n]*\]|\w+://[^\s|<>]+")
"""A link with its marks, in either syntax."""
_FEWEST = 4
"""So many letters and digits find a line without words: "9am-10am PST"."""


@dataclass(frozen=True, kw_only=True)
class LinePiece:
    """A part of a passage's text that a field may take the place of. For a ``link``, it is a part of the page."""

    start: int
    end: int
    field: str
    moves: bool
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleLine:
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
        return zone_of_hour(hour, self.clocks.own, self.clocks.held[0].local_start.date())

    def has(self, zone: ZoneWord) -> bool:
        """Return whether the text has a zone's name itself, and not a title above it."""
        return self.said.passage.text[self.said.at + zone.start : self.said.at + zone.end] == zone.text


def zone_of_hour(hour: Hour, own: ZoneInfo, day: date) -> ZoneInfo:
    """Return the zone of an hour, by what is said of it; or that of the meeting."""
    if hour.zone and hour.zone.is_utc:
        return ZoneInfo("UTC")
    guessed = hour.zone.guess(day) if hour.zone else None
    return guessed.zone if guessed else own


def template_of_rule(line: RuleLine, own: Sequence[LinePiece], in_links: Sequence[LinePiece]) -> tuple[str, str]:
    """Return the template for the part of a line from its first days to its last hour, or else why there is none.

    ``own`` are the pieces of the passage's text. With those of its links, the template has their marks.
    """
    page, said = line.page, line.said
    if any(piece.moves and not piece.field for piece in (*own, *in_links)):
        return "", "no field writes all of it"
    first, last = _one_line(page, said, own, _span(line, own))
    places = said.passage.places[first:last]
    spaced: Sequence[str] = _spaced(page, said)
    if not places or any(piece.moves and not first <= piece.start < last for piece in own):
        return "", "its hours are on several lines"
    start = places[0]
    if in_links:
        placed = [replace(one, start=_place(said, one.start), end=_place(said, one.end - 1) + 1) for one in own]
        own, spaced = [*placed, *in_links], page.text
        first, last = _with_links(page, in_links, (start, places[-1] + 1))
        start = first
    parts: list[str] = []
    done = first
    for piece in sorted(own, key=lambda one: one.start):
        if piece.field and done <= piece.start < last:
            parts += (fixed("".join(spaced[done : piece.start])), f"{{{piece.field}}}")
            done = piece.end
    template = "".join((*parts, fixed("".join(spaced[done:last]))))
    words = re.sub(r"\{[^{}]*\}|\b(?:UTC|GMT)\b", "", template)
    if not re.search(r"[^\W\d_]{3}", words) and len(re.findall(r"\w", words)) < _FEWEST:
        return "", "it is nothing but clock times"  # which may stand anywhere
    why = _why_not(line, template, "".join(spaced[first:last]), start)
    return ("", why) if why else (template, "")


def _one_line(page: Page, said: PlacedClause, pieces: Sequence[LinePiece], span: tuple[int, int]) -> tuple[int, int]:
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


def _spaced(page: Page, said: PlacedClause) -> list[str]:
    """Return the characters of a passage, a space as the several that the page has in its place."""
    places = said.passage.places
    between = (page.text[place:after] for place, after in zip(places, [*places[1:], places[-1] + 1], strict=True))
    return [
        blanks if one == " " and "\n" not in blanks and BLANKS.fullmatch(blanks) else one
        for one, blanks in zip(said.passage.text, between, strict=True)
    ]


def _place(said: PlacedClause, position: int) -> int:
    return said.passage.places[position]


def _with_links(page: Page, in_links: Sequence[LinePiece], span: tuple[int, int]) -> tuple[int, int]:
    """Return the span on the page, widened to whole links with hours and their marks."""
    first, last = span
    for piece in in_links:
        line = page.line_start(piece.start), page.line_end(piece.start)
        for match in _LINKED.finditer(page.text, *line):
            if match.start() <= piece.start < match.end():
                first, last = min(first, match.start()), max(last, match.end())
    return first, last


def _span(line: RuleLine, pieces: Sequence[LinePiece]) -> tuple[int, int]:
    said = line.said
    days = [part.days for part in said.clause.parts if part.days and not line.is_other(part.days.start)]
    first = min([*(said.at + one.start for one in days), *(piece.start for piece in pieces)])
    first = first if days or not said.passage.label else 0  # "Time: 8am PST" is found by its label
    ends = [*(said.at + one.end for one in days), *(piece.end for piece in pieces)]
    hours = [hour for part in said.clause.parts for hour in part.hours if not line.is_other(hour.start)]
    last = max([*ends, *(said.at + hour.zone.end for hour in hours if hour.zone and line.has(hour.zone))])
    closing = re.match(r"\s?\)", said.passage.text[last:])
    return first, last + (closing.end() if closing and "(" in said.passage.text[first:last] else 0)


def _why_not(line: RuleLine, template: str, text: str, place: int) -> str:
    """Return why the template does not make the line for some meeting, or find it at its place; "" where it does."""
    form = parse_template(template, "" if line.language == "en" else line.language)
    made = dict.fromkeys(form.render(Subject(one)) for one in line.clocks.held)
    past = dict.fromkeys(form.render(Subject(_year_before(one))) for one in line.clocks.held)
    if text not in made and text not in past:
        return "it is true of no meeting as it stands"
    found = standing_line(line.page, form, [])
    if found is None or found.text != text or not any(a <= place < b for a, b in found.spans):
        number, own = (line.page.line_number(at) for at in (found.spans[0][0] if found else 0, place))
        is_other = found is not None and number != own
        return f"line {number} has its form too" if is_other else "no form of it can be found on the page"
    if any(form.find(rendered) != (0, len(rendered)) for rendered in made):
        return "its form is not found again once it is written"
    return ""


def _year_before(one: Occurrence) -> Occurrence:
    start = one.start - timedelta(weeks=52)
    local = start.astimezone(one.zone).replace(hour=one.local_start.hour, minute=one.local_start.minute)
    return one._replace(start=local.astimezone(UTC))
