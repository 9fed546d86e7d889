"""Questions on a terminal about what a source does not tell of a group. Without a terminal nothing is asked."""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ecgtool.config import read_zone
from ecgtool.config.scalars import CLOCK
from ecgtool.errors import EcgError, UsageError
from ecgtool.group import Group, Recurrence
from ecgtool.learn.draft import Draft
from ecgtool.render.meeting import GroupMeeting, meetings_text
from ecgtool.render.plain import plain
from ecgtool.schedule.occurrences import meetings, weekday_date
from ecgtool.schedule.recurrence import dates
from ecgtool.wording.rules import compile_rule, parse_every, parse_on
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import Around

T = TypeVar("T")

_RULE = 'write it like "Mondays", "every 2 weeks on Tuesday" or "last Friday of the month"'
_HOUR = "write it like 08:00, 14h30 or 2pm"
_ZONE = "write a city, or a zone such as Europe/Berlin"
_OTHER = re.compile(
    r"(?:every |each )?(?P<other>other|alternate|(?<=every )(?:second|2nd)) (?P<days>(?!.*month|week|day|last)\S.*)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|excluding|without|not|but|besides)\b", re.IGNORECASE)
_YES = frozenset(["y", "yes", "ok", "ja", "j", "oui", "o", "sí", "si", "s", "sim", "はい", "是"])
_NO = frozenset(["n", "no", "nein", "non", "não", "nao", "nee", "いいえ", "否"])
"""Answers in each language whose sentences are read."""
_MEANT = re.compile(r'did you mean "(?P<name>[^"]+)"')


