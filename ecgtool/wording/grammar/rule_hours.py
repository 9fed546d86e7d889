"""Find the hours in a clause, each with its zone, its season and its length; hours of one instant stand together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.wording.grammar.clause import ClauseWords, Hour
from ecgtool.wording.grammar.seasons import SEASONS_OF_LETTERS, is_summer, season_of_months
from ecgtool.wording.grammar.tokens import clock_of, zone_of
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.page_words import find_words

_BETWEEN = re.compile(r"[&:()Zs.-]*(?:W[&()Zs.-]*){0,2}")
_ZONES_BEFORE = re.compile(r"(?<!C)Z[:&]?C(?:[&()/.-]{0,3}Z[:&]?C)+(?![&(-]?Z)")
"""Hours, each with its zone right before it: "PST: 8am, UTC: 15:00", "UTC=3pm PST=8am"."""
_TILL = re.compile(r"(?:U[W:]{0,2}|Z[)]?-)$")
"""What is before the hour at which a meeting ends: "16:00 UK time (GMT/BST) to 17:00"."""
_OF_A_SEASON = re.compile(r"C[Z_]?[W&:-]?[(]?s(?![W])|(?:^|[&(;:.])s[W&:.]{0,2}(?:D[W&]*)?C")
"""A season that limits an hour, and is no remark on the clock: "9:00 in summer", not "9:00 (we observe DST)"."""
_OUT_OF_A_SEASON = re.compile(r"X[W:]{0,3}s")
"""A season in which the hour before does not hold: "15:00, except in summer"."""
_ASSIGNING = frozenset({":", "=", "\uff1a"})
"""Signs between a zone and its hour."""
_SHIFTED = re.compile(r"h[W:&(]{0,2}s|s[W:&G(_]{0,4}h")
"""What says how much an hour is off in a season: "an hour earlier in summer"."""


def hour_groups(used: ClauseWords) -> list[tuple[Hour, ...]]:
    """Return the hours that a clause names, those of one instant together, in its order."""
    _take_other_hours(used)
    _settle_spans_of_months(used)
    places = [n for n, letter in enumerate(used.code) if letter == "C"]
    ends = _ends(places, used)
    hours = [_hour(used, n, following) for n, following in zip(places, ends, strict=True)]
    places, hours = _without_ends(used, places, hours)
    seasons = [token.value for token in used.tokens if token.kind == "season"]
    is_out = _OUT_OF_A_SEASON.search(used.before)
    if len(hours) == 1 and len({*map(is_summer, seasons)}) == 1 and hours[0].season is None and not is_out:
        named = (season for season in seasons if season.get("where") or season.get("of"))
        hours = [replace(hours[0], season=next(named, seasons[0]))]  # "Summer (US daylight saving time): 14:30 UTC"
    is_of_one = len(seasons) < 2 and _OF_A_SEASON.search(used.text)
    if len(hours) == 1 and hours[0].zone and hours[0].zone.moves and not is_of_one:
        hours = [replace(hours[0], season=None)]
    hours = _in_their_order(hours, used)
    hours = [_in_one_season(hour, used) for hour in _with_clocks_of_seasons(used, hours)]
    groups: list[list[Hour]] = []
    for index, hour in enumerate(hours):
        between = used.before[places[index - 1] + 1 : places[index]] if index else ""
        if index and _BETWEEN.fullmatch(between):
            groups[-1].append(hour)
        else:
            groups.append([hour])
    for place in [n for n, letter in enumerate(used.code) if letter == "C"]:
        used.take(place, place + 1)
    found = [hours for group in groups for hours in _rounds(tuple(_with_zones(group, used)))]
    return [_in_both_seasons(used, hours) for hours in found] if _SHIFTED.search(used.before) else found


def _settle_spans_of_months(used: ClauseWords) -> None:
    """Take months for seasons of the clocks where they tell hours apart: "15:00 March to November, else 16:00"."""
    clocks = [clock_of(token).at for token, letter in zip(used.tokens, used.code, strict=True) if letter == "C"]
    minutes = [at.hour * 60 + at.minute for at in clocks]
    if (
        len(minutes) != 2
        or (minutes[1] - minutes[0]) % 1440 not in {60, 1380}
        or re.search("C.*[DT].*C", used.before)
    ):
        return
    for match in re.finditer(r"[SW]?m[-U&]W{0,2}m", used.text):
        months = [token.value for token in used.tokens[match.start() : match.end()] if token.kind == "month"]
        if season := season_of_months(*months):
            used.take(*match.span())
            last = match.end() - 1
            used.tokens[last] = replace(used.tokens[last], kind="season", value=season)
            used.code[last] = "s"
            used.before = (
                used.before[: match.start()] + "s" * (match.end() - match.start()) + used.before[match.end() :]
            )


def _ends(places: Sequence[int], used: ClauseWords) -> list[int]:
    """Return where what may say the zone of each hour ends: at the next hour, or at the zone right before that."""
    ends = [*places, len(used.code)][1:]
    for match in _ZONES_BEFORE.finditer(used.text):
        zones = [n for n in range(*match.span()) if used.code[n] == "Z"]
        if all(used.code[n + 1] == "C" or used.tokens[n + 1].text in _ASSIGNING for n in zones):
            ends = [next((n for n in zones if at < n < end), end) for at, end in zip(places, ends, strict=True)]
    return ends


def _in_both_seasons(used: ClauseWords, hours: tuple[Hour, ...]) -> tuple[Hour, ...]:
    """Return an hour in UTC with that of a season in which it is off: "17:00 UTC (an hour earlier in summer)"."""
    (hour, *others) = hours
    if others or (hour.zone and not hour.zone.is_utc and hour.zone.offset is None):
        return hours
    place = next(n for n, token in enumerate(used.tokens) if token.kind == "shift")
    off = used.take(place, place + 1)[0].value
    season = next(token.value for token in used.tokens if token.kind == "season")
    at = (datetime.combine(date(2000, 1, 2), hour.at) + off).time()
    return replace(hour, season=None), replace(hour, at=at, season=season)


def _take_other_hours(used: ClauseWords) -> None:
    """Take the hours at which no meeting begins: "doors open at 18:30", "after the 3 o'clock tea"."""
    for match in re.finditer(r"j[W&(:]{0,2}C", used.text):
        used.take(*match.span())
    for match in re.finditer(r"F(C)(?=W)", used.text):
        if used.tokens[match.start()].text.lower().endswith("the"):
            used.take(*match.span(1))


def _with_clocks_of_seasons(used: ClauseWords, hours: list[Hour]) -> list[Hour]:
    """Return the hours. A zone that none of them has beside UTC tells whose seasons are meant, under "zone".

    "15:00 UTC in summer, 16:00 UTC in winter (we follow New York's clocks)", "18:00 UTC in British summer time".
    """
    left = [zone_of(token) for token, letter in zip(used.tokens, used.code, strict=True) if letter == "Z"]
    whose = {zone.zone for zone in left if zone.zone and not zone.is_utc}
    if len(whose) != 1 or not all(hour.zone is None or hour.zone.is_utc for hour in hours):
        return hours
    return [
        replace(hour, season={**hour.season, "zone": next(iter(whose))}) if hour.season is not None else hour
        for hour in hours
    ]


def _in_their_order(hours: list[Hour], used: ClauseWords) -> list[Hour]:
    """Return two hours, each in its season, where both seasons are behind them: "16:00 / 17:00 (summer / winter)"."""
    seasons = [token for token in used.tokens if token.kind == "season"]
    if len(hours) != 2 or len(seasons) != 2 or seasons[0].start < hours[1].end:
        return hours
    if is_summer(seasons[0].value) == is_summer(seasons[1].value):
        return hours  # "14:00 UTC (15:00 UTC from November to March, when the US is off DST)"
    return [replace(hour, season=season.value) for hour, season in zip(hours, seasons, strict=True)]


def _in_one_season(hour: Hour, used: ClauseWords) -> Hour:
    """Return an hour on the offset of its letters where these are said to hold all year: "9:00 EST, no DST"."""
    season = SEASONS_OF_LETTERS.get(hour.zone.label) if hour.zone and not hour.zone.zone else None
    meant = hour.zone.guess(date(2026, 1, 1)) if hour.zone and season else None
    if hour.zone is None or season is None or meant is None:
        return hour
    if not find_words("all-year", " ".join(token.text for token in used.tokens)):
        return hour
    day = datetime(2026, 7 if season["when"] == "DST" else 1, 15, tzinfo=meant.zone)
    return replace(hour, season=None, zone=replace(hour.zone, label="", offset=day.utcoffset()))


def _without_ends(used: ClauseWords, places: Sequence[int], hours: Sequence[Hour]) -> tuple[list[int], list[Hour]]:
    """Return the hours and their places without those at which a meeting ends: "at 18:00, ending at 19:30"."""
    kept: list[tuple[int, Hour]] = []
    for place, hour in zip(places, hours, strict=True):
        zones = {one.zone.text for one in (hour, *(one for _, one in kept[-1:])) if one.zone}
        begun = kept[-1][1].at if kept else hour.at
        minutes = ((hour.at.hour - begun.hour) * 60 + hour.at.minute - begun.minute) % 1440
        between = used.tokens[kept[-1][0] : place] if kept else []
        if _TILL.search(used.before[:place]) and any(one.kind == "then" for one in between):
            continue  # "at 14:00, then office hours until 16:00"
        if kept and len(zones) < 2 and minutes <= 720 and _TILL.search(used.before[:place]):
            at, start = kept.pop()
            start = replace(start, lasts=timedelta(minutes=minutes), zone=start.zone or hour.zone)
            kept.append((at, replace(start, end=hour.end)))
        else:
            kept.append((place, hour))
    return [place for place, _ in kept], [hour for _, hour in kept]


def _rounds(hours: tuple[Hour, ...]) -> list[tuple[Hour, ...]]:
    """Return the hours of each instant.

    They are several where zones repeat: "5pm CET / 11am ET and 9pm CET / 3pm ET".
    """
    zones = [hour.zone.text if hour.zone else "" for hour in hours]
    size = next((n for n in range(2, len(zones)) if zones[n] == zones[0]), 0)
    again = size and len(set(zones[:size])) == size and zones == zones[:size] * (len(zones) // size)
    if not again or any(hour.season for hour in hours):
        return [hours]
    return [hours[n : n + size] for n in range(0, len(hours), size)]


def _hour(used: ClauseWords, place: int, following: int) -> Hour:
    """Return the hour at ``place``, with the zone after it or right before it, and its season.

    ``following`` is the place of the next hour, up to which zone and season are looked for.
    """
    clock = clock_of(used.tokens[place])
    season = _season(used, place, following)
    zone: ZoneWord | None = None
    if match := re.match(r"(?:[&(:W]{0,2}|-[(]?(?=Z(?:[)]|$))|[)])(Z)", used.text[place + 1 : following]):
        at = place + 1 + match.start(1)
        zone = zone_of(used.tokens[at])
        more = re.match(r"Z[(](?:Z?W{1,2})?(Z)W{0,2}[)]", used.text[at:following])
        if more is None and used.tokens[at + 1 : at + 2] and used.tokens[at + 1].text.startswith("("):
            more = re.match(r"Z(Z)", used.text[at:following])  # "(UTC+8)"
        if more is None and [token.text for token in used.tokens[at + 1 : at + 2]] == ["="]:
            more = re.match(r"Z&(Z)", used.text[at:])
        if more:
            beside = zone_of(used.tokens[at + more.start(1)])
            season = season or (SEASONS_OF_LETTERS.get(beside.label) if zone.is_utc else None)  # "15:00 UTC (PDT)"
            zone = _explained_by(beside, zone)
        if season is None and zone.is_utc and used.before.count("C") > 1:
            season = _season_by_letters(used, at + 1, following)
        used.take(at, at + 1)
    elif match := re.search(r"(Z)[&():W]{0,2}$", used.text[:place]):
        zone = zone_of(used.tokens[match.start(1)])
        used.take(*match.span(1))
    other = None if zone and zone.is_utc else clock.other
    length = re.match(r"[&(:W_]{0,3}(L)", used.text[place + 1 : following])
    lasts = clock.lasts or (used.tokens[place + 1 + length.start(1)].value if length else None)
    return Hour(
        at=clock.at,
        lasts=lasts,
        zone=zone,
        season=season,
        start=clock.start,
        end=clock.end,
        other=other,
        about=clock.about,
    )


def _season_by_letters(used: ClauseWords, start: int, following: int) -> dict[str, Any] | None:
    """Return the season of a time in UTC by letters behind it: "during PDT", "when New York is on EDT", or None."""
    match = re.match(r"[&(:_]?W{1,6}(?:ZW{1,4})?(Z)(?![&:(W]{0,2}$)", used.text[start:following] + ".")
    label = zone_of(used.tokens[start + match.start(1)]) if match else None
    if match is None or label is None or label.label not in SEASONS_OF_LETTERS:
        return None
    used.take(start + match.start(), start + match.end(1))
    zone = label.guess(date(2026, 1, 1))
    return {**SEASONS_OF_LETTERS[label.label], **({"zone": zone.zone.key} if zone else {})}


def _explained_by(beside: ZoneWord, zone: ZoneWord) -> ZoneWord:
    """Return a zone with the place in the bracket behind it: "CST (Beijing time)", "GMT+1 (Berlin time)"."""
    if zone.label and not zone.is_utc:
        return replace(zone, zone=zone.zone or beside.zone)
    if not (zone.offset and beside.zone):
        return zone
    seasons = (datetime(2026, month, 1, tzinfo=ZoneInfo(beside.zone)).utcoffset() for month in (1, 7))
    why = f"by “{beside.text}” beside “{zone.text}”"
    return replace(zone, offset=None, zone=beside.zone, why=why) if zone.offset in seasons else zone


def _with_zones(group: Sequence[Hour], used: ClauseWords) -> Iterator[Hour]:
    """Yield the hours. One without a zone has that of the next hour with one, or else of the last before it.

    "15:00 (16:00 in Berlin)" leaves open whose clock the first hour is on; "7pm (19:00) Eastern" does not.
    """
    opened = {token.start for token in used.tokens if token.text in {"(", "\uff08"}}
    for index, hour in enumerate(group):
        following = next(iter(group[index + 1 :]), hour)
        is_own = following.at != hour.at and any(hour.end <= at < following.start for at in opened)
        others = [other.zone for other in (*group[index + 1 :], *reversed(group[:index])) if other.zone]
        yield replace(hour, zone=hour.zone or (others[0] if others and not is_own else None))


def _season(used: ClauseWords, place: int, following: int) -> dict[str, Any] | None:
    """Return the season of an hour: the one after it, up to the next hour, or right before it."""
    if is_out := _OUT_OF_A_SEASON.search(used.before, place + 1, following):
        following = is_out.start()
    last = re.search(r"(?:s[(:W]{0,3})*s[):W]{0,4}$", used.before[place + 1 : following])
    if last and following < len(used.code):
        opened = place + 1 + last.start()
        is_inside = used.tokens[opened].text.startswith("(")
        if is_inside or re.search(r"[&(;:X][W:&]*$", used.before[place + 1 : opened]):
            following = opened  # "16:00 (summer: 15:00)", "16:00 (we go by US clocks, so in summer it is 15:00)"
    after = next((t.value for t in used.tokens[place + 1 : following] if t.kind == "season"), None)
    before = [t.value for t in used.tokens[:place] if t.kind == "season"]
    if after is None and before and re.search(r"s[&:()W]{0,4}$", used.text[:place]):
        return dict(before[-1])
    return after
