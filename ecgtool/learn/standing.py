"""Make the template of a standing line ("Mondays at 8am PDT / 1500 UTC"), where it renders the line byte for byte.

Only what changes with the clocks becomes a field. Where something changes that no field can write, the line is left
alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from ecgtool.learn.found import Found, PlacedClause
from ecgtool.learn.line import fixed
from ecgtool.learn.timetable import Timetable, coming_dates
from ecgtool.page import Page
from ecgtool.page.sections.meeting_line import standing_line
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.planned import instant
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.clause import Hour
from ecgtool.wording.templates import Subject, parse_template

_FORMS = (
    (re.compile(r"(?:1[0-2]|[1-9])(?::(?!00)[0-5]\d)?[ap]m"), "time"),
    (re.compile(r"\d{2}:\d{2}"), "time24"),
    (re.compile(r"\d{4}"), "utc"),
)
_URL_HOUR = re.compile(r"(?<!\d)(?P<hour>[01]\d|2[0-3])(?P<mark>:|%3[Aa]|)(?P<minute>[0-5]\d)(?!\d)")
_URL_QUERY = re.compile(
    r"[?&](?:t|h|time|hour)=(?P<hour>\d{1,2})(?:(?::|%3[Aa])(?P<minute>[0-5]\d))?(?![\d:%])", re.IGNORECASE
)
_URL_DATE = re.compile(r"\d{8}|\d{4}-\d\d?-\d")
_OFFSET = re.compile(r"[\s(,/=]{0,3}((?:UTC|GMT)(?:/GMT)?\s?[+\u2212-]\s?\d{1,2})")
_LINKED = re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\)|\[\w+://[^\[\]\n]*\]|\w+://[^\s|<>]+")
"""A link with its marks, in either syntax."""
_MEETINGS = 60
"""How many meetings of the rule are compared: more than a year of weekly ones."""


@dataclass(frozen=True, kw_only=True)
class RuleLines:
    """The template for the lines that say a rule; "" where none is needed, or none fits.

    ``stays`` are lines with what changes in them and cannot be written. ``fixed`` are hours in the template that no
    field writes. ``links`` are those whose hour a bump keeps true, ``stale_links`` those whose hour stays.
    """

    template: str = ""
    stays: tuple[tuple[PlacedClause, str], ...] = ()
    fixed: tuple[tuple[PlacedClause, str], ...] = ()
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


def rule_lines(page: Page, found: Found, times: Timetable, language: str, today: date) -> RuleLines:
    """Return what of a meeting's lines a bump can keep true. ``times`` is the schedule that was learnt from them."""
    held = list(_occurrences(times, today))
    if not held or times.zone is None or any(hour.season for hour in found.hours):
        return RuleLines()  # a line that says both seasons' hours is true in both
    template = ""
    stays, fixed_hours = list[tuple[PlacedClause, str]](), list[tuple[PlacedClause, str]]()
    in_links, stale = list[tuple[PlacedClause, str]](), list[tuple[PlacedClause, str]]()
    for said in found.said:
        pieces, hours = list(_pieces(said, found, times, held)), list(_in_links(page, said, held))
        stale += [(said, piece.link) for piece in hours if not piece.field]
        hours = [piece for piece in hours if piece.field]
        moves = any(piece.moves for piece in (*pieces, *hours))
        made = _template(page, said, (pieces, hours), held, language) if moves and not template else ""
        template = template or made
        (in_links if made else stale).extend((said, piece.link) for piece in hours)
        if moves and not made and any(piece.moves for piece in pieces):
            stays.append((said, _words(said, [piece for piece in pieces if piece.moves])))
        elif moves and (without := [piece for piece in pieces if not piece.field]):
            fixed_hours.append((said, _words(said, without)))
    return RuleLines(
        template=template,
        stays=tuple(stays),
        fixed=tuple(fixed_hours),
        links=tuple(in_links),
        stale_links=tuple(stale),
    )


def _words(said: PlacedClause, pieces: Sequence[_Piece]) -> str:
    return ", ".join(said.passage.text[piece.start : piece.end] for piece in pieces)


