"""``ecg cancel``."""

from functools import partial
from typing import Annotated

from typer import Argument, Option

from ecgtool.cli.apps import plain_app
from ecgtool.cli.complete import meeting_dates
from ecgtool.cli.options import command
from ecgtool.cli.page_cancels import page_plans
from ecgtool.cli.plan_edit import AndBump, Form, Reason, bump, carry_out, show
from ecgtool.cli.session import Session
from ecgtool.cli.typed import around
from ecgtool.config.edit.schedule_edit import Plan
from ecgtool.errors import UsageError
from ecgtool.render.plain import plain
from ecgtool.schedule.replan import cancel as cancel_one
from ecgtool.schedule.replan import cancel_all
from ecgtool.wording.typed_dates import parse_day

app = plain_app()


@command(app, "cancel")
def cancel(
    session: Session,
    *,
    day: Annotated[
        str,
        Argument(metavar="[D]", help='The date, such as "Dec 28" or "next Monday".', autocompletion=meeting_dates),
    ] = "",
    to: Annotated[str, Option("--to", metavar="D", help="The last date of a break that begins on D.")] = "",
    reason: Reason = "",
    from_page: Annotated[bool, Option("--from-page", help="What the page's topics say is cancelled.")] = False,
    and_bump: AndBump = False,
    form: Form = None,
) -> None:
    """Cancel a meeting, or all from one date to another, in ecg.toml.

    Example: ecg cancel 2026-12-21 --to "Jan 4" --reason "end-of-year break"
    """
    if from_page == bool(day) or (from_page and (to or reason)):
        raise UsageError("cancel takes a date, or --from-page alone", "such as `ecg cancel 2026-12-28`")
    session.require_file()
    plans, unchanged = page_plans(session) if from_page else _typed(session, day, to, plain(reason))
    show(session, carry_out(session, plans), unchanged, form)
    bump(session, form, wanted=and_bump)


def _typed(session: Session, day: str, to: str, reason: str) -> tuple[list[Plan], str]:
    now = around([session.group], session.now)
    asked = parse_day(day, now)
    first = asked.day or now.today
    if not to:
        return [partial(cancel_one, asked=asked, reason=reason)], f"{first} is cancelled already"
    last = parse_day(to, now._replace(today=first)).day or first
    plan = partial(cancel_all, first=first, last=last, reason=reason)
    return [plan], f"{first} to {last} is cancelled already"
