"""What a group's meetings are about and how to join them: from the configuration, or from a page."""

from pathlib import Path
from typing import NamedTuple

from ecgtool.cli.session import Session
from ecgtool.group import Agenda, Call, Schedule


class Content(NamedTuple):
    """The call, the agenda, and the schedule less what the agenda cancels."""

    schedule: Schedule
    agenda: Agenda
    call: Call


def page_content(session: Session, page: Path | None) -> Content:
    """The content of the group that is asked for, from the file ``page`` where one is named."""
    del page
    group = session.group
    return Content(group.schedule, group.agenda, group.call)