def _occurrences(times: Timetable, today: date) -> Iterator[Occurrence]:
    if times.zone is None or times.at is None:
        return
    for day in coming_dates(times.keys, today, _MEETINGS):
        start = instant(day, times.at, times.zone.zone)
        yield Occurrence(start, start + timedelta(hours=1), times.zone.zone)


def _pieces(said: PlacedClause, found: Found, times: Timetable, held: Sequence[Occurrence]) -> Iterator[_Piece]:
    """Yield the hours and the zones' names in a passage: each with its field, if any, and whether it changes."""
    own = times.zone.zone if times.zone else ZoneInfo("UTC")
    for part in said.clause.parts:
        for hour in part.hours:
            if hour.at in {one.at for one in found.hours}:
                yield from _of_hour(said, hour, own, held)


def _of_hour(said: PlacedClause, hour: Hour, own: ZoneInfo, held: Sequence[Occurrence]) -> Iterator[_Piece]:
    guessed = hour.zone.guess(held[0].local_start.date()) if hour.zone else None
    zone = ZoneInfo("UTC") if hour.zone and hour.zone.is_utc else guessed.zone if guessed else own
    text = said.passage.text
    start, end = said.at + hour.start, said.at + hour.end
    moves = len({f"{one.start.astimezone(zone):%H:%M}" for one in held}) > 1
    yield _Piece(start=start, end=end, field=_hour_field(text[start:end], zone, own), moves=moves)
    if hour.zone is None:
        return
    start, end = said.at + hour.zone.start, said.at + hour.zone.end
    if text[start:end] != hour.zone.text or not hour.zone.label or hour.zone.is_utc:
        if text[start:end] != hour.zone.text and _is_of_one_season(hour.zone.label, zone, held):
            at = said.at + hour.start  # below a title with "PST", which no bump writes
            yield _Piece(start=at, end=said.at + hour.end, field="", moves=True)
        named = {"standard", "daylight", "summer", "winter"} & set(hour.zone.text.lower().split())
        if named and text[start:end] == hour.zone.text:
            yield _Piece(start=start, end=end, field="", moves=True)
        return
    year = [abbreviation((held[0].start + timedelta(days=91 * n)).astimezone(zone)) for n in range(4)]
    if len(set(year)) > 1 and (offset := _OFFSET.match(text, end)):  # "CET (UTC+1)"
        yield _Piece(start=offset.start(1), end=offset.end(1), field="", moves=True)
    if hour.zone.text in year:
        field = "tz" if zone.key == own.key else f"tz:{zone.key}"
        yield _Piece(start=start, end=end, field=field, moves=len(set(year)) > 1)
    elif len(hour.zone.label) > 2 and len(set(year)) > 1:  # the letters of one season in another language: "MEZ"
        yield _Piece(start=start, end=end, field="", moves=True)


def _is_of_one_season(label: str, zone: ZoneInfo, held: Sequence[Occurrence]) -> bool:
    """Return whether letters are those of a zone for a part of the year."""
    year = {abbreviation((held[0].start + timedelta(days=91 * n)).astimezone(zone)) for n in range(4)}
    return label in year and len(year) > 1


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


def _in_links(page: Page, said: PlacedClause, held: Sequence[Occurrence]) -> Iterator[_Piece]:
    """Yield the UTC hours in links to pages that convert them, where the hour changes over the year."""
    moments = {f"{one.start:%H%M}": one for one in held}
    if len(moments) < 2:
        return
    places = said.passage.places
    for link in said.passage.links:
        start = page.text.find(link.url, max(places[0] - len(link.url) - 1, 0), places[-1] + len(link.url) + 4)
        timed = list(_URL_HOUR.finditer(link.url)) if start >= 0 else []
        if start >= 0 and (_names_hour(link.url, timed, held) or _names_season(link.url, held)):
            yield _Piece(start=start, end=start, field="", moves=True, link=link.url)
        for match in timed:
            one = moments.get(match["hour"] + match["minute"])
            named = re.search(r"utc|gmt", link.url + link.label, re.IGNORECASE)
            if one and (named or f"{one.local_start:%H%M}" != f"{one.start:%H%M}"):
                fits = not _URL_DATE.search(link.url) and match["mark"] in {"", ":"}
                field = ("utc_colon" if match["mark"] else "utc") if fits else ""
                yield _Piece(
                    start=start + match.start(), end=start + match.end(), field=field, moves=True, link=link.url
                )


