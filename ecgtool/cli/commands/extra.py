"""``ecg extra``."""

from datetime import date, datetime, time
from functools import partial
from typing import Annotated

from typer import Argument

from ecgtool.cli.app import plain_app
from ecgtool.cli.editing import AndBump, Form, How, Yes, edit_plan
from ecgtool.cli.options import DryRun, command
from ecgtool.cli.session import Session
from ecgtool.errors import UsageError
from ecgtool.group import Extra, Schedule
from ecgtool.schedule.array_edits import Added, ArrayEdits
from ecgtool.schedule.occurrences import Moment, refuse_another_at
from ecgtool.schedule.planned import instant, recurrence_on
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import around

app = plain_app()


@command(app, "extra", asks_hosts=True)
def extra(
    session: Session,
    *,
    moment: Annotated[str, Argument(metavar="DATETIME", help="When; a date alone is at the group's usual hour.")],
    and_bump: AndBump = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    form: Form = None,
) -> None:
    """Add one meeting beside the regular ones, in ecg.toml.

    `ecg cancel` with its date takes it out again.

    Example: ecg extra "June 10 9:00"
    """
    session.require_file()
    asked = parse_day(moment, around([session.group], session.now))
    plan = partial(_more, asked=asked)
    edit_plan(
        session,
        "add",
        [plan],
        f"{asked.day} has that meeting already",
        How(form=form, yes=yes, dry_run=dry_run, and_bump=and_bump),
    )


def _more(schedule: Schedule, asked: Moment) -> ArrayEdits:
    """Return the edit that adds a meeting at that moment of the group's clock, a date alone being at its usual hour.

    Raises:
        UsageError: another meeting is at that time, or the group has several hours and none was named.
    """
    day = asked.day or date.min
    at = asked.at or _usual_hour(schedule, day)
    if Extra(day, at) in schedule.extras:
        return ()
    refuse_another_at(schedule, instant(day, at, schedule.zone))
    return (Added(name="extra", values={"at": datetime.combine(day, at)}),)  # local, as the file has it


def _usual_hour(schedule: Schedule, day: date) -> time:
    hours = sorted({recurrence_on(slot, day).at for slot in schedule.slots})
    if len(hours) > 1:
        named = " and ".join(f"{hour:%H:%M}" for hour in hours)
        raise UsageError(f"the group has several hours, {named}", f"add one: {day}T{hours[0]:%H:%M}")
    return hours[0]
