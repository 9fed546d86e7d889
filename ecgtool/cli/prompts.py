"""Questions on a terminal, for what a source does not tell of a group; a run without a terminal never comes here."""

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
from ecgtool.errors import UsageError
from ecgtool.group import Group, Recurrence
from ecgtool.learn.draft import Draft
from ecgtool.render.meeting import GroupMeeting, meetings_text
from ecgtool.render.plain import plain
from ecgtool.schedule.occurrences import meetings, weekday_date
from ecgtool.schedule.recurrence import dates
from ecgtool.wording.rules import compile_rule, parse_every, parse_on
from ecgtool.wording.typed_dates import Around, parse_day

T = TypeVar("T")

_MEANT = re.compile(r'did you mean "(?P<name>[^"]+)"')


def can_ask() -> bool:
    """Whether there is somebody to ask: a terminal to read from, and one to ask on."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str, *, default: bool = False) -> bool:
    """Whether the answer is yes; Enter means ``default``."""
    import typer

    return bool(typer.confirm(question, default=default, err=True))


def confirm_meetings(groups: Iterable[Group], now: datetime) -> None:
    """Show the next five meetings of each group, and ask whether they are right.

    Raises:
        UsageError: they are not; nothing was written.
    """
    import typer

    for group in groups:
        coming = [
            GroupMeeting(group, meeting, group.zones, now) for meeting in islice(meetings(group.schedule, now), 5)
        ]
        typer.echo(f"{plain(group.name)} would meet next:", err=True)
        for line in meetings_text(coming).splitlines():
            typer.echo("  ".join(line.split("\t")[:3]), err=True)
    if not agreed("Right?", default=True):
        raise UsageError("not confirmed, so nothing was written", "run it again")


def completed_draft(draft: Draft, today: date) -> Draft:
    """Return ``draft`` with answers for all that a group needs, and with its guessed zone confirmed."""
    table, schedule = dict(draft.table), dict(draft.table.get("schedule", {}))
    guesses = dict(draft.guesses)
    if "every" in draft.missing:
        schedule |= _asked_rule(today)
    if "at" in draft.missing:
        schedule["at"] = asked("At which time, such as 08:00 or 2pm", lambda text: f"{CLOCK.convert(text):%H:%M}")
    if "timezone" in draft.missing or guesses.pop("timezone", ""):
        known = str(table.get("timezone", ""))
        table["timezone"] = asked("In which zone, such as Europe/Berlin", lambda text: read_zone(text).key, known)
    return replace(draft, table={**table, "schedule": schedule}, guesses=guesses)


def chosen(drafts: Sequence[Draft]) -> list[Draft]:
    """Return those of several groups that a person wants; Enter takes all."""
    if len(drafts) < 2:
        return list(drafts)
    import typer

    for number, draft in enumerate(drafts, 1):
        typer.echo(f"{number}. {draft.name}: {rule_in_words(draft)}", err=True)
    wanted = asked("Which of them, such as 1 or 1,3", lambda text: _numbers(text, len(drafts)), "all")
    return [drafts[number - 1] for number in wanted]


def rule_in_words(draft: Draft) -> str:
    """Return when a group meets, as its table has it."""
    schedule = draft.table["schedule"]
    days = schedule.get("on", schedule.get("rrule", ""))
    listed = ", ".join(map(str, days)) if isinstance(days, list) else str(days)
    return " ".join(filter(None, [listed, str(schedule.get("at", "")), str(draft.table.get("timezone", ""))]))


def _numbers(text: str, most: int) -> list[int]:
    """The numbers of an answer, from 1 to ``most``.

    Raises:
        ValueError: one is none of them.
    """
    found = (
        list(range(1, most + 1))
        if text.strip().lower() == "all"
        else [int(word) for word in re.split(r"[\s,]+", text.strip())]
    )
    if not found or not all(1 <= number <= most for number in found):
        raise ValueError
    return found


def asked(question: str, read: Callable[[str], T], default: str = "") -> T:
    """The first answer that ``read`` takes; Enter means ``default`` where there is one.

    Why another one is not taken is said, and what it may have meant is what Enter means next.
    """
    import typer

    while True:
        answer = str(typer.prompt(question, default=default or None, err=True))
        try:
            return read(answer)
        except (ValueError, UsageError) as error:
            reason = str(error).removeprefix("; ")
            typer.echo(f"“{plain(answer)}” is not understood{f': {reason}' if reason else ''}", err=True)
            near = _MEANT.search(reason)
            default = near["name"] if near else default


def asked_or_empty(question: str) -> str:
    """The answer, which may be empty."""
    import typer

    return str(typer.prompt(f"{question} (Enter for none)", default="", show_default=False, err=True)).strip()


def _asked_rule(today: date) -> dict[str, Any]:
    """The keys that say on which dates a group meets."""
    every, on = asked('When does it meet, such as "Mondays" or "last Friday of the month"', read_rule)
    if not on:
        on = asked("On which days, such as Monday", _days)
    keys: dict[str, Any] = {"every": every, "on": on}
    if every not in {"day", "week", "month"}:
        around = Around(today, ZoneInfo("UTC"))
        keys["start"] = asked("On which date is the next one", lambda text: _on_rule(text, every, on, around))
    return keys


def read_rule(text: str) -> tuple[str, str]:
    """Return the keys ``every`` and ``on`` that an answer means; ``on`` is empty where it names no day.

    Raises:
        ValueError: a word of it is not understood, with the reason.
    """
    try:
        return _by_days(text)
    except ValueError as error:
        reason = error
    words = text.split()
    for place in range(len(words), 0, -1):
        with suppress(ValueError):
            count, unit = parse_every(" ".join(words[:place]))
            every = unit if count == 1 else f"{count} {unit}s"
            rest = " ".join(words[place:]).removeprefix("on ")
            return every, _days(rest) if rest else ""
    raise reason


def _by_days(text: str) -> tuple[str, str]:
    """The rule of an answer that names days alone: by the month where they have a place in it, else by the week."""
    on = _days(text)
    days = parse_on(on)
    return "month" if days.with_ordinal or days.month_days else "week", on


def _days(text: str) -> str:
    on = re.sub(r"^every\s+|\s+(?:of|in) (?:the|every|each) month$", "", text.strip(), flags=re.IGNORECASE)
    parse_on(text)
    parse_on(on)
    return on


def _on_rule(text: str, every: str, on: str, around: Around) -> date:
    """The date that was typed.

    Raises:
        ValueError: the group does not meet on such a date.
        UsageError: it is no date.
    """
    day = parse_day(text, around).day or around.today
    rule = Recurrence(compile_rule(every, on, day), time(), timedelta(hours=1), day, day)
    if next(dates(rule, day), None) != day:
        raise ValueError(f"{weekday_date(day)} is not one of “{on}”")
    return day