def _names_hour(url: str, timed: Sequence[re.Match[str]], held: Sequence[Occurrence]) -> bool:
    """Whether a link's query has the hour of a meeting in a form that no field writes: "t=16", "t=9:00&tz=PT"."""
    hour = _URL_QUERY.search(url)
    if hour is None or hour.start("hour") in {match.start() for match in timed}:
        return False
    clock = f"{int(hour['hour']):02}{hour['minute'] or '00'}"
    return any(clock in {f"{one.start:%H%M}", f"{one.local_start:%H%M}"} for one in held)


def _names_season(url: str, held: Sequence[Occurrence]) -> bool:
    """Return whether a link has the letters that its meetings' clock has in one season alone: "?q=0900+am+in+pst"."""
    letters = {abbreviation(one.local_start).casefold() for one in held}
    return len(letters) > 1 and not letters.isdisjoint(re.split(r"[^a-z]+", url.casefold()))


def _template(
    page: Page,
    said: PlacedClause,
    pieces: tuple[Sequence[_Piece], Sequence[_Piece]],
    held: Sequence[Occurrence],
    language: str,
) -> str:
    """Return the template for the part of a line from its first days to its last hour; "" where there is none.

    ``pieces`` are those of the passage's text, and those of its links. With links, the template has their marks.
    """
    own, in_links = pieces
    if any(piece.moves and not piece.field for piece in (*own, *in_links)):
        return ""
    first, last = _one_line(page, said, own, _span(said, own))
    places, text = said.passage.places[first:last], said.passage.text
    if not places or any(piece.moves and not first <= piece.start < last for piece in own):
        return ""
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
        return ""  # nothing but clock times, which may stand anywhere
    return template if _renders(page, template, text[first:last], start, held, language) else ""


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


def _span(said: PlacedClause, pieces: Sequence[_Piece]) -> tuple[int, int]:
    starts = [said.at + part.days.start for part in said.clause.parts if part.days]
    ends = [said.at + part.days.end for part in said.clause.parts if part.days]
    first = min([*starts, *(piece.start for piece in pieces)])
    first = first if starts or not said.passage.label else 0  # "Time: 8am PST" is found by its label
    last = max([*ends, *(piece.end for piece in pieces), *_zone_ends(said)])
    closing = re.match(r"\s?\)", said.passage.text[last:])
    return first, last + (closing.end() if closing and "(" in said.passage.text[first:last] else 0)


def _zone_ends(said: PlacedClause) -> Iterator[int]:
    """Yield where the zones end that are beside hours in the text itself."""
    for part in said.clause.parts:
        for hour in part.hours:
            if hour.zone and said.passage.text[said.at + hour.zone.start : said.at + hour.zone.end] == hour.zone.text:
                yield said.at + hour.zone.end


def _renders(page: Page, template: str, text: str, place: int, held: Sequence[Occurrence], language: str) -> bool:
    """Return whether the template makes the line for some meeting, and finds it at its place then and later."""
    form = parse_template(template, "" if language == "en" else language)
    made = dict.fromkeys(form.render(Subject(one)) for one in held)
    past = dict.fromkeys(form.render(Subject(_year_before(one))) for one in held)
    if text not in made and text not in past:
        return False
    found = standing_line(page, form, [])
    if found is None or found.text != text or not any(a <= place < b for a, b in found.spans):
        return False
    return all(form.find(line) == (0, len(line)) for line in made)


def _year_before(one: Occurrence) -> Occurrence:
    start = one.start - timedelta(weeks=52)
    local = start.astimezone(one.zone).replace(hour=one.local_start.hour, minute=one.local_start.minute)
    return one._replace(start=local.astimezone(UTC))
