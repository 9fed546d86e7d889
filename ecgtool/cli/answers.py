"""What an answer to a question of ``prompts`` means: a rule, an hour, a zone, a date of the rule."""

import re
from contextlib import suppress
from datetime import date, time, timedelta

from ecgtool.config import read_zone
from ecgtool.config.scalars import CLOCK
from ecgtool.group import Recurrence
from ecgtool.schedule.occurrences import weekday_date
from ecgtool.schedule.recurrence import dates
from ecgtool.wording.rules import compile_rule, parse_every, parse_on
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import Around
from ecgtool.wording.zone_names import zone_advice

MEANT = re.compile(r'did you mean "(?P<name>[^"]+)"')
"""How a reason names what may have been meant."""
_OTHER = re.compile(
    r"(?:every |each )?(?P<other>other|alternate|(?<=every )(?:second|2nd)) (?P<days>(?!.*month|week|day|last)\S.*)",
    re.IGNORECASE,
)
_AT_AN_HOUR = re.compile(
    r"(?P<rule>.*?\w),?\s+(?:at\s+|(?=\d{1,2}(?:\s?[ap]\.?m\b|[:h]\d\d|\s?h\b)|noon\b|midnight\b))(?P<hour>\S.*)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|excluding|without|not|but|besides)\b", re.IGNORECASE)


def read_rule_and_hour(text: str) -> tuple[str, str, str]:
    """Return the keys of a rule, as ``read_typed_rule`` does, and the hour: "Mondays at 8am", "Mondays 8am"."""
    try:
        return *read_typed_rule(text), ""
    except ValueError:
        if (parts := _AT_AN_HOUR.fullmatch(text)) is None:
            raise
        try:
            read_hour(parts["hour"])
            text = parts["rule"]
        except ValueError as error:
            if str(error):  # it is an hour, and something is the matter with it
                raise
    return *read_typed_rule(text), parts["hour"]


def read_typed_rule(text: str) -> tuple[str, str]:
    """Return the keys ``every`` and ``on`` that an answer means: "every other Tuesday" -> ("2 weeks", "Tuesday").

    ``on`` is empty where it names no day.

    Raises:
        ValueError: a word of it is not understood, or it can be read in two ways, with the reason.
    """
    if other := _OTHER.fullmatch(text.strip()):
        if other["other"].lower() in {"second", "2nd"}:
            raise ValueError(f"say “every 2 weeks on {other['days']}” or “second {other['days']} of the month”")
        return "2 weeks", read_days("2 weeks", other["days"])
    try:
        return _by_days(text)
    except ValueError as error:
        reason = str(error).removeprefix("; ")
    words = text.split()
    for place in range(len(words), 0, -1):
        with suppress(ValueError):
            count, unit = parse_every(" ".join(words[:place]))
            every = unit if count == 1 else f"{count} {unit}s"
            rest = " ".join(words[place:]).removeprefix("on ")
            return every, read_days(every, rest) if rest else ""
    if _EXCEPT.search(text):
        reason += "; give the rule alone, and `ecg cancel` afterwards what is not held"
    raise ValueError(_two_readings(text) or _elsewhere(text) or reason)


def _elsewhere(text: str) -> str:
    """Return the rule that may be meant in another language: “jeden zweiten Dienstag”; "" for none."""
    from ecgtool.wording.rhythm import rhythm_elsewhere

    meant = rhythm_elsewhere(text)
    if meant is None:
        return ""
    days = " and ".join(map(str, meant.on))
    return f'did you mean "{days if meant.every in {"week", "month"} else f"every {meant.every} on {days}"}"?'


def _two_readings(text: str) -> str:
    """Return what to say instead of a word that people read in two ways ("bimonthly"); "" for others."""
    try:
        parse_every(text)
    except ValueError as error:
        if "two ways" in str(error):
            return (
                "that can be read in two ways: say “every 2 months on the first Monday”, “1st and 3rd Monday” or such"
            )
    return ""


def _by_days(text: str) -> tuple[str, str]:
    """Return ``every`` and ``on`` of an answer that names days alone: "Mondays" is weekly, "first Monday" monthly."""
    on = _days(text)
    days = parse_on(on)
    if days.with_ordinal or days.month_days:
        return "month", on
    if "month" in text.lower():
        raise ValueError("say which of them in the month, such as “first Monday”")
    return "week", on


def read_days(every: str, text: str) -> str:
    """Return the days that were typed, for the key ``on``.

    Raises:
        ValueError: they do not go together with ``every``.
    """
    on = _days(text)
    try:
        compile_rule(every, on, date(2024, 1, 1))
    except ValueError as error:
        raise ValueError(f"“{text}” does not go with “every {every}”") from error
    return on


def _days(text: str) -> str:
    on = re.sub(r"^every\s+|\s+(?:of|in) (?:the|every|each) month$", "", text.strip(), flags=re.IGNORECASE)
    parse_on(text)
    parse_on(on)
    return on


def read_hour(text: str) -> tuple[str, str]:
    """Return the clock time of an answer, and the zone after it, or the nearest: "8am Berlin" -> "08:00", its zone.

    Raises:
        ValueError: it begins with no clock time, or what follows is no zone and near none.
    """
    try:
        return f"{CLOCK.convert(text):%H:%M}", ""
    except ValueError as error:
        if "two ways" in str(error):
            raise
    words = text.split()
    for place in range(len(words) - 1, 0, -1):
        with suppress(ValueError):
            hour = f"{CLOCK.convert(' '.join(words[:place])):%H:%M}"
            return hour, _zone_in(" ".join(words[place:]))
    raise ValueError


def read_typed_zone(text: str) -> str:
    """Return the name of a zone.

    Raises:
        ValueError: there is none, or the letters name a clock without summer time, which few mean by them.
    """
    if text.upper() in {"EST", "MST", "HST"}:
        raise ValueError(zone_advice(text))
    return read_zone(text).key


def _zone_in(text: str) -> str:
    try:
        return read_typed_zone(text)
    except ValueError as error:
        if near := MEANT.search(str(error)):
            return near["name"]
        raise


def read_date_of_rule(text: str, every: str, on: str, around: Around) -> tuple[date, time | None]:
    """Return the date that was typed, and the hour, if any.

    Raises:
        ValueError: the group does not meet on such a date.
        UsageError: it is no date.
    """
    found = parse_day(text, around)
    day = found.day or around.today
    rule = Recurrence(compile_rule(every, on or None, day), time(), timedelta(hours=1), day, day)
    if next(dates(rule, day), None) != day:
        raise ValueError(f"{weekday_date(day)} is not one of “{on}”")
    return day, found.at
