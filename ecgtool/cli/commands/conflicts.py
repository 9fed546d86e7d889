"""``ecg conflicts``."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Annotated, Literal

from typer import Option

from ecgtool.cli.app import plain_app
from ecgtool.cli.options import command
from ecgtool.cli.session import Session
from ecgtool.cli.typed import typed_bound
from ecgtool.errors import Finding
from ecgtool.group import Group
from ecgtool.render.conflicts import conflicts_json, conflicts_text
from ecgtool.render.plain import as_json
from ecgtool.schedule.conflicts import find_conflicts
from ecgtool.schedule.planned import instant
from ecgtool.wording.typed_days import around

app = plain_app()

_A_YEAR = timedelta(days=366)
_REMEDY = "move one with `ecg move DATE DATETIME -g GROUP`, or change a schedule"


@command(app, "conflicts")
def conflicts(
    session: Session,
    *,
    until: Annotated[
        str | None, Option(metavar="DATE", help="Meetings until that date, included; else a year's.")
    ] = None,
    form: Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="How to show them.")] = None,
) -> None:
    """Show which meetings of the groups overlap.

    With --group: those of that group, with all others and among themselves.

    Example: ecg conflicts --until 2027-06-30
    """
    groups = session.config.select(every=True)
    named = [group.key for group in session.config.select(session.options.group)] if session.options.group else None
    end = _end_of(until, groups, session.now) if until else session.now + _A_YEAR
    session.progress(f"comparing the meetings of {len(groups)} groups")
    found = find_conflicts(groups, session.now, end, named)
    if form == "json":
        session.answer(as_json(conflicts_json(found, session.now, end)))
    else:
        session.answer_columns(conflicts_text(found), ("group", "and", "how often", "when", ""), form)
    if not found:
        session.note(f"no meetings overlap until {end:%Y-%m-%d}")
    else:
        pairs = "1 pair of groups has" if len(found) == 1 else f"{len(found)} pairs of groups have"
        raise Finding(f"{pairs} meetings at the same time", _REMEDY)


def _end_of(until: str, groups: Sequence[Group], now: datetime) -> datetime:
    """Return the instant that was typed, or the end of the day: on the group's clock, or for several in UTC."""
    where = around(groups, now)
    bound = typed_bound(until, "--until", where, time.max)
    return bound if isinstance(bound, datetime) else instant(*bound, where.zone)
