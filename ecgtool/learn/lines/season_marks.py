"""Find what in a line is true in one season alone: "PST", "UTC-8", "Pacific Standard Time", "MEZ".

A zone mark that no field writes, beside hours that move with the clocks, would make the line untrue.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ecgtool.learn.lines.line_clocks import LineClocks
from ecgtool.wording.clocks import find_clocks, without_clock
from ecgtool.wording.grammar.zone_tokens import ZoneWord, zones
from ecgtool.wording.vocabulary import named_zones
from ecgtool.wording.zone_names import LETTERS

_LETTERS = re.compile(r"(?:(?<![^\W_])|(?<=\d[ap]m))[A-Z]{2,5}(?![^\W_])")
_GROUP = re.compile(rf"{_LETTERS.pattern}(?:(?:\s?/\s?|,?\s(?:and|or)\s){_LETTERS.pattern})*")
_ALL_YEAR = frozenset({"AET", "AKT", "CEWT", "HEC", "NZT"})
"""Letters of three and more that name a clock in every season, though it changes."""
_OTHER_OFFSET = re.compile(r"\s?(?:/|or)\s?(?:UTC|GMT)?\s?[+\u2212-]?\d{1,2}(?![\d:]|\s?[ap]m)")
_SEASON_WORDS = frozenset({"standard", "daylight", "summer", "winter"})


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneMark:
    """A zone's name in a text, the field that writes it, and whether it changes; "" where no field writes it."""

    start: int
    end: int
    field: str = ""
    moves: bool


def zone_marks(text: str, clocks: LineClocks, language: str) -> Iterator[ZoneMark]:
    """Yield the zones' names in ``text`` that change with the clocks of its line, or that a field can write."""
    rest = text
    for word in zones(text, find_clocks(text), language):
        has_both = word.offset is not None and _OTHER_OFFSET.match(text, word.end)  # "UTC-5/-4"
        is_mark = _is_of_one_season(word, clocks) and not has_both
        if is_mark:
            yield ZoneMark(start=word.start, end=word.end, moves=True)
        if is_mark or word.offset is not None:
            rest = without_clock(rest, [(word.start, word.end)])
    for group in _GROUP.finditer(rest):
        found = [one for name in _LETTERS.finditer(rest, *group.span()) if (one := _mark(name, clocks))]
        moving = [one.field for one in found if one.moves]
        if len(moving) < 2 or len(set(moving)) > 1:  # "CET/CEST" is true in both seasons
            yield from found


def _is_of_one_season(word: ZoneWord, clocks: LineClocks) -> bool:
    """Return whether a zone is an offset or has words of one season that no field writes: "UTC-8", "pst"."""
    if word.offset is not None:
        return clocks.is_offset_of_one_season(word.offset)
    in_small = word.label not in _ALL_YEAR and len(word.label) > 2 and not word.text.isupper()
    in_words = _SEASON_WORDS & set(word.text.casefold().split())
    guessed = word.guess(clocks.seasons[0].date()) if in_small or in_words else None
    return guessed is not None and len(clocks.letters(guessed.zone)) > 1


def _mark(name: re.Match[str], clocks: LineClocks) -> ZoneMark | None:
    """Return the mark that letters are; None where they are none. Those of no clock of the line have no field."""
    if name[0] in {"GMT", "UTC"} and any(zone.key == "UTC" for zone in clocks.zones):
        return None  # an hour of the line was read as one in UTC
    own = next((zone for zone in clocks.zones if name[0] in clocks.letters(zone)), None)
    meant = LETTERS.get(name[0], ())[:1] or (named_zones("labels").get(name[0], "UTC"),)
    zone = own or ZoneInfo(meant[0])
    written = clocks.letters(zone)
    if own:
        field = "tz" if own.key == clocks.own.key else f"tz:{own.key}"
        return ZoneMark(start=name.start(), end=name.end(), field=field, moves=len(written) > 1)
    is_of_season = name[0] in written or (len(name[0]) > 2 and name[0][-1] in "TZ" and name[0] not in _ALL_YEAR)
    return ZoneMark(start=name.start(), end=name.end(), moves=True) if is_of_season and len(written) > 1 else None
