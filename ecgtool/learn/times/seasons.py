"""Find the clock of a meeting that has one UTC time for summer and another for winter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from ecgtool.wording.grammar.clause import Hour
from ecgtool.wording.grammar.seasons import is_summer, season_words
from ecgtool.wording.page_words import find_words
from ecgtool.wording.zone_words import ZoneGuess

_CLOCKS = {"of-us": "America/Los_Angeles", "of-uk": "Europe/London", "of-eu": "Europe/Berlin"}
"""A clock of each region whose seasons are named, by the kind of the words that name it."""


def seasonal_clock(
    hours: Sequence[Hour], today: date, own: str = "", text: str = ""
) -> tuple[time, ZoneGuess] | None:
    """Return the local time and the zone of two UTC times, for summer and winter, or None.

    ``own`` is the zone that the page names, "" for none. The ``text`` around the hours may tell whose seasons are
    meant.
    "18:00 UTC during US DST, 19:00 otherwise" -> 11:00 on the clock of the United States.
    """
    moving = [hour for hour in hours if hour.zone and hour.zone.moves]
    if len(moving) * 2 == len(hours) and len({(hour.at, hour.zone and hour.zone.text) for hour in moving}) == 1:
        hours = [
            hour for hour in hours if hour not in moving
        ]  # "17:00 UTC (1 pm Eastern) in summer, 18:00 UTC (...)"
        own = next((guess.zone.key for hour in moving if hour.zone and (guess := hour.zone.guess(today))), own)
    count = len(hours)
    hours = [_in_utc(hour) for hour in hours if hour.zone is None or hour.zone.is_utc or hour.zone.offset is not None]
    marked = [hour for hour in hours if hour.season is not None]
    if len(hours) != count or count != 2 or not marked:
        return None
    summer = next((hour for hour in marked if is_summer(hour.season)), None) or next(
        h for h in hours if h is not marked[0]
    )
    winter = next(hour for hour in hours if hour is not summer)
    if winter.at == summer.at and any(hour.zone and hour.zone.offset for hour in hours):
        why = f"since both its hours, in summer and in winter, are {summer.at:%H:%M} in UTC"
        return summer.at, ZoneGuess(zone=ZoneInfo("UTC"), why=why)
    if (winter.at.hour * 60 + winter.at.minute - summer.at.hour * 60 - summer.at.minute) % 1440 != 60:
        return None
    region = _region(marked, text)
    named = next((str(hour.season["zone"]) for hour in marked if hour.season and "zone" in hour.season), "")
    whose = next((key for key in (named, "" if region else own) if key and has_summer_time(key)), "")
    zone = ZoneInfo(whose or _CLOCKS[region or "of-us"])
    july = datetime.combine(date(today.year, 7, 15), summer.at, UTC).astimezone(zone)
    clocks = "the clocks of the United States" if region == "of-us" and not whose else "those clocks"
    why = f"by {summer.at:%H:%M} UTC in summer and {winter.at:%H:%M} UTC in winter, which moves with {clocks}"
    return july.time(), ZoneGuess(zone=zone, why=why if region or whose else f"{why}; the page does not say whose")


def _region(marked: Sequence[Hour], text: str) -> str:
    """Return the kind of the words that tell whose seasons are meant, of a season or else around it; "" for none."""
    where = " ".join(season_words(hour.season) for hour in marked if hour.season)
    named = [kind for kind in _CLOCKS if find_words(kind, where)]
    around = [kind for kind in _CLOCKS if find_words(kind, text)]
    return next(iter(named or (around if len(around) == 1 else [])), "")


def has_summer_time(key: str) -> bool:
    """Return whether the clock of a zone is another in summer than in winter."""
    zone = ZoneInfo(key)
    return datetime(2026, 1, 1, tzinfo=zone).utcoffset() != datetime(2026, 7, 1, tzinfo=zone).utcoffset()


def _in_utc(hour: Hour) -> Hour:
    """Return the hour as UTC has it, where its zone is an offset: "14:00 UTC+1" is 13:00."""
    if hour.zone is None or hour.zone.offset is None:
        return hour
    moment = datetime.combine(date(2000, 1, 1), hour.at) - hour.zone.offset
    return replace(hour, at=moment.time())
