"""Find the hours and the zones in the address of a link to a page that converts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_plus
from zoneinfo import ZoneInfo

from ecgtool.learn.lines.line_clocks import LineClocks
from ecgtool.page.points import Link
from ecgtool.wording.grammar.zone_tokens import zones

_HOUR = re.compile(r"(?<!\d)(?P<hour>[01]\d|2[0-3])(?P<mark>:|%3[Aa]|)(?P<minute>[0-5]\d)(?=(?:00)?(?!\d))")
_IN_QUERY = re.compile(
    r"[?&](?:t|h|time|hour|sln)=(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?![\d:])", re.IGNORECASE
)
_TWELVE = re.compile(
    r"(?<!\d)(?P<hour>1[0-2]|0?[1-9])(?::?(?P<minute>[0-5]\d))?[\s_-]?(?P<half>[ap])m(?![a-z])", re.IGNORECASE
)
_UNSEEN = re.compile(
    r"://(?:[\w-]+\.)*(?:everytimezone|timeanddate|dateful|wrl|savvytime)\.\w+/(?:s|eventlink|e)/[\w-]+",
    re.IGNORECASE,
)
"""An address of a converter that has the hour under a name of its own."""
_DATE = re.compile(r"\d{8}|\d{4}-\d\d?-\d")


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkHour:
    """A part of a link's address that changes with the clocks, and the field that writes it.

    Where no field does, or it is not seen, it is "", and the part is the beginning.
    """

    start: int
    end: int
    field: str = ""


def link_hours(link: Link, clocks: LineClocks) -> Iterator[LinkHour]:
    """Yield the UTC hours in a link's address, where they change over the year, and what no field writes."""
    utc = clocks.hours(ZoneInfo("UTC"))
    timed = list(_HOUR.finditer(link.url))
    changes = any(len(clocks.hours(zone)) > 1 for zone in (*clocks.zones, ZoneInfo("UTC")))
    words = re.split(r"[^a-z]+", unquote_plus(link.url).casefold())
    letters = {one.casefold() for one in clocks.letters_of_one_season()}
    is_unseen = changes and not timed and _UNSEEN.search(link.url)
    if (
        is_unseen
        or not letters.isdisjoint(words)
        or (changes and _hours(link.url, timed) & _changing(clocks))
        or any(f"{match['hour']}{match['minute']}" in _elsewhere(link.label, clocks) for match in timed)
    ):
        yield LinkHour(start=0, end=0)
    named = re.search(r"utc|gmt", link.url + link.label, re.IGNORECASE)
    for match in timed:
        clock = match["hour"] + match["minute"]
        if len(utc) > 1 and clock in utc and (named or clock not in clocks.hours(clocks.own)):
            fits = not _DATE.search(link.url) and match["mark"] in {"", ":"}
            field = ("utc_colon" if match["mark"] else "utc") if fits else ""
            yield LinkHour(start=match.start(), end=match.end(), field=field)


def _elsewhere(label: str, clocks: LineClocks) -> frozenset[str]:
    """Return the hours of the meetings on clocks that the words of a link name, where they change there."""
    day = clocks.held[0].local_start.date()
    named = (guess.zone for word in zones(label, [], alone=True) if not word.is_utc and (guess := word.guess(day)))
    hours = (clocks.hours(zone) for zone in named if zone.key != clocks.own.key)
    return frozenset().union(*(one for one in hours if len(one) > 1))


def _changing(clocks: LineClocks) -> frozenset[str]:
    """Return the hours at which the meetings begin on the clocks of the line and in UTC, where these change."""
    shown = (clocks.hours(zone) for zone in (*clocks.zones, ZoneInfo("UTC")))
    return frozenset().union(*(hours for hours in shown if len(hours) > 1))


def _hours(url: str, timed: list[re.Match[str]]) -> frozenset[str]:
    """Return the hours in forms that no field writes: "t=16", "t=9:00&tz=PT", "q=9am+in+pst"."""
    text = unquote_plus(url)
    written = {match["hour"] + match["minute"] for match in timed}
    plain = {f"{int(one['hour']):02}{one['minute'] or '00'}" for one in _IN_QUERY.finditer(text)}
    halves = {
        f"{int(one['hour']) % 12 + 12 * (one['half'] in 'pP'):02}{one['minute'] or '00'}"
        for one in _TWELVE.finditer(text)
    }
    return frozenset((plain - written) | halves)
