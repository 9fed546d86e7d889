"""Questions on a terminal about what a source does not tell of a group. Without a terminal nothing is asked."""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ecgtool.cli.answers import MEANT, read_date_of_rule, read_days, read_hour, read_rule_and_hour, read_typed_zone
from ecgtool.errors import EcgError, UsageError
from ecgtool.group import Group
from ecgtool.learn.draft import Draft, duration_text, leading
from ecgtool.render.meeting import GroupMeeting, meetings_text
from ecgtool.render.plain import plain, wrapped
from ecgtool.schedule.occurrences import meetings
from ecgtool.wording.typed_days import Around

T = TypeVar("T")

_RULE = 'write it like "Mondays", "every 2 weeks on Tuesday" or "last Friday of the month"'
_HOUR = "write it like 08:00, 14h30 or 2pm"
_ZONE = "write a city, or a zone such as Europe/Berlin"
_ROOM = 2
"""The columns behind a question: a colon and a space."""
_YES = frozenset(["y", "yes", "ok", "ja", "j", "oui", "o", "sí", "si", "s", "sim", "はい", "是"])
_NO = frozenset(["n", "no", "nein", "non", "não", "nao", "nee", "いいえ", "否"])
"""Answers in each language whose sentences are read."""


def can_ask() -> bool:
    """Return whether there is somebody to ask: a terminal to read from, and one to ask on."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str, *, default: bool = False) -> bool:
    """Ask, and return whether the answer is yes; Enter means ``default``."""
    choices = "Y/n" if default else "y/N"
    while True:
        answer = _answer(f"{question} [{choices}]").lower()
        if answer in {"", *_YES, *_NO}:
            return answer in _YES or (default and not answer)
        _say(f"“{plain(answer)}” is not understood: answer y or n")


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
        each = (
            f", {duration_text(coming[0].occurrence.end - coming[0].occurrence.start)} each time:"
            if coming
            else ": never"
        )
        typer.echo(f"{plain(group.name)} would meet next{each}", err=True)
        for line in meetings_text(coming).splitlines():
            typer.echo("  ".join(line.split("\t")[:3]), err=True)
    if not agreed("Right?", default=True):
        typer.echo(f"\n{text}", err=True)
        raise UsageError(
            "not confirmed, so nothing was written", "run it again, or save the lines above and mend them"
        )


def completed_draft(draft: Draft, today: date) -> Draft:
    """Return ``draft`` with answers for all that a group needs, and with its guessed hour and zone confirmed."""
    table, schedule = dict(draft.table), dict(draft.table.get("schedule", {}))
    guesses = dict(draft.guesses)
    if "every" in draft.missing:
        schedule |= _asked_rule(Around(today=today, zone=ZoneInfo("UTC"), language=str(table.get("language", ""))))
    known = str(table.get("timezone", ""))
    if "at" in draft.missing or (isinstance(schedule.get("at"), str) and guesses.pop("schedule.at", "")):
        hour = schedule.pop("at", "")
        schedule["at"], zone = asked("At which time, such as 08:00 or 2pm", read_hour, hour, expected=_HOUR)
        known = zone or known
    if "timezone" in draft.missing or guesses.pop("timezone", ""):
        question = "In which zone, such as Europe/Berlin"
        table["timezone"] = asked(question, read_typed_zone, known, expected=_ZONE)
    return replace(draft, table={**table, "schedule": schedule}, guesses=guesses)


def chosen(drafts: Sequence[Draft]) -> list[Draft]:
    """Return those of several groups that a person wants; Enter takes all.

    Of groups learnt from one page, the first that is wanted keeps the line for the next meeting.
    """
    if len(drafts) < 2:
        return list(drafts)
    import typer

    for number, draft in enumerate(drafts, 1):
        rule = rule_in_words(draft)
        name = draft.name.removesuffix(f": {rule.rpartition(' ')[0]}")  # where several share it, a name has its rule
        typer.echo(f"{number}. {name}: {rule}", err=True)
    wanted = asked(
        "Which of them, such as 1 or 1,3",
        lambda text: _numbers(text, [draft.name for draft in drafts]),
        "all",
        expected=f"write numbers from 1 to {len(drafts)}, names, or all",
    )
    first, *others = (drafts[number - 1] for number in wanted)
    return [leading(first, drafts[0]), *others]


def rule_in_words(draft: Draft) -> str:
    """Return when a group meets, as its table has it."""
    schedule = draft.table["schedule"]
    days = schedule.get("on", schedule.get("rrule", ""))
    listed = ", ".join(map(str, days)) if isinstance(days, list) else str(days)
    return " ".join(filter(None, [listed, str(schedule.get("at", "")), str(draft.table.get("timezone", ""))]))


def _numbers(text: str, names: Sequence[str]) -> list[int]:
    """Return the numbers of an answer, each once: "1,3" -> [1, 3]; "all" is all, and a name its number.

    Raises:
        ValueError: one is out of range, or no name or several begin so.
    """
    if text.strip().lower() == "all":
        return list(range(1, len(names) + 1))
    found: list[int] = []
    for word in re.split(r"\s*,\s*|\s+(?=\d)", text.strip().strip(",")):
        begun = [n for n, name in enumerate(names, 1) if name.casefold().startswith(word.casefold())]
        number = int(word) if word.isdecimal() else begun[0] if len(begun) == 1 else 0
        if not 1 <= number <= len(names):
            raise ValueError
        found.append(number)
    return list(dict.fromkeys(found))


def asked(question: str, read: Callable[[str], T], default: str = "", *, expected: str) -> T:
    """Ask until ``read`` takes the answer, and return what it makes of it; Enter means ``default``, if there is one.

    After any other answer it shows the reason, or else what is ``expected``. Where the reason names what may have
    been meant, Enter means that the next time.
    """
    near: re.Match[str] | None = None
    while True:
        answer = _answer(question, default)
        if near and answer.lower() in _YES:
            answer = default
        try:
            if answer and not (near and answer.lower() in _NO):
                return read(answer)
            said = f"an answer is needed: {expected}"
        except (ValueError, UsageError) as error:
            reason = plain(str(error).removeprefix("; ")) or expected
            said = f"“{plain(answer)}”{'' if MEANT.match(reason) else ' is not understood'}: {reason}"
        _say(said)
        near = MEANT.search(said)
        default = near["name"] if near else "" if answer.lower() in _NO else default


def asked_or_empty(question: str, read: Callable[[str], T]) -> T | None:
    """Ask until ``read`` takes the answer, showing why it does not; return what it makes of it, or None for Enter."""
    while answer := _answer(f"{question} (Enter for none)"):
        try:
            return read(answer)
        except (ValueError, EcgError) as error:
            reason = plain(str(error).removeprefix("; "))
            _say(f"“{plain(answer)}” is not taken{f': {reason}' if reason else ''}")
    return None


def _say(words: str) -> None:
    import typer

    typer.echo(_broken(words), err=True)


def _broken(words: str) -> str:
    """Return ``words`` broken between words where they are longer than the terminal is wide."""
    from ecgtool.cli.app import columns_of

    return "\n".join(wrapped(words, columns_of(sys.stderr) - _ROOM))


def _answer(question: str, default: str = "") -> str:
    """Return what is typed to a question; Enter means ``default``, which is shown if there is one."""
    import typer

    from ecgtool.cli.progress import Progress

    if Progress.latest is not None:
        Progress.latest.forget()
    return str(typer.prompt(_broken(question), default=default, show_default=bool(default), err=True)).strip()


def _asked_rule(around: Around) -> dict[str, Any]:
    """Ask on which dates a group meets, and return the keys for that, and for the hour if the answer has one."""
    question = 'When does it meet, such as "Mondays" or "last Friday of the month"'
    every, on, hour = asked(question, read_rule_and_hour, expected=_RULE)
    unit = every.removesuffix("s").rpartition(" ")[2]
    if not on and unit in {"week", "month"}:
        such_as = "Monday" if unit == "week" else "first Monday or 15"
        on = asked(f"On which days, such as {such_as}", lambda text: read_days(every, text), expected=such_as)
    keys: dict[str, Any] = {"every": every, **({"on": on} if on else {}), **({"at": hour} if hour else {})}
    if every not in {"day", "week", "month"}:
        today, question = around.today, "On which date is the next one"
        such_as = f"such as {today} or {today:%B} {today.day}"
        keys["start"], at = asked(question, lambda text: read_date_of_rule(text, every, on, around), expected=such_as)
        keys |= {"at": f"{at:%H:%M}"} if at else {}
    return keys
