"""``ecg restore``."""

from datetime import date
from functools import partial
from typing import Annotated

from typer import Argument

from ecgtool.cli.app import plain_app
from ecgtool.cli.editing import AndBump, Form, How, Yes, edit_plan
from ecgtool.cli.options import DryRun, changed_dates, command
from ecgtool.cli.session import Session
from ecgtool.errors import EcgError
from ecgtool.schedule.replan import restore as restore_one
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import around

app = plain_app()


@command(app, "restore", asks_hosts=True)
def restore(
    session: Session,
    *,
    day: Annotated[
        str,
        Argument(metavar="DATE", help='The date, such as "Dec 28" or "next Monday".', autocompletion=changed_dates),
    ],
    and_bump: AndBump = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    form: Form = None,
) -> None:
    """Take a cancellation or a move back, in ecg.toml.

    The meeting is held as planned after all; one of a break of several as well.

    Example: ecg restore 2026-12-28
    """
    session.require_file()
    asked = parse_day(day, around([session.group], session.now))
    plan = partial(restore_one, asked=asked)
    unchanged = f"{asked.day} is neither cancelled nor moved"
    edit_plan(session, "restore", [plan], unchanged, How(form=form, yes=yes, dry_run=dry_run, and_bump=and_bump))
    _note_page(session, asked.day)


def _note_page(session: Session, day: date | None) -> None:
    """Note if the group's page still cancels ``day``; a page that cannot be read does not matter."""
    if day is None or session.group.wiki is None:
        return
    from ecgtool.page import parse_page
    from ecgtool.upkeep.group_page import GroupPage

    try:
        target, syntax = session.page_of(session.group)
        group_page = GroupPage(parse_page(target.read(), syntax), session.group, session.now)
    except EcgError as error:
        session.detail(f"the page was not looked at: {error}")
        return
    cancelled = (days for entry in group_page.cancelling for days in entry.days)
    if any(first <= day <= last for first, last in cancelled):
        session.note(f"{target.name} still cancels {day}: take that off its topics")
