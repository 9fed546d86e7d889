"""``ecg log``."""

from datetime import date
from typing import Annotated

from typer import Argument, Option

from ecgtool.additions import log_planner
from ecgtool.cli.additions import carry_out
from ecgtool.cli.apps import noun
from ecgtool.cli.session import Session
from ecgtool.cli.shared import command
from ecgtool.cli.typed import around, typed_day
from ecgtool.page.log_edits import NewLog

app = noun("Keep the logs and recordings of meetings.")


@command(app, "add")
def add(
    session: Session,
    *,
    title: Annotated[str, Argument(metavar="TITLE", help="What the meeting was about.")],
    day: Annotated[str, Option("--date", metavar="D", help="When it was.")] = "",
    recording: Annotated[str, Option(metavar="URL", help="Where its recording is.")] = "",
    passcode: Annotated[str, Option(metavar="P", help="The recording's pass code.")] = "",
    notes: Annotated[str, Option(metavar="URL", help="Where its notes are.")] = "",
) -> None:
    """Add an entry, newest first, to the page's section of meeting logs and recordings; print the difference.

    Example: ecg log add "Edge AI" --date 2026-06-08 --recording https://video.example.org/1 --passcode 123456
    """
    log = NewLog(title, _held(session, day), recording, passcode, notes)
    carry_out(session, lambda at: log_planner(at, log))


def _held(session: Session, typed: str) -> date | None:
    """The date that was typed; a log is of a meeting that was, so without a year it is the nearest one."""
    where = around([session.group], session.now)._replace(nearest=True)
    return typed_day(typed, "--date", where) if typed else None
