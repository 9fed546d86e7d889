"""``ecg move``."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from typer import Argument

from ecgtool.cli.app import plain_app
from ecgtool.cli.editing import AndBump, Form, How, Reason, Yes, edit_plan
from ecgtool.cli.options import DryRun, command, meeting_dates
from ecgtool.cli.session import Session
from ecgtool.render.plain import plain
from ecgtool.schedule.replan import move_apart, named_meeting
from ecgtool.wording.typed_dates import parse_day, parse_target
from ecgtool.wording.typed_days import around

app = plain_app()


@command(app, "move", asks_hosts=True)
def move(
    session: Session,
    *,
    day: Annotated[
        str,
        Argument(metavar="DATE", help='The date, such as "Dec 28" or "next Monday".', autocompletion=meeting_dates),
    ],
    to: Annotated[
        str, Argument(metavar="DATETIME", help="When instead; a date alone keeps the hour, an hour alone the date.")
    ],
    reason: Reason = "",
    and_bump: AndBump = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    form: Form = None,
) -> None:
    """Hold a meeting at another time, in ecg.toml.

    Example: ecg move "May 25" "May 26 9:00" --reason holiday
    """
    session.require_file()
    now = around([session.group], session.now)
    asked = parse_day(day, now)
    meeting = named_meeting(session.group.schedule, asked)
    target = parse_target(to, replace(now, zone=meeting.zone or now.zone), meeting.day)
    plan = partial(move_apart, asked=asked, target=target, reason=plain(reason))
    unchanged = f"{asked.day} is at that time already"
    edit_plan(session, "move", [plan], unchanged, How(form=form, yes=yes, dry_run=dry_run, and_bump=and_bump))
