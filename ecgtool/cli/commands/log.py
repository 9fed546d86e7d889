"""``ecg log``."""

from typing import Annotated

from typer import Argument, Option

from ecgtool.cli.app import noun
from ecgtool.cli.options import DryRun, command
from ecgtool.cli.pages import edit_page
from ecgtool.cli.session import Session
from ecgtool.cli.typed import moment_of
from ecgtool.page.sections.logs import NewLog
from ecgtool.schedule.occurrences import one_meeting_on
from ecgtool.upkeep.additions import log_planner

app = noun("Keep the logs and recordings of meetings.")


@command(app, "add", asks_hosts=True)
def add(
    session: Session,
    *,
    title: Annotated[str, Argument(metavar="TITLE", help="What the meeting was about.")],
    day: Annotated[
        str, Option("--date", metavar="DATE", help="When the meeting was: it stands in the entry's title.")
    ] = "",
    recording: Annotated[str, Option(metavar="URL", help="Where the recording is.")] = "",
    passcode: Annotated[str, Option(metavar="CODE", help="The recording's pass code.")] = "",
    notes: Annotated[str, Option(metavar="URL", help="Where the notes are.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Add an entry to the page's meeting logs and recordings.

    The newest stands first. What changed is printed.

    Example: ecg log add "Edge AI" --date 2026-06-08 --recording https://video.example.org/1 --passcode 123456
    """
    session.require_file()
    on = moment_of(session, day, nearest=True)
    if on and on.at:
        one_meeting_on(session.group.schedule, on)
    log = NewLog(title=title, day=on and on.day, recording=recording, passcode=passcode, notes=notes)
    edit_page(session, lambda at: log_planner(at, log), dry_run=dry_run)
