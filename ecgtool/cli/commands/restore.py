"""``ecg restore``."""

from functools import partial
from typing import Annotated

from typer import Argument

from ecgtool.cli.app import plain_app
from ecgtool.cli.complete import changed_dates
from ecgtool.cli.editing import AndBump, DryRun, Form, How, Yes, edit_plan
from ecgtool.cli.options import command
from ecgtool.cli.session import Session
from ecgtool.cli.typed import around
from ecgtool.schedule.replan import restore as restore_one
from ecgtool.wording.typed_dates import parse_day

app = plain_app()


@command(app, "restore")
def restore(
    session: Session,
    *,
    day: Annotated[
        str, Argument(metavar="D", help='The date, such as "Dec 28" or "next Monday".', autocompletion=changed_dates)
    ],
    and_bump: AndBump = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    form: Form = None,
) -> None:
    """Hold a meeting that was cancelled or moved as planned after all, in ecg.toml.

    Example: ecg restore 2026-12-28
    """
    session.require_file()
    asked = parse_day(day, around([session.group], session.now))
    plan = partial(restore_one, asked=asked)
    unchanged = f"{asked.day} is neither cancelled nor moved"
    edit_plan(session, "restore", [plan], unchanged, How(form, yes, dry_run, and_bump))