def can_ask() -> bool:
    """Return whether there is somebody to ask: a terminal to read from, and one to ask on."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str, *, default: bool = False) -> bool:
    """Ask, and return whether the answer is yes; Enter means ``default``."""
    import typer

    choices = "Y/n" if default else "y/N"
    while True:
        answer = (
            str(typer.prompt(f"{question} [{choices}]", default="", show_default=False, err=True)).strip().lower()
        )
        if answer in {"", *_YES, *_NO}:
            return answer in _YES or (default and not answer)
        typer.echo(f"“{plain(answer)}” is not understood: answer y or n", err=True)


def confirm_meetings(groups: Iterable[Group], now: datetime, text: str) -> None:
    """Show the next five meetings of each group, and ask whether they are right; if not, show the file's ``text``.

    Raises:
        UsageError: they are not; nothing was written.
    """
    import typer

    for group in groups:
        coming = [
            GroupMeeting(group, meeting, group.zones, now) for meeting in islice(meetings(group.schedule, now), 5)
        ]
        each = f", {_length(coming[0])} each time:" if coming else ": never"
        typer.echo(f"{plain(group.name)} would meet next{each}", err=True)
        for line in meetings_text(coming).splitlines():
            typer.echo("  ".join(line.split("\t")[:3]), err=True)
    if not agreed("Right?", default=True):
        typer.echo(f"\n{text}", err=True)
        raise UsageError(
            "not confirmed, so nothing was written", "run it again, or save the lines above and mend them"
        )


def _length(one: GroupMeeting) -> str:
    """Return how long a meeting lasts, as the file has it: "1h30m"."""
    hours, minutes = divmod((one.occurrence.end - one.occurrence.start) // timedelta(minutes=1), 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "")


def completed_draft(draft: Draft, today: date) -> Draft:
    """Return ``draft`` with answers for all that a group needs, and with its guessed hour and zone confirmed."""
    table, schedule = dict(draft.table), dict(draft.table.get("schedule", {}))
    guesses = dict(draft.guesses)
    if "every" in draft.missing:
        schedule |= _asked_rule(Around(today=today, zone=ZoneInfo("UTC"), language=str(table.get("language", ""))))
    known = str(table.get("timezone", ""))
    if "at" in draft.missing or (isinstance(schedule.get("at"), str) and guesses.pop("schedule.at", "")):
        hour = schedule.pop("at", "")
        schedule["at"], zone = asked("At which time, such as 08:00 or 2pm", _read_hour, hour, expected=_HOUR)
        known = zone or known
    if "timezone" in draft.missing or guesses.pop("timezone", ""):
        question = "In which zone, such as Europe/Berlin"
        table["timezone"] = asked(question, lambda text: read_zone(text).key, known, expected=_ZONE)
    return replace(draft, table={**table, "schedule": schedule}, guesses=guesses)


def chosen(drafts: Sequence[Draft]) -> list[Draft]:
    """Return those of several groups that a person wants; Enter takes all."""
    if len(drafts) < 2:
        return list(drafts)
    import typer

    for number, draft in enumerate(drafts, 1):
        typer.echo(f"{number}. {draft.name}: {rule_in_words(draft)}", err=True)
    wanted = asked(
        "Which of them, such as 1 or 1,3",
        lambda text: _numbers(text, len(drafts)),
        "all",
        expected=f"write numbers from 1 to {len(drafts)}, or all",
    )
    return [drafts[number - 1] for number in wanted]


def rule_in_words(draft: Draft) -> str:
    """Return when a group meets, as its table has it."""
    schedule = draft.table["schedule"]
    days = schedule.get("on", schedule.get("rrule", ""))
    listed = ", ".join(map(str, days)) if isinstance(days, list) else str(days)
    return " ".join(filter(None, [listed, str(schedule.get("at", "")), str(draft.table.get("timezone", ""))]))


def _numbers(text: str, most: int) -> list[int]:
    """Return the numbers of an answer, from 1 to ``most``: "1,3" -> [1, 3]; "all" is all of them.

    Raises:
        ValueError: one is no number or out of range.
    """
    found = (
        list(range(1, most + 1))
        if text.strip().lower() == "all"
        else [int(word) for word in re.split(r"[\s,]+", text.strip())]
    )
    if not found or not all(1 <= number <= most for number in found):
        raise ValueError
    return found


def asked(question: str, read: Callable[[str], T], default: str = "", *, expected: str) -> T:
    """Ask until ``read`` takes the answer, and return what it makes of it; Enter means ``default``, if there is one.

    After any other answer it shows the reason, or else what is ``expected``. Where the reason names what may have
    been meant, Enter means that the next time.
    """
    import typer

    near: re.Match[str] | None = None
    while True:
        answer = str(typer.prompt(question, default=default, show_default=bool(default), err=True)).strip()
        if near and answer.lower() in _YES:
            answer = default
        try:
            if answer:
                return read(answer)
            said = f"an answer is needed: {expected}"
        except (ValueError, UsageError) as error:
            reason = plain(str(error).removeprefix("; ")) or expected
            said = f"“{plain(answer)}”{'' if _MEANT.match(reason) else ' is not understood'}: {reason}"
        typer.echo(said, err=True)
        near = _MEANT.search(said)
        default = near["name"] if near else default


def asked_or_empty(question: str, read: Callable[[str], T]) -> T | None:
    """Ask until ``read`` takes the answer, showing why it does not; return what it makes of it, or None for Enter."""
    import typer

    while answer := str(
        typer.prompt(f"{question} (Enter for none)", default="", show_default=False, err=True)
    ).strip():
        try:
            return read(answer)
        except (ValueError, EcgError) as error:
            reason = plain(str(error).removeprefix("; "))
            typer.echo(f"“{plain(answer)}” is not taken{f': {reason}' if reason else ''}", err=True)
    return None


def _asked_rule(around: Around) -> dict[str, Any]:
    """Ask on which dates a group meets, and return the keys for that, and for the hour if the answer has one."""
    question = 'When does it meet, such as "Mondays" or "last Friday of the month"'
    every, on, hour = asked(question, _read_rule_and_hour, expected=_RULE)
    unit = every.removesuffix("s").rpartition(" ")[2]
    if not on and unit in {"week", "month"}:
        such_as = "Monday" if unit == "week" else "first Monday or 15"
        on = asked(f"On which days, such as {such_as}", lambda text: _days_of(every, text), expected=such_as)
    keys: dict[str, Any] = {"every": every, **({"on": on} if on else {}), **({"at": hour} if hour else {})}
    if every not in {"day", "week", "month"}:
        today, question = around.today, "On which date is the next one"
        such_as = f"such as {today} or {today:%B} {today.day}"
        keys["start"], at = asked(question, lambda text: _on_rule(text, every, on, around), expected=such_as)
        keys |= {"at": f"{at:%H:%M}"} if at else {}
    return keys


def _read_rule_and_hour(text: str) -> tuple[str, str, str]:
    """Return the keys of a rule, as ``read_typed_rule`` does, and the hour: "Mondays at 8am" -> ..., "8am"."""
    try:
        return *read_typed_rule(text), ""
    except ValueError:
        rule, _, hour = text.rpartition(" at ")
        with suppress(ValueError):
            _read_hour(hour)
            return *read_typed_rule(rule), hour
        raise


def read_typed_rule(text: str) -> tuple[str, str]:
    """Return the keys ``every`` and ``on`` that an answer means: "every other Tuesday" -> ("2 weeks", "Tuesday").

    ``on`` is empty where it names no day.

    Raises:
        ValueError: a word of it is not understood, or it can be read in two ways, with the reason.
    """
    if other := _OTHER.fullmatch(text.strip()):
        if other["other"].lower() in {"second", "2nd"}:
            raise ValueError(f"say “every 2 weeks on {other['days']}” or “second {other['days']} of the month”")
        return "2 weeks", _days_of("2 weeks", other["days"])
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
            return every, _days_of(every, rest) if rest else ""
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


def _days_of(every: str, text: str) -> str:
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


def _read_hour(text: str) -> tuple[str, str]:
    """Return the clock time of an answer, and the zone after it, or the nearest: "8am Berlin" -> "08:00", its zone.

    Raises:
        ValueError: it begins with no clock time, or what follows is no zone and near none.
    """
    with suppress(ValueError):
        return f"{CLOCK.convert(text):%H:%M}", ""
    words = text.split()
    for place in range(len(words) - 1, 0, -1):
        with suppress(ValueError):
            hour = f"{CLOCK.convert(' '.join(words[:place])):%H:%M}"
            return hour, _zone_in(" ".join(words[place:]))
    raise ValueError


def _zone_in(text: str) -> str:
    try:
        return read_zone(text).key
    except ValueError as error:
        if near := _MEANT.search(str(error)):
            return near["name"]
        raise


def _on_rule(text: str, every: str, on: str, around: Around) -> tuple[date, time | None]:
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
