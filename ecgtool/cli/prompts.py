"""Questions on a terminal, for what a source does not tell of a group; a run without a terminal never comes here."""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from ecgtool.config import read_zone
from ecgtool.learn.draft import Draft
from ecgtool.wording.reading import find_date, read_line
from ecgtool.wording.rhythm import completed, one_or_all, read_rhythm

T = TypeVar("T")


def can_ask() -> bool:
    """Whether there is somebody to ask: a terminal to read from, and one to ask on."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Whether the answer is yes; Enter means no."""
    import typer

    return bool(typer.confirm(question, default=False, err=True))


def completed_draft(draft: Draft, today: date) -> Draft:
    """``draft`` with the answers to what a group cannot do without, and with its guessed zone confirmed."""
    table, schedule = dict(draft.table), dict(draft.table.get("schedule", {}))
    guesses = dict(draft.guesses)
    if "every" in draft.missing:
        schedule |= asked(
            'When does it meet, such as "Mondays" or "last Friday of the month"', lambda t: _rule(t, today)
        )
    if "at" in draft.missing:
        schedule["at"] = asked("At which time, such as 08:00 or 2pm", _clock)
    if "timezone" in draft.missing or guesses.pop("timezone", ""):
        known = str(table.get("timezone", ""))
        table["timezone"] = asked("In which zone, such as Europe/Berlin", lambda text: read_zone(text).key, known)
    return draft._replace(table={**table, "schedule": schedule}, guesses=guesses)


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
    """The first answer that ``read`` takes; Enter means ``default`` where there is one."""
    import typer

    while True:
        answer = str(typer.prompt(question, default=default or None, err=True))
        try:
            return read(answer)
        except ValueError:
            typer.echo(f"{answer!r} is none of that.", err=True)


def asked_or_empty(question: str) -> str:
    """The answer, which may be empty."""
    import typer

    return str(typer.prompt(f"{question} (Enter for none)", default="", show_default=False, err=True)).strip()


def _rule(text: str, today: date) -> dict[str, Any]:
    """The keys that an answer means.

    Raises:
        ValueError: it says no rhythm, or not on which days.
    """
    rhythm = read_rhythm(text) or read_rhythm(f"{text.strip()}s")
    if rhythm is None:
        raise ValueError
    found = find_date(text, today)
    rhythm = completed(rhythm, found.day) if found else rhythm
    if not rhythm.on:
        raise ValueError
    start = {"start": asked("On which date is one of its meetings", date.fromisoformat)} if rhythm.needs_start else {}
    return {"every": rhythm.every, "on": one_or_all(rhythm.on), **start}


def _clock(text: str) -> str:
    reading = read_line(text if ":" in text or "m" in text.lower() else f"{text}:00", date.min)
    clock = reading.clock or reading.utc
    if clock is None:
        raise ValueError
    return f"{clock:%H:%M}"
