"""``ecg cancel``."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from ecgtool.cli.app import plain_app
from ecgtool.cli.editing import AndBump, Form, How, Reason, Yes, edit_plan
from ecgtool.cli.options import DryRun, command, meeting_dates
from ecgtool.cli.session import Session
from ecgtool.config.edit.rewriting import Replan
from ecgtool.errors import UsageError
from ecgtool.group import Schedule
from ecgtool.render.plain import plain
from ecgtool.schedule.array_edits import ArrayEdits
from ecgtool.schedule.occurrences import Moment
from ecgtool.schedule.replan import cancel as cancel_one
from ecgtool.schedule.replan import cancel_all
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import around

if TYPE_CHECKING:
    from ecgtool.page.sections.topics import TopicEntry

app = plain_app()


@command(app, "cancel", asks_hosts=True)
def cancel(
    session: Session,
    *,
    day: Annotated[
        str,
        Argument(metavar="[DATE]", help='The date, such as "Dec 28" or "next Monday".', autocompletion=meeting_dates),
    ] = "",
    to: Annotated[str, Option("--to", "--until", metavar="DATE", help="Cancel all until that date, included.")] = "",
    reason: Reason = "",
    from_page: Annotated[
        bool, Option("--from-page", help="Cancel what topics of the page say is cancelled.")
    ] = False,
    and_bump: AndBump = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    form: Form = None,
) -> None:
    """Cancel a meeting, or a break of several, in ecg.toml.

    Example: ecg cancel 2026-12-21 --to "Jan 4" --reason "end-of-year break"
    """
    if from_page == bool(day) or (from_page and (to or reason)):
        raise UsageError("cancel takes a date, or --from-page alone", "such as `ecg cancel 2026-12-28`")
    session.require_file()
    plans, unchanged = _on_page(session) if from_page else _typed(session, day, to, plain(reason))
    edit_plan(session, "cancel", plans, unchanged, How(form=form, yes=yes, dry_run=dry_run, and_bump=and_bump))


def _typed(session: Session, day: str, to: str, reason: str) -> tuple[list[Replan], str]:
    now = around([session.group], session.now)
    asked = parse_day(day, now)
    first = asked.day or now.today
    if not to:
        return [partial(cancel_one, asked=asked, reason=reason)], f"{first} is cancelled already"
    last = parse_day(to, replace(now, today=first)).day or first
    plan = partial(cancel_all, first=first, last=last, reason=reason)
    return [plan], f"{first} to {last} is cancelled already"


def _on_page(session: Session) -> tuple[list[Replan], str]:
    """Return a plan for each date or break to come that the page cancels, and what to say if nothing changes.

    Raises:
        UsageError: the group has no page that can be reached.
        PageError: the page cannot be read.
    """
    from ecgtool.page import parse_page
    from ecgtool.upkeep.group_page import GroupPage

    target, syntax = session.page_of(session.group)
    group_page = GroupPage(parse_page(target.read(), syntax), session.group, session.now)
    for entry in group_page.doubtful:
        said = group_page.page.plain(entry.line.text_start, entry.line.text_end).strip()
        session.note(
            f"left out what the page cancels: “{said}” may be {' or '.join(str(day) for day, _ in entry.days)}"
        )
    coming = [entry for entry in group_page.cancelling if not group_page.is_past(entry)]
    return list(_plans(session, coming)), "the page cancels no meeting that ecg.toml does not"


def _plans(session: Session, entries: "list[TopicEntry]") -> Iterator[Replan]:
    from ecgtool.page.sections.topics import cancelled_hour, why_cancelled

    for entry in entries:
        for first, last in entry.days:
            at = cancelled_hour(session.group.schedule, entry)
            plan = partial(_cancelled, first=Moment(first, at), last=last, reason=why_cancelled(entry, at))
            try:
                plan(session.group.schedule)
            except UsageError as error:
                session.note(f"left out what the page cancels: {error}")
            else:
                yield plan


def _cancelled(schedule: Schedule, first: Moment, last: date, reason: str) -> ArrayEdits:
    if first.day and first.day < last:
        return cancel_all(schedule, first.day, last, reason)
    held = cancel_one(schedule, first, "")
    return cancel_one(schedule, first, reason) if held else ()
