"""Tell whether everything says what ``ecg.toml`` says, and whether every run that is due has succeeded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from ecgtool import ical
from ecgtool.errors import EcgError, UnreachableError
from ecgtool.group import Group
from ecgtool.render.plain import plain, utc_text
from ecgtool.runs.record import Exported
from ecgtool.schedule.occurrences import Occurrence, last_before, occurrences

GRACE = timedelta(days=1)
"""A run is late when it has not succeeded this long after a meeting's end. A daily run comes in time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusPart:
    """One thing of a group: a page, a calendar file or a kind of run.

    ``problem`` is "" where all is well. ``last`` is when it last succeeded (UTC), None for never. ``out_of_reach`` is
    whether it could not be looked at, so that nothing is known to be wrong. ``by_hand`` is whether no command mends
    it; ``mended_by`` is the command that does, where it is another one than for all parts of that kind.
    """

    what: str
    name: str
    problem: str = ""
    last: datetime | None = None
    out_of_reach: bool = False
    by_hand: bool = False
    mended_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """A group and its parts."""

    group: str
    parts: tuple[StatusPart, ...]

    @property
    def fine(self) -> bool:
        """Whether every part is well."""
        return not any(part.problem for part in self.parts)


def failed_part(what: str, name: str, error: EcgError) -> StatusPart:
    """Return the part for a thing that could not be looked at, and why."""
    return StatusPart(
        what=what, name=name, problem=str(error), out_of_reach=isinstance(error, UnreachableError), by_hand=True
    )


def due_bump(group: Group, now: datetime) -> Occurrence | None:
    """Return the last meeting that ended at least ``GRACE`` before ``now``, or None; None too if none is to come."""
    following = next(occurrences(group.schedule, now - GRACE), None)
    return last_before(group.schedule, following.start) if following else None


def bump_part(group: Group, last: datetime | None, now: datetime) -> StatusPart:
    """Return whether the page was brought up to date since the last meeting. ``last`` is when it was, in UTC."""
    if last is None:
        return StatusPart(what="bump", name="", problem="has not succeeded here yet", last=None)
    awaited = due_bump(group, now)
    late = awaited is not None and last < awaited.end
    problem = f"has not succeeded since the meeting of {awaited.local_start.date()}" if awaited and late else ""
    return StatusPart(what="bump", name="", problem=problem, last=last)


def calendar_part(name: str, text: str, groups: Sequence[Group], exported: Exported, now: datetime) -> StatusPart:
    """Return whether the calendar ``text``, in the file ``name``, is what would be exported to it now."""
    try:
        same = ical.export(groups, now, options_of(exported.options), text) == text
    except (KeyError, TypeError, ValueError):
        problem = "was exported in a way that is not known any more: export it again"
    except EcgError as error:
        problem = f"cannot be exported any more: {error}"
    else:
        problem = "" if same else "does not say what ecg.toml says: export it again"
    return StatusPart(what="calendar", name=name, problem=problem, last=exported.at)


def remembered_options(options: ical.Options) -> dict[str, Any]:
    """Return the options of an export as JSON, to be recorded."""
    return {
        "from": options.span.first.isoformat(),
        "until": options.span.last.isoformat(),
        "method": options.method,
        "alarm": options.alarm.total_seconds() if options.alarm is not None else None,
        "hide_passcode": options.hide_passcode,
    }


def options_of(about: Mapping[str, Any]) -> ical.Options:
    """Return the options of an export from what ``remembered_options`` made of them.

    Raises:
        KeyError: one of them is missing. TypeError, ValueError: one of them makes no sense.
    """
    return ical.Options(
        span=ical.DayRange(first=date.fromisoformat(about["from"]), last=date.fromisoformat(about["until"])),
        method=about["method"],
        alarm=timedelta(seconds=about["alarm"]) if about["alarm"] is not None else None,
        hide_passcode=bool(about["hide_passcode"]),
    )


def statuses_json(found: list[Status], now: datetime) -> dict[str, Any]:
    """Return the answer of ``status -f json``."""
    return {
        "now": utc_text(now),
        "groups": [
            {
                "group": status.group,
                "ok": status.fine,
                "parts": [_part_json(part) for part in status.parts],
            }
            for status in found
        ],
    }


def _part_json(part: StatusPart) -> dict[str, Any]:
    return {
        "what": part.what,
        "name": part.name,
        "ok": not part.problem,
        "problem": part.problem,
        "out_of_reach": part.out_of_reach,
        "last": utc_text(part.last) if part.last else None,
    }


def statuses_text(found: list[Status]) -> str:
    """Return a line for each part, with tabs between its columns: group, part, "ok" or the problem, last success."""
    return "\n".join(
        "\t".join((plain(status.group), plain(f"{part.what} {part.name}"), plain(part.problem) or "ok", _last(part)))
        for status in found
        for part in status.parts or [StatusPart(what="nothing", name="to watch")]
    )


def wrong_first_text(found: list[Status]) -> str:
    """Return the lines of the groups with a problem, each with its problems first. The other groups are counted."""
    wrong = [
        replace(status, parts=tuple(sorted(status.parts, key=lambda part: not part.problem)))
        for status in found
        if not status.fine
    ]
    fine = len(found) - len(wrong)
    counted = [f"{'the other' if wrong else 'all'} {fine}\teverything\tok\t"] if fine else []
    return "\n".join([*statuses_text(wrong).splitlines(), *counted])


def _last(part: StatusPart) -> str:
    return f"last {part.last:%Y-%m-%d %H:%M} UTC" if part.last else ""
