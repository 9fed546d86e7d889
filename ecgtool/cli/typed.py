"""Reading dates, zones, links and lengths of time as they are typed on the command line."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ecgtool.cli.session import Session, parse_instant
from ecgtool.config import read_zone
from ecgtool.config.scalars import DURATION, LINK
from ecgtool.errors import UsageError
from ecgtool.schedule.occurrences import Moment
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import Around, around

Bound = datetime | tuple[date, time]
"""An instant, or a local date and clock time of each group."""
CALL_LINK = r"https?://[^\s/<>\"]\S*|(?:tel|sips?|zoommtg|zoomus|msteams|webex|wbx|webexteams|skype|facetime|jitsi-meet|mumble):\S+"
"""The links that join a call: on the web, by telephone, or in a program for meetings."""


def typed_day(text: str, option: str, where: Around) -> date:
    """Return the date that was typed for ``option``.

    Raises:
        UsageError: it names no date, names an hour as well, or can be read in two ways.
    """
    day, at = typed_moment(text, option, where)
    if at is not None:
        raise UsageError(f"{option}: {text!r} has an hour", f"write the date alone, such as {day}")
    return day


def typed_bound(text: str, option: str, where: Around, of_day: time) -> Bound:
    """Return the instant that ``text`` names with its offset from UTC, or else a local date and time.

    The time is ``of_day`` where only a date was typed.

    Raises:
        UsageError: it names no date, or can be read in two ways.
    """
    with suppress(ValueError):
        if datetime.fromisoformat(text.strip()).tzinfo:
            return parse_instant(text, option)
    day, at = typed_moment(text, option, where)
    return day, at or of_day


def moment_of(session: Session, text: str, *, nearest: bool = False) -> Moment | None:
    """Return the date that was typed for ``--date``, with its hour, if any; None where nothing was typed.

    Without a year it is the next such date, or the ``nearest``. Raises as ``typed_moment`` does.
    """
    where = replace(around([session.group], session.now), nearest=nearest)
    return Moment(*typed_moment(text, "--date", where)) if text else None


def typed_moment(text: str, option: str, where: Around) -> tuple[date, time | None]:
    """Return the date that was typed for ``option``, and the clock time where there is one.

    Raises:
        UsageError: it names no date, or can be read in two ways.
    """
    try:
        found = parse_day(text, where)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from error
    return found.day or where.today, found.at


def typed_zone(text: str) -> ZoneInfo:
    """Return the IANA zone of that name.

    Raises:
        UsageError: there is none; the hint has the nearest.
    """
    try:
        return read_zone(text)
    except ValueError as error:
        raise UsageError(
            f"--zone: no zone {text!r}", str(error).removeprefix("; ") or "write it like Europe/Berlin"
        ) from error


def typed_link(text: str) -> str:
    """Return the link to a call that was typed.

    Raises:
        UsageError: it is no link, or one that nobody can join a call by, such as one of ``javascript:``.
    """
    try:
        link = str(LINK.convert(text))
    except ValueError as error:
        raise UsageError("that is no link", "write all of it, such as https://meet.example.org/j/1") from error
    if link and not re.fullmatch(rf"{CALL_LINK}|mailto:\S+", link, re.IGNORECASE):
        problem = f"a link that begins with “{link.partition(':')[0]}:” joins no call"
        raise UsageError(problem, "give one of https, http, tel, sip or mailto, or of a program for meetings")
    return link


def typed_duration(text: str, option: str) -> timedelta:
    """Return the length of time that a text such as ``1h30m`` names.

    Raises:
        UsageError: it names none.
    """
    try:
        length: timedelta = DURATION.convert(text)
    except ValueError as error:
        raise UsageError(f"{option}: {text!r} is no length of time", "write it like 15m or 1h30m") from error
    return length
