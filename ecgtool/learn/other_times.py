"""Find when a single meeting is held of which a clause names the date, and not the usual hour of its day."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from ecgtool.learn.found import PlacedClause
from ecgtool.learn.timetable import Timetable
from ecgtool.wording.clause import Hour
from ecgtool.wording.vocabulary import COUNTS

FOR_GOOD = re.compile(
    r"\b(?:hour|time|slot|schedule|rule)s?\s(?:\w+\s){0,2}(?:change[sd]?|becomes?|moves?|shifts?|switch\w*)\b|"
    r"\bwe\s(?:\w+\s)?(?:move|switch|change|go|shift)\b|\bnew\s(?:\w+\s)?(?:time|hour|slot)\b|\b(?:time|hour)\schange\b|"
    r"\bchange\sof\s(?:the\s)?(?:time|hour)|\b(?:becomes?|onwards?|for\sgood|permanently|updated?|neue\s(?:Uhrz|Z)eit|nouvel\w*\s(?:heure|horaire)|"
    r"nuev[ao]\shora(?:rio)?|novo\shorário|nuovo\sorario|nieuwe\stijd)\b",
    re.IGNORECASE,
)
"""Words for an hour that holds from its date on, and not on that date alone."""
_EXCEPTION = re.compile(r"except|excep|ausnahm|eccez|uitzond|例外", re.IGNORECASE)
"""Words for a meeting that is not off, where an hour is named for it."""
_OF_ANOTHER = re.compile(r"\b(?:of|for|about|before|after|de[rs]?|zum|du|d[eao]|della?|van)\s", re.IGNORECASE)
"""A word before a meeting of which something else is said: "the minutes of the call"."""
_DAYS_AWAY = re.compile(
    rf"\b(?P<count>\d|an?|one|{'|'.join(COUNTS)})\s(?P<unit>day|week)s?\s(?P<way>later?|earl(?:y|ier)|sooner)\b",
    re.IGNORECASE,
)
_DAY_LATER = re.compile(
    r"(?:the\s)?(?:next|following)\sday\b|the\sday\safter\b|\beinen\sTag\sspäter|am\s(?:Tag\sdanach|nächsten\sTag)|"
    r"un\sjour\splus\stard|\ble\slendemain|un\sdía\s(?:después|más\starde)|al\sdía\ssiguiente|um\sdia\s(?:depois|mais\starde)|no\sdia\sseguinte|"
    r"un\sgiorno\sdopo|il\sgiorno\sdopo|een\sdag\slater|de\sdag\serna|翌日|第二天",
    re.IGNORECASE,
)
_DAY_EARLIER = re.compile(
    r"(?:the\s)?(?:previous|preceding)\sday\b|the\sday\sbefore\b|\beinen\sTag\sfrüher|am\sTag\sdavor|"
    r"un\sjour\splus\stôt|\bla\sveille|un\sdía\santes|um\sdia\s(?:antes|mais\scedo)|un\sgiorno\sprima|il\sgiorno\sprima|een\sdag\seerder|de\sdag\servoor|"
    r"前日|前一天",
    re.IGNORECASE,
)
"""Words after a date for the day beside it on which its meeting is held."""


def new_time(said: PlacedClause, day: date, times: Timetable, today: date, *, is_off: bool) -> date | None:
    """Return when a meeting is held of which a clause names the date and another hour, or the day beside it, or None.

    "On 6 April an hour later", "not on 6 April, but the day after", "The call of 6 April is at 16:00".
    """
    if len(said.clause.dates) == 1 and (at := shifted(said, times)):
        return datetime.combine(day, at)
    if beside := _day_beside(said):
        return day + beside
    but = all(_EXCEPTION.match(token.text) for token in said.clause.tokens if token.kind in {"off", "not", "except"})
    hour = None if is_off and not but else other_hour(said, times, today)
    return datetime.combine(day, hour) if hour else None


def _day_beside(said: PlacedClause) -> timedelta | None:
    """Return how far from its date a meeting is held: "we meet a day later", "not on 6 April, but the day before"."""
    text, end = said.passage.text, said.at + said.clause.dates[0].end
    rest = re.split(r"[.!?](?:\s|$)", text[end:])[0]
    if "machine" in said.clause.kinds or _is_of_another(said):
        return None
    if away := _DAYS_AWAY.search(rest):
        number = int(away["count"]) if away["count"].isdigit() else COUNTS.get(away["count"].lower(), 1)
        days = number * (7 if away["unit"].lower() == "week" else 1)
        return timedelta(days=days if away["way"].lower().startswith("l") else -days)
    if _DAY_LATER.search(rest):
        return timedelta(days=1)
    return timedelta(days=-1) if _DAY_EARLIER.search(rest) else None


def _is_of_another(said: PlacedClause) -> bool:
    """Return whether a clause is about something of a meeting, and not about it: "the minutes of the call"."""
    first = next((token.end for token in said.clause.tokens if token.kind == "meet"), said.clause.start)
    return bool(_OF_ANOTHER.search(said.text[: first - said.clause.start]))


def other_hour(said: PlacedClause, times: Timetable, today: date) -> time | None:
    """Return the hour of the only date in a clause about a meeting, where it is not that of the rule; else None."""
    clause, hours = said.clause, [hour for part in said.clause.parts for hour in part.hours]
    is_bare = all(len(token.text) < 4 for token in clause.tokens if token.kind == "word")  # "20 March 2026: 17:00"
    is_told = is_bare or clause.kinds & {"meet", "moved"} or FOR_GOOD.search(said.text)
    about = is_told and not clause.kinds & {"machine", "past"}
    if not about or len(clause.dates) != 1 or _is_of_another(said):
        return None
    in_turn = times.keys.get("at", "") if isinstance(times.keys.get("at"), list) else ()
    if len(hours) == 1 and f"{hours[0].at:%H:%M}" in in_turn:
        return None
    is_other = len(hours) == 1 and hours[0].at != times.at and is_on_its_clock(hours, times, today)
    return hours[0].at if is_other else None


def shifted(said: PlacedClause, times: Timetable) -> time | None:
    """Return the hour that is so much later than the usual one as a clause says, "an hour later"; None for none."""
    if said.clause.shift is None or times.at is None:
        return None
    return (datetime.combine(date.min, times.at) + timedelta(days=1) + said.clause.shift).time()


def is_on_its_clock(hours: Sequence[Hour], times: Timetable, today: date) -> bool:
    """Return whether the hours are on the clock of the schedule; hours without a zone are."""
    if not hours or hours[0].zone is None or times.zone is None:
        return times.zone is not None
    zone = hours[0].zone.guess(today)
    own = times.zone.zone.key
    return bool(zone and (zone.zone.key == own or (hours[0].zone.is_utc and own == "UTC")))
