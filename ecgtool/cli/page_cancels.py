"""What the topics of a group's page cancel, as plans for ``ecg.toml``."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from ecgtool.cli.pages import page_of
from ecgtool.cli.session import Session
from ecgtool.config.edit.schedule_edit import Plan
from ecgtool.errors import UsageError
from ecgtool.group import Schedule
from ecgtool.page import parse
from ecgtool.page.sections.topics import Entry
from ecgtool.schedule.occurrences import Moment
from ecgtool.schedule.replan import ArrayEdits, cancel, cancel_all
from ecgtool.upkeep.group_page import GroupPage


def page_plans(session: Session) -> tuple[list[Plan], str]:
    """A plan for each date or break from today on that the page cancels, and what to say where nothing changes.

    Raises:
        UsageError: the group has no page that can be reached.
        PageError: the page cannot be read.
    """
    target, syntax = page_of(session, session.group)
    group_page = GroupPage(parse(target.read(), syntax), session.group, session.now)
    coming = [entry for entry in group_page.entries if entry.cancelled and entry.last >= group_page.today]
    return list(_plans(session, coming)), "the page cancels no meeting that ecg.toml does not"


def _plans(session: Session, entries: list[Entry]) -> Iterator[Plan]:
    for entry in entries:
        for first, last in entry.days:
            plan = partial(_cancelled, first=first, last=last, reason=" ".join(entry.titles[0].split()))
            try:
                plan(session.group.schedule)
            except UsageError as error:
                session.note(f"left out what the page cancels: {error}")
            else:
                yield plan


def _cancelled(schedule: Schedule, first: date, last: date, reason: str) -> ArrayEdits:
    if first < last:
        return cancel_all(schedule, first, last, reason)
    held = cancel(schedule, Moment(first), "")
    return cancel(schedule, Moment(first), reason) if held else ()
