"""``ecg next-meeting``."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import islice, takewhile
from sys import maxsize
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from typer import Option

from ecgtool.cli.app import plain_app
from ecgtool.cli.options import command
from ecgtool.cli.session import Session
from ecgtool.errors import NoMeeting
from ecgtool.render.meeting import GroupMeeting, meetings_json, meetings_text
from ecgtool.schedule.occurrences import Meeting, meetings
from ecgtool.schedule.planned import instant

if TYPE_CHECKING:
    from ecgtool.cli.typed import Bound

app = plain_app()

Format = Literal["terminal", "text", "json", "heading"]


@command(app, "next-meeting")
def next_meeting(
    session: Session,
    *,
    number: Annotated[
        int | None, Option("-n", min=1, metavar="N", help="How many of each group: 1 if not given, with --until all.")
    ] = None,
    after: Annotated[
        str | None, Option(metavar="DATE", help="Meetings that end after this time, or the beginning of this date.")
    ] = None,
    until: Annotated[
        str | None, Option(metavar="DATE", help="Meetings until this time, or this date, included.")
    ] = None,
    zone: Annotated[
        list[str] | None, Option(metavar="ZONE", help="Show the hour in this zone too; may be given again.")
    ] = None,
    form: Annotated[Format | None, Option("--format", "-f", help="How to show them.")] = None,
) -> None:
    """Show the next meeting: the first whose end is after now.

    `ecg next` is the same.

    Example: ecg next-meeting -n 3 --zone Asia/Tokyo
    """
    zones, chosen = _zones(zone or ()), session.form(form)
    shown = _chosen(session, number, after, until, zones)
    session.answer(_rendered(shown, session, chosen, zones), drawn=chosen == "terminal")
    if not shown:
        raise NoMeeting("none begins by the end of --until") if until else NoMeeting


def _chosen(
    session: Session, number: int | None, after: str | None, until: str | None, zones: list[ZoneInfo]
) -> list[GroupMeeting]:
    since = _typed(after, "--after", session, time.min) if after is not None else session.now
    end = _typed(until, "--until", session, time.max) if until is not None else None
    count = min(number, maxsize) if number else None if end else 1
    found = [
        GroupMeeting(group, meeting, tuple(dict.fromkeys((*group.zones, *zones))), session.now)
        for group in session.each(session.groups)
        for meeting in islice(
            _until(end, meetings(group.schedule, _instant(since, group.schedule.zone)), group.schedule.zone), count
        )
    ]
    return sorted(found, key=lambda one: one.occurrence.start)


def _typed(text: str, option: str, session: Session, of_day: time) -> "Bound":
    from ecgtool.cli.typed import typed_bound
    from ecgtool.wording.typed_days import around

    return typed_bound(text, option, around(session.groups, session.now), of_day)


def _instant(bound: "Bound", zone: ZoneInfo) -> datetime:
    return bound if isinstance(bound, datetime) else instant(*bound, zone)


def _zones(names: Sequence[str]) -> list[ZoneInfo]:
    if not names:
        return []
    from ecgtool.cli.typed import typed_zone

    return [typed_zone(name) for name in names]


def _until(end: "Bound | None", found: Iterator[Meeting], zone: ZoneInfo) -> Iterator[Meeting]:
    if end is None:
        return found
    last = _instant(end, zone)
    return takewhile(lambda meeting: meeting.occurrence.start <= last, found)


def _rendered(shown: list[GroupMeeting], session: Session, form: str, zones: list[ZoneInfo]) -> str:
    match form:
        case "json":
            from ecgtool.render.plain import as_json

            return as_json(meetings_json(shown, session.now))
        case "heading":
            return "\n".join(one.heading for one in shown)
        case "terminal":
            from ecgtool.render.terminal import drawn, meeting_panels

            hinted = _with_hints(shown, session, by_zones=True)
            return drawn(meeting_panels(hinted, session.now, reader=datetime.astimezone))
        case _:
            return meetings_text(_with_hints(shown, session, by_zones=False), zones)


def _with_hints(shown: list[GroupMeeting], session: Session, *, by_zones: bool) -> list[GroupMeeting]:
    """Return each meeting with a hint on the public holiday it falls on, where its group wants one.

    To look up holidays takes longer than all the rest. So scripts get it only where ``holidays_hint`` is set, a
    person also where ``zones`` are.
    """
    if not any(one.group.holidays_hint or (by_zones and one.group.zones) for one in shown):
        return shown
    from ecgtool.render.advice import holiday_words
    from ecgtool.schedule.holidays import holiday_names, holidays_met

    hinted = []
    for one in shown:
        day = one.occurrence.local_start.date()
        names = holiday_names(day, next(holidays_met(one.group, [one.occurrence]), ()))
        words = holiday_words(day, names, one.group, session.config.default_group) if names else ""
        hinted.append(one._replace(hint=session.options.completed(words)))
    return hinted
